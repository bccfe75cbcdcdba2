"""Do links and merges open nothing for anybody, and does undoing restore what was there, exactly?"""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from access.registry import protected_models, rule_of
from audit.models import AccessLogEntry
from casefiles.actions.link_cases import link_case
from casefiles.actions.merge_cases import merge_cases, undo_merge
from casefiles.models import Case, CaseMerge, Report
from tests.casefiles.pages import opened, sent, text_of
from tests.factories.cases import World, a_case, a_member, a_plan, a_report, day
from tests.factories.dossier import a_look_back, a_question, another_case
from workflows.fire import fire
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db
LINK = {"relation": "parent", "starts_on": day(-3)}


@pytest.fixture
def world() -> World:
    return a_case()


@pytest.fixture
def other(world: World) -> World:
    """The director has a place in it; the coordinator and the member of the first case do not."""
    return another_case(world, "process_direction")


def _merged(world: World, other: World) -> CaseMerge:
    case = Case.objects.get(pk=world.case.pk)
    viewer = world.viewer("process_direction")
    return merge_cases(case, other.case.key, viewer=viewer, expected_version=case.version, reason="Zelfde persoon.")


def _undone(world: World, record: CaseMerge) -> CaseMerge:
    fresh = CaseMerge.objects.get(pk=record.pk)
    return undo_merge(fresh, viewer=world.viewer("process_direction"), expected_version=fresh.version)


def test_a_link_is_there_for_who_sees_both_cases_and_absent_for_others(world: World, other: World) -> None:
    link_case(world.case, other.case.key, LINK, viewer=world.viewer("process_direction"))
    pages = {
        who: text_of(opened(world.people[who], "client", world.case.key)) for who in ("process_direction", "member")
    }
    assert (other.case.key in pages["process_direction"], other.case.key in pages["member"]) == (True, False)


def test_a_link_gives_no_sight_of_the_other_case(world: World, other: World) -> None:
    link_case(world.case, other.case.key, LINK, viewer=world.viewer("process_direction"))
    assert opened(world.people["member"], "case", other.case.key).status_code == 404


def test_a_code_that_one_does_not_see_is_as_one_that_never_was(world: World, other: World) -> None:
    def refusal(code: str) -> str:
        with pytest.raises(StepRefused) as refused:
            link_case(world.case, code, LINK, viewer=world.viewer("case_direction"))
        return str(refused.value)

    assert refusal(other.case.key) == refusal("AAA-AAA")


def test_what_was_told_in_the_other_case_is_read_in_this_one_by_who_sees_both(world: World, other: World) -> None:
    a_report(other, "process_direction", story="Verteld in de andere casus.")
    _merged(world, other)
    told = {
        who: "Verteld in de andere casus." in text_of(opened(world.people[who], "journal", world.case.key))
        for who in ("process_direction", "case_direction", "member")
    }
    assert told == {"process_direction": True, "case_direction": False, "member": False}


def test_the_log_names_both_cases_that_were_read(world: World, other: World) -> None:
    a_report(other, "process_direction")
    _merged(world, other)
    opened(world.people["process_direction"], "journal", world.case.key)
    line = AccessLogEntry.objects.filter(event="read").first()
    assert line is not None
    assert {one.case_key for one in line.cases.all()} == {world.case.key, other.case.key}


def test_in_a_merged_case_nothing_is_decided_written_or_granted(world: World, other: World) -> None:
    plan = a_plan(World(other.case, world.purpose, world.municipality, world.people), state="in_consultation")
    _merged(world, other)
    director = world.people["process_direction"]
    case = Case.objects.get(pk=other.case.pk)
    for step, thing in (("case.scale_up", case), ("plan.adopt", plan)):
        with pytest.raises(StepRefused):
            fire(step, thing, viewer=world.viewer("process_direction"), expected_version=thing.version, reason="x")
    assert opened(director, "write_report", case.key).status_code in {403, 409}
    assert opened(director, "grant", case.key).status_code == 403


def test_undoing_restores_tokens_counts_and_powers_exactly(world: World, other: World) -> None:
    a_member(other, world.people["member"])
    a_report(world), a_look_back(world), a_question(world)
    for circle in ("team", "directors"):
        a_report(other, "process_direction", circle=circle)
    a_look_back(other, "process_direction")
    before = _everything(world)
    _undone(world, _merged(world, other))
    assert _everything(world) == before


def _everything(world: World) -> dict[str, Any]:
    """Per person: what they hold and what they see; per thing: what it carries; per case but for its version."""
    people = {who: world.viewer(who) for who in world.people}
    nouns = [model for model in protected_models() if model is not CaseMerge and model._meta.app_label == "casefiles"]
    rows = {model: list(model._default_manager.order_by("pk")) for model in nouns}
    fields = Case.objects.order_by("pk").values("pk", "key", "state", "merged_into", "closed_at", "question")
    return {
        "held": {who: set(viewer.grants) for who, viewer in people.items()},
        "seen": {
            (who, model.__name__): sorted(model.objects.visible_to(viewer).values_list("pk", flat=True))  # type: ignore[attr-defined]
            for who, viewer in people.items()
            for model in nouns
        },
        "carried": {
            (one.__class__.__name__, one.pk): rule_of(type(one)).tokens(one) for all in rows.values() for one in all
        },
        "cases": list(fields),
        "pages": {who: _journal(world, who) for who in people},
    }


def _journal(world: World, who: str) -> int:
    return text_of(opened(world.people[who], "journal", world.case.key)).count("<article")


def test_a_merge_is_undone_on_its_last_day_and_not_after_it(world: World, other: World) -> None:
    record = _merged(world, other)
    with time_machine.travel(timezone.now() + timedelta(days=31)), pytest.raises(StepRefused):
        _undone(world, record)
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        _undone(world, record)
    assert Case.objects.get(pk=other.case.pk).is_open


def test_only_who_directs_both_cases_merges_them(world: World) -> None:
    other = another_case(world, "process_direction", function="member")
    with pytest.raises(StepRefused):
        _merged(world, other)
    assert Case.objects.get(pk=other.case.pk).merged_into is None


def test_cases_of_another_purpose_are_not_merged(world: World) -> None:
    foreign = a_case()
    a_member(foreign, world.people["process_direction"], "process_direction")
    with pytest.raises(StepRefused):
        _merged(world, foreign)


def test_a_merge_is_made_and_undone_on_its_pages(world: World, other: World) -> None:
    director, case = world.people["process_direction"], Case.objects.get(pk=world.case.pk)
    form = {"code": other.case.key.lower(), "reason": "Zelfde persoon.", "version": case.version}
    assert sent(director, "merge_cases", case.key, **form).status_code == 302
    assert case.key in text_of(opened(director, "case", other.case.key))
    record = CaseMerge.objects.get()
    assert sent(director, "undo_merge", record.key, version=record.version).status_code == 302
    assert Report.objects.count() == 0
    assert Case.objects.get(pk=other.case.pk).merged_into is None
