"""What is told in a case: of each report the newest text that the reader may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from access.viewer import Viewer
from accounts.models import Organisation
from casefiles.models import Case, Report, ReportVersion
from casefiles.selectors.cards import Card, Look, cards
from casefiles.selectors.other_cases import read_together

PAGE_SIZE = 20
NEWEST, OLDEST = "newest", "oldest"
# Filter field → lookup on the version.
LOOKUPS = {
    "valence": "valence",
    "organisation": "source_organisation",
    "from_day": "report__published_at__date__gte",
    "until_day": "report__published_at__date__lte",
}


@dataclass(frozen=True)
class Day:
    on: date
    cards: list[Card]


@dataclass(frozen=True)
class Journal:
    """One page of it. `count` counts what this reader may see, and what the filter leaves."""

    days: list[Day]
    page: Page[ReportVersion]
    count: int


def readable_versions(viewer: Viewer) -> QuerySet[ReportVersion]:
    """Of every report the newest version that this viewer may see; whoever is winding down keeps what they had."""
    visible = ReportVersion.objects.visible_to(viewer)
    newer = visible.filter(report=OuterRef("report"), number__gt=OuterRef("number"))
    return visible.exclude(Exists(newer)).select_related(
        "report", "case", "owner", "author", "source_organisation", "data_category"
    )


def readable_version(viewer: Viewer, key: str) -> ReportVersion | None:
    """The newest text of this report that the viewer may see."""
    rows = readable_versions(viewer).filter(report__key=key)
    return rows.prefetch_related("named_people", "named_organisations").first()


def versions_of(report_id: int, *, viewer: Viewer) -> QuerySet[ReportVersion]:
    """Every text of this report that the viewer may see, the newest first."""
    rows = ReportVersion.objects.visible_to(viewer).filter(report=report_id)
    return rows.select_related("written_by").order_by("-number")


def journal(case: Case, *, viewer: Viewer, wanted: Mapping[str, Any]) -> Journal:
    """`wanted`: cleaned values of the filter (`LOOKUPS`), `order` and `page`."""
    rows = readable_versions(viewer).filter(case__in=read_together(case))
    rows = rows.filter(**{lookup: wanted[name] for name, lookup in LOOKUPS.items() if wanted.get(name)})
    sign = "" if wanted.get("order") == OLDEST else "-"
    paginator = Paginator(rows.order_by(f"{sign}report__published_at", f"{sign}report_id"), PAGE_SIZE)
    page = paginator.get_page(wanted.get("page"))
    viewer.trail.touched({one.case.key for one in page.object_list})
    shown = zip(page.object_list, cards(page.object_list, viewer=viewer, look=Look(in_day=True)), strict=True)
    days = groupby(shown, key=lambda pair: localdate(pair[0].report.published_at))
    return Journal([Day(on, [card for _version, card in pairs]) for on, pairs in days], page, paginator.count)


def told_by(case: Case, *, viewer: Viewer) -> QuerySet[Organisation]:
    """The organisations whose reports this viewer sees here."""
    sources = readable_versions(viewer).filter(case__in=read_together(case)).order_by().values("source_organisation")
    return Organisation.objects.filter(pk__in=sources)


def latest_cards(case: Case, *, viewer: Viewer, number: int = 3) -> list[Card]:
    rows = (
        readable_versions(viewer).filter(case__in=read_together(case)).order_by("-report__published_at", "-report_id")
    )
    return cards(rows[:number], viewer=viewer, look=Look(brief=True))


def my_drafts(case: Case, *, viewer: Viewer) -> QuerySet[Report]:
    """Reports that are still being written and that this viewer reads: their own, or the desk's."""
    rows = Report.objects.visible_to(viewer).filter(case=case, shared_at__isnull=True)
    return rows.exclude(state="withdrawn").select_related("owner", "author").order_by("-created_at")
