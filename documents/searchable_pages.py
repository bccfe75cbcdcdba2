"""How the welcome, news and explanations become search documents."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from access.registry import rule_of
from access.viewer import Viewer
from documents.models.pages import HousePage
from search.documents import SearchDocument, Text


class Pages:
    """The welcome, news and explanations, as they are published."""

    kind = "page"
    label = gettext_lazy("page")
    model = HousePage

    def documents(self, keys: Sequence[str]) -> Iterable[SearchDocument]:
        rule = rule_of(HousePage)
        rows = self._rows(keys).filter(live=True)
        for page in rows.select_related("readership__audience").prefetch_related("readership__audience__entries"):
            yield SearchDocument(
                kind=self.kind,
                key=page.key,
                title=page.title,
                body=_words(page),
                names=(),
                tokens=rule.tokens(page),
                since=None,
                case=None,
                organisation=None,
                municipality=None,
                date=page.last_published_at,
            )

    def all_keys(self) -> Iterator[str]:
        keys: Iterator[str] = HousePage.objects.order_by("pk").values_list("key", flat=True).iterator()
        return keys

    def seen(self, viewer: Viewer, keys: Sequence[str]) -> Mapping[str, Text]:
        return {page.key: Text(page.title, _words(page)) for page in self._rows(keys).visible_to(viewer)}

    def url(self, key: str) -> str:
        """Its kind is not asked here: that page sends its reader on."""
        return reverse("pages:page", args=[key])

    def _rows(self, keys: Sequence[str]) -> Any:
        return HousePage.objects.filter(key__in=keys)


def _words(page: HousePage) -> str:
    texts = page.body.stream_block.get_searchable_content(page.body)
    return "\n".join(str(text) for text in (page.intro, *texts) if text)
