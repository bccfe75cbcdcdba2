"""Who may take which step, and where does it say so: the index at the top of a matrix, in the order of the process."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from documents.selectors.coverage import Coverage, CoverageRow, Decided, RowLink
from workflows.steps import steps_of

Text = str | Promise
# The machines that a matrix governs, in the order in which a case meets them.
MACHINES = {
    "referral": _("Referral"),
    "case": _("Case"),
    "round": _("Information round"),
    "plan": _("Plan of action"),
    "report": _("Reports"),
}


@dataclass(frozen=True)
class Holder:
    """One role that may take the step; without places: by default."""

    label: Text
    places: Sequence[RowLink]


@dataclass(frozen=True)
class Decision:
    """`holders` empty: nobody may, or (`by_default`) somebody who is no role, in words."""

    label: Text
    holders: Sequence[Holder]
    by_default: Text
    gaps: Sequence[str]


@dataclass(frozen=True)
class DecisionGroup:
    name: str
    label: Text
    decisions: Sequence[Decision]


def decisions(found: Coverage) -> list[DecisionGroup]:
    """Without queries: the same coverage, by process."""
    rows = {row.step: row for row in found.rows}
    machines = dict.fromkeys([*MACHINES, *(row.step.partition(".")[0] for row in found.rows)])
    groups = (
        DecisionGroup(
            name,
            MACHINES.get(name, name),
            [_decision(rows[step.id]) for step in steps_of(name) if step.id in rows],
        )
        for name in machines
    )
    return [group for group in groups if group.decisions]


def _decision(row: CoverageRow) -> Decision:
    labels = {role.value: role.label for role in Role}
    holders = [Holder(labels[role], row.links.get(role, ())) for role in row.by_role]
    default = row.function if row.decided == Decided.BY_DEFAULT else ""
    return Decision(row.label, holders, default, row.gaps)
