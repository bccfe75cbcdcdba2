"""What must hold for a step, told one by one: met or not yet."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from casefiles import guards, team_guards
from workflows.four_eyes import held_by, own_work
from workflows.refusals import Text, Unmet
from workflows.steps import Guard, Step

MET: dict[Guard, Text] = {
    guards.referrer_is_covered: gettext_lazy("A covenant in force covers the organisation that refers."),
    guards.direction_is_named: gettext_lazy("Process direction and case direction are named."),
    guards.direction_is_covered: gettext_lazy("A covenant in force covers whoever directs."),
    guards.case_is_open: gettext_lazy("The case is open."),
    guards.is_own_report: gettext_lazy("It is your own report."),
    guards.everything_is_told: gettext_lazy("Everything is told."),
    guards.reporter_is_covered: gettext_lazy("A covenant in force covers the organisation of the reporter."),
    guards.category_may_be_given: gettext_lazy("This kind of data may be given."),
    guards.has_adopted_plan: gettext_lazy("There is an adopted plan of action."),
    guards.plan_has_actions: gettext_lazy("The plan has actions."),
    guards.every_action_is_complete: gettext_lazy("Every action answers all seven questions."),
    guards.evaluation_is_written: gettext_lazy("The evaluation is written."),
    guards.actions_are_resolved: gettext_lazy("All actions of the plan are finished."),
    guards.plan_is_evaluated: gettext_lazy("The plan of action is evaluated."),
    team_guards.case_of_it_is_open: gettext_lazy("The case is open."),
    team_guards.nothing_is_unfinished: gettext_lazy("No report, plan or request that you see is unfinished."),
    team_guards.no_answer_is_awaited: gettext_lazy("No handover waits for an answer."),
    team_guards.person_is_told: gettext_lazy("It is recorded what the person was told."),
    team_guards.receiver_accepted: gettext_lazy("The receiver accepted the handover."),
    team_guards.receiver_directs_there: gettext_lazy("The receiver may take it over."),
    team_guards.receiver_is_covered_there: gettext_lazy(
        "A covenant in force covers the receiver, where one is needed."
    ),
    team_guards.no_request_waits: gettext_lazy("No request to scale up waits."),
    team_guards.case_can_scale_up: gettext_lazy("The case can be scaled up."),
    team_guards.invitation_still_stands: gettext_lazy("The invitation still stands."),
    team_guards.gate_covers: gettext_lazy("A covenant in force covers your organisation."),
    team_guards.emergency_is_running: gettext_lazy("The emergency access is not over."),
    team_guards.death_is_not_recorded_yet: gettext_lazy("The death is not recorded yet."),
}


@dataclass(frozen=True)
class Condition:
    """One condition of a step, as `components/guard_list.html` shows it."""

    met: bool
    text: Text
    who: Text = ""
    url: str = ""
    url_label: Text = ""


def conditions(step: Step, thing: Any, *, viewer: Viewer) -> list[Condition]:
    """Every condition of a step but its authority, met and open."""
    found = [_condition(guard(thing, viewer), MET.get(guard, "")) for guard in step.guards]
    if step.four_eyes:
        held = held_by(viewer, step, thing)
        own = own_work(step, thing, viewer=viewer, held=held[0] if held else None)
        found.insert(0, _condition(own, _("You did not write or submit it yourself.")))
    return [one for one in found if one.text]


def _condition(refusal: Unmet | None, met: Text) -> Condition:
    if refusal is None:
        return Condition(True, met)
    return Condition(False, refusal.text, refusal.who, refusal.url, refusal.url_label)
