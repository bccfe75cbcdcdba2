"""Which text, parties, period and annexes does a covenant in Word hold?"""

from documents.word import words
from documents.word.annexes import split_annexes
from documents.word.blocks import Block, Table, WordDocument, block_text
from documents.word.covenant_shapes import CovenantImport
from documents.word.ledger import with_unread
from documents.word.parties import find_parties
from documents.word.remarks import Skipped, remark
from documents.word.terms import find_terms


def understand_covenant(document: WordDocument) -> CovenantImport:
    """Never refuses: parties and dates that the wording does not make clear are left out, with a warning."""
    blocks, annexes = split_annexes(document.blocks)
    parties = find_parties(blocks)
    terms = find_terms(block_text(block) for block in blocks)
    blocks, signing = _without_signing(blocks)
    missing = () if parties else (remark("no_parties"),)
    found = CovenantImport(
        title=document.title,
        blocks=blocks,
        annexes=annexes,
        parties=parties,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        winding_down_days=terms.winding_down_days,
        warnings=(*document.remarks, *missing, *terms.remarks),
        skipped=(*document.skipped, *signing),
    )
    return with_unread(found, document.source)


def _without_signing(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Skipped, ...]]:
    """The table that we put below a covenant ourselves is no part of its text: signatures belong to one revision."""
    for place, block in enumerate(blocks):
        if isinstance(block, Table) and _is_ours(block) and place and block_text(blocks[place - 1]) == words.SIGNING:
            kept = (*blocks[: place - 1], *blocks[place + 1 :])
            return kept, (Skipped(words.SIGNING, "signing"), Skipped(block_text(block), "signing"))
    return blocks, ()


def _is_ours(table: Table) -> bool:
    return bool(table.rows) and tuple(cell.text for cell in table.rows[0].cells) == words.SIGNING_HEADERS
