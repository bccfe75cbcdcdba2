"""Who signed which confidentiality declaration, from when and until when."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from access.models import Audience
from access.querysets import ProtectedQuerySet
from access.registry import protected
from access.rules import AudienceRule
from accounts.keys import random_key
from accounts.models import User
from documents.models.covenant import CovenantVersion

# So long before its end it is something to think of.
ENDING_SOON = timedelta(days=30)


class DeclarationQuerySet(ProtectedQuerySet["Declaration"]):
    def valid(self, on: date) -> "DeclarationQuerySet":
        """Both days inclusive."""
        return self.filter(signed_on__lte=on).filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on))

    def ending_soon(self, on: date) -> "DeclarationQuerySet":
        """Of people with an account, valid, and not followed by one of the same agreement that lasts longer."""
        same = Declaration.objects.filter(user=OuterRef("user"), version__covenant=OuterRef("version__covenant"))
        longer = same.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until")))
        last = self.valid(on).filter(user__isnull=False, valid_until__lte=on + ENDING_SOON)
        return last.exclude(Exists(longer))


@protected(AudienceRule())
class Declaration(models.Model):
    """Seen by who signed it and by project leaders. Never changed but for its last day, never removed (trigger).

    `third_party` names somebody without an account, and for whom they come.
    """

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    audience = models.OneToOneField(Audience, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(CovenantVersion, on_delete=models.PROTECT, related_name="declarations")
    revision = models.CharField(max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="declarations", null=True, blank=True
    )
    third_party = models.CharField(max_length=200, blank=True)
    signed_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, third_party="") | (Q(user__isnull=True) & ~Q(third_party="")),
                name="a_declaration_is_of_one_person",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("signed_on")),
                name="a_declaration_ends_after_it_was_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.third_party}, {self.version.title}"

    @property
    def signed_in_person(self) -> bool:
        """In the portal, by the person; otherwise on paper, as a project leader recorded it."""
        return self.recorded_by_id == self.user_id


def has_signed_declaration(user: User, *, on: date) -> bool:
    """Whether this person is bound to confidentiality on this day: asked before somebody attends by exception."""
    return Declaration.objects.valid(on).filter(user=user).exists()
