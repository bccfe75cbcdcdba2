"""Ask saved searches again for their owners, and let them know, without a word, that there is something new (D-8)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from access.doors import note_look
from access.viewer import Viewer, resolve
from accounts.actions.notify import notify
from accounts.models import User
from audit.trail import Identity, Origin, record_look
from search.actions.save import found_in
from search.documents import kind_and_key
from search.engines.base import Found
from search.errors import SearchUnavailable
from search.models import Question
from search.moments import next_morning
from search.registry import searchable
from search.service import search

# A few a round: the index waits for its turn in the same process.
BATCH = 5
RETRY_AFTER = timedelta(minutes=5)


def send_alerts(*, at: datetime | None = None) -> int:
    """For how many there was something new. While search gives no answer nobody is told; all wait for a later round."""
    now = at or timezone.now()
    due = Question.objects.to_ask_again(now).select_related("owner__organisation")[:BATCH]
    try:
        return sum(_asked_again(question, now) for question in due)
    except SearchUnavailable:
        Question.objects.to_ask_again(now).order_by().update(alert_at=now + RETRY_AFTER)
        return 0


def has_new_found(user: User, *, since: datetime, at: datetime) -> bool:
    """Whether this person may still see some of what was new when their searches were asked again since then."""
    asked = Question.objects.filter(owner=user, alert_at__isnull=False, told_at__gte=since)
    told = {id for question in asked for id in question.told}
    return bool(told) and bool(still_seen(_hearing(user, at), told))


def still_seen(viewer: Viewer, ids: Iterable[str]) -> frozenset[str]:
    """Which of these things the viewer may see, according to the database; a query or two for each kind."""
    keys: dict[str, dict[str, str]] = defaultdict(dict)
    for id in ids:
        kind, key = kind_and_key(id)
        keys[kind][key] = id
    seen = ((wanted, searchable(kind).seen(viewer, list(wanted))) for kind, wanted in keys.items())
    return frozenset(wanted[key] for wanted, texts in seen for key in texts)


def _asked_again(question: Question, now: datetime) -> bool:
    """The line of the search, the notice and the moment of the next time are there together, or none of them is.

    The line says that the machine asked, on behalf of the owner; it names no case, for nothing was shown to anybody.
    """
    viewer = _hearing(question.owner, now)
    note_look(viewer, question)
    viewer.trail.identity, viewer.trail.on_behalf_of_key = Identity(), viewer.user.key
    viewer.trail.origin = Origin(route="search_alert", method="command")
    found = found_in(search(viewer, question.query_for_news()))
    with transaction.atomic():
        waiting = Question.objects.to_ask_again(now).filter(pk=question.pk)
        held = waiting.select_for_update(of=("self",)).select_related("owner").first()
        if held is None:
            return False
        record_look(viewer.trail)
        return _told(held, found, now)


def _told(question: Question, found: list[Found], now: datetime) -> bool:
    """Of what is new, only what was not told of yet is a reason to mail."""
    fresh = question.unseen(found)
    news = not frozenset(fresh) <= frozenset(question.told)
    if question.seen is None:
        question.seen, question.seen_at = [one.id for one in found], now
    question.told = fresh
    question.alert_at = next_morning(now)
    if news:
        question.told_at = now
        notify([question.owner], at=now, since=now)
    question.save(update_fields=["seen", "seen_at", "told", "told_at", "alert_at"])
    return news


def _hearing(user: User, at: datetime) -> Viewer:
    """As the person is at this moment, without what only lets them read on: they get no notices any more (D-1)."""
    viewer = resolve(user, at=at)
    kept = {token: tuple(one for one in grants if one.until is None) for token, grants in viewer.grants.items()}
    return replace(viewer, grants={token: grants for token, grants in kept.items() if grants})
