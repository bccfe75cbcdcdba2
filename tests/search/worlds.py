"""Which small worlds does a property of search hold in? Documents, scopes and questions, drawn to collide."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations, product
from random import Random
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
# With an error or two in a name, or too many for their length.
WORDS += ("Janssen", "jasnen", "Jnasne", "Verstraten", "Vertsratne", "verstrte")
# What an editor made equal: a word, and an expression of two.
SYNONYMS = Synonyms(("overlast\nherrie", "gezin\nhuis huizen"))
NAMES = ("Noor Jansen", "Bram Huizen", "Cliënt Zin", "Verstraeten")
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
PLACES = ("Den Oever", "Denoever", "Súdwest-Oever")
ORGANISATIONS = ("GGZ", "Politie", "Politie Den Oever")
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
# Each drawn at once: what is drawn word by word takes longer to draw than to search.
_chance = Random(2026)
SENTENCES = tuple(" ".join(_chance.choices(WORDS, k=_chance.randint(4, 12))) for _ in range(500))
_sentences = st.sampled_from(SENTENCES)
_texts = st.integers(0, 5).flatmap(lambda number: _sentences if number else st.text(max_size=20))
_some_tokens = st.sampled_from([frozenset(some) for size in (1, 2) for some in combinations(TOKENS, size)])
_no_tokens = st.just(frozenset[str]())
_tokens = st.sampled_from([frozenset(some) for size in (1, 1, 2, 2, 0) for some in combinations(TOKENS, size)])
IDS = tuple(product(KINDS, KEYS))


@st.composite
def _documents(draw: st.DrawFn, ids: st.SearchStrategy[tuple[str, str]]) -> SearchDocument:
    kind, key = draw(ids)
    return SearchDocument(
        kind=kind,
        key=key,
        title=draw(_texts),
        body=draw(_texts),
        names=draw(st.sampled_from([(), *((name,) for name in NAMES), NAMES[:2], NAMES[1:]])),
        tokens=draw(_tokens),
        since=draw(st.sampled_from((None, *MOMENTS))),
        case=draw(st.sampled_from((None, *CASES))),
        organisation=draw(st.sampled_from((None, *ORGANISATIONS))),
        municipality=draw(st.sampled_from((None, *PLACES))),
        date=draw(st.sampled_from(DATES)),
    )


@st.composite
def _worlds(draw: st.DrawFn) -> list[SearchDocument]:
    ids = draw(st.lists(st.sampled_from(IDS), min_size=5, max_size=10, unique=True))
    return [draw(_documents(st.just(id))) for id in ids]


documents = _documents(st.sampled_from(IDS))
worlds = _worlds()

_limited = st.lists(st.tuples(st.sampled_from(MOMENTS), _some_tokens), max_size=2).map(tuple)
scopes = st.builds(Scope._make, st.one_of(_some_tokens, _some_tokens, _no_tokens), _limited)

_clauses = st.one_of(
    _words,
    _words,
    _words,
    _words.map(lambda word: f"{word[:3]}*"),
    st.lists(_words, min_size=1, max_size=3).map(lambda words: '"' + " ".join(words) + '"'),
    _words.map(lambda word: f"-{word}"),
)
_typed = {
    "soort": ("melding", "Meldingen", "plan", "plannen van aanpak", "mel", "iets"),
    "gemeente": ("den oever", "OEVER", "denoever", "oever, sudwest", "nergens"),
    "casus": ("k7p-3mx", "K7P3MX", "3mx k7p", "k7p"),
    "bron": ("politie", "ggz", "oever politie", "nergens"),
    "van": ("2026", "1-3-2026", "02-03-2026", "2026-03-03", "mrt 2026", "ooit"),
    "tot": ("2025", "31-12-2025", "2-3-2026", "januari 2026", "2026-03-01", "ooit"),
}
_fields = st.one_of([st.sampled_from(values).map(f'{name}:"{{}}"'.format) for name, values in _typed.items()])
_some_fields = st.lists(st.one_of(_fields, _fields.map("-{}".format)), min_size=1, max_size=2).map(" ".join)
_questions = st.lists(_clauses, min_size=1, max_size=2).map(" ".join)
_in_fields = st.tuples(st.one_of(_words, _words, _questions, st.just("")), st.one_of(_fields, _some_fields)).map(
    " ".join
)
_kinds_of_texts = (_words, _words, _words, _questions, _questions, _in_fields, _in_fields, _in_fields)
texts = st.one_of(*_kinds_of_texts, st.text(max_size=20))
_days = st.none() | st.sampled_from(DAYS)
periods = st.one_of(st.just(Period()), st.just(Period()), st.builds(Period, _days, _days))
# Of a document that could be there, in a tier where it could stand; or of none.
_keys = [sort_key(document(key, kind=kind, date=at)) for kind, key in IDS for at in DATES]
places = st.none() | st.builds(Place, st.integers(1, 4), st.sampled_from(_keys))
hidden = st.frozensets(st.builds("{}:{}".format, st.sampled_from(KINDS), st.sampled_from(KEYS)), max_size=3)
_choices = {
    "kind": KINDS,
    "municipality": PLACES,
    "case": CASES,
    "organisation": ORGANISATIONS,
    "period": ("2025", "2026"),
}
_chosen = [
    {facet: frozenset(some)}
    for facet, values in _choices.items()
    for size in (1, 2)
    for some in combinations(values, size)
]
_two = st.builds(dict.__or__, st.sampled_from(_chosen), st.sampled_from(_chosen))
# As people ask: mostly nothing, then one thing, then another; from what is found by nothing nothing is learned.
selections = st.one_of(st.just({}), st.just({}), st.just({}), st.sampled_from(_chosen), _two)
# What may be asked besides a text, by the names that a `Request` has for it.
asides = st.fixed_dictionaries(
    {
        "selection": selections,
        "period": periods,
        "oldest": st.booleans(),
        "after": places,
        "limit": st.sampled_from((1, 3, 20)),
    }
)
