"""Asking around before a plan is written, and answering what was asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.models import Organisation
from audit.models import Action
from casefiles.access import place
from casefiles.dossier import may_answer, may_direct, not_yours, shared_by, sharing_refusals
from casefiles.models import Case, Circle, RoundAnswer, RoundState, RoundTask
from casefiles.standing import Standing
from documents.models import CaseFunction, DataCategory
from workflows.claim import claim
from workflows.fire import fire
from workflows.refusals import StepRefused, Unmet

ASKS = ("title", "explanation", "organisation", "person", "due_on")


@dataclass(frozen=True)
class Answer:
    """What came back: whose information it is, of which kind, and who may see it."""

    text: str
    source: Organisation
    data_category: DataCategory | None
    circle: str = Circle.TEAM
    onward: bool = False


def ask(case: Case, fields: Mapping[str, Any], *, viewer: Viewer) -> RoundTask:
    """One more question (`ASKS`)."""
    with transaction.atomic():
        standing = _must_direct(case, viewer)
        task = RoundTask.objects.create(**shared_by(viewer, case), **{name: fields[name] for name in ASKS})
        note_change(viewer, task, Action.CREATE, on_behalf_of_key=standing.on_behalf_of_key)
        return task


def change_question(task: RoundTask, fields: Mapping[str, Any], *, viewer: Viewer, expected_version: int) -> RoundTask:
    """While it is open: other words, another organisation or person, another day."""
    with transaction.atomic():
        current = claim(task, viewer=viewer, expected_version=expected_version)
        standing = _must_direct(current.case, viewer)
        if current.state != RoundState.ASKED:
            raise StepRefused(_("This question cannot be changed"), [Unmet(_("It was answered already."))])
        for name in ASKS:
            setattr(current, name, fields[name])
        current.save(update_fields=ASKS)
        note_change(viewer, current, Action.UPDATE, on_behalf_of_key=standing.on_behalf_of_key)
        return current


def answer_question(task: RoundTask, answer: Answer, *, viewer: Viewer, expected_version: int) -> RoundTask:
    """Write the answer and record it in one go: an item of its own, in its own circle, from its own source."""
    with transaction.atomic():
        if may_answer(viewer, task):
            written = RoundAnswer(
                **shared_by(viewer, task.case) | {"source_organisation": answer.source},
                task=task,
                text=answer.text,
                circle=answer.circle,
                data_category=answer.data_category,
                onward=answer.onward,
            )
            if refusals := sharing_refusals(written, viewer=viewer):
                raise StepRefused(_("This answer cannot be recorded"), refusals)
            written.save()
            note_change(viewer, written, Action.CREATE)
        return fire("round.receive", task, viewer=viewer, expected_version=expected_version)


def sources_of(task: RoundTask, *, viewer: Viewer) -> list[Organisation]:
    """Whose information an answer may be: of the answerer's own, and for who directs of who was asked."""
    own = [viewer.user.organisation]
    directs = place(viewer, task.case, CaseFunction.PROCESS_DIRECTION) or place(
        viewer, task.case, CaseFunction.CASE_DIRECTION
    )
    asked = [task.organisation] if directs and task.organisation and task.organisation not in own else []
    return [*asked, *own]


def _must_direct(case: Case, viewer: Viewer) -> Standing:
    if standing := may_direct(viewer, case):
        return standing
    raise not_yours(case, _("The information round cannot be changed now"))
