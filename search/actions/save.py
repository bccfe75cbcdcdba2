"""Save a question under a name, change that, and say that all it finds was seen."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.models import User
from audit.models import Action
from search.documents import document_id
from search.engines.base import Found
from search.errors import SearchUnavailable
from search.models import MOST_SEEN, Question
from search.moments import next_morning
from search.service import Answer, search

MOST_SAVED = 50


class TooManySaved(Exception):
    """Nothing was changed."""

    sentence = _("You have saved 50 searches. Take one away first.")


def save(question: Question, *, viewer: Viewer, name: str, alert: bool) -> Question:
    """Under this name, with or without mail. What it finds now is nothing new. Raises `TooManySaved`."""
    begins = not question.name
    found = found_now(question, viewer=viewer) if begins else None
    with transaction.atomic():
        User.objects.select_for_update().get(pk=viewer.user.pk)
        if begins and Question.objects.visible_to(viewer).saved().count() >= MOST_SAVED:
            raise TooManySaved
        question.name = name
        changed = ["name"]
        if begins:
            changed += _settle(question, found, viewer)
        if alert != (question.alert_at is not None):
            question.alert_at = next_morning(viewer.at) if alert else None
            changed.append("alert_at")
        question.save(update_fields=changed)
        note_change(viewer, question, Action.UPDATE, step="question.save")
    return question


def note_all_seen(question: Question, *, viewer: Viewer) -> None:
    """From now on, new is what it does not find at this moment. Raises `SearchUnavailable`."""
    answer = search(viewer, question.query(limit=MOST_SEEN))
    with transaction.atomic():
        question.save(update_fields=_settle(question, found_in(answer), viewer))
        note_change(viewer, question, Action.UPDATE, step="question.seen")


def found_in(answer: Answer) -> list[Found]:
    return [Found(document_id(hit.kind, hit.key), hit.date) for hit in answer.hits]


def found_now(question: Question, *, viewer: Viewer) -> list[Found] | None:
    """None where search cannot say: the first time that it can, nothing is new."""
    try:
        return found_in(search(viewer, question.query(limit=MOST_SEEN)))
    except SearchUnavailable:
        return None


def _settle(question: Question, found: list[Found] | None, viewer: Viewer) -> list[str]:
    """The fields that it changed."""
    question.seen = None if found is None else [one.id for one in found]
    question.seen_at = viewer.at
    question.told, question.told_at = [], None
    return ["seen", "seen_at", "told", "told_at"]
