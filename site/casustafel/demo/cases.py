"""How did each case of the demo region come about: referred, accepted, given a team, brought to where it stands?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import partial

from django.conf import settings
from django.utils import timezone

from casefiles.actions.appoint import appoint_direction
from casefiles.actions.hand_over import record_closing_notice
from casefiles.actions.person_rights import choose_route, give_notice, record_consent, record_sharing
from casefiles.actions.refer import accept_referral, write_referral
from casefiles.actions.team import Grant, extend_membership, invite, put_in_care
from casefiles.models import Membership, Referral
from casustafel.demo.content.shapes import Case, CaseStep, Member
from casustafel.demo.history import Event
from casustafel.demo.weighing import weigh_demo
from casustafel.demo.world import World, now
from documents.models import CaseFunction
from workflows.fire import fire

STEPS = {
    "information_round": "case.start_information_round",
    "planning": "case.move_to_planning",
    "active": "case.activate",
    "scaled_up": "case.scale_up",
    "closing": "case.prepare_closing",
    "closed": "case.close",
}
TOLD = "In een gesprek thuis, samen met de casemanager. Er ging een brief mee."
# Days before the acceptance.
REFERRED, TAKEN_UP = 6, 3
# The one who may appoint a director when a case has none any more (D-26).
PROCESS_MANAGER = "ruben"
TOLD = "Thuis verteld, met de brief erbij. Vond het eerst spannend; wil graag weten wie er meedoen."
ROUTE = "Wil zelf meedenken en heeft het toestemmingsformulier getekend."
CONSENT = "Overleggen met de huisarts en met de woonstichting over hulp thuis."
SHARING = "Bel eerst op het mobiele nummer, niet via familie. Over de werkgever wordt niets gedeeld."
DIRECTION = (CaseFunction.PROCESS_DIRECTION, CaseFunction.CASE_DIRECTION)


@dataclass
class CaseHistory:
    """One case, from referral to its present state; reports and plans are told elsewhere."""

    content: Case
    world: World

    def events(self) -> Iterator[Event]:
        accepted, *steps = self.content.steps
        yield Event(accepted.day - REFERRED, time(9, 40), self.refer)
        yield Event(accepted.day - TAKEN_UP, time(9, 15), partial(self.take_up, accepted.by))
        yield Event(accepted.day, time(8, 30), partial(self.accept, accepted.by))
        for member in self.content.team:
            yield from self._places(member, opened=accepted.day)
        yield Event(self.content.informed_day, time(8, 50), self.inform)
        for step in steps:
            yield Event(step.day, time(8, 58), partial(self.step, step))

    def refer(self) -> None:
        fields = {
            "municipality": self.world.municipalities[self.content.municipality],
            "meeting_type": self.world.meeting_types[self.content.meeting_type],
            "client_name": self.content.client.name,
            "birth_date": self.content.client.birth_date,
            "basis": self.content.basis,
            "question": self.content.question,
        }
        viewer = self.world.viewer(self.content.referrer)
        self.referral = write_referral(fields, viewer=viewer)
        fire("referral.submit", self.referral, viewer=viewer, expected_version=self.referral.version)

    def take_up(self, director: str) -> None:
        referral: Referral = now(self.referral)
        fire(
            "referral.take_up",
            referral,
            viewer=self.world.viewer(director),
            expected_version=referral.version,
        )

    def accept(self, director: str) -> None:
        referral: Referral = now(self.referral)
        weigh_demo(referral, director, world=self.world)
        direction = {str(function): self.world.people[self._first(function)] for function in DIRECTION}
        accepted = accept_referral(
            referral,
            viewer=self.world.viewer(director),
            expected_version=referral.version,
            direction=direction,
        )
        if accepted.case is None:
            raise ValueError("accepting a referral opens a case")
        self.world.cases[self.content.key] = accepted.case

    def inform(self) -> None:
        """The coordinator tells the person, asks consent and notes what they want shared."""
        case = self.world.case(self.content.key)
        viewer, today = self.world.viewer(self._first(CaseFunction.CASE_DIRECTION)), timezone.localdate()
        told = {"way": "talk", "told_by": viewer.user, "told_on": today, "remark": TOLD}
        give_notice(case, told, viewer=viewer)
        chosen = {"route": "voluntary", "explanation": ROUTE, "chosen_on": today}
        choose_route(case, chosen, viewer=viewer)
        record_consent(case, {"purpose": CONSENT, "answered_on": today}, viewer=viewer, given=True)
        record_sharing(case, {"text": SHARING, "agreed_on": today}, viewer=viewer)

    def step(self, step: CaseStep) -> None:
        case = self.world.case(self.content.key)
        viewer = self.world.viewer(step.by)
        if step.state == "closed":
            record_closing_notice(case, viewer=viewer, told_on=timezone.localdate(), words=TOLD)
        fire(STEPS[step.state], case, viewer=viewer, expected_version=case.version, reason=step.reason)

    def grant(self, member: Member) -> None:
        """A first place, or a renewal: never by the person themselves."""
        case, director = self.world.case(self.content.key), self.world.viewer(self._director())
        current = self._current(member)
        if current is None:
            invited = invite(case, self._grant(member), viewer=director)
            fire(
                "invitation.accept", invited, viewer=self.world.viewer(member.person), expected_version=invited.version
            )
        else:
            ends_on = self.world.calendar.day(member.to_day)
            extend_membership(current, viewer=director, expected_version=current.version, ends_on=ends_on)

    def appoint(self, member: Member) -> None:
        """Nobody renews their own direction: its term has run out, and the house appoints anew."""
        code = self.world.cases[self.content.key].key
        grant = self._grant(member, starts_on=timezone.localdate())
        appoint_direction(code, grant, viewer=self.world.viewer(PROCESS_MANAGER))

    def open_care(self, member: Member) -> None:
        current = self._current(member)
        if current is None:
            raise ValueError(f"{member.person} is not in the team of {self.content.key}")
        coordinator = self.world.viewer(self._first(CaseFunction.CASE_DIRECTION))
        put_in_care(current, viewer=coordinator, expected_version=current.version, in_care=True)

    def _places(self, member: Member, *, opened: int) -> Iterator[Event]:
        """Accepting gives both directors their places, for as long as a grant may last."""
        if member.function in DIRECTION and member.from_day == opened:
            return
        if member.function == CaseFunction.PROCESS_DIRECTION:
            ended = opened + settings.GRANT_DAYS + 1
            if ended < 0:
                yield Event(ended, time(8, 35), partial(self.appoint, member))
            return
        yield Event(member.from_day, time(8, 40), partial(self.grant, member))
        if "care" in member.circles and member.function != CaseFunction.CASE_DIRECTION:
            yield Event(member.from_day, time(8, 45), partial(self.open_care, member))

    def _grant(self, member: Member, *, starts_on: date | None = None) -> Grant:
        day = self.world.calendar.day
        person = self.world.people[member.person]
        return Grant(person, member.function, starts_on or day(member.from_day), day(member.to_day))

    def _current(self, member: Member) -> Membership | None:
        places = self.world.cases[self.content.key].memberships.current(timezone.localdate())
        return places.filter(user=self.world.people[member.person], function=member.function).first()

    def _director(self) -> str:
        return self._first(CaseFunction.PROCESS_DIRECTION)

    def _first(self, function: str) -> str:
        """Nobody of the content hands direction to somebody else: the first is the only one."""
        return next(member.person for member in self.content.team if member.function == function)
