"""Whom a case is about: identity in a record of its own, earlier identities, and who represents the person."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from accounts.keys import random_key
from casefiles.models.item import CaseItem
from casefiles.rules import CaseItemRule, TeamRule


@protected(CaseItemRule())
class Client(CaseItem):
    """The desk that serves the case reads the name; the date of birth is shown to the team alone."""

    case = models.OneToOneField("casefiles.Case", on_delete=models.PROTECT, related_name="client")
    name = models.CharField(_("name"), max_length=160)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


@protected(TeamRule())
class ClientVersion(models.Model):
    """One identity as it was written: for the team, and for a winding-down member as far as they could read it."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    case = models.ForeignKey("casefiles.Case", on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=160)
    birth_date = models.DateField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["client", "number"], name="a_client_version_number_once")]

    def __str__(self) -> str:
        return f"{self.client_id} v{self.number}"


class RepresentativeKind(models.TextChoices):
    PARENT = "parent", _("parent with custody")
    GUARDIAN = "guardian", _("guardian")
    CURATOR = "curator", _("legal curator")
    MENTOR = "mentor", _("mentor appointed by a judge")
    ADMINISTRATOR = "administrator", _("administrator of property")
    AUTHORISED = "authorised", _("authorised by the person")
    OTHER = "other", _("other")


@protected(CaseItemRule())
class Representative(CaseItem):
    """Who speaks for the person, from when to when (D-37). Never for the desk."""

    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=16, choices=RepresentativeKind)
    contact = models.TextField(_("how to reach them"), blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(CaseItem.Meta):
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RepresentativeKind.values), name="representative_kind_is_known")
        ]

    def __str__(self) -> str:
        return self.name

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
