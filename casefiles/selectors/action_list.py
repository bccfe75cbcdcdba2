"""The actions of all plans in force that the reader may see: their own, their organisation's, those they direct."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from casefiles.guards import RESOLVED
from casefiles.models import ActionProgress, Case, PlanAction, PlanState, ProgressStatus
from casefiles.standing import DIRECTING, Mode, all_standings

MINE, OURS, DIRECTED, ALL = "mine", "ours", "directed", "all"
LATE, OPEN, FINISHED = "late", "open", "finished"
WHOSE = {
    MINE: _("My own actions"),
    OURS: _("Actions of my organisation"),
    DIRECTED: _("Actions of the cases that I direct"),
    ALL: _("All actions that I see"),
}
HOW = {OPEN: _("Not finished"), LATE: _("Late"), FINISHED: _("Finished or dropped"), ALL: _("All")}


@dataclass(frozen=True)
class ListedAction:
    """One action with how far it is today."""

    action: PlanAction
    status: str
    late: bool


def directed_cases(viewer: Viewer) -> set[int]:
    return {
        one.membership.case_id
        for one in all_standings(viewer)
        if one.function in DIRECTING and one.mode in {Mode.FULL, Mode.CLOSING}
    }


def first_choice(viewer: Viewer) -> dict[str, str]:
    """Who directs begins with their cases, everybody else with what is theirs; what is not finished."""
    return {"whose": DIRECTED if directed_cases(viewer) else MINE, "how": OPEN}


def actions_of(viewer: Viewer, *, chosen: Mapping[str, str]) -> QuerySet[PlanAction]:
    """The earliest term first; what has none comes last."""
    latest = ActionProgress.objects.visible_to(viewer).filter(action=OuterRef("pk")).order_by("-at", "-pk")
    rows = (
        PlanAction.objects.visible_to(viewer)
        .filter(plan_version__state=PlanState.ADOPTED, plan_version__case__in=Case.objects.open())
        .annotate(status=Coalesce(Subquery(latest.values("status")[:1]), Value(ProgressStatus.OPEN.value)))
        .select_related("plan_version__case", "organisation", "person")
    )
    return rows.filter(_whose(viewer, chosen["whose"]), _how(viewer, chosen["how"])).order_by(
        F("due_on").asc(nulls_last=True), "plan_version__case__key", "order"
    )


def listed(action: PlanAction, *, today: date) -> ListedAction:
    """Of a row of `actions_of`; a term includes its last day."""
    status: str = action.status  # type: ignore[attr-defined]
    late = status not in RESOLVED and action.due_on is not None and action.due_on < today
    return ListedAction(action, str(ProgressStatus(status).label), late)


def _whose(viewer: Viewer, whose: str) -> Q:
    ours = Q(organisation=viewer.user.organisation_id)
    match whose:
        case "mine":
            return Q(person__key__in=viewer.principals) | (ours & Q(person__isnull=True))
        case "ours":
            return ours
        case "directed":
            return Q(plan_version__case__in=directed_cases(viewer))
    return Q()


def _how(viewer: Viewer, how: str) -> Q:
    finished = Q(status__in=RESOLVED)
    match how:
        case "late":
            return ~finished & Q(due_on__lt=viewer.today)
        case "open":
            return ~finished
        case "finished":
            return finished
    return Q()
