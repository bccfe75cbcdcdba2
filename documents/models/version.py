"""What every version of an agreement has: whose eyes it is for, which files lie with it, and where it stands."""

from django.db import models

from access.models import Audience
from accounts.keys import random_key
from documents.models.stored_file import StoredFile
from workflows.models import Stateful


class Version(Stateful):
    """One text in a series. Its content is frozen once it was decided (database trigger)."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    version_number = models.PositiveIntegerField()
    audience = models.OneToOneField(Audience, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    # When the project leader chose who reads it; until then only who takes part in making it does.
    published_at = models.DateTimeField(null=True, editable=False)
    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    adopted = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True, editable=False)

    class Meta(Stateful.Meta):
        abstract = True
