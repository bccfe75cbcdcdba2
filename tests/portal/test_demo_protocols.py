"""Are the protocols of the demo region fit to be read by a visitor, and does what changes in them stand there?"""

from tests.portal.test_demo_content import DATED, MEDICAL_WORDS, REGION


def test_no_line_of_a_protocol_says_when_it_is_or_what_somebody_has() -> None:
    for protocol in REGION.protocols:
        words = "\n".join([protocol.title, *(line for part in protocol.parts for line in (part.heading, *part.lines))])
        assert not DATED.search(words)
        assert not MEDICAL_WORDS.search(words)


def test_every_line_that_changes_in_a_protocol_is_there() -> None:
    changes = [(one, change) for one in REGION.protocols if one.renewed for change in one.renewed.changes]
    assert changes
    for protocol, change in changes:
        (part,) = (part for part in protocol.parts if part.heading == change.heading)
        assert change.was in part.lines
