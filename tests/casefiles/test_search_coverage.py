"""Is everything that people read in a case found by who reads it, and by nobody else?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from casefiles.actions.disclosure import Given, record_disclosure
from casefiles.actions.evaluate import evaluate_goals
from casefiles.actions.flag import set_flag
from casefiles.actions.person_rights import record_sharing
from casefiles.actions.plan import report_progress
from casefiles.actions.refer import write_referral
from casefiles.actions.restrict import Why, set_aside
from casefiles.models import ActionProgress, GoalEvaluation, PlanRemark, PlanVersion
from casustafel.portal.selectors.found import note_cases
from documents.models import DataCategory
from search.indexer import drain
from search.query import Query
from search.rebuild import rebuild
from search.registry import searchable
from search.service import search
from tests.factories.cases import World, a_case, a_covered_member, a_plan, day
from tests.factories.medical import a_disclosure
from tests.factories.plans import a_deviation
from tests.factories.rights import a_record
from tests.factories.team import (
    a_closing_notice,
    a_flag,
    a_handover,
    a_purpose_change,
    a_request,
    an_emergency,
    an_invitation,
)
from tests.factories.triage import a_referral

pytestmark = pytest.mark.django_db
WORD = "huurschuld"
A_PERSON = {"client_name": "Jacob Zeldzaam", "birth_date": day(-9_000), "basis": "fact", "question": "Huurschuld?"}
TEXT = f"Het ging over de {WORD}."


@pytest.fixture(autouse=True)
def _index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


@pytest.fixture
def world() -> World:
    world = a_case()
    world.people["stranger"] = a_case().people["member"]
    a_covered_member(world, "desk", function="desk")
    a_covered_member(world, "winding", last_day=-10)
    return world


def _plan(world: World) -> PlanVersion:
    return a_plan(world, state="adopted", circle="team", number=1)


def _progress(world: World) -> ActionProgress:
    action, by = _plan(world).actions.get(), world.people["member"]
    return ActionProgress.objects.create(action=action, status="busy", remark=TEXT, by=by)


def _evaluation(world: World) -> GoalEvaluation:
    return GoalEvaluation.objects.create(goal=_plan(world).goals.get(), reached=TEXT, by=world.people["member"])


def _submitted(world: World) -> Any:
    return a_referral(world, question=TEXT, client_name="Jacob Zeldzaam")


MADE: dict[str, Callable[[World], Any]] = {
    "handover": lambda world: a_handover(world, "stranger", words=TEXT),
    "invitation": lambda world: an_invitation(world, "stranger", words=TEXT),
    "scaling": lambda world: a_request(world, words=TEXT),
    "flag": lambda world: a_flag(world, words=TEXT),
    "emergency": lambda world: an_emergency(world, "stranger", hours=-10, words=TEXT),
    "closing_notice": lambda world: a_closing_notice(world, words=TEXT),
    "purpose": lambda world: a_purpose_change(world, words=TEXT),
    "deviation": lambda world: a_deviation(_plan(world), world.people["member"], proposal=TEXT),
    "goal_evaluation": _evaluation,
    "progress": _progress,
    "remark": lambda world: PlanRemark.objects.create(
        plan_version=_plan(world), part="analysis", text=TEXT, by=world.people["member"]
    ),
    "sharing": lambda world: a_record(world, "sharing", TEXT, state="in_force"),
    "disclosure": lambda world: a_disclosure(world, ground=TEXT),
    "referral": _submitted,
}


def found(world: World, who: str, words: str = WORD) -> list[tuple[str, str]]:
    return [(hit.kind, hit.key) for hit in search(world.viewer(who), Query(words)).hits]


@pytest.mark.parametrize("kind", MADE)
def test_it_is_found_by_exactly_who_may_see_it(world: World, kind: str) -> None:
    made = MADE[kind](world)
    rebuild()
    rows: Any = searchable(kind).model.objects  # type: ignore[attr-defined]
    seeing = {who for who in world.people if rows.visible_to(world.viewer(who)).filter(pk=made.pk).exists()}
    assert {who for who in world.people if (kind, made.key) in found(world, who)} == seeing
    assert seeing
    assert len(seeing) < len(world.people)


@pytest.mark.parametrize("kind", MADE)
def test_its_page_opens_for_who_found_it(world: World, kind: str, client: Client) -> None:
    made = MADE[kind](world)
    rebuild()
    who = next(one for one in world.people if (kind, made.key) in found(world, one))
    client.force_login(world.people[who])
    assert client.get(searchable(kind).url(made.key), follow=True).status_code == 200


@pytest.mark.parametrize("kind", sorted(set(MADE) - {"referral"}))
def test_whose_case_was_shown_is_noted_on_the_trail_of_who_found_it(world: World, kind: str) -> None:
    made = MADE[kind](world)
    rebuild()
    viewer = world.viewer("process_direction")
    circles = note_cases(viewer, search(viewer, Query(WORD)).hits)
    assert (kind, made.key) in circles
    assert world.case.key in viewer.trail.cases


@pytest.mark.parametrize("noun", ["progress", "goal_evaluation", "remark"])
def test_what_is_written_beside_a_plan_leaves_search_with_it(world: World, noun: str) -> None:
    made = MADE[noun](world)
    rebuild()
    assert (noun, made.key) in found(world, "process_direction")
    set_aside(PlanVersion.objects.get(), Why("contested"), viewer=world.viewer("process_direction"))
    assert found(world, "process_direction") == []
    drain()
    assert found(world, "process_direction") == []


def test_what_is_done_in_a_case_is_found_without_a_rebuild(world: World) -> None:
    """Each action tells search itself."""
    director, member = world.viewer("process_direction"), world.viewer("member")
    plan = _plan(world)
    set_flag(world.case, "top_x", viewer=director, reason=TEXT)
    report_progress(plan.actions.get(), viewer=director, status="busy", remark=TEXT)
    record_sharing(world.case, {"text": TEXT, "agreed_on": day(-1)}, viewer=member)
    _submitted(world)
    given = Given("mayor", "De burgemeester", TEXT, None, day(-1), list(DataCategory.objects.all()[:1]), "Alles.")
    record_disclosure(world.case, given, viewer=director)
    drain()
    everything = {"flag", "progress", "sharing", "disclosure", "referral"}
    assert {kind for kind, _key in found(world, "process_direction")} == everything


def test_an_evaluation_that_was_taken_away_is_not_found(world: World) -> None:
    plan, viewer = _plan(world), world.viewer("case_direction")
    goal = plan.goals.get().key
    written = evaluate_goals(plan, {goal: {"reached": TEXT}}, viewer=viewer, expected_version=plan.version)
    drain()
    assert [kind for kind, _key in found(world, "member")] == ["goal_evaluation"]
    evaluate_goals(written, {goal: {}}, viewer=viewer, expected_version=written.version)
    assert found(world, "member") == []


def test_a_draft_of_a_referral_is_nobodys_to_find_and_a_client_is_found_by_name(world: World) -> None:
    write_referral(
        {**A_PERSON, "municipality": world.municipality, "meeting_type": world.purpose}, viewer=world.viewer("member")
    )
    rebuild()
    assert found(world, "member") == []
    key = _submitted(world).key
    drain()
    assert ("referral", key) in found(world, "member", "zeldzaam")
    assert found(world, "stranger", "zeldzaam") == []
