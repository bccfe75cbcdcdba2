"""How a list of agreements is cut by where each stands: what holds now first."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from documents.selectors.agreements import Agreement
from documents.selectors.standing_badges import Part, part_of
from workflows.refusals import Text

LABELS: dict[Part, Text] = {
    Part.NOW: _("In force or winding down"),
    Part.IN_THE_MAKING: _("In the making"),
    Part.OVER: _("No longer in force"),
}


def in_parts(rows: Sequence[Agreement]) -> list[tuple[Text, list[Agreement]]]:
    """Parts without rows are left out."""
    parts = [(label, [row for row in rows if part_of(row.standing) == part]) for part, label in LABELS.items()]
    return [(label, found) for label, found in parts if found]
