"""What was given to whom outside the team: of one case, of a municipality, and what may be chosen for a new line."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.actions.disclosure import GIVEN_FROM
from casefiles.models import Case, Disclosure, PlanVersion, Report
from casefiles.selectors.confirm import Fact
from casefiles.standing import day, moment
from documents.gate import coverings
from documents.models import Annex, CovenantVersion, DataCategory

# More reports than a form holds are described in words.
REPORTS_SHOWN = 50


@dataclass(frozen=True)
class Choices:
    """`legal_basis`: as the annex in force for the reader's organisation states it; empty: it states none."""

    legal_basis: str
    covenant_version: CovenantVersion | None
    categories: QuerySet[DataCategory]
    reports: QuerySet[Report]
    plans: QuerySet[PlanVersion]


def choices_for(case: Case, *, viewer: Viewer) -> Choices:
    place = (case.meeting_type_id, viewer.user.organisation_id, case.municipality_id)
    covenant = coverings([place], on=viewer.today)[place].covenant_version_id
    annexes = Annex.objects.filter(version=covenant, meeting_type=case.meeting_type_id).select_related("version")
    annex = annexes.first() if covenant else None
    reports = Report.objects.visible_to(viewer).filter(
        case=case, circle__in=GIVEN_FROM, state__in=("published", "corrected")
    )
    newest = list(reports.order_by("-published_at").values_list("pk", flat=True)[:REPORTS_SHOWN])
    plans = PlanVersion.objects.visible_to(viewer).filter(case=case, circle__in=GIVEN_FROM, adopted_on__isnull=False)
    return Choices(
        legal_basis=annex.legal_basis.strip() if annex else "",
        covenant_version=annex.version if annex and annex.legal_basis.strip() else None,
        categories=DataCategory.objects.all(),
        reports=Report.objects.filter(pk__in=newest).select_related("source_organisation").order_by("-published_at"),
        plans=plans.order_by("-number"),
    )


def disclosures(viewer: Viewer, case: Case | None = None) -> QuerySet[Disclosure]:
    """The newest first; of one case, or of all that the viewer may see."""
    rows = Disclosure.objects.visible_to(viewer).select_related(
        "case", "recorded_by", "organisation", "corrects", "corrected_by"
    )
    kinds = Prefetch("data_categories", DataCategory.objects.order_by("label"))
    return (rows.filter(case=case) if case else rows).prefetch_related(kinds)


def to_whom(one: Disclosure) -> str:
    return f"{one.recipient} ({one.get_recipient_kind_display()})"


def kinds_of(one: Disclosure) -> str:
    return ", ".join(str(kind) for kind in one.data_categories.all())


def standing_of(one: Disclosure) -> str:
    if one.was_corrected:
        return _("corrected by a later line")
    return _("in place of an earlier line") if one.corrects_id else _("stands")


def disclosure_facts(one: Disclosure) -> list[Fact]:
    """Without a word of the case: this is what the privacy officer reads."""
    return [
        Fact(_("Case"), one.case.key),
        Fact(_("To whom"), to_whom(one)),
        Fact(_("Given on"), day(one.given_on)),
        Fact(_("Ground"), one.ground),
        Fact(_("Kinds of data"), kinds_of(one)),
        Fact(_("Recorded by"), f"{one.recorded_by} ({one.organisation})"),
        Fact(_("Recorded on"), moment(one.created_at)),
        Fact(_("Status"), capfirst(standing_of(one))),
    ]


def items_of(content: Any, *, viewer: Viewer) -> tuple[list[Report], list[PlanVersion]]:
    """As far as they still stand there for the reader: what was sealed is named nowhere."""
    reports = Report.objects.visible_to(viewer).filter(pk__in=content.reports.values("pk"))
    plans = PlanVersion.objects.visible_to(viewer).filter(pk__in=content.plans.values("pk"))
    return list(reports.select_related("source_organisation")), list(plans)
