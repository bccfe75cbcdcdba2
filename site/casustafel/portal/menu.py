"""What stands in the menu of each role, and where each role begins."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from accounts.models import Role
from casefiles.standing import all_standings
from workflows.refusals import Text

# The roles in the order in which one person's roles decide: what they begin with, what their line says first.
CASE_WORKERS = (Role.MUNICIPAL_DIRECTOR, Role.GGZ_CASE_COORDINATOR, Role.PROCESS_DIRECTOR, Role.PROCESS_MANAGER)
PARTNERS = (Role.CARE_CASE_MANAGER, Role.COMMUNITY_OFFICER, Role.EXPERT_BY_EXPERIENCE, Role.PARTNER)
AT_THE_TABLE = (*CASE_WORKERS, Role.SAFETY_BROKER, *PARTNERS, Role.BACK_OFFICE_WORKER)
OVERSEERS = (Role.PRIVACY_OFFICER, Role.DATA_PROTECTION_OFFICER)


@dataclass(frozen=True)
class Item:
    """One item: its page, the addresses that belong to it, and the roles that can use it."""

    label: Text
    url_name: str
    prefixes: tuple[str, ...]
    roles: tuple[Role, ...]


WORK = Item(_("My work"), "my_work", (), (*AT_THE_TABLE, *OVERSEERS, Role.SIGNATORY))
CASES = Item(
    _("Cases"),
    "my_cases",
    (
        "/casussen/",
        "/meldingen/",
        "/plannen/",
        "/acties/",
        "/plaatsen/",
        "/aanmeldingen/",
        "/zonder-regie/",
        "/stap/",
        "/verzegelen/",
        "/verzegelingen/",
        "/adviesaanvragen/",
        "/uitnodigingen/",
        "/overdrachten/",
        "/opschalingen/",
        "/vlaggen/",
        "/spoedtoegang/",
    ),
    AT_THE_TABLE,
)
AGREEMENTS = Item(
    _("Covenants and roles"),
    "documents:agreements",
    ("/convenanten/",),
    (Role.PROJECT_LEADER, *CASE_WORKERS, *PARTNERS, Role.BACK_OFFICE_WORKER, Role.SIGNATORY),
)
OVERSIGHT = Item(_("Oversight"), "oversight", ("/toezicht/",), OVERSEERS)
TERMS = Item(
    _("Terms of keeping"), "casefiles:retentions", ("/toezicht/",), (Role.MUNICIPAL_DIRECTOR, Role.PROCESS_MANAGER)
)
ADMINISTRATION = Item(_("Administration"), "backroom:todo", ("/beheer/",), (Role.PROJECT_LEADER,))
PEOPLE = Item(_("People and roles"), "people", ("/mensen/",), (Role.ADMINISTRATOR,))
FOR_MEMBERS = (WORK, CASES)
ITEMS = (WORK, CASES, AGREEMENTS, OVERSIGHT, TERMS, PEOPLE, ADMINISTRATION)

# Where each role begins, as far as its page exists; the first role that somebody holds decides.
LANDINGS = (
    (CASE_WORKERS, WORK),
    ((Role.SAFETY_BROKER,), WORK),
    ((*PARTNERS, Role.BACK_OFFICE_WORKER), CASES),
    ((Role.PROJECT_LEADER,), AGREEMENTS),
    (OVERSEERS, OVERSIGHT),
    ((Role.ADMINISTRATOR,), PEOPLE),
)


def menu_of(viewer: Viewer, path: str) -> list[tuple[Text, str, bool]]:
    """(label, address, is it this page) of what this viewer can use; nothing is greyed."""
    return [(item.label, reverse(item.url_name), _is_current(item, path)) for item in ITEMS if _can_use(viewer, item)]


def landing_of(viewer: Viewer) -> str:
    """The address of the page that this viewer begins with."""
    held = (item for roles, item in LANDINGS if _has_one_of(viewer, roles))
    return reverse(next(held, WORK).url_name)


def role_line(viewer: Viewer) -> str:
    """The current roles in full and the organisation; never a bare "regisseur"."""
    held = {one.role for one in viewer.roles}
    return ", ".join([*(str(role.label) for role in Role if role in held), viewer.user.organisation.name])


def may_search(viewer: Viewer) -> bool:
    """Administering never leads to content: who only administers is offered no search."""
    return not viewer.roles or any(held.role != Role.ADMINISTRATOR for held in viewer.roles)


def may_refer(viewer: Viewer) -> bool:
    """Every professional at the table refers; the desk, which is not at it, does not."""
    return _has_one_of(viewer, tuple(role for role in AT_THE_TABLE if role != Role.BACK_OFFICE_WORKER))


def _can_use(viewer: Viewer, item: Item) -> bool:
    """A place in a case team outlasts a role: it is dated by itself."""
    return _has_one_of(viewer, item.roles) or (item in FOR_MEMBERS and bool(all_standings(viewer)))


def _has_one_of(viewer: Viewer, roles: tuple[Role, ...]) -> bool:
    return any(viewer.has_role(role) for role in roles)


def _is_current(item: Item, path: str) -> bool:
    return path.startswith(item.prefixes) if item.prefixes else path == reverse(item.url_name)
