"""Making an item of the team and taking its first step at once: of two who do the same, the second is refused."""

from typing import TypeVar

from django.db import transaction
from django.http import Http404

from access.viewer import Viewer, renew
from accounts.models import Organisation, User
from casefiles.models import Case
from casefiles.models.team_item import TeamItem
from casefiles.selectors.team_items import kind_of
from search.outbox import changed
from workflows.fire import fire

T = TypeVar("T", bound=TeamItem)


def begin(item: T, step_id: str, *, viewer: Viewer, reason: str = "") -> T:
    """The unsaved item as it is after its first step; after a refusal there is no item.

    The row of the case is the lock, so that what a guard says about other items still holds when this one begins.
    """
    with transaction.atomic():
        seen = Case.objects.visible_to(renew(viewer, at=viewer.at))
        case = Case.objects.select_for_update().filter(pk__in=seen.values("pk"), pk=item.case_id).first()
        if case is None:
            raise Http404
        item.case = case
        item.save()
        begun = fire(step_id, item, viewer=viewer, expected_version=item.version, reason=reason)
        changed(kind_of(begun).name, begun.key)
        return begun


def made_by(viewer: Viewer) -> dict[str, User | Organisation]:
    """Where an item came from."""
    return {"author": viewer.user, "owner": viewer.user, "source_organisation": viewer.user.organisation}
