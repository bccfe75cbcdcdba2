"""Which synthetic cases are there: code, client, team, and a plan of action for most?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random

from django.conf import settings
from django.db.models import F

from accounts.models import User
from casefiles.models import Case, CaseState, Client, Membership, PlanAction, PlanState, PlanVersion
from casustafel.demo.synthetic.names import full_name
from casustafel.demo.synthetic.region import bench_email
from casustafel.demo.synthetic.rows import Progress, batches, case_codes, key, store
from casustafel.demo.synthetic.sentences import ABOUT, AGREED, DETAIL
from casustafel.demo.synthetic.teams import Seat, Staff, bench_places
from casustafel.demo.world import World
from documents.models import CaseFunction

STATES = (CaseState.INTAKE, CaseState.INFORMATION_ROUND, CaseState.PLANNING, CaseState.ACTIVE, CaseState.SCALED_UP)
RUNNING = (CaseState.ACTIVE, CaseState.SCALED_UP)
# How they are spread, in parts.
SHARES = (1, 1, 2, 8, 1)
OPENED_WITHIN, GRANTED_WITHIN, ACTIONS = 700, 160, 3


@dataclass(frozen=True)
class Opened:
    """A case with everybody in its team."""

    case: Case
    seats: tuple[Seat, ...]

    def holders(self, function: str) -> list[User]:
        return [seat.user for seat in self.seats if seat.function == function]


@dataclass(frozen=True)
class Cases:
    world: World
    chance: Random
    covenant_version_id: int

    def open(self, wanted: int, *, progress: Progress) -> list[Opened]:
        """So many cases, with clients, teams and plans."""
        staff = Staff(self.chance)
        bench = self._bench(wanted)
        opened: list[Opened] = []
        codes = case_codes(self.chance)
        for batch in batches(range(wanted)):
            cases = store([self._case(code) for code in islice(codes, len(batch))])
            teams = [
                Opened(case, (*staff.team(case.municipality), *bench.get(place, [])))
                for place, case in zip(batch, cases, strict=True)
            ]
            store([self._client(one) for one in teams])
            store([member for one in teams for member in self._members(one)])
            self._plans(teams)
            opened += teams
            progress("cases", len(opened), wanted)
        # `auto_now_add` says now, but they are as old as their cases.
        Client.objects.update(created_at=F("shared_at"))
        PlanVersion.objects.update(created_at=F("shared_at"))
        return opened

    def _case(self, code: str) -> Case:
        days = self.chance.randint(GRANTED_WITHIN + 5, OPENED_WITHIN)
        return Case(
            key=code,
            municipality=self.chance.choice(list(self.world.municipalities.values())),
            meeting_type=next(iter(self.world.meeting_types.values())),
            question=f"{self.chance.choice(ABOUT)}. {self.chance.choice(DETAIL)}. Wie kan helpen?",
            opened_at=self._moment(days),
            state=self.chance.choices(STATES, SHARES)[0],
        )

    def _client(self, opened: Opened) -> Client:
        director = opened.holders(CaseFunction.PROCESS_DIRECTION)[0]
        return Client(
            key=key(self.chance),
            case=opened.case,
            name=full_name(self.chance),
            birth_date=date(1945, 1, 1) + timedelta(days=self.chance.randint(0, 20_000)),
            source_organisation=director.organisation,
            author=director,
            owner=director,
            desk_reads=True,
            shared_at=opened.case.opened_at,
        )

    def _members(self, opened: Opened) -> Iterator[Membership]:
        director = opened.holders(CaseFunction.PROCESS_DIRECTION)[0]
        granted = self._moment(self.chance.randint(1, GRANTED_WITHIN))
        starts_on = granted.date()
        for seat in opened.seats:
            yield Membership(
                key=key(self.chance),
                case=opened.case,
                user=seat.user,
                organisation=seat.user.organisation,
                function=seat.function,
                starts_on=starts_on,
                ends_on=starts_on + timedelta(days=settings.GRANT_DAYS),
                granted_by=director,
                covenant_version_id=self.covenant_version_id,
                created_at=granted,
            )

    def _plans(self, opened: list[Opened]) -> None:
        """Whatever runs has an adopted plan."""
        running = [one for one in opened if one.case.state in RUNNING]
        plans = store([self._plan(one) for one in running])
        store(
            [
                self._action(plan, order, self.chance.choice(one.seats).user)
                for one, plan in zip(running, plans, strict=True)
                for order in range(1, ACTIONS + 1)
            ]
        )

    def _plan(self, opened: Opened) -> PlanVersion:
        writer = opened.holders(CaseFunction.CASE_DIRECTION)[0]
        adopted = opened.case.opened_at + timedelta(days=40)
        return PlanVersion(
            key=key(self.chance),
            case=opened.case,
            source_organisation=writer.organisation,
            author=writer,
            owner=writer,
            number=1,
            analysis=" ".join(f"{text}." for text in self.chance.sample(ABOUT, 4)),
            risk_factors="\n".join(self.chance.sample(DETAIL, 3)),
            client_wishes="“Rust, werk en een eigen deur.”",
            adopted_on=adopted.date(),
            adopted_by=opened.holders(CaseFunction.PROCESS_DIRECTION)[0],
            content_hash=f"{self.chance.getrandbits(256):064x}",
            shared_at=adopted,
            state=PlanState.ADOPTED,
        )

    def _action(self, plan: PlanVersion, order: int, person: User) -> PlanAction:
        return PlanAction(
            key=key(self.chance),
            plan_version=plan,
            order=order,
            who=person.name,
            what=f"{self.chance.choice(AGREED)}.",
            where="Thuis en op kantoor",
            when="Binnen drie maanden",
            due_on=self.world.calendar.day(self.chance.randint(-20, 90)),
            how="Samen, in kleine stappen",
            subgoal="Rust in huis",
            contribution="Minder spanning",
            organisation=person.organisation,
            person=person,
        )

    def _bench(self, wanted: int) -> dict[int, list[Seat]]:
        """Place of a case → who measures in it."""
        seats: dict[int, list[Seat]] = {}
        for cases, places in bench_places(self.chance, cases=wanted).items():
            user = User.objects.select_related("organisation").get(email=bench_email(cases))
            for place in places:
                seats.setdefault(place, []).append(Seat(user, CaseFunction.MEMBER))
        return seats

    def _moment(self, days_ago: int) -> datetime:
        return self.world.calendar.now - timedelta(days=days_ago, minutes=self.chance.randint(0, 600))
