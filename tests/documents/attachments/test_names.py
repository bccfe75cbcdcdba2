"""What is a file called, and what is it, whatever its sender says?"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.attachments.intake import check_size, take_in
from documents.attachments.kinds import KINDS
from documents.attachments.names import LONGEST, disposition, safe_name
from documents.attachments.refusals import FileRefused
from documents.attachments.untrusted import check_untrusted
from documents.models import TextState
from tests.documents.attachments.files import SOUND, a_docx, a_mail, a_pdf, an_odt

TRICKS = {
    "../../etc/passwd": "passwd.pdf",
    "..\\..\\windows\\system32\\a.pdf": "a.pdf",
    "/absolute/a.pdf": "a.pdf",
    "C:\\temp\\a.pdf": "a.pdf",
    "a/../b.pdf": "b.pdf",
    "fac\u202efdp.exe": "fac fdp.exe.pdf",
    "\u2066a\u2069.pdf": "a.pdf",
    "a\u200b\ufeffb.pdf": "a b.pdf",
    "a\x00b.pdf": "a b.pdf",
    "a\r\nContent-Type: text_html.pdf": "a Content-Type_ text_html.pdf",
    "\x1b[31mrood.pdf": "[31mrood.pdf",
    "a\tb\n.pdf": "a b.pdf",
    "CON": "_CON.pdf",
    "con.pdf": "_con.pdf",
    "LPT1.txt.pdf": "_LPT1.txt.pdf",
    "nul .pdf": "_nul.pdf",
    "com¹.pdf": "_com¹.pdf",
    "aux": "_aux.pdf",
    "": "bestand.pdf",
    ".": "bestand.pdf",
    "..": "bestand.pdf",
    ".pdf": "bestand.pdf",
    " . . .pdf": "bestand.pdf",
    "\u202e": "bestand.pdf",
    ".htaccess": "htaccess.pdf",
    "a.pdf.": "a.pdf",
    "a.pdf   ": "a.pdf",
    "a.PDF": "a.pdf",
    "factuur.exe": "factuur.exe.pdf",
    "factuur.pdf.exe": "factuur.pdf.exe.pdf",
    "a<b>:\"c|d?e*.pdf": "a_b___c_d_e_.pdf",
    "Café Ünïcode €.pdf": "Café Ünïcode €.pdf",
    "e\u0301.pdf": "é.pdf",
    "日本語.pdf": "日本語.pdf",
    "a" * 300 + ".pdf": "a" * (LONGEST - 4) + ".pdf",
    "😀" * 300: "😀" * (LONGEST - 4) + ".pdf",
    "\ud800.pdf": "bestand.pdf",
}  # fmt: skip


@pytest.mark.parametrize("given_name", TRICKS)
def test_a_name_becomes_one_that_is_safe_anywhere(given_name):
    assert safe_name(given_name, "pdf") == TRICKS[given_name]


@given(st.text(max_size=400), st.sampled_from(sorted(KINDS)))
def test_whatever_a_file_is_called_its_name_is_short_printable_and_ends_as_its_kind(given_name, kind):
    name = safe_name(given_name, kind)
    assert 0 < len(name) <= LONGEST
    assert name.endswith(KINDS[kind].suffixes)
    assert not any(unicodedata.category(sign)[0] == "C" or sign in '/\\<>:"|?*' for sign in name)
    assert safe_name(name, kind) == name


@given(st.text(max_size=200))
def test_the_header_holds_both_names_and_nothing_that_ends_it(given_name):
    header = disposition(safe_name(given_name, "odt"))
    assert header.startswith('attachment; filename="')
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


def test_a_name_with_other_letters_is_told_twice():
    assert disposition("Café €.pdf") == "attachment; filename=\"Cafe .pdf\"; filename*=UTF-8''Caf%C3%A9%20%E2%82%AC.pdf"
    assert disposition("plan v2 (def).pdf") == 'attachment; filename="plan v2 (def).pdf"'


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_file_is_known_by_its_content(kind):
    assert check_untrusted(SOUND[kind]()) == kind


@pytest.mark.parametrize(
    ("build", "called", "kind", "name"),
    [
        (a_pdf, "brief.docx", "pdf", "brief.docx.pdf"),
        (a_docx, "brief.pdf", "docx", "brief.pdf.docx"),
        (lambda: an_odt("x"), "brief.docx", "odt", "brief.docx.odt"),
        (lambda: b"gewone tekst", "plaatje.png", "txt", "plaatje.png.txt"),
        (a_mail, "mail.txt", "eml", "mail.txt.eml"),
        (SOUND["png"], "foto.jpg", "png", "foto.jpg.png"),
        (SOUND["jpeg"], "foto.png", "jpeg", "foto.png.jpg"),
        (lambda: b"a;b\r\n1;2", "cijfers.csv", "txt", "cijfers.csv"),
    ],
)
def test_a_file_that_is_called_otherwise_gets_the_ending_of_what_it_is(build, called, kind, name):
    taken = take_in(build(), name=called)
    assert (taken.kind, taken.name) == (kind, name)


DISGUISES = {
    "a page called pdf": b"<html><script>alert(1)</script></html>",
    "a drawing called png": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a program called pdf": b"MZ\x90\x00\x03\x00\x00\x00",
    "a zip called docx": b"PK\x03\x04" + bytes(60),
    "a gif called png": b"GIF89a" + bytes(20),
    "an old word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "rich text called docx": rb"{\rtf1 x}",
    "a script called txt": b"#!/bin/sh\nid",
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguise_is_refused(disguise):
    with pytest.raises(FileRefused):
        take_in(DISGUISES[disguise], name="bestand.pdf")


def test_text_comes_with_its_page_or_heading():
    pdf = take_in(a_pdf("De sleutelkast.", "Achter de balie."), name="a.pdf")
    assert pdf.text["parts"] == [["De sleutelkast.", 1, ""], ["Achter de balie.", 2, ""]]
    odt = take_in(an_odt("Vooraf.", body="<text:h>Toegang</text:h><text:p>Alleen met pas.</text:p>"), name="a.odt")
    assert odt.text["parts"] == [["Vooraf.", 0, ""], ["Toegang\nAlleen met pas.", 0, "Toegang"]]
    word = take_in(a_docx(), name="a.docx")
    assert any(heading for _text, _page, heading in word.text["parts"])


def test_a_message_is_read_and_what_is_attached_to_it_is_only_listed():
    head = 'Content-Type: multipart/mixed; boundary="q"'
    body = (
        "--q\r\n\r\nDe balie is dicht.\r\n--q\r\nContent-Type: text/plain; name=geheim.txt\r\n\r\nzonder\r\n--q--\r\n"
    )
    words = "\n".join(text for text, _page, _heading in take_in(a_mail(body, head=head), name="a.eml").text["parts"])
    assert "De balie is dicht." in words
    assert "geheim.txt" in words
    assert "zonder" not in words


def test_a_scan_without_text_is_kept_and_says_so():
    assert take_in(a_pdf(""), name="scan.pdf").text["text_state"] == TextState.EMPTY
    assert take_in(SOUND["png"](), name="foto.png").text["text_state"] == TextState.NONE


def test_a_file_over_the_limit_of_the_house_is_refused_unread(settings):
    settings.ATTACHMENT_MB = 1
    with pytest.raises(FileRefused) as refused:
        take_in(bytes(1_000_001), name="a.pdf")
    assert refused.value.code == "over_limit"
    settings.ATTACHMENT_MB = 900
    check_size(25_000_000)
    with pytest.raises(FileRefused):
        check_size(25_000_001)
