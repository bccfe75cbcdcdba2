"""The one access rule: visible(viewer, thing) ⇔ tokens(viewer) ∩ tokens(thing) ≠ ∅."""

from abc import ABC, abstractmethod
from datetime import datetime
from typing import Any

from django.db.models import Model, Q

from access.models import AudienceToken
from access.viewer import Viewer


class Rule(ABC):
    """How one noun reduces to tokens, in two shapes that must agree: of one thing, and as a filter over many."""

    # The noun, set when it registers.
    model: type[Model]

    @abstractmethod
    def tokens(self, thing: Any) -> frozenset[str]:
        """Who may see this thing; empty means nobody."""

    @abstractmethod
    def q(self, viewer: Viewer) -> Q:
        """The same, as a condition on this noun's table."""

    def since(self, thing: Any) -> datetime | None:
        """When the content was shared; a limited grant reaches no newer things."""
        return None

    def case_key(self, thing: Any) -> str:
        """The case this thing belongs to, for the access log; nothing for documents."""
        return ""

    def lines(self, thing: Any) -> list[str]:
        """What the thing itself adds to the chain of `why`: its circle or audience."""
        return []


class AudienceRule(Rule):
    """For documents: a row of chosen tokens (everyone, partners, organisations, roles, people)."""

    def __init__(self, path: str = "audience") -> None:
        self.path = path

    def tokens(self, thing: Any) -> frozenset[str]:
        audience = thing
        for part in self.path.split("__"):
            audience = getattr(audience, part)
        return frozenset(entry.token for entry in audience.entries.all())

    def q(self, viewer: Viewer) -> Q:
        unlimited = [token for token in viewer.tokens_by_reach.get(None, ()) if not token.startswith("case:")]
        return Q(**{f"{self.path}__in": AudienceToken.objects.filter(token__in=unlimited).values("audience_id")})
