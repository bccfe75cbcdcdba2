"""Who sees an item of the team beside the team: the one person who is asked, and who watches over emergencies."""

from typing import Any

from django.db.models import Q

from access.viewer import Viewer
from casefiles.rules import CaseItemRule, Held, case_token

ASKED = "asked"
# Held by who reviews and reads emergencies in a municipality; opens the record of it, nothing of the case.
WATCH = "emergency"


class AskedRule(CaseItemRule):
    """`person`: the field with who is asked; they hold the token while the question stands open and no longer."""

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person

    def tokens(self, thing: Any) -> frozenset[str]:
        asked, found = getattr(thing, f"{self.person}_id"), super().tokens(thing)
        return found | {case_token(thing.case_id, ASKED, asked)} if asked and thing.shared_at else found

    def held_q(self, held: Held, viewer: Viewer) -> Q:
        mine = [case_id for case_id, person in held.get(ASKED, ()) if person == viewer.user.pk]
        asked = Q(**{f"{self.person}_id": viewer.user.pk, "case_id__in": mine, "shared_at__isnull": False})
        return super().held_q(held, viewer) | asked


class WatchedRule(CaseItemRule):
    """Read by the team, and by the privacy officer and data protection officer of the municipality."""

    def tokens(self, thing: Any) -> frozenset[str]:
        watching = {f"{WATCH}:{thing.case.municipality_id}"} if thing.shared_at else set()
        return super().tokens(thing) | watching

    def q(self, viewer: Viewer) -> Q:
        shared = Q(case__municipality_id__in=watched(viewer), shared_at__isnull=False)
        return super().q(viewer) | shared


def watched(viewer: Viewer) -> list[int]:
    """The municipalities whose emergencies this viewer watches over."""
    return [int(token.partition(":")[2]) for token in viewer.grants if token.startswith(f"{WATCH}:")]
