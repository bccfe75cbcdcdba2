"""Naming who stands in for somebody (D-25)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import Role, User
from audit.models import Action
from audit.trail import Change, record_change
from casefiles.models import Replacement
from casefiles.selectors.team import possible_deputies
from workflows.refusals import StepRefused, Unmet


@dataclass(frozen=True)
class StandIn:
    """Who stands in for whom, from one day until and including another."""

    absent: User
    deputy: User
    starts_on: date
    ends_on: date


def name_replacement(stand_in: StandIn, *, viewer: Viewer) -> Replacement:
    """Named by the absent person, or by a process manager of the house; never by the deputy."""
    if refusals := _refusals(stand_in, viewer):
        raise StepRefused(_("This replacement cannot be named"), refusals)
    with transaction.atomic():
        named = Replacement.objects.create(
            absent=stand_in.absent,
            deputy=stand_in.deputy,
            starts_on=stand_in.starts_on,
            ends_on=stand_in.ends_on,
            named_by=viewer.user,
        )
        record_change(viewer.trail, Change(noun="casefiles.replacement", key=named.key, action=Action.CREATE))
        return named


def _refusals(stand_in: StandIn, viewer: Viewer) -> list[Unmet]:
    found = []
    own = viewer.user.pk == stand_in.absent.pk
    if not own and not viewer.has_role(Role.PROCESS_MANAGER):
        found.append(Unmet(_("Only the absent person or a process manager names a replacement."), forbidden=True))
    if viewer.user.pk == stand_in.deputy.pk:
        found.append(Unmet(_("You cannot give access to yourself."), forbidden=True))
    if not stand_in.deputy.is_active:
        found.append(Unmet(_("This account is not active.")))
    if stand_in.deputy.organisation_id != stand_in.absent.organisation_id:
        found.append(Unmet(_("A replacement works at the same organisation.")))
    elif stand_in.deputy.is_active and stand_in.deputy not in possible_deputies(stand_in.absent, viewer=viewer):
        found.append(Unmet(_("A replacement holds the same role.")))
    if stand_in.ends_on < stand_in.starts_on:
        found.append(Unmet(_("The end lies before the start.")))
    return found
