"""Which files are attached to what: to a version of an agreement now, to an item of a case later."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.models import Audience
from access.querysets import ProtectedQuerySet
from access.registry import protected
from access.rules import AudienceRule
from accounts.keys import random_key
from documents.attachments.kinds import KINDS
from documents.attachments.shapes import Part


class TextState(models.TextChoices):
    """How far the text of an attachment is searchable."""

    READ = "read", _("searchable")
    PARTLY = "partly", _("only a part is searchable")
    EMPTY = "empty", _("no text was found in it")
    UNREADABLE = "unreadable", _("its text could not be read")
    NONE = "none", _("a picture: not searchable")


class AttachmentBase(models.Model):
    """What every attachment is, whatever it hangs on.

    A room that lets files hang on its own nouns makes one model of this: it adds the owner (a key to its noun),
    registers its own access rule with `@protected`, and forbids a second row with the same owner and `sha256`. The rest
    is here for all of them: `attachments.intake` judges, reads and fills the columns, `attachments.download` sends, and
    `actions.attach` shows the order of the checks. An attachment is checked by its own rule, never through its owner;
    its tokens are those of its owner, and change in the same transaction.
    """

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=8, choices=[(kind, one.label) for kind, one in KINDS.items()])
    description = models.CharField(_("description"), max_length=300, blank=True)
    # Not unique: the next version of an agreement keeps the same file.
    path = models.CharField(max_length=80, db_index=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text_state = models.CharField(max_length=12, choices=TextState)
    # Why its text could not be read: a code of `attachments.refusals`.
    text_problem = models.CharField(max_length=24, blank=True)
    # The text by page or heading: [text, page, heading], as `attachments.shapes.Part`.
    parts = models.JSONField(default=list)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def text_parts(self) -> tuple[Part, ...]:
        return tuple(Part(*stored) for stored in self.parts)


class AttachmentQuerySet(ProtectedQuerySet["Attachment"]):
    def listed(self) -> "AttachmentQuerySet":
        """For a list: without the text, which may be as long as a book."""
        return self.defer("parts").select_related("added_by")


@protected(AudienceRule())
class Attachment(AttachmentBase):
    """Hangs on the version of an agreement whose audience it shares: an audience belongs to one version only.

    `owner_kind` is that of `attachment_owners`. Content is frozen with its version (database trigger); what is known of
    its text is not content.
    """

    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+")
    owner_kind = models.CharField(max_length=16)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["audience", "sha256"], name="a_file_once_at_an_agreement"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="attachment_kind_is_known"),
            models.CheckConstraint(condition=Q(text_state__in=TextState.values), name="attachment_text_state_is_known"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("documents:attachment", args=[self.key])


def content_of(attachments: Any) -> list[list[str]]:
    """What of them is agreed on: the names, the exact bytes, and what is said of them; in a fixed order."""
    return sorted([one.name, one.sha256, one.description] for one in attachments)
