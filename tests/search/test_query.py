"""Is what people type read as they mean it, and is nothing they type an error?"""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.fields import Field, Period
from search.query import MAX_TEXT, Clauses, Phrase, Prefix, Query, Word, parse, pieces, without, words


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


# Whatever a person can type or paste: bits of the language itself, marks that cannot be seen, other scripts.
BITS = [
    '"',
    "“",
    "”",
    "-",
    "–",
    "*",
    ":",
    " ",
    "\n",
    "soort:",
    "van:",
    "tot: ",
    "Casus:",
    "gemeente:",
    "1-2-2026",
    "feb",
]
BITS += [
    "2026",
    "melding",
    "K7P-3MX",
    "🔥",
    "\x00",
    "\u202e",
    "\u200f",
    "\u200b",
    "é",
    "e\u0301",
    "ß",
    "İ",
    "٣",
    "²",
    "文",
]


@given(st.text(max_size=300) | st.lists(st.sampled_from(BITS), max_size=40).map("".join))
def test_any_text_is_understood_somehow(text: str) -> None:
    clauses, found = parse(text), pieces(text)
    assert clauses == parse(text)
    assert all(before.end <= piece.start for before, piece in pairwise(found))
    assert bool(found) == (clauses != Clauses())
    assert all(piece.text for piece in found)


@given(st.text(max_size=300) | st.lists(st.sampled_from(BITS), max_size=40).map("".join), st.integers(-1, 9))
def test_a_piece_that_is_taken_out_is_gone_whatever_the_text(text: str, number: int) -> None:
    left = without(text, number)
    if 0 <= number < len(pieces(text)):
        assert len(pieces(left)) < len(pieces(text))
    else:
        assert left == text


def test_a_text_of_two_thousand_odd_signs_is_read_at_once() -> None:
    for bit in ('"', 'van:"', "van: ", "soort:", "-", "a*", "“a", "1 feb ", "\u202e", "🔥"):
        assert len(pieces(bit * 2_000)) <= MAX_TEXT


WORKED_OUT = {
    "soort:melding": Field("kind", ("report",)),
    "SOORT:Meldingen": Field("kind", ("report",)),
    'soort: "plannen van aanpak"': Field("kind", ("plan",)),
    "soort:tvb": Field("kind", ("matrix",)),
    "soort:plan": Field("kind", ("plan",)),
    'gemeente:"Súdwest Fryslân"': Field("municipality", ("sudwest", "fryslan")),
    "gemeente: Oudeveen": Field("municipality", ("oudeveen",)),
    'gemeente:"Oudeveen': Field("municipality", ("oudeveen",)),
    "casus:K7P-3MX": Field("case", ("k7p3mx",)),
    "casus:k7p3mx": Field("case", ("k7p3mx",)),
    "bron:ggz": Field("organisation", ("ggz",)),
}


@pytest.mark.parametrize("text", WORKED_OUT)
def test_a_field_is_read_as_people_write_it(text: str) -> None:
    assert parse(text).fields == (WORKED_OUT[text],)
    assert parse(f"overlast -{text}") == Clauses((word("overlast"),), unwanted_fields=(WORKED_OUT[text],))
    assert [piece.understood for piece in pieces(text)] == [True]


DAYS = {
    "1-2-2026": (date(2026, 2, 1), date(2026, 2, 1)),
    "01-02-2026": (date(2026, 2, 1), date(2026, 2, 1)),
    "2026-02-01": (date(2026, 2, 1), date(2026, 2, 1)),
    "1 feb 2026": (date(2026, 2, 1), date(2026, 2, 1)),
    "feb 2026": (date(2026, 2, 1), date(2026, 2, 28)),
    "Februari 2024": (date(2024, 2, 1), date(2024, 2, 29)),
    "mrt. 2026": (date(2026, 3, 1), date(2026, 3, 31)),
    "2-2026": (date(2026, 2, 1), date(2026, 2, 28)),
    "2026-12": (date(2026, 12, 1), date(2026, 12, 31)),
    "2026": (date(2026, 1, 1), date(2026, 12, 31)),
}


@pytest.mark.parametrize("typed", DAYS)
@pytest.mark.parametrize("shape", ["{}:{}", '{}: "{}"', "{}:{} overlast"])
def test_a_day_a_month_and_a_year_are_read_as_people_write_them(typed: str, shape: str) -> None:
    first, last = DAYS[typed]
    assert parse(shape.format("van", typed)).period == Period(since=first)
    assert parse(shape.format("tot", typed)).period == Period(until=last)


def test_what_is_left_out_of_a_period_is_the_other_side_of_it() -> None:
    assert parse("-van:2026").period == Period(until=date(2025, 12, 31))
    assert parse("-tot:2026").period == Period(since=date(2027, 1, 1))
    assert [(piece.kind, piece.text, piece.left_out) for piece in pieces("-van:2026")] == [
        ("until", "31 december 2025", False)
    ]


def test_of_two_periods_the_days_count_that_are_in_both() -> None:
    assert parse("van:2025 tot:2027 van:feb 2026").period == Period(date(2026, 2, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "soort:iets",
        "soort:verklaring",
        'soort:""',
        "van:ooit",
        "van:31-2-2026",
        "tot:0000",
        "tot:9999",
        "van:1-13-2026",
    ],
)
def test_what_is_not_understood_is_asked_as_words_and_says_so(typed: str) -> None:
    plain = typed.replace(":", " ").replace('"', "")
    assert parse(f"overlast {typed}") == parse(f"overlast {plain}")
    assert [(piece.kind, piece.understood) for piece in pieces(typed)] == [("words", False)]
    assert not parse(f"overlast -{typed}").unwanted_fields


def test_a_name_of_a_field_that_is_not_there_is_a_word() -> None:
    assert wanted("kleur:rood https://a.b 12:30") == tuple(map(word, ("kleur", "rood", "https", "a", "b", "12", "30")))
    assert wanted("casus: ") == (word("casus"),)


def test_leaving_out_is_no_question_and_a_field_or_a_period_is_one() -> None:
    assert [parse(text).empty for text in ("-soort:melding", "soort:melding", "van:2026", "-van:2026")] == [
        True, False, False, False
    ]  # fmt: skip


def test_pieces_say_where_they_stand_and_what_they_are() -> None:
    text = 'Overlast -"bij de buren" soort:meldingen mel* gemeente:"Den Oever" van:2026 soort:iets'
    assert [(text[piece.start : piece.end], piece.kind, piece.text, piece.left_out) for piece in pieces(text)] == [
        ("Overlast", "words", "Overlast", False),
        ('-"bij de buren"', "phrase", "bij de buren", True),
        ("soort:meldingen", "kind", "melding", False),
        ("mel*", "prefix", "mel*", False),
        ('gemeente:"Den Oever"', "municipality", "Den Oever", False),
        ("van:2026", "since", "1 januari 2026", False),
        ("soort:iets", "words", "soort:iets", False),
    ]


def test_a_text_without_one_of_its_pieces_asks_the_rest() -> None:
    text = 'overlast "bij de buren"  soort:melding'
    assert [without(text, number) for number in range(4)] == [
        '"bij de buren"  soort:melding', "overlast soort:melding", 'overlast "bij de buren"', text
    ]  # fmt: skip


def test_only_facets_with_a_choice_are_selected() -> None:
    query = Query("overlast", kinds=frozenset({"plan"}), cases=frozenset({"77"}))
    assert query.selection == {"kind": {"plan"}, "case": {"77"}}
