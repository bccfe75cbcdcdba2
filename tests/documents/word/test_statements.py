"""Is a cell of a role matrix split into statements, and no further than it should be?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.word.statements import split_statements

CELLS = {
    "lines": (["Weegt het signaal", "Informeert partners"], ["Weegt het signaal", "Informeert partners"]),
    "semicolons": (["weegt het signaal; hoort partners;"], ["weegt het signaal", "hoort partners"]),
    "and after a semicolon": (["weegt het signaal; en hoort partners"], ["weegt het signaal", "hoort partners"]),
    "a line that a semicolon closes": (["hoort partners;", "met name politie"], ["hoort partners", "met name politie"]),
    "bullets": (["• weegt het signaal", "- hoort partners"], ["weegt het signaal", "hoort partners"]),
    "bullets in one line": (["• weegt • hoort partners"], ["weegt", "hoort partners"]),
    "numbers in one line": (["1. weegt 2. hoort partners"], ["weegt", "hoort partners"]),
    "letters in one line": (["a) weegt b) hoort partners"], ["weegt", "hoort partners"]),
    "an introduction": (
        ["Beslist over:", "- opschalen", "- afschalen"],
        ["Beslist over: opschalen", "Beslist over: afschalen"],
    ),
    "an introduction without a list": (["Let op:", ""], ["Let op:"]),
    "a verb with its last half at the end of a line": (
        ["neemt de aanmelding aan;", "draagt de aanmelding over"],
        ["neemt de aanmelding aan", "draagt de aanmelding over"],
    ),
    "end signs of a list": (
        ["- weegt het signaal;", "- hoort partners; en", "- besluit."],
        ["weegt het signaal", "hoort partners", "besluit."],
    ),
}

KEPT_WHOLE = {
    "two sentences": "Weegt het signaal. Dit gebeurt binnen vijf dagen.",
    "a comma": "Weegt het signaal, hoort partners",
    "a semicolon in brackets": "Hoort partners (politie; GGZ; wonen)",
    "an abbreviation": "Hoort partners, o.a. de politie e.d.",
    "a figure that is no number of a list": "Besluit binnen 5. Daarna volgt fase 2. Overdracht",
    "a year": "Geldt vanaf 2027. Daarna opnieuw",
    "a dash inside": "Weegt het signaal - samen met de politie",
}


@pytest.mark.parametrize("case", CELLS)
def test_statements_that_run_together_are_split_in_order(case: str) -> None:
    lines, expected = CELLS[case]
    assert list(split_statements(lines)) == expected


@pytest.mark.parametrize("case", KEPT_WHOLE)
def test_what_is_one_statement_stays_one(case: str) -> None:
    assert split_statements([KEPT_WHOLE[case]]) == (KEPT_WHOLE[case],)


@pytest.mark.parametrize(
    "lines",
    [
        ["Stemt af met politie en", "de woningcorporatie"],
        ["Stemt af met politie,", "wonen"],
        ["Houdt het dossier bij", "zodat partners het kunnen lezen"],
        ["- stemt af met politie", "wonen en zorg"],
    ],
)
def test_a_sentence_that_goes_on_on_the_next_line_is_one_statement(lines: list[str]) -> None:
    assert len(split_statements(lines)) == 1


def test_an_item_of_a_list_is_taken_whole() -> None:
    assert split_statements(["• weegt het signaal; hoort partners"]) == ("weegt het signaal; hoort partners",)


@given(st.lists(st.text(alphabet="bc BC;,•-", max_size=40), max_size=5))
def test_no_letter_is_ever_lost_or_moved(lines: list[str]) -> None:
    written = "".join(sign for line in lines for sign in line if sign.isalpha())
    kept = "".join(sign for text in split_statements(lines) for sign in text if sign.isalpha())
    assert kept == written
