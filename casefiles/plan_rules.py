"""Who sees a plan and what belongs to it: its parts, files and talk, and the checklist that is attached."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.rules import DESK, DIRECTORS, SEALED, USER, CaseItemRule, Held, by_value, case_token, in_cases


class PlanRule(CaseItemRule):
    """A plan in the making is also for whoever was asked to write a part of it or to say what they think of it."""

    def tokens(self, thing: Any) -> frozenset[str]:
        item = self.item(thing)
        asked = () if item.circle in ("team", SEALED) else item.named_people.all()
        return super().tokens(thing) | {case_token(item.case_id, USER, one.pk) for one in asked}

    def held_q(self, held: Held, viewer: Viewer) -> Q:
        p, asked = self.path, Q(pk__in=[])
        for person_id, case_ids in by_value(held.get(USER, [])).items():
            named = self.item_model._base_manager.filter(named_people=person_id).values("pk")
            asked |= Q(**{f"{p}case_id__in": case_ids, f"{p}pk__in": named})
        return super().held_q(held, viewer) | (asked & ~Q(**{f"{p}circle__in": ("team", SEALED)}))

    def lines(self, thing: Any) -> list[str]:
        item = self.item(thing)
        if item.circle == "team" or not item.named_people.all():
            return super().lines(thing)
        return [_("It is in the making: for its writers, the directors and whoever was asked what they think of it.")]


class ChecklistRule(CaseItemRule):
    """The desk that serves the case reads the checklist in force, and no other version."""

    def tokens(self, thing: Any) -> frozenset[str]:
        item = self.item(thing)
        in_force = item.state == "adopted" and item.circle != SEALED
        return super().tokens(thing) | ({case_token(item.case_id, DESK)} if in_force else set())

    def held_q(self, held: Held, viewer: Viewer) -> Q:
        p = self.path
        in_force = Q(**{f"{p}state": "adopted", f"{p}case_id__in": in_cases(held, DESK)}) & ~Q(**{f"{p}circle": SEALED})
        return super().held_q(held, viewer) | in_force


class PlanFileRule(CaseItemRule):
    """The file holds the words of the checklist that was attached, and is sealed with it as well."""

    def tokens(self, thing: Any) -> frozenset[str]:
        attached = thing.plan_version.checklist
        return frozenset() if attached and attached.circle == SEALED else super().tokens(thing)

    def held_q(self, held: Held, viewer: Viewer) -> Q:
        # Not a bare negation: of a plan without a checklist that would be unknown.
        free = Q(plan_version__checklist__isnull=True) | ~Q(plan_version__checklist__circle=SEALED)
        return super().held_q(held, viewer) & free


class CareSectionRule(CaseItemRule):
    """It keeps its own circle, and is sealed with its plan."""

    def tokens(self, thing: Any) -> frozenset[str]:
        return frozenset() if thing.plan_version.circle == SEALED else super().tokens(thing)

    def held_q(self, held: Held, viewer: Viewer) -> Q:
        return super().held_q(held, viewer) & ~Q(plan_version__circle=SEALED)


class PlanTalkRule(PlanRule):
    """What was said about a plan: for who reads it while it is made, and after its adoption for the directors."""

    def __init__(self, path: str, *, since: str, by: str) -> None:
        """`by` names the field of who said it: they keep reading their own words."""
        super().__init__(path, since=since)
        self.by = by

    def tokens(self, thing: Any) -> frozenset[str]:
        item = self.item(thing)
        if item.circle != "team":
            return super().tokens(thing)
        own = case_token(item.case_id, USER, getattr(thing, f"{self.by}_id"))
        return frozenset({case_token(item.case_id, DIRECTORS), own})

    def held_q(self, held: Held, viewer: Viewer) -> Q:
        p = self.path
        kept = Q(**{f"{p}case_id__in": in_cases(held, DIRECTORS)})
        for person_id, case_ids in by_value(held.get(USER, [])).items():
            kept |= Q(**{f"{self.by}_id": person_id, f"{p}case_id__in": case_ids})
        adopted = Q(**{f"{p}circle": "team"})
        return (adopted & kept) | (~adopted & super().held_q(held, viewer))
