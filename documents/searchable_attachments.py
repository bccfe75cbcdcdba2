"""How attached files become search documents: each by its own rule, with its text by page or heading."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.registry import rule_of
from access.viewer import Viewer
from documents.attachment_owners import owners_of
from documents.attachments import shapes
from documents.models.attachment import Attachment
from search.documents import Part, SearchDocument, Text


class Attachments:
    kind = "attachment"
    label = gettext_lazy("attached file")
    model = Attachment

    def documents(self, keys: Sequence[str]) -> Iterable[SearchDocument]:
        rule = rule_of(Attachment)
        found = list(Attachment.objects.filter(key__in=keys).prefetch_related("audience__entries"))
        owners = owners_of(found)
        for attachment in found:
            text = _text(attachment, owners)
            yield SearchDocument(
                kind=self.kind,
                key=attachment.key,
                title=text.title,
                body=text.words,
                names=(),
                tokens=rule.tokens(attachment),
                since=None,
                case=None,
                organisation=None,
                municipality=None,
                date=attachment.added_at,
            )

    def all_keys(self) -> Iterator[str]:
        keys: Iterator[str] = Attachment.objects.order_by("pk").values_list("key", flat=True).iterator()
        return keys

    def seen(self, viewer: Viewer, keys: Sequence[str]) -> Mapping[str, Text]:
        found = list(Attachment.objects.visible_to(viewer).filter(key__in=keys))
        owners = owners_of(found)
        return {attachment.key: _text(attachment, owners) for attachment in found}

    def url(self, key: str) -> str:
        return reverse("documents:attachment", args=[key])


def _text(attachment: Any, owners: Mapping[int, Any]) -> Text:
    """Its name with that of its agreement: seen by the same people, because the two share their audience."""
    version = owners.get(attachment.audience_id)
    title = _("%(name)s (with %(agreement)s)") % {"name": attachment.name, "agreement": version}
    said = [Part(_("description"), attachment.description)] if attachment.description else []
    return Text(title, "", (*said, *(Part(_place(part), part.text) for part in attachment.text_parts)))


def _place(part: shapes.Part) -> str:
    if part.page:
        return _("page %(number)s") % {"number": part.page}
    return _("under “%(heading)s”") % {"heading": part.heading} if part.heading else ""
