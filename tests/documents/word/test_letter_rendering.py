"""Does every text survive into the letter as it is, and is a letter with a hole refused?"""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from documents.letter_fields import EXAMPLES
from documents.word.letter_check import check, open_template
from documents.word.letter_rendering import holes, render
from documents.word.letters import fill_in_template
from tests.documents.word.hostile import with_body
from tests.factories.letters import a_template_file

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def text_of(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs)


def rendered(data: bytes, **values: Any) -> str:
    given_values = EXAMPLES | {name.replace("_", ".", 1): value for name, value in values.items()}
    return text_of(render(data, given_values, title="", moment=NOW))


AWKWARD = [
    "A & B <c>",
    "<w:t>x</w:t>",
    "{{ huis.naam }}",
    "{_{ }_} {_% %_}",
    "]]>&amp;&#38;",
    "'\"“”‘’",
    "%s %(x)s {0}",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_whatever_a_name_holds_stands_in_the_letter_as_it_is(text):
    assert rendered(a_template_file("Beste {{ persoon.naam }}!"), persoon_naam=text) == f"Beste {text}!"


LETTERS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=40
)


@given(LETTERS)
def test_any_text_survives(text):
    template = with_body("<w:p><w:r><w:t>[{{ persoon.naam }}]</w:t></w:r></w:p>")
    assert rendered(template, persoon_naam=text) == f"[{text}]"


def test_lines_of_an_address_become_lines_of_the_letter_and_control_signs_nothing():
    data = a_template_file("{{ persoon.adres }}.")
    letter = fill_in_template(data, {"persoon.adres": " A 1\r\nB\x07\x0c\tC "}, title="", moment=NOW)
    assert text_of(letter) == "A 1\nB C."


def test_lists_conditions_and_rows_are_filled_in():
    table = [["{%tr for x in overleg.deelnemers %}"], ["{{ x.naam }}"], ["{%tr endfor %}"]]
    data = a_template_file("{% if uitkomst.advies %}ja{% else %}nee{% endif %}", table=table, header="{{ huis.naam }}")
    rows = [{"naam": "Politie & co"}, {"naam": "GGZ"}]
    values = EXAMPLES | {"overleg.deelnemers": rows, "uitkomst.advies": True}
    file = Document(io.BytesIO(render(data, values, title="", moment=NOW)))
    assert file.paragraphs[0].text == "ja"
    assert [row.cells[0].text for row in file.tables[0].rows] == ["Politie & co", "GGZ"]
    assert file.sections[0].header.paragraphs[0].text == EXAMPLES["huis.naam"]


def test_a_table_or_cell_that_a_condition_emptied_does_not_break_the_file():
    table = [["{%tr for x in overleg.deelnemers %}"], ["{{ x.naam }}"], ["{%tr endfor %}"]]
    gone = render(a_template_file(table=table), EXAMPLES | {"overleg.deelnemers": []}, title="", moment=NOW)
    assert Document(io.BytesIO(gone)).tables == []
    cell = a_template_file(table=[["{%p if uitkomst.advies %}\nx\n{%p endif %}".replace("\n", "")]])
    assert check(open_template(cell)).problems


def hole_codes(values: dict[str, Any], *paragraphs: str) -> list[str]:
    return [problem.code for problem in holes(check(open_template(a_template_file(*paragraphs))), values)]


def test_a_hole_is_told_only_where_it_would_be_seen():
    line = "{{ persoon.vertegenwoordiger }}"
    guarded = "{% if persoon.vertegenwoordiger and persoon.naam %}" + line + "{% endif %}"
    either = "{% if persoon.vertegenwoordiger or persoon.naam %}" + line + "{% endif %}"
    otherwise = "{% if persoon.vertegenwoordiger %}x{% else %}" + line + "{% endif %}"
    empty = {"persoon.vertegenwoordiger": "", "persoon.naam": "J"}
    assert hole_codes(empty, guarded) == []
    assert hole_codes(empty, line) == hole_codes(empty, either) == hole_codes(empty, otherwise) == ["empty"]
    assert hole_codes({}, guarded) == ["no_value"] * 3


def test_a_row_without_a_column_is_a_hole():
    loop = "{% for x in regio.overleggen %}{{ x.naam }}{% endfor %}"
    assert hole_codes({"regio.overleggen": [{"regionale_naam": "x"}]}, loop) == ["no_value"]
    assert hole_codes({"regio.overleggen": [{"naam": ""}]}, loop) == ["empty"]
