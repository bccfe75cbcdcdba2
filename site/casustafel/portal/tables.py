"""How the portal's lists are laid out as tables: what `components/table.html` shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Municipality, RoleAssignment, User
from casefiles.emergency_guards import review_by
from casefiles.models import CaseState, EmergencyAccess
from casefiles.selectors.frame import STATE_KINDS
from casustafel.portal.selectors.asking import Asking
from casustafel.portal.selectors.cases import CaseLine
from casustafel.portal.selectors.log_lines import LogLine
from casustafel.templatetags.face import day, moment
from workflows.refusals import Text

Cell = Text | tuple[Text, str]
NAMED_CASES = 3


@dataclass(frozen=True)
class TableRow:
    head: Text
    cells: Sequence[Cell]
    url: str = ""


@dataclass(frozen=True)
class Table:
    """`state_column`: the cell (from 0) that is a badge; `empty`: words in an empty cell; `codes`: heads stay whole."""

    caption: Text
    columns: Sequence[Text]
    rows: Sequence[TableRow]
    empty: Text = ""
    hide_caption: bool = True
    state_column: int | None = None
    codes: bool = False


def case_table(lines: Iterable[CaseLine]) -> Table:
    return Table(
        caption=_("My cases"),
        columns=[_("Case"), _("Person"), _("Municipality"), _("Purpose"), _("State"), _("You")],
        rows=[_case_row(line) for line in lines],
        empty=_("not shown"),
        state_column=3,
        codes=True,
    )


def place_table(lines: Iterable[CaseLine]) -> Table:
    """The same cases, seen from the reader's access."""
    return Table(
        caption=_("Cases that I am in"),
        columns=[_("Case"), _("Municipality"), _("Function, and until when")],
        rows=[TableRow(line.case.key, [line.case.municipality.name, line.standing], _url(line)) for line in lines],
        codes=True,
    )


def role_table(assignments: Iterable[RoleAssignment]) -> Table:
    return Table(
        caption=_("My roles"),
        columns=[_("Role"), _("Municipality"), _("From"), _("Until")],
        rows=[
            TableRow(
                head=one.get_role_display(),
                cells=[
                    one.municipality.name if one.municipality else _("whole region"),
                    day(one.starts_on),
                    day(one.ends_on) if one.ends_on else _("no end date"),
                ],
            )
            for one in assignments
        ],
    )


def _case_row(line: CaseLine) -> TableRow:
    case = line.case
    badge = (str(case.get_state_display()), STATE_KINDS.get(CaseState(case.state), "neutral"))
    cells: list[Cell] = [line.client, case.municipality.name, case.meeting_type.name, badge, line.standing]
    return TableRow(case.key, cells, _url(line))


def _url(line: CaseLine) -> str:
    return reverse("casefiles:case", args=[line.case.key])


def log_table(lines: Iterable[LogLine], *, cases: bool = False) -> Table:
    """`cases`: with the codes of the cases that each line touches."""
    columns = [_("When"), _("Who"), _("Organisation"), _("What"), _("On behalf of")]
    return Table(
        caption=_("Who looked, and at what"),
        columns=[*columns, _("Cases")] if cases else columns,
        rows=[_log_row(line, cases=cases) for line in lines],
        empty=_("none"),
    )


def _log_row(line: LogLine, *, cases: bool) -> TableRow:
    cells: list[Cell] = [line.who, line.organisation, line.what, line.on_behalf_of]
    return TableRow(moment(line.at), [*cells, _codes(line)] if cases else cells)


def _codes(line: LogLine) -> Cell:
    """One case leads to its own log; of many, a line names the first few."""
    if len(line.cases) == 1:
        return line.cases[0], reverse("case_log", args=[line.cases[0]])
    named = ", ".join(line.cases[:NAMED_CASES])
    more = len(line.cases) - NAMED_CASES
    if more <= 0:
        return named
    return _("%(named)s and %(number)s more") % {"named": named, "number": more}


def asking_table(people: Iterable[Asking]) -> Table:
    return Table(
        caption=_("Who asked, and how often"),
        columns=[_("Person"), _("Organisation"), _("Questions"), _("Most on one day"), _("Days at the limit")],
        rows=[
            TableRow(
                head=one.person.name,
                cells=[
                    one.person.organisation.name,
                    str(one.total),
                    f"{one.most} ({day(one.busiest)})",
                    str(one.limits),
                ],
            )
            for one in people
        ],
    )


def people_table(people: Iterable[User]) -> Table:
    """Each with `current_roles`, the assignments of today."""
    return Table(
        caption=_("People"),
        columns=[_("Name"), _("Organisation"), _("Roles today"), _("E-mail address"), _("Account")],
        rows=[
            TableRow(
                head=person.name,
                url=reverse("person", args=[person.key]),
                cells=[
                    person.organisation.name,
                    ", ".join(_role_words(one) for one in person.current_roles),  # type: ignore[attr-defined]
                    person.email,
                    _("open") if person.is_active else _("closed"),
                ],
            )
            for person in people
        ],
        empty=_("no role"),
    )


def _role_words(assignment: RoleAssignment) -> str:
    place = f" ({assignment.municipality})" if assignment.municipality else ""
    return f"{assignment.get_role_display()}{place}"


def emergency_table(rows: Iterable[EmergencyAccess]) -> Table:
    return Table(
        caption=_("Emergency access"),
        columns=[_("Case"), _("Who could read"), _("Started by"), _("Ends at"), _("To be reviewed by"), _("Status")],
        rows=[
            TableRow(
                head=f"{one.case.key}, {one.case.municipality}",
                cells=[
                    f"{one.person} ({one.person.organisation})",
                    str(one.author),
                    moment(one.ends_at),
                    day(review_by(one)),
                    capfirst(one.get_state_display()),
                ],
                url=reverse("casefiles:emergency", args=[one.key]),
            )
            for one in rows
        ],
    )


def municipalities_table(places: Iterable[Municipality]) -> Table:
    return Table(
        caption=_("Municipalities and their inhabitants"),
        columns=[_("Municipality"), _("Inhabitants")],
        rows=[
            TableRow(place.name, [_counted(place.inhabitants)], reverse("inhabitants", args=[place.key]))
            for place in places
        ],
        empty=_("not known"),
    )


def _counted(number: int | None) -> str:
    return "" if number is None else number_format(number, force_grouping=True)
