"""Writing down, goal by goal, what an adopted plan brought; `plan.evaluate` then closes it."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from casefiles.actions.plan import must_hold
from casefiles.models import GoalEvaluation, PlanState, PlanVersion
from search.outbox import all_changed, changed
from workflows.claim import claim
from workflows.refusals import StepRefused, Unmet


def evaluate_goals(
    plan: PlanVersion, answers: Mapping[str, Mapping[str, str]], *, viewer: Viewer, expected_version: int
) -> PlanVersion:
    """`answers`: key of a goal → its texts by name (`GoalEvaluation.ANSWERS`); a goal without a word has none."""
    with transaction.atomic():
        current = claim(plan, viewer=viewer, expected_version=expected_version)
        held = must_hold(current, viewer, step_id="plan.evaluate")
        if current.state != PlanState.ADOPTED:
            raise StepRefused(_("This plan cannot be evaluated"), [Unmet(_("It is not in force."))])
        for goal in current.goals.filter(key__in=answers):
            texts = {name: answers[goal.key].get(name, "").strip() for name in GoalEvaluation.ANSWERS}
            if any(texts.values()):
                written, _made = GoalEvaluation.objects.update_or_create(
                    goal=goal, defaults={**texts, "by": viewer.user, "at": viewer.at}
                )
                changed("goal_evaluation", written.key)
            else:
                gone = GoalEvaluation.objects.filter(goal=goal)
                all_changed("goal_evaluation", list(gone.values_list("key", flat=True)), narrowed=True)
                gone.delete()
        behalf = held.on_behalf_of_key
        note_change(viewer, current, Action.UPDATE, step="plan.write_evaluation", on_behalf_of_key=behalf)
        return current
