"""Whom a document is published to."""

from collections.abc import Iterable

from django.db import models

from access.registry import internal


@internal("a list of tokens; read through the document that it belongs to")
class Audience(models.Model):
    """A set of tokens: `everyone`, `partners`, `org:5`, `role:…`, `org:5+role:…`, `user:9`."""

    def __str__(self) -> str:
        return ", ".join(sorted(entry.token for entry in self.entries.all()))

    def choose(self, tokens: Iterable[str]) -> None:
        """Replace the whole set."""
        wanted = set(tokens)
        self.entries.exclude(token__in=wanted).delete()
        present = set(self.entries.values_list("token", flat=True))
        AudienceToken.objects.bulk_create([AudienceToken(audience=self, token=token) for token in wanted - present])


@internal("one token of an audience")
class AudienceToken(models.Model):
    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="entries")
    token = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audience", "token"], name="a_token_once_in_an_audience")]
        indexes = [models.Index(fields=["token", "audience"])]

    def __str__(self) -> str:
        return self.token
