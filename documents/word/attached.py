"""Is a list of attached files that we wrote ourselves known when the file comes back?"""

from collections.abc import Sequence
from itertools import pairwise

from documents.word import words
from documents.word.blocks import Block, Table, block_text
from documents.word.remarks import Skipped


def without_attached(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Skipped, ...]]:
    """The list that we put there ourselves is no text: files belong to a version, and words do not attach them."""
    for place, (above, block) in enumerate(pairwise(blocks)):
        if isinstance(block, Table) and _is_ours(block) and block_text(above) == words.ATTACHED:
            left_out = tuple(Skipped(block_text(one), "attached") for one in (above, block))
            return (*blocks[:place], *blocks[place + 2 :]), left_out
    return tuple(blocks), ()


def _is_ours(table: Table) -> bool:
    return bool(table.rows) and tuple(cell.text for cell in table.rows[0].cells) == words.ATTACHED_HEADERS
