"""Every state × step × function of the two machines, against a table written down by hand."""

import itertools

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Q

from documents.machines import COVENANT, MATRIX
from documents.models import CovenantVersion, MatrixVersion
from documents.models.covenant import CONCLUDED, CovenantState
from documents.models.matrix import DECIDED, MatrixState
from tests.factories.documents import (
    a_director,
    a_draft_covenant,
    a_draft_matrix,
    a_leader,
    a_meeting,
    sealed,
    today,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, an_organisation
from workflows.four_eyes import held_by
from workflows.steps import Kind, step_by_id, steps_of

pytestmark = pytest.mark.django_db

# step: from which states, to which state, by whom.
COVENANT_TABLE = {
    "covenant.start_consultation": ({"draft"}, "in_consultation", "leader"),
    "covenant.ready_to_sign": ({"in_consultation"}, "ready_to_sign", "leader"),
    "covenant.send_back": ({"in_consultation", "ready_to_sign"}, "draft", "leader"),
    "covenant.sign": ({"ready_to_sign"}, "ready_to_sign", "signatory"),
    "covenant.accede": ({"signed"}, "signed", "signatory"),
    "covenant.confirm_page": ({"ready_to_sign"}, "ready_to_sign", "nobody: no page waits"),
    "covenant.confirm_later": ({"signed"}, "signed", "nobody: no page waits"),
    "covenant.conclude": ({"ready_to_sign"}, "signed", "signatory"),
    "covenant.terminate": ({"signed"}, "terminated", "leader"),
    "covenant.replace": ({"signed"}, "replaced", "leader"),
}
MATRIX_TABLE = {
    "matrix.propose": ({"draft"}, "proposed", "leader"),
    "matrix.endorse": ({"proposed"}, "proposed", "director"),
    "matrix.adopt": ({"proposed"}, "adopted", "director"),
    "matrix.send_back": ({"proposed"}, "draft", "director"),
    "matrix.withdraw": ({"proposed"}, "draft", "leader"),
    "matrix.supersede": ({"adopted"}, "superseded", "leader"),
}
TABLES = COVENANT_TABLE | MATRIX_TABLE
FOUR_EYES = {"matrix.endorse", "matrix.adopt", "matrix.send_back"}
WITH_REASON = {"covenant.send_back", "covenant.terminate", "matrix.send_back", "matrix.withdraw"}
AWAITED = {"covenant.sign", "covenant.accede", "covenant.confirm_page", "covenant.confirm_later"}
AWAITED |= {"matrix.endorse", "matrix.adopt"}


def test_the_table_names_every_step_and_every_property_of_it():
    steps = [*steps_of("covenant"), *steps_of("matrix")]
    assert {step.id: (set(step.sources), step.target) for step in steps} == {
        name: (sources, target) for name, (sources, target, _by) in TABLES.items()
    }
    assert {step.id for step in steps if step.four_eyes} == FOUR_EYES
    assert {step.id for step in steps if step.needs_reason} == WITH_REASON
    assert {step.id for step in steps if step.awaited} == AWAITED
    assert {step.kind for step in steps} == {Kind.CONSTITUTIONAL}


def covenant_in(state) -> CovenantVersion:
    version = sealed(a_draft_covenant(a_meeting(), [an_organisation()], a_municipality()))
    days = {"signed_on": today(), "begins_on": today()} if state in CONCLUDED else {}
    CovenantVersion.objects.filter(pk=version.pk).update(state=state, **days)
    return CovenantVersion.objects.get(pk=version.pk)


def matrix_in(state) -> MatrixVersion:
    version = a_draft_matrix()
    moment = version.created_at
    moments = {"adopted_at": moment, "effective_at": moment} if state in DECIDED else {}
    MatrixVersion.objects.filter(pk=version.pk).update(state=state, **moments)
    return MatrixVersion.objects.get(pk=version.pk)


MADE = [(covenant_in, state) for state in CovenantState.values] + [(matrix_in, state) for state in MatrixState.values]


@pytest.mark.parametrize(("make", "state"), MADE)
def test_who_may_take_which_step_in_which_state(make, state):
    thing = make(state)
    signatory = thing.parties.get().signatory if make is covenant_in else a_person(None, "signatory")
    people = {
        "leader": a_leader(),
        "signatory": signatory,
        "director": a_director(),
        "other": a_person(None, "partner"),
    }
    table = COVENANT_TABLE if make is covenant_in else MATRIX_TABLE
    for (name, user), step_id in itertools.product(people.items(), table):
        step = step_by_id(step_id)
        open_to = held_by(viewer_of(user), step, thing) is not None and thing.state in step.sources
        sources, _target, by = table[step_id]
        assert open_to == (state in sources and name == by), (name, step_id)


@pytest.mark.parametrize(("make", "machine"), [(covenant_in, COVENANT), (matrix_in, MATRIX)])
def test_one_thing_and_the_whole_table_agree_on_who_holds_a_function(make, machine):
    thing, here = make("draft"), a_municipality()
    elsewhere = make("draft")
    if make is matrix_in:
        thing.municipalities.add(here)
    users = [a_leader(), a_director(here), a_director(a_municipality()), a_director(), a_person()]
    users += [party.signatory for party in thing.parties.all()] if make is covenant_in else []
    # Awaited steps are narrower in the inbox: they leave out what was done already.
    steps = [step for step in steps_of(machine.name) if not step.awaited]
    for user, step, one in itertools.product(users, steps, [thing, elsewhere]):
        viewer = viewer_of(user)
        condition = machine.holding(viewer, step, step.function)
        assert (machine.held(viewer, step, step.function, one) is not None) == holds(machine, one, condition)
        named = user in machine.people(step.function, one)
        assert named == holds(machine, one, condition) or step.function == "signatory"


def holds(machine, thing, condition: Q) -> bool:
    return machine.model.objects.filter(condition, pk=thing.pk).exists()


def test_no_unknown_state_can_be_stored():
    version = covenant_in("draft")
    with pytest.raises(IntegrityError), transaction.atomic():
        CovenantVersion.objects.filter(pk=version.pk).update(state="approved")
