"""How a question becomes a Tantivy query: out of terms only, so that no text can be read as engine syntax."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import tantivy
from tantivy import FieldType, Occur

from access.scope import Scope
from search.analysis.nearness import errors_in
from search.engines.base import Choice, Request
from search.engines.terms import moment, value_term
from search.fields import Field
from search.order import NEAR, PHRASE, TITLE, WORDS, Place, keys_in
from search.query import Clause, Clauses, Phrase, Prefix, Word

Part = tuple[Occur, tantivy.Query]

# Up to so many tokens are asked for one by one: a set of terms reads through all terms of the field (0.2 ms at 100,000
# documents), which pays for a viewer with hundreds of cases only.
FEW = 250
# The rights of so many people are kept as a query, by what they are: other rights are another query.
SCOPES = 64


class Queries:
    """Builds the queries of one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self.schema = schema
        # Somebody's next question is asked with the rights of their last one, as a rule: thousands of terms.
        self.scope = lru_cache(maxsize=SCOPES)(self._scope)

    def within(self, request: Request) -> list[Part]:
        """Scope, must-not list and what is not wanted: the condition that every answer stands under."""
        hidden = [self.any_of("id", request.hidden)] if request.hidden else []
        unwanted = map(self.clause, request.clauses.unwanted)
        fields = map(self.field, request.clauses.unwanted_fields)
        return [
            (Occur.Must, self.scope(request.scope)),
            *((Occur.MustNot, query) for query in (*hidden, *unwanted, *fields)),
        ]

    def chosen(self, request: Request, *, without: str = "") -> list[Part]:
        """What was chosen and typed in the facets, but for one."""
        chosen = [self.choice(facet, choice) for facet, choice in request.choices.items() if facet != without]
        if request.days and without != "period":
            chosen += self.between("newest", *keys_in(request.days))
        return [(Occur.Must, query) for query in chosen]

    def choice(self, facet: str, choice: Choice) -> tantivy.Query:
        return self.one_of([self.any_of(facet, choice.values), *map(self.field, choice.fields)])

    def field(self, field: Field) -> tantivy.Query:
        return self.all_of([self.term("values", value_term(field.facet, word)) for word in field.words])

    def _scope(self, scope: Scope) -> tantivy.Query:
        """visible ⇔ a token without limit, or a limited one and shared in time."""
        limited = [
            self.all_of([self.one_token_of(tokens), *self.between("since", None, moment(until))])
            for until, tokens in scope.limited
        ]
        return self.one_of([self.one_token_of(scope.unlimited), *limited])

    def one_token_of(self, tokens: frozenset[str]) -> tantivy.Query:
        if len(tokens) > FEW:
            return self.any_of("tokens", tokens)
        return self.one_of([self.term("tokens", token) for token in tokens])

    def wanted(self, clauses: Clauses) -> list[Part]:
        """All that is wanted, anywhere in the document; errors in a name are forgiven."""
        return [(Occur.Must, self.forgiving(clause)) for clause in clauses.wanted]

    def tiers(self, clauses: Clauses) -> Iterator[tuple[int, list[Part]]]:
        """The tiers, each with what puts a document in it that is in none before: all that is wanted, that well."""
        yield TITLE, self.in_title(clauses)
        if exact := clauses.exact:
            yield PHRASE, [(Occur.Must, self.phrase(exact))]
        if clauses.wanted:
            yield WORDS, [(Occur.Must, self.clause(clause)) for clause in clauses.wanted]
        if clauses.forgiving:
            yield NEAR, self.wanted(clauses)

    def in_title(self, clauses: Clauses) -> list[Part]:
        """All that is wanted, in the title or the names."""
        return [(Occur.Must, self.clause(clause, title="title_")) for clause in clauses.wanted]

    def forgiving(self, clause: Clause) -> tantivy.Query:
        exactly = self.clause(clause)
        if isinstance(clause, Word) and clause.errors:
            return self.one_of([exactly, self.near("names", clause.surface)])
        return exactly

    def near(self, field: str, surface: str) -> tantivy.Query:
        """Every term near this one: Tantivy leaves none out, whatever else there is."""
        return tantivy.Query.fuzzy_term_query(self.schema, field, surface, errors_in(surface))

    def clause(self, clause: Clause, *, title: str = "") -> tantivy.Query:
        if isinstance(clause, Word):
            stems = [self.term(f"{title}stems", stem) for stem in clause.stems]
            phrases = [self.phrase(phrase, f"{title}words") for phrase in clause.phrases]
            return self.one_of([*stems, self.term("names", clause.surface), *phrases])
        if isinstance(clause, Prefix):
            return tantivy.Query.regex_query(self.schema, f"{title}words", f"{clause.surface}.*")
        return self.phrase(clause, f"{title}words")

    def phrase(self, phrase: Phrase, field: str = "words") -> tantivy.Query:
        if len(phrase.surfaces) == 1:
            return self.term(field, phrase.surfaces[0])
        return tantivy.Query.phrase_query(self.schema, field, list(phrase.surfaces))

    def term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self.schema, field, value, "basic")

    def any_of(self, field: str, values: Iterable[str]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self.schema, field, list(values))

    def between(self, field: str, lowest: int | None, highest: int | None) -> list[tantivy.Query]:
        """Both included. By two queries: one whose sides have changed places would be refused."""
        sides = [(lowest, None), (None, highest)]
        return [
            tantivy.Query.range_query(self.schema, field, FieldType.Integer, *side)
            for side in sides
            if side != (None, None)
        ]

    def beyond(self, place: Place, *, oldest: bool) -> Part:
        """What stands after this place in its tier."""
        sides = (place.key + 1, None) if oldest else (None, place.key - 1)
        return Occur.Must, self.all_of(self.between("newest", *sides))

    @staticmethod
    def all_of(queries: Iterable[tantivy.Query]) -> tantivy.Query:
        return tantivy.Query.boolean_query([(Occur.Must, query) for query in queries])

    @staticmethod
    def one_of(queries: Iterable[tantivy.Query]) -> tantivy.Query:
        return tantivy.Query.boolean_query([(Occur.Should, query) for query in queries])


def both(*parts: list[Part]) -> tantivy.Query:
    """One query out of several conditions, flat."""
    return tantivy.Query.boolean_query([part for group in parts for part in group])


def values_of(aggregation: Mapping[str, Any], facets: Iterable[str]) -> dict[str, dict[str, int]]:
    """What Tantivy counted, by facet and value; its own order goes by frequency, ours by value."""
    return {
        facet: {bucket["key"]: bucket["doc_count"] for bucket in sorted(aggregation[facet]["buckets"], key=_value)}
        for facet in facets
    }


def _value(bucket: Mapping[str, Any]) -> str:
    return str(bucket["key"])
