"""Writing the text of a covenant in one field: nothing of it is lost, whatever stood there."""

import pytest
from django.utils.translation import ngettext
from hypothesis import given
from hypothesis import strategies as some

from documents.body import from_json, to_json
from documents.models import CovenantVersion
from documents.word.blocks import Cell, Heading, ListItem, Paragraph, Row, Table
from documents.written_text import COVENANT
from tests.documents.pages import as_user, covenant_url, now, sent
from tests.factories.documents import a_covenant_to_sign, a_draft_covenant, a_leader, a_meeting, sealed
from tests.factories.people import a_municipality, an_organisation

TABLE = Table((Row((Cell(("Politie",), span=2),), before=1),))
TEXTS = some.text("ab #-1.)\\[]\n", max_size=12)
BLOCKS = some.one_of(
    some.builds(Heading, TEXTS, some.integers(1, 9)),
    some.builds(Paragraph, TEXTS),
    some.builds(ListItem, TEXTS, some.sampled_from(["•", "1.", "b)", "(3)", "Art. 3", "-"]), some.integers(0, 4)),
    some.just(TABLE),
)


@given(some.lists(BLOCKS, max_size=6).map(tuple))
def test_any_text_comes_back_unchanged(blocks: tuple[Heading | Paragraph | ListItem | Table, ...]) -> None:
    assert COVENANT.as_blocks(COVENANT.as_text(blocks), before=blocks) == blocks


def test_signs_at_the_start_of_a_line_make_headings_lists_and_paragraphs() -> None:
    typed = "# Doel\nWij werken samen.\nElke dag.\n\n- een\n- twee\n  1. onder twee\n\n## Looptijd"
    assert COVENANT.as_blocks(typed) == (
        Heading("Doel"),
        Paragraph("Wij werken samen.\nElke dag."),
        ListItem("een"),
        ListItem("twee"),
        ListItem("onder twee", "1.", 1),
        Heading("Looptijd", 2),
    )


@pytest.fixture
def draft(db: None) -> CovenantVersion:
    version = a_draft_covenant(a_meeting(), [an_organisation()], a_municipality(), body=to_json([TABLE]))
    return sealed(version)


def test_the_text_is_saved_with_its_table_and_voids_what_was_signed(draft: CovenantVersion) -> None:
    address = covenant_url(draft, "backroom:covenant_text")
    as_user(a_leader()).post(address, sent(draft, text="# Doel\r\n\r\n[[tabel 1]]\r\n"))
    assert from_json(now(draft).body) == (Heading("Doel"), TABLE)
    assert now(draft).revision != draft.revision


def test_a_table_that_is_not_there_is_told_at_the_field_and_the_text_kept(draft: CovenantVersion) -> None:
    address = covenant_url(draft, "backroom:covenant_text")
    response = as_user(a_leader()).post(address, sent(draft, text="Mijn tekst\n\n[[tabel 2]]"))
    assert response.status_code == 422
    assert "Mijn tekst" in response.content.decode()
    assert "[[tabel 2]]" in response.context["form"].errors["text"][0]


def test_opening_and_saving_the_text_changes_no_letter_of_it(draft: CovenantVersion) -> None:
    client, address = as_user(a_leader()), covenant_url(draft, "backroom:covenant_text")
    shown = client.get(address).context["form"]["text"].value()
    client.post(address, sent(draft, text=shown))
    assert now(draft).revision == draft.revision


def annex_url(version: CovenantVersion) -> str:
    return covenant_url(version, "backroom:annex_text", version.annexes.get().meeting_type.key)


def test_the_text_of_an_annex_is_written_like_the_general_part(draft: CovenantVersion) -> None:
    draft.annexes.update(body=to_json([TABLE]))
    response = as_user(a_leader()).post(annex_url(draft), sent(draft, text="# Aanmelden\r\n\r\n[[tabel 1]]\r\n"))
    assert response.status_code == 302
    assert from_json(now(draft).annexes.get().body) == (Heading("Aanmelden"), TABLE)
    assert from_json(now(draft).body) == (TABLE,)


def test_another_text_of_an_annex_voids_what_was_signed(draft: CovenantVersion) -> None:
    version = a_covenant_to_sign(draft)
    first = version.parties.get()
    assert first.signatory is not None
    version.signatures.create(
        organisation=first.organisation, user=first.signatory, revision=version.revision, signed_at=version.created_at
    )
    client = as_user(a_leader())
    warning = ngettext("If you save this, %(count)d signature lapses.", "", 1) % {"count": 1}
    assert warning in client.get(annex_url(version)).content.decode()
    client.post(annex_url(version), sent(version, text="Nieuwe woorden."))
    assert not now(version).parties.signed().exists()


def test_a_stale_text_of_an_annex_is_refused_with_both_texts(draft: CovenantVersion) -> None:
    client, old = as_user(a_leader()), sent(draft, text="Mijn woorden")
    client.post(annex_url(draft), sent(draft, text="Andere woorden"))
    response = client.post(annex_url(draft), old)
    assert response.status_code == 409
    assert all(words in response.content.decode() for words in ("Mijn woorden", "Andere woorden"))


def test_filling_in_an_annex_leaves_its_text_as_it_is(draft: CovenantVersion) -> None:
    client = as_user(a_leader())
    client.post(annex_url(draft), sent(draft, text="Blijft staan."))
    meeting = draft.annexes.get().meeting_type.key
    client.post(covenant_url(draft, "backroom:annex", meeting), sent(draft, title="Bijlage 1"))
    annex = now(draft).annexes.get()
    assert (annex.title, from_json(annex.body)) == ("Bijlage 1", (Paragraph("Blijft staan."),))
