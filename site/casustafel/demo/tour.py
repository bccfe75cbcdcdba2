"""Who can sign in to the demo, and what is worth trying first?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

from django.utils import timezone

from accounts.models import Role
from casefiles.models import Membership, PlanState, PlanVersion
from casustafel.demo.content.shapes import Person, Region
from casustafel.demo.people import PASSPHRASE

WITHOUT_COVER = "lotte@casustafel.example"


class Account(TypedDict):
    email: str
    password: str
    name: str
    role: str
    organisation: str


@dataclass(frozen=True)
class Tour:
    region: Region
    url: str

    def accounts(self) -> list[Account]:
        names = {organisation.key: organisation.name for organisation in self.region.organisations}
        return [
            Account(
                email=person.email,
                password=PASSPHRASE,
                name=person.name,
                role=role_of(person),
                organisation=names[person.organisation],
            )
            for person in self.region.people
        ]

    def lines(self) -> Iterator[str]:
        yield ""
        yield f"{self.region.name}: an invented region. Everybody signs in with the same passphrase:"
        yield f"    {PASSPHRASE}"
        yield ""
        yield from _table([_row(account) for account in self.accounts()], ("name", "role", "organisation", "e-mail"))
        yield ""
        yield from self._first()
        yield ""
        yield f"Casustafel is at {self.url} (Ctrl-C stops it; what you do is kept)"

    def _first(self) -> Iterator[str]:
        waiting, closed = _case_of_the_waiting_plan(), _case_closed_to(WITHOUT_COVER)
        yield "What to try first:"
        yield f"  1. omar, “Mijn werk”: adopt the plan of action that waits in case {waiting}."
        yield "  2. bart, search for “dwangsom”: he finds that plan now. murat finds nothing: he is not in that team."
        yield f"  3. lotte finds nothing at all. casustafel why {closed} --as {WITHOUT_COVER} says what ended."
        yield "  4. anneke: sign covenant 12-001, as all others did."
        yield f"     From lotte's next request on she reads case {closed} again."
        yield "  5. sanne, then omar: vote for the changed role matrix. It takes two organisations, then it decides."


def role_of(person: Person) -> str:
    """The role that they hold on day 0; of several, the first."""
    return next(one.role for one in person.roles if one.from_day <= 0 and (one.to_day is None or one.to_day >= 0))


def _case_of_the_waiting_plan() -> str:
    plan = PlanVersion.objects.filter(state=PlanState.IN_CONSULTATION).select_related("case").first()
    return plan.case.key if plan else ""


def _case_closed_to(email: str) -> str:
    """A case in whose team this person is today; whether a covenant lets them in is another question."""
    places = Membership.objects.current(timezone.localdate()).filter(user__email=email)
    place = places.select_related("case").first()
    return place.case.key if place else ""


def _row(account: Account) -> tuple[str, ...]:
    return account["name"], str(Role(account["role"]).label), account["organisation"], account["email"]


def _table(rows: list[tuple[str, ...]], heads: tuple[str, ...]) -> Iterator[str]:
    widths = [max(len(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    for row in (heads, tuple("-" * width for width in widths), *rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
