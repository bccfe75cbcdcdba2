"""Does a template hold nothing but fields, conditions and lists that we know, each begun and ended in its place?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from documents.letter_fields import FIELDS, GROUPS, LetterField
from documents.word.letter_grammar import Loop, Mark, Meaning, Output, Test, meaning_of
from documents.word.letter_problems import Problem
from documents.word.letter_tags import MARK, Place, Tag, tags_in
from documents.word.ooxml import Element, w
from documents.word.package import Package, open_package
from documents.word.reading import read_document

_ENDS = {"if": "endif", "for": "endfor"}
_GROUP_NAMES = {group.name for group in GROUPS}
_TRACKED = ("ins", "del", "moveFrom", "moveTo")
_CONTAINERS = (w("tc"), w("txbxContent"), w("body"), w("hdr"), w("ftr"))


@dataclass(frozen=True)
class Use:
    """A field in the template; `column` of a list. `needed`: an empty one would leave a hole."""

    field: str
    column: str
    place: Place
    needed: bool = True


@dataclass
class _Open:
    """What was begun and not ended yet. `certain`: fields that are filled where its body is printed."""

    tag: Tag
    keyword: str
    unit: str
    certain: frozenset[str] = frozenset()
    loop: Loop | None = None


@dataclass
class Checked:
    """Everything that was found in one template."""

    uses: list[Use] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def open_template(data: bytes) -> Package:
    """Raises WordRefused for whatever any other Word file is refused for: its outside, and the size of its body."""
    read_document(data)
    return open_package(data)


def check(package: Package) -> Checked:
    found = Checked()
    found.problems += _beside_the_text(package)
    for part, root in _parts(package):
        _Part(found).read(list(tags_in(root, part)))
        found.problems += _hidden(root)
    return found


def _parts(package: Package) -> Iterator[tuple[str, Element]]:
    yield "body", package.document
    for why, root in package.beside:
        if why == "page_edge":
            yield "edge", root


def _beside_the_text(package: Package) -> Iterator[Problem]:
    roots = [package.document, *(root for _why, root in package.beside)]
    if any(next(root.iter(w("comment"), w("commentReference")), None) is not None for root in roots):
        yield Problem("comments", {})
    if any(next(root.iter(*map(w, _TRACKED)), None) is not None for root in roots):
        yield Problem("tracked_changes", {})
    for why, root in package.beside:
        if why == "note":
            yield from (Problem("in_a_note", {}, tag.place) for tag in tags_in(root, "note"))


def _hidden(root: Element) -> Iterator[Problem]:
    """docxtpl fills in the whole XML: attributes, field instructions, formulas. Nothing of ours stands there."""
    for element in root.iter():
        text = element.text if element.tag != w("t") or next(element.iterancestors(w("p")), None) is None else ""
        for value in (*element.attrib.values(), text, element.tail):
            if value and MARK.search(value):
                yield Problem("hidden", {"source": value})


class _Part:
    """Reads the tags of one part in order, remembering what is open."""

    def __init__(self, found: Checked) -> None:
        self._found = found
        self._open: list[_Open] = []

    def read(self, tags: list[Tag]) -> None:
        for tag in tags:
            if not tag.closed:
                self._problem("not_closed" if tag.opens in {"{{", "{%", "{#"} else "not_opened", tag)
            elif (meaning := meaning_of(tag)) is None:
                self._problem("not_allowed", tag)
            else:
                self._take(tag, meaning)
        for left in self._open:
            self._problem("no_end", left.tag, end=_ENDS[left.keyword])

    def _take(self, tag: Tag, meaning: Meaning) -> None:
        if not isinstance(meaning, Output):
            self._stands_alone(tag, meaning.unit)
        if isinstance(meaning, Output):
            self._output(tag, meaning.field)
        elif isinstance(meaning, Loop):
            self._loop(tag, meaning)
        elif isinstance(meaning, Test) and meaning.keyword == "if":
            self._test(tag, meaning)
            self._open.append(_Open(tag, "if", meaning.unit, meaning.certain))
        else:
            self._go_on(tag, meaning)

    def _stands_alone(self, tag: Tag, unit: str) -> None:
        if unit == "p" and not tag.alone:
            self._problem("not_alone", tag)
        if unit == "tr" and next(tag.paragraph.iterancestors(w("tr")), None) is None:
            self._problem("no_row", tag)
        elif unit == "tr" and not tag.alone_in_row:
            self._problem("not_alone_in_row", tag)

    def _go_on(self, tag: Tag, meaning: Test | Mark) -> None:
        """`elif`, `else`, `endif`, `endfor`: they belong to what was begun last."""
        wanted = "for" if meaning.keyword == "endfor" else "if"
        if not self._open:
            self._problem("not_opened", tag)
            return
        begun = self._open[-1]
        if begun.keyword != wanted:
            self._problem("crossed", tag, begun=begun.tag.source)
            return
        self._same_container(tag, begun, meaning.unit)
        begun.certain = frozenset()
        if isinstance(meaning, Test):
            self._test(tag, meaning)
            begun.certain = meaning.certain
        if meaning.keyword in _ENDS.values():
            self._open.pop()

    def _same_container(self, tag: Tag, begun: _Open, unit: str) -> None:
        if unit != begun.unit:
            self._problem("units", tag, begun=begun.tag.source)
        elif not unit and tag.paragraph is not begun.tag.paragraph:
            self._problem("two_paragraphs", begun.tag)
        elif unit and _container(tag, unit) is not _container(begun.tag, unit):
            self._problem("two_containers", begun.tag)

    def _output(self, tag: Tag, name: str) -> None:
        loop = self._loop_of(name)
        if loop is not None:
            self._column(tag, loop, name, needed=not self._is_certain(name))
        elif known := self._known(tag, name):
            if known.is_list or known.is_yes_or_no:
                self._problem("is_a_list" if known.is_list else "is_a_question", tag, field=name)
            self._use(name, "", tag, needed=not self._is_certain(name))

    def _test(self, tag: Tag, meaning: Test) -> None:
        for name in meaning.fields:
            loop = self._loop_of(name)
            if loop is not None:
                self._column(tag, loop, name, needed=False)
            elif self._known(tag, name):
                self._use(name, "", tag, needed=False)

    def _loop(self, tag: Tag, meaning: Loop) -> None:
        if any(one.loop for one in self._open):
            self._problem("nested_loop", tag)
        if meaning.item in _GROUP_NAMES:
            self._problem("name_taken", tag, field=meaning.item)
        known = self._known(tag, meaning.field)
        if known and not known.is_list:
            self._problem("is_no_list", tag, field=meaning.field)
        elif known:
            self._use(meaning.field, "", tag, needed=False)
        self._open.append(_Open(tag, "for", meaning.unit, loop=meaning))

    def _loop_of(self, name: str) -> Loop | None:
        loops = [one.loop for one in self._open if one.loop]
        return next((loop for loop in reversed(loops) if loop.item == name.partition(".")[0]), None)

    def _column(self, tag: Tag, loop: Loop, name: str, *, needed: bool) -> None:
        of, column = FIELDS.get(loop.field), name.partition(".")[2]
        if of is None or not of.is_list:
            return
        if column not in of.column_names:
            columns = ", ".join(f"{loop.item}.{one.name}" for one in of.columns)
            self._problem("unknown_column", tag, list=loop.field, field=name, columns=columns)
            return
        self._use(loop.field, column, tag, needed=needed)

    def _known(self, tag: Tag, name: str) -> LetterField | None:
        known = FIELDS.get(name)
        if known is None:
            near = get_close_matches(name.lower(), FIELDS, n=1, cutoff=0.75)
            code, values = ("mistyped_field", {"other": near[0]}) if near else ("unknown_field", {})
            self._problem(code, tag, field=name, **values)
        return known

    def _is_certain(self, name: str) -> bool:
        return any(name in one.certain for one in self._open)

    def _use(self, name: str, column: str, tag: Tag, *, needed: bool) -> None:
        self._found.uses.append(Use(name, column, tag.place, needed))

    def _problem(self, code: str, tag: Tag, **values: str) -> None:
        said: Mapping[str, str] = {"source": tag.source} | values
        self._found.problems.append(Problem(code, said, tag.place))


def _container(tag: Tag, unit: str) -> Element | None:
    """What a block may not reach out of: of rows their table, of paragraphs their cell, text box or page."""
    wanted = (w("tbl"),) if unit == "tr" else _CONTAINERS
    return next(tag.paragraph.iterancestors(*wanted), None)
