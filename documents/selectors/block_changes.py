"""What changed between two texts, block by block, each below the heading where it stands."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from documents.selectors.step_changes import StepChange
from documents.word.blocks import Block, Heading, block_text


def block_changes(before: Sequence[Block], after: Sequence[Block]) -> list[StepChange]:
    """Blocks that changed places with as many others are shown as was and becomes; any others as dropped and new."""
    old, new = [block_text(one) for one in before], [block_text(one) for one in after]
    places = _headings(before), _headings(after)
    found: list[StepChange] = []
    for kind, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace" and to_old - from_old == to_new - from_new:
            pairs = zip(range(from_old, to_old), range(from_new, to_new), strict=True)
            found += [StepChange(places[1][n], old[o], new[n]) for o, n in pairs]
        elif kind != "equal":
            found += [StepChange(places[0][place], old[place], "", "dropped") for place in range(from_old, to_old)]
            found += [StepChange(places[1][place], "", new[place], "new") for place in range(from_new, to_new)]
    return found


def _headings(blocks: Sequence[Block]) -> list[str]:
    """For each block the heading above it; a heading stands below itself."""
    return list(_below(blocks))


def _below(blocks: Sequence[Block]) -> Iterator[str]:
    heading = _("Text")
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text
        yield heading
