"""A question that somebody asked, or saved: theirs alone, under a random key, so that no address holds its words."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.querysets import ProtectedQuerySet
from access.registry import protected
from access.rules import Rule
from access.viewer import Viewer
from accounts.keys import random_key
from search.engines.base import Found
from search.query import Query

# So many things at most are remembered as seen; of a question that finds more, what has a later date is new.
MOST_SEEN = 500


class OwnersRule(Rule):
    """Whoever asked it, and nobody else: no deputy, no administrator, no log of the house shows it."""

    def tokens(self, thing: "Question") -> frozenset[str]:
        return frozenset({_own_token(thing.owner_id)})

    def q(self, viewer: Viewer) -> Q:
        """A deactivated person holds no token, not even their own."""
        held = _own_token(viewer.user.pk) in viewer.grants
        return Q(owner_id=viewer.user.pk) if held else Q(pk__in=[])


class QuestionQuerySet(ProtectedQuerySet["Question"]):
    def recent(self) -> "QuestionQuerySet":
        """Asked and not saved, the last one first."""
        return self.filter(name="").order_by("-asked_at", "-pk")

    def saved(self) -> "QuestionQuerySet":
        return self.exclude(name="").order_by("name", "pk")

    def stale(self, at: datetime) -> "QuestionQuerySet":
        """Kept longer than needed: not saved and asked too long ago, or of somebody who can no longer sign in."""
        too_long_ago = at - timedelta(days=settings.SEARCH_QUESTION_DAYS)
        return self.filter(Q(owner__is_active=False) | Q(name="", asked_at__lt=too_long_ago))

    def to_ask_again(self, at: datetime) -> "QuestionQuerySet":
        """Whose owner is told of what is new, and has not been today."""
        return self.filter(owner__is_active=True, alert_at__lte=at).order_by("alert_at", "pk")


@protected(OwnersRule())
class Question(models.Model):
    """Words and choices. With a name it is saved; with `alert_at` its owner is mailed, without a word, of what is new.

    `seen`: what it found when its owner last said that they had seen it all; none: they never could be asked.
    `told`: what was new to them when it was last asked again for them.
    """

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    # Facets by name, `since` and `until` as days, `oldest`: only what was chosen.
    choices = models.JSONField(default=dict)
    asked_at = models.DateTimeField(db_index=True)
    name = models.CharField(max_length=120, blank=True)
    alert_at = models.DateTimeField(null=True, db_index=True)
    seen = models.JSONField(null=True)
    seen_at = models.DateTimeField(null=True)
    told = models.JSONField(default=list)
    told_at = models.DateTimeField(null=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "name", "-asked_at"])]

    def __str__(self) -> str:
        """Never its words: this may stand in a log."""
        return self.key

    def query(self, *, after: str = "", limit: int = 20) -> Query:
        return Query(
            text=self.text,
            kinds=self._chosen("kind"),
            organisations=self._chosen("organisation"),
            municipalities=self._chosen("municipality"),
            cases=self._chosen("case"),
            periods=self._chosen("period"),
            since=_day(self.choices.get("since")),
            until=_day(self.choices.get("until")),
            oldest=bool(self.choices.get("oldest")),
            after=after,
            limit=limit,
        )

    def _chosen(self, facet: str) -> frozenset[str]:
        return frozenset(self.choices.get(facet, ()))

    def query_for_news(self) -> Query:
        """All that could be new: where more was found than is remembered, what is not older than the last look."""
        query = self.query(limit=MOST_SEEN)
        if not self._full or self.seen_at is None:
            return query
        looked_on = timezone.localdate(self.seen_at, timezone.get_default_timezone())
        return replace(query, since=max(query.since or looked_on, looked_on))

    @property
    def _full(self) -> bool:
        """It found more than is remembered, or as much."""
        return len(self.seen or ()) >= MOST_SEEN

    def unseen(self, found: Iterable[Found]) -> list[str]:
        """Which of these are new to the owner: by key, also what they may see only now though it is older.

        Where more was found than is remembered, a key that is not remembered may have been there: its date decides.
        """
        if self.seen is None or self.seen_at is None:
            return []
        # An index knows dates to the second.
        known, since = frozenset(self.seen), self.seen_at.replace(microsecond=0)
        return [one.id for one in found if one.id not in known and (not self._full or one.date >= since)]


def _own_token(user_id: int) -> str:
    return f"user:{user_id}"


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
