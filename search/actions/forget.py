"""Take away what somebody asked: one question, all they did not save, all of who leaves, or what names somebody."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from access.doors import note_change
from access.viewer import Viewer
from accounts.models import User
from audit.models import Action
from audit.trail import Change, record_change
from search.analysis.nearness import errors_between
from search.analysis.tokens import surfaces
from search.models import Question

# Shorter words of a name (van, der) name nobody, unless it has no others.
NAMING_LETTERS = 4


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


def forget_naming(names: Iterable[str], *, owners: Collection[int]) -> None:
    """Whatever these people asked or saved that holds a word of these names, its beginning, or a typing error in it."""
    naming = {word for name in names for word in _naming(surfaces(name))}
    kept = Question.objects.filter(owner__in=owners).only("text", "name")
    about = [
        one.pk
        for one in kept.iterator()
        if any(_names(asked, word) for asked in surfaces(f"{one.text} {one.name}") for word in naming)
    ]
    Question.objects.filter(pk__in=about).delete()


def _names(asked: str, word: str) -> bool:
    begins = len(asked) >= NAMING_LETTERS and word.startswith(asked)
    return begins or errors_between(asked, word) is not None


def _naming(words: Collection[str]) -> Collection[str]:
    return [word for word in words if len(word) >= NAMING_LETTERS] or words


def forget_stale(*, at: datetime | None = None) -> int:
    """How many questions were kept long enough. The worker asks this every round: mostly one look, and no write."""
    stale = Question.objects.stale(at or timezone.now())
    return stale.delete()[0] if stale.exists() else 0
