"""Is everything asked that must be asked, answered by whom it was asked of, and in the circle that they choose?"""

import pytest

from casefiles.actions.information_round import Answer, answer_question
from casefiles.guards import round_is_answered
from casefiles.models import Case, RoundAnswer, RoundTask
from casustafel.portal.selectors.due import rows_due
from tests.casefiles.pages import opened, queries_of, sent, text_of
from tests.factories.cases import World, a_case, a_category, a_covered_member, day
from tests.factories.dossier import a_question, an_answer
from tests.factories.people import an_organisation
from workflows.authority import read_papers
from workflows.fire import fire
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_case(state="information_round")


def _answer(world: World, task: RoundTask, who: str = "member", **fields: object) -> RoundTask:
    answer = Answer("De huur loopt achter.", world.people[who].organisation, a_category(), **fields)  # type: ignore[arg-type]
    return answer_question(task, answer, viewer=world.viewer(who), expected_version=task.version)


def test_the_step_asks_the_police_and_the_municipality() -> None:
    world = a_case(state="intake")
    police = a_covered_member(world, "police")
    police.organisation.kind = "police"
    police.organisation.save()
    viewer = world.viewer("process_direction")
    fire("case.start_information_round", world.case, viewer=viewer, expected_version=world.case.version)
    asked = RoundTask.objects.filter(case=world.case).values_list("kind", "organisation", "due_on")
    municipality = world.people["process_direction"].organisation
    assert set(asked) == {
        ("police_analysis", police.organisation.pk, day(14)),
        ("municipal_round", municipality.pk, day(14)),
    }


def test_planning_waits_for_every_answer_and_says_which(world: World) -> None:
    task = a_question(world, title="Wat weet de politie?")
    refusal = round_is_answered(world.case, world.viewer("process_direction"))
    assert refusal is not None
    assert "Wat weet de politie?" in str(refusal.text)
    _answer(world, task)
    case = Case.objects.get(pk=world.case.pk)
    moved = fire("case.move_to_planning", case, viewer=world.viewer("process_direction"), expected_version=case.version)
    assert moved.state == "planning"


def test_there_may_be_no_information_and_then_there_is_a_reason(world: World) -> None:
    task = a_question(world)
    gone = fire("round.mark_unavailable", task, viewer=world.viewer("member"), expected_version=1, reason="Onbekend.")
    assert gone.state == "not_available"
    assert round_is_answered(world.case, world.viewer("process_direction")) is None


def test_whose_organisation_was_not_asked_does_not_answer(world: World) -> None:
    task = a_question(world)
    a_covered_member(world, "outsider")
    with pytest.raises(StepRefused):
        _answer(world, task, "outsider")
    assert not RoundAnswer.objects.exists()


def test_an_answer_for_the_directors_is_read_by_them_alone(world: World) -> None:
    task = a_question(world)
    a_covered_member(world, "outsider")
    _answer(world, task, circle="directors")
    told = {
        who: "De huur loopt achter." in text_of(opened(world.people[who], "round", world.case.key))
        for who in ("member", "case_direction", "outsider")
    }
    assert told == {"member": True, "case_direction": True, "outsider": False}


def test_an_answer_of_a_kind_that_may_not_be_given_is_refused(world: World) -> None:
    task = a_question(world)
    answer = Answer("Iets.", world.people["member"].organisation, None)
    with pytest.raises(StepRefused):
        answer_question(task, answer, viewer=world.viewer("member"), expected_version=task.version)


def test_what_is_asked_stands_in_the_work_of_who_was_asked_until_it_is_answered(world: World) -> None:
    task = a_question(world, due_on=day(-2))

    def asked() -> list[object]:
        rows = rows_due(world.viewer("member"), read_papers())
        return [row.due for row in rows if task.key in row.url]

    assert asked() == [day(-2)]
    _answer(world, task)
    assert asked() == []


def test_a_question_is_asked_and_answered_on_the_pages(world: World) -> None:
    member = world.people["member"]
    form = {"title": "Hoe gaat het thuis?", "organisation": member.organisation.key, "due_on": day(7)}
    assert sent(world.people["case_direction"], "ask_question", world.case.key, **form).status_code == 302
    task = RoundTask.objects.get()
    answer = {"text": "Rustig.", "source": member.organisation.key, "data_category": "observed", "circle": "team"}
    assert sent(member, "answer_round", task.key, version=task.version, **answer).status_code == 302
    assert RoundTask.objects.get().state == "received"
    assert "Rustig." in text_of(opened(world.people["case_direction"], "round", world.case.key))


def test_a_person_of_another_organisation_is_not_asked_in_its_name(world: World) -> None:
    other = an_organisation()
    form = {"title": "Vraag", "organisation": other.key, "person": world.people["member"].key, "due_on": day(7)}
    assert sent(world.people["case_direction"], "ask_question", world.case.key, **form).status_code == 422


def test_the_page_asks_as_much_for_many_questions_as_for_few(world: World) -> None:
    def fill(number: int) -> int:
        for _ in range(number):
            an_answer(a_question(world, state="received"), world)
            a_question(world)
        return queries_of(world.people["case_direction"], "round", world.case.key)

    assert fill(2) == fill(8)
