"""Which papers become Word files on request, and through whose eyes when nobody is named."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils import timezone

from access.doors import may_see
from access.viewer import Viewer, resolve
from accounts.models import Role, RoleAssignment, User
from casefiles.models import PlanVersion
from casefiles.plan_file import word_file
from documents.models import CovenantVersion, MatrixVersion, ProtocolVersion
from documents.paper import covenant_file, matrix_file
from documents.protocol_paper import protocol_file


@dataclass(frozen=True)
class Export:
    """`keepers` are those who answer for the paper; each still sees only what the rule lets them see."""

    write: Callable[[Any], bytes]
    keepers: Callable[[Any], Iterable[User]]


def _project_leaders(_paper: Model) -> Iterable[User]:
    current = RoleAssignment.objects.current(timezone.localdate()).filter(role=Role.PROJECT_LEADER)
    return User.objects.filter(pk__in=current.values("user"), is_active=True).order_by("email")


def _who_made_it(plan: PlanVersion) -> Iterable[User]:
    return User.objects.filter(pk__in={plan.owner_id, plan.author_id, plan.adopted_by_id}).order_by("email")


# One line a kind of paper.
EXPORTS: dict[type[Model], Export] = {
    CovenantVersion: Export(covenant_file, _project_leaders),
    MatrixVersion: Export(matrix_file, _project_leaders),
    ProtocolVersion: Export(protocol_file, _project_leaders),
    PlanVersion: Export(word_file, _who_made_it),
}


def keeper_of(paper: Model) -> Viewer | None:
    """The first of those who answer for this paper who may see it today."""
    viewers = (resolve(user) for user in EXPORTS[type(paper)].keepers(paper))
    return next((viewer for viewer in viewers if may_see(viewer, paper)), None)
