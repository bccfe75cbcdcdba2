"""How one party, or one organisation at a meeting, is written: one row at a time. Any change voids signatures."""

from access.viewer import Viewer
from documents.actions.edit_covenant import PartnerFields, PartyFields, write_partner
from documents.actions.editing import editing
from documents.models.covenant import CovenantVersion
from documents.models.party import Annex, Party


def set_party(
    version: CovenantVersion, *, viewer: Viewer, expected_version: int, party: PartyFields
) -> CovenantVersion:
    """A new party, or other words about the one that is there."""
    with editing(version, viewer=viewer, expected_version=expected_version, doing="covenant.parties") as current:
        Party.objects.update_or_create(
            version=current,
            organisation=party.organisation,
            defaults={"required": party.required, "signatory": party.signatory, "mandate": party.mandate},
        )
    return current


def remove_party(party: Party, *, viewer: Viewer, expected_version: int) -> CovenantVersion:
    """Its seats at meetings go with it: only parties take part in an annex."""
    version = party.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="covenant.parties") as current:
        for annex in current.annexes.all():
            annex.partners.filter(organisation=party.organisation_id).delete()
        current.parties.filter(pk=party.pk).delete()
    return current


def set_partner(annex: Annex, *, viewer: Viewer, expected_version: int, partner: PartnerFields) -> CovenantVersion:
    """A seat at the meeting of this annex, with the data that is given and received there."""
    version = annex.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="covenant.annex") as current:
        write_partner(current.annexes.get(pk=annex.pk), partner)
    return current


def remove_partner(annex: Annex, *, viewer: Viewer, expected_version: int, organisation_id: int) -> CovenantVersion:
    version = annex.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="covenant.annex") as current:
        current.annexes.get(pk=annex.pk).partners.filter(organisation=organisation_id).delete()
    return current
