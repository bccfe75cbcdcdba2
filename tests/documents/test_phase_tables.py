"""Phase × actor tables in a matrix: imported, read, changed a row at a time, copied, compared, kept on paper."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from documents.actions.edit_phase_table import TaskFields, add_task, edit_task
from documents.actions.import_matrix import import_matrix
from documents.actions.next_version import start_next_version
from documents.actions.phase_tables import save_phase_tables
from documents.actions.upload import Upload
from documents.models import MatrixVersion, PhaseActor, PhaseMark, PhaseTask
from documents.paper import matrix_file
from documents.phase_paper import as_word, phase_tables_of
from documents.selectors.phase_page import phase_table_views
from documents.selectors.text_changes import text_changes
from documents.word.matrix import understand_matrix
from documents.word.phase_shapes import Phase, PhaseTable
from documents.word.phase_shapes import PhaseMark as Mark
from documents.word.phase_shapes import PhaseTask as Task
from documents.word.reading import read_document
from tests.documents.pages import as_user, matrix_url, now, sent
from tests.documents.word.test_phase_tables import phase_docx
from tests.factories.documents import a_director, a_draft_matrix, a_leader, viewer_of

pytestmark = pytest.mark.django_db
TABLE = PhaseTable(
    "Taakverdeling",
    ("Wijkagent", "Lokaal"),
    (
        Phase("Fase 1", (Task("Weegt het signaal", (Mark(0), Mark(1, "indien nodig"))), Task("Informeert naasten"))),
        Phase("Fase 2", (Task("Stelt het plan op", (Mark(1),)),)),
    ),
)


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def leader():
    return a_leader()


@pytest.fixture
def matrix():
    version = a_draft_matrix()
    save_phase_tables(version, [TABLE])
    return version


def task_url(matrix, order, name="phase_task"):
    return matrix_url(matrix, f"backroom:{name}", 1, order)


def test_a_file_with_only_such_a_table_becomes_a_draft(leader):
    version = import_matrix(Upload(phase_docx(), "fasen.docx"), viewer=viewer_of(leader))
    table = phase_table_views(version)[0]
    assert (len(table.phases), len(table.tasks), len(table.unowned)) == (3, 6, 1)


def test_the_command_prints_it_as_a_section(tmp_path, capsys):
    file = tmp_path / "fasen.docx"
    file.write_bytes(phase_docx())
    call_command("import_docx", "matrix", str(file), "--dry-run", "--json")
    section = json.loads(capsys.readouterr().out)["sections"][0]
    assert (section["shape"], section["marks"], section["unowned"]) == (
        "phase_actor",
        {"Veiligheidshuis": 3, "Lokaal": 4},
        1,
    )


def test_the_command_tells_it_in_words(tmp_path, capsys):
    file = tmp_path / "fasen.docx"
    file.write_bytes(phase_docx())
    call_command("import_docx", "matrix", str(file), "--dry-run")
    assert "3 phases: 6 tasks, 1 of nobody (Veiligheidshuis 3, Lokaal 4)" in capsys.readouterr().out


def test_an_actor_that_is_called_like_a_role_is_tied_to_it(matrix):
    assert list(PhaseActor.objects.values_list("name", "role")) == [("Wijkagent", "community_officer"), ("Lokaal", "")]


def test_readers_get_words_for_marks_and_a_list_of_what_nobody_and_what_several_own(matrix, leader):
    shown = as_user(leader).get(matrix_url(matrix)).content.decode()
    for words in ("Does this: indien nodig", "Has no part in it", "Tasks that nobody owns", "Tasks that several own"):
        assert words in shown


def test_a_task_is_changed_with_its_marks(matrix, leader):
    form = {"text": "Informeert de naasten", "part_1": "yes", "words_1": "", "part_2": "", "words_2": "", "remark": ""}
    as_user(leader).post(task_url(matrix, 2), sent(matrix, **form))
    task = PhaseTask.objects.get(text="Informeert de naasten")
    assert [mark.actor.name for mark in task.marks.all()] == ["Wijkagent"]


def test_a_stale_task_is_refused_with_both_texts(matrix, leader):
    old = sent(matrix, text="Mijn woorden", part_1="", part_2="")
    edit_task(
        PhaseTask.objects.get(order=2),
        viewer=viewer_of(leader),
        expected_version=now(matrix).version,
        fields=TaskFields("Andere woorden"),
    )
    response = as_user(leader).post(task_url(matrix, 2), old)
    assert response.status_code == 409
    assert "Mijn woorden" in response.content.decode()
    assert "Andere woorden" in response.content.decode()


def test_a_new_task_comes_at_the_end_of_its_phase_and_the_rest_moves_on(matrix, leader):
    phase = PhaseTask.objects.get(order=1).phase
    add_task(phase, viewer=viewer_of(leader), expected_version=now(matrix).version, text="Meldt terug")
    assert list(PhaseTask.objects.order_by("order").values_list("order", "text")) == [
        (1, "Weegt het signaal"),
        (2, "Informeert naasten"),
        (3, "Meldt terug"),
        (4, "Stelt het plan op"),
    ]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("add_phase_task", {"text": "Nieuw"}),
        ("phase", {"name": "Fase nul"}),
        ("phase_actor", {"name": "Gemeente", "role": "municipal_director"}),
        ("remove_phase_task", {}),
    ],
)
def test_phases_actors_and_tasks_are_changed_in_the_back_room(matrix, leader, name, form):
    before = as_word(phase_tables_of(matrix)[0])
    response = as_user(leader).post(task_url(matrix, 1, name), sent(matrix, **form))
    assert response.status_code == 302
    assert as_word(phase_tables_of(matrix)[0]) != before


def test_only_project_leaders_change_it(matrix):
    assert as_user(a_director()).get(task_url(matrix, 1)).status_code == 404


def test_the_next_version_is_a_copy_and_tells_what_changed(leader):
    draft = a_draft_matrix()
    save_phase_tables(draft, [TABLE])
    adopted = _adopted(draft)
    copy = start_next_version(adopted, viewer=viewer_of(leader), expected_version=adopted.version)
    assert as_word(phase_tables_of(copy)[0]) == TABLE
    PhaseMark.objects.filter(task__phase__table__version=copy, task__order=3).delete()
    assert [(str(one.heading), one.was, one.becomes) for one in text_changes(copy, viewer=viewer_of(leader))] == [
        ("Taakverdeling", "Fase 2: Stelt het plan op: Lokaal", "Fase 2: Stelt het plan op: nobody")
    ]


def test_the_file_of_a_matrix_gives_the_same_table_back(matrix):
    assert understand_matrix(read_document(matrix_file(matrix))).phase_tables == (TABLE,)


def test_a_matrix_with_only_such_a_table_can_be_proposed(leader):
    version = import_matrix(Upload(phase_docx(), "fasen.docx"), viewer=viewer_of(leader))
    page = as_user(leader).get(reverse("backroom:matrix", args=[version.key]))
    assert "There is nothing in it yet." not in page.content.decode()


def _adopted(draft: MatrixVersion) -> MatrixVersion:
    """Around the steps, which other tests take: here only what is copied counts."""
    MatrixVersion.objects.filter(pk=draft.pk).update(
        state="adopted", adopted_at=draft.created_at, effective_at=draft.created_at
    )
    return MatrixVersion.objects.get(pk=draft.pk)
