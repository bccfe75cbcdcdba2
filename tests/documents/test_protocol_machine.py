"""Every state × step × person of the machine of protocols, against a table written down by hand; four eyes; frozen."""

import itertools
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import RoleAssignment
from documents.actions.decide_protocol import adopt_protocol, send_back_protocol, take_back_protocol, withdraw_protocol
from documents.actions.edit_protocol import set_review_date
from documents.actions.next_version import start_next_version
from documents.machines import PROTOCOL
from documents.models import Protocol, ProtocolState, ProtocolVersion
from documents.models.protocol import DECIDED
from documents.storage import read_private
from documents.word.blocks import Paragraph
from documents.word.protocol import understand_protocol
from documents.word.reading import read_document
from tests.factories.documents import a_leader, today, viewer_of
from tests.factories.people import a_person
from tests.factories.protocols import (
    TEXT,
    a_draft_protocol,
    a_next_protocol,
    a_submitted_protocol,
    an_adopted_protocol,
)
from workflows.fire import refusals
from workflows.four_eyes import held_by
from workflows.inbox import waiting_for
from workflows.refusals import StepRefused
from workflows.steps import Kind, step_by_id, steps_of

pytestmark = pytest.mark.django_db

# step: from which states, to which state, by whom.
TABLE = {
    "protocol.submit": ({"draft"}, "in_review", {"writer", "leader"}),
    "protocol.adopt": ({"in_review"}, "adopted", {"leader"}),
    "protocol.send_back": ({"in_review"}, "draft", {"leader"}),
    "protocol.take_back": ({"in_review"}, "draft", {"writer"}),
    "protocol.replace": ({"adopted"}, "replaced", {"writer", "leader"}),
    "protocol.withdraw": ({"adopted"}, "withdrawn", {"writer", "leader"}),
}


def test_the_table_names_every_step_and_every_property_of_it():
    steps = steps_of("protocol")
    found = {step.id: (set(step.sources), step.target) for step in steps}
    assert found == {name: (sources, target) for name, (sources, target, _by) in TABLE.items()}
    assert {step.id for step in steps if step.four_eyes} == {"protocol.adopt", "protocol.send_back"}
    assert {step.id for step in steps if step.awaited} == {"protocol.adopt"}
    assert {step.id for step in steps if step.needs_reason} == {
        "protocol.send_back",
        "protocol.take_back",
        "protocol.withdraw",
    }
    assert {step.kind for step in steps} == {Kind.CONSTITUTIONAL}


def protocol_in(state: str, writer: Any) -> ProtocolVersion:
    version = a_draft_protocol(writer)
    moment = {"adopted_at": version.created_at} if state in DECIDED else {}
    ProtocolVersion.objects.filter(pk=version.pk).update(state=state, **moment)
    return ProtocolVersion.objects.get(pk=version.pk)


@pytest.mark.parametrize("state", ProtocolState.values)
def test_who_may_take_which_step_in_which_state(state):
    people = {
        "writer": a_leader(),
        "leader": a_leader(),
        "process_director": a_person(None, "process_director"),
        "director": a_person(None, "municipal_director"),
        "partner": a_person(None, "partner"),
    }
    thing = protocol_in(state, people["writer"])
    for (name, user), step_id in itertools.product(people.items(), TABLE):
        unmet = refusals(step_by_id(step_id), thing, viewer=viewer_of(user))
        sources, _target, by = TABLE[step_id]
        open_to = not [one for one in unmet if one.forbidden] and state in sources
        assert open_to == (state in sources and name in by), (name, step_id)


def test_where_no_other_project_leader_is_left_a_process_director_adopts():
    leader, director = a_leader(), a_person(None, "process_director")
    version = a_submitted_protocol(leader)
    assert adopt_protocol(version, viewer=viewer_of(director), expected_version=version.version).state == "adopted"


def test_a_process_director_adopts_nothing_while_another_project_leader_can():
    version = a_submitted_protocol(a_leader())
    a_leader()
    with pytest.raises(StepRefused):
        adopt_protocol(version, viewer=viewer_of(a_person(None, "process_director")), expected_version=version.version)


def test_the_writer_never_adopts_also_not_when_they_direct_processes():
    leader = a_person(None, "project_leader", "process_director")
    version = a_submitted_protocol(leader)
    with pytest.raises(StepRefused):
        adopt_protocol(version, viewer=viewer_of(leader), expected_version=version.version)


def test_one_thing_and_the_whole_table_agree_on_who_holds_a_function():
    writer, other = a_leader(), a_leader()
    by_one, by_both = a_submitted_protocol(writer), a_submitted_protocol(writer)
    for thing in (by_one, by_both):
        agree_on(thing, [writer, other, a_person(None, "process_director"), a_person()])
    RoleAssignment.objects.filter(user=other).update(ends_on=today() - timedelta(days=1))
    for thing in (by_one, by_both):
        agree_on(thing, [writer, other, a_person(None, "process_director"), a_person()])


def agree_on(thing, users):
    for user, step in itertools.product(users, steps_of("protocol")):
        viewer = viewer_of(user)
        condition = PROTOCOL.holding(viewer, step, step.function)
        held = held_by(viewer, step, thing) is not None
        assert held == ProtocolVersion.objects.filter(condition, pk=thing.pk).exists(), (user, step.id)


def test_it_waits_for_who_may_adopt_it_and_for_nobody_else():
    writer, other, director = a_leader(), a_leader(), a_person(None, "process_director")
    version = a_submitted_protocol(writer)
    waits = {user: version in waiting_for(viewer_of(user), PROTOCOL) for user in (writer, other, director)}
    assert waits == {writer: False, other: True, director: False}
    RoleAssignment.objects.filter(user=other).delete()
    assert version in waiting_for(viewer_of(director), PROTOCOL)


def test_who_sent_it_back_may_adopt_the_next_text():
    writer, reviewer = a_leader(), a_leader()
    version = a_submitted_protocol(writer)
    version = send_back_protocol(
        version, viewer=viewer_of(reviewer), expected_version=version.version, reason="Stap 2 ontbreekt."
    )
    assert version.state == "draft"
    from_draft = step_by_id("protocol.submit")
    assert refusals(from_draft, version, viewer=viewer_of(writer)) == []


def test_taking_back_needs_a_reason_and_is_for_its_makers():
    writer = a_leader()
    version = a_submitted_protocol(writer)
    with pytest.raises(StepRefused, match=r".+"):
        take_back_protocol(version, viewer=viewer_of(writer), expected_version=version.version, reason=" ")
    assert ProtocolVersion.objects.get(pk=version.pk).state == "in_review"


@pytest.mark.parametrize(("blocks", "days"), [((), 365), (TEXT, 0), (TEXT[:1], 365)])
def test_without_text_or_a_review_date_to_come_it_is_not_submitted(blocks, days):
    with pytest.raises(StepRefused):
        a_submitted_protocol(blocks=blocks, days=days)


def test_adopting_the_next_version_replaces_the_one_before():
    leader = a_leader()
    first = an_adopted_protocol(leader)
    second = a_next_protocol(first, leader)
    assert ProtocolVersion.objects.get(pk=first.pk).state == "replaced"
    assert list(ProtocolVersion.objects.in_use()) == [second]


def test_one_next_version_is_made_at_a_time_and_only_of_what_was_adopted():
    leader = viewer_of(a_leader())
    with pytest.raises(StepRefused):
        start_next_version(a_draft_protocol(leader.user), viewer=leader, expected_version=3)
    version = an_adopted_protocol(leader.user)
    start_next_version(version, viewer=leader, expected_version=version.version)
    with pytest.raises(StepRefused):
        start_next_version(version, viewer=leader, expected_version=version.version + 1)


def test_the_file_of_an_adopted_protocol_reads_back_as_its_text():
    version = ProtocolVersion.objects.get(pk=an_adopted_protocol().pk)
    assert version.adopted is not None
    content = read_private(version.adopted.path, sha256=version.adopted.sha256)
    reading = understand_protocol(read_document(content))
    assert (reading.title, reading.blocks) == (version.title, TEXT)


@pytest.mark.parametrize(("days", "standing"), [(1, "adopted"), (0, "to_review"), (-1, "to_review")])
def test_from_its_review_date_on_it_is_to_be_reviewed(days, standing):
    version = an_adopted_protocol()
    day = version.review_on - timedelta(days=days)
    assert ProtocolVersion.objects.with_standing(day).get().standing == standing


def test_looking_at_it_again_moves_the_review_date_and_leaves_the_text():
    leader = a_leader()
    version = an_adopted_protocol(leader)
    later = today() + timedelta(days=700)
    after = set_review_date(version, viewer=viewer_of(leader), expected_version=version.version, review_on=later)
    assert (after.review_on, after.body) == (later, version.body)
    with pytest.raises(StepRefused):
        set_review_date(after, viewer=viewer_of(leader), expected_version=after.version, review_on=today())


def test_a_withdrawn_protocol_is_not_in_use():
    leader = a_leader()
    version = an_adopted_protocol(leader)
    withdraw_protocol(version, viewer=viewer_of(leader), expected_version=version.version, reason="Vervallen.")
    assert not ProtocolVersion.objects.in_use().exists()


CHANGES = {
    "body": lambda v: ProtocolVersion.objects.filter(pk=v.pk).update(body=[]),
    "number": lambda v: ProtocolVersion.objects.filter(pk=v.pk).update(version_number=9),
    "state backwards": lambda v: ProtocolVersion.objects.filter(pk=v.pk).update(state="draft"),
    "moment": lambda v: ProtocolVersion.objects.filter(pk=v.pk).update(adopted_at=v.created_at),
    "file": lambda v: ProtocolVersion.objects.filter(pk=v.pk).update(adopted=None),
    "gone": lambda v: ProtocolVersion.objects.filter(pk=v.pk).delete(),
    "title": lambda v: Protocol.objects.update(title="anders"),
}


@pytest.mark.both_databases
@pytest.mark.parametrize("name", CHANGES)
def test_an_adopted_protocol_refuses(name):
    version = an_adopted_protocol()
    with pytest.raises(IntegrityError), transaction.atomic():
        CHANGES[name](version)


@pytest.mark.both_databases
def test_an_adopted_protocol_can_be_replaced_published_and_looked_at_again():
    version = an_adopted_protocol()
    ProtocolVersion.objects.filter(pk=version.pk).update(
        state="replaced", version=99, published_at=version.created_at, review_on=today()
    )
    assert ProtocolVersion.objects.get(pk=version.pk).state == "replaced"


@pytest.mark.both_databases
def test_no_unknown_state_can_be_stored():
    version = a_draft_protocol(blocks=[Paragraph("x")])
    with pytest.raises(IntegrityError), transaction.atomic():
        ProtocolVersion.objects.filter(pk=version.pk).update(state="approved")
