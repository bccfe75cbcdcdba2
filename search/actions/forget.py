"""Take away what somebody asked: one question, all that they did not save, or everything of who leaves."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from access.doors import note_change
from access.viewer import Viewer
from accounts.models import User
from audit.models import Action
from audit.trail import Change, record_change
from search.models import Question


def forget(question: Question, *, viewer: Viewer) -> None:
    """This one; of a question that was not saved also its other choices, which the page shows as one."""
    with transaction.atomic():
        note_change(viewer, question, Action.DELETE, step="question.forget")
        if not question.name:
            Question.objects.visible_to(viewer).recent().filter(text=question.text).delete()
        else:
            question.delete()


def forget_recent(*, viewer: Viewer) -> None:
    """All that the viewer asked and did not save."""
    with transaction.atomic():
        Question.objects.visible_to(viewer).recent().delete()
        noun = Question._meta.label_lower
        record_change(viewer.trail, Change(noun, "", Action.DELETE, step="question.forget_recent"))


def forget_all_of(user: User) -> None:
    """Everything that this person asked and saved, in the transaction that closes their account."""
    Question.objects.filter(owner=user).delete()


def forget_stale(*, at: datetime | None = None) -> int:
    """How many questions were kept long enough. The worker asks this every round: mostly one look, and no write."""
    stale = Question.objects.stale(at or timezone.now())
    return stale.delete()[0] if stale.exists() else 0
