"""Who may take the steps of a rights request: the contact point of the municipality, by a dated role."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone

from access.viewer import Viewer
from accounts.models import Role, RoleAssignment, User
from casefiles.models import RightsRequest
from casefiles.models.rights_request import CONTACT_POINT
from casefiles.places import RIGHTS, places_held
from workflows.authority import Held
from workflows.refusals import Text
from workflows.steps import Step


@dataclass(frozen=True)
class RightsRequestMachine:
    """`function` is always the role: nobody's place in a case gives it."""

    name: str = "rights_request"
    model: type[Model] = RightsRequest
    scope_path: str = ""

    def held(self, viewer: Viewer, step: Step, function: str, thing: Any) -> Held | None:
        keeps = viewer.has_role(Role.PRIVACY_OFFICER, municipality_id=thing.municipality_id)
        return Held(function) if keeps and function == CONTACT_POINT else None

    def holding(self, viewer: Viewer, step: Step, function: str) -> Q:
        if function != CONTACT_POINT:
            return Q(pk__in=[])
        places = places_held(viewer, RIGHTS)
        kept = [one for one in places if viewer.has_role(Role.PRIVACY_OFFICER, municipality_id=one)]
        return Q(municipality_id__in=kept)

    def people(self, function: str, thing: Any) -> Sequence[User]:
        rows = RoleAssignment.objects.current(timezone.localdate()).filter(role=Role.PRIVACY_OFFICER)
        rows = rows.filter(Q(municipality_id=thing.municipality_id) | Q(municipality_id__isnull=True))
        return list(
            {row.user_id: row.user for row in rows.filter(user__is_active=True).select_related("user")}.values()
        )

    def function_label(self, function: str) -> Text:
        return Role.PRIVACY_OFFICER.label
