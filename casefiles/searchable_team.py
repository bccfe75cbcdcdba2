"""How what a team works with, and what is written beside a plan, become search documents."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.registry import rule_of
from access.viewer import Viewer
from casefiles.models import (
    ActionProgress,
    Circle,
    Disclosure,
    GoalEvaluation,
    PlanDeviation,
    PlanRemark,
    SharingAgreement,
)
from casefiles.rules import SEALED, CaseItemRule
from casefiles.searchable import OF_AN_ITEM, CaseItems, document
from casefiles.selectors.team_items import KINDS
from search.documents import SearchDocument, Text
from search.reading import ByKeys

Words = tuple[str, ...]


class Worded(CaseItems):
    """An item of a case with a page of its own and a few fields of words: what it is, of which case, what it says."""

    def __init__(self, name: str, model: Any, label: Any, words: Words) -> None:
        self.kind, self.model, self.label, self._words = name, model, label, words
        self.page = ByKeys(self._shared, **OF_AN_ITEM, **{word: word for word in words})
        if type(rule_of(model)) is not CaseItemRule:
            # Its rule asks more than a bare row holds: every row is asked of the table.
            self.with_names = frozenset({*Circle.values, SEALED})

    def all_keys(self) -> Iterator[str]:
        keys: Iterator[str] = self._shared().values_list("key", flat=True).iterator()
        return keys

    def texts(self, rows: Sequence[Any]) -> dict[str, Text]:
        return {row.key: _text(self.label, row.case_code, row, self._words) for row in rows}

    def url(self, key: str) -> str:
        return reverse(f"casefiles:{self.kind}", args=[key])

    def _shared(self) -> Any:
        return self.model.objects.filter(shared_at__isnull=False)


class Beside:
    """What is written beside something else, and read on the page of that. `item`: the way to what lies in the case."""

    def __init__(self, name: str, model: Any, label: Any, words: Words, *, item: str = "", day: str = "at") -> None:
        self.kind, self.model, self.label = name, model, label
        self._words, self._item, self._day = words, item, day

    def documents(self, keys: Sequence[str]) -> Iterable[SearchDocument]:
        rule = rule_of(self.model)
        beside = self._item and f"{self._item}__"
        rows = self._rows(keys).select_related(f"{beside}case__municipality")
        if self._item:
            rows = rows.prefetch_related(f"{beside}named_people", f"{beside}named_organisations")
        for row in rows:
            if tokens := rule.tokens(row):
                text = self._text(row)
                yield document(self.kind, row, text, case=self._case(row), tokens=tokens, date=getattr(row, self._day))

    def all_keys(self) -> Iterator[str]:
        keys: Iterator[str] = self._shared().order_by("pk").values_list("key", flat=True).iterator()
        return keys

    def seen(self, viewer: Viewer, keys: Sequence[str]) -> Mapping[str, Text]:
        case = f"{self._item}__case" if self._item else "case"
        return {row.key: self._text(row) for row in self._rows(keys).visible_to(viewer).select_related(case)}

    def url(self, key: str) -> str:
        return reverse("casefiles:found", args=[self.kind, key])

    def _shared(self) -> Any:
        """Without a word there is nothing to find."""
        return self.model.objects.exclude(**dict.fromkeys(self._words, ""))

    def _rows(self, keys: Sequence[str]) -> Any:
        return self._shared().filter(key__in=keys)

    def _case(self, row: Any) -> Any:
        for part in filter(None, self._item.split("__")):
            row = getattr(row, part)
        return row.case

    def _text(self, row: Any) -> Text:
        return _text(self.label, self._case(row).key, row, self._words)


class Agreed(Beside):
    """Beside nothing: it is an item by itself that has no page of its own. Ended, it stays readable."""

    def _shared(self) -> Any:
        return self.model.objects.filter(shared_at__isnull=False).exclude(circle=SEALED)


class Disclosures(Beside):
    """To whom something was given and on which ground. What was given is read on its page, by the directors alone."""

    def url(self, key: str) -> str:
        return reverse("casefiles:disclosure", args=[key])


def _text(label: Any, code: str, row: Any, words: Words) -> Text:
    title = _("%(what)s, case %(code)s") % {"what": capfirst(str(label)), "code": code}
    return Text(title, "\n".join(text for word in words if (text := getattr(row, word))))


WORDS_OF = {"handover": ("outside", "words"), "emergency": ("words", "vital_interest")}

SEARCHABLES: tuple[Worded | Beside, ...] = (
    *(Worded(kind.name, kind.model, kind.label, WORDS_OF.get(kind.name, ("words",))) for kind in KINDS.values()),
    Worded("deviation", PlanDeviation, gettext_lazy("deviation from the plan"), ("proposal", "why")),
    Beside(
        "goal_evaluation",
        GoalEvaluation,
        gettext_lazy("evaluation of a subgoal"),
        GoalEvaluation.ANSWERS,
        item="goal__plan_version",
    ),
    Beside("progress", ActionProgress, gettext_lazy("state of an action"), ("remark",), item="action__plan_version"),
    Beside("remark", PlanRemark, gettext_lazy("remark on a plan"), ("text",), item="plan_version"),
    Agreed("sharing", SharingAgreement, gettext_lazy("agreement about sharing"), ("text",), day="shared_at"),
    Disclosures(
        "disclosure",
        Disclosure,
        gettext_lazy("disclosure outside the team"),
        ("recipient", "ground"),
        day="created_at",
    ),
)
