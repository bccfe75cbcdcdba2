"""Which steps stand open on a covenant or a matrix: a button, the open conditions, or who has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from access.viewer import Viewer
from workflows.authority import clauses_for, machine
from workflows.fire import refusals
from workflows.refusals import Text, Unmet
from workflows.steps import Step, steps_from

# What follows from another step, and is nobody's to press.
NO_BUTTON = frozenset({"covenant.conclude", "covenant.replace", "matrix.supersede"})
# Steps that ask or show more than a reason have a page of their own.
OWN_PAGE = {
    "covenant.sign": "documents:sign",
    "covenant.accede": "documents:sign",
    "matrix.endorse": "documents:adopt",
    "matrix.adopt": "documents:adopt",
    "matrix.send_back": "documents:adopt",
    "covenant.terminate": "backroom:terminate",
}


@dataclass(frozen=True)
class Offer:
    """One step, as `components/step_list.html` shows it; `url` only when the reader may take it now."""

    step: Step
    name: Text
    who: str
    ready: bool
    url: str
    open: Sequence[Unmet]
    mine: bool
    primary: bool = False

    @property
    def button_label(self) -> Text:
        return self.name


def step_url(step: Step, thing: Any) -> str:
    """Where this step is taken."""
    return reverse(OWN_PAGE.get(step.id, f"documents:{step.machine}_step"), args=_address(step, thing))


def _address(step: Step, thing: Any) -> list[str]:
    return [thing.key] if step.id in OWN_PAGE else [thing.key, step.method]


def offers(name: str, thing: Any, *, viewer: Viewer) -> list[Offer]:
    """The steps that start where the thing stands now, as far as they wait for somebody or are the reader's own."""
    found = [_offer(step, thing, viewer) for step in steps_from(name, thing.state) if step.id not in NO_BUTTON]
    return [one for one in found if one.mine or (one.step.awaited and not _passed(one.step, thing))]


def offer_of(step: Step, thing: Any, *, viewer: Viewer) -> Offer:
    return _offer(step, thing, viewer)


def _offer(step: Step, thing: Any, viewer: Viewer) -> Offer:
    unmet = refusals(step, thing, viewer=viewer)
    forbidden = any(one.forbidden for one in unmet)
    return Offer(
        step=step,
        name=step.label,
        who=holders(step, thing, viewer=viewer),
        ready=not [one for one in unmet if not one.forbidden],
        url="" if unmet else step_url(step, thing),
        # Whose step it is stands beside it already; why oneself may not, when one holds the function, does not.
        open=[one for one in unmet if not one.forbidden or not one.who] if forbidden else unmet,
        mine=not forbidden and not _passed(step, thing),
    )


def _passed(step: Step, thing: Any) -> bool:
    """Of the two votes (D-13), one is asked at a time."""
    if step.machine != "matrix" or step.method not in {"endorse", "adopt"}:
        return False
    return bool(thing.votes.exists()) == (step.method == "endorse")


def holders(step: Step, thing: Any, *, viewer: Viewer) -> str:
    """The function that may take this step and who holds it today; the reader is called "you"."""
    of, found = machine(step.machine), []
    for clause in clauses_for(step, thing):
        people = of.people(clause.function, thing)
        names = ", ".join(_("you") if person == viewer.user else str(person) for person in people)
        label = str(of.function_label(clause.function))
        found.append(f"{label}: {names}" if names else label)
    return "; ".join(found)
