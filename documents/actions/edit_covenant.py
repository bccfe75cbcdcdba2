"""How the content of a covenant is changed: period, place, parties, annexes. Any change voids signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import Municipality, Organisation, User
from documents.actions.editing import editing, refused
from documents.body import to_json
from documents.models.annex_parts import AnnexAdmission, AnnexCriterion, AnnexDeviation
from documents.models.covenant import CovenantVersion
from documents.models.party import Annex, Party
from documents.models.purpose import DataCategory, MeetingType
from documents.paired_text import Pair
from documents.word.blocks import Block


@dataclass(frozen=True)
class CovenantFields:
    title: str
    kind: str
    starts_on: date | None
    ends_on: date | None
    winding_down_days: int
    territory: tuple[Municipality, ...] = ()


@dataclass(frozen=True)
class PartyFields:
    organisation: Organisation
    required: bool = True
    signatory: User | None = None
    mandate: str = ""


@dataclass(frozen=True)
class PartnerFields:
    """An organisation at the meeting of an annex, with the data it gives and receives there."""

    organisation: Organisation
    gives: tuple[DataCategory, ...] = ()
    receives: tuple[DataCategory, ...] = ()


@dataclass(frozen=True)
class AnnexFields:
    meeting_type: MeetingType
    title: str
    purpose: str = ""
    target_group: str = ""
    legal_basis: str = ""
    partners: tuple[PartnerFields, ...] = ()
    # Question and explanation; what is departed from, and what is agreed instead: in their order.
    criteria: tuple[Pair, ...] = ()
    admission: str = ""
    deviations: tuple[Pair, ...] = ()


def edit_covenant(
    version: CovenantVersion, *, viewer: Viewer, expected_version: int, fields: CovenantFields
) -> CovenantVersion:
    """Title and kind belong to the whole series, and stay as they are once a version of it was signed."""
    with editing(version, viewer=viewer, expected_version=expected_version, doing="covenant.edit") as current:
        _name_series(current, fields)
        current.starts_on, current.ends_on = fields.starts_on, fields.ends_on
        current.winding_down_days = fields.winding_down_days
        if fields.starts_on and fields.ends_on and fields.ends_on < fields.starts_on:
            raise refused(_("It ends before it begins."))
        current.save(update_fields=["starts_on", "ends_on", "winding_down_days"])
        current.territory.set(fields.territory)
    return current


def edit_text(
    version: CovenantVersion, *, viewer: Viewer, expected_version: int, blocks: Sequence[Block]
) -> CovenantVersion:
    with editing(version, viewer=viewer, expected_version=expected_version, doing="covenant.edit") as current:
        current.body = to_json(blocks)
        current.save(update_fields=["body"])
    return current


def edit_annex_text(annex: Annex, *, viewer: Viewer, expected_version: int, blocks: Sequence[Block]) -> CovenantVersion:
    """The words of one annex, beside what is filled in there; signatures lapse as with any other change."""
    version = annex.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="covenant.annex") as current:
        own = current.annexes.get(pk=annex.pk)
        own.body = to_json(blocks)
        own.save(update_fields=["body"])
    return current


def set_parties(
    version: CovenantVersion, *, viewer: Viewer, expected_version: int, parties: Sequence[PartyFields]
) -> CovenantVersion:
    """Replace the whole list of parties."""
    with editing(version, viewer=viewer, expected_version=expected_version, doing="covenant.parties") as current:
        if len({party.organisation for party in parties}) < len(parties):
            raise refused(_("An organisation is party only once."))
        current.parties.exclude(organisation__in=[party.organisation for party in parties]).delete()
        for party in parties:
            Party.objects.update_or_create(
                version=current,
                organisation=party.organisation,
                defaults={"required": party.required, "signatory": party.signatory, "mandate": party.mandate},
            )
    return current


def set_annex(
    version: CovenantVersion, *, viewer: Viewer, expected_version: int, annex: AnnexFields
) -> CovenantVersion:
    """Write the annex of one meeting type: new, or in place of the one that was there."""
    with editing(version, viewer=viewer, expected_version=expected_version, doing="covenant.annex") as current:
        write_annex(current, annex)
    return current


def remove_annex(annex: Annex, *, viewer: Viewer, expected_version: int) -> CovenantVersion:
    version = annex.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="covenant.annex") as current:
        own = current.annexes.get(pk=annex.pk)
        own.partners.all().delete()
        own.delete()
    return current


@transaction.atomic
def write_annex(version: CovenantVersion, fields: AnnexFields) -> Annex:
    """Inside an action that has checked; the annex's text stays as it is."""
    annex, _created = Annex.objects.update_or_create(
        version=version,
        meeting_type=fields.meeting_type,
        defaults={
            "title": fields.title,
            "purpose": fields.purpose,
            "target_group": fields.target_group,
            "legal_basis": fields.legal_basis,
        },
    )
    annex.partners.exclude(organisation__in=[partner.organisation for partner in fields.partners]).delete()
    for partner in fields.partners:
        write_partner(annex, partner)
    annex.criteria.all().delete()
    annex.deviations.all().delete()
    annex.admissions.all().delete()
    if fields.admission:
        AnnexAdmission.objects.create(annex=annex, rule=fields.admission)
    AnnexCriterion.objects.bulk_create(
        AnnexCriterion(annex=annex, order=place, question=question, explanation=explanation)
        for place, (question, explanation) in enumerate(fields.criteria, start=1)
    )
    AnnexDeviation.objects.bulk_create(
        AnnexDeviation(annex=annex, order=place, clause=clause, agreed=agreed)
        for place, (clause, agreed) in enumerate(fields.deviations, start=1)
    )
    return annex


def write_partner(annex: Annex, fields: PartnerFields) -> None:
    """Inside an action that has checked."""
    row, _created = annex.partners.get_or_create(organisation=fields.organisation)
    row.gives.set(fields.gives)
    row.receives.set(fields.receives)


def _name_series(version: CovenantVersion, fields: CovenantFields) -> None:
    series = version.covenant
    if (series.title, series.kind) == (fields.title, fields.kind):
        return
    if series.versions.filter(begins_on__isnull=False).exists():
        raise refused(_("A version of this covenant was signed: its title and kind stay as they are."))
    series.title, series.kind = fields.title.strip(), fields.kind
    try:
        series.full_clean()
    except ValidationError as problem:
        raise refused(" ".join(problem.messages)) from problem
    series.save()
