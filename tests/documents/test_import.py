"""Word files that look like real ones become drafts: nothing lost, nothing guessed in silence."""

from pathlib import Path

import pytest
from django.http import Http404

from access.doors import find_or_404
from documents.actions.import_covenant import import_covenant, recognise
from documents.actions.import_matrix import import_matrix
from documents.actions.upload import Upload
from documents.body import from_json, plain_text
from documents.models import (
    Binding,
    CovenantVersion,
    EmptyCell,
    MatrixRow,
    MatrixVersion,
    MeetingType,
    Statement,
    StoredFile,
)
from documents.revision import revision_of
from documents.storage import FileDamaged, private_storage, read_private
from documents.word.refusals import WordRefused
from documents.word.untrusted import read_untrusted
from tests.documents.word.builders import MATRIX_ROWS, realistic_covenant_docx, realistic_matrix_docx
from tests.factories.documents import a_leader, viewer_of
from tests.factories.people import a_person, an_organisation
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return viewer_of(a_leader())


@pytest.fixture
def content() -> bytes:
    return realistic_matrix_docx()


@pytest.fixture
def matrix(leader, content) -> MatrixVersion:
    return import_matrix(Upload(content, "tvb-matrix.docx"), viewer=leader)


def test_every_role_row_and_statement_of_the_file_is_there(matrix):
    reading = read_untrusted(realistic_matrix_docx(), "matrix")
    assert matrix.sections.count() == len(MATRIX_ROWS)
    assert MatrixRow.objects.filter(is_heading=False).count() == sum(len(one.duties) for one in reading.sections)
    written = {text for section in reading.sections for row in section.duties for cell in row.cells for text in cell}
    assert set(Statement.objects.values_list("text", flat=True)) == written


def test_roles_are_recognised_by_their_names(matrix):
    roles = list(matrix.sections.values_list("role", flat=True))
    assert roles == ["municipal_director", "ggz_case_coordinator", "process_director"]


def test_headings_inside_a_table_are_headings(matrix):
    assert "Fase 1: aanmelding en weging" in set(
        MatrixRow.objects.filter(is_heading=True).values_list("heading", flat=True)
    )


def test_rows_are_numbered_through(matrix):
    orders = MatrixRow.objects.order_by("section__order", "order").values_list("order", flat=True)
    assert list(orders) == list(range(1, len(orders) + 1))


def test_steps_are_suggested_by_the_wording_of_authorities_alone(matrix):
    bound = {(binding.statement.text, binding.step) for binding in Binding.objects.select_related("statement")}
    assert ("Neemt de aanmelding aan", "referral.accept") in bound
    assert all(Binding.objects.values_list("suggested", flat=True))
    assert not Binding.objects.exclude(statement__column="authority").exists()


def test_a_note_in_an_empty_cell_becomes_its_mark(leader):
    rows = {"Wijkagent": (("Houdt toezicht", "Geen verantwoordelijkheid vastgelegd. Bewust leeg.", ""),)}
    import_matrix(Upload(realistic_matrix_docx(rows=rows), "m.docx"), viewer=leader)
    assert list(EmptyCell.objects.values_list("column", "mark")) == [("responsibility", "deliberate")]


def test_the_draft_and_the_original_are_for_project_leaders(matrix, leader):
    partner = viewer_of(a_person(None, "municipal_director"))
    assert list(MatrixVersion.objects.visible_to(leader)) == [matrix]
    assert not MatrixVersion.objects.visible_to(partner).exists()
    with pytest.raises(Http404):
        find_or_404(partner, StoredFile.objects.all(), matrix.original.key)


def test_the_original_is_kept_as_it_was_outside_everything_that_is_served(matrix, content, settings):
    stored = matrix.original
    assert read_private(stored.path, sha256=stored.sha256) == content
    path = private_storage().path(stored.path)
    assert path.startswith(str(settings.PRIVATE_ROOT))
    assert "tvb" not in path
    assert Path(path).stat().st_mode & 0o077 == 0


def test_a_changed_or_lost_file_is_never_handed_out(matrix):
    stored = matrix.original
    with pytest.raises(FileDamaged):
        read_private(stored.path, sha256="0" * 64)
    private_storage().delete(stored.path)
    with pytest.raises(FileDamaged):
        read_private(stored.path, sha256=stored.sha256)


def test_numbers_are_never_used_twice(leader, settings):
    settings.PROJECT_NUMBER = 12
    made = [import_matrix(Upload(realistic_matrix_docx(), "m.docx"), viewer=leader).matrix for _ in range(2)]
    covenant = import_covenant(Upload(realistic_covenant_docx(), "c.docx"), viewer=leader).covenant
    assert [one.number for one in [*made, covenant]] == ["12-001", "12-002", "12-003"]


def test_who_is_no_project_leader_imports_nothing():
    with pytest.raises(StepRefused) as refused:
        import_matrix(Upload(realistic_matrix_docx(), "m.docx"), viewer=viewer_of(a_person(None, "administrator")))
    assert refused.value.status == 403
    assert not StoredFile.objects.exists()


def test_a_file_that_is_no_word_file_saves_nothing(leader):
    with pytest.raises(WordRefused):
        import_matrix(Upload(b"geen word", "m.docx"), viewer=leader)
    assert not MatrixVersion.objects.exists()


def test_a_covenant_is_no_matrix(leader):
    with pytest.raises(StepRefused):
        import_matrix(Upload(realistic_covenant_docx(), "c.docx"), viewer=leader)
    assert not MatrixVersion.objects.exists()


@pytest.fixture
def known():
    meeting = MeetingType.objects.create(name="Veiligheidsoverleg GGZ")
    organisations = [an_organisation(name) for name in ("Gemeente Veldersloot", "Stichting GGZ De Linde")]
    return meeting, organisations


def test_a_covenant_brings_its_period_and_the_parties_and_annexes_that_are_known(known, leader):
    meeting, organisations = known
    version = import_covenant(Upload(realistic_covenant_docx(), "c.docx"), viewer=leader)
    assert [str(version.starts_on), str(version.ends_on), version.winding_down_days] == ["2027-01-01", "2029-12-31", 30]
    assert {party.organisation for party in version.parties.all()} == set(organisations)
    annex = version.annexes.get()
    assert annex.meeting_type == meeting
    assert "verward gedrag" in annex.purpose
    assert {partner.organisation for partner in annex.partners.all()} == set(organisations)


def test_what_is_not_known_is_reported_and_stays_as_text(known, leader):
    reading = read_untrusted(realistic_covenant_docx(), "covenant")
    found = recognise(reading)
    assert any("Wonen Noord" in name for name in found.unknown_parties)
    assert [annex.title for annex in found.unknown_annexes] == ["Persoonsgerichte aanpak"]
    version = import_covenant(Upload(realistic_covenant_docx(), "c.docx"), viewer=leader)
    assert "Het terugdringen van overlast" in plain_text(version.body)


def test_the_text_of_a_covenant_is_kept_block_by_block(leader):
    reading = read_untrusted(realistic_covenant_docx(), "covenant")
    version = import_covenant(Upload(realistic_covenant_docx(), "c.docx"), viewer=leader)
    assert from_json(CovenantVersion.objects.get().body) == reading.all_blocks
    assert version.revision == revision_of(version)


def test_a_title_may_be_given(leader):
    version = import_covenant(Upload(realistic_covenant_docx(), "c.docx", title="Eigen titel"), viewer=leader)
    assert version.title == "Eigen titel"
