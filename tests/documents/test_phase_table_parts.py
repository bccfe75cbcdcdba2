"""Phases and actors of a phase × actor table: added, removed, and put in another order, never over a colleague."""

import pytest
from django.urls import reverse
from django.utils import translation

from documents.actions.phase_tables import save_phase_tables
from documents.models import MatrixVersion, Phase, PhaseActor, PhaseMark, PhaseTask
from documents.selectors.phase_page import phase_table_views
from tests.documents.pages import as_user, now, sent
from tests.documents.test_phase_tables import TABLE, _adopted
from tests.factories.documents import a_draft_matrix, a_leader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def leader():
    return as_user(a_leader())


@pytest.fixture
def matrix() -> MatrixVersion:
    version = a_draft_matrix()
    save_phase_tables(version, [TABLE])
    return version


def url(matrix, name, *order):
    return reverse(f"backroom:{name}", args=[matrix.key, 1, *order])


def table_of(matrix):
    (table,) = phase_table_views(matrix)
    return table


def phases(matrix):
    return [(phase.name, [task.order for task in phase.tasks]) for phase in table_of(matrix).phases]


def actors(matrix):
    return [actor.name for actor in table_of(matrix).actors]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (0, [("Nazorg", []), ("Fase 1", [1, 2]), ("Fase 2", [3])]),
        (1, [("Fase 1", [1, 2]), ("Nazorg", []), ("Fase 2", [3])]),
        (2, [("Fase 1", [1, 2]), ("Fase 2", [3]), ("Nazorg", [])]),
    ],
)
def test_a_phase_is_added_where_the_leader_says(leader, matrix, after, expected):
    assert leader.post(url(matrix, "add_phase"), sent(matrix, name="Nazorg", after=after)).status_code == 302
    assert phases(matrix) == expected


def test_a_phase_goes_up_with_its_tasks_which_are_numbered_anew(leader, matrix):
    leader.post(url(matrix, "move_phase", 2), sent(matrix))
    assert phases(matrix) == [("Fase 2", [1]), ("Fase 1", [2, 3])]
    assert PhaseTask.objects.get(phase__name="Fase 2").text == "Stelt het plan op"


def test_the_first_phase_and_the_first_actor_do_not_go_higher(leader, matrix):
    for name in ("move_phase", "move_actor"):
        assert leader.post(url(matrix, name, 1), sent(matrix)).status_code == 409
    assert actors(matrix) == ["Wijkagent", "Lokaal"]


def test_a_phase_goes_with_its_tasks_and_the_page_says_so_beforehand(leader, matrix):
    assert "2 tasks go with it" in leader.get(url(matrix, "remove_phase", 1)).content.decode()
    leader.post(url(matrix, "remove_phase", 1), sent(matrix))
    assert phases(matrix) == [("Fase 2", [1])]
    assert PhaseMark.objects.count() == 1


def test_an_actor_is_added_without_a_part_in_anything(leader, matrix):
    form = sent(matrix, name="Veiligheidshuis", role="process_manager", after=1)
    leader.post(url(matrix, "add_actor"), form)
    assert actors(matrix) == ["Wijkagent", "Veiligheidshuis", "Lokaal"]
    assert not PhaseMark.objects.filter(actor__name="Veiligheidshuis").exists()
    assert PhaseActor.objects.get(name="Veiligheidshuis").role == "process_manager"


def test_an_actor_moves_forward_and_its_marks_stay_with_it(leader, matrix):
    before = {task.text: set(task.owners) for task in table_of(matrix).tasks}
    leader.post(url(matrix, "move_actor", 2), sent(matrix))
    assert actors(matrix) == ["Lokaal", "Wijkagent"]
    assert {task.text: set(task.owners) for task in table_of(matrix).tasks} == before


def test_a_removed_actor_leaves_its_tasks_to_nobody(leader, matrix):
    assert "a part in 2 tasks" in leader.get(url(matrix, "remove_actor", 2)).content.decode()
    leader.post(url(matrix, "remove_actor", 2), sent(matrix))
    assert actors(matrix) == ["Wijkagent"]
    assert [task.text for task in table_of(matrix).unowned] == ["Informeert naasten", "Stelt het plan op"]


def test_a_table_keeps_a_phase_and_an_actor(leader, matrix):
    for name in ("remove_phase", "remove_actor"):
        assert leader.post(url(matrix, name, 2), sent(matrix)).status_code == 302
        assert leader.post(url(matrix, name, 1), sent(matrix)).status_code == 409
    assert (len(table_of(matrix).phases), len(actors(matrix))) == (1, 1)


CHANGES = [
    ("add_phase", (), {"name": "Mijn fase", "after": 0}),
    ("add_actor", (), {"name": "Mijn actor", "after": 0}),
    ("move_phase", (2,), {}),
    ("move_actor", (2,), {}),
    ("remove_phase", (1,), {}),
    ("remove_actor", (1,), {}),
]


@pytest.mark.parametrize(("name", "order", "fields"), CHANGES)
def test_what_was_opened_before_a_colleague_saved_is_refused(leader, matrix, name, order, fields):
    old = sent(matrix, **fields)
    leader.post(url(matrix, "phase", 1), sent(matrix, name="Van een collega"))
    before = (phases(matrix), actors(matrix))
    response = leader.post(url(matrix, name, *order), old)
    assert response.status_code == 409
    assert fields.get("name", "") in response.content.decode()
    assert (phases(matrix), actors(matrix)) == before


@pytest.mark.parametrize(("name", "order", "fields"), CHANGES)
def test_an_adopted_table_does_not_change(leader, name, order, fields):
    draft = a_draft_matrix()
    save_phase_tables(draft, [TABLE])
    version = _adopted(draft)
    before = (phases(version), actors(version))
    assert leader.post(url(version, name, *order), sent(now(version), **fields)).status_code == 409
    assert (phases(version), actors(version)) == before
    assert Phase.objects.count() == 2
