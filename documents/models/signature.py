"""Who signed which exact text, and who declined to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.registry import internal
from accounts.models import Organisation


@internal("shown on the page of the covenant version, to who sees that version")
class Signature(models.Model):
    """One answer of one signatory to one revision (D-28). Counts while the revision is that of the version."""

    # Not the party's row: that may go in a next draft, and what was signed stays on record.
    version = models.ForeignKey("documents.CovenantVersion", on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    revision = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    declined = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-signed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "organisation", "revision"],
                condition=Q(declined=False),
                name="a_party_signs_a_revision_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.revision[:8]}"
