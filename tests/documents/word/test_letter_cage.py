"""Can a template do anything but print our fields? Three locks, each tried with the others open."""

import io
import subprocess
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from docx import Document
from jinja2.exceptions import TemplateError

from documents.letter_fields import EXAMPLES
from documents.word import letters, untrusted
from documents.word.letter_check import check, open_template
from documents.word.letter_problems import LetterRefused
from documents.word.letter_sandbox import LetterEnvironment, fill_in
from documents.word.letters import check_template, fill_in_template
from documents.word.refusals import WordRefused
from tests.documents.word.hostile import HOSTILE
from tests.factories.letters import a_template_file

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
GIVEN = {"huis": {"naam": "Huis"}, "overleg": {"deelnemers": [{"naam": "a"}]}, "f": len, "o": object()}
# Known ways out of a jinja sandbox, ways to eat a machine, and what docxtpl adds of its own.
ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ huis.__class__.__mro__[1].__subclasses__() }}",
    "{{ huis['__class__'] }}",
    "{{ huis.naam.__class__.__base__ }}",
    "{{ huis.naam|attr('__class__') }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ '{0.__class__}'.format(huis) }}",
    "{{ huis.naam.format(huis) }}",
    "{{ '{x.__class__}'.format_map({'x': 1}) }}",
    "{{ ('%s' * 9) % ('a',) }}",
    "{{ huis.naam.replace('H', 'h') }}",
    "{{ huis.update({'naam': 'x'}) }}",
    "{{ overleg.deelnemers.append(1) }}",
    "{{ overleg.deelnemers|map(attribute='__class__')|list }}",
    "{{ overleg.deelnemers|map('attr', '__class__')|list }}",
    "{{ overleg.deelnemers|groupby('__class__') }}",
    "{{ overleg.deelnemers|sum(attribute='x') }}",
    "{{ huis.naam|safe }}",
    "{{ huis.naam|upper }}",
    "{{ huis|pprint }}",
    "{{ huis is mapping }}",
    "{{ f('x') }}",
    "{{ o }}",
    "{{ f }}",
    "{{ range(10**9)|list }}",
    "{% for x in range(10**9) %}x{% endfor %}",
    "{% for x in range(99999) %}{% for y in range(99999) %}x{% endfor %}{% endfor %}",
    "{% for x in overleg.deelnemers recursive %}{{ loop(overleg.deelnemers) }}{% endfor %}",
    "{{ 'x' * 10**10 }}",
    "{{ 9**9**9 }}",
    "{{ ['x'] * 10**9 }}",
    "{{ 'x' ~ 'y' }}",
    "{% include '/etc/hostname' %}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% call huis() %}x{% endcall %}",
    "{% set x = huis %}",
    "{% set huis.naam = 'x' %}",
    "{% block x %}{% endblock %}",
    "{% filter upper %}x{% endfilter %}",
    "{% autoescape false %}{{ huis.naam }}{% endautoescape %}",
    "{% with x = 1 %}{{ x }}{% endwith %}",
    "{% do huis.clear() %}",
    "{% raw %}{{ huis.naam }}{% endraw %}",
    "{% debug %}",
    "{# een opmerking #}",
]
OF_DOCXTPL = [
    "{{r huis.naam }}",
    "{{p huis.naam }}",
    "{{tr huis.naam }}",
    "{%r if huis.naam %}x{%r endif %}",
    "{%tc for x in overleg.deelnemers %}",
    "{% colspan huis.naam %}",
    "{% cellbg huis.naam %}",
    "{% vm %}",
    "{% hm %}",
    "{%- if huis.naam -%}x{%- endif -%}",
    "{#p weg #}",
]
# Printing what a mapping does not have is no escape; it is undefined, and an error.
HARMLESS = {"{# een opmerking #}", "{% raw %}{{ huis.naam }}{% endraw %}", "{{ o }}", "{{ f }}"}


@pytest.mark.parametrize("source", [*ESCAPES, *OF_DOCXTPL])
def test_the_first_lock_refuses_it_at_upload_and_names_the_place(source):
    found = check(open_template(a_template_file("Beste lezer,", source)))
    assert found.problems
    assert all(problem.place.text.strip("…") in source for problem in found.problems if problem.place)


@pytest.mark.parametrize("source", [one for one in ESCAPES if one not in HARMLESS])
def test_the_second_lock_refuses_it_when_nobody_checked(source):
    with pytest.raises(TemplateError):
        fill_in(source, GIVEN)


# What says nothing without filters and calls: no environment is needed to make it harmless.
PLAIN_SUMS = {
    "{{ 9**9**9 }}",
    "{{ 'x' * 10**10 }}",
    "{{ ['x'] * 10**9 }}",
    "{{ ('%s' * 9) % ('a',) }}",
    "{{ 'x' ~ 'y' }}",
}
OWN_BLOCKS = {"{% set x = huis %}", "{% block x %}{% endblock %}", "{% with x = 1 %}{{ x }}{% endwith %}"}
OWN_BLOCKS |= {"{% autoescape false %}{{ huis.naam }}{% endautoescape %}"}


@pytest.mark.parametrize("source", [one for one in ESCAPES if one not in HARMLESS | PLAIN_SUMS | OWN_BLOCKS])
def test_the_third_lock_has_nothing_to_reach_when_every_node_is_let_through(source):
    with pytest.raises((TemplateError, TypeError)):
        LetterEnvironment().from_string(source).render(GIVEN)


def test_the_cage_holds_no_function_filter_or_test():
    cage = LetterEnvironment()
    assert (cage.globals, cage.filters, cage.tests, cage.loader) == ({}, {}, {}, None)


# The child with both checks of the template taken out: only its limits are left.
UNCHECKED = untrusted._BOOTSTRAP.replace(
    "importlib.import_module(sys.argv[2]).main(",
    "import jinja2, jinja2.sandbox; "
    "import documents.word.letter_child as c, documents.word.letter_rendering as r; "
    "nothing = type('Nothing', (), {'problems': [], 'uses': []}); c.check = lambda package: nothing; "
    "r.fill_in = lambda source, values: jinja2.Environment(autoescape=True).from_string(source).render(values); "
    "c.main(",
)


def unchecked(monkeypatch: pytest.MonkeyPatch, source: str, **limits: Any) -> bytes:
    monkeypatch.setattr(untrusted, "_BOOTSTRAP", UNCHECKED)
    for name, value in limits.items():
        monkeypatch.setattr(letters, name, value)
    return fill_in_template(a_template_file(source), EXAMPLES, title="", moment=NOW)


def test_without_the_locks_a_template_does_run(monkeypatch):
    """Else the tests below would prove nothing."""
    letter = Document(io.BytesIO(unchecked(monkeypatch, "{{ 6 * 7 }}")))
    assert letter.paragraphs[0].text == "42"


ENDLESS = "{% for x in range(10**9) %}{% for y in range(10**9) %}{% endfor %}{% endfor %}"


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        (ENDLESS, {"too_slow"}),
        ("{{ 'x' * 10**10 }}", {"too_heavy", "damaged"}),
        ("{% for x in range(10**9) %}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}", {"too_slow", "too_heavy"}),
    ],
)
def test_even_then_time_and_memory_are_limited(monkeypatch, source, codes):
    began = time.monotonic()
    with pytest.raises(WordRefused) as refused:
        unchecked(monkeypatch, source, SECONDS=3)
    assert refused.value.code in codes
    assert time.monotonic() - began < 10


def test_even_then_no_shell_starts(monkeypatch):
    with pytest.raises(WordRefused):
        unchecked(monkeypatch, "{{ cycler.__init__.__globals__.os.popen('id').read() }}")


def test_even_then_no_file_is_read(monkeypatch):
    read = "{{ cycler.__init__.__globals__.__builtins__.open('/etc/hostname').read() }}"
    with pytest.raises(WordRefused):
        unchecked(monkeypatch, read)


@pytest.mark.parametrize("case", HOSTILE)
def test_a_template_is_refused_for_all_that_other_word_files_are_refused_for(case):
    code, build = HOSTILE[case]
    data = build()
    if len(data) > letters.MAX_TEMPLATE:
        code = "too_big"
    with pytest.raises(WordRefused) as refused:
        open_template(data) if code != "too_big" else check_template(data)
    assert refused.value.code == code


def test_the_child_refuses_a_hostile_file_as_a_template_too():
    code, build = HOSTILE[next(name for name, (code, _build) in HOSTILE.items() if code == "macros")]
    with pytest.raises(WordRefused) as refused:
        check_template(build())
    assert refused.value.code == code


def test_a_file_that_is_too_big_is_not_even_handed_to_the_child(monkeypatch):
    monkeypatch.setattr(subprocess, "run", None)
    with pytest.raises(WordRefused) as refused:
        check_template(bytes(letters.MAX_TEMPLATE + 1))
    assert refused.value.code == "too_big"


def test_an_answer_that_the_child_should_not_give_is_no_letter(monkeypatch):
    answers = [{"problems": [{"code": "unknown", "values": {}, "place": None}]}, {"problems": []}, {"problems": [1]}]
    for answer in answers:
        monkeypatch.setattr(letters, "answer_of", lambda *_a, answer=answer, **_k: answer)
        with pytest.raises(WordRefused) as refused:
            check_template(b"x")
        assert refused.value.code == "failed"


def test_fields_that_are_not_ours_do_not_come_back_from_the_child(monkeypatch):
    monkeypatch.setattr(letters, "answer_of", lambda *_a, **_k: {"result": ["huis.naam", "os.system"]})
    assert check_template(b"x") == ("huis.naam",)


def test_a_mistake_is_told_from_the_child_as_from_this_process():
    data = a_template_file("{{ geheim }}")
    with pytest.raises(LetterRefused) as refused:
        check_template(data)
    assert refused.value.problems == check(open_template(data)).problems
