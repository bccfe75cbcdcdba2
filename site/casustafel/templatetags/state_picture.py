"""Where the boxes and arrows of a state picture go, lying down (wide pages) and standing up (narrow ones)."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

from django import template

register = template.Library()

MARGIN = 6
ARC, ARC_STEP = 22, 16
LINE = 18
OFFSET = 11


class Picture(TypedDict):
    """What a page gives: states in reading order, the key of the current one, steps as (from, to, possible now)."""

    title: str
    states: Sequence[tuple[str, str]]
    current: str
    arrows: Sequence[tuple[str, str, bool]]
    name: NotRequired[str]


@dataclass(frozen=True)
class Shape:
    """Sizes along the way (`length`, `gap`) and across it (`breadth`)."""

    lying: bool
    length: int
    breadth: int
    gap: int
    wrap: int

    def place(self, along: int, across: int) -> tuple[int, int]:
        """As x and y (or as width and height)."""
        return (along, across) if self.lying else (across, along)

    def start_of(self, number: int) -> int:
        """How far along the box with this number begins."""
        return MARGIN + number * (self.length + self.gap)


LYING = Shape(lying=True, length=124, breadth=70, gap=40, wrap=16)
STANDING = Shape(lying=False, length=70, breadth=176, gap=34, wrap=24)


@dataclass(frozen=True)
class Box:
    """One state; the last line of the current one is left free for "you are here"."""

    x: int
    y: int
    width: int
    height: int
    label: str
    current: bool
    wrap: int

    @property
    def middle(self) -> int:
        """The x of the middle of the text."""
        return self.x + self.width // 2

    @property
    def lines(self) -> list[tuple[int, str]]:
        """(y, text), centred in the box."""
        texts = textwrap.wrap(self.label, self.wrap)
        top = self.y + self.height // 2 - LINE * (len(texts) + self.current) // 2 + 13
        return [(top + LINE * number, text) for number, text in enumerate(texts)]

    @property
    def here(self) -> int:
        """The y of "you are here"."""
        return self.lines[-1][0] + LINE


@dataclass(frozen=True)
class Arrow:
    """One step; solid when possible now, dashed when later."""

    path: str
    possible: bool


@dataclass(frozen=True)
class Drawing:
    """A picture in one shape."""

    width: int
    height: int
    boxes: list[Box]
    arrows: list[Arrow]
    lying: bool

    @property
    def ems(self) -> str:
        """Its width at the size of the text around it, so that it grows with that."""
        return f"{self.width / 16:.2f}em"


def _arc_room(spans: list[int]) -> int:
    """A curve reaches three quarters of the way to its control points."""
    return max((3 * (ARC + ARC_STEP * span) // 4 for span in spans), default=0) + MARGIN


def _path(shape: Shape, *, start: int, end: int, across: int) -> str:
    """Neighbours: a straight line, each way on its own side. Others: a curve around what lies between."""
    forward = end > start
    side = -1 if forward else 1
    if abs(end - start) == 1:
        line = across + shape.breadth // 2 + side * OFFSET
        begin = shape.start_of(start) + (shape.length if forward else 0)
        points = [(begin, line), (begin - side * shape.gap, line)]
    else:
        edge = across if forward else across + shape.breadth
        depth = edge + side * (ARC + ARC_STEP * abs(end - start))
        begin = shape.start_of(start) + shape.length // 2 - side * OFFSET
        finish = shape.start_of(end) + shape.length // 2 + side * OFFSET
        points = [(begin, edge), (begin, depth), (finish, depth), (finish, edge)]
    first, *rest = ("{} {}".format(*shape.place(*point)) for point in points)
    return f"M{first} {'C' if len(rest) > 1 else 'L'}{' '.join(rest)}"


def draw(shape: Shape, picture: Picture) -> Drawing:
    """Boxes in the order of the states; a step from or to what is not drawn is left out."""
    numbers = {key: number for number, (key, _label) in enumerate(picture["states"])}
    steps = [(numbers[a], numbers[b], now) for a, b, now in picture["arrows"] if a in numbers and b in numbers]
    across = _arc_room([end - start for start, end, _now in steps if end - start > 1])
    beyond = _arc_room([start - end for start, end, _now in steps if start - end > 1])
    size = shape.place(shape.length, shape.breadth)
    boxes = [
        Box(*shape.place(shape.start_of(numbers[key]), across), *size, label, key == picture["current"], shape.wrap)
        for key, label in picture["states"]
    ]
    arrows = [Arrow(_path(shape, start=start, end=end, across=across), now) for start, end, now in steps]
    along = shape.start_of(len(boxes)) - shape.gap + MARGIN
    return Drawing(*shape.place(along, across + shape.breadth + beyond), boxes, arrows, shape.lying)


@register.inclusion_tag("components/state_picture.html")
def state_picture(picture: Picture) -> dict[str, Any]:
    """The figure with both drawings (the style sheet shows the one that fits) and one sentence that says the same."""
    labels = dict(picture["states"])
    leaving = [(end, now) for start, end, now in picture["arrows"] if start == picture["current"] and end in labels]
    return {
        "title": picture["title"],
        "name": picture.get("name", "picture"),
        "drawings": [draw(LYING, picture), draw(STANDING, picture)],
        "current": labels.get(picture["current"], ""),
        "number": list(labels).index(picture["current"]) + 1 if picture["current"] in labels else 0,
        "total": len(labels),
        "now": [labels[end] for end, now in leaving if now],
        "later": [labels[end] for end, now in leaving if not now],
    }
