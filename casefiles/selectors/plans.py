"""What a plan of action says, how far its actions are, and what a new version changes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any, cast

from django.db.models import Field, Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.access import may_report_progress
from casefiles.models import ActionProgress, Case, PlanAction, PlanGoal, PlanState, PlanVersion, ProgressStatus
from casefiles.models.plan import TEXT_PARTS
from casefiles.standing import day

S = PlanState
STATE_KINDS = {S.DRAFT: "neutral", S.IN_CONSULTATION: "active", S.ADOPTED: "safe"}
IN_THE_MAKING = (S.DRAFT, S.IN_CONSULTATION)
FINISHED = (ProgressStatus.DONE, ProgressStatus.DROPPED)
# Two actions of two versions are the same one when their words resemble each other at least this much (0 to 1).
ALIKE = 0.6
# What an action says beside its seven answers.
OWNED = ("due_on", "organisation", "person")


@dataclass(frozen=True)
class Part:
    """One text of a plan, in reading order."""

    name: str
    heading: str
    text: str


@dataclass(frozen=True)
class ActionRow:
    """An action with its latest progress as this reader sees it."""

    action: PlanAction
    progress: ActionProgress | None
    earlier: Sequence[ActionProgress]
    today: date
    may_report: bool

    @property
    def status(self) -> str:
        return str(ProgressStatus(self.progress.status if self.progress else ProgressStatus.OPEN).label)

    @property
    def finished(self) -> bool:
        return self.progress is not None and self.progress.status in FINISHED

    @property
    def late(self) -> bool:
        """A term includes its last day."""
        return not self.finished and self.action.due_on is not None and self.action.due_on < self.today


@dataclass(frozen=True)
class Change:
    """One block that differs, as `components/diff.html` shows it."""

    kind: str
    heading: str
    was: str = ""
    becomes: str = ""


def plans_of(case: Case, *, viewer: Viewer) -> QuerySet[PlanVersion]:
    """Every version this viewer may read, the newest first."""
    rows = PlanVersion.objects.visible_to(viewer).filter(case=case)
    return rows.select_related("case", "author", "owner", "adopted_by", "source_organisation", "quality_owner")


def in_force(plans: Sequence[PlanVersion]) -> PlanVersion | None:
    """The adopted version; when it was evaluated and none followed, that one."""
    decided = [plan for plan in plans if plan.state in {S.ADOPTED, S.EVALUATED}]
    return min(decided, key=lambda plan: (plan.state != S.ADOPTED, -(plan.number or 0)), default=None)


def in_the_making(plans: Sequence[PlanVersion]) -> PlanVersion | None:
    return next((plan for plan in plans if plan.state in IN_THE_MAKING), None)


def predecessor(plan: PlanVersion, plans: Sequence[PlanVersion]) -> PlanVersion | None:
    """The version that this one follows, of those that the reader sees."""
    before = [one for one in plans if one.number and one.pk < plan.pk]
    return max(before, key=lambda one: one.number or 0, default=None)


def parts(plan: PlanVersion) -> list[Part]:
    return [Part(name, heading_of(name), getattr(plan, name)) for name in TEXT_PARTS]


def goals_of(plan: PlanVersion, *, viewer: Viewer) -> QuerySet[PlanGoal]:
    """The subgoals in order, each with its evaluation where there is one."""
    return PlanGoal.objects.visible_to(viewer).filter(plan_version=plan).select_related("evaluation__by")


def heading_of(name: str) -> str:
    return _label(PlanVersion, name)


def question_of(name: str) -> str:
    """One of the seven questions, or the term, in words."""
    return _label(PlanAction, name)


def _label(model: type[Model], name: str) -> str:
    field = cast("Field[Any, Any]", model._meta.get_field(name))
    return str(capfirst(str(field.verbose_name)))


def action_rows(plan: PlanVersion, *, viewer: Viewer) -> list[ActionRow]:
    """Every action that this viewer may read, with the progress that they may read."""
    rows = PlanAction.objects.visible_to(viewer).filter(plan_version=plan)
    seen: dict[int, list[ActionProgress]] = defaultdict(list)
    for one in ActionProgress.objects.visible_to(viewer).filter(action__plan_version=plan).select_related("by"):
        seen[one.action_id].append(one)
    running = plan.state == S.ADOPTED
    return [
        ActionRow(
            action=one,
            progress=next(iter(seen[one.pk]), None),
            earlier=seen[one.pk][1:],
            today=viewer.today,
            may_report=running and may_report_progress(viewer, one),
        )
        for one in rows.select_related("organisation", "person", "plan_version__case")
    ]


def changes(earlier: PlanVersion | None, later: PlanVersion, *, viewer: Viewer) -> list[Change]:
    """What the later version changes, block by block; against nothing, everything is new."""
    was = {part.name: part.text for part in parts(earlier)} if earlier else {}
    texts = [_change(part.heading, was.get(part.name, ""), part.text) for part in parts(later)]
    texts.append(_change(heading_of("quality_owner"), _owner(earlier), _owner(later)))
    texts.append(_change(_("Subgoals"), _goals(earlier, viewer), _goals(later, viewer)))
    old = list(_actions(earlier, viewer)) if earlier else []
    new = list(_actions(later, viewer))
    return [one for one in texts if one] + list(_action_changes(old, new))


def _owner(plan: PlanVersion | None) -> str:
    return str(plan.quality_owner or "") if plan else ""


def _goals(plan: PlanVersion | None, viewer: Viewer) -> str:
    return "\n".join(goal.text for goal in goals_of(plan, viewer=viewer)) if plan else ""


def _change(heading: str, was: str, becomes: str) -> Change | None:
    was, becomes = was.strip(), becomes.strip()
    if was == becomes:
        return None
    kind = "changed" if was and becomes else "new" if becomes else "dropped"
    return Change(kind, heading, was, becomes)


def _actions(plan: PlanVersion, viewer: Viewer) -> QuerySet[PlanAction]:
    return PlanAction.objects.visible_to(viewer).filter(plan_version=plan).select_related("organisation", "person")


def _action_changes(old: list[PlanAction], new: list[PlanAction]) -> Iterator[Change]:
    left = list(old)
    for action in new:
        same = max(left, key=lambda one: _likeness(one, action), default=None)
        heading = _("Action %(number)s") % {"number": action.order}
        if same is None or _likeness(same, action) < ALIKE:
            yield Change("new", heading, becomes=_in_words(action))
            continue
        left.remove(same)
        for name in (*PlanAction.SEVEN, *OWNED):
            change = _change(f"{heading}, {question_of(name).lower()}", _answer(same, name), _answer(action, name))
            if change:
                yield change
    for action in left:
        yield Change("dropped", _("Action %(number)s") % {"number": action.order}, was=_in_words(action))


def _likeness(one: PlanAction, other: PlanAction) -> float:
    return SequenceMatcher(None, f"{one.who} {one.what}", f"{other.who} {other.what}").ratio()


def _answer(action: PlanAction, name: str) -> str:
    value = getattr(action, name)
    return day(value) if isinstance(value, date) else str(value or "")


def _in_words(action: PlanAction) -> str:
    answers = ((question_of(name), _answer(action, name)) for name in (*PlanAction.SEVEN, *OWNED))
    return "\n".join(f"{question}: {answer}" for question, answer in answers if answer)
