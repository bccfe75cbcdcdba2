"""Does laying two versions side by side show every difference, and to nobody more than they may read?"""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AccessLogEntry
from documents.body import to_json
from documents.comparing import Part, compare
from documents.models import CovenantVersion, MatrixVersion, ProtocolVersion
from documents.selectors.version_parts import parts_of
from documents.word.blocks import Cell, Heading, Paragraph, Row, Table
from tests.documents.pages import as_user
from tests.documents.test_next_version import next_of
from tests.factories.documents import (
    a_leader,
    a_meeting,
    a_signed_covenant,
    an_adopted_matrix,
    people_for_roles,
)
from tests.factories.people import a_municipality, a_person, an_organisation
from tests.factories.protocols import an_adopted_protocol

LINES = st.lists(st.sampled_from(["aa bb cc", "aa bb dd", "ee ff", "gg", "ee ff hh"]), max_size=6)


def parts(*blocks: str, name: str = "one") -> list[Part]:
    return [Part(name, name, blocks)]


def kinds(was: list[Part], becomes: list[Part]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.was, one.becomes) for one in compare(was, becomes).changes]


def test_a_block_with_other_words_is_changed_and_only_those_words_are_marked() -> None:
    (change,) = compare(parts("Partijen delen binnen 5 dagen."), parts("Partijen delen binnen 7 dagen.")).changes
    assert change.kind == "changed"
    assert [piece.text for piece in change.was_pieces if piece.marked] == ["5"]
    assert [piece.text for piece in change.becomes_pieces if piece.marked] == ["7"]


def test_blocks_that_have_nothing_in_common_are_one_dropped_and_one_new() -> None:
    assert kinds(parts("Het overleg is maandelijks."), parts("De voorzitter tekent alles")) == [
        ("new", "", "De voorzitter tekent alles"),
        ("dropped", "Het overleg is maandelijks.", ""),
    ]


def test_a_part_that_is_gone_is_dropped_and_one_that_came_is_new() -> None:
    was, becomes = (
        [*parts("a", name="one"), *parts("b", name="two")],
        [*parts("a", name="one"), *parts("c", name="six")],
    )
    assert kinds(was, becomes) == [("dropped", "b", ""), ("new", "", "c")]


def test_what_is_the_same_is_counted_and_not_shown() -> None:
    found = compare(parts("a", "b", "c"), parts("a", "b", "d"))
    assert (found.same, len(found.changes)) == (2, 2)


@given(LINES, LINES)
def test_from_the_old_blocks_the_changes_make_the_new_ones(was: list[str], becomes: list[str]) -> None:
    found = compare(parts(*was), parts(*becomes))
    gone = sorted(one.was for one in found.changes if one.was)
    came = sorted(one.becomes for one in found.changes if one.becomes)
    stayed = list(was)
    for text in gone:
        stayed.remove(text)
    assert sorted([*stayed, *came]) == sorted(becomes)
    assert len(stayed) == found.same


@given(LINES, LINES)
def test_the_pieces_of_a_change_put_together_are_its_texts(was: list[str], becomes: list[str]) -> None:
    for one in compare(parts(*was), parts(*becomes)).changes:
        if one.kind == "changed":
            assert "".join(piece.text for piece in one.was_pieces) == one.was
            assert "".join(piece.text for piece in one.becomes_pieces) == one.becomes


@pytest.fixture
def covenant(db: None) -> CovenantVersion:
    people_for_roles("municipal_director")
    body = (Heading("Doel"), Paragraph("Wij werken samen."), Table((Row((Cell(("Politie",)), Cell(("geeft",)))),)))
    version = a_signed_covenant(a_meeting(), [an_organisation("GGZ De Linde")], a_municipality("Veldersloot"))
    draft = next_of(version)
    CovenantVersion.objects.filter(pk=draft.pk).update(body=to_json(body))
    return CovenantVersion.objects.get(pk=draft.pk)


def the_signed(draft: CovenantVersion) -> CovenantVersion:
    return draft.covenant.versions.get(version_number=1)


def url(one: Any, two: Any) -> str:
    kind = "covenants" if isinstance(one, CovenantVersion) else "matrices"
    return reverse(f"documents:compare_{kind}", args=[one.key, two.key])


def test_text_tables_period_parties_and_annexes_are_all_compared(covenant: CovenantVersion) -> None:
    covenant.parties.update(mandate="mandaatregister 2027")
    covenant.annexes.update(purpose="Escalatie voorkomen")
    found = compare(parts_of(the_signed(covenant)), parts_of(covenant)).changes
    said = " ".join(one.becomes for one in found)
    for words in ("Wij werken samen.", "Politie | geeft", "mandaatregister 2027", "Escalatie voorkomen"):
        assert words in said
    assert any(one.kind == "changed" for one in found)


def test_the_order_in_which_two_versions_are_named_does_not_matter(covenant: CovenantVersion) -> None:
    client = as_user(a_leader())
    pages = [
        client.get(url(*pair)).content for pair in ((covenant, the_signed(covenant)), (the_signed(covenant), covenant))
    ]
    assert b"Wij werken samen." in pages[0]
    assert [page.count(b"ct-diff__block--") for page in pages] == [pages[0].count(b"ct-diff__block--")] * 2


def test_the_line_of_a_comparison_names_both_versions(covenant: CovenantVersion) -> None:
    signed = the_signed(covenant)
    as_user(a_leader()).get(url(signed, covenant))
    line = AccessLogEntry.objects.latest("id")
    assert (line.object_key, line.details["beside"]) == (covenant.key, [f"documents.covenantversion:{signed.key}"])


def test_protocols_are_compared_as_well(db: None) -> None:
    leader = a_leader()
    first = an_adopted_protocol(leader)
    second = next_of(first)
    ProtocolVersion.objects.filter(pk=second.pk).update(body=to_json([Paragraph("Bel eerst de melder terug.")]))
    page = as_user(leader).get(reverse("documents:compare_protocols", args=[first.key, second.key])).content.decode()
    assert "Bel eerst de melder terug." in page
    shown = as_user(leader).get(second.get_absolute_url()).content.decode()
    assert reverse("documents:compare_protocols", args=[second.key, first.key]) in shown


def test_who_may_read_one_version_only_may_not_lay_it_beside_the_other(covenant: CovenantVersion) -> None:
    signed = the_signed(covenant)
    partner = a_person(signed.parties.get().organisation, "partner")
    signed.audience.entries.create(token="partners")
    client = as_user(partner)
    assert client.get(signed.get_absolute_url()).status_code == 200
    assert client.get(url(signed, covenant)).status_code == 404
    assert client.get(url(covenant, signed)).status_code == 404
    assert covenant.key not in client.get(signed.get_absolute_url()).content.decode()


def test_versions_of_two_agreements_are_not_compared(covenant: CovenantVersion) -> None:
    other = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    assert as_user(a_leader()).get(url(covenant, other)).status_code == 404


def test_statements_of_two_matrices_are_compared_by_role(db: None) -> None:
    people_for_roles("municipal_director")
    version: MatrixVersion = an_adopted_matrix({"municipal_director": ["plan.adopt"]})
    draft = next_of(version)
    statement = draft.sections.first().rows.first().statements.first()
    type(statement).objects.filter(pk=statement.pk).update(text="heeft een heel andere taak gekregen")
    page = as_user(a_leader()).get(url(version, draft))
    assert "heeft een heel andere taak gekregen" in page.content.decode()


def test_comparing_costs_no_more_queries_when_there_is_more_to_compare(covenant: CovenantVersion) -> None:
    client, address = as_user(a_leader()), url(covenant, the_signed(covenant))
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as before:
        client.get(address)
    CovenantVersion.objects.filter(pk=covenant.pk).update(body=to_json([Paragraph(f"Regel {n}") for n in range(50)]))
    with CaptureQueriesContext(connection) as after:
        client.get(address)
    assert len(after) == len(before)
