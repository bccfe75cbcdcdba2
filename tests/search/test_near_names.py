"""Is a name that is written with an error found by who may see it, whatever else lies in the index?"""

from string import ascii_lowercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.nearness import distance
from search.engines.base import Engine, Request
from search.highlight import Marker
from search.query import parse
from tests.search import oracle
from tests.search.test_engine_contract import ask, read
from tests.search.worlds import asked, document, scope

TYPED = "verstraaten"
# Two errors away: a letter less, and two that changed places.
MEANT = "verstratne"
# Elasticsearch by itself expands a word to 50, and one of its questions may hold so many clauses.
MOST_CLAUSES = 1_024
_letters = st.text("aeéß漢𐐷", max_size=9)


def nearer_names() -> list[str]:
    """Each one error away from what is typed."""
    places, letters = range(len(TYPED)), f"{ascii_lowercase}{digits}αβγδεζηθικλμνξοπρστ"
    put_in = [TYPED[:place] + letter + TYPED[place:] for place in places for letter in letters]
    changed = [TYPED[:place] + letter + TYPED[place + 1 :] for place in places for letter in letters]
    return sorted({*put_in, *changed} - {TYPED})


@given(_letters, _letters, st.integers(0, 3))
def test_errors_are_counted_as_an_independent_hand_counts_them(one: str, other: str, most: int) -> None:
    assert distance(one, other, most=most) == min(oracle.errors(one, other), most + 1)


def test_hundreds_of_hidden_names_that_are_nearer_push_no_visible_one_out(engine: Engine) -> None:
    names = nearer_names()
    hidden = [document(f"h{number}", names=(name,), tokens=frozenset({"b"})) for number, name in enumerate(names)]
    reader = read(engine, [*hidden, document("mine", names=(MEANT,))])
    assert len(names) > MOST_CLAUSES
    assert ask(reader, TYPED, scope("a")) == ["mine"]
    assert reader.near(Request(asked(""), scope("a")), TYPED) == [MEANT]
    assert len(ask(reader, TYPED, scope("b"))) == 20


def marked(text: str, question: str, *names: str) -> list[str]:
    return [segment.text for segment in Marker(parse(question), names).whole(text) if segment.marked]


@pytest.mark.parametrize(
    ("question", "expected"),
    [("jansen", ["Janssen"]), ("jasnsen", ["Janssen"]), ('"jansen"', []), ("jans*", ["Janssen"]), ("noot", [])],
)
def test_a_name_with_an_error_is_marked_where_it_is_a_name_of_the_hit(question: str, expected: list[str]) -> None:
    assert marked("Noor Janssen, Oudeveen", question, "Noor Janssen") == expected


def test_a_word_that_only_looks_like_what_was_asked_is_not_marked() -> None:
    assert marked("Meldingen van Janssen", "meldungen jansen") == []
