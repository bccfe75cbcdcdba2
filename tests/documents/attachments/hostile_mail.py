"""Messages that mean harm or are broken: at least sixty, each with what may come of it."""

import base64
import os

from tests.documents.attachments.breaking import (
    EITHER,
    KEPT,
    Case,
    flipped,
)
from tests.documents.attachments.files import (
    a_mail,
)


def _parts(*inside: str, boundary: str = "x", kind: str = "mixed") -> bytes:
    body = "".join(f"--{boundary}\r\n{one}\r\n" for one in inside) + f"--{boundary}--\r\n"
    return a_mail(body, head=f'Content-Type: multipart/{kind}; boundary="{boundary}"')


def _nested(depth: int) -> bytes:
    body = "Content-Type: text/plain\r\n\r\nbinnen\r\n"
    for level in range(depth):
        mark = f"b{level}"
        body = f'Content-Type: multipart/mixed; boundary="{mark}"\r\n\r\n--{mark}\r\n{body}\r\n--{mark}--\r\n'
    return b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n" + body.encode()


def _sent_along(depth: int) -> bytes:
    body = "From: a\r\nTo: b\r\nSubject: x\r\n\r\nbinnen"
    for _level in range(depth):
        body = f"From: a\r\nTo: b\r\nSubject: x\r\nContent-Type: message/rfc822\r\n\r\n{body}"
    return body.encode()


def _page_mail(words: str) -> bytes:
    return a_mail(words, head="Content-Type: text/html; charset=utf-8")


EML: dict[str, Case] = {
    "with a password": ("encrypted", lambda: _parts("\r\nx", kind="encrypted")),
    "sealed by s/mime": (
        "encrypted",
        lambda: a_mail("AAAA", head="Content-Type: application/pkcs7-mime; smime-type=enveloped-data"),
    ),
    "sealed by s/mime in capitals": (
        "encrypted",
        lambda: a_mail("AAAA", head="Content-Type: APPLICATION/X-PKCS7-MIME"),
    ),
    "a thousand parts": (KEPT, lambda: _parts(*["\r\nx"] * 1_000)),
    "a hundred thousand parts": (KEPT, lambda: _parts(*["\r\nx"] * 100_000)),
    "a thousand deep": ("too_many_parts", lambda: _nested(1_000)),
    "ten thousand deep": ("too_many_parts", lambda: _nested(10_000)),
    "ninety deep": (EITHER, lambda: _nested(90)),
    "ninety deep and long": (EITHER, lambda: _nested(90) + b"x\r\n" * 300_000),
    "messages inside messages": (EITHER, lambda: _sent_along(500)),
    "five thousand messages inside messages": (EITHER, lambda: _sent_along(5_000)),
    "all with one boundary": (EITHER, lambda: _nested(60).replace(b"b1", b"b0")),
    "an empty boundary": (KEPT, lambda: a_mail("--\r\nx", head='Content-Type: multipart/mixed; boundary=""')),
    "no boundary": (KEPT, lambda: a_mail("x", head="Content-Type: multipart/mixed")),
    "a boundary of a million letters": (EITHER, lambda: _parts("\r\nx", boundary="b" * 900_000)),
    "a boundary that never comes": (KEPT, lambda: a_mail("tekst", head="Content-Type: multipart/mixed; boundary=q")),
    "a boundary full of stars": (KEPT, lambda: _parts("\r\nx", boundary="(.*)+$" * 20)),
    "a line of twenty million letters": (KEPT, lambda: a_mail("a" * 20_000_000)),
    "twenty million empty lines": (EITHER, lambda: a_mail("\n" * 12_000_000)),
    "a head of a million lines": (
        "too_many_parts",
        lambda: b"From: a\r\nTo: b\r\n" + b"X-A: b\r\n" * 1_000_000 + b"\r\nx",
    ),
    "a head that never ends": (
        {"too_many_parts", "kind", KEPT},
        lambda: b"From: a\r\nTo: b\r\n" + b"X: " + b"y" * 2_000_000,
    ),
    "a folded head of a million lines": (
        EITHER,
        lambda: b"From: a\r\nTo: b\r\nSubject: a\r\n" + b" b\r\n" * 1_000_000 + b"\r\nx",
    ),
    "a head that is folded a thousand times": (
        KEPT,
        lambda: b"From: a\r\nTo: b\r\nSubject: a\r\n" + b" b\r\n" * 1_500 + b"\r\nx",
    ),
    "no empty line": (KEPT, lambda: b"From: a\r\nTo: b\r\nSubject: c"),
    "zeroes in the head": (EITHER, lambda: b"From: a\x00b\r\nTo: \x00\r\nSubject: c\r\n\r\nx"),
    "high bytes in the head": (KEPT, lambda: b"From: \xff\xfe\r\nTo: \xe9\r\nSubject: \xc3\r\n\r\nx"),
    "only line feeds": (KEPT, lambda: b"From: a\nTo: b\nSubject: c\n\nx"),
    "only carriage returns": (EITHER, lambda: b"From: a\rTo: b\rSubject: c\r\rx"),
    "two subjects": (KEPT, lambda: b"From: a\r\nTo: b\r\nSubject: een\r\nSubject: twee\r\n\r\nx"),
    "a header in a header": (KEPT, lambda: a_mail(subject="=?utf-8?q?a=0D=0ABcc:_x@y.example?=")),
    "a coded word that is broken": (KEPT, lambda: a_mail(subject="=?utf-8?b?####?=")),
    "a coded word of an unknown make": (KEPT, lambda: a_mail(subject="=?x-own?q?abc?=")),
    "a coded word that is a codec": (KEPT, lambda: a_mail(subject="=?zlib_codec?q?abc?=")),
    "ten thousand coded words": (KEPT, lambda: a_mail(subject="=?utf-8?q?a?= " * 10_000)),
    "half coded words": (KEPT, lambda: a_mail(subject="=?" * 100_000)),
    "a date that is none": (KEPT, lambda: a_mail(head="Date: " + "9" * 5_000)),
    "senders without end": (KEPT, lambda: b"From: " + b"<" * 100_000 + b"\r\nTo: " + b"(" * 100_000 + b"\r\n\r\nx"),
    "brackets in the sender": (KEPT, lambda: b"From: " + b"(((((" * 50_000 + b"\r\nTo: a\r\n\r\nx"),
    "an unknown charset": (KEPT, lambda: a_mail("caf\u00e9", head="Content-Type: text/plain; charset=x-own")),
    "a charset that is a codec": (KEPT, lambda: a_mail("abc", head="Content-Type: text/plain; charset=zlib_codec")),
    "a charset that runs": (KEPT, lambda: a_mail("\\u0041", head="Content-Type: text/plain; charset=unicode_escape")),
    "utf-7": (KEPT, lambda: a_mail("+ADw-script+AD4-", head="Content-Type: text/plain; charset=utf-7")),
    "utf-16 that is not": (KEPT, lambda: a_mail("abc", head="Content-Type: text/plain; charset=utf-16")),
    "a charset with a zero": (KEPT, lambda: a_mail("abc", head="Content-Type: text/plain; charset=\x00")),
    "a charset in pieces": (KEPT, lambda: a_mail("abc", head="Content-Type: text/plain; charset*0=ut; charset*1=f-8")),
    "a parameter in a million pieces": (
        EITHER,
        lambda: a_mail("abc", head="Content-Type: text/plain" + "".join(f"; a*{n}=b" for n in range(60_000))),
    ),
    "a parameter of quotes": (EITHER, lambda: a_mail("abc", head="Content-Type: text/plain; a=" + '"\\' * 200_000)),
    "semicolons without end": (EITHER, lambda: a_mail("abc", head="Content-Type: text/plain" + ";" * 500_000)),
    "base64 that is none": (KEPT, lambda: a_mail("####", head="Content-Transfer-Encoding: base64")),
    "base64 of noise": (
        KEPT,
        lambda: a_mail(base64.b64encode(os.urandom(99)).decode(), head="Content-Transfer-Encoding: base64"),
    ),
    "quoted signs that are broken": (
        KEPT,
        lambda: a_mail("=ZZ=\r\n=", head="Content-Transfer-Encoding: quoted-printable"),
    ),
    "uuencode": (KEPT, lambda: a_mail("begin 644 x\r\n#86)C\r\nend", head="Content-Transfer-Encoding: x-uuencode")),
    "an unknown encoding": (KEPT, lambda: a_mail("x", head="Content-Transfer-Encoding: own")),
    "a program attached": (KEPT, lambda: _parts("Content-Type: application/x-msdownload; name=a.exe\r\n\r\nMZ")),
    "an attached name with a path": (
        KEPT,
        lambda: _parts('Content-Disposition: attachment; filename="../../etc/x"\r\n\r\nx'),
    ),
    "an attached name that turns around": (
        KEPT,
        lambda: _parts("Content-Disposition: attachment; filename*=utf-8''%E2%80%AEfdp.exe\r\n\r\nx"),
    ),
    "an attached name of a million letters": (
        KEPT,
        lambda: _parts("Content-Disposition: attachment; filename=" + "a" * 900_000 + "\r\n\r\nx"),
    ),
    "a type without a slash": (KEPT, lambda: a_mail("x", head="Content-Type: tekst")),
    "a type of slashes": (KEPT, lambda: a_mail("x", head="Content-Type: " + "/" * 100_000)),
    "a page with script": (KEPT, lambda: _page_mail("<p>Dag</p><script>alert(1)</script>")),
    "a page of a million tags": (EITHER, lambda: _page_mail("<a>" * 400_000)),
    "a page of a million openings": (EITHER, lambda: _page_mail("<" * 400_000)),
    "a page of comments that never close": (EITHER, lambda: _page_mail("<!--" * 60_000)),
    "a page of declarations": (EITHER, lambda: _page_mail("<!" * 200_000)),
    "a page of attributes": (EITHER, lambda: _page_mail("<a " + "b=c " * 200_000)),
    "a page of references": (KEPT, lambda: _page_mail("&#x110000;&#xd800;&#0;" * 10_000)),
    "an alternative without text": (KEPT, lambda: _parts("Content-Type: text/html\r\n\r\n<p>x", kind="alternative")),
    "a report of a server": (
        KEPT,
        lambda: _parts("Content-Type: message/delivery-status\r\n\r\nA: b\r\n\r\nC: d", kind="report"),
    ),
    "a message in parts": (KEPT, lambda: a_mail("x", head='Content-Type: message/partial; id="a"; number=1')),
    "a message elsewhere": (
        KEPT,
        lambda: a_mail("", head='Content-Type: message/external-body; access-type=local-file; name="/etc/passwd"'),
    ),
    **{
        f"flipped bytes {seed}": (
            EITHER | {"control_signs", "encrypted"},
            lambda s=seed: flipped(_parts("\r\neen", "\r\ntwee"), s, times=12),
        )
        for seed in range(6)
    },
}
