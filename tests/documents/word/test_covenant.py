"""Are the parties, the period and the annexes of a covenant found in its own wording, and only there?"""

from datetime import date

import pytest
from docx import Document

from documents.word.annexes import split_annexes
from documents.word.blocks import Block, Cell, Heading, ListItem, Paragraph, Row, Table
from documents.word.covenant import understand_covenant
from documents.word.covenant_shapes import CovenantImport
from documents.word.parties import find_parties, party_in
from documents.word.reading import read_document
from documents.word.terms import find_terms
from tests.documents.word.builders import realistic_covenant_docx, saved


def understood(data: bytes) -> CovenantImport:
    return understand_covenant(read_document(data))


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(Row(tuple(Cell((text,)) for text in texts)) for texts in rows))


def names(*blocks: Block) -> list[str]:
    return [party.name for party in find_parties(blocks)]


def test_the_realistic_covenant_is_understood_whole() -> None:
    covenant = understood(realistic_covenant_docx(region="Oostwaard"))
    assert covenant.summary() == {
        "kind": "covenant",
        "title": "Convenant persoonsgerichte aanpak Oostwaard",
        "headings": 12,
        "paragraphs": 27,
        "tables": 1,
        "parties": [
            "Gemeente Veldersloot",
            "Gemeente Oostwaard",
            "Politie, eenheid Midden-Waterland",
            "Stichting GGZ De Linde",
            "Stichting Wonen Noord",
        ],
        "warnings": [],
    }
    assert (covenant.starts_on, covenant.ends_on) == (date(2027, 1, 1), date(2029, 12, 31))
    assert covenant.winding_down_days == 30


def test_the_annexes_carry_purpose_and_partners() -> None:
    first, second = understood(realistic_covenant_docx()).annexes
    assert (first.heading, first.title) == ("Bijlage 1 Veiligheidsoverleg GGZ", "Veiligheidsoverleg GGZ")
    assert first.purpose.startswith("Het bespreken van personen met verward gedrag")
    assert second.partners == ("Gemeente Veldersloot", "Politie", "Stichting Wonen Noord")
    assert "• Politie" in second.text


def test_a_covenant_without_annexes_and_parties_is_read_with_a_warning() -> None:
    file = Document()
    file.add_paragraph("Convenant", style="Title")
    file.add_paragraph("Wij werken samen.")
    covenant = understood(saved(file))
    assert (covenant.annexes, covenant.parties) == ((), ())
    assert [warning.code for warning in covenant.warnings] == ["no_parties"]


def test_an_annex_that_is_only_announced_stays_in_the_text() -> None:
    blocks = (
        Heading("Bijlage 1 Overleg"),
        Heading("Bijlage 2 Privacy"),
        Heading("Bijlage 1 Overleg"),
        Paragraph("Doel: wegen"),
    )
    main, annexes = split_annexes((*blocks, Heading("Bijlage 2 Privacy"), Paragraph("tekst")))
    assert main == (Paragraph("Bijlage 1 Overleg"), Paragraph("Bijlage 2 Privacy"))
    assert [(annex.title, annex.purpose) for annex in annexes] == [("Overleg", "wegen"), ("Privacy", "")]


def test_an_annex_as_a_table_carries_purpose_and_partners_too() -> None:
    facts = table(("Doel", "Personen bespreken"), ("Deelnemers", "gemeente, politie en de GGZ"))
    annex = split_annexes((Heading("Bijlage A: Overleg"), facts))[1][0]
    assert (annex.title, annex.purpose, annex.partners) == (
        "Overleg",
        "Personen bespreken",
        ("gemeente", "politie", "GGZ"),
    )


CLAUSES = {
    "De gemeente Oostwaard, te dezen vertegenwoordigd door haar burgemeester;": "Gemeente Oostwaard",
    "Stichting Wonen Noord, gevestigd te Veldersloot, hierna: ‘Wonen’; en": "Stichting Wonen Noord",
    "Politie, eenheid Midden-Waterland": "Politie, eenheid Midden-Waterland",
    "het Openbaar Ministerie, rechtsgeldig vertegenwoordigd door de hoofdofficier": "Openbaar Ministerie",
    "en Stichting GGZ De Linde (GGZ),": "Stichting GGZ De Linde",
}


@pytest.mark.parametrize("clause", CLAUSES)
def test_the_name_is_taken_out_of_the_clause_of_a_party(clause: str) -> None:
    assert party_in(clause).name == CLAUSES[clause]


def test_a_party_is_known_under_its_short_name() -> None:
    assert party_in("De gemeente Oostwaard, hierna te noemen: ‘de gemeente’;").known_as == "de gemeente"
    assert party_in("Stichting GGZ De Linde (GGZ)").known_as == "GGZ"


def test_the_part_of_the_parties_ends_where_the_considerations_begin() -> None:
    found = names(
        Heading("Partijen"),
        Paragraph("De volgende organisaties nemen deel:"),
        ListItem("Gemeente Oostwaard;"),
        ListItem("Politie;"),
        Paragraph("hierna gezamenlijk te noemen: ‘partijen’"),
        Paragraph("Overwegende dat zorg en veiligheid elkaar nodig hebben"),
        ListItem("Stichting Overweging"),
    )
    assert found == ["Gemeente Oostwaard", "Politie"]


def test_parties_are_found_in_a_table_that_is_signed() -> None:
    signing = table(("Partij", "Vertegenwoordigd door"), ("Gemeente Oostwaard", "M. Aydin"), ("Politie", "R. Visser"))
    assert names(Paragraph("Tekst."), signing) == ["Gemeente Oostwaard", "Politie"]


def test_a_table_about_data_names_no_parties() -> None:
    assert names(table(("Gegevens", "Partij"), ("Woonsituatie", "Wonen Noord"))) == []


def test_parties_in_one_line_are_found_and_a_definition_is_no_party() -> None:
    assert names(Paragraph("Partijen: gemeente Oostwaard, politie en Stichting Wonen Noord.")) == [
        "gemeente Oostwaard",
        "politie",
        "Stichting Wonen Noord",
    ]
    assert names(Paragraph("Partijen: de partijen bij dit convenant.")) == []


TERMS = {
    "Dit convenant treedt in werking op 1 januari 2027.": (date(2027, 1, 1), None, None),
    "Het convenant treedt in werking met ingang van 01-02-2027 en eindigt op 31-01-2029.": (
        date(2027, 2, 1),
        date(2029, 1, 31),
        None,
    ),
    "Dit convenant geldt van 1 januari 2027 tot en met 31 december 2028.": (date(2027, 1, 1), date(2028, 12, 31), None),
    "Dit convenant geldt vanaf 1 maart 2027 tot 1 maart 2029.": (date(2027, 3, 1), date(2029, 2, 28), None),
    "Het treedt in werking op 1 maart 2027 en is aangegaan voor de duur van twee jaar.": (
        date(2027, 3, 1),
        date(2029, 2, 28),
        None,
    ),
    "De afbouwtermijn bedraagt zestig (60) dagen.": (None, None, 60),
    "Lopende acties worden afgerond binnen zes weken na het einde van dit convenant.": (None, None, 42),
    "De opzegtermijn is drie maanden.": (None, None, None),
    "Het treedt in werking op de dag na ondertekening.": (None, None, None),
    "De wet van 1 januari 2025 is van toepassing.": (None, None, None),
    "Het wordt stilzwijgend verlengd voor een periode van één jaar.": (None, None, None),
    "Dit convenant eindigt op 31 februari 2027.": (None, None, None),
}


@pytest.mark.parametrize("text", TERMS)
def test_dates_are_taken_only_from_wording_that_makes_them_clear(text: str) -> None:
    terms = find_terms([text])
    assert (terms.starts_on, terms.ends_on, terms.winding_down_days) == TERMS[text]


def test_two_end_dates_are_no_end_date_but_a_warning() -> None:
    terms = find_terms(["Het convenant eindigt op 31 december 2027.", "Het convenant loopt af op 30 juni 2028."])
    assert terms.ends_on is None
    assert [(remark.code, remark.values["text"]) for remark in terms.remarks] == [
        ("ends_unclear", "31 december 2027, 30 juni 2028")
    ]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Het treedt in werking op 29 februari 2028 en is aangegaan voor de duur van één jaar.", date(2029, 2, 27)),
        ("Het treedt in werking op 31 oktober 2027, met een looptijd van 14 maanden.", date(2028, 12, 30)),
    ],
)
def test_a_calculated_end_date_counts_calendar_months_and_asks_to_be_checked(text: str, end: date) -> None:
    terms = find_terms([text])
    assert terms.ends_on == end
    assert [remark.code for remark in terms.remarks] == ["end_calculated"]
