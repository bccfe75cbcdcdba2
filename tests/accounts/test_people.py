"""Who can sign in, and which role holds on which day?"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.viewer import resolve
from accounts.backends import opens_back_room
from accounts.keys import CODE_LETTERS, random_case_code
from accounts.models import Role, RoleAssignment, User
from tests.factories.people import a_municipality, a_person, a_role, an_organisation

pytestmark = pytest.mark.django_db


def test_nobody_can_be_made_a_superuser() -> None:
    user = a_person()
    user.is_superuser = True
    with pytest.raises(IntegrityError), transaction.atomic():
        user.save()


def test_an_e_mail_address_is_one_person_whatever_its_case() -> None:
    User.objects.create_user("Sanne@voorbeeld.example", name="S", organisation=an_organisation())
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="SANNE@voorbeeld.example", name="S", organisation=an_organisation())])


def test_somebody_may_hold_several_roles() -> None:
    user = a_person(None, "partner", "community_officer")
    assert {held.role for held in resolve(user).roles} == {"partner", "community_officer"}


@pytest.mark.parametrize(("ends", "holds"), [(-1, False), (0, True), (None, True)])
def test_a_role_holds_up_to_and_including_its_last_day(ends: int | None, holds: bool) -> None:
    user = a_person()
    last = None if ends is None else timezone.localdate() + timedelta(days=ends)
    a_role(user, "partner", ends_on=last)
    assert resolve(user).has_role("partner") == holds
    assert (f"org:{user.organisation_id}+role:partner" in resolve(user).grants) == holds


def test_a_role_in_one_municipality_is_none_in_another() -> None:
    here, there = a_municipality(), a_municipality()
    user = a_person()
    a_role(user, "municipal_director", municipality=here)
    viewer = resolve(user)
    assert viewer.has_role("municipal_director", municipality_id=here.pk)
    assert not viewer.has_role("municipal_director", municipality_id=there.pk)
    assert (f"triage:{here.pk}" in viewer.grants, f"triage:{there.pk}" in viewer.grants) == (True, False)


def test_a_deactivated_person_holds_nothing() -> None:
    user = a_person(None, "partner")
    user.is_active = False
    user.save()
    assert resolve(user).grants == {}


def test_a_role_cannot_end_before_it_starts() -> None:
    today = timezone.localdate()
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(
            user=a_person(), role="partner", starts_on=today, ends_on=today - timedelta(days=1)
        )


@pytest.mark.parametrize(
    ("role", "opens"), [(Role.PROJECT_LEADER, True), (Role.ADMINISTRATOR, False), (Role.PARTNER, False)]
)
def test_the_back_room_opens_for_a_current_role_only(role: str, opens: bool) -> None:
    assert opens_back_room(a_person(None, role)) == opens


def test_the_back_room_closes_when_the_role_ends() -> None:
    user = a_person()
    a_role(user, Role.PROJECT_LEADER, ends_on=timezone.localdate() - timedelta(days=1))
    assert not opens_back_room(user)


def test_a_case_code_has_no_letters_that_look_alike() -> None:
    codes = {random_case_code() for _draw in range(200)}
    assert len(codes) > 195
    assert all(len(code) == 7 and set(code.replace("-", "")) <= set(CODE_LETTERS) for code in codes)
