"""Who is in a case team: in which function, from when to when, granted by whom (D-15, D-25)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import internal, protected
from accounts.keys import random_key
from accounts.models import Organisation, RoleAssignment
from casefiles.rules import TeamRule
from documents.models import CaseFunction, CovenantVersion


class MembershipQuerySet(ProtectedQuerySet["Membership"]):
    def current(self, on: date) -> "MembershipQuerySet":
        """Memberships of this day; both ends are inclusive. What the covenant makes of them is another question."""
        return self.filter(starts_on__lte=on, ends_on__gte=on)

    def directing(self) -> "MembershipQuerySet":
        return self.filter(function=CaseFunction.PROCESS_DIRECTION)


@protected(TeamRule())
class Membership(models.Model):
    """One person in one function. Ended by moving `ends_on`, never deleted."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    case = models.ForeignKey("casefiles.Case", on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    # The organisation that the person was granted for; whoever changes employer is no longer covered.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    function = models.CharField(_("function"), max_length=32, choices=CaseFunction, default=CaseFunction.MEMBER)
    in_care = models.BooleanField(_("in the care circle"), default=False)
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"))
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The covenant that covered the grant (D-17).
    covenant_version = models.ForeignKey(CovenantVersion, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["user", "ends_on"]), models.Index(fields=["case", "ends_on"])]
        constraints = [
            models.CheckConstraint(condition=Q(function__in=CaseFunction.values), name="membership_function_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.function} {self.case_id}"


def same_role(on: date, *, deputy: OuterRef, absent: Any) -> Exists:
    """D-25: deputy and absent hold one same role on this day. `absent`: a person, or a reference two tables out."""
    held = RoleAssignment.objects.current(on)
    return Exists(held.filter(user=deputy, role__in=held.filter(user=absent).values("role")))


class ReplacementQuerySet(models.QuerySet["Replacement"]):
    def between_colleagues(self, on: date) -> "ReplacementQuerySet":
        """Those of the same organisation and role on this day: when either ends, so does the replacement (D-25)."""
        return self.filter(
            same_role(on, deputy=OuterRef("deputy"), absent=OuterRef(OuterRef("absent"))),
            absent__organisation=F("deputy__organisation"),
        )

    def current(self, on: date) -> "ReplacementQuerySet":
        return self.between_colleagues(on).filter(starts_on__lte=on, ends_on__gte=on)


@internal("shown in the team of the cases that it concerns")
class Replacement(models.Model):
    """A named colleague of the same organisation and role stands in for somebody; acts are logged on behalf (D-25)."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    absent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="replaced_by")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="replaces")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ReplacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(absent=F("deputy")), name="nobody_replaces_themselves"),
            models.CheckConstraint(condition=~Q(named_by=F("deputy")), name="nobody_names_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.absent}"
