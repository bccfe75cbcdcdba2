"""Other functions of a meeting: one proposes, a second person of another organisation decides (D-13, D-19)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from casefiles.machines import REFERRAL
from casefiles.models import Referral
from documents.models import FunctionMapping, MeetingType
from documents.models.function_mapping import MappingState
from documents.selectors.mapping_page import mapping_page
from tests.documents.pages import as_user
from tests.factories.cases import a_case, day
from tests.factories.documents import (
    a_director,
    a_leader,
    a_meeting,
    a_proposed_mapping,
    an_adopted_matrix,
    people_for_roles,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, a_role
from workflows.authority import machine
from workflows.fire import fire
from workflows.four_eyes import held_by
from workflows.inbox import awaiting
from workflows.models import Transition
from workflows.refusals import StepRefused
from workflows.steps import step_by_id, steps_of

pytestmark = pytest.mark.django_db
# step: to which state, by whom, four eyes, with a reason. All of them start where it is proposed.
TABLE = {
    "mapping.adopt": ("adopted", "director", True, False),
    "mapping.refuse": ("refused", "director", True, True),
    "mapping.withdraw": ("withdrawn", "leader", False, True),
}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def now(mapping: FunctionMapping) -> MeetingType:
    return MeetingType.objects.get(pk=mapping.meeting_type_id)


def adopt(mapping: FunctionMapping, by: User) -> FunctionMapping:
    return fire("mapping.adopt", mapping, viewer=viewer_of(by), expected_version=mapping.version)


def test_the_table_names_every_step_and_every_property_of_it():
    found = {one.id: (one.target, one.four_eyes, one.needs_reason, one.sources) for one in steps_of("mapping")}
    assert found == {name: (target, eyes, why, ("proposed",)) for name, (target, _by, eyes, why) in TABLE.items()}


@pytest.mark.parametrize("state", MappingState.values)
@pytest.mark.parametrize("step_id", TABLE)
def test_who_may_take_which_step_in_which_state(state, step_id):
    mapping = a_proposed_mapping()
    FunctionMapping.objects.filter(pk=mapping.pk).update(state=state)
    mapping = FunctionMapping.objects.get(pk=mapping.pk)
    step, of = step_by_id(step_id), machine("mapping")
    near = a_person(mapping.organisation)
    a_role(near, "municipal_director")
    people = {"leader": a_leader(), "director": a_director(), "near": near, "other": a_person(None, "partner")}
    for name, user in people.items():
        viewer = viewer_of(user)
        held = held_by(viewer, step, mapping) is not None
        assert held == (name == TABLE[step_id][1]), name
        assert held == of.model.objects.filter(of.holding(viewer, step, step.function), pk=mapping.pk).exists()
        assert held == (user in of.people(step.function, mapping))
    assert (mapping.state in step.sources) == (state == "proposed")


def test_until_it_is_decided_the_old_functions_hold_and_from_then_on_the_new():
    mapping = a_proposed_mapping(chair="process_manager", kinds={"case_direction": "ggz"})
    assert (now(mapping).role_for("chair"), now(mapping).kinds) == ("safety_broker", {})
    adopt(mapping, a_director())
    assert (now(mapping).role_for("chair"), now(mapping).kinds) == ("process_manager", {"case_direction": "ggz"})


def test_a_refused_proposal_changes_nothing():
    mapping = a_proposed_mapping()
    fire("mapping.refuse", mapping, viewer=viewer_of(a_director()), expected_version=1, reason="Te vroeg.")
    assert now(mapping).role_for("chair") == "safety_broker"


def test_who_proposed_it_does_not_decide_whatever_else_they_are():
    leader = a_leader()
    a_role(leader, "municipal_director")
    mapping = a_proposed_mapping(leader=leader)
    with pytest.raises(StepRefused):
        adopt(mapping, leader)


def test_it_waits_for_a_director_of_another_organisation_and_not_for_a_colleague():
    mapping = a_proposed_mapping()
    colleague, director = a_person(mapping.organisation), a_director()
    a_role(colleague, "municipal_director")
    step, of = step_by_id("mapping.adopt"), machine("mapping")
    waits = [FunctionMapping.objects.filter(awaiting(viewer_of(one), of, step=step)) for one in (colleague, director)]
    assert [rows.exists() for rows in waits] == [False, True]
    assert "Adopt these functions" in as_user(director).get(reverse("my_work")).content.decode()


def test_functions_that_leave_nobody_in_process_direction_are_not_adopted():
    mapping = a_proposed_mapping(process_direction="process_manager")
    with pytest.raises(StepRefused, match="Nobody would hold process direction"):
        adopt(mapping, a_director())


def test_one_proposal_for_a_meeting_at_a_time():
    mapping = a_proposed_mapping()
    with pytest.raises(StepRefused, match="proposed for this meeting already"):
        a_proposed_mapping(now(mapping), desk="back_office_worker")


@pytest.mark.parametrize("roles", [{"process_direction": ""}, {"chair": "safety_broker"}])
def test_no_proposal_without_process_direction_or_without_a_change(roles):
    with pytest.raises(StepRefused):
        a_proposed_mapping(**roles)
    assert not FunctionMapping.objects.exists()


def test_what_was_proposed_and_what_was_decided_stays(monkeypatch):
    mapping = a_proposed_mapping()
    for change in ({"functions": {}}, {"proposer": a_leader()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FunctionMapping.objects.filter(pk=mapping.pk).update(**change)
    adopt(mapping, a_director())
    with pytest.raises(IntegrityError), transaction.atomic():
        FunctionMapping.objects.filter(pk=mapping.pk).update(state="proposed")


def test_the_log_and_the_page_name_who_decided():
    mapping, director = a_proposed_mapping(), a_director()
    adopt(mapping, director)
    moved = Transition.objects.get(noun="documents.functionmapping", thing_id=mapping.pk)
    assert (moved.step, moved.actor) == ("mapping.adopt", director)
    shown = as_user(a_leader()).get(mapping.get_absolute_url()).content.decode()
    assert "Steps that were taken" in shown
    assert str(director) in shown


def test_a_referral_is_weighed_by_the_new_role_from_the_next_request():
    place, broker = a_municipality(), a_person(None, "safety_broker")
    meeting = a_meeting()
    member = a_person()
    referral = Referral.objects.create(
        municipality=place, meeting_type=meeting, organisation=member.organisation, referrer=member, state="submitted"
    )
    adopt(a_proposed_mapping(meeting, process_direction="safety_broker"), a_director())
    referral = Referral.objects.get(pk=referral.pk)
    assert REFERRAL.people("process_direction", referral) == [broker]


def test_the_page_says_who_gains_and_who_loses_a_step():
    people_for_roles("safety_broker", "process_manager")
    an_adopted_matrix({"safety_broker": ["case.scale_up"]})
    page = mapping_page(a_proposed_mapping(chair="process_manager"), viewer=viewer_of(a_director()))
    changes = {str(one.heading): (one.was, one.becomes) for part in page.parts for one in part.changes}
    assert changes["Scale up"] == ("chair: safety broker", "safety broker")
    assert [(str(one.heading), one.becomes) for one in page.functions] == [
        ("Chair", "process manager of the safety house")
    ]


def test_the_page_names_who_in_open_cases_loses_steps_to_who_sees_those_cases():
    world = a_case()
    mapping = a_proposed_mapping(world.purpose, kinds={"case_direction": "youth_protection"})
    seen = mapping_page(mapping, viewer=world.viewer("process_direction")).members
    (member,) = seen
    assert (world.people["case_direction"].name in member.who, member.codes) == (True, world.case.key)
    assert "Submit plan" in " ".join(map(str, member.loses))
    assert mapping_page(mapping, viewer=viewer_of(a_director())).members == []


def test_the_page_costs_the_same_however_many_cases(django_assert_max_num_queries, django_assert_num_queries):
    world = a_case()
    mapping = a_proposed_mapping(world.purpose, kinds={"case_direction": "youth_protection"})
    viewer = world.viewer("process_direction")
    with django_assert_max_num_queries(30) as first:
        mapping_page(mapping, viewer=viewer)
    for _number in range(3):
        another = type(world.case).objects.create(municipality=world.municipality, meeting_type=world.purpose)
        for name in ("process_direction", "case_direction"):
            user = world.people[name]
            another.memberships.create(
                user=user, organisation=user.organisation, function=name, granted_by=user, ends_on=day(50)
            )
    viewer = world.viewer("process_direction")
    with django_assert_num_queries(len(first)):
        assert len(mapping_page(mapping, viewer=viewer).members) == 1


def test_the_leader_proposes_on_a_page_and_everyone_who_may_sees_that_it_waits():
    leader, meeting = as_user(a_leader()), a_meeting()
    url = reverse("backroom:propose_mapping", args=[meeting.key])
    form = meeting.functions | {"version": meeting.version, "case_direction_kind": "ggz"}
    response = leader.post(url, form)
    mapping = FunctionMapping.objects.get()
    assert (response.status_code, response["Location"]) == (302, mapping.get_absolute_url())
    assert leader.get(url)["Location"] == mapping.get_absolute_url()
    for page in (reverse("documents:names"), reverse("backroom:lists"), reverse("documents:coverage")):
        assert mapping.get_absolute_url() in leader.get(page).content.decode()
    assert mapping.get_absolute_url() not in as_user(a_person()).get(reverse("documents:names")).content.decode()


def test_a_proposal_on_an_old_form_is_refused_with_what_was_chosen():
    leader, meeting = as_user(a_leader()), a_meeting()
    form = meeting.functions | {"version": meeting.version - 1, "chair": "process_manager"}
    response = leader.post(reverse("backroom:propose_mapping", args=[meeting.key]), form)
    assert response.status_code == 409
    assert not FunctionMapping.objects.exists()
