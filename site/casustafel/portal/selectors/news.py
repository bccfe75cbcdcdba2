"""What was recorded in somebody's cases since they were last here. Private: nobody sees who read what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.viewer import Viewer
from audit.models import AccessLogEntry, Event
from casefiles.models import Flag, FlagState, Report
from casefiles.models.report import READABLE
from casustafel.portal.selectors.questions import LOOKED_AT
from casustafel.portal.selectors.rows import Row
from casustafel.templatetags.face import moment
from search.actions.alert import still_seen
from search.models import Question


@dataclass(frozen=True)
class News:
    """`since`: the sign-in before this one, or the day that the account was made."""

    since: datetime
    rows: Sequence[Row]


def news_of(viewer: Viewer) -> News:
    """One row a case, the newest first; a report of one's own is no news."""
    since = _last_here(viewer)
    reports = Report.objects.visible_to(viewer).filter(shared_at__gt=since, state__in=READABLE)
    strange = reports.exclude(owner=viewer.user).exclude(author=viewer.user)
    per_case = strange.order_by().values("case__key").annotate(number=Count("pk"), latest=Max("shared_at"))
    rows = [_row(one["case__key"], one["number"], one["latest"]) for one in per_case.order_by("-latest")]
    return News(since, [*_flags(viewer, since), *_searches(viewer, since), *rows])


def _searches(viewer: Viewer, since: datetime) -> list[Row]:
    """That a saved search found something, as long as the reader may see it; the page of search says which."""
    told = list(Question.objects.visible_to(viewer).filter(alert_at__isnull=False, told_at__gt=since).defer("seen"))
    if not still_seen(viewer, {id for one in told for id in one.told[:LOOKED_AT]}):
        return []
    note = moment(max(one.told_at for one in told if one.told_at))
    return [Row(title=_("Something new in a saved search"), url=reverse("search"), note=note, apart=True)]


def _flags(viewer: Viewer, since: datetime) -> list[Row]:
    """For who sees the case already: a flag tells, and never widens."""
    flags = Flag.objects.visible_to(viewer).filter(shared_at__gt=since, state=FlagState.SET)
    return [
        Row(
            title=_("Flag: %(flag)s") % {"flag": one.get_kind_display()},
            url=reverse("casefiles:flag", args=[one.key]),
            case=one.case.key,
            note=moment(one.shared_at),
        )
        for one in flags.exclude(author=viewer.user).select_related("case")
    ]


def _last_here(viewer: Viewer) -> datetime:
    """This very session began with a sign-in; the one before it is when they were here last."""
    sign_ins = AccessLogEntry.objects.filter(user_key=viewer.user.key, event=Event.LOGIN).order_by("-id")
    before = sign_ins.values_list("at", flat=True)[1:2]
    return next(iter(before), viewer.user.joined_at)


def _row(code: str, number: int, latest: datetime) -> Row:
    title = ngettext("%(number)s report", "%(number)s reports", number) % {"number": number}
    return Row(title=title, url=reverse("casefiles:case", args=[code]), case=code, note=moment(latest))
