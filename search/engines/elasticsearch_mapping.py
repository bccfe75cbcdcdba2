"""How a document lies in Elasticsearch. Its source is not kept: what can be read of it is its id, date and facets."""

from typing import Any

from elasticsearch.dsl import Keyword, Long, Mapping, Text

from search.digests import digest
from search.documents import SearchDocument
from search.engines.base import FACETS
from search.engines.terms import moment, terms_of
from search.order import sort_key

# Raise when the fields or their meaning change; an older index must then be rebuilt.
VERSION = 3

SETTINGS = {
    "number_of_shards": 1,
    # A copy on a second node, if there is one.
    "auto_expand_replicas": "0-1",
    # What is written becomes visible at a commit, and at no other moment.
    "refresh_interval": "-1",
    # So long it is known of what was taken away that it was, to a request that comes in late.
    "gc_deletes": "1h",
}


def mapping() -> Mapping:
    """Words are cut at the spaces that we put there and nowhere else; a field that is not here is refused."""
    made = Mapping()
    made.meta("dynamic", "strict")
    made.meta("_source", enabled=False)
    for field in ("tokens", "names", "stems", "title_stems", "values"):
        made.field(field, Keyword(doc_values=False))
    for field in ("words", "title_words"):
        made.field(field, Text(analyzer="whitespace", norms=False, index_options="positions"))
    for field in FACETS:
        made.field(field, Keyword())
    for field in ("suggestions", "digest"):
        made.field(field, Keyword(index=False))
    made.field("since", Long(doc_values=False))
    made.field("newest", Long())
    return made


def to_elasticsearch(document: SearchDocument) -> dict[str, Any]:
    made: dict[str, Any] = {facet: getattr(document, facet) for facet in FACETS}
    terms = terms_of(document)
    return made | {
        "tokens": sorted(document.tokens),
        "since": None if document.since is None else moment(document.since),
        "newest": sort_key(document),
        "digest": digest(document),
        # One value a text: Elasticsearch leaves a gap between values.
        "words": [" ".join(words) for words in terms.words],
        "title_words": [" ".join(words) for words in terms.title_words],
        "names": sorted(terms.names),
        "stems": sorted(terms.stems),
        "title_stems": sorted(terms.title_stems),
        "suggestions": sorted(terms.suggestions),
        "values": sorted(terms.values),
    }
