"""The checklist of a case as its reader may know it: the one in force, the one in the making, and older ones."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.access import lead_of_checklist
from casefiles.models import Case, Checklist, ChecklistLine, ChecklistRemark, ChecklistState, PlanState, PlanVersion
from casefiles.models.checklist import IN_THE_MAKING, YesNo

S = ChecklistState
STATE_KINDS = {S.DRAFT: "neutral", S.ALIGNED: "active", S.ADOPTED: "safe"}


def checklists_of(case: Case, *, viewer: Viewer) -> QuerySet[Checklist]:
    """Every version that this viewer may read, the newest first."""
    rows = Checklist.objects.visible_to(viewer).filter(case=case)
    return rows.select_related("case", "author", "owner", "adopted_by", "source_organisation")


def to_show(checklists: Sequence[Checklist]) -> Checklist | None:
    """The version in force; before there is one, the one in the making."""
    first = [one for one in checklists if one.state == S.ADOPTED] or [
        one for one in checklists if one.state in IN_THE_MAKING
    ]
    return next(iter(first), None)


def standing_notice(case: Case, *, viewer: Viewer) -> dict[str, str] | None:
    """What everybody must know at first sight, as `components/spotlight.html` shows it."""
    found = checklists_of(case, viewer=viewer).filter(state=S.ADOPTED).first()
    told = [_("Crisis card present.")] if found and found.crisis_card == YesNo.YES else []
    if found and found.tipping_point:
        told.append(_("Tipping point: %(text)s") % {"text": found.tipping_point})
    if found is None or not told:
        return None
    source = _("from checklist version %(number)s") % {"number": found.number}
    return {"text": " ".join(told), "source": source, "url": reverse("casefiles:checklist", args=[case.key])}


def lines_of(checklist: Checklist | None, *, viewer: Viewer) -> QuerySet[ChecklistLine]:
    return ChecklistLine.objects.visible_to(viewer).filter(checklist=checklist)


def remarks_of(checklist: Checklist, *, viewer: Viewer) -> QuerySet[ChecklistRemark]:
    rows = ChecklistRemark.objects.visible_to(viewer).filter(checklist=checklist)
    return rows.select_related("by__organisation", "checklist")


def may_start_checklist(case: Case, *, viewer: Viewer, checklists: Sequence[Checklist]) -> bool:
    making = any(one.state in IN_THE_MAKING for one in checklists)
    return case.is_open and not making and lead_of_checklist(viewer, Checklist(case=case)) is not None


def may_write_checklist(checklist: Checklist, *, viewer: Viewer) -> bool:
    return checklist.state in IN_THE_MAKING and lead_of_checklist(viewer, checklist) is not None


def attached_to(plan: PlanVersion, *, viewer: Viewer) -> Checklist | None:
    """What was attached to an adopted plan; to one in the making, what would be attached today."""
    rows = checklists_of(plan.case, viewer=viewer)
    making = plan.state in {PlanState.DRAFT, PlanState.IN_CONSULTATION}
    return (rows.filter(state=S.ADOPTED) if making else rows.filter(plans=plan)).first()
