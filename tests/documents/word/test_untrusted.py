"""Does a stranger's Word file ever cost us more than a refusal?"""

import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from documents.word import limits, untrusted
from documents.word.matrix import understand_matrix
from documents.word.reading import read_document
from documents.word.refusals import REFUSALS, WordRefused
from documents.word.untrusted import read_untrusted
from tests.documents.word.builders import realistic_covenant_docx, realistic_matrix_docx
from tests.documents.word.hostile import HOSTILE, sound_parts, with_body, with_part, with_relationship, zipped

QUICKLY = 5


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason_and_quickly(case: str) -> None:
    code, build = HOSTILE[case]
    data = build()
    began = time.monotonic()
    with pytest.raises(WordRefused) as refused:
        read_untrusted(data, "covenant")
    assert refused.value.code == code
    assert time.monotonic() - began < QUICKLY
    assert refused.value.message


def test_the_hostile_files_bring_up_every_reason_that_a_file_can_give() -> None:
    ours = {"missing", "too_big", "too_slow", "too_heavy", "failed"}
    assert {code for code, _build in HOSTILE.values()} == set(REFUSALS) - ours


def test_the_same_parts_without_the_trick_are_read() -> None:
    assert read_untrusted(zipped(sound_parts()), "covenant").title == "Convenant persoonsgerichte aanpak Veldersloot"


@pytest.mark.parametrize("target", ["https://example.invalid/wet", "mailto:regie@example.invalid", "bijlage.docx"])
def test_an_ordinary_link_is_no_reason_to_refuse(target: str) -> None:
    assert read_untrusted(with_relationship("hyperlink", target), "covenant").parties


def test_the_child_and_the_same_code_in_this_process_understand_the_same() -> None:
    data = realistic_matrix_docx()
    assert read_untrusted(data, "matrix") == understand_matrix(read_document(data))


def test_a_file_on_disk_is_read_and_a_missing_one_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "convenant.docx"
    path.write_bytes(realistic_covenant_docx(region="Oostwaard"))
    assert "Oostwaard" in read_untrusted(path, "covenant").title
    with pytest.raises(WordRefused) as refused:
        read_untrusted(tmp_path / "weg.docx", "covenant")
    assert refused.value.code == "missing"
    assert "weg.docx" in refused.value.message


def test_a_file_that_is_too_big_is_not_even_handed_to_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    with pytest.raises(WordRefused) as refused:
        read_untrusted(bytes(limits.MAX_FILE + 1), "matrix")
    assert refused.value.code == "too_big"


def test_reading_that_takes_too_long_is_stopped() -> None:
    # Tens of thousands of paragraphs: lawful, but not within a tenth of a second.
    slow = with_body("<w:p><w:r><w:t>Wie belt, wordt gehoord.</w:t></w:r></w:p>" * 60_000 + _noise())
    began = time.monotonic()
    with pytest.raises(WordRefused) as refused:
        read_untrusted(slow, "covenant", seconds=0.3)
    assert refused.value.code == "too_slow"
    assert time.monotonic() - began < QUICKLY


def test_reading_that_takes_too_much_memory_is_stopped() -> None:
    heavy = with_body("<w:p><w:r><w:t>Wie belt, wordt gehoord.</w:t></w:r></w:p>" * 100_000 + _noise())
    with pytest.raises(WordRefused) as refused:
        read_untrusted(heavy, "covenant", memory_mb=90)
    assert refused.value.code == "too_heavy"


def _noise() -> str:
    """Text that does not compress, so that the file is no bomb."""
    return f"<w:p><w:r><w:t>{os.urandom(200_000).hex()}</w:t></w:r></w:p>"


def test_the_child_works_from_any_folder_without_the_environment_of_its_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    assert read_untrusted(realistic_matrix_docx(), "matrix").sections


def test_the_child_opens_no_file_socket_or_process_once_it_reads() -> None:
    attempts = """
import sys; sys.path[:0] = sys.argv[1].split(":")
import os, socket, subprocess
from documents.word.doors import close_the_doors
close_the_doors()
for attempt in (lambda: open("/etc/hostname"), socket.socket, lambda: subprocess.run(["/bin/true"])):
    try:
        attempt()
        print("open")
    except OSError:
        print("shut")
"""
    paths = ":".join(map(str, (untrusted._HOUSE, *untrusted._LIBRARIES)))
    ended = subprocess.run([sys.executable, "-I", "-c", attempts, paths], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["shut", "shut", "shut"]


@pytest.mark.parametrize(
    "answer", ["", "[]", "{}", '{"result": {"title": 3}}', '{"refused": "no such code", "values": {}}']
)
def test_a_child_that_answers_nonsense_is_not_believed(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untrusted, "_BOOTSTRAP", f"import sys; sys.stdin.buffer.read(); print({answer!r}, end='')")
    with pytest.raises(WordRefused) as refused:
        read_untrusted(realistic_matrix_docx(), "matrix")
    assert refused.value.code == "failed"


def test_a_child_that_is_killed_is_reported_and_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untrusted, "_BOOTSTRAP", "import os; os.kill(os.getpid(), 11)")
    with pytest.raises(WordRefused) as refused:
        read_untrusted(realistic_matrix_docx(), "matrix")
    assert refused.value.code == "too_heavy"


def test_a_message_shows_a_hostile_name_in_part_and_without_control_signs() -> None:
    with pytest.raises(WordRefused) as refused:
        read_untrusted(with_part("../\x1b[31m" + "a" * 200, b"x"), "matrix")
    assert "\x1b" not in refused.value.message
    assert len(refused.value.message) < 300


def test_pictures_and_comments_do_not_stop_a_file() -> None:
    parts = {**sound_parts(), "word/media/image1.png": b"\x89PNG\r\n\x1a\n" + os.urandom(2_000)}
    assert read_untrusted(zipped(parts), "covenant").parties
    with zipfile.ZipFile(io.BytesIO(zipped(parts))) as archive:
        assert "word/media/image1.png" in archive.namelist()
