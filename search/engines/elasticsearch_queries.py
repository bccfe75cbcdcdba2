"""How a question becomes an Elasticsearch query: out of terms only, so that no text can be read as engine syntax.

Nothing here is scored by Elasticsearch itself: its scores depend on documents that the viewer may not see. The only
score is the tier, which is a constant.
"""

from collections.abc import Iterable

from elasticsearch.dsl.query import (
    Bool,
    ConstantScore,
    DisMax,
    Fuzzy,
    Ids,
    MatchAll,
    MatchPhrase,
    Prefix,
    Query,
    Range,
    Term,
    Terms,
)

from access.scope import Scope
from search import query
from search.analysis.nearness import errors_in
from search.engines.base import Choice, Request
from search.engines.terms import moment, value_term
from search.fields import Field
from search.order import NEAR, PHRASE, TITLE, WORDS, keys_in
from search.query import Clause, Clauses, Phrase, Word


def trimmed(request: Request) -> Query:
    """Scope, must-not list and question in one: the condition that every answer stands under."""
    clauses = request.clauses
    return Bool(
        filter=[_scope(request.scope), *map(_forgiving, clauses.wanted)],
        must_not=[
            Ids(values=sorted(request.hidden)),
            *map(_clause, clauses.unwanted),
            *map(_field, clauses.unwanted_fields),
        ],
    )


def found(request: Request) -> Query:
    """What the whole request finds."""
    return trimmed(request) & chosen(request)


def in_tiers(request: Request) -> Query:
    """The same documents; the score says in which tier one stands."""
    return Bool(filter=[trimmed(request)], should=[DisMax(queries=list(_tiers(request.clauses)))])


def chosen(request: Request, *, without: str = "") -> Query:
    """What was chosen and typed in the facets, but for one."""
    chosen = [_choice(facet, choice) for facet, choice in request.choices.items() if facet != without]
    if request.days and without != "period":
        lowest, highest = keys_in(request.days)
        # None is no limit there.
        chosen.append(Range("newest", {"gte": lowest, "lte": highest}))
    return Bool(filter=[MatchAll(), *chosen])


def score_of(tier: int) -> int:
    """Of two hits the one with the higher score stands first."""
    return NEAR - tier


def tier_of(score: float) -> int:
    return NEAR - int(score)


def near(field: str, surface: str) -> Query:
    """Every term near this one.

    Rewritten otherwise, as by default, only the nearest fifty in the whole index would count: what the viewer may not
    see would decide what they find.
    """
    return Fuzzy(field, {"value": surface, "fuzziness": errors_in(surface), "rewrite": "constant_score"})


def _tiers(clauses: Clauses) -> list[Query]:
    title = Bool(filter=[_clause(clause, title="title_") for clause in clauses.wanted])
    words = Bool(filter=[_clause(clause) for clause in clauses.wanted]) if clauses.forgiving else MatchAll()
    phrase = [ConstantScore(filter=_phrase(clauses.exact, "words"), boost=score_of(PHRASE))] if clauses.exact else []
    rest = ConstantScore(filter=words, boost=score_of(WORDS))
    return [ConstantScore(filter=title, boost=score_of(TITLE)), *phrase, rest]


def _scope(scope: Scope) -> Query:
    """visible ⇔ a token without limit, or a limited one and shared in time."""
    limited = [
        Bool(filter=[_any_of("tokens", tokens), Range("since", {"lte": moment(until)})])
        for until, tokens in scope.limited
    ]
    # Terms without a value match nothing; a Bool without a clause would match everything.
    return _one_of([_any_of("tokens", scope.unlimited), *limited])


def _choice(facet: str, choice: Choice) -> Query:
    return _one_of([_any_of(facet, choice.values), *map(_field, choice.fields)])


def _field(field: Field) -> Query:
    return Bool(filter=[_term("values", value_term(field.facet, word)) for word in field.words])


def _forgiving(clause: Clause) -> Query:
    exactly = _clause(clause)
    if isinstance(clause, Word) and clause.errors:
        return _one_of([exactly, near("names", clause.surface)])
    return exactly


def _clause(clause: Clause, *, title: str = "") -> Query:
    if isinstance(clause, Word):
        phrases = [_phrase(phrase, f"{title}words") for phrase in clause.phrases]
        return _one_of([_any_of(f"{title}stems", clause.stems), _term("names", clause.surface), *phrases])
    if isinstance(clause, query.Prefix):
        return Prefix(f"{title}words", {"value": clause.surface})
    return _phrase(clause, f"{title}words")


def _phrase(phrase: Phrase, field: str) -> Query:
    return MatchPhrase(field, {"query": " ".join(phrase.surfaces)})


def _term(field: str, value: str) -> Query:
    return Term(field, {"value": value})


def _any_of(field: str, values: Iterable[str]) -> Query:
    return Terms(field, sorted(values))


def _one_of(queries: list[Query]) -> Query:
    return Bool(should=queries, minimum_should_match=1)
