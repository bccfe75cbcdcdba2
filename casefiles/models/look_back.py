"""What the police registered about somebody over a period: a list that was read from a file, and its analysis."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from accounts.keys import random_key
from casefiles.models.item import CaseItem
from casefiles.rules import CaseItemRule


@protected(CaseItemRule())
class LookBack(CaseItem):
    """One list. While `shared_at` is none it is being checked, by who read it in, and seen by nobody else."""

    from_day = models.DateField(_("from"))
    until_day = models.DateField(_("up to and including"))
    version = models.PositiveIntegerField(default=1)

    class Meta(CaseItem.Meta):
        ordering = ["-until_day", "-pk"]

    def __str__(self) -> str:
        return self.key


@protected(CaseItemRule("look_back__"))
class LookBackEntry(models.Model):
    """One registration. `doubt` says in a code what was unclear in its row; it is empty once it is shared."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    look_back = models.ForeignKey(LookBack, on_delete=models.CASCADE, related_name="entries")
    row = models.PositiveIntegerField()
    on = models.DateField(_("date"), null=True)
    kind = models.CharField(_("kind"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    doubt = models.CharField(max_length=16, blank=True)
    # The date as the file wrote it, where it could not be read.
    written_date = models.CharField(max_length=40, blank=True)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "row"]

    def __str__(self) -> str:
        return f"{self.look_back_id}/{self.row}"


@protected(CaseItemRule())
class LookBackAnalysis(CaseItem):
    """What case direction reads in a list: its own words, beside the words of the police."""

    look_back = models.OneToOneField(LookBack, on_delete=models.PROTECT, related_name="analysis")
    text = models.TextField(_("analysis"))
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.key
