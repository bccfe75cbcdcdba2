"""Appointing process direction in a case that has lost it (D-26)."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from casefiles.actions.team import Grant, grant_refusals, new_place
from casefiles.models import Case, Membership
from casefiles.selectors.undirected import undirected_cases
from documents.models import CaseFunction
from workflows.refusals import StepRefused, Unmet


def appoint_direction(code: str, grant: Grant, *, viewer: Viewer) -> Membership:
    """By the house's process manager, never to oneself; Http404 unless it is a case of theirs that lost direction."""
    with transaction.atomic():
        # The row is the lock: two appointments at once would both find the case without direction.
        case = Case.objects.select_for_update().filter(pk__in=undirected_cases(viewer).values("pk"), key=code).first()
        if case is None:
            raise Http404
        refusals = grant_refusals(case, grant, viewer=viewer)
        if grant.function != CaseFunction.PROCESS_DIRECTION:
            refusals.append(Unmet(_("Only process direction is appointed here."), forbidden=True))
        if refusals:
            raise StepRefused(_("Direction cannot be appointed now"), refusals)
        member = new_place(case, grant, by=viewer.user, at=viewer.at)
        note_change(viewer, member, Action.CREATE, step="membership.grant")
        return member
