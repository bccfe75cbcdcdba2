"""What may stand before a colon in a question, and what the value after it says."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.utils.formats import date_format

from search.analysis.compounds import stem
from search.analysis.tokens import surfaces
from search.registry import searchable, searchables

# What people type, and the facet that it chooses in.
FACET_OF = {"soort": "kind", "gemeente": "municipality", "casus": "case", "bron": "organisation"}
SINCE, UNTIL = "van", "tot"
# What they are about.
FIELDS = (*FACET_OF.values(), "since", "until")
# Other years are slips of the finger; the order of hits knows no later ones.
YEARS = range(1900, 2200)
MONTHS: tuple[str, ...] = ("januari", "februari", "maart", "april", "mei", "juni", "juli")
MONTHS += ("augustus", "september", "oktober", "november", "december")

_DAY = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?")
_MONTH = re.compile(r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})")
_WORDS = re.compile(r"(?:(?P<day>\d{1,2}) )?(?P<name>[^\W\d]{3,})\.? (?P<year>\d{4})")


@dataclass(frozen=True)
class Field:
    """A thing whose value of this facet holds all of these words. Whether there is such a value, only an index knows,
    and it tells within what its reader may see: an unknown value and a hidden one are the same.
    """

    facet: str
    words: tuple[str, ...]

    @property
    def label(self) -> str:
        """The reader's word for it, where we know better than they typed."""
        return str(searchable(self.words[0]).label) if self.facet == "kind" else ""


@dataclass(frozen=True)
class Period:
    """Days of the house, both included; none: no limit on that side."""

    since: date | None = None
    until: date | None = None

    def __and__(self, other: "Period") -> "Period":
        """The days that are in both; there may be none."""
        begins = [day for day in (self.since, other.since) if day]
        ends = [day for day in (self.until, other.until) if day]
        return Period(max(begins, default=None), min(ends, default=None))

    def __bool__(self) -> bool:
        return bool(self.since or self.until)

    @property
    def label(self) -> str:
        return " – ".join(date_format(day, "j F Y") for day in (self.since, self.until) if day)


ALWAYS = Period()


def understood(name: str, value: str, *, left_out: bool = False) -> Field | Period | None:
    """What a field says; None where the value says nothing that we know, which the question must then show."""
    if name in FACET_OF:
        return _field(FACET_OF[name], value)
    days = days_of(value)
    if days is None:
        return None
    first, last = days
    if left_out:
        # Not since that day is until the day before it.
        return Period(until=first - timedelta(1)) if name == SINCE else Period(since=last + timedelta(1))
    return Period(since=first) if name == SINCE else Period(until=last)


def terms_of_value(facet: str, value: str) -> frozenset[str]:
    """By which words a value is found: a kind by its name, a case by its whole code, others by each word or all."""
    if facet == "kind":
        return frozenset({value})
    words = surfaces(value)
    whole = "".join(words)
    return frozenset({whole} if facet == "case" else {*words, whole})


def days_of(text: str) -> tuple[date, date] | None:
    """The first and the last day of what a Dutch date names: a day, a month or a year."""
    text = " ".join(text.lower().split()).strip(" .,;")
    for shape in (_DAY, _ISO, _MONTH, _WORDS):
        if found := shape.fullmatch(text):
            return _days(**found.groupdict())
    return None


def _days(
    year: str, month: str | None = None, day: str | None = None, name: str | None = None
) -> tuple[date, date] | None:
    number = _month(name) if name else month and int(month)
    if int(year) not in YEARS or number == 0:
        return None
    try:
        first = date(int(year), number or 1, int(day or 1))
    except ValueError:
        return None
    if day:
        return first, first
    last = number or 12
    return first, date(first.year, last, monthrange(first.year, last)[1])


def _month(name: str) -> int:
    """By its name or a beginning of it, from three letters on; 0 where there is no such month."""
    begun = "maart" if name == "mrt" else name
    return next((number for number, month in enumerate(MONTHS, 1) if month.startswith(begun)), 0)


def _field(facet: str, value: str) -> Field | None:
    words = surfaces(value)
    if not words:
        return None
    if facet == "kind":
        kind = _kind(words)
        return Field(facet, (kind,)) if kind else None
    return Field(facet, ("".join(words),) if facet == "case" else tuple(dict.fromkeys(words)))


def _kind(words: Sequence[str]) -> str | None:
    """By its label in the reader's language, one or many of it, or by a beginning that only one label has."""
    labels = _labels(tuple((one.kind, str(one.label)) for one in searchables()))
    stems = tuple(map(stem, words))
    exact = [kind for kind, (_, said) in labels.items() if said == stems]
    begun = [
        kind
        for kind, (whole, said) in labels.items()
        if whole.startswith("".join(words)) or said[: len(stems)] == stems
    ]
    found = exact or begun
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4)
def _labels(labels: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Per kind its label in one piece, and the stems of its words."""
    read = {kind: surfaces(label) for kind, label in labels}
    return {kind: ("".join(words), tuple(map(stem, words))) for kind, words in read.items()}
