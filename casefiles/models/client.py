"""Whom a case is about: identity in a record of its own, for the team and the desk that serves it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import protected
from casefiles.models.item import CaseItem
from casefiles.rules import CaseItemRule


@protected(CaseItemRule())
class Client(CaseItem):
    case = models.OneToOneField("casefiles.Case", on_delete=models.PROTECT, related_name="client")
    name = models.CharField(_("name"), max_length=160)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name
