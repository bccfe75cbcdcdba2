"""Which small worlds does a property of search hold in? Documents, scopes and questions, drawn to collide."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from access.scope import Scope
from search.documents import SearchDocument
from search.query import Clauses, parse
from search.synonyms import Synonyms

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
# Forms of the same words, compounds and their parts, accents, false friends and names: few, so that they meet.
WORDS = ("overlast", "melding", "meldingen", "gemeld", "huis", "huizen", "veiligheidshuis", "gezin", "zin")
WORDS += ("Cliënt", "client", "niet", "Jansen", "K7P-3MX", "MDO", "multidisciplinair overleg", "herrie")
# What an editor made equal: a word, and an expression of two.
SYNONYMS = Synonyms(("overlast\nherrie", "gezin\nhuis huizen"))
NAMES = ("Noor Jansen", "Bram Huizen", "Cliënt Zin")
TOKENS = ("a", "b", "case:1:team", "case:1:desk")
MOMENTS = (
    NOON - timedelta(days=1),
    NOON - timedelta(microseconds=1),
    NOON,
    NOON + timedelta(microseconds=1),
    NOON + timedelta(days=1),
)
KINDS = ("plan", "report")
KEYS = tuple(f"key-{number}" for number in range(8))


def document(key: str = "key-0", **values: Any) -> SearchDocument:
    """A report, shared at noon with token `a`."""
    given: dict[str, Any] = {
        "kind": "report",
        "key": key,
        "title": "Melding",
        "body": "",
        "names": (),
        "tokens": frozenset({"a"}),
        "since": NOON,
        "case": None,
        "organisation": None,
        "municipality": None,
        "date": NOON,
    }
    return SearchDocument(**given | values)


def asked(text: str) -> Clauses:
    return parse(text, SYNONYMS.widen)


def scope(*tokens: str, limited: tuple[tuple[datetime, frozenset[str]], ...] = ()) -> Scope:
    return Scope._make(tokens, limited)


_words = st.sampled_from(WORDS)
_sentences = st.lists(_words, min_size=5, max_size=12).map(" ".join)
_values = st.none() | st.sampled_from(("1", "2"))
_tokens = st.frozensets(st.sampled_from(TOKENS), min_size=1, max_size=2)
_no_tokens = st.just(frozenset[str]())

documents = st.builds(
    SearchDocument,
    kind=st.sampled_from(KINDS),
    key=st.sampled_from(KEYS),
    title=st.one_of(_sentences, _sentences, st.text(max_size=20)),
    body=st.one_of(_sentences, _sentences, st.text(max_size=20)),
    names=st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    tokens=_tokens | _no_tokens,
    since=st.none() | st.sampled_from(MOMENTS),
    case=_values,
    organisation=_values,
    municipality=_values,
    date=st.sampled_from(MOMENTS),
)
worlds = st.lists(documents, min_size=5, max_size=10, unique_by=lambda made: made.id)

_limited = st.lists(st.tuples(st.sampled_from(MOMENTS), _tokens), max_size=2).map(tuple)
scopes = st.builds(Scope._make, st.one_of(_tokens, _tokens, _no_tokens), _limited)

_clauses = st.one_of(
    _words,
    _words,
    _words.map(lambda word: f"{word[:3]}*"),
    st.lists(_words, min_size=1, max_size=3).map(lambda words: '"' + " ".join(words) + '"'),
    _words.map(lambda word: f"-{word}"),
)
_questions = st.lists(_clauses, min_size=1, max_size=2).map(" ".join)
texts = st.one_of(_words, _words, _questions, _questions, st.text(max_size=20))
hidden = st.frozensets(st.builds("{}:{}".format, st.sampled_from(KINDS), st.sampled_from(KEYS)), max_size=3)
selections = st.dictionaries(
    st.sampled_from(("kind", "municipality", "case", "organisation")),
    st.frozensets(st.sampled_from(("1", "2", *KINDS)), min_size=1, max_size=2),
    max_size=2,
)
