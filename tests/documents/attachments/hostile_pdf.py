"""PDFs that mean harm or are broken: at least sixty, each with what may come of it."""

import zlib

from tests.documents.attachments.breaking import ANY_REFUSAL, EITHER, KEPT, Case, flipped, noise
from tests.documents.attachments.files import a_pdf, a_pdf_of, pdf_objects, stream

JS = "/S /JavaScript /JS (app.alert\\(1\\))"


def _with_action(action: str, **where: str) -> bytes:
    return a_pdf(**where, more=[f"<< {action} >>"]) if where else a_pdf(catalog=f"/OpenAction << {action} >>")


def _compressed(objects: dict[int, str], *, first: int) -> bytes:
    """A PDF whose objects lie in an object stream, reached by a stream of references."""
    head = " ".join(f"{number} {place}" for number, place in _offsets(objects))
    body = "\n".join(objects.values())
    packed = zlib.compress(f"{head}\n{body}".encode())
    out = b"%PDF-1.7\n"
    start = len(out)
    extra = f"/Type /ObjStm /N {len(objects)} /First {len(head) + 1} /Filter /FlateDecode"
    out += f"{first} 0 obj\n".encode() + stream(packed, extra) + b"\nendobj\n"
    table, here = [b"\x00\x00\x00\x00\x00\xff"], len(out)
    for place in range(len(objects)):
        table.append(b"\x02" + first.to_bytes(4, "big") + bytes([place]))
    table.append(b"\x01" + start.to_bytes(4, "big") + b"\x00")
    table.append(b"\x01" + here.to_bytes(4, "big") + b"\x00")
    size = first + 2
    kind = f"/Type /XRef /W [1 4 1] /Size {size} /Root 1 0 R"
    out += f"{first + 1} 0 obj\n".encode() + stream(b"".join(table), kind) + b"\nendobj\n"
    return out + f"startxref\n{here}\n%%EOF\n".encode()


def _offsets(objects: dict[int, str]) -> list[tuple[int, int]]:
    at, found = 0, []
    for number, body in objects.items():
        found.append((number, at))
        at += len(body) + 1
    return found


def _page_with(content: bytes, extra: str = "") -> bytes:
    objects = pdf_objects("x")
    objects[4] = stream(content, extra)
    return a_pdf_of(objects)


def _flate(content: bytes, times: int = 1) -> bytes:
    for _time in range(times):
        content = zlib.compress(content, 9)
    filters = " ".join(["/FlateDecode"] * times)
    return _page_with(content, f"/Filter [{filters}]")


def _bomb(size: int) -> bytes:
    """Zeroes, packed without ever holding them all."""
    packer, block, out = zlib.compressobj(1), bytes(1_000_000), []
    for _block in range(size // 1_000_000):
        out.append(packer.compress(block))
    return b"".join([*out, packer.flush()])


def _pdf_with_xref(xref: str) -> bytes:
    body = a_pdf()
    return body[: body.index(b"xref\n")] + xref.encode("latin-1")


def _deep_pages(depth: int) -> bytes:
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    for number in range(2, depth + 2):
        objects.append(f"<< /Type /Pages /Kids [{number + 1} 0 R] /Count 1 /Parent {number - 1} 0 R >>")
    objects.append("<< /Type /Page /MediaBox [0 0 9 9] >>")
    return a_pdf_of(objects)


def _pages(kids: str, *more: str, count: int = 1) -> bytes:
    pages = f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"
    return a_pdf_of(["<< /Type /Catalog /Pages 2 0 R >>", pages, *more])


def _updated(extra: bytes) -> bytes:
    """A second revision behind the first."""
    return a_pdf() + extra


def _shared_forms(levels: int) -> bytes:
    """Every form draws the next one ten times."""
    objects = pdf_objects("x")
    objects[3] = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R /Resources << /XObject << /X 6 0 R >> >> >>"
    )
    objects[4] = stream(b"/X Do")
    for number in range(6, 6 + levels):
        below = f"/Resources << /XObject << /X {number + 1} 0 R >> >>"
        objects.append(stream(b"/X Do " * 10, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {below}"))
    objects.append(stream(b"", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]"))
    return a_pdf_of(objects)


def _tounicode(cmap: bytes) -> bytes:
    objects = pdf_objects("x")
    objects[2] = "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /ToUnicode 6 0 R >>"
    return a_pdf_of([*objects, stream(cmap)])


PDF: dict[str, Case] = {
    "script on opening": ("active", lambda: _with_action(JS)),
    "script in hexadecimal": ("active", lambda: a_pdf(catalog="/OpenAction << /S /J#61vaScript /J#53 (x) >>")),
    "script by reference": ("active", lambda: a_pdf(catalog="/OpenAction 6 0 R", more=[f"<< {JS} >>"])),
    "script in a list of lists": ("active", lambda: a_pdf(catalog=f"/X [[[[<< {JS} >>]]]]")),
    "script on a page": ("active", lambda: a_pdf(page=f"/AA << /O << {JS} >> >>")),
    "script on a link": ("active", lambda: a_pdf(page=f"/Annots [<< /Type /Annot /Subtype /Link /A << {JS} >> >>]")),
    "script by name": ("active", lambda: a_pdf(catalog="/Names << /JavaScript << /Names [(a) 6 0 R] >> >>")),
    "script that nothing leads to": ("active", lambda: a_pdf(more=[f"<< {JS} >>"])),
    "script as a stream": ("active", lambda: a_pdf(more=["<< /S /JavaScript /JS 7 0 R >>", stream(b"app.alert(1)")])),
    "script in an object stream": (
        "active",
        lambda: _compressed(
            {
                1: "<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>",
                2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
                4: f"<< {JS} >>",
            },
            first=5,
        ),
    ),
    "script with escapes in an object stream": (
        "active",
        lambda: _compressed(
            {
                1: "<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>",
                2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
                4: "<< /S /#4aavaScript /#4aS (x) >>",
            },
            first=5,
        ),
    ),
    "script in an earlier revision": (
        "active",
        lambda: a_pdf(more=[f"<< {JS} >>"]) + a_pdf()[9:],
    ),
    "script behind the end": ("active", lambda: _updated(f"9 0 obj << {JS} >> endobj".encode())),
    "script outside the table": ("active", lambda: _pdf_with_xref(f"8 0 obj << {JS} >> endobj\n") + a_pdf()),
    "launches a program": ("active", lambda: _with_action("/S /Launch /F (cmd.exe)")),
    "launches by an annotation": (
        "active",
        lambda: a_pdf(page="/Annots [<< /Subtype /Link /A << /S /Launch /Win << /F (calc.exe) >> >> >>]"),
    ),
    "launch in hexadecimal": ("active", lambda: a_pdf(catalog="/OpenAction << /S /#4caunch /F (x) >>")),
    "sends a form": ("active", lambda: _with_action("/S /SubmitForm /F (https://example.invalid)")),
    "imports data": ("active", lambda: _with_action("/S /ImportData /F (x.fdf)")),
    "goes to a file inside": ("active", lambda: _with_action("/S /GoToE /T << /R /C >>")),
    "an xfa form": ("active", lambda: a_pdf(catalog="/AcroForm << /XFA 6 0 R >>", more=[stream(b"<xdp/>")])),
    "rich media": ("active", lambda: a_pdf(page="/Annots [<< /Subtype /RichMedia >>]")),
    "a rendition": ("active", lambda: _with_action("/S /Rendition /OP 0")),
    "a file inside": (
        "embedded",
        lambda: a_pdf(catalog="/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >>", more=["<< /F (a.exe) >>"]),
    ),
    "a file inside that nothing names": ("embedded", lambda: a_pdf(more=[stream(b"MZ", "/Type /EmbeddedFile")])),
    "a file on a page": ("embedded", lambda: a_pdf(page="/Annots [<< /Subtype /FileAttachment /FS << /F (a) >> >>]")),
    "a file by its contents": ("embedded", lambda: a_pdf(more=["<< /F (a) /EF << /F 6 0 R >> >>"])),
    "a file in hexadecimal": ("embedded", lambda: a_pdf(more=[stream(b"MZ", "/Type /Embedded#46ile")])),
    "a password": (
        "encrypted",
        lambda: a_pdf_of(
            [
                *pdf_objects("x"),
                "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <" + "00" * 32 + "> /U <" + "00" * 32 + "> >>",
            ],
            trailer="/Root 1 0 R /Encrypt 6 0 R /ID [<00> <00>]",
        ),
    ),
    "a lock of an unknown make": (
        {"encrypted", "damaged", "failed"},
        lambda: a_pdf_of([*pdf_objects("x"), "<< /Filter /Own >>"], trailer="/Root 1 0 R /Encrypt 6 0 R"),
    ),
    "a lock that is no dictionary": (
        {"encrypted", "damaged", "failed"},
        lambda: a_pdf_of(pdf_objects("x"), trailer="/Root 1 0 R /Encrypt 7"),
    ),
    "only a head": (ANY_REFUSAL, lambda: b"%PDF-1.7"),
    "a head and noise": (ANY_REFUSAL, lambda: noise(1, start=b"%PDF-1.7\n")),
    "a head and zeroes": (ANY_REFUSAL, lambda: b"%PDF-1.7\n" + bytes(1_000_000)),
    "cut off halfway": (EITHER, lambda: a_pdf("Een", "Twee")[:500]),
    "cut off at the end": (EITHER, lambda: a_pdf()[:-40]),
    "no catalog": (ANY_REFUSAL, lambda: a_pdf_of(["<< /X 1 >>"])),
    "a catalog that is a number": (ANY_REFUSAL, lambda: a_pdf_of(["42"])),
    "a catalog that is itself": (ANY_REFUSAL, lambda: a_pdf_of(["1 0 R"])),
    "no pages": (ANY_REFUSAL, lambda: a_pdf_of(["<< /Type /Catalog >>"])),
    "an empty tree of pages": (ANY_REFUSAL, lambda: _pages("", count=0)),
    "pages that hold themselves": (ANY_REFUSAL, lambda: _pages("2 0 R")),
    "pages that hold each other": (
        ANY_REFUSAL,
        lambda: _pages(
            "3 0 R", "<< /Type /Pages /Kids [4 0 R] /Count 1 >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
        ),
    ),
    "one page ten thousand times": (EITHER, lambda: _pages("3 0 R " * 10_000, "<< /Type /Page >>", count=10_000)),
    "pages a hundred thousand deep": (ANY_REFUSAL, lambda: _deep_pages(20_000)),
    "pages that double": (
        EITHER,
        lambda: _pages(
            "3 0 R 3 0 R",
            *(f"<< /Type /Pages /Kids [{n} 0 R {n} 0 R] /Count 2 >>" for n in range(4, 34)),
            "<< /Type /Page >>",
        ),
    ),
    "a count that lies": (
        EITHER,
        lambda: _pages("3 0 R", "<< /Type /Page /MediaBox [0 0 9 9] >>", count=2_000_000_000),
    ),
    "a page that is a string": (EITHER, lambda: _pages("(a)")),
    "a huge table": (
        EITHER,
        lambda: _pdf_with_xref(
            "xref\n0 2000000000\n0000000000 65535 f \ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF"
        ),
    ),
    "a table of a million lines": (
        EITHER,
        lambda: _pdf_with_xref(
            "xref\n0 400000\n" + "0000000009 00000 n \n" * 400_000 + "trailer << /Root 1 0 R >>\nstartxref\n620\n%%EOF"
        ),
    ),
    "a table that is its own forerunner": (
        EITHER,
        lambda: a_pdf_of(pdf_objects("x"), trailer="/Root 1 0 R /Prev 600"),
    ),
    "a negative place": (
        EITHER,
        lambda: _pdf_with_xref("xref\n0 1\n-000000001 00000 n \ntrailer << /Root 1 0 R >>\nstartxref\n-5\n%%EOF"),
    ),
    "a place beyond the end": (EITHER, lambda: a_pdf().replace(b"startxref\n", b"startxref\n99999")),
    "a stream of references that lies": (
        EITHER,
        lambda: _compressed({1: "<< /Type /Catalog >>"}, first=2).replace(b"/W [1 4 1]", b"/W [9 9 9]"),
    ),
    "an object stream inside itself": (
        EITHER,
        lambda: _compressed({1: "<< /Type /Catalog /Pages 3 0 R >>", 2: "<< >>"}, first=2),
    ),
    "a bomb of a third of a gigabyte": (EITHER, lambda: _page_with(_bomb(300_000_000), "/Filter /FlateDecode")),
    "a bomb inside a bomb": (EITHER, lambda: _flate(_bomb(200_000_000), 2)),
    "twenty filters": (EITHER, lambda: _flate(b"BT ET", 20)),
    "a bomb as an object stream": (
        EITHER,
        lambda: a_pdf_of(
            [*pdf_objects("x"), stream(_bomb(200_000_000), "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")]
        ),
    ),
    "a bomb of run lengths": (EITHER, lambda: _page_with(b"\x81 " * 500_000, "/Filter /RunLengthDecode")),
    "a bomb of lzw": (EITHER, lambda: _page_with(noise(5, size=800_000), "/Filter /LZWDecode")),
    "a predictor that lies": (
        EITHER,
        lambda: _page_with(
            zlib.compress(b"x" * 999), "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2000000000 >>"
        ),
    ),
    "an unknown filter": (EITHER, lambda: _page_with(b"x", "/Filter /Own")),
    "a picture filter around text": (EITHER, lambda: _page_with(b"x", "/Filter /JBIG2Decode")),
    "a length that lies": (EITHER, lambda: a_pdf().replace(b"/Length 4", b"/Length 2000000004")),
    "a length that is itself": (
        EITHER,
        lambda: a_pdf_of([*pdf_objects("x"), b"<< /Length 6 0 R >>\nstream\nx\nendstream"]),
    ),
    "content of a million brackets": (EITHER, lambda: _flate(b"[" * 1_000_000)),
    "content of a million dictionaries": (EITHER, lambda: _flate(b"<< /A " * 300_000)),
    "content of brackets that never close": (EITHER, lambda: _flate(b"(" * 1_000_000)),
    "content of a million operators": (EITHER, lambda: _flate(b"q " * 3_000_000)),
    "content of a million texts": (EITHER, lambda: _flate(b"BT /F1 9 Tf " + b"(woord) Tj " * 500_000 + b"ET")),
    "a picture in the text that never ends": (EITHER, lambda: _flate(b"BI /W 9 /H 9 ID " + bytes(3_000_000))),
    "an object of a million brackets": (ANY_REFUSAL | {KEPT}, lambda: a_pdf(more=["[" * 1_000_000])),
    "an object of dictionaries that never close": (EITHER, lambda: a_pdf(more=["<< /A " * 200_000])),
    "a string that never closes": (EITHER, lambda: a_pdf(more=["(" * 500_000])),
    "a name of a million letters": (EITHER, lambda: a_pdf(more=["/" + "A" * 1_000_000])),
    "a number of a million digits": (EITHER, lambda: a_pdf(more=["9" * 1_000_000])),
    "a million escapes": (EITHER, lambda: a_pdf(more=["/" + "#41" * 300_000])),
    "half a million small objects": (EITHER, lambda: a_pdf_of([*pdf_objects("x"), *["1"] * 310_000])),
    "forms that draw each other": (EITHER, lambda: _shared_forms(9)),
    "a form that draws itself": (
        EITHER,
        lambda: a_pdf_of(
            [
                *pdf_objects("x")[:3],
                "<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /XObject << /X 6 0 R >> >> >>",
                stream(b"/X Do"),
                stream(b"/X Do", "/Subtype /Form /Resources << /XObject << /X 6 0 R >> >>"),
            ]
        ),
    ),
    "a map of letters without end": (
        EITHER,
        lambda: _tounicode(b"begincmap 1 beginbfrange <0000> <ffffffff> <0041> endbfrange endcmap"),
    ),
    "a map of letters that is noise": (EITHER, lambda: _tounicode(noise(7, size=200_000))),
    "widths without end": (
        EITHER,
        lambda: a_pdf_of(
            [
                *pdf_objects("x")[:2],
                "<< /Type /Font /Subtype /Type1 /FirstChar 0 /LastChar 2000000000 /Widths [1] /BaseFont /F >>",
                *pdf_objects("x")[3:],
            ]
        ),
    ),
    "an unknown coding of letters": (EITHER, lambda: a_pdf().replace(b"/WinAnsiEncoding", b"/Own#00Encoding1")),
    "control signs in the text": (KEPT, lambda: _page_with(b"BT /F1 9 Tf (\x00\x01\x1b[31m\xff) Tj ET")),
    "half signs in the text": (EITHER, lambda: _tounicode(b"begincmap 1 beginbfchar <78> <d800> endbfchar endcmap")),
    "no end of file": (EITHER, lambda: a_pdf().replace(b"%%EOF", b"")),
    "a hundred ends": (EITHER, lambda: a_pdf() + b"startxref\n0\n%%EOF\n" * 100),
    **{
        f"flipped bytes {seed}": (
            EITHER | {"encrypted", "active", "embedded"},
            lambda s=seed: flipped(a_pdf("Een", "Twee"), s),
        )
        for seed in range(8)
    },
}
