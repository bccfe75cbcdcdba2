"""What a route of the sweep is: its address, and who gets which status there."""

from dataclasses import dataclass, field

from tests.sweep.scene import ANONYMOUS, PERSONAS

EVERYONE = set(PERSONAS) - ANONYMOUS


@dataclass(frozen=True)
class Route:
    """`arguments`: route parameter → thing of the scene (its key) or `=literal`."""

    arguments: dict[str, str] = field(default_factory=dict)
    gets: dict[int, set[str]] = field(default_factory=dict)
    # Open to who is not signed in.
    public: bool = False

    def expected(self, persona: str) -> int:
        if persona in ANONYMOUS and not self.public:
            return 302
        return next((status for status, people in self.gets.items() if persona in people), 404)


def page(thing: str, people: set[str], *, parameter: str = "key", **others: set[str]) -> Route:
    statuses = {int(name.removeprefix("s")): set(personas) for name, personas in others.items()}
    return Route({parameter: thing}, {200: people} | statuses)


def case_page(people: set[str], **others: set[str]) -> Route:
    return page("case", people, parameter="code", **others)


def part_page(part: str, people: set[str], **others: set[str]) -> Route:
    route = page("draft_plan", people, **others)
    return Route(route.arguments | {"part": f"={part}"}, route.gets)


def for_all(people: set[str] = EVERYONE) -> Route:
    return Route({}, {200: people})
