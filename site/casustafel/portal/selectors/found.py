"""What a search page shows: the hits, which cases they are of, and the form beside them."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format

from access.registry import rule_of
from access.rules import Rule
from access.viewer import Viewer
from casefiles.models import Circle
from casefiles.rules import CaseItemRule, CaseRule, CaseScopedRule
from casustafel.portal.selectors.choices import FACETS, chosen_parts, label_of
from search.documents import document_id
from search.highlight import Segments
from search.models import Question
from search.registry import searchable, searchables
from search.service import Answer, Hit
from workflows.refusals import Text


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
    """The form beside the results; days as a date field writes them."""

    groups: Sequence[FacetGroup]
    since: str
    until: str
    oldest: bool
    chosen: int


@dataclass(frozen=True)
class ShownHit:
    """`circle`: who else may see it, for what lies in a case; `narrow`: fewer than the whole team.

    `new`: the reader did not see it yet when they last said that they had seen it all.
    """

    title_segments: Segments
    snippet: Segments
    url: str
    about: Text
    circle: Text = ""
    narrow: bool = False
    new: bool = False


def facets_of(answer: Answer, question: Question) -> Facets:
    """What nothing would be found by is not offered, unless it was chosen: it can then be taken away."""
    chosen = question.choices
    groups = [_group(name, answer.facets.get(name, {}), frozenset(chosen.get(name, ()))) for name in FACETS]
    return Facets(
        groups=[group for group in groups if group.options],
        since=chosen.get("since", ""),
        until=chosen.get("until", ""),
        oldest=bool(chosen.get("oldest")),
        chosen=len(chosen_parts(chosen)),
    )


def _group(name: str, counts: Mapping[str, int], chosen: frozenset[str]) -> FacetGroup:
    values = {value: count for value, count in counts.items() if count or value in chosen}
    options = [Option(value, label_of(name, value), count, value in chosen) for value, count in values.items()]
    # Years stand as years do, the last one first; all else with the most above.
    if name == "period":
        return FacetGroup(name, FACETS[name], sorted(options, key=lambda option: option.value, reverse=True))
    return FacetGroup(name, FACETS[name], sorted(options, key=lambda option: (-option.count, str(option.label))))


def shown(viewer: Viewer, hits: Sequence[Hit], *, new: Container[str] = ()) -> list[ShownHit]:
    """The hits as the page shows them; their cases are named on the viewer's trail, in one query a kind."""
    circles = note_cases(viewer, hits)
    return [_shown(hit, circles.get((hit.kind, hit.key), ""), document_id(hit.kind, hit.key) in new) for hit in hits]


def _shown(hit: Hit, circle: str, new: bool) -> ShownHit:
    return ShownHit(
        title_segments=hit.title,
        snippet=hit.snippet,
        url=hit.url,
        about=", ".join(filter(None, [str(searchable(hit.kind).label), hit.place, date_format(hit.date, "j F Y")])),
        circle=Circle(circle).label if circle else "",
        narrow=circle not in {"", Circle.TEAM},
        new=new,
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
