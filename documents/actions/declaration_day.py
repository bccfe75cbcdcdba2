"""Who hears by itself, once a day, of a confidentiality declaration: it can be signed, ends soon, or has ended."""

from collections.abc import Iterator
from datetime import date

from accounts.actions.notify import notify
from accounts.models import User
from documents.models.covenant import CovenantVersion
from documents.models.declaration import ENDING_SOON, Declaration
from documents.selectors.declarations import are_in_force
from documents.selectors.waiting_readers import to_sign

# Days before the end on which who signed hears of it; the first is when it begins to stand in their work.
WARN = (7, ENDING_SOON.days)


def tell_of_declarations(day: date, *, since: date) -> int:
    """How many people were told; `since`: the last day that was done."""
    people = set(_ending(day, since))
    for text in are_in_force(day):
        people |= _waiting(text, day, since)
    notify(people)
    return len(people)


def _waiting(text: CovenantVersion, day: date, since: date) -> set[User]:
    """Since that day: a text that begins waits for all its readers, one that ended for a person for them alone."""
    waiting = to_sign(text, on=day)
    if text.begins_on and text.begins_on > since:
        return waiting
    ended = Declaration.objects.filter(valid_until__gte=since, valid_until__lt=day, version__covenant=text.covenant_id)
    return waiting & set(User.objects.filter(pk__in=ended.values("user")))


def _ending(day: date, since: date) -> Iterator[User]:
    for one in Declaration.objects.ending_soon(day).select_related("user"):
        if one.user and one.valid_until:
            left, left_then = (one.valid_until - day).days, (one.valid_until - since).days
            if any(left <= days < left_then for days in WARN):
                yield one.user
