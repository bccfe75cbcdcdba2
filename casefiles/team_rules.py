"""Who sees an item of the team beside the team: the one person who is asked, and who watches over emergencies."""

from typing import Any

from django.db.models import Q

from access.viewer import Viewer
from casefiles.places import WATCH, place_token, places_held
from casefiles.rules import CaseItemRule, Held, case_token

ASKED = "asked"


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
        watching = {place_token(WATCH, thing.case.municipality_id)} if thing.shared_at else set()
        return super().tokens(thing) | watching

    def q(self, viewer: Viewer) -> Q:
        shared = Q(case__municipality_id__in=places_held(viewer, WATCH), shared_at__isnull=False)
        return super().q(viewer) | shared
