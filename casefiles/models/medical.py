"""Medical records: in the care circle of their source alone, and whom they were disclosed to (D-20)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from accounts.keys import random_key
from casefiles.medical_rules import MedicalRule
from casefiles.models.item import CaseItem, Circle
from casefiles.rules import SEALED, CaseItemRule

# The only circles that a medical record can be in; the database keeps it so.
CARE_ALONE = Q(circle__in=(Circle.CARE, SEALED))


# As the access log names them.
MEDICAL_NOUNS = ("casefiles.medicalrecord", "casefiles.medicalversion", "casefiles.medicaldisclosure")


class MedicalKind(models.TextChoices):
    """D-21: what comes from a treatment record. Behaviour that was observed is no part of it."""

    DIAGNOSIS = "diagnosis", _("diagnosis")
    TREATMENT = "treatment", _("treatment")
    MEDICATION = "medication", _("medication as prescribed")
    OTHER = "other", _("other, from the treatment record")


class DisclosureGround(models.TextChoices):
    """Exactly one of these; a covenant is never a ground (D-20)."""

    CONSENT = "consent", _("consent of the person")
    STATUTORY_DUTY = "statutory_duty", _("statutory duty")
    CONFLICT_OF_DUTIES = "conflict_of_duties", _("conflict of duties")
    REPORTING_RIGHT = "reporting_right", _("reporting right")


class MedicalContent(CaseItem):
    """What a record and each of its versions hold."""

    kind = models.CharField(_("kind"), max_length=16, choices=MedicalKind)
    text = models.TextField(_("medical record"))

    class Meta(CaseItem.Meta):
        abstract = True


@protected(MedicalRule())
class MedicalRecord(MedicalContent):
    """`source_organisation` is the institution whose own affair it is; `shared_at`: when this text was recorded."""

    number = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    class Meta(CaseItem.Meta):
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=CARE_ALONE, name="a_medical_record_is_for_care"),
            models.CheckConstraint(condition=Q(kind__in=MedicalKind.values), name="medical_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.key


@protected(CaseItemRule())
class MedicalVersion(MedicalContent):
    """One text of a record, for its own institution alone; a database trigger keeps it as it was."""

    record = models.ForeignKey(MedicalRecord, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseItem.Meta):
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=CARE_ALONE, name="a_medical_version_is_for_care"),
            models.UniqueConstraint(fields=["record", "number"], name="a_medical_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} v{self.number}"


class MedicalDisclosureQuerySet(ProtectedQuerySet["MedicalDisclosure"]):
    def current(self, on: date) -> "MedicalDisclosureQuerySet":
        """Both days inclusive; ended is over at once."""
        return self.filter(starts_on__lte=on, ends_on__gte=on, ended_at__isnull=True)


@protected(CaseItemRule("record__", since="created_at"))
class MedicalDisclosure(models.Model):
    """That one named person reads one record, on exactly one ground. Ended, never changed or deleted."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    record = models.ForeignKey(MedicalRecord, on_delete=models.PROTECT, related_name="disclosures")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(_("ground"), max_length=24, choices=DisclosureGround)
    reasoning = models.TextField(_("reasoning"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    disclosed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    version = models.PositiveIntegerField(default=1)

    objects = MedicalDisclosureQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["person", "ends_on"])]
        constraints = [
            models.CheckConstraint(condition=Q(ground__in=DisclosureGround.values), name="disclosure_ground_is_known"),
            models.CheckConstraint(condition=~Q(person=F("disclosed_by")), name="nobody_discloses_to_themselves"),
            models.CheckConstraint(condition=~Q(reasoning=""), name="a_disclosure_is_reasoned"),
        ]

    def __str__(self) -> str:
        return self.key

    def lasts(self, on: date) -> bool:
        return self.ended_at is None and self.starts_on <= on <= self.ends_on
