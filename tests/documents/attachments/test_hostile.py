"""Does a stranger's file ever cost us more than a refusal, or a text that is not searchable?"""

import resource

import pytest

from documents.attachments import limits
from documents.attachments.intake import text_of
from documents.attachments.refusals import TEXT_PROBLEMS, FileRefused
from documents.attachments.untrusted import check_untrusted
from documents.word.untrusted import Child
from tests.documents.attachments.breaking import KEPT, Case
from tests.documents.attachments.hostile_mail import EML
from tests.documents.attachments.hostile_odt import ODT
from tests.documents.attachments.hostile_pdf import PDF
from tests.documents.attachments.hostile_text import PICTURES, TXT
from tests.documents.word.hostile import HOSTILE

FAMILIES = {"pdf": PDF, "eml": EML, "odt": ODT, "txt": TXT}
PICTURED = FAMILIES | {"picture": PICTURES}
ALL = {f"{family}: {name}": case for family, cases in PICTURED.items() for name, case in cases.items()}
# Of the processor: a busy machine is no fault of a file. Starting the child and stopping it are in it.
MOST_SECONDS = limits.CHECK_SECONDS + limits.READ_SECONDS + 1
STATES = {"read", "partly", "empty", "unreadable", "none"}


def spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@pytest.mark.parametrize("name", ALL)
def test_a_hostile_file_comes_to_what_is_expected_and_costs_no_more_than_its_limit(name: str) -> None:
    came, seconds = outcome(ALL[name])
    expected = ALL[name][0]
    assert came in ({expected} if isinstance(expected, str) else expected)
    assert seconds < MOST_SECONDS


def outcome(case: Case) -> tuple[str, float]:
    data, before = case[1](), spent()
    try:
        kind = check_untrusted(data)
    except FileRefused as refused:
        return (refused.code if refused.message else "said nothing"), spent() - before
    text = text_of(data, kind=kind)
    assert text["text_state"] in STATES
    assert text["text_problem"] in {"", *TEXT_PROBLEMS}
    assert sum(len(words) for words, _page, _heading in text["parts"]) <= limits.MAX_TEXT
    assert not any("\x00" in words or "\u202e" in words for words, _page, _heading in text["parts"])
    return KEPT, spent() - before


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_at_least_sixty_of_them(family: str) -> None:
    assert len(FAMILIES[family]) >= 60


@pytest.mark.parametrize("name", sorted(HOSTILE)[::6])
def test_what_an_import_of_word_refuses_is_not_attached_either(name: str) -> None:
    data = HOSTILE[name][1]()
    if name == "plain text":
        assert check_untrusted(data) == "txt"
        return
    with pytest.raises(FileRefused):
        check_untrusted(data)


def test_no_child_ever_has_more_memory_than_it_is_given() -> None:
    """The kernel says so: the limit is on addresses, which are never fewer than what is used."""
    assert Child("x", "y", limits.CHECK_SECONDS, limits.MEMORY_MB).memory_mb <= 200


@pytest.mark.parametrize(
    "answer", ["", "[]", '{"result": {"kind": "exe"}}', '{"result": {"kind": 3}}', '{"refused": "x"}']
)
def test_a_child_that_answers_nonsense_is_not_believed(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    says = f"import sys; sys.stdin.buffer.read(); print({answer!r}, end='')"
    monkeypatch.setattr("documents.word.untrusted._BOOTSTRAP", says)
    with pytest.raises(FileRefused) as refused:
        check_untrusted(b"gewone tekst")
    assert refused.value.code == "failed"


def test_a_reader_that_is_killed_leaves_a_file_without_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("documents.word.untrusted._BOOTSTRAP", "import os; os.kill(os.getpid(), 11)")
    assert text_of(b"gewone tekst", kind="txt") == {
        "text_state": "unreadable",
        "text_problem": "too_heavy",
        "parts": [],
    }
