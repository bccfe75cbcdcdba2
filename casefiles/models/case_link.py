"""Which cases belong together: relatives with a case of their own, and cases that are about one person."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from accounts.keys import random_key
from casefiles.models.item import CaseItem
from casefiles.rules import CaseItemRule, TeamRule


class Relation(models.TextChoices):
    """What the person of the other case is to the person of this one."""

    PARTNER = "partner", _("partner")
    FORMER_PARTNER = "former_partner", _("former partner")
    PARENT = "parent", _("parent")
    CHILD = "child", _("child")
    SIBLING = "sibling", _("brother or sister")
    HOUSEHOLD = "household", _("member of the same household")
    OTHER = "other", _("other relative or close contact")


INVERSE = {Relation.PARENT: Relation.CHILD, Relation.CHILD: Relation.PARENT}


@protected(CaseItemRule())
class CaseLink(CaseItem):
    """A relative has a case of their own; there is no file of a household."""

    other = models.ForeignKey("casefiles.Case", on_delete=models.PROTECT, related_name="linked_from")
    relation = models.CharField(_("relation"), max_length=16, choices=Relation)
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(CaseItem.Meta):
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(case=F("other")), name="a_case_is_not_linked_to_itself"),
            models.CheckConstraint(condition=Q(relation__in=Relation.values), name="relation_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.relation} {self.other_id}"

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@protected(TeamRule())
class CaseMerge(models.Model):
    """Two cases of one person read as one, in `case`; nothing moves, so that undoing restores (docs/decisions/0007)."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    case = models.ForeignKey("casefiles.Case", on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey("casefiles.Case", on_delete=models.PROTECT, related_name="merged_by")
    reason = models.TextField(_("reason"))
    created_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undo_until = models.DateField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    version = models.PositiveIntegerField(default=1)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(case=F("merged")), name="a_case_is_not_merged_with_itself"),
            models.UniqueConstraint(fields=["merged"], condition=Q(undone_at=None), name="merged_into_one_case"),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} into {self.case_id}"
