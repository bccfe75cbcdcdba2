"""What was chosen beside the words of a question: facets, a period, an order; from a form, and in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.query import Query
from search.registry import searchables
from workflows.refusals import Text

# Facets in the order of the form.
FACETS: Mapping[str, Text] = {
    "kind": gettext_lazy("Kind"),
    "organisation": gettext_lazy("Organisation"),
    "municipality": gettext_lazy("Municipality"),
    "case": gettext_lazy("Case"),
    "period": gettext_lazy("Year"),
}
# More than a form offers, so that nobody fills the table by hand.
MOST_VALUES, MOST_LETTERS = 100, 200


def choices_in(parameters: QueryDict) -> dict[str, Any]:
    """What a form sends, without what was left open; a day that is none counts as not chosen."""
    facets = {facet: _values(parameters.getlist(facet)) for facet in FACETS}
    days = {name: _day(parameters.get(name, "")) for name in ("since", "until")}
    return _without_empty({**facets, **days, "oldest": parameters.get("oldest") == "yes"})


def choices_of(query: Query) -> dict[str, Any]:
    """The same of a question that search itself offers."""
    facets = {facet: sorted(values) for facet, values in query.selection.items()}
    days = {name: day.isoformat() if day else "" for name, day in (("since", query.since), ("until", query.until))}
    return _without_empty({**facets, **days, "oldest": query.oldest})


def as_fields(choices: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(name, value) of a form that sends these choices."""
    fields = [(facet, value) for facet in FACETS for value in choices.get(facet, ())]
    fields += [(name, choices[name]) for name in ("since", "until") if name in choices]
    return [*fields, *([("oldest", "yes")] if choices.get("oldest") else [])]


def chosen_parts(choices: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Each choice in words, with all choices but this one. The order is no choice that leaves anything out."""
    parts = [
        (f"{FACETS[facet]}: {label_of(facet, value)}", {**choices, facet: _other(choices[facet], value)})
        for facet in FACETS
        for value in choices.get(facet, ())
    ]
    words = {"since": gettext_lazy("From %(day)s"), "until": gettext_lazy("Up to and including %(day)s")}
    for name, said in words.items():
        if name in choices:
            day = date_format(date.fromisoformat(choices[name]), "j F Y")
            parts.append((str(said) % {"day": day}, {**choices, name: ""}))
    return [(label, _without_empty(left)) for label, left in parts]


def in_words(choices: Mapping[str, Any]) -> str:
    """All of it in one line, the order included."""
    said = [label for label, _left in chosen_parts(choices)]
    return ", ".join([*said, *([_("Oldest first")] if choices.get("oldest") else [])])


def label_of(facet: str, value: str) -> Text:
    """The reader's word for a value; one that nobody knows stays as it was sent."""
    if facet != "kind":
        return value
    return next((one.label for one in searchables() if one.kind == value), value)


def _values(sent: Sequence[str]) -> list[str]:
    return sorted({value.replace("\0", "")[:MOST_LETTERS] for value in sent[:MOST_VALUES]} - {""})


def _other(values: Sequence[str], value: str) -> list[str]:
    return [one for one in values if one != value]


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _without_empty(choices: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in choices.items() if value}
