"""Does `export_docx` give each kind of paper as Word, only to who may see it, and leave a line of every export?"""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from audit.models import AccessLogEntry, Event
from casustafel.exports import EXPORTS
from documents.models import CovenantVersion
from documents.word.blocks import block_text
from documents.word.reading import read_document
from documents.word.untrusted import read_untrusted
from tests.factories.cases import World, a_case, a_plan
from tests.factories.documents import (
    a_draft_matrix,
    a_leader,
    a_meeting,
    a_signed_covenant,
    an_adopted_matrix,
    people_for_roles,
)
from tests.factories.people import a_municipality, a_person, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return a_leader()


@pytest.fixture
def world() -> World:
    return a_case()


@pytest.fixture
def covenant(leader) -> CovenantVersion:
    people_for_roles("municipal_director")
    return a_signed_covenant(a_meeting(), [an_organisation("GGZ De Linde")], a_municipality())


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("export_docx", *map(str, arguments), stdout=out)
    return out.getvalue()


def text_of(file: Path) -> str:
    document = read_document(file.read_bytes())
    skipped = (one.text for one in document.skipped)
    return "\n".join((document.title, *map(block_text, document.blocks), *skipped))


def test_a_covenant_comes_with_its_signatures(covenant, leader, tmp_path) -> None:
    file = tmp_path / "convenant.docx"
    run(covenant.key, file)
    found = read_untrusted(file, "covenant")
    assert found.title == covenant.title
    assert [party.name for party in found.parties] == ["GGZ De Linde"]
    signed = covenant.signatures.get()
    assert str(signed.signed_at.year) in text_of(file)
    assert {"ondertekend", covenant.covenant.number} <= set(text_of(file).split())


def test_a_matrix_comes_with_its_sections_and_its_state(leader, tmp_path) -> None:
    file = tmp_path / "matrix.docx"
    run(a_draft_matrix().key, file)
    (section,) = read_untrusted(file, "matrix").sections
    assert section.duties[0].tasks == ("Bewaakt de voortgang.",)
    assert "concept" in text_of(file)


def test_an_adopted_matrix_gives_the_very_bytes_that_were_kept(leader, tmp_path) -> None:
    people_for_roles("municipal_director")
    version = an_adopted_matrix()
    run(version.key, tmp_path / "one.docx")
    run(version.key, tmp_path / "two.docx")
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()
    assert "vastgesteld" in text_of(tmp_path / "one.docx")


def test_a_plan_comes_with_its_actions_also_before_it_is_adopted(world, tmp_path) -> None:
    file = tmp_path / "plan.docx"
    run(a_plan(world).key, file)
    assert {"Acties", "Er", "speelt", "veel.", "Vaststelling"} <= set(text_of(file).split())


def test_who_may_not_see_it_reads_what_they_would_of_a_key_that_never_was(world, tmp_path) -> None:
    plan, outsider = a_plan(world), a_person(None, "project_leader")
    refused = []
    for key in (plan.key, "bestaatniet"):
        with pytest.raises(CommandError) as refusal:
            run(key, tmp_path / "x.docx", "--as", outsider.email)
        refused.append(str(refusal.value).replace(key, "KEY"))
    assert len(set(refused)) == 1
    assert not (tmp_path / "x.docx").exists()
    assert not AccessLogEntry.objects.filter(event=Event.EXPORT).exists()


def test_every_export_leaves_a_line_on_behalf_of_whose_eyes_were_borrowed(world, tmp_path) -> None:
    plan, director = a_plan(world), world.people["process_direction"]
    plan.shared_at = plan.created_at
    plan.save(update_fields=["shared_at"])
    run(plan.key, tmp_path / "plan.docx", "--as", director.email)
    entry = AccessLogEntry.objects.get(event=Event.EXPORT)
    assert (entry.object_key, entry.on_behalf_of_key, entry.user_key) == (plan.key, director.key, "")
    assert [row.case_key for row in entry.cases.all()] == [world.case.key]


def test_what_is_no_paper_or_nobody_answers_for_is_one_clear_line(world, tmp_path) -> None:
    for key in (world.case.key, a_draft_matrix().key):
        with pytest.raises(CommandError) as refused:
            run(key, tmp_path / "x.docx")
        assert "\n" not in str(refused.value)


def test_a_file_that_can_not_be_written_is_one_clear_line(leader, tmp_path) -> None:
    with pytest.raises(CommandError, match=r"weg/x\.docx"):
        run(a_draft_matrix().key, tmp_path / "weg" / "x.docx")


def test_nobody_else_on_the_machine_reads_the_file(leader, tmp_path) -> None:
    run(a_draft_matrix().key, tmp_path / "x.docx")
    assert (tmp_path / "x.docx").stat().st_mode & 0o077 == 0


def test_every_kind_of_paper_is_a_protected_noun_with_somebody_who_answers_for_it() -> None:
    assert {model.__name__ for model in EXPORTS} >= {"CovenantVersion", "MatrixVersion", "PlanVersion"}
