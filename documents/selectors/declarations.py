"""Which confidentiality declarations somebody may see, and which texts they can sign."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from access.explain import viewers_of
from access.viewer import Viewer
from accounts.models import User
from documents.access import may_make
from documents.models.covenant import CovenantKind, CovenantVersion
from documents.models.declaration import Declaration


@dataclass(frozen=True)
class DeclarationsPage:
    """`others` and `awaited` are for who records them."""

    own: tuple[Declaration, ...]
    to_sign: tuple[CovenantVersion, ...]
    others: tuple[Declaration, ...]
    awaited: tuple["Awaited", ...]


@dataclass(frozen=True)
class Awaited:
    """A text that holds today, and who may sign it and has not."""

    version: CovenantVersion
    people: Sequence[User]


def texts_in_force(viewer: Viewer) -> Any:
    """The texts that hold today, as far as they were shown to this viewer."""
    return are_in_force(viewer.today).visible_to(viewer)


def are_in_force(on: date) -> Any:
    versions = CovenantVersion.objects.filter(
        covenant__kind=CovenantKind.CONFIDENTIALITY_DECLARATION, begins_on__lte=on
    )
    return versions.exclude(last_day__lt=on).select_related("covenant")


def to_sign(viewer: Viewer) -> list[CovenantVersion]:
    """What waits for this viewer; never for who makes agreements. Two queries."""
    if may_make(viewer):
        return []
    own = Declaration.objects.valid(viewer.today).filter(user=viewer.user)
    bound = set(own.values_list("version__covenant_id", flat=True))
    return [text for text in texts_in_force(viewer) if text.covenant_id not in bound]


def ending(viewer: Viewer) -> list[Declaration]:
    """Those of this viewer that end soon."""
    own = Declaration.objects.visible_to(viewer).ending_soon(viewer.today).filter(user=viewer.user)
    return list(own.select_related("version__covenant"))


def declarations_page(viewer: Viewer) -> DeclarationsPage:
    """A fixed number of queries, whatever their number."""
    rows = Declaration.objects.visible_to(viewer).select_related("version__covenant", "user", "recorded_by")
    found = list(rows)
    own = tuple(one for one in found if one.user_id == viewer.user.pk)
    bound = {one.version.covenant_id for one in own if one.valid_until is None or one.valid_until >= viewer.today}
    return DeclarationsPage(
        own=own,
        to_sign=tuple(one for one in texts_in_force(viewer) if one.covenant_id not in bound),
        others=tuple(one for one in found if one.user_id != viewer.user.pk),
        awaited=tuple(_awaited(viewer)) if may_make(viewer) else (),
    )


def _awaited(viewer: Viewer) -> Iterator[Awaited]:
    """As `waiting_readers.to_sign` says it of one text; of project leaders it is not asked."""
    texts = list(texts_in_force(viewer).prefetch_related("audience__entries"))
    valid = Declaration.objects.valid(viewer.today).filter(version__covenant__in=[one.covenant_id for one in texts])
    bound = set(valid.values_list("user_id", "version__covenant_id"))
    for text, readers in zip(texts, viewers_of(texts), strict=True):
        asked = [reader.user for reader in readers if not may_make(reader)]
        yield Awaited(text, [user for user in asked if (user.pk, text.covenant_id) not in bound])
