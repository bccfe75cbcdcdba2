"""How cases, reports and plans become search documents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone as get_zone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from access.doors import may_see_row
from access.registry import rule_of
from access.viewer import Viewer
from casefiles.models import Case, Circle, Client, PlanAction, PlanVersion, Report, ReportState
from casefiles.models.plan import TEXT_PARTS
from casefiles.rules import SEALED
from casefiles.selectors.plans import heading_of
from search.documents import Part, SearchDocument, Text
from search.reading import ByKeys

# What the rule asks of an item, and the code of its case for the title.
OF_AN_ITEM = {
    "key": "key",
    "pk": "pk",
    "case_id": "case_id",
    "case_code": "case__key",
    "circle": "circle",
    "desk_reads": "desk_reads",
    "source_organisation_id": "source_organisation_id",
    "author_id": "author_id",
    "owner_id": "owner_id",
    "shared_at": "shared_at",
}
# Drafts are nobody's to find; what was withdrawn is read from the case by who still may.
FINDABLE_REPORTS = (ReportState.PUBLISHED, ReportState.CORRECTED)


def document(kind: str, thing: Any, text: Text, *, case: Case | None = None, **extra: Any) -> SearchDocument:
    """The part that everything in a case has in common; `case` where the thing does not name it itself."""
    case = case or (thing if isinstance(thing, Case) else thing.case)
    rule = rule_of(type(thing))
    since: datetime | None = rule.since(thing)
    return SearchDocument(
        **{
            "kind": kind,
            "key": thing.key,
            "title": text.title,
            "body": text.words,
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


class CaseItems:
    """What reports and plans have in common: each lies in a case, in a circle of its own."""

    kind = ""
    label: Any = ""
    model: Any = None
    page: ByKeys
    # In these circles a row does not say by itself who reads it.
    with_names: frozenset[str] = frozenset({Circle.NAMED})

    def texts(self, rows: Sequence[Any]) -> dict[str, Text]:
        """The texts of rows as `page` gives them."""
        raise NotImplementedError

    def date(self, item: Any) -> datetime:
        moment: datetime = item.shared_at
        return moment

    def documents(self, keys: Sequence[str]) -> Iterable[SearchDocument]:
        texts = self.texts(self.page(keys))
        items = (
            self.model.objects.filter(key__in=texts)
            .exclude(circle=SEALED)
            .select_related("case__municipality", "source_organisation")
        )
        for item in items.prefetch_related("named_people", "named_organisations"):
            organisation = item.source_organisation.name
            yield document(self.kind, item, texts[item.key], organisation=organisation, date=self.date(item))

    def seen(self, viewer: Viewer, keys: Sequence[str]) -> Mapping[str, Text]:
        """On the rows themselves, because a filter would name all of the viewer's cases. Only names lie elsewhere."""
        rows = self.page(keys)
        opened = {row.key for row in rows if row.circle not in self.with_names and may_see_row(viewer, self.model, row)}
        if named := [row.key for row in rows if row.circle in self.with_names]:
            opened.update(self.model.objects.visible_to(viewer).filter(key__in=named).values_list("key", flat=True))
        return self.texts([row for row in rows if row.key in opened])


class Reports(CaseItems):
    kind = "report"
    label = gettext_lazy("report")
    model = Report
    page = ByKeys(
        lambda: Report.objects.filter(state__in=FINDABLE_REPORTS, shared_at__isnull=False),
        **OF_AN_ITEM,
        organisation="source_organisation__name",
        published_at="published_at",
        story="story",
    )

    def all_keys(self) -> Iterator[str]:
        return Report.objects.filter(state__in=FINDABLE_REPORTS).values_list("key", flat=True).iterator()

    def texts(self, rows: Sequence[Any]) -> dict[str, Text]:
        title, zone, language = _("Report from %(organisation)s, %(day)s, case %(code)s"), get_zone(), get_language()
        texts = {}
        for row in rows:
            day = _in_words(row.published_at.astimezone(zone).date(), language)
            texts[row.key] = Text(
                title % {"organisation": row.organisation, "day": day, "code": row.case_code}, row.story
            )
        return texts

    def date(self, item: Any) -> datetime:
        moment: datetime = item.published_at
        return moment

    def url(self, key: str) -> str:
        return reverse("casefiles:report", args=[key])


class Plans(CaseItems):
    kind = "plan"
    label = gettext_lazy("plan of action")
    model = PlanVersion
    # In the making it is also for whoever was asked to write or to react.
    with_names = frozenset({Circle.NAMED, Circle.DIRECTORS})
    page = ByKeys(
        lambda: PlanVersion.objects.filter(shared_at__isnull=False),
        **OF_AN_ITEM,
        number="number",
        **{name: name for name in TEXT_PARTS},
    )
    actions = ByKeys(
        PlanAction.objects.all,
        by="plan",
        plan="plan_version__key",
        order="order",
        **{name: name for name in PlanAction.SEVEN},
    )

    def all_keys(self) -> Iterator[str]:
        return PlanVersion.objects.filter(shared_at__isnull=False).values_list("key", flat=True).iterator()

    def texts(self, rows: Sequence[Any]) -> dict[str, Text]:
        actions: dict[str, list[Part]] = defaultdict(list)
        for action in sorted(self.actions([row.key for row in rows]), key=attrgetter("order")):
            words = " · ".join(getattr(action, name) for name in PlanAction.SEVEN)
            place = _("action %(number)s of the plan") % {"number": action.order}
            actions[action.plan].append(Part(place, words, f"action-{action.order}"))
        return {row.key: Text(_plan_title(row), "", (*_text_parts(row), *actions[row.key])) for row in rows}

    def url(self, key: str) -> str:
        return reverse("casefiles:plan_version", args=[key])


def _plan_title(row: Any) -> str:
    named = {"number": row.number or _("in the making"), "code": row.case_code}
    return _("Plan of action, version %(number)s, case %(code)s") % named


def _text_parts(row: Any) -> Iterator[Part]:
    """Under the headings of its page."""
    for name in TEXT_PARTS:
        if words := getattr(row, name):
            yield Part(under(heading_of(name)), words, name)


def under(heading: str) -> str:
    """How a result says at which heading it opens."""
    return _("under “%(heading)s”") % {"heading": heading}


class Cases:
    """A case is found by its code, and by its client's name for who may see that name."""

    kind = "case"
    label = gettext_lazy("case")
    model = Case
    page = ByKeys(Case.objects.all, key="key", pk="pk", opened_at="opened_at", municipality="municipality__name")
    clients = ByKeys(Client.objects.all, by="case_code", **OF_AN_ITEM, name="name")

    def documents(self, keys: Sequence[str]) -> Iterable[SearchDocument]:
        clients = Client.objects.filter(case__key__in=keys).select_related("case__municipality")
        named = {client.case.key: client for client in clients}
        texts = {row.key: _case_text(row) for row in self.page(keys)}
        for case in Case.objects.filter(key__in=texts).select_related("municipality"):
            client = named.get(case.key)
            # One set of tokens a document: the name goes along because whoever sees the case sees its client.
            names = (client.name,) if client and _seen_alike(case, client) else ()
            yield document(self.kind, case, texts[case.key], names=names, date=case.opened_at)

    def all_keys(self) -> Iterator[str]:
        return Case.objects.values_list("key", flat=True).iterator()

    def seen(self, viewer: Viewer, keys: Sequence[str]) -> Mapping[str, Text]:
        rows = [row for row in self.page(keys) if may_see_row(viewer, Case, row)]
        names = {row.case_code: row.name for row in self.clients(keys) if may_see_row(viewer, Client, row)}
        return {row.key: _case_text(row, names.get(row.key, "")) for row in rows}

    def url(self, key: str) -> str:
        return reverse("casefiles:case", args=[key])


def _seen_alike(case: Case, client: Client) -> bool:
    return rule_of(Case).tokens(case) == rule_of(Client).tokens(client)


def _case_text(row: Any, name: str = "") -> Text:
    """The name is shown to who asked for it, and to nobody else: the part of the text that answers best is."""
    title = _("Case %(code)s") % {"code": row.key}
    known = (Part(_("name of the client"), name),) if name else ()
    return Text(title, "", (Part("", row.municipality), *known), names=(name,) if name else ())


@lru_cache(maxsize=4_000)
def _in_words(day: date, _language: str | None) -> str:
    """A page of hits names few days; writing one out takes longer than reading the report."""
    return date_format(day, "j F Y")


SEARCHABLES = (Reports(), Plans(), Cases())
