"""Why somebody sees a thing or does not, and who sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model

from access.doors import grant_to_see, may_see
from access.grants import sources
from access.registry import rule_of
from access.viewer import Viewer, resolve_many
from accounts.models import User


@dataclass(frozen=True)
class Chain:
    """The answer, and its links in order: one sentence each."""

    seen: bool
    lines: tuple[str, ...]


def why(viewer: Viewer, thing: Model) -> Chain:
    """The chain behind a yes, or what is missing behind a no.

    The no is for operators and for people who see the thing themselves; never shown to the one who does not.
    """
    rule = rule_of(type(thing))
    if grant := grant_to_see(viewer, thing):
        return Chain(True, (*grant.basis.lines(), *rule.lines(thing)))
    tokens = rule.tokens(thing)
    missing = [line for source in sources() for line in source.missing(viewer.user, tokens, viewer.at)]
    return Chain(False, (*missing, *rule.lines(thing)))


def who(thing: Model) -> list[tuple[User, Chain]]:
    """Everyone who sees this thing today, with the chain of each."""
    return [(viewer.user, why(viewer, thing)) for viewer in viewers_of([thing])[0]]


def viewers_of(things: Sequence[Model]) -> list[list[Viewer]]:
    """Per thing everyone who sees it today, by name; the queries do not grow with things whose tokens were read."""
    tokens = frozenset(token for thing in things for token in rule_of(type(thing)).tokens(thing))
    found: dict[int, User] = {}
    for source in sources():
        people = source.candidates(tokens)
        if people is not None:
            found |= {user.pk: user for user in people.filter(is_active=True).select_related("organisation")}
    viewers = resolve_many(sorted(found.values(), key=lambda user: user.name)).values()
    return [[viewer for viewer in viewers if may_see(viewer, thing)] for thing in things]
