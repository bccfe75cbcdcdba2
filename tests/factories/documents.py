"""Covenants and matrices in each of their states, made by the actions that people take."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from access.viewer import Viewer, resolve
from accounts.models import Municipality, Organisation, User
from documents.actions.decide_matrix import MatrixScope, adopt_matrix, propose_matrix, set_scope
from documents.actions.map_functions import Functions, propose_mapping
from documents.actions.sign import make_ready_to_sign, sign, start_consultation
from documents.audiences import LEADERS, new_audience
from documents.models import (
    Annex,
    AnnexPartner,
    Binding,
    Column,
    Covenant,
    CovenantVersion,
    FunctionMapping,
    MatrixRow,
    MatrixSection,
    MatrixVersion,
    MeetingType,
    Party,
    RoleMatrix,
    Statement,
)
from documents.revision import revision_of
from tests.factories.people import a_municipality, a_person, a_role, an_organisation

_serial = count(1)
FUNCTIONS = {
    "process_direction": "municipal_director",
    "case_direction": "ggz_case_coordinator",
    "chair": "safety_broker",
}


def viewer_of(user: User) -> Viewer:
    return resolve(User.objects.select_related("organisation").get(pk=user.pk))


def a_leader() -> User:
    return a_person(None, "project_leader")


def a_director(municipality: Municipality | None = None) -> User:
    """Process direction in one municipality, or in the whole region; of an organisation of their own."""
    user = a_person(an_organisation(kind="municipality"))
    a_role(user, "municipal_director", municipality=municipality)
    return user


def a_meeting(**functions: str) -> MeetingType:
    return MeetingType.objects.create(name=f"Tafel {next(_serial)}", functions=functions or FUNCTIONS)


def a_proposed_mapping(
    meeting: MeetingType | None = None,
    *,
    leader: User | None = None,
    kinds: Mapping[str, str] | None = None,
    **roles: str,
) -> FunctionMapping:
    """Other functions for a meeting; the rest of them stay as they are."""
    meeting = meeting or a_meeting()
    functions = meeting.functions | (roles if roles or kinds else {"chair": "process_manager"})
    proposed = Functions(functions, dict(kinds or {}))
    viewer = viewer_of(leader or a_leader())
    return propose_mapping(meeting, viewer=viewer, expected_version=meeting.version, proposed=proposed)


def a_draft_covenant(
    meeting: MeetingType, organisations: Iterable[Organisation], municipality: Municipality, **fields: Any
) -> CovenantVersion:
    """Complete: every party has a signatory with a mandate and a seat in the annex."""
    number = next(_serial)
    period = {"starts_on": timezone.localdate(), "ends_on": timezone.localdate() + timedelta(days=300)}
    version = CovenantVersion.objects.create(
        covenant=Covenant.objects.create(
            number=f"80-{number:03}", kind="municipal_covenant", title=f"Convenant {number}"
        ),
        version_number=1,
        audience=new_audience(LEADERS),
        **(period | fields),
    )
    version.territory.add(municipality)
    annex = Annex.objects.create(
        version=version,
        meeting_type=meeting,
        title="Bijlage",
        purpose="Veilig samenwerken.",
        legal_basis="Wgs, artikel 2.",
    )
    for organisation in organisations:
        signatory = a_person(organisation, "signatory")
        Party.objects.create(version=version, organisation=organisation, signatory=signatory, mandate="bestuursbesluit")
        AnnexPartner.objects.create(annex=annex, organisation=organisation)
    return sealed(version)


def sealed(version: CovenantVersion) -> CovenantVersion:
    version.revision = revision_of(version)
    version.save(update_fields=["revision"])
    return version


def a_covenant_to_sign(version: CovenantVersion, leader: User | None = None) -> CovenantVersion:
    viewer = viewer_of(leader or a_leader())
    for step in (start_consultation, make_ready_to_sign):
        version = step(version, viewer=viewer, expected_version=version.version)
    return version


def signed_by_all(version: CovenantVersion) -> CovenantVersion:
    for party in version.parties.filter(required=True):
        assert party.signatory is not None
        version = sign(version, viewer=viewer_of(party.signatory), revision=version.revision)
    return version


def a_signed_covenant(
    meeting: MeetingType, organisations: Iterable[Organisation], municipality: Municipality, **fields: Any
) -> CovenantVersion:
    return signed_by_all(a_covenant_to_sign(a_draft_covenant(meeting, organisations, municipality, **fields)))


def a_declaration_text(
    *, title: str = "Geheimhouding", audience: Iterable[str] = ("everyone",), **fields: Any
) -> CovenantVersion:
    """The text of a confidentiality declaration that was adopted and shown."""
    draft = a_draft_covenant(a_meeting(), [an_organisation()], a_municipality(), **fields)
    Covenant.objects.filter(pk=draft.covenant_id).update(kind="confidentiality_declaration", title=title)
    version = signed_by_all(a_covenant_to_sign(sealed(CovenantVersion.objects.get(pk=draft.pk))))
    version.audience.choose(audience)
    return version


def a_draft_matrix(bound: Mapping[str, Iterable[str]] | None = None, **fields: Any) -> MatrixVersion:
    """A section for every role, with a row for every step that its authority is bound to (and one without)."""
    number = next(_serial)
    matrix = fields.pop("matrix", None) or RoleMatrix.objects.create(number=f"70-{number:03}", title=f"Matrix {number}")
    version = MatrixVersion.objects.create(
        matrix=matrix, audience=new_audience(LEADERS), **({"version_number": 1} | fields)
    )
    rows = count(1)
    for order, (role, steps) in enumerate((bound or {"municipal_director": []}).items(), start=1):
        section = MatrixSection.objects.create(version=version, order=order, name=role, role=role)
        for step in ["", *steps]:
            row = MatrixRow.objects.create(section=section, order=next(rows))
            Statement.objects.create(row=row, column=Column.TASK, order=1, text="Bewaakt de voortgang.")
            if step:
                authority = Statement.objects.create(
                    row=row, column=Column.AUTHORITY, order=1, text=f"Beslist: {step}."
                )
                Binding.objects.create(statement=authority, step=step)
    return version


def a_proposed_matrix(
    bound: Mapping[str, Iterable[str]] | None = None, *, scope: MatrixScope | None = None, **fields: Any
) -> MatrixVersion:
    leader = viewer_of(a_leader())
    version = a_draft_matrix(bound, **fields)
    version = set_scope(version, viewer=leader, expected_version=version.version, scope=scope or MatrixScope())
    return propose_matrix(version, viewer=leader, expected_version=version.version)


def an_adopted_matrix(
    bound: Mapping[str, Iterable[str]] | None = None, *, scope: MatrixScope | None = None, **fields: Any
) -> MatrixVersion:
    return adopted(a_proposed_matrix(bound, scope=scope, **fields))


def adopted(version: MatrixVersion) -> MatrixVersion:
    """By two directors of the whole region, of two organisations."""
    for director in (a_director(), a_director()):
        version = adopt_matrix(version, viewer=viewer_of(director), expected_version=version.version)
    return version


def people_for_roles(*roles: str) -> list[User]:
    """Somebody who holds each of these roles, so that a matrix that names them has no gap."""
    a_municipality()
    return [a_person(None, role) for role in roles]


def today() -> date:
    return timezone.localdate()
