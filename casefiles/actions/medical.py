"""Writing and changing a medical record; disclosing it to one person on one ground, and ending that at once (D-20)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.actions.notify import notify
from accounts.models import User
from audit.models import Action
from casefiles.dossier import shared_by
from casefiles.medical_access import may_be_told, may_disclose, may_end_disclosure, may_write_medical
from casefiles.models import Case, Circle, MedicalDisclosure, MedicalRecord, MedicalVersion
from casefiles.standing import Standing
from workflows.claim import claim
from workflows.refusals import StepRefused, Unmet


@dataclass(frozen=True)
class MedicalText:
    """What a treatment record says."""

    kind: str
    text: str


@dataclass(frozen=True)
class Telling:
    """To whom, on which one ground and why, both days inclusive."""

    person: User
    ground: str
    reasoning: str
    starts_on: date
    ends_on: date


def write_medical(case: Case, content: MedicalText, *, viewer: Viewer) -> MedicalRecord:
    """In the care circle of the writer's institution, and nowhere else."""
    with transaction.atomic():
        standing = may_write_medical(viewer, case)
        if standing is None:
            raise StepRefused(_("This medical record cannot be written"), [_up_to_care()])
        own = shared_by(viewer, case) | {"source_organisation": standing.membership.organisation}
        record = MedicalRecord.objects.create(**own, circle=Circle.CARE, **vars(content))
        _keep_version(record, viewer)
        note_change(viewer, record, Action.CREATE, step="medical.write", on_behalf_of_key=standing.on_behalf_of_key)
        return record


def edit_medical(
    record: MedicalRecord, content: MedicalText, *, viewer: Viewer, expected_version: int
) -> MedicalRecord:
    """A new version, for the same readers."""
    with transaction.atomic():
        current = claim(record, viewer=viewer, expected_version=expected_version)
        standing = may_disclose(viewer, current)
        if standing is None:
            raise StepRefused(_("This medical record cannot be changed"), [_up_to_care()])
        current.kind, current.text, current.author = content.kind, content.text, viewer.user
        current.number += 1
        current.shared_at = viewer.at
        current.save(update_fields=["kind", "text", "author", "number", "shared_at"])
        _keep_version(current, viewer)
        note_change(viewer, current, Action.UPDATE, step="medical.edit", on_behalf_of_key=standing.on_behalf_of_key)
        return current


def disclose_medical(
    record: MedicalRecord, telling: Telling, *, viewer: Viewer, expected_version: int
) -> MedicalDisclosure:
    """One more person reads it from the next request on. Claiming the record lets two who do the same not both win."""
    with transaction.atomic():
        current = claim(record, viewer=viewer, expected_version=expected_version)
        standing = may_disclose(viewer, current)
        if refusals := _refusals(current, telling, standing, viewer):
            raise StepRefused(_("This cannot be disclosed"), refusals)
        made = MedicalDisclosure.objects.create(
            record=current, disclosed_by=viewer.user, created_at=viewer.at, **vars(telling)
        )
        note_change(viewer, made, Action.CREATE, step="medical.disclose", on_behalf_of_key=_behalf(standing))
        notify([telling.person])
        return made


def end_disclosure(disclosure: MedicalDisclosure, *, viewer: Viewer, expected_version: int) -> MedicalDisclosure:
    """Over at once: on the next request it opens nothing."""
    with transaction.atomic():
        current = claim(disclosure, viewer=viewer, expected_version=expected_version)
        standing = may_end_disclosure(viewer, current.record)
        if standing is None:
            raise StepRefused(_("This disclosure cannot be ended"), [_up_to_care()])
        if current.ended_at:
            raise StepRefused(_("This disclosure cannot be ended"), [Unmet(_("It was ended already."))])
        current.ended_at, current.ended_by = viewer.at, viewer.user
        current.save(update_fields=["ended_at", "ended_by"])
        note_change(viewer, current, Action.UPDATE, step="medical.end", on_behalf_of_key=_behalf(standing))
        return current


def _refusals(record: MedicalRecord, telling: Telling, standing: Standing | None, viewer: Viewer) -> list[Unmet]:
    if standing is None:
        return [_up_to_care()]
    found = []
    if telling.person.key in viewer.principals:
        found.append(Unmet(_("You cannot disclose to yourself."), forbidden=True))
    elif telling.person.pk not in {one.user.pk for one in may_be_told(record, viewer=viewer)}:
        found.append(Unmet(_("Name a member of the case of today who does not read it already.")))
    if not telling.reasoning.strip():
        found.append(Unmet(_("Write why this ground applies.")))
    return [*found, *_period_refusals(record, telling, viewer)]


def _period_refusals(record: MedicalRecord, telling: Telling, viewer: Viewer) -> list[Unmet]:
    last = viewer.today + timedelta(days=settings.GRANT_DAYS)
    if not viewer.today <= telling.starts_on <= telling.ends_on <= last:
        return [Unmet(_("It begins today or later and lasts until six months from today at most."))]
    lasting = record.disclosures.filter(person=telling.person, ended_at__isnull=True)
    if lasting.filter(starts_on__lte=telling.ends_on, ends_on__gte=telling.starts_on).exists():
        return [Unmet(_("It is disclosed to this person in this period already."))]
    return []


def _keep_version(record: MedicalRecord, viewer: Viewer) -> None:
    names = ("case", "circle", "source_organisation", "author", "owner", "kind", "text", "shared_at", "number")
    kept = {name: getattr(record, name) for name in names}
    MedicalVersion.objects.create(record=record, written_by=viewer.user, **kept)


def _up_to_care() -> Unmet:
    who = _("the care circle of the institution that it comes from")
    text = _("This is up to the care circle of the institution that it comes from, in an open case.")
    return Unmet(text, who=who, forbidden=True)


def _behalf(standing: Standing | None) -> str:
    return standing.on_behalf_of_key if standing else ""
