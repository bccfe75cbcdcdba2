"""Which rows of a long matrix stand on one page while it is made, and on which page does each role begin?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator

from documents.selectors.matrix_page import SectionView

ROWS = 50


@dataclass(frozen=True)
class RoleLink:
    name: str
    order: int
    page: int


@dataclass(frozen=True)
class RowPage:
    """`sections` hold the rows of this page only; `roles` is empty when one page holds them all."""

    page: Page[Any]
    sections: Sequence[SectionView]
    roles: Sequence[RoleLink]


def row_page(sections: Sequence[SectionView], number: str | None) -> RowPage:
    """A number that is no page gives the nearest one."""
    # A role without rows has its place as well.
    places = [(section, row) for section in sections for row in (section.rows or (None,))]
    paginator = Paginator(places, ROWS)
    page = paginator.get_page(number)
    parts = groupby(page, key=lambda place: place[0])
    shown = [replace(section, rows=tuple(row for _section, row in rows if row)) for section, rows in parts]
    return RowPage(page, shown, _links(places) if paginator.num_pages > 1 else ())


def _links(places: Sequence[tuple[SectionView, Any]]) -> list[RoleLink]:
    first: dict[int, RoleLink] = {}
    for place, (section, _row) in enumerate(places):
        first.setdefault(section.order, RoleLink(section.name, section.order, place // ROWS + 1))
    return list(first.values())
