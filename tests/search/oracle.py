"""What should a search answer? The same promise as the engine's, by looking at every document in turn."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from zoneinfo import ZoneInfo

from access.scope import Scope
from search.analysis.forms import forms_in_place
from search.analysis.tokens import surfaces, tokenise
from search.documents import SearchDocument
from search.engines.base import FACETS, Found, Page, Request
from search.fields import Field, Period
from search.order import Place, sort_key
from search.query import Clause, Clauses, Phrase, Prefix, Word

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def visible(document: SearchDocument, scope: Scope) -> bool:
    if document.tokens & scope.unlimited:
        return True
    return any(
        document.tokens & tokens and document.since is not None and document.since <= until
        for until, tokens in scope.limited
    )


def find(world: Iterable[SearchDocument], request: Request) -> Page:
    clauses, newest_first = request.clauses, 1 if request.oldest else -1
    if not (clauses.wanted or clauses.fields or clauses.period) or request.scope.empty:
        return Page()
    answering = [document for document in _within(world, request) if _answers(document, clauses)]
    chosen = [document for document in answering if _chosen(document, request)]
    order = {made.id: (_tier(made, clauses), newest_first * sort_key(made)) for made in chosen}
    after = (request.after.tier, newest_first * request.after.key) if request.after else (0, 0)
    rest = sorted([made for made in chosen if order[made.id] > after], key=lambda made: order[made.id])
    page = rest[: request.limit]
    return Page(
        hits=tuple(Found(document.id, document.date.replace(microsecond=0)) for document in page),
        count=len(chosen),
        facets={facet: _facet(answering, request, facet) for facet in FACETS},
        next=Place(_tier(page[-1], clauses), sort_key(page[-1])) if len(rest) > len(page) else None,
    )


def complete(world: Iterable[SearchDocument], request: Request, prefix: str) -> set[str]:
    """Folded words; how each is written is tested by example."""
    answering = [document for document in _within(world, request) if _answers(document, request.clauses)]
    found = [document for document in answering if _chosen(document, request)]
    words = {surface for document in found for text in _texts(document) for surface in surfaces(text)}
    return {word for word in words if word.startswith(prefix)}


def near(world: Iterable[SearchDocument], request: Request, typed: str) -> list[str]:
    """Folded words: fewest errors first, then shortest, then by alphabet."""
    words = {word for word in complete(world, request, "") if _is_near(typed, word)}
    return sorted(words, key=lambda word: (errors(typed, word), len(word), word))


def _within(world: Iterable[SearchDocument], request: Request) -> list[SearchDocument]:
    return [made for made in world if visible(made, request.scope) and made.id not in request.hidden]


def _chosen(document: SearchDocument, request: Request, *, but: str = "") -> bool:
    return all(_in_facet(document, request, facet) for facet in FACETS if facet != but)


def _in_facet(document: SearchDocument, request: Request, facet: str) -> bool:
    chosen = request.selection.get(facet, frozenset[str]())
    typed = [field for field in request.clauses.fields if field.facet == facet]
    if facet == "period" and not all(_in_days(document, days) for days in (request.period, request.clauses.period)):
        return False
    any_will_do = getattr(document, facet) in chosen or any(_has(document, field) for field in typed)
    return any_will_do or not (chosen or typed)


def _in_days(document: SearchDocument, days: Period) -> bool:
    day = document.date.astimezone(AMSTERDAM).date()
    return (days.since or day) <= day <= (days.until or day)


def _has(document: SearchDocument, field: Field) -> bool:
    """By its words, in any order; by the whole in one piece; and of a kind by its name as it is."""
    value = getattr(document, field.facet)
    if value is None or field.facet == "kind":
        return field.words == (value,)
    whole = ("".join(surfaces(value)),)
    return field.words == whole or (field.facet != "case" and {*field.words} <= {*surfaces(value), *whole})


def _facet(answering: Iterable[SearchDocument], request: Request, facet: str) -> dict[str, int]:
    values = [getattr(document, facet) for document in answering if _chosen(document, request, but=facet)]
    return dict(Counter(value for value in values if value is not None))


def _texts(document: SearchDocument) -> Sequence[str]:
    return (document.title, document.body, *document.names)


def _answers(document: SearchDocument, clauses: Clauses) -> bool:
    texts = (document.title, document.body)
    if any(_has(document, field) for field in clauses.unwanted_fields):
        return False
    wanted = (_holds(one, texts, document.names) or _nearly(one, document.names) for one in clauses.wanted)
    return all(wanted) and not any(_holds(clause, texts, document.names) for clause in clauses.unwanted)


def _tier(document: SearchDocument, clauses: Clauses) -> int:
    if all(_holds(clause, (document.title,), document.names) for clause in clauses.wanted):
        return 1
    texts, exact = (document.title, document.body), clauses.exact
    if exact and _holds(exact, texts, document.names):
        return 2
    return 3 if all(_holds(clause, texts, document.names) for clause in clauses.wanted) else 4


def _nearly(clause: Clause, names: Sequence[str]) -> bool:
    """Only a plain word forgives errors, and only in a name."""
    return isinstance(clause, Word) and any(_is_near(clause.surface, part) for name in names for part in surfaces(name))


def _is_near(typed: str, meant: str) -> bool:
    """One error from five letters on, two from nine."""
    return errors(typed, meant) <= (2 if len(typed) >= 9 else 1 if len(typed) >= 5 else 0)


@cache
def errors(one: str, other: str) -> int:
    """From the back: letters taken away, put in or changed, and neighbours that changed places, each letter once."""
    if not one or not other:
        return len(one) + len(other)
    ways = [errors(one[:-1], other) + 1, errors(one, other[:-1]) + 1]
    ways.append(errors(one[:-1], other[:-1]) + (one[-1] != other[-1]))
    if one[-2:] == other[-2:][::-1] and len(one) > 1 and len(other) > 1:
        ways.append(errors(one[:-2], other[:-2]) + 1)
    return min(ways)


def _holds(clause: Clause, texts: Sequence[str], names: Sequence[str]) -> bool:
    if isinstance(clause, Word):
        stemmed = any(found & set(clause.stems) for text in texts for found in forms_in_place(tokenise(text)))
        named = any(clause.surface in surfaces(name) for name in names)
        return stemmed or named or any(_holds(phrase, texts, names) for phrase in clause.phrases)
    everything = [surfaces(text) for text in (*texts, *names)]
    if isinstance(clause, Prefix):
        return any(surface.startswith(clause.surface) for text in everything for surface in text)
    return any(_in_a_row(clause, text) for text in everything)


def _in_a_row(phrase: Phrase, text: list[str]) -> bool:
    size = len(phrase.surfaces)
    return any(tuple(text[first : first + size]) == phrase.surfaces for first in range(len(text)))
