"""Do words, abbreviations and what an editor made equal meet, and is the index made anew when the lists change?"""

from pathlib import Path

import pytest

from search.analysis import forms as analysis
from search.analysis import lexicon
from search.analysis.abbreviations import abbreviations, spelled_out
from search.analysis.compounds import stem
from search.analysis.forms import asked, forms, forms_in_place, forms_of, recipe
from search.analysis.lemmas import closed, lemma
from search.analysis.tokens import fold, surfaces, tokenise
from search.query import Phrase, parse
from search.synonyms import NONE, Synonyms, expressions, synonyms
from tests.search.evaluation.analysers import meets, ours


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("huizen", "huis"),
        ("taken", "taak"),
        ("takken", "tak"),
        ("financiele", "financieel"),
        ("kettinkje", "ketting"),
        ("autootje", "auto"),
        ("mogelijkheden", "mogelijkheid"),
        ("zwaarder", "zwaar"),
        ("werkten", "werk"),
        ("dreigende", "dreig"),
        ("aangehouden", "aanhoud"),
        ("besproken", "bespreek"),
        ("steden", "stad"),
        ("qwrtypen", None),
    ],
)
def test_a_form_is_brought_back_to_the_word_of_the_dictionary(form: str, base: str | None) -> None:
    assert lemma(form) == base


def test_spelling_says_which_vowel_was_long() -> None:
    assert [closed(body) for body in ("tak", "takk", "huiz", "werk")] == [["taak", "tak"], ["tak"], ["huis"], ["werk"]]


@pytest.mark.parametrize(
    ("written", "meant"), [("OM", True), ("OM's", True), ("om", False), ("Om", False), ("GGZ", True), ("ggz", True)]
)
def test_an_abbreviation_that_is_a_word_too_counts_in_capitals_only(written: str, meant: bool) -> None:
    assert abbreviations()[fold(written)].written(written) is meant


def test_who_asks_in_capitals_means_the_abbreviation_and_in_small_letters_maybe() -> None:
    assert (asked("OM"), asked("om"), asked("MDO")) == (("OM",), ("om", "OM"), ("mdo",))


def test_what_is_written_in_full_is_found_by_its_abbreviation_at_each_of_its_words() -> None:
    found = forms_in_place(tokenise("Het openbaar ministerie belt."))
    assert ["OM" in one for one in found] == [False, True, True, False]
    assert forms_of(tokenise("Het openbaar ministerie belt.")) == frozenset().union(*found)


def test_words_of_an_abbreviation_that_stand_apart_are_not_it() -> None:
    tokens = tokenise("Openbaar vervoer en het ministerie")
    assert "OM" not in forms_of(tokens)
    assert forms_of(tokens) == frozenset().union(*forms_in_place(tokens))


def test_only_the_abbreviations_that_are_asked_for_are_looked_for() -> None:
    stems = [stem(surface) for surface in surfaces("openbaar ministerie en multidisciplinair overleg")]
    assert [found for found, _, _ in spelled_out(stems)] == ["OM", "mdo"]
    assert list(spelled_out(stems, wanted={"mdo"})) == [("mdo", 3, 5)]


def test_three_parts_are_found_by_two_of_them_as_well() -> None:
    assert {stem("jeugdreclassering"), stem("werker"), stem("jeugd")} <= forms("jeugdreclasseringswerkers")


@pytest.mark.parametrize("text", ["", "!?", "qwrtyx", "x" * 100, "²", "’s"])
def test_any_word_has_forms(text: str) -> None:
    assert all(forms_in_place(tokenise(text)))


def test_the_recipe_changes_with_a_list(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = recipe()
    (tmp_path / "families.txt").write_text("huis: thuis\n")
    monkeypatch.setattr(lexicon, "LISTS", tmp_path)
    assert recipe() != before


def test_the_recipe_changes_with_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    before = recipe()
    monkeypatch.setattr(analysis, "VERSION", analysis.VERSION + 1)
    assert recipe() != before


@pytest.mark.parametrize("name", ["families.txt", "forms.txt"])
def test_no_list_of_the_house_says_two_things_of_one_word(name: str) -> None:
    rows = [line.split(":") for line in lexicon.lines(name)]
    members = [member for _, listed in rows for member in listed.split()]
    assert sorted(members) == sorted(set(members))
    assert all(fold(member) == member for member in members)


def test_no_member_of_a_family_is_the_root_of_another() -> None:
    assert {root for root in lexicon.families().values() if lexicon.families()[root] != root} == set()


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("herrie", "Weer geluidsoverlast.", True),
        ("geluidsoverlast", "Wat een herrie!", True),
        ("verbaal geweld", "Wat een herrie!", True),
        ("verbaal huis", "Wat een herrie!", False),
        ("herrie", "Geweld, maar niet verbaal.", False),
        ("-herrie overlast", "overlast", True),
    ],
)
def test_what_an_editor_made_equal_is_found(question: str, text: str, found: bool) -> None:
    equal = Synonyms(["herrie\ngeluidsoverlast\nverbaal geweld"])
    forms = [frozenset(word.stems) for word in parse(question, equal.widen).wanted]
    assert meets(forms, forms_in_place(tokenise(text))) is found


def test_an_expression_that_was_made_equal_is_looked_for_word_by_word() -> None:
    (herrie,) = parse("herrie", Synonyms(["herrie\nverbaal geweld"]).widen).wanted
    assert (herrie.stems, herrie.phrases) == ((stem("herrie"),), (Phrase(("verbaal", "geweld")),))


def test_phrases_and_beginnings_are_not_widened() -> None:
    text = '"herrie" her*'
    assert parse(text, Synonyms(["herrie\nlawaai"]).widen) == parse(text)


def test_the_lines_of_a_group_count_once_however_they_are_written() -> None:
    assert expressions(" Verbaal  geweld\n\n!\nherrie\nverbaal geweld") == ["Verbaal geweld", "herrie"]


def test_the_same_groups_are_worked_out_once() -> None:
    groups = frozenset({"herrie\nlawaai"})
    assert synonyms(groups) is synonyms(groups)
    assert synonyms(frozenset()) is NONE


def test_a_question_without_words_meets_nothing() -> None:
    ((question, text),) = ours([("!", "huis")])
    assert not meets(question, text)
