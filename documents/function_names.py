"""Who holds a function in a kind of meeting, in words: its role, its kind of organisation, or both (D-19)."""

from django.utils.translation import gettext as _

from accounts.models import OrganisationKind, Role
from documents.models.purpose import CaseFunction, MeetingType


def function_name(meeting: MeetingType | None, function: str) -> str:
    """The function itself, and of which organisations where the meeting says so."""
    label = str(CaseFunction(function).label)
    kind = meeting.kind_for(function) if meeting else ""
    return _with_kind(label, kind)


def holder_name(meeting: MeetingType, function: str) -> str:
    """The role that holds it here; where no role does, the function with the kind of organisation that holds it."""
    role = meeting.role_for(function)
    return str(Role(role).label) if role in Role.values else function_name(meeting, function)


def mapping_lines(meeting: MeetingType) -> list[str]:
    """Every function that the meeting gives to a role or a kind of organisation, one a line."""
    said = [one for one in CaseFunction if meeting.role_for(one) in Role.values or meeting.kind_for(one)]
    return [f"{one.label}: {holder_of(meeting, one)}" for one in said]


def holder_of(meeting: MeetingType, function: str) -> str:
    """Without the function: who it is, or that it is granted by name."""
    role, kind = meeting.role_for(function), meeting.kind_for(function)
    if role in Role.values:
        return _with_kind(str(Role(role).label), kind)
    if kind in OrganisationKind.values:
        return _("somebody of: %(kind)s") % {"kind": OrganisationKind(kind).label}
    return _("granted by name")


def _with_kind(label: str, kind: str) -> str:
    return f"{label} ({OrganisationKind(kind).label})" if kind in OrganisationKind.values else label
