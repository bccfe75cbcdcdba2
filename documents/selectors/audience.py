"""Whom an audience means, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from access.sources import EVERYONE
from accounts.models import Organisation, Role, User
from documents.sources import PARTNERS


def audience_in_words(tokens: Iterable[str]) -> list[str]:
    """One line a token: the widest first, then roles, organisations and people by name; two queries."""
    held = set(tokens)
    organisations = Organisation.objects.in_bulk(_keys(held, "org:"))
    people = User.objects.in_bulk(_keys(held, "user:"))
    lines = [_("Everyone who is signed in")] if EVERYONE in held else []
    lines += [_("Everyone of an organisation that is party to a covenant in force")] if PARTNERS in held else []
    lines += [_("Role: %(role)s") % {"role": role.label} for role in Role if f"role:{role.value}" in held]
    lines += sorted(_("Organisation: %(name)s") % {"name": one} for one in organisations.values())
    return lines + sorted(_("Person: %(name)s") % {"name": one} for one in people.values())


def _keys(tokens: Iterable[str], prefix: str) -> list[int]:
    return [int(token.removeprefix(prefix)) for token in tokens if token.startswith(prefix) and "+" not in token]
