"""Do the words of the field come together with their own forms, and with no others?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.compounds import parts, stem
from search.analysis.forms import forms
from search.analysis.tokens import MAX_LETTERS, fold, places, places_of, surfaces, tokenise

RELATED = """
gezin gezinnen | geweld gewelddadig gewelddadige | gedrag gedragingen | gemeente gemeenten gemeentelijke
veiligheid veilig veilige veiliger | politie | kind kinderen kindje | psychiatrie psychiatrisch psychiatrische
melding meldingen melden meldt meldde gemeld | huis huizen huisje huisjes | casus casussen | bellen belt belde gebeld
bedreiging bedreigt bedreigd bedreigen | verslaving verslaafd verslaafden | crisis crises | wonen woont gewoond
risico risico's | convenant convenanten | zoon zonen | persoon personen | regisseur regisseurs | schuld schulden
buren buurman buurvrouw | lopen liep gelopen | slaan sloeg geslagen | school scholen | broer broertje broers
afspraak afspraken afgesproken | behandelen behandelt behandelaar behandeling | escalatie geëscaleerd escaleren
brief brieven briefje | overlijden overleden | plaats plaatsen | foto foto's fotos | suïcide suïcidale | mes messen
"""
STRANGERS = """
gezin zin | geweld wel | gedrag drag | gemeente meen | veiligheid veil | politie politiek | zoon zon | man maan
bos boos | buurt buur | plant plan | sport spoor | kant kan | hart hard | zwart zwaar | jongen jongere | ouder oudere
getuige tuig | kaart kar | weten wet | stem stemming | bom boom | onrust rust | veilig onveilig | straf straat
melding mededeling | gevoel voelen | huis hui | regie regio | zorg zorgelijk
"""


def groups(listed: str) -> list[list[str]]:
    return [group.split() for line in listed.strip().splitlines() for group in line.split("|")]


@pytest.mark.parametrize("words", groups(RELATED), ids=lambda words: words[0])
def test_forms_of_one_word_are_found_as_one(words: list[str]) -> None:
    assert len({stem(fold(word)) for word in words}) == 1


@pytest.mark.parametrize("words", groups(STRANGERS), ids=" ".join)
def test_words_that_only_look_alike_stay_apart(words: list[str]) -> None:
    found = [forms(word) for word in words]
    assert not frozenset.intersection(*found)


@pytest.mark.parametrize(
    ("word", "found_by"),
    [
        ("veiligheidshuizen", ["veiligheid", "huis", "veiligheidshuis"]),
        ("gezinsvoogd", ["gezin", "voogd"]),
        ("wijkagenten", ["wijk", "agent"]),
        ("casuscoördinator", ["casus", "coördinatoren"]),
        ("kinderbescherming", ["kind", "bescherming"]),
        ("geluidsoverlast", ["geluid", "overlast"]),
    ],
)
def test_a_compound_is_found_by_its_parts(word: str, found_by: list[str]) -> None:
    assert {stem(fold(part)) for part in found_by} <= forms(word)


def test_a_word_that_is_no_known_compound_has_no_parts() -> None:
    assert parts("gezin") == ()


def test_parts_say_where_they_stand_in_the_word() -> None:
    assert [(part.start, part.end) for part in parts("veiligheidshuizen")] == [(0, 11), (11, 17)]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Cliënt", "client"),
        ("CLIE\u0308NT", "client"),
        ("veilig\u00adheid", "veiligheid"),
        ("foto's", "foto"),
        ("FOTO’S", "foto"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("ĳsbaan", "ijsbaan"),
        ("K7P", "k7p"),
        ("Noor's", "noor"),
        ("²", "2"),
    ],
)
def test_case_accents_and_invisible_marks_do_not_matter(written: str, folded: str) -> None:
    assert surfaces(written) == [folded]


def test_other_apostrophes_part_words() -> None:
    assert surfaces("zo'n O'Brien 's avonds") == ["zo", "n", "o", "brien", "s", "avonds"]


def test_tokens_know_their_place_in_the_text() -> None:
    text = "Zorg- en Veiligheids\u00adhuis: ‘cliënt’ K7P-3MX!"
    assert [text[place.start() : place.end()] for _, place in tokenise(text)] == [
        "Zorg",
        "en",
        "Veiligheids\u00adhuis",
        "cliënt",
        "K7P",
        "3MX",
    ]


@given(st.text("aAs'\u2019 _.-\u0301\u00ad\u200b", max_size=24))
def test_where_one_word_stands_is_where_it_is_among_all(text: str) -> None:
    everywhere = [(place[0], place.start()) for place in places(text)]
    for word in {word for word, _at in everywhere}:
        assert list(places_of(word, text)) == [at for written, at in everywhere if written == word]


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    found = tokenise(text)
    assert [surface for surface, _ in found] == surfaces(text)
    assert all(surface.isalnum() and len(surface) <= MAX_LETTERS for surface, _ in found)
    assert all(place.string == text and place[0] for _, place in found)


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.text(alphabet="abcdeghijklnoprstuvwzëé", min_size=1, max_size=20))
def test_every_word_has_a_stem(word: str) -> None:
    assert stem(fold(word))
