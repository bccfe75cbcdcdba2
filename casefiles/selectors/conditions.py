"""What must hold for a step, told one by one: met or not yet."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from casefiles import (
    closing_guards,
    emergency_guards,
    guards,
    handover_guards,
    pack_guards,
    place_guards,
    request_guards,
    rights_guards,
    scaling_guards,
)
from workflows.four_eyes import held_by, own_work
from workflows.refusals import Text, Unmet
from workflows.steps import Guard, Step

MET: dict[Guard, Text] = {
    guards.referrer_is_covered: gettext_lazy("A covenant in force covers the organisation that refers."),
    guards.direction_is_named: gettext_lazy("Process direction and case direction are named."),
    guards.process_direction_is_covered: gettext_lazy("A covenant in force covers who holds process direction."),
    guards.case_direction_is_covered: gettext_lazy("A covenant in force covers who holds case direction."),
    guards.may_ask_today: gettext_lazy("You may submit a referral today."),
    guards.criteria_are_weighed: gettext_lazy("The criteria are weighed, each with a reason."),
    guards.occurrence_is_settled: gettext_lazy("The house does not look for an earlier case any more."),
    guards.referral_is_in_triage: gettext_lazy("The referral is being weighed."),
    guards.case_is_open: gettext_lazy("The case is open."),
    guards.is_own_report: gettext_lazy("It is your own report."),
    guards.everything_is_told: gettext_lazy("Everything is told."),
    guards.reporter_is_covered: gettext_lazy("A covenant in force covers the organisation of the reporter."),
    guards.category_may_be_given: gettext_lazy("This kind of data may be given."),
    guards.round_is_answered: gettext_lazy("Every question of the information round has an answer or a reason."),
    guards.is_asked_of_reader: gettext_lazy("It was asked of your organisation, or you direct the case."),
    guards.answer_is_written: gettext_lazy("The answer is written."),
    guards.has_adopted_plan: gettext_lazy("There is an adopted plan of action."),
    guards.plan_has_actions: gettext_lazy("The plan has actions."),
    guards.every_action_is_complete: gettext_lazy("Every action answers all seven questions."),
    guards.quality_owner_is_named: gettext_lazy("No police section without somebody who answers for its quality."),
    guards.remarks_are_handled: gettext_lazy("All remarks are ticked off."),
    guards.plan_is_in_force: gettext_lazy("The version that it changes is in force."),
    guards.evaluation_is_written: gettext_lazy("The evaluation is written."),
    guards.actions_are_resolved: gettext_lazy("All actions of the plan are finished."),
    guards.plan_is_evaluated: gettext_lazy("The plan of action is evaluated."),
    pack_guards.is_own_pack: gettext_lazy("You prepare this pack."),
    pack_guards.passages_still_stand: gettext_lazy("Every marked passage is found in its text."),
    pack_guards.nothing_changed_since: gettext_lazy("Nothing changed since it was sent to be checked."),
    request_guards.term_still_runs: gettext_lazy("The term still runs."),
    request_guards.every_case_answered: gettext_lazy("Every case prepared its answer."),
    request_guards.objection_is_weighed_by_process_direction: gettext_lazy("It is yours to weigh."),
    request_guards.report_is_recorded: gettext_lazy("The report is recorded."),
    request_guards.answer_is_reasoned: gettext_lazy("The outcome and the reason for it are written."),
    rights_guards.person_is_told: gettext_lazy("The person is informed, or there is still time to do so."),
    rights_guards.is_not_told_yet: gettext_lazy("The person was not told yet."),
    rights_guards.planned_day_is_to_come: gettext_lazy("The planned day is still to come."),
    closing_guards.nothing_is_unfinished: gettext_lazy("No report, plan or request that you see is unfinished."),
    handover_guards.no_answer_is_awaited: gettext_lazy("No handover waits for an answer."),
    closing_guards.person_is_told: gettext_lazy("It is recorded what the person was told."),
    handover_guards.receiver_accepted: gettext_lazy("The receiver accepted the handover."),
    handover_guards.receiver_directs_there: gettext_lazy("The receiver may take it over."),
    handover_guards.receiver_is_covered_there: gettext_lazy(
        "A covenant in force covers the receiver, where one is needed."
    ),
    scaling_guards.no_request_waits: gettext_lazy("No request to scale up waits."),
    scaling_guards.case_can_scale_up: gettext_lazy("The case can be scaled up."),
    place_guards.invitation_still_stands: gettext_lazy("The invitation still stands."),
    place_guards.gate_covers: gettext_lazy("A covenant in force covers your organisation."),
    emergency_guards.emergency_is_running: gettext_lazy("The emergency access is not over."),
    closing_guards.death_is_not_recorded_yet: gettext_lazy("The death is not recorded yet."),
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
