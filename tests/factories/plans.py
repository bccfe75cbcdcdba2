"""What hangs on a plan, straight into the tables: for tests of what is read, not of how it is made."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from casefiles.models import PlanDeviation, PlanVersion


def a_deviation(plan: PlanVersion, owner: User, **fields: Any) -> PlanDeviation:
    """Proposed and shared, from the plan's own analysis; `state` and the rest as the test says."""
    content = {"part": "analysis", "proposal": "Vaker langsgaan.", "why": "Het werkt.", "shared_at": timezone.now()}
    return PlanDeviation.objects.create(
        case=plan.case,
        plan_version=plan,
        author=owner,
        owner=owner,
        source_organisation=owner.organisation,
        **({"state": "proposed"} | content | fields),
    )
