"""Who is party to a covenant, in which meetings it takes part, and which data it gives and receives there."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from access.registry import internal
from accounts.models import Organisation
from documents.days import end_of
from documents.models.purpose import DataCategory, MeetingType
from documents.models.signature import Signature


class PartyQuerySet(models.QuerySet["Party"]):
    def signed(self, *, by: date | None = None) -> "PartyQuerySet":
        """Parties whose signature is on the text as it is now, given on this day or before (any day, when none)."""
        signatures = Signature.objects.filter(
            version=OuterRef("version"),
            organisation=OuterRef("organisation"),
            revision=OuterRef("version__revision"),
            declined=False,
        )
        return self.filter(Exists(signatures.filter(signed_at__lt=end_of(by)) if by else signatures))

    def awaited(self) -> "PartyQuerySet":
        """Asked to sign the text as it is now, and neither signed nor declined yet."""
        answers = Signature.objects.filter(
            version=OuterRef("version"), organisation=OuterRef("organisation"), revision=OuterRef("version__revision")
        )
        return self.filter(~Exists(answers), left_on__isnull=True, signatory__is_active=True)

    def in_force(self, on: date) -> "PartyQuerySet":
        """Parties that are bound on this day: the covenant in force, signed by them, and not left."""
        return (
            self.signed(by=on)
            .filter(version__begins_on__lte=on)
            .filter(Q(version__last_day__isnull=True) | Q(version__last_day__gte=on))
            .filter(Q(left_on__isnull=True) | Q(left_on__gte=on))
        )


@internal("read through its covenant version")
class Party(models.Model):
    """An organisation in one covenant version. Required parties bring it into force; others accede later (D-29)."""

    version = models.ForeignKey("documents.CovenantVersion", on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    required = models.BooleanField(_("required"), default=True)
    signatory = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    mandate = models.CharField(_("mandate"), max_length=200, blank=True)
    # Its last day, when it leaves before the covenant ends: no winding down after that (D-1).
    left_on = models.DateField(_("last day"), null=True, blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["-required", "organisation__name"]
        constraints = [models.UniqueConstraint(fields=["version", "organisation"], name="a_party_once_in_a_covenant")]

    def __str__(self) -> str:
        return str(self.organisation)


@internal("read through its covenant version")
class Annex(models.Model):
    """What is agreed for one meeting type: legal basis and criteria hang here, not on the covenant (domain, 3)."""

    version = models.ForeignKey("documents.CovenantVersion", on_delete=models.PROTECT, related_name="annexes")
    meeting_type = models.ForeignKey(MeetingType, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    purpose = models.TextField(_("purpose"), blank=True)
    target_group = models.TextField(_("target group"), blank=True)
    legal_basis = models.TextField(_("legal basis"), blank=True)
    body = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["version", "meeting_type"], name="an_annex_per_meeting_type")]

    def __str__(self) -> str:
        return self.title

    @property
    def admission(self) -> str:
        """How its criteria hang together (`documents.admission`); empty: each of them must be met."""
        rules: Any = self.admissions
        return next((one.rule for one in rules.all()), "")


@internal("read through its covenant version")
class AnnexPartner(models.Model):
    """An organisation at one meeting, with the data it may give and receive there (D-18)."""

    annex = models.ForeignKey(Annex, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    gives = models.ManyToManyField(DataCategory, related_name="+", blank=True)
    receives = models.ManyToManyField(DataCategory, related_name="+", blank=True)

    class Meta:
        ordering = ["organisation__name"]
        constraints = [models.UniqueConstraint(fields=["annex", "organisation"], name="a_partner_once_in_an_annex")]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.annex})"
