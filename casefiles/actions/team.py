"""Offering, extending and ending a place in a case team (D-15, D-26)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.models import User
from audit.models import Action
from casefiles.access import may_end, may_grant, may_put_in_care
from casefiles.actions.begin import begin, made_by
from casefiles.models import Case, Invitation, Membership
from casefiles.place_guards import PLACE, gate_covers, not_for_oneself, period_is_possible
from casefiles.standing import Standing
from documents.gate import coverings
from documents.models import CaseFunction
from workflows.claim import claim
from workflows.refusals import StepRefused, Unmet
from workflows.steps import unmet


@dataclass(frozen=True)
class Grant:
    """What is granted: a function from one day until and including another."""

    user: User
    function: str
    starts_on: date
    ends_on: date


def invite(case: Case, grant: Grant, *, viewer: Viewer, words: str = "") -> Invitation:
    """Offer somebody a place in the team, which counts once they accept; refused with all that is unmet."""
    invited = Invitation(
        case=case,
        words=words,
        expires_on=viewer.today + timedelta(days=settings.INVITATION_DAYS),
        **vars(grant),
        **made_by(viewer),
    )
    return begin(invited, "invitation.offer", viewer=viewer)


def new_place(case: Case, grant: Grant, *, by: User, at: datetime) -> Membership:
    """Write the membership, with the covenant that covers it today; the caller has checked that it may be."""
    triple, on = (case.meeting_type_id, grant.user.organisation_id, case.municipality_id), timezone.localdate(at)
    return Membership.objects.create(
        case=case,
        organisation=grant.user.organisation,
        granted_by=by,
        created_at=at,
        covenant_version_id=coverings([triple], on=on)[triple].covenant_version_id,
        **vars(grant),
    )


def grant_refusals(case: Case, grant: Grant, *, viewer: Viewer) -> list[Unmet]:
    """Everything that stands in the way of this grant, authority apart."""
    return unmet((*PLACE, not_for_oneself), thing=Invitation(case=case, **vars(grant)), viewer=viewer)


def extend_membership(member: Membership, *, viewer: Viewer, expected_version: int, ends_on: date) -> Membership:
    """Move the end of a place; the gate is asked again, as for a new grant."""
    with transaction.atomic():
        current = claim(member, viewer=viewer, expected_version=expected_version)
        standing = may_grant(viewer, current.case)
        renewed = Invitation(case=current.case, user=current.user, starts_on=viewer.today, ends_on=ends_on)
        found = unmet((not_for_oneself, period_is_possible, gate_covers), thing=renewed, viewer=viewer)
        if refusals := [*_no_authority(standing), *found]:
            raise StepRefused(_("Access cannot be extended now"), refusals)
        current.ends_on = ends_on
        current.granted_by = viewer.user
        current.save(update_fields=["ends_on", "granted_by"])
        note_change(viewer, current, Action.UPDATE, step="membership.extend", on_behalf_of_key=_behalf(standing))
        return current


def end_membership(member: Membership, *, viewer: Viewer, expected_version: int) -> Membership:
    """End a place as of today; it acts on the next request. The last process direction needs a successor (D-26)."""
    with transaction.atomic():
        current = claim(member, viewer=viewer, expected_version=expected_version)
        # The case row is the lock: of two directors who end each other, the second finds themselves the last.
        case = Case.objects.select_for_update().get(pk=current.case_id)
        standing = may_end(viewer, case)
        own = current.user_id == viewer.user.pk
        refusals = [] if own else _no_authority(standing)
        if current.function == CaseFunction.PROCESS_DIRECTION and not _successors(current, on=viewer.today):
            refusals.append(
                Unmet(_("This is the last person in process direction. Name a successor first."), who=_("yourself"))
            )
        if refusals:
            raise StepRefused(_("Access cannot be ended now"), refusals)
        # Yesterday is the last day, so that the next request already finds nothing.
        current.ends_on = min(current.ends_on, viewer.today - timedelta(days=1))
        current.save(update_fields=["ends_on"])
        behalf = "" if own else _behalf(standing)
        note_change(viewer, current, Action.UPDATE, step="membership.end", on_behalf_of_key=behalf)
        return current


def put_in_care(member: Membership, *, viewer: Viewer, expected_version: int, in_care: bool) -> Membership:
    """Open or close the care circle for a member; opening it for oneself is refused."""
    with transaction.atomic():
        current = claim(member, viewer=viewer, expected_version=expected_version)
        standing = may_put_in_care(viewer, current.case)
        refusals = [] if standing else [_up_to(CaseFunction.CASE_DIRECTION)]
        if in_care and current.user_id == viewer.user.pk:
            refusals.append(Unmet(_("You cannot give access to yourself."), forbidden=True))
        if refusals:
            raise StepRefused(_("The care circle cannot be changed now"), refusals)
        current.in_care = in_care
        current.save(update_fields=["in_care"])
        note_change(viewer, current, Action.UPDATE, step="membership.care", on_behalf_of_key=_behalf(standing))
        return current


def _successors(member: Membership, *, on: date) -> bool:
    others = member.case.memberships.current(on).directing().exclude(pk=member.pk).exclude(user=member.user)
    return others.filter(user__is_active=True).exists()


def _no_authority(standing: Standing | None) -> list[Unmet]:
    return [] if standing else [_up_to(CaseFunction.PROCESS_DIRECTION)]


def _up_to(function: CaseFunction) -> Unmet:
    return Unmet(
        _("This is up to: %(function)s (%(clause)s).")
        % {"function": function.label, "clause": _("fixed by the system")},
        who=function.label,
        forbidden=True,
    )


def _behalf(standing: Standing | None) -> str:
    return standing.on_behalf_of_key if standing else ""
