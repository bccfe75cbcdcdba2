"""What an adopted plan looks like on paper, and the digest that binds its content."""

import hashlib
import json

from django.utils import timezone
from django.utils.translation import gettext as _

from casefiles.models import PlanVersion
from casefiles.models.plan import TEXT_PARTS
from documents.word.exports import Cover, PlanExport
from documents.word.exports import PlanAction as ActionOnPaper
from documents.word.writing import write_plan

# On paper, which is Dutch: a plan gets its number when it is adopted.
NO_NUMBER_YET = "concept"


def content_hash(plan: PlanVersion) -> str:
    """SHA-256 over all texts and the seven answers of every action, in order; hexadecimal."""
    actions = [
        [getattr(action, name) for name in action.SEVEN] + [str(action.due_on or ""), str(action.organisation or "")]
        for action in plan.actions.all()
    ]
    content = {"texts": [getattr(plan, name) for name in TEXT_PARTS], "actions": actions}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def file_name(plan: PlanVersion) -> str:
    """Code and version only: file names live on in download folders."""
    return f"plan-van-aanpak-{plan.case.key}-versie-{plan.number}.docx"


def word_file(plan: PlanVersion) -> bytes:
    """The plan as a Word file in the house style: the same adopted plan gives the same bytes."""
    cover = Cover(
        title=_("Plan of action"),
        number=plan.case.key,
        version=str(plan.number or NO_NUMBER_YET),
        dated=plan.adopted_on or timezone.localdate(),
        status=plan.get_state_display(),
        content_hash=plan.content_hash,
    )
    return write_plan(
        PlanExport(
            cover=cover,
            case_code=plan.case.key,
            adopted_on=plan.adopted_on,
            adopted_by=str(plan.adopted_by or ""),
            analysis=plan.analysis,
            risk_factors=_lines(plan.risk_factors),
            protective_measures=_lines(plan.protective_measures),
            wishes=plan.client_wishes,
            signalling_plan=plan.signalling_plan,
            actions=tuple(
                ActionOnPaper(
                    **{name: getattr(action, name) for name in action.SEVEN},
                    organisation=str(action.organisation or ""),
                )
                for action in plan.actions.select_related("organisation")
            ),
        )
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
