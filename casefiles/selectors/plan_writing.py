"""Who may start, write and evaluate a plan, as its pages offer it; the actions ask again."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from accounts.models import Organisation, User
from casefiles.machines import PLAN_TO_BE
from casefiles.models import Case, Membership, PlanState, PlanVersion
from casefiles.selectors.plans import in_the_making
from workflows.authority import Clauses
from workflows.four_eyes import held_by
from workflows.inbox import authorised
from workflows.steps import step_by_id

# What a case needs in which nobody began a plan.
FIRST_PLAN = _("Write plan of action")


def may_start_plan(case: Case, *, viewer: Viewer, plans: Sequence[PlanVersion]) -> bool:
    """Who may submit a plan may start one, while there is none in the making that they see."""
    step = step_by_id("plan.submit")
    return case.is_open and not in_the_making(plans) and held_by(viewer, step, PlanVersion(case=case)) is not None


def needs_first_plan(case: Case, *, viewer: Viewer, plans: Sequence[PlanVersion]) -> bool:
    """No version that the viewer sees, and they may start one."""
    return not plans and may_start_plan(case, viewer=viewer, plans=plans)


def cases_without_plan(viewer: Viewer, papers: Clauses) -> QuerySet[Case]:
    """The cases of which `needs_first_plan` says yes, in one query."""
    seen = PlanVersion.objects.visible_to(viewer).filter(case=OuterRef("pk"))
    allowed = authorised(viewer, PLAN_TO_BE, step=step_by_id("plan.submit"), papers=papers)
    return Case.objects.visible_to(viewer).open().filter(allowed).exclude(Exists(seen))


def may_evaluate(plan: PlanVersion, *, viewer: Viewer) -> bool:
    return plan.state == PlanState.ADOPTED and held_by(viewer, step_by_id("plan.evaluate"), plan) is not None


def team_organisations(case: Case, *, viewer: Viewer) -> QuerySet[Organisation]:
    """Who can see to an action: the organisations in the team today."""
    return Organisation.objects.filter(pk__in=_members(case, viewer).values("organisation_id"))


def team_people(case: Case, *, viewer: Viewer) -> QuerySet[User]:
    return User.objects.filter(pk__in=_members(case, viewer).values("user_id"), is_active=True)


def _members(case: Case, viewer: Viewer) -> QuerySet[Membership]:
    return Membership.objects.visible_to(viewer).current(viewer.today).filter(case=case)
