"""Is a medical record there for its own circle and for whom a disclosure record names, and for nobody else? (D-20)"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from access.doors import may_see
from access.explain import who, why
from accounts.models import Notice, Organisation, User
from audit.models import AccessLogEntry
from casefiles.actions.medical import (
    MedicalText,
    Telling,
    disclose_medical,
    edit_medical,
    end_disclosure,
    write_medical,
)
from casefiles.models import Case, MedicalDisclosure, MedicalRecord, MedicalVersion, Membership, Replacement
from search.models import PendingChange
from search.registry import searchables
from tests.factories.cases import World, a_case, a_covered_member, a_member, day, viewer_of
from tests.factories.medical import a_colleague_in_care, a_medical_disclosure, a_medical_record
from tests.factories.people import a_person
from workflows.refusals import Stale, StepRefused

pytestmark = pytest.mark.django_db
TEXT = MedicalText("diagnosis", "Een diagnose.")


@pytest.fixture
def world() -> World:
    """With a colleague in the circle, one beside it, another care institution, a desk and the process director."""
    world = a_case(state="active")
    a_colleague_in_care(world)
    a_colleague_in_care(world, "outside_the_circle", in_care=False)
    for name, kind in (("other_care", "care_provider"), ("police_in_care", "police")):
        other = a_covered_member(world, name, in_care=True)
        Organisation.objects.filter(pk=other.organisation_id).update(kind=kind)
    a_covered_member(world, "desk", function="desk")
    world.people["stranger"] = a_person(None, "partner")
    return world


def telling(world: World, to: str = "member", **fields: Any) -> Telling:
    content = {"ground": "consent", "reasoning": "Zij vroeg er zelf om.", "starts_on": day(0), "ends_on": day(30)}
    return Telling(world.people[to], **(content | fields))


def readers(world: World, record: MedicalRecord) -> set[str]:
    """By the object check, after the filter, the chain and the list of readers said the same."""
    current = MedicalRecord.objects.get(pk=record.pk)
    listed = {user.pk for user, _chain in who(current)}
    seen = set()
    for name in world.people:
        viewer = world.viewer(name)
        sees = may_see(viewer, current)
        assert MedicalRecord.objects.visible_to(viewer).filter(pk=record.pk).exists() == sees, name
        assert why(viewer, current).seen == sees == (viewer.user.pk in listed), name
        seen |= {name} if sees else set()
    return seen


def test_only_the_circle_of_its_own_institution_reads_it(world: World) -> None:
    assert readers(world, a_medical_record(world)) == {"case_direction", "nurse"}


@pytest.mark.parametrize("by", ["case_direction", "nurse", "other_care"])
def test_members_of_a_circle_of_care_write_it_for_their_own_institution(world: World, by: str) -> None:
    made = write_medical(world.case, TEXT, viewer=world.viewer(by))
    assert made.source_organisation == world.people[by].organisation
    assert (made.circle, MedicalVersion.objects.get().text) == ("care", "Een diagnose.")


@pytest.mark.parametrize(
    "by", ["process_direction", "member", "outside_the_circle", "police_in_care", "desk", "stranger"]
)
def test_nobody_else_writes_one(world: World, by: str) -> None:
    with pytest.raises(StepRefused) as refused:
        write_medical(world.case, TEXT, viewer=world.viewer(by))
    assert refused.value.status == 403
    assert not MedicalRecord.objects.exists()


def test_none_is_written_in_a_closed_case(world: World) -> None:
    Case.objects.filter(pk=world.case.pk).update(state="closed")
    with pytest.raises(StepRefused):
        write_medical(Case.objects.get(), TEXT, viewer=world.viewer("nurse"))


def test_the_database_keeps_it_in_care(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MedicalRecord.objects.filter(pk=a_medical_record(world).pk).update(circle="team")


def test_an_edit_is_a_version_and_the_one_before_it_stays(world: World) -> None:
    record = write_medical(world.case, TEXT, viewer=world.viewer("case_direction"))
    edit_medical(record, MedicalText("diagnosis", "Toch niet."), viewer=world.viewer("nurse"), expected_version=1)
    kept = MedicalVersion.objects.order_by("number").values_list("number", "text", "written_by__name")
    names = [world.people[name].name for name in ("case_direction", "nurse")]
    assert list(kept) == [(1, "Een diagnose.", names[0]), (2, "Toch niet.", names[1])]
    with pytest.raises(DatabaseError), transaction.atomic():
        MedicalVersion.objects.update(text="Anders.")


def test_who_was_overtaken_is_told(world: World) -> None:
    record = a_medical_record(world)
    edit_medical(record, TEXT, viewer=world.viewer("nurse"), expected_version=1)
    with pytest.raises(Stale):
        edit_medical(record, TEXT, viewer=world.viewer("case_direction"), expected_version=1)


# Disclosing


@pytest.mark.parametrize("by", ["case_direction", "nurse"])
def test_who_is_named_reads_it_from_the_next_request_and_nobody_else_does(world: World, by: str) -> None:
    record = a_medical_record(world)
    disclose_medical(record, telling(world), viewer=world.viewer(by), expected_version=1)
    assert readers(world, record) == {"case_direction", "nurse", "member"}


def test_the_chain_names_the_disclosure_record(world: World) -> None:
    record = a_medical_record(world)
    disclose_medical(record, telling(world), viewer=world.viewer("nurse"), expected_version=1)
    lines = " ".join(why(world.viewer("member"), record).lines)
    assert str(world.people["nurse"]) in lines
    assert "toestemming" in lines
    assert str(record.source_organisation) in lines


def test_who_is_told_reads_neither_earlier_texts_nor_whom_else_it_was_told(world: World) -> None:
    record = a_medical_record(world)
    a_medical_disclosure(record, world.people["member"])
    assert not MedicalVersion.objects.visible_to(world.viewer("member")).exists()
    assert not MedicalDisclosure.objects.visible_to(world.viewer("member")).exists()
    assert MedicalDisclosure.objects.visible_to(world.viewer("nurse")).exists()


@pytest.mark.parametrize("by", ["member", "other_care", "process_direction", "outside_the_circle"])
def test_for_who_does_not_read_it_there_is_nothing_to_disclose(world: World, by: str) -> None:
    with pytest.raises(Http404):
        disclose_medical(a_medical_record(world), telling(world), viewer=world.viewer(by), expected_version=1)


def test_who_was_told_does_not_tell_on(world: World) -> None:
    record = a_medical_record(world)
    a_medical_disclosure(record, world.people["member"])
    with pytest.raises(StepRefused) as refused:
        disclose_medical(record, telling(world, "process_direction"), viewer=world.viewer("member"), expected_version=1)
    assert refused.value.status == 403


@pytest.mark.parametrize("to", ["case_direction", "nurse", "desk", "stranger"])
def test_it_is_told_to_no_reader_of_it_nor_to_the_desk_nor_outside_the_case(world: World, to: str) -> None:
    with pytest.raises(StepRefused):
        disclose_medical(
            a_medical_record(world), telling(world, to), viewer=world.viewer("case_direction"), expected_version=1
        )


def test_nobody_tells_whom_they_stand_in_for(world: World) -> None:
    """The deputy acts for the absent: telling them would be telling oneself."""
    record, nurse, absent = a_medical_record(world), world.people["nurse"], world.people["outside_the_circle"]
    Replacement.objects.create(absent=absent, deputy=nurse, starts_on=day(-1), ends_on=day(5), named_by=absent)
    with pytest.raises(StepRefused) as refused:
        disclose_medical(record, telling(world, "outside_the_circle"), viewer=world.viewer("nurse"), expected_version=1)
    assert refused.value.status == 403


@pytest.mark.parametrize("ground", ["covenant", "", "vital_interest"])
def test_the_database_knows_four_grounds_and_a_covenant_is_none(world: World, ground: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_medical_disclosure(a_medical_record(world), world.people["member"], ground=ground)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reasoning": "  "},
        {"ends_on": day(185)},
        {"starts_on": day(-1)},
        {"starts_on": day(5), "ends_on": day(4)},
    ],
)
def test_it_is_reasoned_and_has_a_beginning_and_an_end(world: World, wrong: dict[str, Any]) -> None:
    with pytest.raises(StepRefused):
        disclose_medical(
            a_medical_record(world), telling(world, **wrong), viewer=world.viewer("nurse"), expected_version=1
        )


def test_it_is_not_told_twice_in_one_period(world: World) -> None:
    record, nurse = a_medical_record(world), world.viewer("nurse")
    later = telling(world, starts_on=day(10), ends_on=day(20))
    disclose_medical(record, later, viewer=nurse, expected_version=1)
    with pytest.raises(StepRefused):
        disclose_medical(record, telling(world, ends_on=day(12)), viewer=nurse, expected_version=2)


def test_the_mail_carries_nothing(world: World) -> None:
    disclose_medical(a_medical_record(world), telling(world), viewer=world.viewer("nurse"), expected_version=1)
    assert list(Notice.objects.values_list("user", flat=True)) == [world.people["member"].pk]


# Ending


def told(world: World, to: str = "member", **fields: Any) -> MedicalDisclosure:
    return a_medical_disclosure(a_medical_record(world), world.people[to], **fields)


@pytest.mark.parametrize("by", ["case_direction", "nurse"])
def test_ending_it_acts_on_the_next_request(world: World, by: str) -> None:
    disclosure = told(world)
    end_disclosure(disclosure, viewer=world.viewer(by), expected_version=1)
    assert readers(world, disclosure.record) == {"case_direction", "nurse"}


@pytest.mark.parametrize("by", ["member", "process_direction", "other_care"])
def test_nobody_else_ends_it(world: World, by: str) -> None:
    with pytest.raises(Http404):
        end_disclosure(told(world), viewer=world.viewer(by), expected_version=1)


def test_it_is_ended_once(world: World) -> None:
    disclosure = end_disclosure(told(world), viewer=world.viewer("nurse"), expected_version=1)
    with pytest.raises(StepRefused):
        end_disclosure(disclosure, viewer=world.viewer("nurse"), expected_version=2)


def test_it_can_be_ended_in_a_closed_case(world: World) -> None:
    disclosure = told(world)
    Case.objects.filter(pk=world.case.pk).update(state="closed")
    assert end_disclosure(disclosure, viewer=world.viewer("nurse"), expected_version=1).ended_at


def test_the_line_stays_as_it_was(world: World) -> None:
    disclosure = told(world)
    for change in ({"ground": "statutory_duty"}, {"person": world.people["desk"]}, {"ends_on": day(90)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            MedicalDisclosure.objects.filter(pk=disclosure.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        MedicalDisclosure.objects.filter(pk=disclosure.pk)._raw_delete(using="default")


@pytest.mark.parametrize("period", [(-10, -1), (1, 10)])
def test_before_and_after_its_days_it_opens_nothing(world: World, period: tuple[int, int]) -> None:
    disclosure = told(world, starts_on=day(period[0]), ends_on=day(period[1]))
    assert "member" not in readers(world, disclosure.record)


def test_with_the_membership_goes_what_was_told(world: World) -> None:
    disclosure = told(world)
    Membership.objects.filter(user=world.people["member"]).update(ends_on=day(-1))
    assert "member" not in readers(world, disclosure.record)


def test_who_stands_in_for_the_one_who_was_told_was_not_told(world: World) -> None:
    disclosure, member = told(world), world.people["member"]
    deputy = world.people["deputy"] = a_person(member.organisation, "partner")
    Replacement.objects.create(absent=member, deputy=deputy, starts_on=day(-1), ends_on=day(5), named_by=member)
    assert readers(world, disclosure.record) == {"case_direction", "nurse", "member"}


def test_who_was_told_and_is_in_the_case_only_for_another_reads_it_no_more(world: World) -> None:
    disclosure, member = told(world), world.people["member"]
    absent = a_person(member.organisation, "partner")
    a_member(world, absent)
    Replacement.objects.create(absent=absent, deputy=member, starts_on=day(-1), ends_on=day(5), named_by=absent)
    Membership.objects.filter(user=member).update(ends_on=day(-1))
    assert may_see(world.viewer("member"), world.case)
    assert "member" not in readers(world, disclosure.record)


def test_a_place_in_another_case_opens_nothing(world: World) -> None:
    disclosure, other = told(world, "stranger"), a_case()
    other.people["stranger"] = world.people["stranger"]
    a_member(other, world.people["stranger"])
    assert "stranger" not in readers(world, disclosure.record)


def test_of_a_covenant_that_winds_down_only_what_was_there_is_read(world: World) -> None:
    a_covered_member(world, "winding", last_day=-10)
    old = a_medical_record(world, shared_at=timezone.now() - timedelta(days=20))
    new = a_medical_record(world)
    for record in (old, new):
        a_medical_disclosure(record, world.people["winding"])
    assert ("winding" in readers(world, old), "winding" in readers(world, new)) == (True, False)


def test_nothing_of_it_reaches_search(world: World) -> None:
    record = write_medical(world.case, TEXT, viewer=world.viewer("nurse"))
    disclose_medical(record, telling(world), viewer=world.viewer("nurse"), expected_version=1)
    assert not PendingChange.objects.exists()
    models = {getattr(one, "model", None) for one in searchables()}
    assert not models & {MedicalRecord, MedicalVersion, MedicalDisclosure}


def test_no_line_of_the_log_holds_a_word_of_it(world: World) -> None:
    record = write_medical(world.case, TEXT, viewer=world.viewer("nurse"))
    disclose_medical(record, telling(world), viewer=world.viewer("nurse"), expected_version=1)
    lines = AccessLogEntry.objects.filter(noun__startswith="casefiles.medical")
    assert [one.step for one in lines.order_by("pk")] == ["medical.write", "medical.disclose"]
    assert not any("diagnose" in str(vars(one)) or "vroeg" in str(vars(one)) for one in lines)


def test_who_acts_for_another_is_logged_so(world: World) -> None:
    nurse = world.people["nurse"]
    deputy = world.people["deputy"] = a_person(nurse.organisation, "partner")
    Replacement.objects.create(absent=nurse, deputy=deputy, starts_on=day(-1), ends_on=day(5), named_by=nurse)
    write_medical(world.case, TEXT, viewer=viewer_of(deputy))
    line = AccessLogEntry.objects.get(step="medical.write")
    assert (line.user_key, line.on_behalf_of_key) == (deputy.key, nurse.key)


def test_an_institution_that_keeps_no_records_has_no_circle_of_care(world: World) -> None:
    """In another meeting a youth protection agency may direct the case: it has no medical records to write."""
    coordinator: User = world.people["case_direction"]
    Organisation.objects.filter(pk=coordinator.organisation_id).update(kind="youth_protection")
    with pytest.raises(StepRefused):
        write_medical(world.case, TEXT, viewer=world.viewer("case_direction"))
