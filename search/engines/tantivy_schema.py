"""How a document lies in Tantivy. Bodies are not stored."""

from collections.abc import Iterable

import tantivy

from search.digests import digest
from search.documents import SearchDocument
from search.engines.base import FACETS
from search.engines.terms import moment, terms_of
from search.order import sort_key

# Raise when the fields or their meaning change; an older index must then be rebuilt.
VERSION = 4


def schema() -> tantivy.Schema:
    """`raw` everywhere: a term is what we give, never what an engine makes of it."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("digest", stored=True, tokenizer_name="raw", index_option="basic")
    for field in ("tokens", "names", "stems", "title_stems", "suggestions", "values"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in ("words", "title_words"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="position")
    for field in FACETS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("since", indexed=True, fast=True)
    builder.add_integer_field("newest", fast=True)
    return builder.build()


def to_tantivy(document: SearchDocument) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text("id", document.id)
    made.add_text("digest", digest(document))
    _add_facts(made, document)
    terms = terms_of(document)
    _add_words(made, "words", terms.words)
    _add_words(made, "title_words", terms.title_words)
    for field in ("names", "title_stems", "stems", "suggestions", "values"):
        _add_terms(made, field, getattr(terms, field))
    return made


def _add_facts(made: tantivy.Document, document: SearchDocument) -> None:
    for field in FACETS:
        if (value := getattr(document, field)) is not None:
            made.add_text(field, value)
    _add_terms(made, "tokens", document.tokens)
    made.add_integer("newest", sort_key(document))
    if document.since is not None:
        made.add_integer("since", moment(document.since))


def _add_words(made: tantivy.Document, field: str, texts: Iterable[list[str]]) -> None:
    """One value a text."""
    for words in texts:
        placed = [tantivy.Token(word, place, 0, 0) for place, word in enumerate(words)]
        made.add_pre_tokenized_text(field, tantivy.PreTokenizedString("", placed))


def _add_terms(made: tantivy.Document, field: str, terms: Iterable[str]) -> None:
    for term in sorted(terms):
        made.add_text(field, term)
