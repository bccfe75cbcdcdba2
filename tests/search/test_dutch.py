"""Is Dutch known well enough: on judged pairs of words, those held out apart, and on judged questions?"""

import pytest

from tests.search.evaluation.analysers import elasticsearch, meets, ours
from tests.search.evaluation.figures import on_pairs, on_questions
from tests.search.evaluation.pairs import pairs
from tests.search.evaluation.questions import judged, reports

PRECISION, RECALL = 0.98, 0.95


def test_the_pairs_are_many_of_every_kind_and_a_quarter_is_held_out() -> None:
    kinds = {pair.kind for pair in pairs()}
    assert kinds == {"inflection", "families", "compounds", "diacritics", "abbreviations", "false friends"}
    assert len(pairs()) == len(set(pairs())) >= 400
    assert 0.2 < sum(pair.held_out for pair in pairs()) / len(pairs()) < 0.3


@pytest.mark.parametrize("held_out", [False, True], ids=["tuned", "held out"])
def test_pairs_that_should_meet_do_and_others_do_not(held_out: bool) -> None:
    figures = on_pairs(ours, [pair for pair in pairs() if pair.held_out == held_out])
    assert (figures.precision >= PRECISION, figures.recall >= RECALL) == (True, True), figures


def test_there_are_sixty_questions_about_reports_that_exist() -> None:
    assert len(judged()) >= 60
    assert {name for names in judged().values() for name in names} <= set(reports())


def test_questions_find_the_reports_that_answer_them() -> None:
    figures = on_questions(ours)
    assert (figures.precision >= PRECISION, figures.recall >= RECALL) == (True, True), figures


@pytest.mark.elasticsearch
@pytest.mark.usefixtures("elasticsearch_url")
def test_elasticsearchs_own_dutch_is_asked_word_by_word() -> None:
    pairs = [
        ("boek", "twee boeken\nop tafel"),
        ("tafel", "twee boeken\nop tafel"),
        ("het", "het huis"),
        ("gezin", "gezinnen"),
    ]
    assert [meets(asked, text) for asked, text in elasticsearch(pairs)] == [True, True, False, False]
