"""Is every kind of text in a Word file found, and is what is left out said?"""

import pytest
from docx import Document
from docx.oxml.ns import nsdecls

from documents.word.blocks import Block, Heading, ListItem, Paragraph, Table, WordDocument
from documents.word.reading import read_document
from tests.documents.word.builders import realistic_covenant_docx, realistic_matrix_docx, saved
from tests.documents.word.hostile import sound_parts, with_body, zipped

SPAN, MERGE_START = '<w:gridSpan w:val="{}"/>', '<w:vMerge w:val="restart"/>'


def run(text: str, *, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def cell(text: str, *, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def read(body: str) -> WordDocument:
    return read_document(with_body(body))


def blocks(body: str) -> list[Block]:
    return list(read(body).blocks)


def test_headings_are_found_by_style_by_number_and_because_they_are_bold() -> None:
    file = Document()
    file.add_heading("Samenwerking", 1)
    file.add_paragraph("Artikel 6 Verstrekking")
    file.add_paragraph().add_run("De ondergetekenden:").bold = True
    file.add_paragraph().add_run("2.1 Taken").bold = True
    found = read_document(saved(file)).blocks
    assert found == (
        Heading("Samenwerking", 1),
        Heading("Artikel 6 Verstrekking", 2),
        Heading("De ondergetekenden:", 2),
        Heading("2.1 Taken", 2),
    )


@pytest.mark.parametrize(
    "text",
    ["Artikel 6 is niet van toepassing.", "Artikel 6 geldt ook hier", "artikel 6 lid 2", "De partijen overleggen"],
)
def test_a_sentence_about_an_article_is_no_heading(text: str) -> None:
    assert blocks(paragraph(run(text))) == [Paragraph(text)]


def test_a_bold_sentence_with_a_full_stop_is_text() -> None:
    assert blocks(paragraph(run("Bel bij acuut gevaar 112.", properties="<w:b/>")))[0].kind == "paragraph"


def test_a_bold_first_line_is_the_heading_of_the_lines_below_it() -> None:
    body = paragraph(
        run("Artikel 3 Doel", properties="<w:b/>"), "<w:r><w:br/></w:r>", run("Samen escalatie voorkomen.")
    )
    assert blocks(body) == [Heading("Artikel 3 Doel", 2), Paragraph("Samen escalatie voorkomen.")]


def test_typed_lists_become_list_items_with_their_labels() -> None:
    found = blocks("".join(paragraph(run(text)) for text in ("- zorg", "• veiligheid", "b)\twonen", "6.2 werk")))
    assert found == [
        ListItem("zorg", "•"),
        ListItem("veiligheid", "•"),
        ListItem("wonen", "b)"),
        ListItem("werk", "6.2"),
    ]


def test_hyphens_quotes_and_tabs_survive() -> None:
    body = paragraph(run("zorg"), "<w:r><w:noBreakHyphen/></w:r>", run("‘en’ “veiligheid” &amp; meer"))
    assert blocks(body) == [Paragraph("zorg-‘en’ “veiligheid” & meer")]


def test_inserted_text_is_read_and_deleted_text_is_reported() -> None:
    deleted = "<w:del><w:r><w:delText>politie</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('hierheen')}</w:moveFrom>"
    document = read(paragraph(run("de "), deleted, moved, f"<w:ins>{run('wijkagent')}</w:ins>"))
    assert document.blocks == (Paragraph("de wijkagent"),)
    assert [(entry.text, entry.why) for entry in document.skipped if entry.why == "deleted"] == [
        ("politie", "deleted"),
        ("hierheen", "deleted"),
    ]
    assert "tracked_changes" in {remark.code for remark in document.remarks}


def test_hidden_text_is_left_out_and_reported() -> None:
    document = read(paragraph(run("zichtbaar "), run("geheim", properties="<w:vanish/>")))
    assert document.blocks == (Paragraph("zichtbaar"),)
    assert ("geheim", "hidden") in {(entry.text, entry.why) for entry in document.skipped}


def test_text_inside_links_fields_and_controls_is_read() -> None:
    link = f"<w:hyperlink>{run('de wet')}</w:hyperlink>"
    field = f"<w:fldSimple w:instr=' DATE '>{run(' 3 november')}</w:fldSimple>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run(' 2026')}</w:sdtContent></w:sdt>"
    assert blocks(paragraph(link, field, control)) == [Paragraph("de wet 3 november 2026")]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph(run('in een kader'))}</w:txbxContent>"
    compatible = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert blocks(paragraph(run("Zie"), f"<w:r>{compatible}</w:r>")) == [Paragraph("Zie"), Paragraph("in een kader")]


def test_a_table_keeps_merged_and_missing_cells_apart() -> None:
    first = f"<w:tr>{cell('a', properties=MERGE_START)}{cell('b')}</w:tr>"
    second = f"<w:tr>{cell('verborgen', properties='<w:vMerge/>')}{cell('c')}</w:tr>"
    shifted = f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('d')}</w:tr>"
    wide = f"<w:tr>{cell('e', properties=SPAN.format(2))}</w:tr>"
    document = read(f"<w:tbl>{first}{second}{shifted}{wide}</w:tbl>")
    table = document.blocks[0]
    assert isinstance(table, Table)
    assert [row.before for row in table.rows] == [0, 0, 1, 0]
    assert table.rows[1].cells[0].continues
    assert table.rows[3].cells[0].span == 2
    assert ("verborgen", "merged_away") in {(entry.text, entry.why) for entry in document.skipped}


def test_a_table_in_a_cell_is_read_as_lines_of_that_cell_with_a_remark() -> None:
    inner = f"<w:tbl><w:tr>{cell('binnen')}{cell('in')}</w:tr></w:tbl>"
    document = read(f"<w:tbl><w:tr><w:tc>{paragraph(run('buiten'))}{inner}{paragraph()}</w:tc></w:tr></w:tbl>")
    table = document.blocks[0]
    assert isinstance(table, Table)
    assert table.rows[0].cells[0].lines == ("buiten", "binnen | in")
    assert [remark.code for remark in document.remarks if remark.code == "nested_table"] == ["nested_table"]


def test_a_span_of_a_billion_columns_is_no_span_of_a_billion_columns() -> None:
    document = read(
        f"<w:tbl><w:tr>{cell('a', properties='<w:gridSpan w:val=' + chr(34) + '9' * 9 + chr(34) + '/>')}</w:tr></w:tbl>"
    )
    table = document.blocks[0]
    assert isinstance(table, Table)
    assert table.rows[0].cells[0].span == 63


def test_title_page_and_typed_contents_are_recognised_and_reported() -> None:
    document = read_document(realistic_matrix_docx(region="Oostwaard"))
    assert document.title.endswith("TVB-matrix regio Oostwaard")
    assert {entry.why for entry in document.skipped} == {"title_page", "contents"}
    assert document.blocks[0] == Heading("1. Inleiding", 1)


def test_words_own_contents_are_recognised_and_reported() -> None:
    document = read_document(realistic_covenant_docx())
    assert "Artikel 2 Doel\t4" in {entry.text for entry in document.skipped if entry.why == "contents"}
    assert document.blocks[0] == Heading("De ondergetekenden:", 2)


def test_a_heading_inhoud_above_running_text_is_no_table_of_contents() -> None:
    found = blocks(paragraph(run("Inhoud", properties="<w:b/>")) + paragraph(run("Het overleg gaat over personen.")))
    assert found == [Heading("Inhoud", 2), Paragraph("Het overleg gaat over personen.")]


@pytest.mark.parametrize(
    "sentence", ["Partijen werken samen.", "Partijen lichten elkaar in over zorgen en" + " meer" * 40]
)
def test_a_first_page_with_running_text_is_no_title_page(sentence: str) -> None:
    found = blocks(paragraph(run(sentence)) + paragraph("<w:r><w:br w:type='page'/></w:r>") + paragraph(run("Verder.")))
    assert found == [Paragraph(sentence), Paragraph("Verder.")]


@pytest.mark.parametrize("style", ["Title", "bold"])
def test_a_file_without_title_page_takes_its_title_from_the_first_line(style: str) -> None:
    file = Document()
    first = file.add_paragraph(style="Title" if style == "Title" else None)
    first.add_run("Convenant Veldersloot").bold = True
    file.add_paragraph("Partijen werken samen.")
    document = read_document(saved(file))
    assert document.title == "Convenant Veldersloot"
    assert document.blocks == (Paragraph("Partijen werken samen."),)


def test_a_file_without_any_title_says_so() -> None:
    file = Document()
    file.core_properties.title = "Word Document"
    file.add_paragraph("Partijen werken samen.")
    document = read_document(saved(file))
    assert document.title == ""
    assert [remark.code for remark in document.remarks] == ["no_title"]


def test_notes_and_the_edges_of_the_page_are_reported() -> None:
    file = Document()
    file.add_paragraph("Tekst.")
    file.sections[0].header.paragraphs[0].text = "Vertrouwelijk"
    skipped = {(entry.text, entry.why) for entry in read_document(saved(file)).skipped}
    assert ("Vertrouwelijk", "page_edge") in skipped


def test_a_style_that_is_based_on_itself_is_no_endless_loop() -> None:
    style = '<w:style w:type="paragraph" w:styleId="Lus"><w:name w:val="Lus"/><w:basedOn w:val="Lus"/></w:style>'
    body = paragraph(run("Rondom"), properties='<w:pStyle w:val="Lus"/>')
    parts = {
        **sound_parts(),
        "word/styles.xml": f"<w:styles {nsdecls('w')}>{style}</w:styles>".encode(),
        "word/document.xml": f"<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>".encode(),
    }
    assert read_document(zipped(parts)).blocks == (Paragraph("Rondom"),)
