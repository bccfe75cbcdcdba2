"""How standings, periods and the text of an agreement are written on a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.attachment_owners import owner_kind_of
from documents.selectors.agreements import Agreement
from documents.selectors.standing_badges import badge
from documents.word.blocks import Block, Heading

register = template.Library()
DEEPEST = 6


@register.filter
def standing_badge(standing: str) -> str:
    """The kind of `components/status_badge.html`."""
    return badge(standing)


KIND_LABELS = {
    "covenant": gettext_lazy("covenant"),
    "matrix": gettext_lazy("role matrix"),
    "protocol": gettext_lazy("protocol"),
}


@register.filter
def kind_label(kind: str) -> str:
    return str(KIND_LABELS[kind])


@register.simple_tag
def agreement_url(space: str, row: Agreement) -> str:
    """`space`: `documents`, where it is read; `backroom`, where it is made."""
    return reverse(f"{space}:{row.kind}", args=[row.key])


@dataclass(frozen=True)
class Shown:
    """A block of the text; for a heading its level on the page, and the how manieth it is."""

    kind: str
    block: Block
    depth: int
    number: int


@register.filter
def outlined(blocks: Iterable[Block], page_level: int) -> list[Shown]:
    """The text below a heading of the page: no level is skipped, whatever the file did, and HTML knows six."""
    shown, depth, number = [], page_level, 0
    for block in blocks:
        if isinstance(block, Heading):
            depth = min(block.level + page_level, depth + 1, DEEPEST)
            number += 1
        shown.append(Shown(block.kind, block, depth, number))
    return shown


@register.simple_tag
def period(first: date | None, last: date | None, *, over: bool = False) -> str:
    """1 januari 2027 t/m 31 december 2029. `over`: it holds no more, known end or not."""
    words = {"first": _day(first), "last": _day(last)}
    if first and last:
        return _("%(first)s up to and including %(last)s") % words
    if first and over:
        return _("from %(first)s, no longer") % words
    if first:
        return _("from %(first)s, without an end date") % words
    return _("up to and including %(last)s") % words if last else _("not chosen yet")


@register.filter
def short_hash(revision: str) -> str:
    """Enough to compare by eye; the whole of it stands where something is signed."""
    return f"{revision[:8]}…"


@register.filter
def kilobytes(size: int) -> int:
    """At least 1."""
    return max(1, round(size / 1024))


@register.filter
def owner_path(version: Any) -> str:
    """The word for a kind of agreement in the addresses of its attached files."""
    return owner_kind_of(version).path


@register.filter
def cells(row: Any) -> list[Any]:
    """The cells of a table in the text that are really there."""
    return [cell for cell in row.cells if not cell.continues or cell.lines]


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


@register.filter
def linked(parts: Iterable[Any]) -> SafeString:
    """A statement with a link wherever it names something; no space comes in that was not there."""
    link = '<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>'
    pieces = (format_html(link, part.url, part.text) if part.url else conditional_escape(part.text) for part in parts)
    return format_html_join("", "{}", ((piece,) for piece in pieces))


@register.filter
def links_of(links: Mapping[str, tuple[Any, ...]], role: str) -> tuple[Any, ...]:
    """The rows of the matrix that give a step to this role; none when the default does."""
    return links.get(role, ())
