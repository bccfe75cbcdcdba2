"""Roles, meetings, kinds of documents and systems with all their names: for the page that statements link to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from documents.function_names import mapping_lines
from documents.models.names import DocumentKind, KnownSystem, LocalName
from documents.models.purpose import MeetingType

Text = str | Promise
WHAT_IT_IS: dict[str, Text] = {
    DocumentKind.COVENANT: _("what partners agreed on working together and sharing"),
    DocumentKind.ROLE_MATRIX: _("who does what, answers for what and decides on what"),
    DocumentKind.PROTOCOL: _("how something is done, step by step"),
    DocumentKind.PLAN_OF_ACTION: _("who does what for one client, and by when; it stands in the case"),
    DocumentKind.CLIENT_CHECKLIST: _("what is asked when somebody reports on one client; it stands in the case"),
}


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
    documents: Sequence[NamedThing]
    systems: Sequence[NamedThing]


def named_things() -> NamedThings:
    """All public: three queries."""
    names: dict[str, list[OtherName]] = defaultdict(list)
    for local in LocalName.objects.select_related("municipality"):
        where = local.municipality.name if local.municipality else ""
        names[local.role or local.document or f"meeting {local.meeting_type_id}"].append(OtherName(local.name, where))
    return NamedThings(
        roles=[NamedThing(f"role-{role.value}", role.label, names[role]) for role in Role],
        meetings=[_meeting(one, names[f"meeting {one.pk}"]) for one in MeetingType.objects.all()],
        documents=[
            NamedThing(f"document-{kind.value}", kind.label, names[kind], [str(WHAT_IT_IS[kind])])
            for kind in DocumentKind
        ],
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
