"""Word files that look like the real ones: untidy in the ways that people make them untidy.

`realistic_matrix_docx` and `realistic_covenant_docx` are for every test that needs a believable file.
"""

import io
from collections.abc import Mapping, Sequence

from docx import Document
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

# A row is three cells, or a string: a heading inside the table. Lines of a cell are paragraphs.
# MERGED: the cell is merged with the one above it. SHIFTED as the first cell: the row begins one column too late.
RowText = tuple[str, str, str] | str
MERGED, SHIFTED = "⇧", "⇨"

MATRIX_ROWS: Mapping[str, Sequence[RowText]] = {
    "Gemeentelijk regisseur (procesmanager, wijkcoach)": (
        "Fase 1: aanmelding en weging",
        (
            "Weegt het signaal samen met de procesmanager van het veiligheidshuis",
            "Is eindverantwoordelijk voor de weging;\nlegt de weging vast binnen vijf werkdagen",
            "Neemt de aanmelding aan;\ndraagt de aanmelding over aan een andere tafel",
        ),
        (
            "Informeert de betrokkene ‘op tijd en in gewone taal’",
            "• ziet toe op de termijn van uitstel\n• legt de reden van uitstel vast",
            "",
        ),
        ("Start de informatieronde", "", "Besluit over het starten van de informatieronde"),
        "Fase 2: plan en uitvoering",
        (
            "Stelt het plan van aanpak vast",
            "Is verantwoordelijk voor:\n- de samenhang van het plan\n- de inbreng van alle partners",
            "Stelt het plan van aanpak vast, of stuurt het met redenen terug",
        ),
        ("Bewaakt de acties uit het plan van aanpak", "Ziet welke acties te laat zijn", "–"),
        (MERGED, "Spreekt partners aan op hun acties", "Roept partners bijeen"),
        (
            "Besluit over opschalen en afschalen",
            "1. weegt het risico 2. hoort de partners",
            "Schaalt de casus op of af",
        ),
        "Fase 3: afsluiten",
        ("Sluit de casus af", "Draagt zorg voor een warme overdracht", "Sluit de casus af na evaluatie"),
        ("", "Evalueert de samenwerking met de partners", ""),
    ),
    "Casuscoördinator GGZ": (
        (
            "Voert casusregie en houdt het integrale dossier bij",
            "Maakt de risicotaxatie: risicofactoren en beschermende maatregelen",
            "Vraagt informatie op bij de partners",
        ),
        (
            "Schrijft het plan van aanpak",
            "Stemt het plan af met cliënt, naasten en partners",
            "Dient het plan van aanpak in bij de gemeentelijk regisseur",
        ),
        ("Schrijft het plan van aanpak uit", "Stemt het plan af met cliënt, naasten en de partners", ""),
        (
            "Maakt de checklist met de partners",
            "Bewaakt dat de checklist geen medische gegevens bevat",
            "Stelt de checklist vast",
        ),
        (SHIFTED, "Zit het vervolg-MDO voor", "Stelt het verslag van het MDO vast"),
        ("Onderhoudt contact met de behandelaar", "", "n.v.t."),
    ),
    "Procesregisseur veiligheidshuis": (
        (
            "Start een casus op maat wanneer de problemen de gemeentegrens overgaan",
            "Is onafhankelijk voorzitter van de adviestafel",
            "Besluit over de start van een casus op maat",
        ),
        ("Beheert de sleutel van geanonimiseerde casussen", "Bewaart de sleutel gescheiden van het dossier", ""),
        ("Bespreekt stagnatie met de partners", "", ""),
    ),
}

PARTIES: Sequence[str] = (
    "De gemeente Veldersloot",
    "De gemeente Oostwaard",
    "Politie, eenheid Midden-Waterland",
    "Stichting GGZ De Linde",
    "Stichting Wonen Noord",
)

ARTICLES: Sequence[tuple[str, Sequence[str]]] = (
    (
        "Artikel 1 Begripsbepalingen",
        (
            "In dit convenant wordt verstaan onder:",
            "a.\tbetrokkene: de persoon die in een casus wordt besproken;",
            "b.\tcasus: een aanmelding die door de gemeentelijk regisseur is aangenomen;",
            "c.\tpartijen: de partijen bij dit convenant.",
        ),
    ),
    (
        "Artikel 2 Doel",
        (
            "Partijen werken samen om te voorkomen dat het gedrag van personen escaleert, en om betrokkene en "
            "omgeving op tijd de zorg en de veiligheid te bieden die nodig is.",
        ),
    ),
    (
        "Artikel 6 Verstrekking",
        (
            "1.\tPartijen verstrekken elkaar uitsluitend de gegevens die in de bijlage bij het overleg zijn genoemd.",
            "2.\tArtikel 4 is van overeenkomstige toepassing.",
            "3.\tWie gegevens ontvangt, gebruikt ze niet voor een ander doel.",
        ),
    ),
    (
        "Artikel 9 Inwerkingtreding en duur",
        (
            "1.\tDit convenant treedt in werking op 1 januari 2027 en eindigt op 31 december 2029.",
            "2.\tNa afloop geldt een afbouwtermijn van dertig dagen, waarin partijen alleen afronden wat loopt.",
        ),
    ),
)

ANNEXES: Sequence[tuple[str, str, Sequence[str]]] = (
    (
        "Bijlage 1 Veiligheidsoverleg GGZ",
        "Het bespreken van personen met verward gedrag bij wie zorg en veiligheid samenkomen.",
        ("Gemeente Veldersloot", "Politie", "Stichting GGZ De Linde"),
    ),
    (
        "Bijlage 2 Persoonsgerichte aanpak",
        "Het terugdringen van overlast door personen die vaker in beeld zijn.",
        ("Gemeente Veldersloot", "Politie", "Stichting Wonen Noord"),
    ),
)


def realistic_matrix_docx(
    *, region: str = "Veldersloot", version: str = "6", rows: Mapping[str, Sequence[RowText]] = MATRIX_ROWS
) -> bytes:
    """A matrix with a title page, a typed table of contents, bold pseudo-headings and untidy tables."""
    file = Document()
    _cover(file, "Taken, verantwoordelijkheden en bevoegdheden", f"TVB-matrix regio {region}", f"Versie {version}")
    _bold(file, "Inhoudsopgave")
    file.add_paragraph("1. Inleiding\t3")
    for place, role in enumerate(rows, start=2):
        file.add_paragraph(f"{place}. {role} ........ {place + 2}")
    _page_break(file)
    _bold(file, "1. Inleiding")
    file.add_paragraph(f"Deze matrix beschrijft wie in de regio {region} wat doet, waarvoor staat en waarover gaat.")
    for place, (role, lines) in enumerate(rows.items(), start=2):
        _bold(file, f"{place}. {role}")
        role_table(file, lines)
        file.add_paragraph()
    return saved(file)


def realistic_covenant_docx(
    *,
    region: str = "Veldersloot",
    parties: Sequence[str] = PARTIES,
    articles: Sequence[tuple[str, Sequence[str]]] = ARTICLES,
    annexes: Sequence[tuple[str, str, Sequence[str]]] = ANNEXES,
) -> bytes:
    """A covenant with a title page, Word's own table of contents, bold articles, typed lists, a table and annexes."""
    file = Document()
    _cover(file, f"Convenant persoonsgerichte aanpak {region}", "Samenwerking en privacy", "Definitieve versie")
    _generated_contents(file, [title for title, _lines in articles])
    _page_break(file)
    _bold(file, "De ondergetekenden:")
    for place, party in enumerate(parties, start=1):
        represented = f"{place}.\t{party}, te dezen rechtsgeldig vertegenwoordigd door haar bestuurder"
        file.add_paragraph(f"{represented}, hierna te noemen: ‘partij {place}’;")
    file.add_paragraph("hierna gezamenlijk te noemen: ‘partijen’;")
    _bold(file, "Overwegende dat:")
    file.add_paragraph("zorg en veiligheid elkaar nodig hebben om escalatie te voorkomen;", style="List Bullet")
    file.add_paragraph("de privacy van betrokkenen daarbij beschermd moet zijn;", style="List Bullet")
    file.add_paragraph("komen het volgende overeen:")
    for title, lines in articles:
        _bold(file, title)
        for line in lines:
            file.add_paragraph(line)
    _data_table(file)
    for heading, purpose, partners in annexes:
        file.add_heading(heading, 1)
        _bold(file, "Doel")
        file.add_paragraph(purpose)
        _bold(file, "Deelnemers")
        for partner in partners:
            file.add_paragraph(partner, style="List Bullet")
    return saved(file)


def saved(file: WordFile) -> bytes:
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def role_table(
    file: WordFile,
    rows: Sequence[RowText],
    *,
    headers: Sequence[str] = ("Taken", "Verantwoordelijkheden", "Bevoegdheden"),
) -> Table:
    table = file.add_table(rows=1, cols=len(headers), style="Table Grid")
    for cell, title in zip(table.rows[0].cells, headers, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    for place, row in enumerate(rows):
        if isinstance(row, str):
            add_heading_row(table, row, merged=place % 2 == 0)
        else:
            add_row(table, row)
    return table


def add_heading_row(table: Table, text: str, *, merged: bool = True) -> None:
    """Half of the writers merge the row, the other half only make its first cell bold."""
    cells = table.add_row().cells
    cell = cells[0].merge(cells[-1]) if merged else cells[0]
    for spare in cell.paragraphs[1:]:
        spare._p.getparent().remove(spare._p)
    cell.paragraphs[0].add_run(text).bold = True


def add_row(table: Table, texts: Sequence[str]) -> None:
    row = table.add_row()
    elements = list(row._tr.tc_lst)
    if texts[0] == SHIFTED:
        before = OxmlElement("w:gridBefore")
        before.set(qn("w:val"), "1")
        row._tr.get_or_add_trPr().append(before)
        row._tr.remove(elements[0])
        texts, elements = texts[1:], elements[1:]
    for element, text in zip(elements, texts, strict=True):
        if text == MERGED:
            _merge_with_above(table, elements.index(element))
            continue
        first, *others = text.split("\n")
        paragraph = element.p_lst[0]
        Paragraph(paragraph, row).add_run(first)
        for line in others:
            added = OxmlElement("w:p")
            element.append(added)
            Paragraph(added, row).add_run(line)


def _merge_with_above(table: Table, column: int) -> None:
    above, here = (row.tc_lst[column].get_or_add_tcPr() for row in table._tbl.tr_lst[-2:])
    if above.find(qn("w:vMerge")) is None:
        above.append(parse_xml(f'<w:vMerge {nsdecls("w")} w:val="restart"/>'))
    here.append(parse_xml(f"<w:vMerge {nsdecls('w')}/>"))


def _cover(file: WordFile, *lines: str) -> None:
    for place, line in enumerate(lines):
        paragraph = file.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(line)
        run.bold = place == 0
        run.font.size = Pt(26 - 8 * place)
    file.add_paragraph("Werkgroep Persoonsgerichte aanpak, 3 november 2026")
    _page_break(file)


def _page_break(file: WordFile) -> None:
    file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _bold(file: WordFile, text: str) -> None:
    file.add_paragraph().add_run(text).bold = True


def _generated_contents(file: WordFile, titles: Sequence[str]) -> None:
    entries = "".join(
        f"<w:p><w:r><w:t>{title}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>{place}</w:t></w:r></w:p>"
        for place, title in enumerate(titles, start=3)
    )
    contents = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent><w:p><w:r><w:t>Inhoud</w:t></w:r></w:p>{entries}</w:sdtContent></w:sdt>"
    )
    file.element.body.insert(len(file.element.body) - 1, contents)


def _data_table(file: WordFile) -> None:
    table = file.add_table(rows=1, cols=3, style="Table Grid")
    for cell, title in zip(table.rows[0].cells, ("Gegevens", "Geeft", "Krijgt"), strict=True):
        cell.text = title
    for texts in (("Meldingen van overlast", "Politie", "Gemeente"), ("Woonsituatie", "Wonen Noord", "Alle partijen")):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
