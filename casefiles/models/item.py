"""What every item of a case carries: its case, its circle and where it came from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from accounts.keys import random_key
from accounts.models import Organisation
from documents.models import DataCategory


class Circle(models.TextChoices):
    """Who around the table sees an item."""

    TEAM = "team", _("whole team")
    DIRECTORS = "directors", _("directors")
    CARE = "care", _("care circle")
    NAMED = "named", _("named people and organisations")


class CaseItem(models.Model):
    """`shared_at` none: still only its author's and owner's. Children carry a circle of their own: see design 5."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    case = models.ForeignKey("casefiles.Case", on_delete=models.PROTECT)
    circle = models.CharField(_("who may see this"), max_length=16, choices=Circle, default=Circle.TEAM)
    # The desk that serves the case reads this as well: the client's name, and reports that it is still writing.
    desk_reads = models.BooleanField(default=False)
    source_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    data_category = models.ForeignKey(
        DataCategory, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("kind of data")
    )
    onward = models.BooleanField(_("may be passed on"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    shared_at = models.DateTimeField(null=True, editable=False)
    named_organisations = models.ManyToManyField(Organisation, related_name="+", blank=True)
    named_people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["case", "circle", "-shared_at"])]
