"""What must hold before a step of a rights request; the contact point reads codes of cases, and nothing in them."""

from typing import Any

from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.rights_guards import BY_DIRECTION
from workflows.refusals import Unmet


def term_still_runs(request: Any, viewer: Viewer) -> Unmet | None:
    """Who extends says so within the first term."""
    if viewer.today <= request.due_on:
        return None
    return Unmet(_("The term has run out: it cannot be extended any more."))


def every_case_answered(request: Any, viewer: Viewer) -> Unmet | None:
    asked = request.answers.filter(state="asked").values_list("case__key", flat=True)
    if not asked:
        return None
    return Unmet(_("Not prepared yet in: %(codes)s.") % {"codes": ", ".join(sorted(asked))}, who=BY_DIRECTION)


def answer_is_reasoned(answer: Any, viewer: Viewer) -> Unmet | None:
    if answer.outcome and answer.reasoning.strip():
        return None
    return Unmet(_("The outcome and the reason for it are not written yet."))
