"""What must hold before a step about the rights of the person, and what those rights ask of the steps of a case."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from casefiles.notice_clock import notice_clock
from workflows.refusals import Unmet

BY_DIRECTION = gettext_lazy("process direction or case direction")


def person_is_told(case: Any, viewer: Viewer) -> Unmet | None:
    """A case does not go on once the clock has run out, postponed or not; it may always be ended."""
    clock = notice_clock(case)
    if not clock.has_run_out(viewer.today):
        return None
    text = (
        _("Informing the person was postponed until %(day)s, and has not happened.")
        if clock.postponed
        else _("The person had to be informed by %(day)s, and telling them was not postponed.")
    )
    return Unmet(
        text % {"day": date_format(clock.due_on, "j F Y")},
        who=BY_DIRECTION,
        url=reverse("casefiles:rights", args=[case.key]),
        url_label=_("To informing the person"),
    )


def is_not_told_yet(postponement: Any, viewer: Viewer) -> Unmet | None:
    told = postponement.case.subjectnotice_set.filter(state="given").exists()
    return Unmet(_("The person was told already.")) if told else None


def planned_day_is_to_come(postponement: Any, viewer: Viewer) -> Unmet | None:
    if postponement.planned_on > viewer.today:
        return None
    return Unmet(_("The planned day is past. Refuse this one, and propose another."))
