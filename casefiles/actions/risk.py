"""Writing the next version of a risk inventory."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from casefiles.dossier import COORDINATES, may_coordinate, not_yours, shared_by
from casefiles.models import Case, RiskInventory, RiskLine
from casefiles.rules import SEALED
from search.outbox import changed
from workflows.refusals import Stale

LINE = ("kind", "domain", "text", "source")


def save_inventory(
    case: Case, lines: Sequence[Mapping[str, Any]], *, viewer: Viewer, expected_version: int
) -> RiskInventory:
    """All lines (`LINE`) as they read from now on; `expected_version`: the number they were changed from, or 0."""
    with transaction.atomic():
        # The case row is the lock: two next versions at once would both be number n + 1.
        Case.objects.select_for_update().get(pk=case.pk)
        standing = may_coordinate(viewer, case)
        if standing is None:
            raise not_yours(case, _("The risk inventory cannot be changed now"), *COORDINATES)
        latest = RiskInventory.objects.filter(case=case).first()
        if (latest.number if latest else 0) != expected_version:
            # What was sealed meanwhile is shown to nobody.
            raise Stale(latest if latest and latest.circle != SEALED else None)
        made = RiskInventory.objects.create(**shared_by(viewer, case), number=expected_version + 1)
        for order, line in enumerate(lines, start=1):
            RiskLine.objects.create(inventory=made, order=order, **{name: line[name] for name in LINE})
        note_change(viewer, made, Action.CREATE, on_behalf_of_key=standing.on_behalf_of_key)
        changed("risks", made.key)
        if latest:
            changed("risks", latest.key, narrowed=True)
        return made
