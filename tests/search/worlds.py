"""Which small worlds does a property of search hold in? Documents, scopes and questions, drawn to collide."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from access.scope import Scope
from search.documents import SearchDocument
from search.fields import Period
from search.order import Place, sort_key
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
# Around midnight at the turn of a year and of a day in Amsterdam, which UTC counts as the day before.
DATES = (*MOMENTS, datetime(2025, 12, 31, 22, 59, 59, tzinfo=UTC), datetime(2025, 12, 31, 23, tzinfo=UTC))
DATES += (datetime(2026, 3, 2, 22, 59, 59, tzinfo=UTC), datetime(2026, 3, 2, 23, tzinfo=UTC))
DAYS = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3))
KINDS = ("plan", "report")
# Values that share words, one that is written in two words and as one, and codes of cases.
PLACES = ("Oudeveen", "Den Oever", "Oever", "Denoever", "Súdwest-Fryslân")
ORGANISATIONS = ("GGZ Oudeveen", "Politie", "Politie Den Oever")
CASES = ("K7P-3MX", "3MX-K7P")
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
    case=st.none() | st.sampled_from(CASES),
    organisation=st.none() | st.sampled_from(ORGANISATIONS),
    municipality=st.none() | st.sampled_from(PLACES),
    date=st.sampled_from(DATES),
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
_typed = {
    "soort": ("melding", "Meldingen", "plan", "plannen van aanpak", "mel", "iets"),
    "gemeente": ("oudeveen", "den oever", "OEVER", "denoever", "sudwest-fryslan", "fryslan", "nergens"),
    "casus": ("k7p-3mx", "K7P3MX", "3mx k7p", "k7p"),
    "bron": ("politie", "ggz", "oever politie", "nergens"),
    "van": ("2026", "1-3-2026", "02-03-2026", "2026-03-03", "mrt 2026", "ooit"),
    "tot": ("2025", "31-12-2025", "2-3-2026", "januari 2026", "2026-03-01", "ooit"),
}
_fields = st.one_of([st.sampled_from(values).map(f'{name}:"{{}}"'.format) for name, values in _typed.items()])
_some_fields = st.lists(st.one_of(_fields, _fields, _fields.map("-{}".format)), min_size=1, max_size=3).map(" ".join)
_questions = st.lists(_clauses, min_size=1, max_size=2).map(" ".join)
_questions_in_fields = st.tuples(st.one_of(_words, _questions, st.just("")), _some_fields).map(" ".join)
texts = st.one_of(
    _words, _words, _questions, _questions, _questions_in_fields, _questions_in_fields, st.text(max_size=20)
)
periods = st.just(Period()) | st.builds(Period, st.none() | st.sampled_from(DAYS), st.none() | st.sampled_from(DAYS))
# Of a document that may be there, in a tier where it may stand; or of none.
places = st.none() | st.builds(Place, st.integers(1, 4), st.builds(sort_key, documents))
hidden = st.frozensets(st.builds("{}:{}".format, st.sampled_from(KINDS), st.sampled_from(KEYS)), max_size=3)
_choices = {
    "kind": KINDS,
    "municipality": PLACES,
    "case": CASES,
    "organisation": ORGANISATIONS,
    "period": ("2025", "2026"),
}
selections = st.fixed_dictionaries(
    {}, optional={facet: st.frozensets(st.sampled_from(values), min_size=1) for facet, values in _choices.items()}
)
# What may be asked besides a text, by the names that a `Request` has for it.
asides = st.fixed_dictionaries(
    {
        "selection": selections,
        "period": periods,
        "oldest": st.booleans(),
        "after": places,
        "limit": st.sampled_from((1, 2, 20)),
    }
)
