"""What an adopted plan looks like on paper, and the digest that binds its content."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casefiles.models import PlanAction, PlanVersion
from casefiles.models.plan import TEXT_PARTS
from documents.word.exports import Cover, PlanExport
from documents.word.exports import PlanAction as ActionOnPaper
from documents.word.writing import write_plan

# On paper, which is Dutch: a plan gets its number when it is adopted.
NO_NUMBER_YET = "concept"
# What a digest is taken over today. A version keeps the scheme of its day, so that it goes on verifying.
SCHEME = 2
FIRST_TEXTS = ("analysis", "risk_factors", "protective_measures", "client_wishes", "signalling_plan")


def content_hash(plan: PlanVersion) -> str:
    """SHA-256 over all parts that the team reads, in order, by the scheme of this version; hexadecimal."""
    content = _content(plan) if plan.content_scheme == SCHEME else _first_content(plan)
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _content(plan: PlanVersion) -> dict[str, Any]:
    """People and organisations by key: a new name changes nothing of what was adopted."""
    actions = plan.actions.select_related("organisation", "person", "goal")
    return {
        "texts": {name: getattr(plan, name) for name in TEXT_PARTS},
        "quality_owner": plan.quality_owner.key if plan.quality_owner else "",
        "goals": [goal.text for goal in plan.goals.all()],
        "actions": [_answers(action) for action in actions],
    }


def _answers(action: PlanAction) -> list[str]:
    keys = [one.key if one else "" for one in (action.organisation, action.person)]
    goal = str(action.goal.order) if action.goal else ""
    return [*(getattr(action, name) for name in action.SEVEN), str(action.due_on or ""), *keys, goal]


def _first_content(plan: PlanVersion) -> dict[str, Any]:
    actions = [
        [getattr(action, name) for name in action.SEVEN] + [str(action.due_on or ""), str(action.organisation or "")]
        for action in plan.actions.all()
    ]
    return {"texts": [getattr(plan, name) for name in FIRST_TEXTS], "actions": actions}


def file_name(plan: PlanVersion) -> str:
    """Code and version only: file names live on in download folders."""
    return f"plan-van-aanpak-{plan.case.key}-versie-{plan.number}.docx"


def file_name_with_statements(plan: PlanVersion) -> str:
    return f"plan-van-aanpak-{plan.case.key}-versie-{plan.number}-met-verklaringen.docx"


def word_file(plan: PlanVersion) -> bytes:
    """The plan as a Word file in the house style: the same adopted plan gives the same bytes."""
    return write_plan(_on_one_paper(plan))


def word_file_with(plan: PlanVersion, said: Sequence[tuple[datetime, str]]) -> bytes:
    """With what the person said of it since, each with its day."""
    told = tuple(f"{date_format(at, 'j F Y')}: {text}" for at, text in said)
    return write_plan(replace(_on_one_paper(plan), statements=told))


def _on_one_paper(plan: PlanVersion) -> PlanExport:
    cover = Cover(
        title=_("Plan of action"),
        number=plan.case.key,
        version=str(plan.number or NO_NUMBER_YET),
        dated=plan.adopted_on or timezone.localdate(),
        status=plan.get_state_display(),
        content_hash=plan.content_hash,
    )
    return PlanExport(
        cover=cover,
        case_code=plan.case.key,
        adopted_on=plan.adopted_on,
        adopted_by=str(plan.adopted_by or ""),
        quality_owner=str(plan.quality_owner or ""),
        analysis=plan.analysis,
        risk_factors=_lines(plan.risk_factors),
        protective_measures=_lines(plan.protective_measures),
        wishes=plan.client_wishes,
        police_section=plan.police_section,
        subgoals=tuple(goal.text for goal in plan.goals.all()),
        signalling_plan=plan.signalling_plan,
        crisis_card=plan.crisis_card,
        actions=tuple(_on_paper(one) for one in plan.actions.select_related("organisation", "person", "goal")),
    )


def _on_paper(action: PlanAction) -> ActionOnPaper:
    return ActionOnPaper(
        **{name: getattr(action, name) for name in action.SEVEN},
        organisation=str(action.organisation or ""),
        person=str(action.person or ""),
        due_on=action.due_on,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
