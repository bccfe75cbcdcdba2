"""From an empty page to an adopted plan: does all work without script, and does the paper stay behind its door?"""

from typing import Any

import pytest
from django.urls import reverse

from audit.models import AccessLogEntry
from casefiles.actions.plan import start_plan
from casefiles.actions.write_plan import section_of
from casefiles.models import ActionProgress, GoalEvaluation, PlanAction, PlanFile, PlanGoal, PlanRemark, PlanVersion
from tests.casefiles.pages import opened, queries_of, sent, text_of
from tests.factories.cases import World, a_case, a_covered_member, a_plan
from tests.factories.people import a_person
from workflows.fire import fire

pytestmark = pytest.mark.django_db
SEVEN = dict.fromkeys(PlanAction.SEVEN, "Een antwoord.")


@pytest.fixture
def world() -> World:
    return a_case()


ANSWERS = {name: text for name, text in SEVEN.items() if name != "subgoal"}


def _started(world: World) -> PlanVersion:
    sent(world.people["case_direction"], "start_plan", world.case.key)
    return PlanVersion.objects.latest("pk")


def _write(world: World, plan: PlanVersion, part: str, who: str = "case_direction", **fields: Any) -> Any:
    """What the browser sends of one part: its fields, and the version that it was opened with."""
    version = fields.pop("version", None) or section_of(plan, part).version
    return sent(world.people[who], "write_part", plan.key, part, version=version, **fields)


def _goals(world: World, plan: PlanVersion, *texts: str) -> None:
    form = {"goals-TOTAL_FORMS": len(texts), "goals-INITIAL_FORMS": 0}
    _write(world, plan, "goals", **form, **{f"goals-{place}-text": text for place, text in enumerate(texts)})


def _submitted(world: World, **seven: str) -> PlanVersion:
    plan, writer = _started(world), world.people["case_direction"]
    if not plan.actions.exists():
        _write(world, plan, "analysis", text="Er speelt veel.")
        _goals(world, plan, "Een antwoord.")
        sent(writer, "add_action", plan.key, goal=plan.goals.get().key, **(ANSWERS | seven))
    else:
        action = plan.actions.get()
        answers = ANSWERS | {"goal": plan.goals.get().key, "version": action.version} | seven
        sent(writer, "edit_action", action.key, **answers)
    sent(writer, "step", "plan.submit", plan.key, version=PlanVersion.objects.get(pk=plan.pk).version)
    return PlanVersion.objects.get(pk=plan.pk)


def _decided(world: World, plan: PlanVersion, do: str, **fields: Any) -> Any:
    return sent(world.people["process_direction"], "decide_plan", plan.key, version=plan.version, do=do, **fields)


def test_a_plan_is_written_submitted_and_adopted_on_its_pages(world: World) -> None:
    plan = _submitted(world)
    assert plan.state == "in_consultation"
    assert _decided(world, plan, "adopt").status_code == 302
    page = text_of(opened(world.people["member"], "plan", world.case.key))
    assert "Er speelt veel." in page
    assert "Een antwoord." in page


def test_only_case_direction_is_offered_to_write(world: World) -> None:
    start = reverse("casefiles:start_plan", args=[world.case.key])
    offered = {name: start in text_of(opened(user, "plan", world.case.key)) for name, user in world.people.items()}
    assert offered == {"process_direction": False, "case_direction": True, "member": False}
    assert sent(world.people["member"], "start_plan", world.case.key).status_code == 403


def test_an_action_is_added_changed_and_left_out_without_script(world: World) -> None:
    plan, writer = _started(world), world.people["case_direction"]
    sent(writer, "add_action", plan.key, who="Zijn zus", do="more")
    response = sent(writer, "add_action", plan.key, who="De wijkagent")
    assert response.url == reverse("casefiles:write_part", args=[plan.key, "actions"])
    first, second = plan.actions.all()
    sent(writer, "edit_action", second.key, who="De buurman", version=second.version)
    sent(writer, "edit_action", first.key, version=first.version, do="drop")
    assert [(one.order, one.who) for one in plan.actions.all()] == [(1, "De buurman")]


def test_a_term_that_is_no_day_keeps_everything_that_was_typed(world: World) -> None:
    plan = _started(world)
    response = sent(world.people["case_direction"], "add_action", plan.key, **ANSWERS, due_on="morgen")
    assert response.status_code == 422
    assert 'href="#id_due_on"' in text_of(response)
    assert "Een antwoord." in text_of(response)
    assert not PlanAction.objects.exists()


def test_a_subgoal_that_gets_other_words_takes_its_actions_along(world: World) -> None:
    plan = _started(world)
    _goals(world, plan, "Rust in huis", "")
    goal = plan.goals.get()
    sent(world.people["case_direction"], "add_action", plan.key, who="Zijn zus", goal=goal.key)
    form = {"goals-TOTAL_FORMS": 1, "goals-INITIAL_FORMS": 0, "goals-0-key": goal.key, "goals-0-text": "Rust op straat"}
    _write(world, plan, "goals", **form)
    assert (PlanGoal.objects.get().text, plan.actions.get().subgoal) == ("Rust op straat", "Rust op straat")


def test_the_page_says_what_is_still_needed_and_submitting_waits_for_it(world: World) -> None:
    plan = _submitted(world, where="")
    assert plan.state == "draft"
    step = reverse("casefiles:step", args=["plan.submit", plan.key])
    assert step not in text_of(opened(world.people["case_direction"], "plan_version", plan.key))


def test_the_writer_finds_no_button_to_adopt_and_is_refused(world: World) -> None:
    plan, writer = _submitted(world), world.people["case_direction"]
    assert 'value="adopt"' not in text_of(opened(writer, "decide_plan", plan.key))
    response = sent(writer, "decide_plan", plan.key, version=plan.version, do="send_back", reason="Mijn toelichting.")
    assert response.status_code == 403
    assert "Mijn toelichting." in text_of(response)
    assert PlanVersion.objects.get().state == "in_consultation"


def test_a_plan_is_sent_back_with_a_reason_only(world: World) -> None:
    plan = _submitted(world)
    assert _decided(world, plan, "send_back").status_code == 422
    assert _decided(world, plan, "send_back", reason="Nog te vaag.").status_code == 302
    assert PlanVersion.objects.get().state == "draft"


def test_the_director_reads_what_changes_before_choosing(world: World) -> None:
    _decided(world, _submitted(world, who="De wooncoach", where="Thuis"), "adopt")
    plan = _submitted(world, who="De wooncoach", where="Op het bureau")
    page = text_of(opened(world.people["process_direction"], "decide_plan", plan.key))
    assert "<del>Thuis</del>" in page
    assert "<ins>Op het bureau</ins>" in page
    assert page.count("ct-diff__block--") == 1


def test_a_new_and_a_dropped_action_are_named_so(world: World) -> None:
    _decided(world, _submitted(world, who="De wijkagent", what="Loopt wekelijks langs."), "adopt")
    plan = _submitted(world, who="Zijn zus", what="Belt op zondag naar hem.")
    page = text_of(opened(world.people["process_direction"], "plan_changes", plan.key))
    assert page.count("ct-diff__block--new") == 1
    assert page.count("ct-diff__block--dropped") == 1


def test_a_deviation_starts_from_the_version_in_force(world: World) -> None:
    _decided(world, _submitted(world), "adopt")
    deviation = _started(world)
    assert deviation.analysis == "Er speelt veel."
    page = text_of(opened(world.people["case_direction"], "edit_action", deviation.actions.get().key))
    assert page.count("Een antwoord.") == len(SEVEN)


def test_two_writers_of_one_part_lose_neither_text(world: World) -> None:
    second, plan = a_covered_member(world, "second", function="case_direction"), _started(world)
    PlanVersion.objects.filter(pk=plan.pk).update(owner=second)
    _write(world, plan, "analysis", who="second", text="Van de ander.")
    response = _write(world, plan, "analysis", text="Van mij.", version=1)
    page = text_of(response)
    assert response.status_code == 409
    assert all(text in page for text in ("Van de ander.", "Van mij.", second.name))
    assert PlanVersion.objects.get().analysis == "Van de ander."


def test_two_writers_of_two_parts_are_not_in_each_others_way(world: World) -> None:
    plan = _started(world)
    _write(world, plan, "analysis", text="De een.", version=1)
    _write(world, plan, "crisis_card", text="De ander.", version=1)
    plan = PlanVersion.objects.get()
    assert (plan.analysis, plan.crisis_card) == ("De een.", "De ander.")


def test_remarks_of_the_director_stand_at_the_part_and_are_ticked_off_before_it_is_submitted_again(
    world: World,
) -> None:
    plan, writer = _submitted(world), world.people["case_direction"]
    _decided(world, plan, "send_back", reason="Nog te vaag.", remark_analysis="Waarom juist nu?")
    assert "Waarom juist nu?" in text_of(opened(writer, "write_part", plan.key, "analysis"))
    step = ("step", "plan.submit", plan.key)
    assert sent(writer, *step, version=PlanVersion.objects.get().version).status_code == 409
    sent(writer, "handle_remark", PlanRemark.objects.get().key)
    assert sent(writer, *step, version=PlanVersion.objects.get().version).status_code == 302


def _adopted(world: World, **fields: Any) -> PlanVersion:
    """Adopted by the machine, with its Word file."""
    plan = start_plan(world.case, viewer=world.viewer("case_direction"))
    user = world.people["case_direction"]
    goal = PlanGoal.objects.create(plan_version=plan, order=1, text=SEVEN["subgoal"])
    PlanAction.objects.create(plan_version=plan, order=1, organisation=user.organisation, goal=goal, **(SEVEN | fields))
    plan = fire("plan.submit", plan, viewer=world.viewer("case_direction"), expected_version=plan.version)
    return fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=plan.version)


def test_the_word_file_comes_as_a_download_and_leaves_a_line(world: World) -> None:
    _adopted(world)
    file = PlanFile.objects.get()
    response = opened(world.people["member"], "plan_file", file.key)
    assert response.content.startswith(b"PK")
    assert response["Content-Disposition"] == f'attachment; filename="{file.name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert AccessLogEntry.objects.filter(event="download", object_key=file.key).count() == 1


def test_the_word_file_is_not_there_for_a_stranger_and_not_linked_for_the_desk(world: World) -> None:
    _adopted(world)
    desk, key = a_covered_member(world, "desk", function="desk"), PlanFile.objects.get().key
    assert opened(a_person(None, "partner"), "plan_file", key).status_code == 404
    assert opened(desk, "plan_file", key).status_code == 404
    assert key in text_of(opened(world.people["member"], "documents", world.case.key))
    assert key not in text_of(opened(desk, "documents", world.case.key))


def test_the_organisation_of_an_action_reports_on_it_and_others_get_no_form(world: World) -> None:
    action = _adopted(world).actions.get()
    assert 'name="status"' not in text_of(opened(world.people["member"], "progress", action.key))
    assert sent(world.people["member"], "progress", action.key, status="done").status_code == 403
    sent(world.people["case_direction"], "progress", action.key, status="busy", remark="Eerste gesprek gehad.")
    assert ActionProgress.objects.get().status == "busy"
    assert "Eerste gesprek gehad." in text_of(opened(world.people["member"], "plan", world.case.key))


def test_a_plan_is_evaluated_in_words_first_and_then_as_a_step(world: World) -> None:
    plan, writer = _adopted(world), world.people["case_direction"]
    step = ("step", "plan.evaluate", plan.key)
    assert sent(writer, *step, version=plan.version).status_code == 409
    goal = plan.goals.get()
    sent(writer, "evaluate_plan", plan.key, version=plan.version, **{f"{goal.key}_reached": "De rust is terug."})
    assert GoalEvaluation.objects.get().by == writer
    sent(writer, *step, version=PlanVersion.objects.get().version)
    assert PlanVersion.objects.get().state == "evaluated"
    assert "De rust is terug." in text_of(opened(world.people["member"], "plan", world.case.key))


def test_who_may_not_evaluate_gets_no_form(world: World) -> None:
    plan = _adopted(world)
    response = opened(world.people["member"], "evaluate_plan", plan.key)
    assert (response.status_code, "<textarea" in text_of(response)) == (403, False)


def test_a_plan_of_many_actions_asks_no_more_of_the_database(world: World) -> None:
    plan = a_plan(world, state="adopted", circle="team", number=1)
    few = queries_of(world.people["process_direction"], "plan", world.case.key)
    for order in range(2, 30):
        PlanAction.objects.create(plan_version=plan, order=order, organisation=plan.source_organisation, **SEVEN)
    assert queries_of(world.people["process_direction"], "plan", world.case.key) == few
