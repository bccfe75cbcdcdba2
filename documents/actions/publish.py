"""Who may read a signed covenant, an adopted matrix or protocol: the audience that the project leader chooses."""

import re
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.actions.notify import notify
from accounts.models import Organisation, Role, User
from audit.models import Action
from documents.access import is_decided
from documents.actions.editing import AnyVersion, V, must_make, refused, renewed
from documents.audiences import DIRECTORS, LEADERS, PROCESS_DIRECTORS, party_tokens, show_to, signatory_tokens
from documents.kinds import kind_of
from documents.models.covenant import CovenantVersion
from documents.models.protocol import ProtocolVersion
from documents.selectors.waiting_readers import waiting_readers
from workflows.claim import claim

TOKEN = re.compile(r"everyone|partners|(?:org:(?P<org>\d+))?\+?(?:role:(?P<role>[a-z_]+))?|user:(?P<user>\d+)")


def publish(version: V, *, viewer: Viewer, expected_version: int, tokens: Iterable[str]) -> V:
    """Let these read it, besides those who made and decided it. Publishing again replaces the choice."""
    with transaction.atomic():
        fresh = renewed(viewer)
        current = claim(version, viewer=fresh, expected_version=expected_version)
        must_make(fresh)
        if not is_decided(current):
            raise refused(_("Only what was signed or adopted can be published."))
        chosen = set(tokens)
        for token in chosen:
            must_be_known(token)
        before = waiting_readers(current, viewer=fresh)
        show_to(current, chosen | always(current))
        current.published_at = timezone.now()
        current.save(update_fields=["published_at"])
        note_change(fresh, current, Action.UPDATE, step=f"{kind_of(current)}.publish")
        # Whom it waits for from now on: to be confirmed as read, or to be signed.
        notify(waiting_readers(current, viewer=fresh) - before)
    return current


def always(version: AnyVersion) -> set[str]:
    """Who reads it whatever is chosen: its makers, and those whom it binds or who decided on it."""
    if isinstance(version, CovenantVersion):
        return {LEADERS} | party_tokens(version) | signatory_tokens(version)
    return {LEADERS, PROCESS_DIRECTORS if isinstance(version, ProtocolVersion) else DIRECTORS}


def must_be_known(token: str) -> None:
    """Raises StepRefused for a token that nobody could hold."""
    found = TOKEN.fullmatch(token)
    known = found is not None and bool(token) and not token.startswith("+") and not token.endswith("+")
    if found and found["org"]:
        known = known and Organisation.objects.filter(pk=found["org"]).exists()
    if found and found["role"]:
        known = known and found["role"] in Role.values
    if found and found["user"]:
        known = known and User.objects.filter(pk=found["user"]).exists()
    if not known:
        raise refused(_("This audience does not exist: %s.") % token)
