"""Under which names people know roles, meetings, documents and systems here: data of the region, not of the product."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.registry import public
from accounts.keys import random_key
from accounts.models import Municipality, Role
from documents.models.purpose import MeetingType


class DocumentKind(models.TextChoices):
    """What partners speak of by one word, whether it is written here or in a case."""

    COVENANT = "covenant", _("covenant")
    ROLE_MATRIX = "role_matrix", _("role matrix")
    PROTOCOL = "protocol", _("protocol")
    PLAN_OF_ACTION = "plan_of_action", _("plan of action")
    CLIENT_CHECKLIST = "client_checklist", _("client checklist")


@public("what roles, meetings and documents are called somewhere is known to every partner")
class LocalName(models.Model):
    """Another name of one role, one meeting or one kind of document, in one municipality or everywhere."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    name = models.CharField(_("name"), max_length=160)
    role = models.CharField(_("role"), max_length=32, choices=Role, blank=True)
    meeting_type = models.ForeignKey(
        MeetingType, on_delete=models.PROTECT, related_name="local_names", null=True, blank=True
    )
    document = models.CharField(_("kind of document"), max_length=32, choices=DocumentKind, blank=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=["", *Role.values]), name="the_role_of_a_name_is_known"),
            models.CheckConstraint(
                condition=Q(document__in=["", *DocumentKind.values]), name="the_document_of_a_name_is_known"
            ),
            models.CheckConstraint(
                condition=(
                    (~Q(role="") & Q(meeting_type__isnull=True, document=""))
                    | Q(role="", meeting_type__isnull=False, document="")
                    | (Q(role="", meeting_type__isnull=True) & ~Q(document=""))
                ),
                name="a_name_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stands_for(self) -> str:
        """The role, the meeting or the kind of document, and where it is called so."""
        meant = self.meeting_type or (DocumentKind(self.document) if self.document else Role(self.role)).label
        return f"{meant}, {self.municipality}" if self.municipality else str(meant)

    @property
    def is_of_one_thing(self) -> bool:
        return names_one_thing(self.role, self.meeting_type_id, self.document)


def names_one_thing(*things: object) -> bool:
    """A role, a meeting or a kind of document: one of them, and no second."""
    return sum(map(bool, things)) == 1


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
