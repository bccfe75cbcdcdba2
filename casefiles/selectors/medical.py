"""What the pages about care show: the records of a reader, one record, to whom it was disclosed."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.medical_access import may_disclose, may_end_disclosure
from casefiles.models import Case, MedicalDisclosure, MedicalRecord, MedicalVersion
from casefiles.rules import CARE, case_token
from casefiles.selectors.confirm import Fact
from casefiles.standing import day, moment

BESIDE_A_RECORD = ("case__municipality", "case__meeting_type", "author", "owner", "source_organisation")


def records_of(case: Case, *, viewer: Viewer) -> Sequence[MedicalRecord]:
    rows = MedicalRecord.objects.visible_to(viewer).filter(case=case)
    return list(rows.select_related("author", "source_organisation"))


def of_own_circle(viewer: Viewer, record: MedicalRecord) -> bool:
    """Of the source institution's own circle, rather than told by a disclosure record."""
    return case_token(record.case_id, CARE, record.source_organisation_id) in viewer.grants


def record_facts(record: MedicalRecord) -> list[Fact]:
    return [
        Fact(_("Kind"), capfirst(record.get_kind_display())),
        Fact(_("Source"), str(record.source_organisation)),
        Fact(_("Written by"), str(record.author)),
        Fact(_("Recorded on"), moment(record.shared_at) if record.shared_at else ""),
        Fact(_("Version"), str(record.number)),
        Fact(_("Circle"), _("Care circle of %(organisation)s") % {"organisation": record.source_organisation}),
        Fact(_("May be passed on"), _("no")),
    ]


def disclosures_of(record: MedicalRecord, *, viewer: Viewer) -> list[MedicalDisclosure]:
    """For its own circle alone: who is told reads nothing of whom else it was told."""
    rows = MedicalDisclosure.objects.visible_to(viewer).filter(record=record)
    found = list(rows.select_related("person__organisation", "disclosed_by"))
    for one in found:
        one.record = record
    return found


def earlier_versions(record: MedicalRecord, *, viewer: Viewer) -> list[MedicalVersion]:
    rows = MedicalVersion.objects.visible_to(viewer).filter(record=record, number__lt=record.number)
    return list(rows.select_related("written_by"))


def how_it_stands(disclosure: MedicalDisclosure, viewer: Viewer) -> str:
    if disclosure.ended_at:
        return _("ended on %(day)s") % {"day": moment(disclosure.ended_at)}
    if disclosure.lasts(viewer.today):
        return _("reads it now")
    return _("starts later") if disclosure.starts_on > viewer.today else _("over")


def disclosure_facts(disclosure: MedicalDisclosure, viewer: Viewer) -> list[Fact]:
    return [
        Fact(_("To whom"), f"{disclosure.person} ({disclosure.person.organisation})"),
        Fact(_("Ground"), capfirst(disclosure.get_ground_display())),
        Fact(_("Reasoning"), disclosure.reasoning),
        Fact(_("From"), day(disclosure.starts_on)),
        Fact(_("Until"), day(disclosure.ends_on)),
        Fact(_("Disclosed by"), str(disclosure.disclosed_by)),
        Fact(_("Status"), capfirst(how_it_stands(disclosure, viewer))),
    ]


def may_change(viewer: Viewer, record: MedicalRecord) -> bool:
    return may_disclose(viewer, record) is not None


def may_end(viewer: Viewer, disclosure: MedicalDisclosure) -> bool:
    return disclosure.ended_at is None and may_end_disclosure(viewer, disclosure.record) is not None
