"""How a question becomes a Tantivy query: out of terms only, so that no text can be read as engine syntax."""

from collections.abc import Iterable, Mapping
from typing import Any

import tantivy
from tantivy import FieldType, Occur

from access.scope import Scope
from search.engines.base import Request
from search.engines.terms import moment
from search.query import Clause, Clauses, Phrase, Prefix, Word

Part = tuple[Occur, tantivy.Query]

# Up to so many tokens are asked for one by one: a set of terms reads through all terms of the field (0.2 ms at 100,000
# documents), which pays for a viewer with hundreds of cases only.
FEW = 250


class Queries:
    """Builds the queries of one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self.schema = schema

    def within(self, request: Request) -> list[Part]:
        """Scope and must-not list: the condition that every answer stands under."""
        hidden = [(Occur.MustNot, self.any_of("id", request.hidden))] if request.hidden else []
        return [(Occur.Must, self.scope(request.scope)), *hidden]

    def chosen(self, request: Request, *, without: str = "") -> list[Part]:
        """The chosen facets, but for one."""
        selection = request.selection.items()
        return [(Occur.Must, self.any_of(facet, values)) for facet, values in selection if facet != without]

    def scope(self, scope: Scope) -> tantivy.Query:
        """visible ⇔ a token without limit, or a limited one and shared in time."""
        limited = [
            self.all_of([self.one_token_of(tokens), self.until(moment(until))]) for until, tokens in scope.limited
        ]
        return self.one_of([self.one_token_of(scope.unlimited), *limited])

    def one_token_of(self, tokens: frozenset[str]) -> tantivy.Query:
        if len(tokens) > FEW:
            return self.any_of("tokens", tokens)
        return self.one_of([self.term("tokens", token) for token in tokens])

    def answers(self, clauses: Clauses) -> list[Part]:
        """All that is wanted, nothing that is unwanted, anywhere in the document."""
        wanted = [(Occur.Must, self.clause(clause)) for clause in clauses.wanted]
        return wanted + [(Occur.MustNot, self.clause(clause)) for clause in clauses.unwanted]

    def in_title(self, clauses: Clauses) -> list[Part]:
        """All that is wanted, in the title or the names."""
        return [(Occur.Must, self.clause(clause, title="title_")) for clause in clauses.wanted]

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

    def until(self, microseconds: int) -> tantivy.Query:
        return tantivy.Query.range_query(self.schema, "since", FieldType.Integer, None, microseconds)

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
