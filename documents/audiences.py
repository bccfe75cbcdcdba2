"""Whom a document is shown to, in each of its states and when it is published."""

from collections.abc import Iterable
from typing import Any

from access.models import Audience
from search.outbox import changed

LEADERS = "role:project_leader"
DIRECTORS = "role:municipal_director"


def new_audience(*tokens: str) -> Audience:
    audience = Audience.objects.create()
    audience.choose(tokens)
    return audience


def show_to(version: Any, tokens: Iterable[str]) -> None:
    """Let a version be seen by these and nobody else, from this commit on; search follows."""
    before = {entry.token for entry in version.audience.entries.all()}
    wanted = set(tokens)
    version.audience.choose(wanted)
    kind = version._meta.model_name.removesuffix("version")
    changed(kind, version.key, narrowed=bool(before - wanted))


def party_tokens(version: Any) -> set[str]:
    return {f"org:{organisation_id}" for organisation_id in version.parties.values_list("organisation_id", flat=True)}


def signatory_tokens(version: Any) -> set[str]:
    signatories = version.parties.filter(signatory__isnull=False).values_list("signatory_id", flat=True)
    return {f"user:{user_id}" for user_id in signatories}
