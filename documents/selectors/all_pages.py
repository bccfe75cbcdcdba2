"""All pages as who writes them sees them: drafts too, with how each stands and who may read it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from documents.audiences import LEADERS
from documents.models.pages import (
    ExplanationIndexPage,
    ExplanationPage,
    HomePage,
    HousePage,
    NewsIndexPage,
    NewsPage,
)
from documents.selectors.audience import audience_in_words
from workflows.refusals import Text


class Standing(StrEnum):
    DRAFT = "draft"
    UNREAD = "unread"
    CHANGED = "changed"
    PUBLISHED = "published"


WORDS: dict[Standing, tuple[Text, str]] = {
    Standing.DRAFT: (gettext_lazy("draft"), "neutral"),
    Standing.UNREAD: (gettext_lazy("published, without readers"), "warning"),
    Standing.CHANGED: (gettext_lazy("published, a newer draft waits"), "active"),
    Standing.PUBLISHED: (gettext_lazy("published"), "safe"),
}


@dataclass(frozen=True)
class PageRow:
    """`changed_at`: when its text was last saved."""

    page: HousePage
    standing: Standing
    readers: Sequence[str]
    changed_at: datetime | None

    @property
    def label(self) -> Text:
        return WORDS[self.standing][0]

    @property
    def badge(self) -> str:
        return WORDS[self.standing][1]


@dataclass(frozen=True)
class PageGroup:
    """One kind of page. `add_url`: where one more is begun; nothing where there is only one."""

    name: str
    heading: Text
    rows: Sequence[PageRow]
    add_url: str
    add_label: Text


def all_pages() -> list[PageGroup]:
    """A fixed number of queries. Only for who may write pages: it asks no viewer."""
    organisations = {f"org:{one.pk}": one for one in Organisation.objects.all()}

    def group(name: str, heading: Text, pages: Any, index: Any = None, label: Text = "") -> PageGroup:
        rows = [_row(page, organisations) for page in pages.prefetch_related("readership__audience__entries")]
        return PageGroup(name, heading, rows, _add_url(pages.model, index), label)

    news = NewsPage.objects.order_by("-day", "-pk")
    explanations = ExplanationPage.objects.order_by("place", "title")
    return [
        group("news", _("News"), news, NewsIndexPage, _("Write news")),
        group("explanations", _("Explanation"), explanations, ExplanationIndexPage, _("Write explanation")),
        group("welcome", _("Welcome"), HomePage.objects.all()),
    ]


def _add_url(model: Any, index: Any) -> str:
    place = index.objects.first() if index else None
    return reverse("wagtailadmin_pages:add", args=["documents", model._meta.model_name, place.pk]) if place else ""


def _row(page: Any, organisations: dict[str, Organisation]) -> PageRow:
    tokens = _tokens(page)
    return PageRow(page, _standing(page, tokens), _in_words(tokens, organisations), page.latest_revision_created_at)


def _tokens(page: Any) -> set[str]:
    """Besides who writes pages: whoever chose nobody else published it to nobody."""
    if not hasattr(page, "readership"):
        return set()
    return {entry.token for entry in page.readership.audience.entries.all()} - {LEADERS}


def _standing(page: Any, tokens: set[str]) -> Standing:
    if not page.live:
        return Standing.DRAFT
    if not tokens:
        return Standing.UNREAD
    return Standing.CHANGED if page.has_unpublished_changes else Standing.PUBLISHED


def _in_words(tokens: Iterable[str], organisations: dict[str, Organisation]) -> list[str]:
    """As `audience_in_words`, with the organisations at hand for all pages."""
    named = [token for token in tokens if token in organisations]
    return [
        *audience_in_words(set(tokens) - set(named)),
        *sorted(_("Organisation: %(name)s") % {"name": organisations[token]} for token in named),
    ]
