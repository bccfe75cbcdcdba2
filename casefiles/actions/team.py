"""Granting, extending and ending a place in a case team (D-15, D-26)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.models import User
from audit.models import Action
from casefiles.access import may_end, may_grant, may_put_in_care
from casefiles.guards import wrong_kind
from casefiles.models import Case, Membership
from casefiles.standing import Standing
from documents.gate import Cover, coverings, missing_cover
from documents.models import CaseFunction
from workflows.claim import claim
from workflows.refusals import StepRefused, Unmet


@dataclass(frozen=True)
class Grant:
    """What is granted: a function from one day until and including another."""

    user: User
    function: str
    starts_on: date
    ends_on: date


def grant_membership(case: Case, grant: Grant, *, viewer: Viewer) -> Membership:
    """Give somebody a place in the team; refused with all that is unmet."""
    with transaction.atomic():
        standing = may_grant(viewer, case)
        refusals = [*_no_authority(standing), *grant_refusals(case, grant, viewer=viewer)]
        if refusals:
            raise StepRefused(_("Access cannot be given now"), refusals)
        return add_member(case, grant, viewer=viewer, standing=standing)


def add_member(case: Case, grant: Grant, *, viewer: Viewer, standing: Standing | None) -> Membership:
    """Write the membership and its line; the caller has checked that it may be."""
    triple = (case.meeting_type_id, grant.user.organisation_id, case.municipality_id)
    covering = coverings([triple], on=viewer.today)[triple]
    member = Membership.objects.create(
        case=case,
        user=grant.user,
        organisation=grant.user.organisation,
        function=grant.function,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        granted_by=viewer.user,
        created_at=viewer.at,
        covenant_version_id=covering.covenant_version_id,
    )
    note_change(viewer, member, Action.CREATE, step="membership.grant", on_behalf_of_key=_behalf(standing))
    return member


def grant_refusals(case: Case, grant: Grant, *, viewer: Viewer) -> list[Unmet]:
    """Everything that stands in the way of this grant, authority apart."""
    found = [*_period(grant), *_gate(case, grant.user, on=viewer.today)]
    if grant.user.pk == viewer.user.pk:
        found.append(Unmet(_("You cannot give access to yourself."), forbidden=True))
    if not grant.user.is_active:
        found.append(Unmet(_("This account is not active.")))
    if not case.is_open:
        found.append(Unmet(_("The case is “%(state)s”.") % {"state": case.get_state_display()}))
    if kind := wrong_kind(case.meeting_type, grant.function, grant.user):
        found.append(kind)
    if case.memberships.current(viewer.today).filter(user=grant.user, function=grant.function).exists():
        found.append(Unmet(_("%(person)s is already in the team in this function.") % {"person": grant.user}))
    return found


def extend_membership(member: Membership, *, viewer: Viewer, expected_version: int, ends_on: date) -> Membership:
    """Move the end of a place; the gate is asked again, as for a new grant."""
    with transaction.atomic():
        current = claim(member, viewer=viewer, expected_version=expected_version)
        standing = may_grant(viewer, current.case)
        renewed = Grant(current.user, current.function, viewer.today, ends_on)
        own = [Unmet(_("You cannot give access to yourself."), forbidden=True)] * (current.user_id == viewer.user.pk)
        gate = _gate(current.case, current.user, on=viewer.today)
        if refusals := [*_no_authority(standing), *own, *_period(renewed), *gate]:
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


def _period(grant: Grant) -> list[Unmet]:
    if grant.ends_on < grant.starts_on:
        return [Unmet(_("The end lies before the start."))]
    if (grant.ends_on - grant.starts_on).days > settings.GRANT_DAYS:
        return [Unmet(_("Access is given for six months at most; after that it is renewed."))]
    return []


def _gate(case: Case, user: User, *, on: date) -> list[Unmet]:
    """D-17: the covenant gate at each membership."""
    triple = (case.meeting_type_id, user.organisation_id, case.municipality_id)
    return [] if coverings([triple], on=on)[triple].cover == Cover.IN_FORCE else [missing_cover(triple, on=on)]


def _behalf(standing: Standing | None) -> str:
    return standing.on_behalf_of_key if standing else ""
