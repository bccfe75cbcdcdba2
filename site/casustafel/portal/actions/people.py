"""What an administrator does to accounts and roles. None of it gives the administrator anything to read."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import Municipality, RoleAssignment, User
from audit.models import Action
from audit.trail import Change, record_change
from casustafel.portal.access import may_administer
from search.actions.forget import forget_all_of
from workflows.refusals import StepRefused, Unmet


def add_person(fields: Mapping[str, Any], *, viewer: Viewer) -> User:
    """An account that only its owner can open: the password is nobody's until they choose one by mail."""
    with transaction.atomic():
        _must_administer(viewer)
        person = User.objects.create_user(
            fields["email"], get_random_string(64), name=fields["name"], organisation=fields["organisation"]
        )
        _note(viewer, person, Action.CREATE, "person.add")
        return person


def give_role(person: User, fields: Mapping[str, Any], *, viewer: Viewer) -> RoleAssignment:
    """A dated role; never to oneself, because some roles open what an administrator may not read."""
    with transaction.atomic():
        _must_administer(viewer)
        if person.pk == viewer.user.pk:
            raise StepRefused(
                _("This role cannot be given"), [Unmet(_("You cannot give a role to yourself."), forbidden=True)]
            )
        given = RoleAssignment.objects.create(user=person, **fields)
        _note(viewer, person, Action.UPDATE, "person.give_role", role=given.role)
        return given


def end_role(assignment: RoleAssignment, *, viewer: Viewer) -> None:
    """Yesterday is the last day, so that the next request already finds nothing."""
    with transaction.atomic():
        _must_administer(viewer)
        ended = max(assignment.starts_on, viewer.today - timedelta(days=1))
        if ended >= viewer.today:
            # It would have begun today or later: it never held.
            _note(viewer, assignment.user, Action.DELETE, "person.end_role", role=assignment.role)
            assignment.delete()
            return
        assignment.ends_on = ended
        assignment.save(update_fields=["ends_on"])
        _note(viewer, assignment.user, Action.UPDATE, "person.end_role", role=assignment.role)


def set_active(person: User, *, viewer: Viewer, active: bool) -> None:
    """Open or close an account; it is never deleted (D-24). What its owner searched for goes when it closes."""
    with transaction.atomic():
        _must_administer(viewer)
        if person.pk == viewer.user.pk:
            raise StepRefused(_("This account cannot be changed"), [Unmet(_("You cannot close your own account."))])
        person.is_active = active
        person.save(update_fields=["is_active"])
        if not active:
            forget_all_of(person)
        _note(viewer, person, Action.UPDATE, "person.open" if active else "person.close")


def count_inhabitants(place: Municipality, *, viewer: Viewer, inhabitants: int | None) -> None:
    """By which an anonymised referral warns that a small place tells who somebody is; none: not known."""
    with transaction.atomic():
        _must_administer(viewer)
        place.inhabitants = inhabitants
        place.save(update_fields=["inhabitants"])
        change = Change(
            noun="accounts.municipality", key=place.key, action=Action.UPDATE, step="municipality.inhabitants"
        )
        record_change(viewer.trail, change)


def _must_administer(viewer: Viewer) -> None:
    if not may_administer(viewer):
        raise StepRefused(_("This cannot be changed"), [Unmet(_("This is up to the administrator."), forbidden=True)])


def _note(viewer: Viewer, person: User, action: Action, step: str, **details: str) -> None:
    record_change(
        viewer.trail, Change(noun="accounts.user", key=person.key, action=action, step=step, details=dict(details))
    )
