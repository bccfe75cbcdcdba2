"""What a search page shows beside the hits: facets, chips, and which cases were shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from access.registry import rule_of
from access.rules import Rule
from access.viewer import Viewer
from casefiles.models import Circle
from casefiles.rules import CaseItemRule, CaseRule, CaseScopedRule
from search.analysis.tokens import tokenise
from search.highlight import Segments
from search.query import Query
from search.registry import searchable, searchables
from search.service import Answer, Hit
from workflows.refusals import Text

PER_PAGE = 20
# Facets in the order of the form. A facet is chosen by its own name in the address.
FACETS: Mapping[str, Text] = {
    "kind": _("Kind"),
    "organisation": _("Organisation"),
    "municipality": _("Municipality"),
    "case": _("Case"),
}


@dataclass(frozen=True)
class Option:
    value: str
    label: Text
    count: int
    chosen: bool


@dataclass(frozen=True)
class FacetGroup:
    name: str
    label: Text
    options: Sequence[Option]


@dataclass(frozen=True)
class Facets:
    """The form beside the results."""

    groups: Sequence[FacetGroup]
    hidden: Sequence[tuple[str, str]]
    chosen: int
    url: str


@dataclass(frozen=True)
class ShownHit:
    """`circle`: who else may see it, for what lies in a case; `narrow`: fewer than the whole team."""

    title_segments: Segments
    snippet: Segments
    url: str
    about: Text
    circle: Text = ""
    narrow: bool = False


def asked(parameters: QueryDict) -> Query:
    """The question in an address."""
    return Query(
        text=parameters.get("q", "").strip(),
        kinds=frozenset(parameters.getlist("kind")),
        municipalities=frozenset(parameters.getlist("municipality")),
        cases=frozenset(parameters.getlist("case")),
        organisations=frozenset(parameters.getlist("organisation")),
        after=parameters.get("after", ""),
        limit=PER_PAGE,
    )


def facets_of(answer: Answer, query: Query, *, url: str) -> Facets:
    """What nothing would be found by is not offered, unless it was chosen: it can then be taken away."""
    groups = [_group(name, answer.facets.get(name, {}), query.selection.get(name, frozenset())) for name in FACETS]
    chosen = sum(len(values) for values in query.selection.values())
    return Facets([group for group in groups if group.options], [("q", query.text)], chosen, url)


def _group(name: str, counts: Mapping[str, int], chosen: frozenset[str]) -> FacetGroup:
    values = {value: count for value, count in counts.items() if count or value in chosen}
    options = [Option(value, label_of(name, value), count, value in chosen) for value, count in values.items()]
    return FacetGroup(name, FACETS[name], sorted(options, key=lambda option: (-option.count, str(option.label))))


def label_of(facet: str, value: str) -> Text:
    """The reader's word for a value; one that nobody knows stays as it was typed in the address."""
    if facet != "kind":
        return value
    return next((one.label for one in searchables() if one.kind == value), value)


def chips_of(parameters: QueryDict) -> list[tuple[str, str]]:
    """What was chosen, each with the address without it."""
    return [
        (f"{FACETS[facet]}: {label_of(facet, value)}", _without(parameters, facet, value))
        for facet in FACETS
        for value in parameters.getlist(facet)
    ]


def _without(parameters: QueryDict, facet: str, value: str) -> str:
    left = parameters.copy()
    left.pop("after", None)
    left.setlist(facet, [other for other in parameters.getlist(facet) if other != value])
    return f"?{left.urlencode()}"


def shown(viewer: Viewer, hits: Sequence[Hit]) -> list[ShownHit]:
    """The hits as the page shows them; their cases are named on the viewer's trail, in one query a kind."""
    circles = note_cases(viewer, hits)
    return [_shown(hit, circles.get((hit.kind, hit.key), "")) for hit in hits]


def _shown(hit: Hit, circle: str) -> ShownHit:
    return ShownHit(
        title_segments=hit.title,
        snippet=hit.snippet,
        url=hit.url,
        about=", ".join(filter(None, [str(searchable(hit.kind).label), hit.place, date_format(hit.date, "j F Y")])),
        circle=Circle(circle).label if circle else "",
        narrow=circle not in {"", Circle.TEAM},
    )


def note_cases(viewer: Viewer, hits: Iterable[Hit]) -> dict[tuple[str, str], str]:
    """Name the cases of these hits on the viewer's trail; the circle of each that lies in a case, by kind and key."""
    keys = [(hit.kind, hit.key) for hit in hits]
    viewer.trail.touched(key for kind, key in keys if kind == "case")
    circles: dict[tuple[str, str], str] = {}
    for kind, rule in _in_a_case().items():
        if wanted := [key for found, key in keys if found == kind]:
            rows = rule.model._default_manager.filter(rule.q(viewer), key__in=wanted)
            item = getattr(rule, "path", "")
            circled = [f"{item}circle"] if isinstance(rule, CaseItemRule) else []
            for key, code, *circle in rows.values_list("key", f"{item}case__key", *circled):
                viewer.trail.touched([code])
                circles[kind, key] = "".join(circle)
    return circles


def _in_a_case() -> Mapping[str, Rule]:
    """By kind: of what lies in a case without being one."""
    rules = {one.kind: rule_of(model) for one in searchables() if (model := getattr(one, "model", None))}
    return {
        kind: rule
        for kind, rule in rules.items()
        if isinstance(rule, CaseScopedRule) and not isinstance(rule, CaseRule)
    }


def words_only(text: str) -> str:
    """The address of the same words with nothing chosen."""
    return f"?{urlencode({'q': text})}"


def completions(text: str, words: Iterable[str]) -> list[tuple[str, str]]:
    """(what would be asked, its address): the text with its last word completed."""
    typed = tokenise(text)
    before = text[: typed[-1][1].start()] if typed else text
    return [(f"{before}{word}", words_only(f"{before}{word}")) for word in words]
