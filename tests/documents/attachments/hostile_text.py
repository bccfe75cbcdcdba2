"""Texts in odd letters, what is no text, and pictures with something behind them: each with what may come of it."""

from tests.documents.attachments.breaking import KEPT, Case, flipped_at, noise
from tests.documents.attachments.files import a_jpeg, a_pdf, a_png, an_odt, png_part

_SENTENCE = "Één regel met € en é.\n"
_CODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"]
TXT: dict[str, Case] = {
    **{f"in {coding}": (KEPT, lambda c=coding: _SENTENCE.encode(c)) for coding in _CODINGS},
    **{
        f"in {coding}, a million letters": (KEPT, lambda c=coding: (_SENTENCE * 50_000).encode(c))
        for coding in _CODINGS
    },
    **{
        f"in {coding}": (KEPT, lambda c=coding: "Een regel met \u00e9.".encode(c))
        for coding in ("latin-1", "iso8859-15", "mac-roman")
    },
    **{
        f"in {coding} without a mark": ("kind", lambda c=coding: _SENTENCE.encode(c))
        for coding in ("utf-16-le", "utf-16-be", "utf-32-le")
    },
    **{
        f"in {coding}": (
            {KEPT, "control_signs"},
            lambda c=coding: "\u041f\u0440\u0438\u0432\u0435\u0442, \u0434\u0435\u0442\u0438".encode(c),
        )
        for coding in ("koi8-r", "cp1251", "iso8859-5")
    },
    **{
        f"in {coding}": ({KEPT, "control_signs"}, lambda c=coding: "\u6f22\u5b57\u304b\u306a".encode(c))
        for coding in ("shift-jis", "euc-jp", "gb18030", "big5", "iso2022_jp")
    },
    "in ebcdic": ({KEPT, "control_signs", "kind"}, lambda: "Een regel tekst".encode("cp500")),
    "utf-8 that is cut off": (KEPT, lambda: "caf\u00e9".encode()[:-1]),
    "utf-8 written too long": ({KEPT, "control_signs"}, lambda: b"\xc0\xaf\xe0\x80\xaf"),
    "half signs in utf-8": ({KEPT, "control_signs"}, lambda: b"\xed\xa0\x80\xed\xb0\x80"),
    "half signs in utf-16": ("control_signs", lambda: b"\xff\xfe\x00\xd8\x41\x00"),
    "utf-16 of an odd length": ("control_signs", lambda: b"\xff\xfea"),
    "utf-32 beyond the last sign": ("control_signs", lambda: b"\xff\xfe\x00\x00\xff\xff\xff\x7f"),
    "only a mark": (KEPT, lambda: b"\xef\xbb\xbf"),
    "only a mark of utf-16": (KEPT, lambda: b"\xff\xfe"),
    "two marks": (KEPT, lambda: b"\xef\xbb\xbf\xef\xbb\xbftekst"),
    "one letter": (KEPT, lambda: b"a"),
    "only blanks": (KEPT, lambda: b" \n\t\r\n" * 1_000),
    "nothing": ("empty", lambda: b""),
    "one zero": ("kind", lambda: b"\x00"),
    "a zero in the text": ("kind", lambda: b"tekst\x00tekst"),
    "a zero far in the text": ({"control_signs", "kind"}, lambda: b"tekst " * 2_000 + b"\x00"),
    "a bell": ("control_signs", lambda: b"tekst \x07"),
    "escapes of a terminal": ("control_signs", lambda: b"\x1b[31mrood\x1b[0m \x1b]0;x\x07"),
    "signs that mean nothing": ("control_signs", lambda: b"\x81\x8d\x8f\x90\x9d"),
    "marks that turn around": (KEPT, lambda: "tekst \u202e fdp.exe \u2066".encode()),
    "a line of ten million letters": (KEPT, lambda: b"a" * 10_000_000),
    "ten million lines": (KEPT, lambda: b"\n" * 10_000_000),
    "ten million blanks": (KEPT, lambda: b" " * 10_000_000),
    "a wall of accents": (KEPT, lambda: ("e" + "\u0301" * 500_000).encode()),
    "a page": ("kind", lambda: b"<!DOCTYPE html><html><script>alert(1)</script></html>"),
    "a page after blanks": ("kind", lambda: b"\n\n   <html>"),
    "a page after a mark": ("kind", lambda: b"\xef\xbb\xbf<HTML>"),
    "a page in utf-16": ("kind", lambda: "<html>".encode("utf-16")),
    "a drawing": ("kind", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "xml": ("kind", lambda: b'<?xml version="1.0"?><x/>'),
    "xml with an entity": (
        "kind",
        lambda: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ),
    "rich text": ("kind", lambda: rb"{\rtf1 tekst}"),
    "a script of a shell": ("kind", lambda: b"#!/bin/sh\nrm -rf /"),
    "postscript": ("kind", lambda: b"%!PS-Adobe-3.0"),
    "a mailbox": ("kind", lambda: b"From a@b.example Mon Jan  1 00:00:00 2026\nSubject: x\n\nx"),
    "a card": ("kind", lambda: b"BEGIN:VCARD\nFN:x\nEND:VCARD"),
    "a program": ("kind", lambda: b"MZ\x90\x00\x03" + bytes(200)),
    "a program of linux": ("kind", lambda: b"\x7fELF\x02\x01\x01\x00" + bytes(200)),
    "a gif": ({"kind", "control_signs"}, lambda: b"GIF89a\x01\x00\x01\x00\x80\x00\x00"),
    "a gzip": ({"kind", "control_signs"}, lambda: b"\x1f\x8b\x08\x00" + bytes(99)),
    "noise": ({"kind", "control_signs"}, lambda: noise(11)),
    "noise that begins as text": ({"kind", "control_signs"}, lambda: noise(12, start=b"Beste collega, ")),
    "a pdf after a blank": ("kind", lambda: b" " + a_pdf()),
    **{
        f"a sentence about {word!r}": (KEPT, lambda w=word: f"Zie {w} in de tekst.".encode())
        for word in ("<script>", "/JavaScript", "=cmd|' /C calc'!A0", "../../etc/passwd", "{{ 7*7 }}", "' OR 1=1 --")
    },
}


def _png_of(*parts: tuple[bytes, bytes]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_part(name, content) for name, content in parts)


PICTURES: dict[str, Case] = {
    "png with a zip behind": ("more_behind", lambda: a_png(behind=an_odt("x"))),
    "png with a page behind": ("more_behind", lambda: a_png(behind=b"<script>alert(1)</script>")),
    "png with one byte behind": ("more_behind", lambda: a_png(behind=b"x")),
    "png of a terabyte": ("too_many_dots", lambda: a_png(1_000_000, 1_000_000)),
    "png without width": ("damaged", lambda: a_png(0, 5)),
    "png that is cut off": ("damaged", lambda: a_png()[:-8]),
    "png of only a head": ("damaged", lambda: a_png()[:8]),
    "png with a wrong sum": ("damaged", lambda: flipped_at(a_png(), b"IHDR", 3)),
    "png that begins elsewhere": ("damaged", lambda: _png_of((b"IDAT", b"x"), (b"IEND", b""))),
    "png with a length that lies": (
        "damaged",
        lambda: a_png().replace(b"\x00\x00\x00\x0dIHDR", b"\x7f\xff\xff\xffIHDR"),
    ),
    "png of a hundred thousand parts": (
        KEPT,
        lambda: a_png()[:33] + png_part(b"tEXt", b"a\x00b") * 100_000 + a_png()[33:],
    ),
    "jpeg with a zip behind": ("more_behind", lambda: a_jpeg(behind=an_odt("x"))),
    "jpeg with a page behind": ("more_behind", lambda: a_jpeg(behind=b"<html><script>x</script>")),
    "jpeg with php behind": ("more_behind", lambda: a_jpeg(behind=b"<?php x")),
    "jpeg with what a camera adds": (KEPT, lambda: a_jpeg(behind=b"SEFH\x00\x01" + bytes(30))),
    "jpeg that is cut off": ("damaged", lambda: a_jpeg()[:30]),
    "jpeg without an end": ("damaged", lambda: a_jpeg()[:-2]),
    "jpeg of only a head": ("damaged", lambda: b"\xff\xd8\xff"),
    "jpeg without width": ("damaged", lambda: a_jpeg(0, 9)),
    "jpeg of marks": ("damaged", lambda: b"\xff\xd8" + b"\xff" * 2_000_000),
    "jpeg of restarts": ("damaged", lambda: b"\xff\xd8" + b"\xff\xd0" * 1_000_000),
    "jpeg of noise": ("damaged", lambda: noise(9, start=b"\xff\xd8\xff")),
}
