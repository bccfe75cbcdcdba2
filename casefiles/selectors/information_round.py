"""How the information round of a case stands: what was asked of whom, and what came back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from access.viewer import Viewer
from casefiles.dossier import may_answer, may_direct
from casefiles.models import Case, RoundAnswer, RoundState, RoundTask
from casefiles.sealing import offers_seal
from casefiles.selectors.offers import Offer, StepReading
from casefiles.selectors.other_cases import read_together


@dataclass(frozen=True)
class RoundRow:
    """`steps`: what the reader may do with it now, apart from answering."""

    task: RoundTask
    answers: Sequence[RoundAnswer]
    late: bool
    may_answer: bool
    may_change: bool
    may_seal: bool
    steps: Sequence[Offer]


@dataclass(frozen=True)
class Round:
    rows: Sequence[RoundRow]
    open: int
    may_ask: bool


def information_round(case: Case, *, viewer: Viewer) -> Round:
    tasks = list(tasks_of(case, viewer=viewer))
    directs, steps = may_direct(viewer, case) is not None, StepReading(viewer)
    rows = [_row(task, viewer, directs, steps) for task in tasks]
    return Round(rows, sum(task.state == RoundState.ASKED for task in tasks), directs)


def tasks_of(case: Case, *, viewer: Viewer) -> QuerySet[RoundTask]:
    answers = RoundAnswer.objects.visible_to(viewer).select_related("source_organisation", "author", "data_category")
    rows = RoundTask.objects.visible_to(viewer).filter(case__in=read_together(case))
    beside = ("case__meeting_type", "case__municipality", "organisation", "person", "author", "owner")
    return rows.select_related(*beside).prefetch_related(
        # Whether there is an answer at all is asked of each task, also by its guards.
        "answers",
        Prefetch("answers", answers, to_attr="readable"),
    )


def waiting_tasks(viewer: Viewer) -> QuerySet[RoundTask]:
    """What was asked of this viewer, or of nobody by name in their organisation."""
    mine = Q(person__key__in=viewer.principals) | Q(person__isnull=True, organisation=viewer.user.organisation_id)
    rows = RoundTask.objects.visible_to(viewer).filter(mine, state=RoundState.ASKED, case__in=Case.objects.open())
    return rows.select_related("case")


def _row(task: RoundTask, viewer: Viewer, directs: bool, steps: StepReading) -> RoundRow:
    open_now = task.state == RoundState.ASKED and task.case.is_open
    return RoundRow(
        task=task,
        answers=task.readable,  # type: ignore[attr-defined]
        late=task.is_late(viewer.today),
        may_answer=open_now and may_answer(viewer, task) is not None,
        may_change=open_now and directs,
        may_seal=offers_seal(viewer, task),
        steps=[one for one in steps.offers("round", task) if one.url],
    )
