"""How a report looks in a list: who said what, in whose name, for whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from casefiles.models import Circle, Report, ReportState, ReportStatement, ReportVersion
from casefiles.models.report import READABLE, Channel, ReportScope
from workflows.refusals import Text

HEADINGS = {
    ReportScope.PERSON: gettext_lazy("Report on the person"),
    ReportScope.ENVIRONMENT: gettext_lazy("Report on the environment"),
}


@dataclass(frozen=True)
class Card:
    """The context of `components/journal_card.html`."""

    key: str
    heading: Text
    valence: str
    circle: str
    narrow: bool
    text: str
    byline: str
    at: datetime | None
    channel: str
    about: str
    state: tuple[Text, str] | None
    # What the person says of it: the day, and their words.
    statements: Sequence[tuple[datetime | None, str]]
    facts: Sequence[tuple[str, str]]
    links: Sequence[tuple[Text, str]]
    level: int
    brief: bool
    in_day: bool


@dataclass(frozen=True)
class Look:
    """How the cards of one page are drawn."""

    level: int = 3
    brief: bool = False
    # Below a heading that is its day already.
    in_day: bool = False
    # On the report's own page its card leads to nothing but who sees it.
    alone: bool = False


def cards(versions: Iterable[ReportVersion], *, viewer: Viewer, look: Look = Look()) -> list[Card]:
    """Cards of these versions. What became of a report later shows only to who sees the report as it is now."""
    shown = list(versions)
    now = Report.objects.visible_to(viewer).filter(pk__in=[one.report_id for one in shown])
    states = dict(now.values_list("pk", "state"))
    said = _statements(shown, viewer)
    return [
        replace(_card(one, states.get(one.report_id, ""), viewer=viewer, look=look), statements=said[one.report_id])
        for one in shown
    ]


def _statements(shown: Sequence[ReportVersion], viewer: Viewer) -> Mapping[int, list[tuple[datetime | None, str]]]:
    found: dict[int, list[tuple[datetime | None, str]]] = defaultdict(list)
    rows = ReportStatement.objects.visible_to(viewer).filter(report__in=[one.report_id for one in shown])
    for report_id, at, text in rows.order_by("pk").values_list("report_id", "shared_at", "text"):
        found[report_id].append((at, text))
    return found


def _card(version: ReportVersion, state: str, *, viewer: Viewer, look: Look) -> Card:
    report = version.report
    return Card(
        key=f"report-{report.key}",
        heading=HEADINGS[ReportScope(version.scope)],
        valence=version.valence,
        circle=version.get_circle_display(),
        narrow=version.circle != Circle.TEAM,
        text=version.story,
        byline=byline(version),
        at=report.published_at,
        channel="" if report.channel == Channel.DIRECT else capfirst(report.get_channel_display()),
        about=_("report of %(person)s") % {"person": version.owner},
        state=_state(version, state),
        statements=(),
        facts=_facts(version),
        links=_links(report.key, alone=look.alone, own=version.owner_id == viewer.user.pk and state in READABLE),
        level=look.level,
        brief=look.brief,
        in_day=look.in_day,
    )


def byline(version: ReportVersion) -> str:
    """Whose words these are, from which organisation, and who typed them."""
    words = {"owner": version.owner, "organisation": version.source_organisation, "author": version.author}
    if version.author_id == version.owner_id:
        return _("Written by %(owner)s (%(organisation)s).") % words
    return _("Told by %(owner)s (%(organisation)s). Written down by %(author)s.") % words


def _state(version: ReportVersion, state: str) -> tuple[Text, str] | None:
    if state == ReportState.WITHDRAWN:
        return ReportState.WITHDRAWN.label, "inactive"
    return (ReportState.CORRECTED.label, "neutral") if version.number > 1 else None


def _facts(version: ReportVersion) -> list[tuple[str, str]]:
    passed_on = _("May be passed on: yes") if version.onward else _("May be passed on: no")
    facts = [(passed_on, "")]
    if version.data_category:
        facts.insert(0, (_("Kind of data: %(category)s") % {"category": version.data_category}, ""))
    if version.case.merged_into_id is not None:
        facts.append((_("From case %(code)s, which was merged") % {"code": version.case.key}, ""))
    if version.number > 1:
        url = reverse("casefiles:report", args=[version.report.key]) + "#versions"
        facts.append((_("Version %(number)s") % {"number": version.number}, url))
    return facts


def _links(key: str, *, alone: bool, own: bool) -> list[tuple[Text, str]]:
    who = (_("Who sees this?"), reverse("casefiles:why_report", args=[key]))
    if alone:
        return [who]
    correct = [(_("Correct report"), reverse("casefiles:correct_report", args=[key]))] if own else []
    return [
        (_("Open report"), reverse("casefiles:report", args=[key])),
        *correct,
        who,
    ]
