"""How signatories are reminded: by the project leader, or by itself a week after they were asked or reminded last."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.actions.notify import notify
from accounts.models import User
from audit.models import Action
from documents.actions.editing import must_make, refused, renewed
from documents.days import today
from documents.models.covenant import CovenantState, CovenantVersion
from documents.models.reminder import SigningReminder
from documents.selectors.signing import asked_on, reminded_on
from workflows.claim import claim

EVERY = timedelta(days=7)
# Others accede to a signed covenant when they like: they are reminded when somebody asks for it.
ASKING = (CovenantState.READY_TO_SIGN, CovenantState.SIGNED)


def remind_signatories(version: CovenantVersion, *, viewer: Viewer, expected_version: int) -> CovenantVersion:
    """Mail everybody who is still awaited that there is news, once a day at most."""
    with transaction.atomic():
        fresh = renewed(viewer)
        current = claim(version, viewer=fresh, expected_version=expected_version)
        must_make(fresh)
        if current.state not in ASKING or not current.parties.awaited().exists():
            raise refused(_("Nobody is awaited to sign now."))
        if not remind(current, on=today()):
            raise refused(_("They were reminded today already."))
        note_change(fresh, current, Action.EXECUTE, step="covenant.remind")
    return current


def remind_weekly(on: date) -> int:
    """For how many covenants; only those that do not hold yet for want of signatures."""
    waiting = CovenantVersion.objects.filter(state=CovenantState.READY_TO_SIGN)
    due = [version for version in waiting if (reminded_on(version) or asked_on(version) or on) + EVERY <= on]
    return sum(remind(version, on=on) for version in due)


def remind(version: CovenantVersion, *, on: date) -> bool:
    """Inside a transaction; False when nobody is awaited, or when this day was somebody's already."""
    people = User.objects.filter(pk__in=version.parties.awaited().values("signatory"))
    if not people:
        return False
    _reminder, first = SigningReminder.objects.get_or_create(version=version, on=on)
    if first:
        notify(people)
    return first
