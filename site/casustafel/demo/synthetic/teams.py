"""Who is in which synthetic case: directors, desk and members, and exactly so many cases for those who measure."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random

from accounts.models import Municipality, RoleAssignment, User
from casustafel.demo.synthetic.region import BENCH, bench_email
from documents.models import CaseFunction

MEMBERS = (3, 6)


@dataclass(frozen=True)
class Seat:
    user: User
    function: str


@dataclass(frozen=True)
class Staff:
    """Everybody who can be in a team, in an order that does not change."""

    chance: Random

    @cached_property
    def by_role(self) -> dict[tuple[str, int | None], list[User]]:
        """Role and territory → people."""
        held: dict[tuple[str, int | None], list[User]] = defaultdict(list)
        rows = RoleAssignment.objects.exclude(user__email__in=[bench_email(cases) for cases in BENCH])
        for row in rows.select_related("user__organisation").order_by("pk"):
            held[row.role, row.municipality_id].append(row.user)
        return held

    @cached_property
    def members(self) -> list[User]:
        return [
            user
            for (role, _place), users in self.by_role.items()
            if role in {"partner", "community_officer", "ggz_case_coordinator"}
            for user in users
        ]

    def team(self, municipality: Municipality) -> Iterator[Seat]:
        coordinator = self.chance.choice(self.by_role["ggz_case_coordinator", None])
        yield Seat(
            self.chance.choice(self.by_role["municipal_director", municipality.pk]), CaseFunction.PROCESS_DIRECTION
        )
        yield Seat(coordinator, CaseFunction.CASE_DIRECTION)
        yield Seat(self.chance.choice(self.by_role["back_office_worker", None]), CaseFunction.DESK)
        for user in self.chance.sample(self.members, self.chance.randint(*MEMBERS)):
            if user != coordinator:
                yield Seat(user, CaseFunction.MEMBER)


def bench_places(chance: Random, *, cases: int) -> dict[int, list[int]]:
    """Which cases (by place) each of those who measure is in: number of cases asked → places."""
    return {wanted: sorted(chance.sample(range(cases), min(wanted, cases))) for wanted in BENCH}
