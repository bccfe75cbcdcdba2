"""Which parties signed on paper: a scan that bears the printed hash, and who of that party confirmed it (D-28)."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from access.registry import internal
from accounts.models import Organisation, User
from documents.models.covenant import CovenantVersion
from documents.models.party import Party
from documents.models.signature import Signature
from documents.models.stored_file import StoredFile


class PaperSignatureQuerySet(models.QuerySet["PaperSignature"]):
    def pending(self) -> "PaperSignatureQuerySet":
        """On the text as it is now, of a party that has not signed it yet and did not leave, and not answered."""
        unsigned = Party.objects.filter(left_on__isnull=True).exclude(pk__in=Party.objects.signed().values("pk"))
        party = unsigned.filter(version=OuterRef("version"), organisation=OuterRef("organisation"))
        return self.filter(Exists(party), revision=F("version__revision"), answered_at__isnull=True)

    def awaiting(self, user: User) -> "PaperSignatureQuerySet":
        """Pending, and this person may confirm it: of the party, and not who uploaded it."""
        return self.pending().filter(organisation=user.organisation_id).exclude(uploaded_by=user)


@internal("shown on the page of its covenant version; its file is found by a rule of its own")
class PaperSignature(models.Model):
    """One page of one party. What was answered stays; a page that was refused is followed by another one."""

    version = models.ForeignKey(CovenantVersion, on_delete=models.PROTECT, related_name="paper_signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    revision = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    # None: this is not ours, and `reason` says why.
    signature = models.OneToOneField(Signature, on_delete=models.PROTECT, related_name="paper", null=True)
    reason = models.TextField(blank=True)

    objects = PaperSignatureQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("uploaded_by")),
                name="a_page_is_confirmed_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(signature__isnull=True) | Q(answered_at__isnull=False),
                name="a_page_counts_once_it_is_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.uploaded_at:%Y-%m-%d}"
