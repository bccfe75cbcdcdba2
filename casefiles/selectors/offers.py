"""Which steps stand open on a thing: a button, the open conditions, or who has it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from casefiles import guards, request_guards
from casefiles.machines import OWNER
from casefiles.models import Case, DestructionList, Extract, Referral, Restriction, RightsRequest, Seal
from casefiles.selectors.place import place_in
from workflows.authority import Clauses, clauses_for, machine, read_papers
from workflows.four_eyes import held_by, own_work
from workflows.refusals import Text, Unmet
from workflows.steps import Guard, Kind, Step, steps_from, steps_of, unmet

NOBODY = gettext_lazy("Nobody may take this step. The matrix has a gap here.")
# What follows from another step, and what is done by writing: no button of its own.
NO_BUTTON = frozenset(
    {
        "deviation.propose",
        "deviation.propose_measure",
        "destruction.approve",
        "destruction.carry_out",
        "plan.replace",
        "referral.join",
        "report.publish",
        "request_answer.lapse",
        "report.publish_on_behalf",
        "round.receive",
    }
)
# No part of the ordinary course: it stands on the page of closing, and draws no arrow.
ASIDE = frozenset({"case.record_death"})
# Steps that need more than a reason have a page of their own.
OWN_PAGE = {
    "report.correct": "casefiles:correct_report",
    "report.publish": "casefiles:read_back",
    "report.publish_on_behalf": "casefiles:read_back",
    "plan.adopt": "casefiles:decide_plan",
    "request_answer.prepare": "casefiles:request_answer",
    "plan.send_back": "casefiles:decide_plan",
    "referral.accept": "casefiles:accept_referral",
    "round.receive": "casefiles:answer_round",
    "case.record_death": "casefiles:record_death",
}
# Fields on the page of the step: the button stays, and the page says what is missing.
ASKED_THERE: dict[str, tuple[Guard, ...]] = {
    "referral.accept": (guards.direction_is_named,),
    "request_answer.prepare": (request_guards.answer_is_reasoned,),
}


@dataclass(frozen=True)
class Offer:
    """One step, as `components/step_list.html` shows it; `url` only when the reader may take it now."""

    step: Step
    who: str
    clause: str
    # It starts where the thing stands; nothing stands open but who may take it; and that is the reader.
    starts: bool
    ready: bool
    mine: bool
    url: str
    open: Sequence[Unmet]
    # Whether the reader may know how its conditions stand.
    told: bool = True
    # A matrix decides it, rather than the default of the product (D-12).
    decided: bool = False
    primary: bool = False

    @property
    def paper(self) -> Text:
        """The clause, as the end of "You may do this by …"."""
        if self.step.kind == Kind.CONSTITUTIONAL:
            return _("the fixed rules of the system")
        return self.clause if self.decided else _("the default of the system")

    @property
    def name(self) -> Text:
        return self.step.label

    @property
    def button_label(self) -> Text:
        return self.step.label


def step_url(step: Step, thing: Any) -> str:
    """Where this step is taken."""
    if step.id in OWN_PAGE:
        return reverse(OWN_PAGE[step.id], args=[thing.key])
    return reverse("casefiles:step", args=[step.id, thing.key])


def offers(name: str, thing: Any, *, viewer: Viewer) -> list[Offer]:
    return StepReading(viewer).offers(name, thing)


def offer(step: Step, thing: Any, *, viewer: Viewer) -> Offer:
    return StepReading(viewer).offer(step, thing)


@dataclass(frozen=True)
class StepReading:
    """One page's reading of who holds what: papers and functions are looked up once, however many steps ask."""

    viewer: Viewer
    papers: Clauses = field(default_factory=read_papers)
    names: dict[tuple[int, str], str] = field(default_factory=dict)

    def offers(self, name: str, thing: Any) -> list[Offer]:
        """The steps of this machine that start where the thing stands now."""
        return [self.offer(step, thing) for step in steps_from(name, thing.state) if step.id not in NO_BUTTON | ASIDE]

    def offer(self, step: Step, thing: Any) -> Offer:
        clauses, asked = clauses_for(step, thing, papers=self.papers), ASKED_THERE.get(step.id, ())
        held = held_by(self.viewer, step, thing, papers=self.papers)
        own = own_work(step, thing, viewer=self.viewer, held=held[0] if held else None)
        case = _case_of(thing)
        # A guard speaks of the case as it is today: for who takes the step, and for who reads along today.
        told = held is not None or _reads_along(thing, case, self.viewer)
        guards_told = [one for one in step.guards if one not in asked] if told else []
        needed = unmet(guards_told, thing=thing, viewer=self.viewer)
        mine = held is not None and own is None and not any(one.forbidden for one in needed)
        starts = thing.state in step.sources
        return Offer(
            step=step,
            who="; ".join(self._holders(one.function, step, thing) for one in clauses) or str(NOBODY),
            clause=", ".join(str(one.text) for one in clauses),
            starts=starts,
            ready=starts and not needed,
            mine=mine,
            url=step_url(step, thing) if starts and mine and not needed else "",
            told=told,
            decided=any(one.matrix_version_id for one in clauses),
            # That somebody else holds the function stands beside it; that one's own work is in the way does not.
            open=[own, *needed] if own and held else needed,
        )

    def _holders(self, function: str, step: Step, thing: Any) -> str:
        """The function and who holds it today; the reader is called "you". Names are for who sees the team."""
        case = _case_of(thing)
        of, key = machine(step.machine), (case.pk if case else 0, function)
        if function == OWNER or key not in self.names:
            shown = case is None or place_in(self.viewer, case).in_team or function == OWNER
            people = of.people(function, thing) if shown else ()
            names = ", ".join(_("you") if one == self.viewer.user else str(one) for one in people)
            label = str(of.function_label(function))
            self.names[key] = f"{label}: {names}" if names else label
        return self.names[key]


def arrows(name: str, thing: Any, *, offered: Sequence[Offer]) -> list[tuple[str, str, bool]]:
    """The steps of a machine as (from, to, possible now), for the state picture."""
    ready = {one.step.id for one in offered if one.ready}
    return [
        (source, step.target, step.id in ready and source == thing.state)
        for step in steps_of(name)
        for source in step.sources
        if source != step.target and step.id not in ASIDE
    ]


def _reads_along(thing: Any, case: Case | None, viewer: Viewer) -> bool:
    """The weighing of a referral is for who weighs (D-30: its referrer reads nothing of it)."""
    if isinstance(thing, Referral):
        return thing.weighed_by(viewer)
    return case is None or place_in(viewer, case).in_team


def _case_of(thing: Any) -> Case | None:
    """The case whose team decides; who weighs a referral is no secret of a team."""
    if isinstance(thing, Referral | Restriction | RightsRequest | Seal | Extract | DestructionList):
        return None
    return thing if isinstance(thing, Case) else cast(Case, thing.case)
