"""Whom a document is shown to, in each of its states and when it is published."""

from collections.abc import Iterable
from typing import Any

from access.models import Audience
from documents.kinds import kind_of
from documents.models.attachment import Attachment
from search.outbox import all_changed, changed

LEADERS = "role:project_leader"
DIRECTORS = "role:municipal_director"
PROCESS_DIRECTORS = "role:process_director"


def new_audience(*tokens: str) -> Audience:
    audience = Audience.objects.create()
    audience.choose(tokens)
    return audience


def show_to(version: Any, tokens: Iterable[str]) -> None:
    """Let a version be seen by these and nobody else, from this commit on; search follows."""
    before = {entry.token for entry in version.audience.entries.all()}
    wanted = set(tokens)
    version.audience.choose(wanted)
    kind = kind_of(version)
    narrowed = bool(before - wanted)
    changed(kind, version.key, narrowed=narrowed)
    attached = Attachment.objects.filter(audience=version.audience_id)
    all_changed("attachment", attached.values_list("key", flat=True), narrowed=narrowed)


def while_in_the_making(version: Any) -> set[str]:
    """Who sees a version that is not decided yet: more people as it comes nearer to them."""
    shown = {LEADERS}
    if version.state == "proposed":
        shown |= {DIRECTORS}
    if version.state == "in_review":
        shown |= {PROCESS_DIRECTORS}
    if version.state in {"in_consultation", "ready_to_sign"}:
        shown |= party_tokens(version)
    if version.state == "ready_to_sign":
        shown |= signatory_tokens(version)
    return shown


def party_tokens(version: Any) -> set[str]:
    return {f"org:{organisation_id}" for organisation_id in version.parties.values_list("organisation_id", flat=True)}


def signatory_tokens(version: Any) -> set[str]:
    signatories = version.parties.filter(signatory__isnull=False).values_list("signatory_id", flat=True)
    return {f"user:{user_id}" for user_id in signatories}
