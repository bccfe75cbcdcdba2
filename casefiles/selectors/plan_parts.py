"""How the parts of a plan stand while it is made: who writes them, what is ready, what was said of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import User
from casefiles.access import may_lead_plan, may_write_part
from casefiles.models import (
    Case,
    Membership,
    PlanCareSection,
    PlanConsultation,
    PlanPart,
    PlanRemark,
    PlanSection,
    PlanStatement,
    PlanVersion,
)
from casefiles.models.plan import TEXT_PARTS
from casefiles.models.report_statement import StatementState
from documents.models import CaseFunction

WORDS_SHOWN = 160


@dataclass(frozen=True)
class PartRow:
    """One part on the page where a plan is written; `url` only for who writes it."""

    label: str
    state: str
    ready: bool
    writers: str
    waiting: int
    url: str


def part_rows(plan: PlanVersion, *, viewer: Viewer) -> list[PartRow]:
    """Every part in reading order, in a fixed number of queries."""
    sections = {one.part: one for one in PlanSection.objects.filter(plan_version=plan).prefetch_related("writers")}
    waiting = remarks_by_part(plan, viewer=viewer, handled=False)
    leads, filled = may_lead_plan(viewer, plan), _filled(plan)
    rows = []
    for part in PlanPart:
        section = sections.get(part) or PlanSection(plan_version=plan, part=part)
        section.plan_version = plan
        writers = section.writers.all() if section.pk else ()
        mine = plan.state == "draft" and (leads or may_write_part(viewer, section))
        rows.append(
            PartRow(
                label=part_label(part),
                state=_("ready") if section.done else _("being written") if part in filled else _("empty"),
                ready=section.done,
                writers=", ".join(str(one) for one in writers),
                waiting=len(waiting[part]),
                url=reverse("casefiles:write_part", args=[plan.key, part]) if mine else "",
            )
        )
    return rows


def part_label(part: str) -> str:
    return str(capfirst(str(PlanPart(part).label)))


def may_write_some(plan: PlanVersion, *, viewer: Viewer) -> bool:
    """Whether there is anything in this draft that the viewer writes."""
    if plan.state != "draft":
        return False
    return may_lead_plan(viewer, plan) or any(row.url for row in part_rows(plan, viewer=viewer))


def remarks_by_part(
    plan: PlanVersion, *, viewer: Viewer, handled: bool | None = None
) -> defaultdict[str, list[PlanRemark]]:
    """What was said of each part, as far as this viewer may read it; `handled` none: ticked off or not."""
    rows = PlanRemark.objects.visible_to(viewer).filter(plan_version=plan)
    if handled is not None:
        rows = rows.filter(handled_at__isnull=not handled)
    said: defaultdict[str, list[PlanRemark]] = defaultdict(list)
    for one in rows.select_related("by__organisation", "handled_by"):
        said[one.part].append(one)
    return said


@dataclass(frozen=True)
class Said:
    """What was said of one part."""

    label: str
    remarks: Sequence[PlanRemark]


def all_remarks(plan: PlanVersion, *, viewer: Viewer) -> list[Said]:
    said = remarks_by_part(plan, viewer=viewer)
    return [Said(part_label(part), said[part]) for part in PlanPart if said[part]]


def statements_of(plan: PlanVersion, *, viewer: Viewer) -> list[tuple[str, datetime, str]]:
    """What the person said of this version: key, when, words."""
    rows = PlanStatement.objects.visible_to(viewer).filter(plan_version=plan, state=StatementState.ATTACHED)
    found = rows.order_by("pk").values_list("key", "shared_at", "text")
    return [(key, at, text) for key, at, text in found if at]


def consulted(plan: PlanVersion, *, viewer: Viewer) -> QuerySet[PlanConsultation]:
    """Who was asked, and what they answered; who did not answer stands there too."""
    rows = PlanConsultation.objects.visible_to(viewer).filter(plan_version=plan)
    return rows.select_related("person__organisation")


def care_of(plan: PlanVersion, *, viewer: Viewer) -> PlanCareSection | None:
    """The care section of the viewer's own institution, for who is in its care circle."""
    rows = PlanCareSection.objects.visible_to(viewer).filter(plan_version=plan)
    return rows.filter(source_organisation=viewer.user.organisation_id).first()


def team_to_ask(case: Case, *, viewer: Viewer) -> QuerySet[User]:
    """The members of the team today, but for who asks and for the desk."""
    members = Membership.objects.visible_to(viewer).current(viewer.today).filter(case=case)
    asked = members.exclude(function=CaseFunction.DESK).exclude(user=viewer.user)
    return User.objects.filter(pk__in=asked.values("user_id"), is_active=True).select_related("organisation")


def _filled(plan: PlanVersion) -> set[str]:
    texts: Iterable[str] = (name for name in TEXT_PARTS if getattr(plan, name).strip())
    filled = {*texts} | ({str(PlanPart.QUALITY_OWNER)} if plan.quality_owner_id else set())
    filled |= {str(PlanPart.GOALS)} if plan.goals.exists() else set()
    return filled | ({str(PlanPart.ACTIONS)} if plan.actions.exists() else set())
