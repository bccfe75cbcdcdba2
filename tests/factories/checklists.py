"""Checklists, straight into the tables."""

from typing import Any

from django.utils import timezone

from casefiles.models import Checklist, ChecklistLine
from tests.factories.cases import World, day


def a_checklist(world: World, *, state: str = "draft", words: str = "Slaapt hij buiten?", **fields: Any) -> Checklist:
    """A complete one by case direction: a draft for the directors, later for the team; adopted without a digest."""
    user = world.people["case_direction"]
    decided = {"number": 1, "adopted_on": day(-1), "adopted_by": user} if state in {"adopted", "superseded"} else {}
    content = {
        "circle": "directors" if state == "draft" else "team",
        "tipping_point": words,
        "crisis_card": "yes",
        "shared_at": timezone.now(),
        "author": user,
        "owner": user,
        "source_organisation": user.organisation,
    }
    checklist = Checklist.objects.create(case=world.case, state=state, **(content | decided | fields))
    ChecklistLine.objects.create(checklist=checklist, order=1, kind="question", text=words, risk_factors=words)
    return checklist
