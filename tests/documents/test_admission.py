"""Does a rule over criteria mean what it says, and is nothing guessed?"""

from itertools import product

import pytest

from documents.admission import NotUnderstood, parse

D2 = "(1 en 2 en 3) en 4 en 5 en (6 of 7 of 8)"


def test_the_default_rule_means_what_d2_says_for_every_set_of_answers() -> None:
    rule = parse(D2, count=8)
    for given in product([True, False], repeat=8):
        answers = dict(enumerate(given, start=1))
        assert rule.holds(answers) is (all(given[:5]) and any(given[5:]))


def test_what_is_not_answered_leaves_it_open_unless_it_is_certain_already() -> None:
    rule = parse("1 en (2 of 3)", count=3)
    assert rule.holds({1: True}) is None
    assert rule.holds({1: False}) is False
    assert rule.holds({1: True, 3: True}) is True


def test_without_a_rule_each_criterion_must_be_met() -> None:
    rule = parse("", count=2)
    assert [rule.holds({1: True, 2: last}) for last in (True, False, None)] == [True, False, None]


def test_english_words_give_the_same_text() -> None:
    assert str(parse("1 AND (2 or 3)", count=3)) == str(parse("1 en (2 of 3)", count=3)) == "1 en (2 of 3)"


@pytest.mark.parametrize(
    "text", ["1 en 2 of 3", "1 en", "(1 en 2 en 3", "1 en 2", "1 en 2 en 3 en 4", "1 plus 2 en 3", "1, 2, 3", "1 2 3"]
)
def test_what_is_no_rule_over_three_criteria_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        parse(text, count=3)
