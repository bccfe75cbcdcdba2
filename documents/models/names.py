"""Under which names people know roles, meetings and systems here: data of the region, not of the product."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.registry import public
from accounts.keys import random_key
from accounts.models import Municipality, Role
from documents.models.purpose import MeetingType


@public("what roles and meetings are called somewhere is known to every partner")
class LocalName(models.Model):
    """Another name of one role or one meeting, in one municipality or everywhere."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    name = models.CharField(_("name"), max_length=160)
    role = models.CharField(_("role"), max_length=32, choices=Role, blank=True)
    meeting_type = models.ForeignKey(
        MeetingType, on_delete=models.PROTECT, related_name="local_names", null=True, blank=True
    )
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=["", *Role.values]), name="the_role_of_a_name_is_known"),
            models.CheckConstraint(
                condition=Q(role="", meeting_type__isnull=False) | (~Q(role="") & Q(meeting_type__isnull=True)),
                name="a_name_is_of_a_role_or_of_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stands_for(self) -> str:
        """The role or the meeting, and where it is called so."""
        meant = str(self.meeting_type or Role(self.role).label)
        return f"{meant}, {self.municipality}" if self.municipality else meant


@public("which systems the partners work with is known to every partner")
class KnownSystem(models.Model):
    """A register or application that agreements speak of; `aliases` are its other names."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    aliases = models.JSONField(_("other names"), default=list, blank=True)
    purpose = models.CharField(_("what it is for"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
