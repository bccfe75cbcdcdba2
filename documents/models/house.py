"""What the house is called and how it can be reached: filled in once, printed in every letter."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from access.rules import Rule
from access.sources import EVERYONE
from access.viewer import Viewer
from accounts.keys import random_key


class ForEveryone(Rule):
    """It stands in every letter: nothing to hide from who is signed in."""

    def tokens(self, thing: Any) -> frozenset[str]:
        return frozenset({EVERYONE})

    def q(self, viewer: Viewer) -> Q:
        return ~Q(pk__in=[]) if EVERYONE in viewer.grants else Q(pk__in=[])


@protected(ForEveryone())
class HouseDetails(models.Model):
    """One row, made by the migration. `version` is the optimistic lock of its form."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    version = models.PositiveIntegerField(default=1)
    only = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField(_("name of the safety house"), max_length=160, blank=True)
    region = models.CharField(_("name of the region"), max_length=160, blank=True)
    address = models.TextField(_("postal address"), blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    phone = models.CharField(_("telephone number"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    reachable = models.CharField(_("when it can be reached"), max_length=200, blank=True)
    contact = models.CharField(_("who answers questions about the process"), max_length=200, blank=True)
    rights_contact = models.CharField(_("contact point for rights requests"), max_length=200, blank=True)
    rights_phone = models.CharField(_("telephone number of that contact point"), max_length=40, blank=True)
    rights_email = models.EmailField(_("e-mail address of that contact point"), blank=True)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(only=True), name="there_is_one_house")]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        return str(_("Details of the house"))
