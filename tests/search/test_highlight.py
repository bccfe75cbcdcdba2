"""Is every form that answers the question marked, and only that, without a single tag?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.highlight import ELLIPSIS, LEAD_LETTERS, SNIPPET_LETTERS, Marker, Segment
from search.query import parse
from search.synonyms import Synonyms
from tests.search import worlds


def marked(text: str, question: str) -> list[str]:
    return [segment.text for segment in Marker(parse(question)).whole(text) if segment.marked]


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("Twee meldingen; gisteren gemeld.", "melding", ["meldingen", "gemeld"]),
        ("De Cliënt en zijn gezin.", "client zin", ["Cliënt"]),
        ("Het veiligheidshuis belt.", "huis", ["huis"]),
        ("Het Veiligheidshuis belt.", "veiligheidshuis", ["Veiligheidshuis"]),
        ("Huis-aan-huis in het veiligheidshuis.", "huis veilig", ["Huis", "huis", "veiligheidshuis"]),
        ("De casuscoördinator.", "coordinator", ["coördinator"]),
        ("De veiligheids\u00adhuizen.", "huis", ["veiligheids\u00adhuizen"]),
        ("plan van aanpak, het plan", '"plan van aanpak"', ["plan van aanpak"]),
        ("veiligheid en veilig", "veilighe*", ["veiligheid"]),
        ("plan van aanpak", '"plan van" van', ["plan van"]),
        ("plan van aanpak", '"plan van" "van aanpak"', ["plan van aanpak"]),
        ("overlast", "-overlast", []),
        ("niets hier", "overlast", []),
        ("overlast en veiligheid", "overlast veilighe*", ["overlast", "veiligheid"]),
        ("Het openbaar ministerie belt.", "OM", ["openbaar ministerie"]),
        ("Het openbaar ministerie belt om drie uur.", "om", ["openbaar ministerie", "om"]),
        ("Het OM belt om drie uur.", "OM", ["OM"]),
        ("Het OM belt.", "openbaar ministerie", ["OM"]),
        ("Openbaar vervoer, ministerie.", "OM", []),
        ("De jeugdreclasseringswerker.", "jeugdreclassering", ["jeugdreclasserings"]),
        ("Twee GGZ-instellingen.", "geestelijke gezondheidszorg", ["GGZ"]),
        ("", "overlast", []),
    ],
)
def test_what_answers_is_marked(text: str, question: str, expected: list[str]) -> None:
    assert marked(text, question) == expected


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("Weer geluidsoverlast.", "herrie", ["geluidsoverlast"]),
        ("Weer verbaal geweld.", "herrie", ["verbaal geweld"]),
        ("Wat een herrie!", "verbaal geweld", ["herrie"]),
    ],
)
def test_what_an_editor_made_equal_is_marked(text: str, question: str, expected: list[str]) -> None:
    equal = Synonyms(["herrie\ngeluidsoverlast\nverbaal geweld"])
    segments = Marker(parse(question, equal.widen)).whole(text)
    assert [segment.text for segment in segments if segment.marked] == expected


def test_the_text_that_answers_most_clauses_is_the_best() -> None:
    equal = Synonyms(["herrie\nverbaal geweld"])
    marker = Marker(parse("herrie buren", equal.widen))
    assert marker.best(["verbaal geweld en herrie", "verbaal geweld bij de buren", "herrie bij de buren"]) == 1
    assert marker.best(["niets", "ook niets"]) == 0


def test_segments_are_text_and_never_markup() -> None:
    assert Marker(parse("overlast")).whole("<b>overlast</b>") == (
        Segment("<b>", False),
        Segment("overlast", True),
        Segment("</b>", False),
    )


@given(worlds.documents, worlds.texts)
def test_segments_put_together_are_the_text(document: worlds.SearchDocument, question: str) -> None:
    text = " ".join(document.body.split())
    assert "".join(segment.text for segment in Marker(parse(question)).whole(text)) == text


@given(st.text(max_size=500), worlds.texts)
def test_any_text_has_a_snippet_of_bounded_length(text: str, question: str) -> None:
    length = sum(len(segment.text) for segment in Marker(parse(question)).snippet(text))
    assert length <= SNIPPET_LETTERS + LEAD_LETTERS + 2 * len(ELLIPSIS)


def test_a_snippet_stands_where_most_of_the_question_is_answered() -> None:
    filler = "woord " * 80
    text = f"overlast {filler} een melding van overlast door de buren {filler}"
    shown = Marker(parse("overlast buren")).snippet(text)
    assert [segment.text for segment in shown if segment.marked] == ["overlast", "buren"]
    assert (shown[0], shown[-1]) == (Segment(ELLIPSIS, False), Segment(ELLIPSIS, False))


def test_a_snippet_without_an_answer_is_the_beginning_of_the_text() -> None:
    shown = Marker(parse("overlast")).snippet("Rustige week.\n\nGeen bijzonderheden. " + "woord " * 80)
    assert shown[0].text.startswith("Rustige week. Geen bijzonderheden. woord")
    assert shown[-1] == Segment(ELLIPSIS, False)


def test_a_snippet_begins_and_ends_with_whole_words() -> None:
    text = "achtergrond " * 30 + "overlast " + "achtergrond " * 30
    words = {word for segment in Marker(parse("overlast")).snippet(text) for word in segment.text.split()}
    assert words == {"achtergrond", "overlast", ELLIPSIS}


def test_a_short_text_is_shown_whole() -> None:
    assert Marker(parse("overlast")).snippet("Weer overlast. ") == (
        Segment("Weer ", False),
        Segment("overlast", True),
        Segment(".", False),
    )
