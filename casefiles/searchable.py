"""How cases, reports and plans become search documents."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.doors import may_see
from access.registry import rule_of
from access.viewer import Viewer
from casefiles.models import Case, Circle, Client, PlanVersion, Report, ReportState
from casefiles.models.plan import TEXT_PARTS
from search.documents import SearchDocument, Text

ASKED_BY_THE_RULE = ("key", "case", "circle", "desk_reads", "source_organisation", "author", "owner", "shared_at")
# Drafts are nobody's to find; what was withdrawn is read from the case by who still may.
FINDABLE_REPORTS = (ReportState.PUBLISHED, ReportState.CORRECTED)


def _document(kind: str, thing: Any, text: Text, **extra: Any) -> SearchDocument:
    """The part that every case item has in common."""
    case = thing if isinstance(thing, Case) else thing.case
    rule = rule_of(type(thing))
    since: datetime | None = rule.since(thing)
    return SearchDocument(
        **{
            "kind": kind,
            "key": thing.key,
            "title": text.title,
            "body": text.body,
            "names": (),
            "tokens": rule.tokens(thing),
            "since": since,
            "case": case.key,
            "organisation": None,
            "municipality": case.municipality.name,
            "date": since or thing.created_at,
            **extra,
        }
    )


class Reports:
    kind = "report"
    label = gettext_lazy("report")

    def _rows(self) -> Any:
        return (
            Report.objects.filter(state__in=FINDABLE_REPORTS, shared_at__isnull=False)
            .select_related("case__municipality", "source_organisation")
            .prefetch_related("named_people", "named_organisations")
        )

    def documents(self, keys: Sequence[str]) -> Iterable[SearchDocument]:
        for report in self._rows().filter(key__in=keys):
            organisation = report.source_organisation.name
            yield _document(
                self.kind, report, _report_text(report), organisation=organisation, date=report.published_at
            )

    def all_keys(self) -> Iterator[str]:
        return Report.objects.filter(state__in=FINDABLE_REPORTS).values_list("key", flat=True).iterator()

    def visible_keys(self, viewer: Viewer, keys: Sequence[str]) -> set[str]:
        return _seen_items(
            viewer, Report.objects.filter(key__in=keys, state__in=FINDABLE_REPORTS, shared_at__isnull=False)
        )

    def texts(self, keys: Sequence[str]) -> Mapping[str, Text]:
        rows = Report.objects.filter(key__in=keys).select_related("case", "source_organisation")
        return {report.key: _report_text(report) for report in rows}

    def url(self, key: str) -> str:
        return reverse("casefiles:report", args=[key])


class Plans:
    kind = "plan"
    label = gettext_lazy("plan of action")

    def _rows(self) -> Any:
        rows = PlanVersion.objects.filter(shared_at__isnull=False)
        return rows.select_related("case__municipality").prefetch_related(
            "actions", "named_people", "named_organisations"
        )

    def documents(self, keys: Sequence[str]) -> Iterable[SearchDocument]:
        return (_document(self.kind, plan, _plan_text(plan)) for plan in self._rows().filter(key__in=keys))

    def all_keys(self) -> Iterator[str]:
        return PlanVersion.objects.filter(shared_at__isnull=False).values_list("key", flat=True).iterator()

    def visible_keys(self, viewer: Viewer, keys: Sequence[str]) -> set[str]:
        return _seen_items(viewer, PlanVersion.objects.filter(key__in=keys, shared_at__isnull=False))

    def texts(self, keys: Sequence[str]) -> Mapping[str, Text]:
        return {plan.key: _plan_text(plan) for plan in self._rows().filter(key__in=keys)}

    def url(self, key: str) -> str:
        return reverse("casefiles:plan_version", args=[key])


class Cases:
    """A case is found by its code, and by its client's name for who may see that name."""

    kind = "case"
    label = gettext_lazy("case")

    def documents(self, keys: Sequence[str]) -> Iterable[SearchDocument]:
        clients = Client.objects.filter(case__key__in=keys).select_related("case__municipality")
        named = {client.case.key: client for client in clients}
        for case in Case.objects.filter(key__in=keys).select_related("municipality"):
            client = named.get(case.key)
            # One set of tokens a document: the name goes along because whoever sees the case sees its client.
            names = (client.name,) if client and _seen_alike(case, client) else ()
            yield _document(self.kind, case, _case_text(case), names=names, date=case.opened_at)

    def all_keys(self) -> Iterator[str]:
        return Case.objects.values_list("key", flat=True).iterator()

    def visible_keys(self, viewer: Viewer, keys: Sequence[str]) -> set[str]:
        return {case.key for case in Case.objects.filter(key__in=keys) if may_see(viewer, case)}

    def texts(self, keys: Sequence[str]) -> Mapping[str, Text]:
        rows = Case.objects.filter(key__in=keys).select_related("municipality")
        return {case.key: _case_text(case) for case in rows}

    def url(self, key: str) -> str:
        return reverse("casefiles:case", args=[key])


def _seen_items(viewer: Viewer, rows: Any) -> set[str]:
    """The re-check of a page of hits: on the rows themselves, because a filter would name all of the viewer's cases."""
    items = list(rows.only(*ASKED_BY_THE_RULE))
    prefetch_related_objects(
        [item for item in items if item.circle == Circle.NAMED], "named_people", "named_organisations"
    )
    return {item.key for item in items if may_see(viewer, item)}


def _seen_alike(case: Case, client: Client) -> bool:
    return rule_of(Case).tokens(case) == rule_of(Client).tokens(client)


def _report_text(report: Report) -> Text:
    title = _("Report from %(organisation)s, %(day)s, case %(code)s") % {
        "organisation": report.source_organisation.name,
        "day": date_format(report.published_at or report.created_at, "j F Y"),
        "code": report.case.key,
    }
    return Text(title, report.story)


def _plan_text(plan: PlanVersion) -> Text:
    number = plan.number or _("in the making")
    title = _("Plan of action, version %(number)s, case %(code)s") % {"number": number, "code": plan.case.key}
    parts = [getattr(plan, name) for name in TEXT_PARTS]
    actions = [" · ".join(str(getattr(action, name)) for name in action.SEVEN) for action in plan.actions.all()]
    return Text(title, "\n".join(part for part in [*parts, *actions] if part))


def _case_text(case: Case) -> Text:
    title = _("Case %(code)s") % {"code": case.key}
    return Text(title, str(case.municipality))


SEARCHABLES = (Reports(), Plans(), Cases())
