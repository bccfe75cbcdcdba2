"""How the portal's lists are laid out as tables: what `components/table.html` shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from casefiles.models import CaseState
from casustafel.portal.selectors.cases import CaseLine
from casustafel.portal.selectors.places import Place
from casustafel.templatetags.face import day
from workflows.refusals import Text

Cell = Text | tuple[Text, str]
BADGES = {
    CaseState.ACTIVE: "active",
    CaseState.SCALED_UP: "warning",
    CaseState.CLOSED: "inactive",
    CaseState.HANDED_OVER: "inactive",
}


@dataclass(frozen=True)
class TableRow:
    head: Text
    cells: Sequence[Cell]
    url: str = ""


@dataclass(frozen=True)
class Table:
    """`state_column`: the cell (from 0) that is a badge; `empty`: the words for an empty cell."""

    caption: Text
    columns: Sequence[Text]
    rows: Sequence[TableRow]
    empty: Text = ""
    hide_caption: bool = True
    state_column: int | None = None


def case_table(lines: Iterable[CaseLine]) -> Table:
    return Table(
        caption=_("My cases"),
        columns=[_("Case"), _("Person"), _("Municipality"), _("Purpose"), _("State"), _("You")],
        rows=[_case_row(line) for line in lines],
        empty=_("not shown"),
        state_column=3,
    )


def place_table(places: Iterable[Place]) -> Table:
    return Table(
        caption=_("My cases"),
        columns=[_("Case"), _("Municipality"), _("What you are"), _("Until"), _("What you may do")],
        rows=[
            TableRow(
                head=place.code,
                url=reverse("casefiles:case", args=[place.code]),
                cells=[place.municipality, _function(place), day(place.until), _reach(place)],
            )
            for place in places
        ],
    )


def _case_row(line: CaseLine) -> TableRow:
    case = line.case
    state = CaseState(case.state)
    places = "\n".join(_place(place) for place in line.places)
    badge = (str(state.label), BADGES.get(state, "neutral"))
    return TableRow(
        head=case.key,
        url=reverse("casefiles:case", args=[case.key]),
        cells=[line.client, case.municipality.name, case.meeting_type.name, badge, places],
    )


def _place(place: Place) -> str:
    return _("%(function)s until %(day)s") % {"function": _function(place), "day": day(place.until)}


def _function(place: Place) -> str:
    if place.on_behalf_of is None:
        return place.function
    return _("%(function)s, standing in for %(person)s") % {"function": place.function, "person": place.on_behalf_of}


def _reach(place: Place) -> str:
    if place.reads_only:
        return _("No covenant in force: read only, and what closing needs.")
    return _("Everything of this function.")
