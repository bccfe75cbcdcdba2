"""Does what was replaced, taken away or never committed leave no trace in an answer?"""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from search.engines.base import Engine, IndexMissing, Request
from search.engines.tantivy import TantivyEngine
from search.query import parse
from tests.search.test_engine_contract import NAME, ask, read
from tests.search.worlds import document, scope


def test_an_update_leaves_one_copy_and_the_old_token_finds_nothing(engine: Engine) -> None:
    reader = read(engine, [document("1")], [document("1", tokens=frozenset({"b"}))])
    assert reader.documents() == 1
    assert ask(reader, "melding", scope("a")) == []
    assert ask(reader, "melding", scope("b")) == ["1"]


def test_an_update_within_one_commit_leaves_one_copy(engine: Engine) -> None:
    engine.create(NAME)
    with engine.writing(NAME) as writing:
        writing.replace(["report:1"], [document("1", title="eerste")])
        writing.replace(["report:1"], [document("1", title="tweede")])
        writing.commit()
    reader = engine.reader(NAME, generation=1)
    assert [ask(reader, text, scope("a")) for text in ("eerste", "tweede")] == [[], ["1"]]


def test_a_deleted_document_is_gone_from_answers_and_completions(engine: Engine) -> None:
    read(engine, [document("1"), document("2", title="Overlast")])
    with engine.writing(NAME) as writing:
        writing.replace(["report:2"], [])
        writing.commit()
    reader = engine.reader(NAME, generation=2)
    assert reader.documents() == 1
    assert ask(reader, "overlast", scope("a")) == []
    assert reader.complete(Request(parse(""), scope("a")), "over") == []


def test_ids_that_look_alike_are_not_replaced_together(engine: Engine) -> None:
    alike = ("a-b", "a", "b", "A-B", "a:b", "a b")
    read(engine, [document(key) for key in alike])
    with engine.writing(NAME) as writing:
        writing.replace(["report:a-b"], [])
        writing.commit()
    assert set(ask(engine.reader(NAME, generation=2), "melding", scope("a"))) == set(alike) - {"a-b"}


def test_what_is_not_committed_is_dropped(engine: Engine) -> None:
    read(engine, [document("1")])
    with engine.writing(NAME) as writing:
        writing.replace(["report:1"], [document("2")])
    assert ask(engine.reader(NAME, generation=2), "melding", scope("a")) == ["1"]


def test_an_error_while_writing_changes_nothing(engine: Engine) -> None:
    read(engine, [document("1")])
    with pytest.raises(AttributeError, match="has no attribute"), engine.writing(NAME) as writing:
        writing.replace(["report:1"], [SimpleNamespace(id="report:2", kind="report")])
    assert ask(engine.reader(NAME, generation=2), "melding", scope("a")) == ["1"]


def test_a_reader_stays_as_it_is_until_a_newer_generation_is_asked_for(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    before = read(engine, [document("1")])
    with engine.writing(NAME) as writing:
        writing.replace(["report:2"], [document("2")])
        writing.commit()
    assert [before.documents(), engine.reader(NAME, generation=1).documents()] == [1, 1]
    assert engine.reader(NAME, generation=2).documents() == 2


def test_another_name_is_another_index(engine: Engine) -> None:
    read(engine, [document("1")])
    engine.create("other")
    assert engine.reader("other", generation=1).documents() == 0
    engine.drop_all_but("other")
    with pytest.raises(IndexMissing):
        engine.reader(NAME, generation=1).documents()


@pytest.mark.parametrize("name", ["", "never-made"])
def test_an_index_that_is_not_there_is_missed(new_engine: Callable[[], Engine], name: str) -> None:
    with pytest.raises(IndexMissing), new_engine().writing(name):
        pass


def test_an_index_that_is_broken_is_an_error_and_not_missed(tmp_path: Path) -> None:
    TantivyEngine(tmp_path).create(NAME)
    (tmp_path / NAME / "meta.json").write_text("{")
    with pytest.raises(ValueError, match="meta"):
        TantivyEngine(tmp_path).reader(NAME, generation=1)


def test_a_hundred_small_commits_do_not_pile_up_on_disk(tmp_path: Path) -> None:
    read(TantivyEngine(tmp_path), *[[document(str(number % 5))] for number in range(100)])
    assert len(list((tmp_path / NAME).glob("*.store"))) < 20


def test_no_stored_field_holds_a_word_of_the_document(tmp_path: Path) -> None:
    read(TantivyEngine(tmp_path), [document("1", title="geheimpje", body="geheimpje", names=("geheimpje",))])
    stored = b"".join(path.read_bytes() for path in (tmp_path / NAME).glob("*.store"))
    assert stored
    assert b"geheimpje" not in stored
