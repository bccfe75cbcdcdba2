"""Which role of the house a heading in a Dutch role matrix means: words of documents, not of the interface."""

from collections.abc import Iterable, Mapping

from accounts.models import Role
from documents.models.names import LocalName

# A bare "procesmanager" is the municipal director in some regions and somebody of the safety house in others: no guess.
NAMES: dict[str, tuple[str, ...]] = {
    Role.MUNICIPAL_DIRECTOR: ("gemeentelijk regisseur", "procesmanager gemeente", "wijkregisseur", "wijkcoach"),
    Role.GGZ_CASE_COORDINATOR: ("casuscoördinator ggz", "casusregisseur ggz", "casuscoördinator"),
    Role.PROCESS_DIRECTOR: ("procesregisseur zvh", "procesregisseur veiligheidshuis", "procesregisseur"),
    Role.SAFETY_BROKER: ("veiligheidsmakelaar",),
    Role.PROCESS_MANAGER: ("procesmanager veiligheidshuis", "procesmanager zvh"),
    Role.CARE_CASE_MANAGER: ("casemanager zorg", "casemanager"),
    Role.COMMUNITY_OFFICER: ("wijkagent",),
    Role.EXPERT_BY_EXPERIENCE: ("ervaringsdeskundige",),
    Role.BACK_OFFICE_WORKER: ("backoffice-medewerker", "medewerker backoffice", "backofficemedewerker", "backoffice"),
    Role.PARTNER: ("ketenpartner", "frontlijner"),
    Role.PROJECT_LEADER: ("projectleider",),
    Role.PRIVACY_OFFICER: ("privacyfunctionaris",),
    Role.DATA_PROTECTION_OFFICER: ("functionaris gegevensbescherming", "fg"),
}
_ROLES = {name: role for role, names in NAMES.items() for name in names}


def role_named(name: str, aliases: Iterable[str] = (), *, local: Mapping[str, str] | None = None) -> str:
    """The role that a name, or else one of its aliases, stands for; empty when the editor must choose.

    `local`: what the region calls its roles, read once by who asks for many; it goes before our own list.
    """
    known = _ROLES | (local_roles() if local is None else dict(local))
    for candidate in (name, *aliases):
        if role := known.get(_compared(candidate)):
            return role
    return ""


def local_roles() -> dict[str, str]:
    """The names of this house by which one role is meant; a name that means several is no name of any."""
    found: dict[str, set[str]] = {}
    for name, role in LocalName.objects.exclude(role="").values_list("name", "role"):
        found.setdefault(_compared(name), set()).add(role)
    return {name: next(iter(roles)) for name, roles in found.items() if len(roles) == 1}


def _compared(name: str) -> str:
    """`Casuscoördinator (GGZ)` and `casuscoördinator GGZ` are the same name."""
    return " ".join(name.replace("(", " ").replace(")", " ").casefold().split())
