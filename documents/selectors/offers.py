"""Which steps stand open on a covenant or a matrix: a button, the open conditions, or who has it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from access.viewer import Viewer
from documents.days import today
from workflows.authority import clauses_for, machine
from workflows.fire import refusals
from workflows.refusals import Text, Unmet
from workflows.steps import Step, steps_from

# What follows from another step, and is nobody's to press.
NO_BUTTON = frozenset(
    {"covenant.conclude", "covenant.replace", "letter.replace", "matrix.supersede", "protocol.replace"}
)
# Steps that ask or show more than a reason have a page of their own.
OWN_PAGE = {
    "covenant.sign": "documents:sign",
    "covenant.accede": "documents:sign",
    "covenant.confirm_page": "documents:confirm_page",
    "covenant.confirm_later": "documents:confirm_page",
    "matrix.endorse": "documents:adopt",
    "matrix.adopt": "documents:adopt",
    "matrix.send_back": "documents:adopt",
    "covenant.terminate": "backroom:terminate",
}


# Their page asks what their guards want to know: the button stays, errors come after pressing.
ASKED_ON_PAGE = frozenset({"covenant.terminate"})
# Never the main step of a page.
BACKWARDS = frozenset(
    {
        *("covenant.send_back", "covenant.terminate", "matrix.send_back", "matrix.withdraw"),
        *("letter.drop", "letter.withdraw"),
        *("protocol.send_back", "protocol.take_back", "protocol.withdraw"),
        *("mapping.refuse", "mapping.withdraw"),
    }
)


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

    @property
    def note(self) -> str:
        """Why it is somebody else's, when nothing else stands in the way."""
        own = [str(one.text) for one in self.open if one.forbidden]
        return " ".join(own) if len(own) == len(self.open) else ""


def step_url(step: Step, thing: Any) -> str:
    """Where this step is taken."""
    return reverse(OWN_PAGE.get(step.id, f"documents:{step.machine}_step"), args=_address(step, thing))


def _address(step: Step, thing: Any) -> list[str]:
    return [thing.key] if step.id in OWN_PAGE else [thing.key, step.method]


def offers(name: str, thing: Any, *, viewer: Viewer) -> list[Offer]:
    """The steps that start where the thing stands now, as far as they wait for somebody or are the reader's own."""
    steps = [step for step in steps_from(name, thing.state) if step.id not in NO_BUTTON and not _passed(step, thing)]
    found = [offer_of(step, thing, viewer=viewer) for step in steps]
    shown = [one for one in found if one.mine or one.step.awaited]
    main = next((one for one in shown if one.url and one.step.id not in BACKWARDS), None)
    return [replace(one, primary=one is main) for one in shown]


def offer_of(step: Step, thing: Any, *, viewer: Viewer) -> Offer:
    asked = replace(step, guards=()) if step.id in ASKED_ON_PAGE else step
    unmet = refusals(asked, thing, viewer=viewer)
    forbidden = any(one.forbidden for one in unmet)
    return Offer(
        step=step,
        name=step.label,
        who=holders(step, thing, viewer=viewer),
        ready=not [one for one in unmet if not one.forbidden],
        url="" if unmet else step_url(step, thing),
        # Whose step it is stands beside it already; why oneself may not, when one holds the function, does not.
        open=[one for one in unmet if not one.forbidden or not one.who] if forbidden else unmet,
        mine=not forbidden,
    )


def _passed(step: Step, thing: Any) -> bool:
    """What the state allows and nobody is asked for: a vote that is there, a signature that all have given."""
    match step.id:
        case "matrix.endorse" | "matrix.adopt":
            return bool(thing.votes.exists()) == (step.method == "endorse")
        case "covenant.sign" | "covenant.accede":
            staying = thing.parties.filter(left_on__isnull=True)
            return not staying.exclude(pk__in=staying.signed().values("pk")).exists()
        case "covenant.terminate":
            return thing.last_day is not None and thing.last_day < today()
        case "covenant.confirm_page" | "covenant.confirm_later":
            return not thing.paper_signatures.pending().exists()
    return False


def holders(step: Step, thing: Any, *, viewer: Viewer) -> str:
    """The function that may take this step and who holds it today; the reader is called "you"."""
    of, found = machine(step.machine), []
    for clause in clauses_for(step, thing):
        people = of.people(clause.function, thing)
        names = ", ".join(_("you") if person == viewer.user else str(person) for person in people)
        label = str(of.function_label(clause.function))
        found.append(f"{label}: {names}" if names else label)
    return "; ".join(found)
