"""Which role a person holds, from when to when, and where."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Municipality


class Role(models.TextChoices):
    PROJECT_LEADER = "project_leader", _("project leader")
    MUNICIPAL_DIRECTOR = "municipal_director", _("municipal director")
    GGZ_CASE_COORDINATOR = "ggz_case_coordinator", _("GGZ case coordinator")
    PROCESS_DIRECTOR = "process_director", _("process director of the safety house")
    SAFETY_BROKER = "safety_broker", _("safety broker")
    PROCESS_MANAGER = "process_manager", _("process manager of the safety house")
    CARE_CASE_MANAGER = "care_case_manager", _("care case manager")
    COMMUNITY_OFFICER = "community_officer", _("community officer")
    EXPERT_BY_EXPERIENCE = "expert_by_experience", _("expert by experience")
    BACK_OFFICE_WORKER = "back_office_worker", _("back-office worker")
    PARTNER = "partner", _("chain partner")
    PRIVACY_OFFICER = "privacy_officer", _("privacy officer")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("data protection officer")
    SIGNATORY = "signatory", _("signatory")
    ADMINISTRATOR = "administrator", _("administrator")


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def current(self, on: date) -> "RoleAssignmentQuerySet":
        """Assignments that hold on this day; both ends are inclusive."""
        return self.filter(starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class RoleAssignment(models.Model):
    """A dated role; `municipality` is its territory, none means the whole region."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(_("role"), max_length=32, choices=Role)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="role_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role}"
