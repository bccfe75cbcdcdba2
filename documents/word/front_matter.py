"""Where do the title page and the table of contents end, and what is the title?"""

import re
from dataclasses import dataclass, field

from documents.word.body import Raw
from documents.word.headings import is_numbered_heading
from documents.word.remarks import Skipped

_LOOK_AT = 60
_COVER_LINES, _COVER_LINE_LENGTH, _COVER_ROWS = 30, 160, 12
_BIG = 30  # half points: 15 pt and up is no running text
_CONTENTS_HEADING = re.compile(r"^(inhoud|inhoudsopgave|table of contents|contents)\s*:?$", re.IGNORECASE)
_CONTENTS_LINE = re.compile(r"^(.*\S)(\t|\s*\.{3,}\s*|\s*…\s*)\s*\d{1,3}$")
_TITLE_WORD = re.compile(
    r"convenant|matrix|\btvb\b|protocol|overeenkomst|verklaring|handreiking|werkwijze|plan van aanpak"
    r"|taken.{1,20}verantwoordelijkheden",
    re.IGNORECASE,
)
# A title that every document of its kind has: the line below it says which one this is.
_SAYS_TOO_LITTLE = re.compile(
    r"^(taken,? verantwoordelijkheden,?( en)? bevoegdheden|convenant|(tvb|rol)[- ]?matrix|matrix|protocol)$",
    re.IGNORECASE,
)
# What writers leave in the title property without ever looking at it.
_EMPTY_TITLES = re.compile(
    r"^(word document|document\d*|microsoft word.*|geen titel|untitled.*|.*\.docx?)$", re.IGNORECASE
)


@dataclass
class Front:
    """`rest` is what remains to be read; everything else is in `title` or `skipped`."""

    title: str = ""
    rest: list[Raw] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def take_off_front(raws: list[Raw], *, property_title: str) -> Front:
    written = [raw for raw in raws if raw.text or raw.break_before or raw.break_after]
    front = Front()
    contents = _contents(written)
    cover = _cover(written, contents)
    front.title, said = _title_of(written[:cover]) if cover else ("", [])
    for place, raw in enumerate(written):
        if not raw.text or any(raw is one for one in said):
            continue
        if place < cover:
            front.skipped.append(Skipped(raw.text, "title_page"))
        elif place in contents:
            front.skipped.append(Skipped(raw.text, "contents"))
        else:
            front.rest.append(raw)
    if not front.title:
        _take_title(front)
    if not front.title and not _EMPTY_TITLES.match(property_title):
        front.title = property_title
    return front


def _contents(raws: list[Raw]) -> set[int]:
    """Places of the table of contents: Word's own, one in TOC styles, or one that was typed."""
    found = {place for place, raw in enumerate(raws) if _is_generated_contents(raw)}
    for place, raw in enumerate(raws):
        if not _CONTENTS_HEADING.match(raw.text):
            continue
        after = place + 1
        while after < len(raws) and (after in found or not raws[after].text or _CONTENTS_LINE.match(raws[after].text)):
            after += 1
        # "Inhoud" above running text is an ordinary heading.
        if any(raws[line].text for line in range(place + 1, after)):
            found.update(range(place, after))
    return found


def _is_generated_contents(raw: Raw) -> bool:
    return raw.gallery == "Table of Contents" or raw.style.role in {"contents", "contents_heading"}


def _cover(raws: list[Raw], contents: set[int]) -> int:
    """How many of the first blocks are the title page; 0 when the file begins with its text."""
    generated = [place for place, raw in enumerate(raws) if raw.gallery == "Cover Pages"]
    if generated:
        return generated[-1] + 1
    end = min([_first_page(raws), *(place for place in contents if place < _LOOK_AT)], default=0)
    page = [raw for raw in raws[:end] if raw.text]
    return end if page and _looks_like_cover(page) else 0


def _first_page(raws: list[Raw]) -> int:
    for place, raw in enumerate(raws[:_LOOK_AT]):
        if raw.break_before and any(before.text for before in raws[:place]):
            return place
        if raw.break_after and any(before.text for before in raws[: place + 1]):
            return place + 1
    return 0


def _looks_like_cover(page: list[Raw]) -> bool:
    lines = [line.text for raw in page for line in raw.lines]
    if len(lines) > _COVER_LINES or any(len(line) > _COVER_LINE_LENGTH for line in lines):
        return False
    if any(raw.table is not None and not _is_cover_table(raw) for raw in page) or any(map(_is_body_text, page)):
        return False
    signs = any(raw.style.role == "title" or raw.size >= _BIG or raw.centred for raw in page)
    return signs or not any(line.endswith((".", ";")) for line in lines)


def _is_cover_table(raw: Raw) -> bool:
    rows = raw.table.rows if raw.table else ()
    return len(rows) <= _COVER_ROWS and all(len(row.cells) <= 2 for row in rows)


def _is_body_text(raw: Raw) -> bool:
    return raw.in_list or any(is_numbered_heading(line.text) for line in raw.lines)


def _title_of(cover: list[Raw]) -> tuple[str, list[Raw]]:
    """The title, and the lines that say it."""
    page = [raw for raw in cover if raw.lines]
    styled = [raw for raw in page if raw.style.role == "title"]
    if not styled and page:
        biggest = max(raw.size for raw in page)
        big = [raw for raw in page if raw.size == biggest][:2] if biggest >= _BIG else []
        # Sizes are often not set at all: then the line that names a kind of document, else the first line.
        styled = big or ([raw for raw in page if _TITLE_WORD.search(raw.text)] or page)[:1]
    title = " ".join(_in_one_line(raw) for raw in styled)
    if _SAYS_TOO_LITTLE.match(title):
        after = [raw for raw in page[page.index(styled[-1]) + 1 :][:1] if len(raw.text) <= _COVER_LINE_LENGTH]
        title = " – ".join([title, *map(_in_one_line, after)])
        styled = [*styled, *after]
    return title, styled


def _in_one_line(raw: Raw) -> str:
    return " ".join(raw.text.split())


def _take_title(front: Front) -> None:
    """No title page: the title is in the title style, or it is the first line and names a kind of document."""
    start = [raw for raw in front.rest[:3] if raw.style.role in {"title", "subtitle"}]
    titles = [raw for raw in start if raw.style.role == "title"]
    if titles:
        front.title, _said = _title_of(titles)
        front.skipped.extend(Skipped(raw.text, "title_page") for raw in start if raw not in titles)
        front.rest = [raw for raw in front.rest if not any(raw is used for used in start)]
        return
    first = front.rest[0] if front.rest else None
    next_is_table = len(front.rest) > 1 and front.rest[1].table is not None
    if first is None or first.table is not None or next_is_table or not _TITLE_WORD.search(first.text):
        return
    if first.outline == 1 or first.bold or first.centred or first.size >= _BIG:
        front.title, _said = _title_of([first])
        front.rest = front.rest[1:]
