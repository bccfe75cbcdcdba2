"""Who decides on other functions of a meeting: process direction of another organisation than the proposer's (D-13)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from accounts.models import Role, RoleAssignment, User
from documents.days import today
from documents.models.function_mapping import DIRECTOR, FunctionMapping
from workflows.authority import Held
from workflows.refusals import Text
from workflows.steps import Step

HOLDERS = {DIRECTOR: Role.MUNICIPAL_DIRECTOR}


class MappingMachine:
    name = "mapping"
    model = FunctionMapping
    scope_path = ""

    def held(self, viewer: Viewer, step: Step, function: str, thing: Any) -> Held | None:
        if not viewer.has_role(_role(function)):
            return None
        elsewhere = viewer.user.organisation_id != thing.organisation_id
        return Held(function) if elsewhere or function != DIRECTOR else None

    def holding(self, viewer: Viewer, step: Step, function: str) -> Q:
        if not viewer.has_role(_role(function)):
            return Q(pk__in=[])
        return ~Q(organisation=viewer.user.organisation_id) if function == DIRECTOR else ~Q(pk__in=[])

    def people(self, function: str, thing: Any) -> Sequence[User]:
        held = RoleAssignment.objects.current(today()).filter(role=_role(function))
        people = User.objects.filter(pk__in=held.values("user_id"), is_active=True)
        return list(people.exclude(organisation=thing.organisation_id) if function == DIRECTOR else people)

    def function_label(self, function: str) -> Text:
        if function == DIRECTOR:
            return _("municipal director of another organisation than the proposer's")
        return Role(_role(function)).label


MAPPING = MappingMachine()


def _role(function: str) -> str:
    return HOLDERS.get(function) or function.removeprefix("role:")
