"""Does everything in the demo region that is referred to exist? Each answer is one line that names the place."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from casustafel.demo.content.shapes import Region

KEYED = ("municipalities", "organisations", "people", "meeting_types", "categories", "cases")


def problems(region: Region) -> list[str]:
    return [*_double_keys(region), *_unknown_keys(region), *_strangers(region)]


def _keys(region: Region, part: str) -> list[str]:
    return [thing.key for thing in getattr(region, part)]


def _double_keys(region: Region) -> Iterator[str]:
    for part in KEYED:
        yield from (f"{part}: “{key}” twice" for key, times in Counter(_keys(region, part)).items() if times > 1)


def _unknown_keys(region: Region) -> Iterator[str]:
    known = {part: frozenset(_keys(region, part)) for part in KEYED}
    for where, part, key in _references(region, "region"):
        if key not in known[part]:
            yield f"{where}: “{key}” is not one of {part}"


def _references(thing: Any, where: str) -> Iterator[tuple[str, str, str]]:
    """Every string in the tree that its type declares to be a key: where it stands, of what, and the key."""
    for name, hint in get_type_hints(type(thing), include_extras=True).items():
        value = getattr(thing, name)
        part = _part_of(hint)
        for place, one in enumerate(value, 1) if isinstance(value, tuple) else [(0, value)]:
            here = f"{where}.{name}[{place}]" if place else f"{where}.{name}"
            if part and one is not None:
                yield here, part, one
            elif is_dataclass(one):
                yield from _references(one, here)


def _part_of(hint: Any) -> str:
    inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
    return str(get_args(inner)[1]) if get_origin(inner) is Annotated else ""


def _strangers(region: Region) -> Iterator[str]:
    """Who speaks, types or acts in a case is in its team; reporters and authors on that very day."""
    for case in region.cases:
        team = {member.person for member in case.team}
        for report in case.reports:
            present = case.members_on(report.day)
            absent = {report.reporter, report.author, *report.named_people} - present.keys()
            yield from (f"{case.key}, report of day {report.day}: {who} is not in the team" for who in sorted(absent))
        owners = {(plan.number, action.person) for plan in case.plans for action in plan.actions}
        yield from (f"{case.key}, plan {number}: {who} is not in the team" for number, who in owners if who not in team)
