"""Which steps stand open on a thing: a button, the open conditions, or who has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from casefiles import guards
from workflows.authority import clauses_for, held_by, machine
from workflows.fire import refusals
from workflows.four_eyes import own_work
from workflows.refusals import Text, Unmet
from workflows.steps import Guard, Step, steps_from, steps_of

# What follows from another step, and what is done by writing: no button of its own.
NO_BUTTON = frozenset({"plan.replace", "report.publish", "report.publish_on_behalf"})
# Steps that need more than a reason have a page of their own.
OWN_PAGE = {
    "report.correct": "casefiles:correct_report",
    "report.publish": "casefiles:read_back",
    "report.publish_on_behalf": "casefiles:read_back",
    "plan.adopt": "casefiles:decide_plan",
    "plan.send_back": "casefiles:decide_plan",
    "referral.accept": "casefiles:accept_referral",
}
# Fields on the page of the step: the button stays, and the page says what is missing.
ASKED_THERE: dict[str, tuple[Guard, ...]] = {"referral.accept": (guards.direction_is_named,)}
MET: dict[Guard, Text] = {
    guards.referrer_is_covered: gettext_lazy("A covenant in force covers the organisation that refers."),
    guards.direction_is_named: gettext_lazy("Process direction and case direction are named."),
    guards.direction_is_covered: gettext_lazy("A covenant in force covers whoever directs."),
    guards.case_is_open: gettext_lazy("The case is open."),
    guards.is_own_report: gettext_lazy("It is your own report."),
    guards.reporter_is_covered: gettext_lazy("A covenant in force covers the organisation of the reporter."),
    guards.category_may_be_given: gettext_lazy("This kind of data may be given."),
    guards.has_adopted_plan: gettext_lazy("There is an adopted plan of action."),
    guards.plan_has_actions: gettext_lazy("The plan has actions."),
    guards.every_action_is_complete: gettext_lazy("Every action answers all seven questions."),
    guards.evaluation_is_written: gettext_lazy("The evaluation is written."),
    guards.actions_are_resolved: gettext_lazy("All actions of the plan are finished."),
    guards.plan_is_evaluated: gettext_lazy("The plan of action is evaluated."),
}


@dataclass(frozen=True)
class Offer:
    """One step, as `components/step_list.html` shows it; `url` only when the reader may take it now."""

    step: Step
    name: Text
    who: str
    clause: str
    ready: bool
    url: str
    open: Sequence[Unmet]
    primary: bool = False

    @property
    def button_label(self) -> Text:
        return self.name


@dataclass(frozen=True)
class Condition:
    """One condition of a step, as `components/guard_list.html` shows it."""

    met: bool
    text: Text
    who: Text = ""
    url: str = ""
    url_label: Text = ""


def step_url(step: Step, thing: Any) -> str:
    """Where this step is taken."""
    if step.id in OWN_PAGE:
        return reverse(OWN_PAGE[step.id], args=[thing.key])
    return reverse("casefiles:step", args=[step.id, thing.key])


def offers(name: str, thing: Any, *, viewer: Viewer) -> list[Offer]:
    """The steps of this machine that start where the thing stands now."""
    return [offer(step, thing, viewer=viewer) for step in steps_from(name, thing.state) if step.id not in NO_BUTTON]


def offer(step: Step, thing: Any, *, viewer: Viewer) -> Offer:
    asked = [guard(thing, viewer) for guard in ASKED_THERE.get(step.id, ())]
    unmet = [one for one in refusals(step, thing, viewer=viewer) if one not in asked]
    forbidden = any(one.forbidden for one in unmet)
    return Offer(
        step=step,
        name=step.label,
        who=holders(step, thing, viewer=viewer),
        clause=", ".join(str(clause.text) for clause in clauses_for(step, thing)),
        ready=not [one for one in unmet if not one.forbidden],
        url="" if unmet else step_url(step, thing),
        # Whose step it is stands beside it already; why oneself may not, when one holds the function, does not.
        open=[one for one in unmet if not one.forbidden or not one.who] if forbidden else unmet,
    )


def holders(step: Step, thing: Any, *, viewer: Viewer) -> str:
    """The function that may take this step and who holds it today; the reader is called "you"."""
    of, found = machine(step.machine), []
    for clause in clauses_for(step, thing):
        people = of.people(clause.function, thing)
        names = ", ".join(_("you") if person == viewer.user else str(person) for person in people)
        label = str(of.function_label(clause.function))
        found.append(f"{label}: {names}" if names else label)
    return "; ".join(found) or _("Nobody may take this step. The matrix has a gap here.")


def conditions(step: Step, thing: Any, *, viewer: Viewer) -> list[Condition]:
    """Every condition of a step but its authority, met and open."""
    found = [_condition(guard(thing, viewer), MET.get(guard, "")) for guard in step.guards]
    if step.four_eyes:
        held = held_by(viewer, step, thing)
        own = own_work(thing, viewer=viewer, held=held[0] if held else None)
        found.insert(0, _condition(own, _("You did not write or submit it yourself.")))
    return [one for one in found if one.text]


def _condition(refusal: Unmet | None, met: Text) -> Condition:
    if refusal is None:
        return Condition(True, met)
    return Condition(False, refusal.text, refusal.who, refusal.url, refusal.url_label)


def arrows(name: str, thing: Any, offered: Sequence[Offer]) -> list[tuple[str, str, bool]]:
    """The steps of a machine as (from, to, possible now), for the state picture."""
    ready = {one.step.id for one in offered if one.ready}
    return [
        (source, step.target, step.id in ready and source == thing.state)
        for step in steps_of(name)
        for source in step.sources
    ]
