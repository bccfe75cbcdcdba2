"""Is every word of the file accounted for? What nobody took in is listed as left out, whatever the reason."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from documents.word.ooxml import MARKUP_COMPATIBILITY, Element, at, switched_on, w
from documents.word.remarks import Skipped

_WORD = re.compile(r"\w+")
_FALLBACK = f"{{{MARKUP_COMPATIBILITY}}}Fallback"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TEXTS = (w("t"), w("delText"), _MATH, f"{_DRAWN}t")
_BETWEEN = {w("tab"), w("ptab"), w("br"), w("cr"), w("noBreakHyphen"), f"{_DRAWN}br"}
_LEFT_OUT = {w("del"), w("moveFrom")}
_GONE, _SECOND = "gone", "second"
_PARAGRAPHS = {w("p"), f"{_DRAWN}p"}
# Numbers and letters of a typed list, and the words that join its items: a statement stands without them.
_JOINING = re.compile(r"\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5}|en|of|alsmede")


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def written_in(root: Element) -> Iterator[str]:
    """Every paragraph by itself, once: a text box is no part of the paragraph that it hangs on, deleted words neither.

    Word writes a text box twice, for new readers and for old ones. The second one counts when it says something else.
    """
    pieces: dict[tuple[Element, str], list[str]] = {}
    for node in root.iter(*_TEXTS, *_BETWEEN):
        place = _place(node, root)
        if place is not None:
            pieces.setdefault(place, []).append(" " if node.tag in _BETWEEN else node.text or "")
    first = ["".join(texts) for (_holder, state), texts in pieces.items() if state != _SECOND]
    known = {word for text in first for word in words_of(text)}
    second = ("".join(texts) for (_holder, state), texts in pieces.items() if state == _SECOND)
    yield from first
    yield from (text for text in second if not known.issuperset(words_of(text)))


def _place(node: Element, root: Element) -> tuple[Element, str] | None:
    """The paragraph around a text, and whether that text is gone, or there for old readers only."""
    holder, state = None, _GONE if node.tag == w("delText") or _is_hidden(node) else ""
    for parent in node.iterancestors():
        # Tab stops are called as tabs are, and stand among the properties of a paragraph.
        if parent.tag == w("tabs"):
            return None
        if parent.tag == _FALLBACK:
            state = _SECOND
        elif parent.tag in _LEFT_OUT and not state:
            state = _GONE
        if holder is None and parent.tag in _PARAGRAPHS:
            holder = parent
    return (root if holder is None else holder), state


def _is_hidden(node: Element) -> bool:
    return bool(switched_on(at(node.getparent(), "rPr"), "vanish"))


class Found(Protocol):
    """What was made of a file: the text that was understood, and what was left out."""

    @property
    def text(self) -> str: ...

    @property
    def skipped(self) -> tuple[Skipped, ...]: ...


Understood = TypeVar("Understood", bound=Found)


def with_unread(found: Understood, source: Sequence[str]) -> Understood:
    """The same, with what was taken in nowhere added to what was left out."""
    left = tuple(unread(source, (found.text, *(one.text for one in found.skipped))))
    return replace(found, skipped=(*found.skipped, *left)) if left else found  # type: ignore[type-var]


def unread(source: Sequence[str], taken: Iterable[str]) -> Iterator[Skipped]:
    """The paragraphs of the file of which a word is neither in the result nor in what was skipped so far."""
    left = Counter(word for text in taken for word in words_of(text))
    for text in source:
        missing = []
        for word in words_of(text):
            left[word] -= 1
            if left[word] < 0:
                missing.append(word)
        if missing:
            yield _skipped(text, missing)


def _skipped(text: str, missing: Sequence[str]) -> Skipped:
    if all(_JOINING.fullmatch(word) for word in missing):
        return Skipped(" ".join(missing), "list_marks")
    return Skipped(" ".join(text.split()), "unread")
