"""How does a referral become a case, and who sees it on the way?"""

from typing import Any

import pytest

from access.doors import may_see
from casefiles.actions.refer import accept_referral, edit_referral, write_referral
from casefiles.models import Case, Client, Membership, Referral
from casefiles.standing import Mode, standings_in
from tests.casefiles.ending import a_referral
from tests.factories.cases import World, a_case, a_covenant, a_covered_member, viewer_of
from tests.factories.people import a_municipality, a_person, a_role
from tests.factories.triage import weighed
from workflows.fire import fire
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """The people and covenant of another case, whose municipal director weighs signals for the municipality."""
    world = a_case()
    a_role(world.people["process_direction"], "municipal_director", municipality=world.municipality)
    return world


def _written(world: World, who: str = "member") -> Referral:
    fields = {
        "municipality": world.municipality,
        "meeting_type": world.purpose,
        "client_name": "K. Bedacht",
        "basis": "gut_feeling",
        "question": "Wie houdt dit gezin in beeld?",
    }
    return write_referral(fields, viewer=world.viewer(who))


def _in_triage(world: World) -> Referral:
    referral = _written(world)
    referral = fire("referral.submit", referral, viewer=world.viewer("member"), expected_version=1)
    director = world.viewer("process_direction")
    return weighed(fire("referral.take_up", referral, viewer=director, expected_version=2), viewer=director)


def _accept(world: World, referral: Referral, **direction: Any) -> Referral:
    named = {name: world.people[name] for name in ("process_direction", "case_direction")} | direction
    return accept_referral(
        referral, viewer=world.viewer("process_direction"), expected_version=referral.version, direction=named
    )


def test_a_draft_is_seen_by_its_referrer_alone(world: World) -> None:
    referral = _written(world)
    assert may_see(world.viewer("member"), referral)
    assert not may_see(world.viewer("process_direction"), referral)


def test_once_submitted_the_director_of_that_municipality_weighs_it(world: World) -> None:
    referral = fire("referral.submit", _written(world), viewer=world.viewer("member"), expected_version=1)
    elsewhere = a_person()
    a_role(elsewhere, "municipal_director", municipality=a_municipality())
    assert may_see(world.viewer("process_direction"), referral)
    assert not may_see(viewer_of(elsewhere), referral)


def test_whoever_no_covenant_covers_cannot_refer(world: World) -> None:
    world.people["outsider"] = a_person(None, "partner")
    with pytest.raises(StepRefused):
        fire("referral.submit", _written(world, "outsider"), viewer=world.viewer("outsider"), expected_version=1)


def test_accepting_opens_a_case_with_direction_and_a_client(world: World) -> None:
    referral = _accept(world, _in_triage(world))
    case = Case.objects.get(pk=referral.case_id)
    assert (case.state, case.municipality) == ("intake", world.municipality)
    assert Client.objects.get(case=case).name == "K. Bedacht"
    modes = {name: standings_in(world.viewer(name), case.pk) for name in ("process_direction", "case_direction")}
    assert {name: [one.mode for one in places] for name, places in modes.items()} == {
        "process_direction": [Mode.FULL],
        "case_direction": [Mode.FULL],
    }


def test_the_referrer_joins_only_by_a_grant(world: World) -> None:
    referral = _accept(world, _in_triage(world))
    case = Case.objects.get(pk=referral.case_id)
    assert not Membership.objects.filter(case=case, user=world.people["member"]).exists()
    assert not may_see(world.viewer("member"), case)


def test_no_case_opens_without_both_directions(world: World) -> None:
    cases = Case.objects.count()
    with pytest.raises(StepRefused):
        _accept(world, _in_triage(world), case_direction=None)
    assert Case.objects.count() == cases


def test_no_case_opens_for_direction_that_no_covenant_covers(world: World) -> None:
    with pytest.raises(StepRefused):
        _accept(world, _in_triage(world), case_direction=a_person(None, "ggz_case_coordinator"))


def test_a_refused_acceptance_leaves_the_referral_as_it_was(world: World) -> None:
    referral = _in_triage(world)
    with pytest.raises(StepRefused):
        _accept(world, referral, case_direction=None)
    unchanged = Referral.objects.get(pk=referral.pk)
    assert (unchanged.state, unchanged.process_direction, unchanged.version) == ("in_triage", None, referral.version)


def test_a_submitted_referral_is_not_edited_any_more(world: World) -> None:
    referral = _written(world)
    referral = edit_referral(referral, {"question": "Anders."}, viewer=world.viewer("member"), expected_version=1)
    referral = fire("referral.submit", referral, viewer=world.viewer("member"), expected_version=2)
    with pytest.raises(StepRefused):
        edit_referral(referral, {"question": "Nog anders."}, viewer=world.viewer("member"), expected_version=3)


def test_two_covenants_one_suffices(world: World) -> None:
    referrer = world.people["outsider"] = a_person(None, "partner")
    a_covenant(world.purpose, [referrer.organisation], world.municipality, last_day=-100)
    a_covenant(world.purpose, [referrer.organisation], world.municipality)
    referral = fire("referral.submit", _written(world, "outsider"), viewer=world.viewer("outsider"), expected_version=1)
    assert referral.state == "submitted"


@pytest.mark.parametrize(("who", "reads"), [("case_direction", True), ("second_director", True), ("second", False)])
@pytest.mark.parametrize("link", ["case", "joined_to"])
def test_the_directors_of_a_case_read_the_referral_that_it_came_from(
    world: World, who: str, reads: bool, link: str
) -> None:
    a_covered_member(world, "second")
    a_covered_member(world, "second_director", function="process_direction")
    referral = a_referral(world, "Wie kent hem?", state="accepted", **{link: world.case})
    viewer = world.viewer(who)
    assert may_see(viewer, referral) == Referral.objects.visible_to(viewer).exists() == reads
