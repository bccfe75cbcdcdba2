"""How a document lies in Tantivy. Bodies are not stored; every word comes from our own analysis."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

import tantivy

from search.analysis.forms import forms_of
from search.analysis.tokens import MAX_LETTERS, Token, tokenise
from search.documents import SearchDocument
from search.engines.base import FACETS
from search.order import EPOCH, sort_key

# Raise when the fields or their meaning change; an older index must then be rebuilt.
VERSION = 2

# Between a folded word and how it was written, in the field of suggestions.
WRITTEN = "\x1f"


def schema() -> tantivy.Schema:
    """`raw` everywhere: a term is what we give, never what an engine makes of it."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for field in ("tokens", "names", "stems", "title_stems", "suggestions"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in ("words", "title_words"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="position")
    for field in FACETS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("since", indexed=True, fast=True)
    builder.add_integer_field("newest", fast=True)
    return builder.build()


def moment(at: datetime) -> int:
    """Microseconds since 1970, exactly: who reads until noon does not read what came a microsecond later."""
    return (at - EPOCH) // timedelta(microseconds=1)


def folded_and_written(term: str) -> tuple[str, str]:
    """Of a term in the field of suggestions."""
    folded, _, written = term.partition(WRITTEN)
    return folded, written or folded


def to_tantivy(document: SearchDocument) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text("id", document.id)
    _add_facts(made, document)
    title, body, *names = read = [tokenise(text) for text in (document.title, document.body, *document.names)]
    for tokens in read:
        _add_words(made, "words", tokens)
    for tokens in (title, *names):
        _add_words(made, "title_words", tokens)
    _add_terms(made, "names", {surface for name in names for surface, _ in name})
    _add_terms(made, "title_stems", in_title := forms_of(title))
    _add_terms(made, "stems", in_title | forms_of(body))
    _add_terms(made, "suggestions", {_suggestion(place[0], surface) for tokens in read for surface, place in tokens})
    return made


def _add_facts(made: tantivy.Document, document: SearchDocument) -> None:
    for field in FACETS:
        if (value := getattr(document, field)) is not None:
            made.add_text(field, value)
    _add_terms(made, "tokens", document.tokens)
    made.add_integer("newest", sort_key(document))
    if document.since is not None:
        made.add_integer("since", moment(document.since))


def _add_words(made: tantivy.Document, field: str, tokens: list[Token]) -> None:
    """One value a text: a phrase never runs from one text into the next."""
    if tokens:
        made.add_pre_tokenized_text(
            field,
            tantivy.PreTokenizedString(
                "", [tantivy.Token(surface, place, 0, 0) for place, (surface, _) in enumerate(tokens)]
            ),
        )


def _add_terms(made: tantivy.Document, field: str, terms: Iterable[str]) -> None:
    for term in sorted(terms):
        made.add_text(field, term)


@lru_cache(maxsize=100_000)
def _suggestion(written: str, surface: str) -> str:
    """The word as it was written, findable by its folded form: `client` → `cliënt`."""
    lower = "".join(letter for letter in written.lower() if letter.isprintable())[:MAX_LETTERS]
    return surface if lower == surface else f"{surface}{WRITTEN}{lower}"
