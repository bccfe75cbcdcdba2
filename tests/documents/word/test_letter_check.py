"""Is whatever is wrong with a template told by name and place, all at once?"""

import pytest
from django.utils import translation

from documents.letter_fields import EXAMPLES, FIELDS, GROUPS
from documents.word.letter_check import check, open_template
from documents.word.letter_problems import MOST, PROBLEMS, LetterRefused, Problem
from documents.word.letters import check_template
from documents.word.ooxml import OFFICE
from tests.documents.word.hostile import sound_parts, with_body, zipped
from tests.factories.letters import a_template_file


def problems(data: bytes) -> list[Problem]:
    return check(open_template(data)).problems


def codes(*paragraphs: str, **more) -> list[str]:
    return [problem.code for problem in problems(a_template_file(*paragraphs, **more))]


SOUND = {
    "plain text": ["Beste lezer, 50% korting {niet} #1."],
    "field": ["Beste {{ persoon.naam }},", "{{huis.naam}}"],
    "condition": ["{% if persoon.naam %}a{% elif not huis.naam %}b{% else %}c{% endif %}"],
    "conditions together": ["{% if persoon.naam and not huis.naam or uitkomst.advies %}a{% endif %}"],
    "list in a line": ["{% for x in overleg.deelnemers %}{{ x.naam }}, {% endfor %}"],
    "paragraphs": ["{%p if persoon.adres %}", "a", "{%p else %}", "b", "{%p endif %}"],
    "list of paragraphs": ["{%p for x in overleg.deelnemers %}", "{{ x.naam }}", "{%p endfor %}"],
    "condition in a list": ["{% for x in regio.overleggen %}{% if x.naam %}{{ x.naam }}{% endif %}{% endfor %}"],
}


@pytest.mark.parametrize("case", SOUND)
def test_what_a_template_may_hold(case):
    assert codes(*SOUND[case]) == []


def test_rows_of_a_table_are_repeated():
    rows = [["{%tr for x in overleg.deelnemers %}", ""], ["{{ x.naam }}", "tafel"], ["{%tr endfor %}", ""]]
    assert codes(table=rows) == []


WRONG = {
    "unknown": (["{{ geheim }}"], ["unknown_field"]),
    "mistyped": (["{{ Huis.Naam }}"], ["mistyped_field"]),
    "unknown in a condition": (["{% if geheim %}a{% endif %}"], ["unknown_field"]),
    "unknown in a list": (["{% for x in geheim %}{{ x.naam }}{% endfor %}"], ["unknown_field"]),
    "list as a text": (["{{ overleg.deelnemers }}"], ["is_a_list"]),
    "text as a list": (["{% for x in huis.naam %}{% endfor %}"], ["is_no_list"]),
    "yes or no as a text": (["{{ uitkomst.advies }}"], ["is_a_question"]),
    "unknown column": (["{% for x in overleg.deelnemers %}{{ x.wie }}{% endfor %}"], ["unknown_column"]),
    "column outside its list": (["{% for x in overleg.deelnemers %}{% endfor %}{{ x.naam }}"], ["unknown_field"]),
    "not closed": (["{{ huis.naam"], ["not_closed"]),
    "closed alone": (["huis.naam }}"], ["not_opened"]),
    "if without end": (["{% if huis.naam %}a"], ["no_end"]),
    "end without if": (["{% endif %}"], ["not_opened"]),
    "crossed": (["{% if huis.naam %}{% for x in overleg.deelnemers %}{% endif %}"], ["crossed", "no_end", "no_end"]),
    "else in a list": (["{% for x in overleg.deelnemers %}{% else %}{% endfor %}"], ["crossed"]),
    "two paragraphs": (["{% if huis.naam %}", "{% endif %}"], ["two_paragraphs"]),
    "lost text": (["{%p if huis.naam %} weg", "{%p endif %}"], ["not_alone"]),
    "row outside a table": (["{%tr if huis.naam %}", "{%tr endif %}"], ["no_row", "no_row"]),
    "units mixed": (["{%p if huis.naam %}", "{% endif %}"], ["units"]),
    "list in a list": (
        ["{% for x in overleg.deelnemers %}{% for y in regio.overleggen %}{% endfor %}{% endfor %}"],
        ["nested_loop"],
    ),
    "group name taken": (["{% for huis in overleg.deelnemers %}{% endfor %}"], ["name_taken"]),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told(case):
    paragraphs, expected = WRONG[case]
    assert codes(*paragraphs) == expected


def test_text_that_a_row_would_lose_is_told():
    rows = [["{%tr if huis.naam %}", "weg"], ["a", "b"], ["{%tr endif %}", ""]]
    assert codes(table=rows) == ["not_alone_in_row"]


def test_a_condition_does_not_reach_out_of_its_cell():
    assert "two_containers" in codes(table=[["{%p if huis.naam %}", "{%p endif %}"]])


def test_what_is_wrong_at_the_edge_of_the_page_is_told_there():
    (problem,) = problems(a_template_file(header="{{ geheim }}"))
    assert (problem.code, problem.place.part) == ("unknown_field", "edge")


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RUN = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
BODIES = {
    "tracked_changes": "<w:p><w:ins><w:r><w:t>nieuw</w:t></w:r></w:ins></w:p>",
    "comments": "<w:p><w:r><w:commentReference w:id='1'/></w:r></w:p>",
    "hidden": "<w:p><w:pPr><w:pStyle w:val='{{ huis.naam }}'/></w:pPr></w:p>",
}


@pytest.mark.parametrize("code", BODIES)
def test_what_would_go_out_unseen_is_refused(code):
    assert [problem.code for problem in problems(with_body(BODIES[code]))] == [code]


def test_a_field_instruction_hides_no_field():
    body = "<w:p><w:r><w:instrText>QUOTE {{ huis.naam }}</w:instrText></w:r></w:p>"
    assert [problem.code for problem in problems(with_body(body))] == ["hidden"]


def test_a_note_holds_no_field():
    note = f"<w:footnotes {W}><w:footnote w:id='2'>{RUN.format('{{ huis.naam }}')}</w:footnote></w:footnotes>"
    parts = sound_parts()
    relations = "word/_rels/document.xml.rels"
    related = f'<Relationship Id="rIdX" Type="{OFFICE}/footnotes" Target="footnotes9.xml"/></Relationships>'
    parts[relations] = parts[relations].replace(b"</Relationships>", related.encode())
    data = zipped({**parts, "word/footnotes9.xml": note.encode()})
    assert [problem.code for problem in problems(data)] == ["in_a_note"]


def test_the_place_is_the_text_around_the_field():
    with translation.override("nl"):
        (problem,) = problems(a_template_file(table=[["Kop"], ["Bel met {{ huis.telefoonnr }} vandaag"]]))
        assert (problem.place.part, problem.place.row) == ("table", 2)
        assert "huis.telefoonnr" in str(problem)
        assert "Bel met" in str(problem)
        assert "huis.telefoon”" in str(problem)


def test_a_field_that_word_cut_into_runs_is_one_field():
    file_with = (
        "<w:p>" + "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in ("{", "{ hu", "is.na", "am }", "}")) + "</w:p>"
    )
    assert check_template(with_body(file_with)) == ("huis.naam",)


def test_no_more_is_told_than_somebody_can_read():
    with pytest.raises(LetterRefused) as refused:
        check_template(a_template_file(*(f"{{{{ geheim{number} }}}}" for number in range(MOST + 9))))
    assert len(refused.value.problems) == MOST + 1
    assert refused.value.problems[-1].code == "too_many"


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_can_be_said(code):
    values = dict.fromkeys(("field", "other", "source", "list", "columns", "end", "begun", "limit"), "x")
    assert "x" in str(Problem(code, values)) or "%(" not in str(PROBLEMS[code])


def test_every_field_has_a_name_a_place_in_a_group_and_an_example():
    for group in GROUPS:
        for field in group.fields:
            assert field.name.startswith(f"{group.name}.")
            assert field.example != ""
            assert not hasattr({}, field.name.partition(".")[2])
    assert set(EXAMPLES) == set(FIELDS)
    assert all(
        set(row) == FIELDS[name].column_names for name in FIELDS if FIELDS[name].is_list for row in EXAMPLES[name]
    )
