"""Roles, meetings and systems with all the names that they have here: for the page that statements link to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from accounts.models import Role
from documents.function_names import mapping_lines
from documents.models.names import KnownSystem, LocalName
from documents.models.purpose import MeetingType

Text = str | Promise


@dataclass(frozen=True)
class OtherName:
    """`where`: the municipality in which it is called so; empty: everywhere."""

    name: str
    where: str


@dataclass(frozen=True)
class NamedThing:
    """`facts`: what else is to be known of it, in words."""

    anchor: str
    label: Text
    names: Sequence[OtherName]
    facts: Sequence[str] = ()


@dataclass(frozen=True)
class NamedThings:
    roles: Sequence[NamedThing]
    meetings: Sequence[NamedThing]
    systems: Sequence[NamedThing]


def named_things() -> NamedThings:
    """All public: three queries."""
    names: dict[str, list[OtherName]] = defaultdict(list)
    for local in LocalName.objects.select_related("municipality"):
        where = local.municipality.name if local.municipality else ""
        names[local.role or f"meeting {local.meeting_type_id}"].append(OtherName(local.name, where))
    return NamedThings(
        roles=[NamedThing(f"role-{role.value}", role.label, names[role]) for role in Role],
        meetings=[_meeting(one, names[f"meeting {one.pk}"]) for one in MeetingType.objects.all()],
        systems=[
            NamedThing(
                f"system-{one.key}",
                one.name,
                [OtherName(name, "") for name in one.aliases],
                [one.purpose] if one.purpose else [],
            )
            for one in KnownSystem.objects.all()
        ],
    )


def _meeting(meeting: MeetingType, local: Sequence[OtherName]) -> NamedThing:
    own = [OtherName(meeting.alias, "")] if meeting.alias else []
    return NamedThing(f"meeting-{meeting.key}", meeting.name, [*own, *local], mapping_lines(meeting))
