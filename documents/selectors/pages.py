"""Which pages somebody may read, and what stands on one for this reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists

from access.viewer import Viewer
from audit.models import AccessLogEntry, Event
from documents.models.pages import ExplanationPage, HomePage, HousePage, NewsPage
from documents.selectors.agreements import Agreement, covenants, matrices
from documents.selectors.standing_badges import Part, part_of

NEWEST = 3


@dataclass(frozen=True)
class Front:
    """What stands on the page with which somebody begins: news, and in their first session the welcome."""

    welcome: HousePage | None
    news: Sequence[NewsPage]


@dataclass(frozen=True)
class Shown:
    """One block of a text. An agreement is there only for who may read it."""

    kind: str
    value: Any
    agreement: Agreement | None = None


def news_for(viewer: Viewer) -> Any:
    """Newest first."""
    return NewsPage.objects.visible_to(viewer).order_by("-day", "-pk")


def explanations_for(viewer: Viewer) -> list[HousePage]:
    """The welcome first; then as their writer ordered them."""
    pages = ExplanationPage.objects.visible_to(viewer).order_by("place", "title")
    return [*HomePage.objects.visible_to(viewer), *pages]


def front(viewer: Viewer) -> Front:
    """Two queries. Nobody counts sign-ins: a second one is looked for."""
    sign_ins = AccessLogEntry.objects.filter(user_key=viewer.user.key, event=Event.LOGIN)
    welcome = HomePage.objects.visible_to(viewer).filter(~Exists(sign_ins[1:2]))
    return Front(welcome.first(), news_for(viewer)[:NEWEST])


def text_for(viewer: Viewer, page: HousePage) -> list[Shown]:
    """The blocks of a page as this reader sees them; agreements cost two queries, if there are any."""
    blocks = [Shown(block.block_type, block.value) for block in page.body]
    if not any(block.kind == "agreement" for block in blocks):
        return blocks
    readable = _by_number(viewer)
    return [
        Shown(one.kind, one.value, readable[one.value]) if one.kind == "agreement" else one
        for one in blocks
        if one.kind != "agreement" or one.value in readable
    ]


def _by_number(viewer: Viewer) -> dict[str, Agreement]:
    """One version of each agreement: what holds now, else the newest that this viewer may read."""
    found: dict[str, Agreement] = {}
    for agreement in [*covenants(viewer), *matrices(viewer)]:
        known = found.get(agreement.number)
        if known is None or (part_of(agreement.standing) == Part.NOW and part_of(known.standing) != Part.NOW):
            found[agreement.number] = agreement
    return found
