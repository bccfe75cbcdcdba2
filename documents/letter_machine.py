"""Who decides about letter templates: the project leader, about every one of them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from access.viewer import Viewer
from accounts.models import Role, RoleAssignment, User
from documents.days import today
from documents.models.letter import LetterVersion
from workflows.authority import Held
from workflows.refusals import Text
from workflows.steps import Step


class LetterMachine:
    name = "letter"
    model = LetterVersion
    scope_path = ""

    def held(self, viewer: Viewer, step: Step, function: str, thing: Any) -> Held | None:
        return Held(function) if viewer.has_role(Role.PROJECT_LEADER) else None

    def holding(self, viewer: Viewer, step: Step, function: str) -> Q:
        return ~Q(pk__in=[]) if viewer.has_role(Role.PROJECT_LEADER) else Q(pk__in=[])

    def people(self, function: str, thing: Any) -> Sequence[User]:
        leaders = RoleAssignment.objects.current(today()).filter(role=Role.PROJECT_LEADER)
        return list(User.objects.filter(pk__in=leaders.values("user_id"), is_active=True))

    def function_label(self, function: str) -> Text:
        return Role.PROJECT_LEADER.label


LETTER = LetterMachine()
