"""What the index does not know yet, which index is the one in use, and which words find each other."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import internal, public
from accounts.keys import random_key


class PendingChangeQuerySet(models.QuerySet["PendingChange"]):
    def waiting(self) -> "PendingChangeQuerySet":
        """Not yet in the index that is in use."""
        return self.filter(indexed=False)


@internal("the outbox of the index: keys without content")
class PendingChange(models.Model):
    """A thing that changed. `narrowed`: fewer people may see it than the index believes, or nobody any more.

    A row goes when the index in use has it, but stays as `indexed` while a rebuild runs, which still needs it.
    """

    kind = models.CharField(max_length=64)
    key = models.CharField(max_length=200)
    narrowed = models.BooleanField(default=False)
    indexed = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PendingChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["indexed", "narrowed"], name="pending_by_state")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


@public("which words count as equal in search is known to whoever searches")
class SynonymGroup(models.Model):
    """Words and expressions that find each other, one a line. They widen questions; the index knows nothing of them."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    words = models.TextField(_("words that find each other"), unique=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["words"]

    def __str__(self) -> str:
        return ", ".join(self.words.splitlines())


@internal("numbers of the last comparison, without content")
class Reconciliation(models.Model):
    """How the index and the database differed when they were last compared; what differed was mended then."""

    at = models.DateTimeField()
    documents = models.PositiveBigIntegerField()
    missing = models.PositiveBigIntegerField()
    surplus = models.PositiveBigIntegerField()
    outdated = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.differences}"

    @property
    def differences(self) -> int:
        return self.missing + self.surplus + self.outdated


@internal("one row of bookkeeping")
class IndexState(models.Model):
    """The index in use. `generation` rises with every commit; `name` is empty until there is an index."""

    generation = models.PositiveBigIntegerField(default=0)
    name = models.CharField(max_length=64, blank=True)
    recipe = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_index_state")]

    def __str__(self) -> str:
        return f"{self.name}@{self.generation}"
