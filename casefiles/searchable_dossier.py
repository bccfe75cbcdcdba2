"""How police lists, answers of the information round, inventories and checklists become search documents."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casefiles.models import (
    Checklist,
    ChecklistLine,
    ChecklistState,
    LifeDomain,
    LookBack,
    LookBackAnalysis,
    LookBackEntry,
    RiskInventory,
    RiskLine,
    RoundAnswer,
)
from casefiles.searchable import OF_AN_ITEM, CaseItems, under
from search.documents import Part, Text
from search.reading import ByKeys


def _shared_lists() -> QuerySet[LookBack]:
    return LookBack.objects.filter(shared_at__isnull=False)


def _newest_inventories() -> QuerySet[RiskInventory]:
    """Of each case the newest: what was taken out of it is not found any more."""
    newest = RiskInventory.objects.filter(case=OuterRef("case")).order_by("-number").values("pk")[:1]
    return RiskInventory.objects.filter(pk=Subquery(newest))


def _shared_checklists() -> QuerySet[Checklist]:
    """A draft is nobody's to find."""
    return Checklist.objects.exclude(state=ChecklistState.DRAFT)


class LookBacks(CaseItems):
    kind = "look_back"
    label = gettext_lazy("list of the police")
    model = LookBack
    page = ByKeys(_shared_lists, **OF_AN_ITEM)
    entries = ByKeys(
        LookBackEntry.objects.all,
        by="list",
        list="look_back__key",
        row="row",
        kind="kind",
        place="place",
        role="role",
        description="description",
    )

    def all_keys(self) -> Iterator[str]:
        return _shared_lists().values_list("key", flat=True).iterator()

    def texts(self, rows: Sequence[Any]) -> dict[str, Text]:
        told: dict[str, list[str]] = defaultdict(list)
        for entry in sorted(self.entries([row.key for row in rows]), key=attrgetter("row")):
            told[entry.list].append(" · ".join(filter(None, (entry.kind, entry.place, entry.role, entry.description))))
        title = _("List of the police, case %(code)s")
        return {row.key: Text(title % {"code": row.case_code}, "\n".join(told[row.key])) for row in rows}

    def url(self, key: str) -> str:
        return reverse("casefiles:look_back", args=[key])


class Analyses(CaseItems):
    kind = "analysis"
    label = gettext_lazy("analysis of a list of the police")
    model = LookBackAnalysis
    page = ByKeys(LookBackAnalysis.objects.all, **OF_AN_ITEM, text="text")

    def all_keys(self) -> Iterator[str]:
        return LookBackAnalysis.objects.values_list("key", flat=True).iterator()

    def texts(self, rows: Sequence[Any]) -> dict[str, Text]:
        title = _("Analysis of a list of the police, case %(code)s")
        return {row.key: Text(title % {"code": row.case_code}, row.text) for row in rows}

    def url(self, key: str) -> str:
        return reverse("casefiles:analysis", args=[key])


class Answers(CaseItems):
    kind = "answer"
    label = gettext_lazy("answer in the information round")
    model = RoundAnswer
    page = ByKeys(RoundAnswer.objects.all, **OF_AN_ITEM, question="task__title", text="text")

    def all_keys(self) -> Iterator[str]:
        return RoundAnswer.objects.values_list("key", flat=True).iterator()

    def texts(self, rows: Sequence[Any]) -> dict[str, Text]:
        title = _("Answer in the information round, case %(code)s")
        return {row.key: Text(title % {"code": row.case_code}, f"{row.question}\n{row.text}") for row in rows}

    def url(self, key: str) -> str:
        return reverse("casefiles:answer", args=[key])


class Risks(CaseItems):
    kind = "risks"
    label = gettext_lazy("risk inventory")
    model = RiskInventory
    page = ByKeys(_newest_inventories, **OF_AN_ITEM, number="number")
    lines = ByKeys(
        RiskLine.objects.all, by="inventory", inventory="inventory__key", order="order", text="text", domain="domain"
    )

    def all_keys(self) -> Iterator[str]:
        return _newest_inventories().values_list("key", flat=True).iterator()

    def texts(self, rows: Sequence[Any]) -> dict[str, Text]:
        told: dict[str, list[Part]] = defaultdict(list)
        for line in sorted(self.lines([row.key for row in rows]), key=attrgetter("order")):
            place = under(capfirst(str(LifeDomain(line.domain).label)))
            told[line.inventory].append(Part(place, line.text, f"line-{line.order}"))
        title = _("Risk inventory, version %(number)s, case %(code)s")
        return {
            row.key: Text(title % {"number": row.number, "code": row.case_code}, "", tuple(told[row.key]))
            for row in rows
        }

    def url(self, key: str) -> str:
        return reverse("casefiles:risk_inventory", args=[key])


class Checklists(CaseItems):
    kind = "checklist"
    label = gettext_lazy("checklist")
    model = Checklist
    page = ByKeys(
        _shared_checklists,
        **OF_AN_ITEM,
        state="state",
        number="number",
        tipping_point="tipping_point",
    )
    lines = ByKeys(
        ChecklistLine.objects.all,
        by="checklist",
        checklist="checklist__key",
        order="order",
        text="text",
        risk_factors="risk_factors",
        protective_measures="protective_measures",
    )

    def all_keys(self) -> Iterator[str]:
        return _shared_checklists().values_list("key", flat=True).iterator()

    def texts(self, rows: Sequence[Any]) -> dict[str, Text]:
        told: dict[str, list[Part]] = defaultdict(list)
        for row in rows:
            if row.tipping_point:
                told[row.key].append(Part(under(_("Tipping point")), row.tipping_point, "tipping-point"))
        for line in sorted(self.lines([row.key for row in rows]), key=attrgetter("order")):
            words = "\n".join(filter(None, (line.text, line.risk_factors, line.protective_measures)))
            place = _("line %(number)s of the checklist") % {"number": line.order}
            told[line.checklist].append(Part(place, words, f"line-{line.order}"))
        title = _("Checklist, version %(number)s, case %(code)s")
        return {
            row.key: Text(
                title % {"number": row.number or _("in the making"), "code": row.case_code}, "", tuple(told[row.key])
            )
            for row in rows
        }

    def url(self, key: str) -> str:
        return reverse("casefiles:checklist_version", args=[key])


SEARCHABLES = (LookBacks(), Analyses(), Answers(), Risks(), Checklists())
