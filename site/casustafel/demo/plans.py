"""How did the plans of action come about: drafted, submitted, adopted, carried out, evaluated or replaced?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from functools import partial
from typing import Any

from casefiles.actions.consult import Said, answer_consultation, ask_writers, consult
from casefiles.actions.deviate import Proposal, propose_deviation
from casefiles.actions.evaluate import evaluate_goals
from casefiles.actions.plan import report_progress, start_plan
from casefiles.actions.write_plan import Written, add_action, drop_action, section_of, write_care, write_part
from casefiles.models import PlanPart, PlanVersion, ProgressStatus
from casefiles.selectors.plan_parts import care_of
from casustafel.demo.content.shapes import Action, Case, Plan, Reaction
from casustafel.demo.history import Event
from casustafel.demo.world import World, now
from workflows.fire import fire

# A version is drafted this many days before it is submitted, but after the version before it was adopted.
DRAFTED = 7
# What care alone knows, beside the plan of these cases.
CARE = {
    "verweij": "Er is een behandelovereenkomst bij het ambulante team. Bij slecht slapen eerst de behandelaar bellen.",
    "noordhuis": "De intake is gedaan; over behandeling beslist meneer na het tweede gesprek.",
}
# What is still a draft was begun on this day.
BEGUN_DAY = -5


@dataclass
class PlanHistory:
    """One version of a plan."""

    content: Plan
    case: Case
    world: World

    def events(self) -> Iterator[Event]:
        content = self.content
        yield Event(self._drafted_day(), time(9, 25), self.draft)
        if content.submitted_day is not None:
            yield Event(content.submitted_day, time(8, 48), self.submit)
        for reaction in content.reactions:
            yield Event(reaction.day, time(10, 15), partial(self.react, reaction))
        if content.adopted_day is not None and content.adopter is not None:
            yield Event(content.adopted_day, time(8, 52), partial(self.adopt, content.adopter))
            yield from self._progress()
            yield from self._proposals(content.adopter)
        if content.state == "evaluated" and content.ended_day is not None:
            yield Event(content.ended_day, time(8, 54), self.evaluate)

    def draft(self) -> None:
        viewer = self.world.viewer(self.content.writer)
        self.row = start_plan(self.world.case(self.case.key), viewer=viewer)
        for part, text in self._texts().items():
            self._write(part, Written(text=text, done=bool(text)))
        goals = [("", text) for text in self.content.subgoals]
        self._write(PlanPart.GOALS, Written(goals=goals, done=True))
        self._write(PlanPart.QUALITY_OWNER, Written(person=viewer.user, done=True))
        if care := CARE.get(self.case.key):
            section = care_of(self.row, viewer=viewer)
            write_care(self.row, care, viewer=viewer, expected_version=section.version if section else 1)
        for copied in self.row.actions.order_by("-order"):
            drop_action(copied, viewer=viewer, expected_version=copied.version)
        for action in self.content.actions:
            add_action(self.row, self._action(action), viewer=viewer)
        if writer := self.content.police_writer:
            ask_writers(section_of(self.row, PlanPart.POLICE_SECTION), [self.world.people[writer]], viewer=viewer)

    def _write(self, part: str, written: Written) -> None:
        section = section_of(self.row, part)
        viewer = self.world.viewer(self.content.writer)
        write_part(section, written, viewer=viewer, expected_version=section.version)

    def submit(self) -> None:
        people = [self.world.people[one] for one in self.content.consulted]
        consult(now(self.row), people, viewer=self.world.viewer(self.content.writer))
        self._fire("plan.submit", self.content.writer, reason=self.content.reason)

    def react(self, reaction: Reaction) -> None:
        remarks = {reaction.part: reaction.text} if reaction.text else {}
        answer_consultation(now(self.row), Said(remarks=remarks), viewer=self.world.viewer(reaction.person))

    def adopt(self, director: str) -> None:
        self._fire("plan.adopt", director)

    def evaluate(self) -> None:
        row: PlanVersion = now(self.row)
        viewer = self.world.viewer(self.content.writer)
        answers = {goal.key: {"reached": self.content.evaluation} for goal in row.goals.all()}
        evaluate_goals(row, answers, viewer=viewer, expected_version=row.version)
        self._fire("plan.evaluate", self.content.writer)

    def tell(self, order: int, login: str, status: str, remark: str) -> None:
        row: PlanVersion = now(self.row)
        action = row.actions.select_related("plan_version").get(order=order)
        report_progress(action, viewer=self.world.viewer(login), status=status, remark=remark)

    def _fire(self, step: str, login: str, *, reason: str = "") -> None:
        row: PlanVersion = now(self.row)
        fire(step, row, viewer=self.world.viewer(login), expected_version=row.version, reason=reason)

    def _progress(self) -> Iterator[Event]:
        for order, action in enumerate(self.content.actions, start=1):
            remarks = {remark.day: remark for remark in action.remarks}
            for day, remark in remarks.items():
                tell = partial(self.tell, order, remark.person, _status(action, day), remark.text)
                yield Event(day, time(16, 30), tell)
            if action.done_day is not None and action.done_day not in remarks:
                done = partial(self.tell, order, action.person, ProgressStatus.DONE, "")
                yield Event(action.done_day, time(16, 35), done)

    def _proposals(self, director: str) -> Iterator[Event]:
        for one in self.content.proposals:
            told = Proposal(one.part, one.proposal, one.why)
            yield Event(one.day, time(13, 5), partial(self.propose, told, one.person))
            if one.approved_day is not None:
                yield Event(one.approved_day, time(9, 40), partial(self.approve, told, director))

    def propose(self, told: Proposal, login: str) -> None:
        propose_deviation(now(self.row), told, viewer=self.world.viewer(login))

    def approve(self, told: Proposal, director: str) -> None:
        deviation = self.row.deviations.get(proposal=told.proposal)
        viewer = self.world.viewer(director)
        fire("deviation.approve", deviation, viewer=viewer, expected_version=deviation.version)

    def _drafted_day(self) -> int:
        before = [plan.adopted_day for plan in self.case.plans if plan.number < self.content.number]
        earliest = max([self.case.steps[0].day, *(day for day in before if day is not None)]) + 1
        if self.content.submitted_day is None:
            return max(BEGUN_DAY, earliest)
        return max(self.content.submitted_day - DRAFTED, earliest)

    def _texts(self) -> dict[str, str]:
        content = self.content
        return {
            "analysis": content.analysis,
            "risk_factors": "\n".join(content.risk_factors),
            "protective_measures": "\n".join(content.protective_measures),
            "client_wishes": content.client_wishes,
            "police_section": content.police_section,
            "crisis_card": content.crisis_card,
            "signalling_plan": "\n".join(f"{signal.sign} → {signal.response}" for signal in content.signalling),
        }

    def _action(self, action: Action) -> dict[str, Any]:
        named = ("who", "what", "where", "when", "how", "contribution")
        return {name: getattr(action, name) for name in named} | {
            "due_on": self.world.calendar.day(action.due_day),
            "goal": self.row.goals.get(order=action.subgoal),
            "organisation": self.world.organisations[action.organisation],
            "person": self.world.people[action.person],
        }


def _status(action: Action, day: int) -> str:
    """What is late is still open; what was spoken of in time is under way."""
    if action.done_day is not None and day >= action.done_day:
        return ProgressStatus.DONE
    return ProgressStatus.OPEN if action.status == "late" else ProgressStatus.BUSY
