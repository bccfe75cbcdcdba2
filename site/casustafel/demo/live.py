"""What lies open on day 0, so that every role finds work: referrals, reports, agreements that wait for somebody?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from functools import partial
from pathlib import Path
from typing import Literal

from audit.models import Event as AccessEvent
from audit.trail import record_session
from casefiles.actions.occurrence import answer_questions
from casefiles.actions.refer import write_referral
from casefiles.actions.referral_letter import make_letter
from casefiles.models import LetterKind, Referral
from casustafel.demo.content.reading import convert, read
from casustafel.demo.content.shapes import Client, Region, Report
from casustafel.demo.covenants import CovenantHistory, Renewal
from casustafel.demo.history import Event
from casustafel.demo.matrices import Change, MatrixHistory
from casustafel.demo.reports import ReportHistory
from casustafel.demo.weighing import weigh_demo
from casustafel.demo.world import World, now
from workflows.fire import fire

FILE = Path(__file__).with_name("live.toml")
# The covenant that ended waits for one signature; the one that is winding down is being consulted on.
ENDED, WINDING_DOWN, LAST_SIGNATORY = "12-001", "12-002", "anneke"

# Everybody's last sign-in: what was recorded since is news to them.
LAST_HERE = (-6, time(8, 5))


@dataclass(frozen=True)
class LiveReferral:
    """`by` took it up on `decided_day`, and decided on it at once where the state says so."""

    state: Literal["draft", "submitted", "in_triage", "advice_given"]
    day: int
    referrer: str
    municipality: str
    meeting_type: str
    client: Client
    basis: Literal["fact", "gut_feeling"]
    question: str
    by: str = ""
    decided_day: int = 0
    reason: str = ""
    discussed_elsewhere: str = ""


@dataclass(frozen=True)
class LiveReport:
    case: str
    report: Report
    recorded: bool = True


@dataclass(frozen=True)
class Live:
    referrals: tuple[LiveReferral, ...]
    reports: tuple[LiveReport, ...]


def live_events(
    region: Region, *, world: World, covenants: Mapping[str, CovenantHistory], matrix: MatrixHistory
) -> Iterator[Event]:
    live: Live = convert(Live, read(FILE), "live")
    cases = {case.key: case for case in region.cases}
    for person in region.people:
        yield Event(*LAST_HERE, partial(_sign_in, person.login, world))
    for referral in live.referrals:
        yield from ReferralHistory(referral, world).events()
    # One of them is about somebody who is discussed already (D-30).
    yield Event(-1, time(11, 0), answer_all)
    for one in live.reports:
        yield from ReportHistory(one.report, cases[one.case], world, recorded=one.recorded).events()
    yield from Renewal(covenants[ENDED], started_day=-40, waits_for=LAST_SIGNATORY).events()
    yield from Renewal(covenants[WINDING_DOWN], started_day=-24).events()
    yield from Change(
        matrix,
        started_day=-10,
        proposed_day=-3,
        doubled="Bewaakt de voortgang van de acties van alle partijen.",
        agreed=("Let op stilte", "Vraagt een partner die stil blijft om een bericht binnen twee werkdagen."),
    ).events()


def answer_all() -> None:
    answer_questions()


def _sign_in(login: str, world: World) -> None:
    record_session(world.viewer(login).trail, AccessEvent.LOGIN)


@dataclass
class ReferralHistory:
    """A referral that did not become a case, or not yet."""

    content: LiveReferral
    world: World

    def events(self) -> Iterator[Event]:
        content = self.content
        yield Event(content.day, time(13, 20), self.write)
        if content.state != "draft":
            yield Event(content.day, time(13, 45), self.submit)
        if content.state in {"in_triage", "advice_given"}:
            yield Event(content.decided_day, time(9, 5), self.take_up_and_weigh)
        if content.state == "advice_given":
            yield Event(content.decided_day, time(9, 35), self.advise)
            yield Event(content.decided_day, time(10, 5), self.write_letter)

    def write(self) -> None:
        content, world = self.content, self.world
        fields = {
            "municipality": world.municipalities[content.municipality],
            "meeting_type": world.meeting_types[content.meeting_type],
            "client_name": content.client.name,
            "birth_date": content.client.birth_date,
            "basis": content.basis,
            "question": content.question,
            "discussed_elsewhere": content.discussed_elsewhere,
        }
        self.row = write_referral(fields, viewer=world.viewer(content.referrer))

    def submit(self) -> None:
        self._fire("referral.submit", self.content.referrer)

    def take_up(self) -> None:
        self._fire("referral.take_up", self.content.by)

    def take_up_and_weigh(self) -> None:
        """What got advice was weighed to the end; what still waits is half way."""
        self.take_up()
        advised = self.content.state == "advice_given"
        weigh_demo(now(self.row), self.content.by, world=self.world, met=not advised, until=8 if advised else 4)

    def advise(self) -> None:
        self._fire("referral.advise", self.content.by)

    def write_letter(self) -> None:
        viewer = self.world.viewer(self.content.by)
        make_letter(now(self.row), LetterKind.OUTCOME, viewer=viewer, told={})

    def _fire(self, step: str, login: str) -> None:
        row: Referral = now(self.row)
        viewer = self.world.viewer(login)
        fire(step, row, viewer=viewer, expected_version=row.version, reason=self.content.reason)
