"""How a covenant is consulted on, signed, declined, ended early, and left."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from access.doors import note_change, note_look
from access.viewer import Viewer
from audit.models import Action
from documents.access import may_leave_for
from documents.actions.editing import refused, renewed
from documents.days import today
from documents.models.covenant import CovenantState, CovenantVersion
from documents.models.party import Party
from documents.revision import revision_of
from search.outbox import changed
from workflows.claim import claim
from workflows.fire import fire
from workflows.refusals import Stale, StepRefused, Unmet


@dataclass(frozen=True)
class Ending:
    """The last day in force, and why."""

    last_day: date
    reason: str


def start_consultation(version: CovenantVersion, *, viewer: Viewer, expected_version: int) -> CovenantVersion:
    return fire("covenant.start_consultation", version, viewer=viewer, expected_version=expected_version)


def make_ready_to_sign(version: CovenantVersion, *, viewer: Viewer, expected_version: int) -> CovenantVersion:
    return fire("covenant.ready_to_sign", version, viewer=viewer, expected_version=expected_version)


def send_back_covenant(
    version: CovenantVersion, *, viewer: Viewer, expected_version: int, reason: str
) -> CovenantVersion:
    return fire("covenant.send_back", version, viewer=viewer, expected_version=expected_version, reason=reason)


def sign(version: CovenantVersion, *, viewer: Viewer, revision: str) -> CovenantVersion:
    """Sign the text with exactly this hash: other signatures in the meantime do not matter, any change of text does.

    Signs for every party of which the viewer is the signatory; the last required one concludes the covenant.
    """
    with transaction.atomic():
        current = same_text(version, viewer=renewed(viewer), revision=revision)
        step = "covenant.accede" if current.state == CovenantState.SIGNED else "covenant.sign"
        fire(step, current, viewer=viewer, expected_version=current.version)
        return CovenantVersion.objects.get(pk=version.pk)


def decline(version: CovenantVersion, *, viewer: Viewer, revision: str, reason: str) -> CovenantVersion:
    """A signatory does not sign this text, and says why; they may still sign it later."""
    with transaction.atomic():
        fresh = renewed(viewer)
        current = same_text(version, viewer=fresh, revision=revision)
        parties = current.parties.filter(signatory=viewer.user, left_on__isnull=True)
        unsigned = list(parties.exclude(pk__in=parties.signed().values("pk")))
        found = []
        if current.state not in {CovenantState.READY_TO_SIGN, CovenantState.SIGNED} or not unsigned:
            found.append(Unmet(_("There is nothing for you to sign here."), forbidden=True))
        if not reason.strip():
            found.append(Unmet(_("A reason is needed.")))
        if found:
            raise StepRefused(_("This cannot be done now: decline to sign"), found)
        for party in unsigned:
            current.signatures.create(
                organisation=party.organisation,
                user=viewer.user,
                revision=revision,
                signed_at=timezone.now(),
                declined=True,
                reason=reason.strip(),
            )
        note_change(fresh, current, Action.EXECUTE, step="covenant.decline")
        return current


def terminate(version: CovenantVersion, *, viewer: Viewer, expected_version: int, ending: Ending) -> CovenantVersion:
    """End a covenant early; from its last day on it winds down by the term in its text."""
    with transaction.atomic():
        CovenantVersion.objects.filter(pk=version.pk).update(stops_on=ending.last_day)
        return fire(
            "covenant.terminate", version, viewer=viewer, expected_version=expected_version, reason=ending.reason
        )


def leave(party: Party, *, viewer: Viewer, expected_version: int, last_day: date) -> Party:
    """A party leaves on a day of its own, and is ended the day after; the others go on (D-29)."""
    with transaction.atomic():
        fresh = renewed(viewer)
        version = claim(party.version, viewer=fresh, expected_version=expected_version)
        current = version.parties.get(pk=party.pk)
        if not may_leave_for(fresh, current):
            raise StepRefused(
                _("This cannot be done"), [Unmet(_("Only its signatory or the project leader can."), forbidden=True)]
            )
        if version.begins_on is None or last_day < today():
            raise refused(_("A party leaves a signed covenant, and today at the earliest."))
        current.left_on = last_day
        current.save(update_fields=["left_on"])
        note_change(fresh, version, Action.UPDATE, step="covenant.leave")
        changed("covenant", version.key)
        return current


def same_text(version: CovenantVersion, *, viewer: Viewer, revision: str) -> CovenantVersion:
    """The version as it is now, locked; Stale when its text is not the one that was read."""
    if not CovenantVersion.objects.visible_to(viewer).filter(pk=version.pk).exists():
        raise Http404
    current = CovenantVersion.objects.select_for_update().get(pk=version.pk)
    note_look(viewer, current)
    # Counted again from the rows themselves: a signature must never rest on a stored hash alone.
    if not current.revision == revision == revision_of(current):
        raise Stale(current)
    return current
