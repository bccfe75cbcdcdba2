"""Which kinds of signals triage tells apart; a list that a project leader keeps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import public
from accounts.keys import random_key


@public("the words in which signals are sorted; no signal is in them")
class TriageCategory(models.Model):
    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    explanation = models.CharField(_("explanation"), max_length=300, blank=True)
    # What is out of use stays in what was decided with it.
    in_use = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
