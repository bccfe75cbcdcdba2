"""Does `casustafel analyse` show under which forms a text is found, and by which forms a question asks?"""

import json
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from search import showing
from search.models import SynonymGroup

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("analyse", *arguments, stdout=out)
    return out.getvalue()


def tokens(text: str, side: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(said(text, "--as", side, "--json"))["tokens"]
    return found


def given(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(content), encoding="utf-8"))


def test_every_word_of_a_text_is_shown_with_its_forms() -> None:
    assert tokens("De veiligheidshuizen!", "document") == [
        {"text": "De", "position": 0, "forms": ["de"]},
        {"text": "veiligheidshuizen", "position": 1, "forms": ["huis", "veilig", "veiligheidshuis"]},
    ]


def test_a_question_does_not_ask_for_the_parts_of_a_word() -> None:
    assert tokens("veiligheidshuizen", "query")[0]["forms"] == ["veiligheidshuis"]


def test_a_question_shows_what_an_editor_made_equal_and_a_text_does_not() -> None:
    SynonymGroup.objects.create(words="herrie\nlawaai\nverbaal geweld")
    (asked,), (found,) = tokens("herrie", "query"), tokens("herrie", "document")
    assert (asked["forms"], asked["phrases"]) == (["herrie", "lawaai"], ["verbaal geweld"])
    assert found == {"text": "herrie", "position": 0, "forms": ["herrie"]}


def test_without_json_there_is_a_line_a_word() -> None:
    SynonymGroup.objects.create(words="herrie\nverbaal geweld")
    assert said("de herrie", "--as", "query") == '  0  de  de\n  1  herrie  herrie "verbaal geweld"\n'


def test_lines_of_standard_input_give_one_object_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, "kinderen\r\n\ncliënt".encode())
    found = [json.loads(line)["tokens"] for line in said("-", "--as", "document").splitlines()]
    assert [[token["text"] for token in one] for one in found] == [["kinderen"], [], ["cliënt"]]


@pytest.mark.parametrize("arguments", [["huis", "--as", "tekst"], ["-", "--as", "document"]])
def test_bad_input_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    given(monkeypatch, b"huis \xff\xfe")
    with pytest.raises(CommandError) as refused:
        said(*arguments)
    assert "\n" not in str(refused.value)


def test_without_a_database_there_are_no_synonyms(monkeypatch: pytest.MonkeyPatch) -> None:
    class Absent:
        def values_list(self, *_: Any, **__: Any) -> None:
            raise DatabaseError

    monkeypatch.setattr(showing.SynonymGroup, "objects", Absent())
    assert tokens("huis", "query")[0]["forms"] == ["huis"]
