"""Which text, parties, period and annexes does a covenant in Word hold?"""

from documents.word.annexes import split_annexes
from documents.word.blocks import WordDocument, block_text
from documents.word.covenant_shapes import CovenantImport
from documents.word.ledger import with_unread
from documents.word.parties import find_parties
from documents.word.remarks import remark
from documents.word.terms import find_terms


def understand_covenant(document: WordDocument) -> CovenantImport:
    """Never refuses: parties and dates that the wording does not make clear are left out, with a warning."""
    blocks, annexes = split_annexes(document.blocks)
    parties = find_parties(blocks)
    terms = find_terms(block_text(block) for block in blocks)
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
        skipped=document.skipped,
    )
    return with_unread(found, document.source)
