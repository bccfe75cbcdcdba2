"""Everything that happened in a case, in one line of time: one query a kind, and only what the reader may see."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from casefiles.models import (
    Case,
    Circle,
    LookBackEntry,
    Membership,
    PlanVersion,
    RiskInventory,
    RoundAnswer,
    RoundTask,
)
from casefiles.selectors.cards import HEADINGS, byline
from casefiles.selectors.disclosures import disclosures, kinds_of, to_whom
from casefiles.selectors.history import transitions
from casefiles.selectors.journal import readable_versions
from casefiles.selectors.other_cases import merges, read_together
from casefiles.selectors.place import role_name
from workflows.refusals import Text
from workflows.steps import step_by_id

PAGE_SIZE, MOST = 100, 1_000


@dataclass(frozen=True)
class Line:
    """`timed`: the hour is known as well. `circle` empty: it is for the whole team."""

    at: datetime
    kind: str
    title: str
    text: str = ""
    by: str = ""
    circle: str = ""
    url: str = ""
    timed: bool = True


@dataclass(frozen=True)
class Span:
    """The days that are asked for, both inclusive; none: without an end. `number`: as many as can be shown."""

    from_day: date | None = None
    until_day: date | None = None
    number: int = PAGE_SIZE + 1

    def of(self, rows: QuerySet[Any], field: str) -> QuerySet[Any]:
        """The newest of these rows by this date or moment."""
        path = f"{field}__date" if field in MOMENTS else field
        if self.from_day:
            rows = rows.filter(**{f"{path}__gte": self.from_day})
        if self.until_day:
            rows = rows.filter(**{f"{path}__lte": self.until_day})
        return rows.order_by(f"-{field}", "-pk")[: self.number]

    def holds(self, day: date) -> bool:
        return (self.from_day or day) <= day <= (self.until_day or day)


MOMENTS = {"report__published_at", "at", "shared_at", "created_at"}
Source = Callable[[Case, Viewer, Span], Iterable[Line]]


@dataclass(frozen=True)
class Timeline:
    lines: Sequence[Line]
    page: int
    has_earlier: bool

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def following(self) -> int:
        return self.page + 1


def timeline(case: Case, *, viewer: Viewer, wanted: Mapping[str, Any], size: int = PAGE_SIZE) -> Timeline:
    """`wanted`: kind, from_day, until_day and page; the newest first. Each kind is asked once."""
    page = max(1, min(int(wanted.get("page") or 1), MOST // PAGE_SIZE))
    span = Span(wanted.get("from_day"), wanted.get("until_day"), page * size + 1)
    chosen = [wanted["kind"]] if wanted.get("kind") else list(SOURCES)
    lines = [line for kind in chosen for line in SOURCES[kind][1](case, viewer, span)]
    lines.sort(key=lambda line: (line.at, line.title), reverse=True)
    return Timeline(lines[(page - 1) * size : page * size], page, len(lines) > page * size)


def _reports(case: Case, viewer: Viewer, span: Span) -> Iterable[Line]:
    rows = span.of(readable_versions(viewer).filter(case__in=read_together(case)), "report__published_at")
    for one in rows:
        viewer.trail.touched([one.case.key])
        title = f"{HEADINGS[one.scope]} ({one.get_valence_display()})"
        url = reverse("casefiles:report", args=[one.report.key])
        yield Line(one.report.published_at, "report", title, one.story, byline(one), _circle(one), url)


def _steps(case: Case, viewer: Viewer, span: Span) -> Iterable[Line]:
    """Of the case and the information round; plans and reports have lines of their own."""
    nouns = [Case._meta.label_lower, RoundTask._meta.label_lower]
    for one in span.of(transitions(case, viewer=viewer).filter(noun__in=nouns), "at"):
        reason = one.reason.text if hasattr(one, "reason") else ""
        who = f"{one.actor} ({one.actor.organisation})"
        yield Line(one.at, "step", str(step_by_id(one.step).label), reason, f"{who}, {one.clause}")


def _plans(case: Case, viewer: Viewer, span: Span) -> Iterable[Line]:
    adopted = PlanVersion.objects.visible_to(viewer).filter(case__in=read_together(case), adopted_on__isnull=False)
    for one in span.of(adopted.select_related("adopted_by"), "adopted_on"):
        title = _("Plan of action version %(number)s adopted") % {"number": one.number}
        url = reverse("casefiles:plan_version", args=[one.key])
        yield Line(_at(one.adopted_on), "plan", title, "", str(one.adopted_by), _circle(one), url, timed=False)


def _look_back(case: Case, viewer: Viewer, span: Span) -> Iterable[Line]:
    shared = LookBackEntry.objects.visible_to(viewer).filter(
        look_back__case__in=read_together(case), look_back__shared_at__isnull=False, on__isnull=False
    )
    for one in span.of(shared.select_related("look_back__source_organisation"), "on"):
        about = " · ".join(filter(None, [one.kind, one.role, one.place]))
        url = reverse("casefiles:look_back", args=[one.look_back.key])
        by = str(one.look_back.source_organisation)
        title = about or str(_("Registration of the police"))
        yield Line(_at(one.on), "look_back", title, one.description, by, _circle(one.look_back), url, timed=False)


def _members(case: Case, viewer: Viewer, span: Span) -> Iterable[Line]:
    """A place that began, and one that ended; what is to come is no part of what happened."""
    rows = Membership.objects.visible_to(viewer).filter(case=case, starts_on__lte=viewer.today)
    for one in rows.select_related("user__organisation", "granted_by", "case__meeting_type"):
        words = {"person": f"{one.user} ({one.user.organisation})", "role": role_name(case, one.function)}
        if span.holds(one.starts_on):
            title = _("%(person)s joined the team as %(role)s") % words
            yield Line(_at(one.starts_on), "member", title, "", str(one.granted_by), timed=False)
        if one.ends_on < viewer.today and span.holds(one.ends_on):
            title = _("%(person)s was in the team as %(role)s up to this day") % words
            yield Line(_at(one.ends_on), "member", title, timed=False)


def _answers(case: Case, viewer: Viewer, span: Span) -> Iterable[Line]:
    rows = RoundAnswer.objects.visible_to(viewer).filter(case__in=read_together(case))
    for one in span.of(rows.select_related("task", "source_organisation", "author", "case"), "shared_at"):
        title = _("Answer in the information round: %(question)s") % {"question": one.task.title}
        by = f"{one.author} ({one.source_organisation})"
        yield Line(
            one.shared_at, "answer", title, one.text, by, _circle(one), reverse("casefiles:round", args=[one.case.key])
        )


def _risks(case: Case, viewer: Viewer, span: Span) -> Iterable[Line]:
    rows = RiskInventory.objects.visible_to(viewer).filter(case__in=read_together(case))
    for one in span.of(rows.select_related("author"), "shared_at"):
        title = _("Risk inventory version %(number)s") % {"number": one.number}
        url = reverse("casefiles:risk_inventory", args=[one.key])
        yield Line(one.shared_at, "risks", title, "", str(one.author), _circle(one), url)


def _merges(case: Case, viewer: Viewer, span: Span) -> Iterable[Line]:
    for one in span.of(merges(viewer).filter(case=case), "created_at"):
        title = _("Case %(code)s merged into this case") % {"code": one.merged.key}
        yield Line(one.created_at, "merge", title, one.reason, str(one.by))


def _disclosures(case: Case, viewer: Viewer, span: Span) -> Iterable[Line]:
    """Given outside the team; a line that was corrected is told by the one in its place."""
    rows = disclosures(viewer, case).filter(corrected_by__isnull=True)
    for one in span.of(rows, "given_on"):
        title = _("Given outside the team: %(recipient)s") % {"recipient": to_whom(one)}
        url = reverse("casefiles:disclosure", args=[one.key])
        by = f"{one.recorded_by} ({one.organisation})"
        circle = capfirst(str(Circle.DIRECTORS.label))
        yield Line(_at(one.given_on), "disclosure", title, kinds_of(one), by, circle, url, timed=False)


def _circle(item: Any) -> str:
    return "" if item.circle == Circle.TEAM else capfirst(str(item.get_circle_display()))


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


# Kind → its name in the filter, and its lines. A room that adds a kind adds a line.
SOURCES: dict[str, tuple[Text, Source]] = {
    "report": (gettext_lazy("Reports"), _reports),
    "step": (gettext_lazy("Steps"), _steps),
    "look_back": (gettext_lazy("Registrations of the police"), _look_back),
    "answer": (gettext_lazy("Information round"), _answers),
    "risks": (gettext_lazy("Risk inventory"), _risks),
    "plan": (gettext_lazy("Plan of action"), _plans),
    "member": (gettext_lazy("Team"), _members),
    "disclosure": (gettext_lazy("Given outside the team"), _disclosures),
    "merge": (gettext_lazy("Merged cases"), _merges),
}
