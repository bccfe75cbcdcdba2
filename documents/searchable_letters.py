"""How letter templates become search documents: for who makes letters with them, and for who keeps them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.registry import rule_of
from access.viewer import Viewer
from documents.models.letter import LetterVersion
from search.documents import SearchDocument, Text


class Letters:
    kind = "letter"
    label = gettext_lazy("letter template")
    model = LetterVersion

    def documents(self, keys: Sequence[str]) -> Iterable[SearchDocument]:
        rule = rule_of(LetterVersion)
        rows = LetterVersion.objects.filter(key__in=keys).select_related("template")
        for version in rows.prefetch_related("audience__entries"):
            text = _text(version)
            yield SearchDocument(
                kind=self.kind,
                key=version.key,
                title=text.title,
                body=text.body,
                names=(),
                tokens=rule.tokens(version),
                since=None,
                case=None,
                organisation=None,
                municipality=None,
                date=version.created_at,
            )

    def all_keys(self) -> Iterator[str]:
        keys: Iterator[str] = LetterVersion.objects.order_by("pk").values_list("key", flat=True).iterator()
        return keys

    def seen(self, viewer: Viewer, keys: Sequence[str]) -> Mapping[str, Text]:
        rows = LetterVersion.objects.visible_to(viewer).filter(key__in=keys).select_related("template")
        return {version.key: _text(version) for version in rows}

    def url(self, key: str) -> str:
        return reverse("documents:letter", args=[key])


def _text(version: LetterVersion) -> Text:
    named = {"title": version.title, "version": version.version_number}
    return Text(_("%(title)s (letter template, version %(version)s)") % named, version.words or "")
