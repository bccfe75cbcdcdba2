"""Every route of the house, with who gets what: written from the domain. A route that is not here turns the sweep red.

`Route(thing, **statuses)`: who gets which status on GET; everybody else 404, who is not signed in the redirect to the
sign-in page. A value is a set of personas.
"""

from dataclasses import dataclass, field

from tests.sweep.scene import ANONYMOUS, PERSONAS, SEES_CASE, TEAM

EVERYONE = set(PERSONAS) - ANONYMOUS
DIRECTION = {"director"}


@dataclass(frozen=True)
class Route:
    """`arguments`: route parameter → thing of the scene (its key) or `=literal`."""

    arguments: dict[str, str] = field(default_factory=dict)
    gets: dict[int, set[str]] = field(default_factory=dict)
    # The things of which something may be on this page; for the check that hidden keys equal unknown ones.
    public: bool = False

    def expected(self, persona: str) -> int:
        if self.public:
            return next(iter(self.gets))
        if persona in ANONYMOUS:
            return 302
        return next((status for status, people in self.gets.items() if persona in people), 404)


def page(thing: str, people: set[str], *, parameter: str = "key", **others: set[str]) -> Route:
    statuses = {int(name.removeprefix("s")): set(personas) for name, personas in others.items()}
    return Route({parameter: thing}, {200: people} | statuses)


def case_page(people: set[str], **others: set[str]) -> Route:
    return page("case", people, parameter="code", **others)


def for_all(people: set[str] = EVERYONE) -> Route:
    return Route({}, {200: people})


PUBLIC = Route({}, {200: set(PERSONAS)}, public=True)
READERS = TEAM | {"winding"}

ROUTES: dict[str, Route] = {
    # Cases
    "casefiles:case": case_page(SEES_CASE),
    "casefiles:why_case": case_page(SEES_CASE),
}
