"""Who are the parties to a covenant, by its own wording?"""

import re
from collections.abc import Iterable, Iterator, Sequence

from documents.word.blocks import Block, Heading, Paragraph, Table, Written
from documents.word.covenant_shapes import Party

_START = re.compile(
    r"^(?:(?:artikel\s+)?\d[\d.]*[.:)]?\s*)?(?:de\s+)?(?:ondergetekenden|convenantpartijen"
    r"|deelnemende\s+(?:partijen|organisaties)|partijen(?:\s+(?:bij|van)\s+(?:dit|het)\s+\w+)?)\s*:?$",
    re.IGNORECASE,
)
_START_SENTENCE = re.compile(
    r"(?:convenant|overeenkomst|protocol)\b.*\b(?:gesloten|aangegaan)\b.*\b(?:tussen|door)\b[^.]*:$", re.IGNORECASE
)
_STOP = re.compile(
    r"^(?:[-–•]\s*)?(?:overwegende|overwegingen|considerans|in\s+aanmerking|gelet\s+op|nemen\s+in|zijn\s+.*overeen|komen\b"
    r"|spreken\b|verklaren\b|hebben\b|hierna\s+(?:samen|gezamenlijk|tezamen)|gezamenlijk|tezamen|allen\b|definities)",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(
    r"\s*(?:,\s*(?:te\s+dezen|ten\s+deze|in\s+deze|rechtsgeldig|wettelijk|krachtens|gevestigd|statutair|kantoorhoudend"
    r"|namens|handelend|waarvan|zijnde|mevrouw|de\s+heer|mr\.|drs\.|ingeschreven|bij\s+deze)\b"
    r"|[,(]?\s*\b(?:vertegenwoordigd|hierna)\b|;)",
    re.IGNORECASE,
)
_KNOWN_AS = re.compile(
    r"hierna\s*(?:ook\s+)?(?:te\s+noemen|genoemd|aangeduid\s+als|aan\s+te\s+duiden\s+als)?\s*:?\s*"
    r"(?:[‘'\"“„«](?P<quoted>[^’'\"”»]+)[’'\"”»]|(?P<bare>[^;,.)]+))",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"\s*\((?P<name>[^()]{2,30})\)\s*$")
_CLAUSE = re.compile(r"vertegenwoordigd|hierna|gevestigd|handelend", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:de|het)\s+", re.IGNORECASE)
_CONNECTOR = re.compile(r"^(?:en|of|alsmede)\b[\s:,]*|[\s;,:.]+(?:en)?$", re.IGNORECASE)
_PARTY_COLUMN = re.compile(
    r"^(?:naam\s+)?(?:(?:convenant)?partij(?:en)?|organisaties?|(?:convenant)?partners?|deelnemers?)$", re.I
)
_SIGNING_COLUMN = re.compile(r"vertegenwoordig|onderteken|handtekening|functie|adres|kvk|mandaat|namens", re.IGNORECASE)
_INLINE = re.compile(r"^(?:de\s+)?(?:partijen|ondergetekenden)\s*:\s+(\S.*)$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*;\s*(?:en\s+)?|\s*,\s+(?:en\s+)?|\s+en\s+")
_LONGEST_NAME, _LONGEST_LOOSE_NAME = 16, 9  # words
_LONGEST_START = 500


def find_parties(blocks: Sequence[Block]) -> tuple[Party, ...]:
    """From the part that begins with "De ondergetekenden" or "Partijen"; else from a table that is signed."""
    for find in (_in_party_part, _in_signing_tables, _in_one_line):
        found = {_compared(party.name): party for party in reversed(list(find(blocks)))}
        if found:
            return tuple(reversed(found.values()))
    return ()


def party_in(text: str) -> Party:
    """`De gemeente Veldersloot, vertegenwoordigd door …, hierna: ‘de gemeente’;` → name and short name."""
    flat = _CONNECTOR.sub("", " ".join(text.split()))
    known = _KNOWN_AS.search(flat)
    known_as = (known["quoted"] or known["bare"] or "").strip() if known else ""
    name = _NAME_ENDS.split(flat)[0].strip(" ,;:.")
    abbreviation = _ABBREVIATION.search(name)
    if abbreviation:
        name, known_as = name[: abbreviation.start()].strip(), known_as or abbreviation["name"]
    if without := _ARTICLE.sub("", name):
        name = without[0].upper() + without[1:] if without != name else name
    return Party(name, known_as, flat)


def _in_party_part(blocks: Sequence[Block]) -> Iterator[Party]:
    inside = False
    for block in blocks:
        if isinstance(block, Table):
            if inside:
                yield from _in_table(block, column=_party_column(block) or 0)
            continue
        if _starts(block):
            inside = True
        elif isinstance(block, Heading) or _STOP.match(block.text):
            inside = False
        elif inside and (party := _party(block)):
            yield party


def _starts(block: Written) -> bool:
    text = " ".join(block.text.split())
    return len(text) <= _LONGEST_START and bool(_START.match(text) or _START_SENTENCE.search(text))


def _party(block: Written) -> Party | None:
    text = " ".join(block.text.split())
    # "De volgende organisaties nemen deel:" introduces; a sentence that ends with a full stop explains.
    if text.endswith(":") or not any(sign.isalpha() for sign in text):
        return None
    party = party_in(text)
    words = len(party.name.split())
    loose = isinstance(block, Paragraph) and not _CLAUSE.search(text)
    if loose and (text.endswith(".") or words > _LONGEST_LOOSE_NAME):
        return None
    return party if 0 < words <= _LONGEST_NAME and party.name.casefold() not in {"en", "of"} else None


def _in_signing_tables(blocks: Sequence[Block]) -> Iterator[Party]:
    for block in blocks:
        if not isinstance(block, Table):
            continue
        column = _party_column(block)
        if column is not None and any(_SIGNING_COLUMN.search(cell.text) for cell in block.rows[0].cells):
            yield from _in_table(block, column=column)


def _party_column(table: Table) -> int | None:
    cells = table.rows[0].cells if table.rows else ()
    return next((place for place, cell in enumerate(cells) if _PARTY_COLUMN.match(cell.text.strip())), None)


def _in_table(table: Table, *, column: int) -> Iterator[Party]:
    titled = _party_column(table) is not None
    for row in table.rows[1 if titled else 0 :]:
        if len(row.cells) > column and row.cells[column].lines:
            party = party_in(row.cells[column].text)
            if party.name:
                yield Party(party.name, party.known_as, row.text)


def _in_one_line(blocks: Iterable[Block]) -> Iterator[Party]:
    for block in blocks:
        found = _INLINE.match(" ".join(block.text.split())) if isinstance(block, Paragraph) else None
        names = _BETWEEN.split(found[1].rstrip(" .;")) if found else []
        # One name only is a definition: "Partijen: de partijen bij dit convenant."
        if len(names) > 1 and all(len(name.split()) <= _LONGEST_LOOSE_NAME for name in names):
            yield from (party_in(name) for name in names if name)
            return


def _compared(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())
