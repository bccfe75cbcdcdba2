"""Is what people type read as they mean it, and is nothing they type an error?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import MAX_TEXT, Clauses, Phrase, Prefix, Query, Word, parse, words


def word(text: str) -> Word:
    (found,) = words(text)
    return found


def wanted(text: str) -> tuple[object, ...]:
    return parse(text).wanted


def test_every_word_counts_in_the_order_typed() -> None:
    assert wanted("  Overlast,  bij Cliënt ") == (word("overlast"), word("bij"), word("client"))


def test_a_word_carries_its_form_and_its_stem() -> None:
    assert wanted("meldingen") == (Word("meldingen", ("meld",)),)


@pytest.mark.parametrize(
    "quoted", ['"plan van aanpak"', "“plan van aanpak”", "„Plan van, aanpak”", "«plan van aanpak»"]
)
def test_quotes_of_any_shape_make_a_phrase(quoted: str) -> None:
    assert wanted(quoted) == (Phrase(("plan", "van", "aanpak")),)


@pytest.mark.parametrize("dash", ["-", "–", "−"])
def test_a_dash_before_a_word_leaves_it_out(dash: str) -> None:
    assert parse(f"overlast {dash}politie") == Clauses((word("overlast"),), (word("politie"),))


def test_a_dash_before_a_phrase_leaves_the_phrase_out() -> None:
    assert parse('-"geen overlast"') == Clauses((), (Phrase(("geen", "overlast")),))


def test_what_is_left_out_is_left_out_as_a_whole() -> None:
    assert parse("-K7P-3MX").unwanted == (Phrase(("k7p", "3mx")),)


def test_a_dash_within_or_after_a_word_is_no_sign() -> None:
    assert wanted("zorg- en K7P-3MX") == tuple(map(word, ("zorg", "en", "k7p", "3mx")))


def test_a_star_finds_every_word_that_begins_like_this() -> None:
    assert wanted("Veilighe*") == (Prefix("veilighe"),)
    assert wanted("ggz-psych*") == (word("ggz"), Prefix("psych"))


@pytest.mark.parametrize("text", ["v*", "*veilig", "vei*lig", "*"])
def test_a_star_elsewhere_or_after_one_letter_is_ignored(text: str) -> None:
    assert all(isinstance(clause, Word) for clause in wanted(text))


def test_a_quote_that_is_never_closed_is_ignored() -> None:
    assert wanted('overlast "bij de') == tuple(map(word, ("overlast", "bij", "de")))


@pytest.mark.parametrize("text", ["", "  ", "🔥🔥", '""', "-", "-- ''", '" "', "*", "-politie", " " * 3000])
def test_nothing_is_asked_without_a_word(text: str) -> None:
    assert parse(text).empty


def test_the_exact_question_exists_where_there_are_only_words_and_more_than_one() -> None:
    assert parse("plan van aanpak -oud").exact == Phrase(("plan", "van", "aanpak"))
    assert [parse(text).exact for text in ("plan", "plan aan*", 'plan "van aanpak"', "")] == [None] * 4


@pytest.mark.parametrize("text", ["a:b AND (c OR d)", "title:x^2 ~", "[a TO b]", "\\", "+a !b {", "/re.*/", "a && b"])
def test_engine_syntax_is_only_words(text: str) -> None:
    assert all(isinstance(clause, Word) for clause in (*parse(text).wanted, *parse(text).unwanted))


def test_a_text_that_is_too_long_is_cut_after_a_word() -> None:
    clauses = wanted("overlast " * 500)
    assert len(clauses) == MAX_TEXT // len("overlast ")
    assert set(clauses) == {word("overlast")}


@given(st.text(max_size=300) | st.text(alphabet='ab"-*“” \n', max_size=60))
def test_any_text_is_understood_somehow(text: str) -> None:
    clauses = parse(text)
    assert clauses == parse(text)
    assert clauses.empty == (not clauses.wanted)


def test_only_facets_with_a_choice_are_selected() -> None:
    query = Query("overlast", kinds=frozenset({"plan"}), cases=frozenset({"77"}))
    assert query.selection == {"kind": {"plan"}, "case": {"77"}}
