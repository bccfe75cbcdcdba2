"""Admission criteria and deviating agreements: written, signed, copied, compared, exported, and kept as signed."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from documents.body import from_json
from documents.comparing import compare
from documents.models import AnnexCriterion, AnnexDeviation, CovenantVersion
from documents.paired_text import as_pairs, as_text
from documents.paper import covenant_file
from documents.revision import content_of, revision_of
from documents.searchable import Covenants
from documents.selectors.version_parts import parts_of
from documents.word.blocks import block_text
from documents.word.reading import read_document
from tests.documents.pages import as_user, covenant_url, now, sent
from tests.documents.test_next_version import next_of
from tests.factories.documents import (
    a_covenant_to_sign,
    a_draft_covenant,
    a_leader,
    a_meeting,
    signed_by_all,
)
from tests.factories.people import a_municipality, an_organisation

pytestmark = pytest.mark.django_db
CRITERIA = "Spelen er problemen op 3 leefgebieden?\nZorg, veiligheid en wonen.\n\nKan 1 partij het niet alleen?"
DEVIATIONS = "Artikel 4 lid 2\nVerslagen bewaren we 2 jaar."


@pytest.fixture
def draft() -> CovenantVersion:
    return a_draft_covenant(a_meeting(), [an_organisation(), an_organisation()], a_municipality())


def filled_in(draft: CovenantVersion, **words: str) -> CovenantVersion:
    annex = draft.annexes.get()
    values = {"title": "Bijlage", "purpose": "Veilig.", "legal_basis": "Wgs.", "criteria": CRITERIA} | words
    address = covenant_url(draft, "backroom:annex", annex.meeting_type.key)
    as_user(a_leader()).post(address, sent(draft, deviations=DEVIATIONS, **values))
    changed: CovenantVersion = now(draft)
    return changed


def test_a_paragraph_is_a_criterion_and_its_first_line_the_question(draft: CovenantVersion) -> None:
    filled_in(draft)
    assert list(AnnexCriterion.objects.values_list("order", "question", "explanation")) == [
        (1, "Spelen er problemen op 3 leefgebieden?", "Zorg, veiligheid en wonen."),
        (2, "Kan 1 partij het niet alleen?", ""),
    ]
    assert AnnexDeviation.objects.get().agreed == "Verslagen bewaren we 2 jaar."


def test_the_page_shows_them_as_they_were_written(draft: CovenantVersion) -> None:
    filled_in(draft)
    page = as_user(a_leader()).get(covenant_url(draft, "backroom:annex", draft.annexes.get().meeting_type.key))
    assert page.context["form"]["criteria"].value() == CRITERIA
    assert "Artikel 4 lid 2" in as_user(a_leader()).get(covenant_url(draft)).content.decode()


def test_saving_them_again_changes_nothing_that_is_signed(draft: CovenantVersion) -> None:
    assert filled_in(draft).revision == filled_in(draft).revision


def test_another_order_of_criteria_is_another_text(draft: CovenantVersion) -> None:
    turned = "\n\n".join(reversed(CRITERIA.split("\n\n")))
    assert filled_in(draft).revision != filled_in(draft, criteria=turned).revision


def test_a_text_without_them_keeps_the_hash_that_it_was_signed_with(draft: CovenantVersion) -> None:
    assert {"criteria", "deviations"} & set(content_of(draft)["annexes"][0]) == set()
    assert {"criteria", "deviations"} <= set(content_of(filled_in(draft))["annexes"][0])


def test_a_first_line_that_is_too_long_is_told_at_its_field(draft: CovenantVersion) -> None:
    filled_in(draft, criteria="x" * 501)
    assert not AnnexCriterion.objects.exists()


def test_a_next_version_begins_with_them(draft: CovenantVersion) -> None:
    version = signed_by_all(a_covenant_to_sign(filled_in(draft)))
    assert content_of(next_of(version))["annexes"] == content_of(version)["annexes"]


def test_comparing_two_versions_shows_them(draft: CovenantVersion) -> None:
    before = parts_of(draft)
    with translation.override("nl"):
        said = " ".join(one.becomes for one in compare(before, parts_of(filled_in(draft))).changes)
    assert "Kan 1 partij het niet alleen?" in said
    assert "Verslagen bewaren we 2 jaar." in said


def test_they_stand_in_the_word_file_and_are_found(draft: CovenantVersion) -> None:
    version = filled_in(draft)
    written = "\n".join(block_text(block) for block in read_document(covenant_file(version)).blocks)
    found = next(iter(Covenants().documents([version.key]))).body
    for words in ("Zorg, veiligheid en wonen.", "Artikel 4 lid 2", "Verslagen bewaren we 2 jaar."):
        assert words in written
        assert words in found


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "change",
    [
        lambda annex: annex.criteria.update(question="Anders?"),
        lambda annex: annex.criteria.all().delete(),
        lambda annex: annex.criteria.create(order=9, question="Erbij?"),
        lambda annex: annex.deviations.update(agreed="anders"),
        lambda annex: annex.deviations.all().delete(),
        lambda annex: annex.deviations.create(order=9, clause="Artikel 9"),
    ],
)
def test_what_was_signed_of_them_stays(draft: CovenantVersion, change: Any) -> None:
    version = signed_by_all(a_covenant_to_sign(filled_in(draft)))
    with pytest.raises(IntegrityError), transaction.atomic():
        change(version.annexes.get())
    assert revision_of(version) == version.revision


def test_an_annex_goes_with_them(draft: CovenantVersion) -> None:
    version, annex = filled_in(draft), draft.annexes.get()
    as_user(a_leader()).post(covenant_url(version, "backroom:remove_annex", annex.meeting_type.key), sent(version))
    assert not AnnexCriterion.objects.exists()


def test_the_body_of_the_covenant_is_untouched_by_its_annex(draft: CovenantVersion) -> None:
    assert from_json(filled_in(draft).body) == from_json(draft.body)


LINES = some.text("abc 1.", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(some.lists(some.tuples(LINES, some.lists(LINES, max_size=2).map("\n".join))).map(tuple))
def test_pairs_come_back_as_they_were(pairs: tuple[tuple[str, str], ...]) -> None:
    assert as_pairs(as_text(pairs)) == pairs
