"""How agreements of every kind become search documents: every version by itself, for who may read that version."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.registry import rule_of
from access.viewer import Viewer
from documents.body import plain_text, text_parts
from documents.models.covenant import CovenantVersion
from documents.models.letter import LetterVersion
from documents.models.matrix import MatrixVersion
from documents.models.party import Annex
from documents.models.protocol import ProtocolVersion
from documents.phase_paper import lines_of
from documents.searchable_attachments import Attachments
from documents.searchable_pages import Pages
from search.documents import Part, SearchDocument, Text


class _Versions:
    """What all kinds of agreement have in common."""

    kind = ""
    label: Any = ""
    model: Any = None
    parent = ""  # the field of what it is a version of
    below: tuple[str, ...] = ()

    def date(self, version: Any) -> datetime:
        moment: datetime = version.published_at or version.created_at
        return moment

    def text(self, version: Any) -> Text:
        raise NotImplementedError

    def documents(self, keys: Sequence[str]) -> Iterable[SearchDocument]:
        rule = rule_of(self.model)
        for version in self._rows(keys).prefetch_related("audience__entries"):
            text = self.text(version)
            yield SearchDocument(
                kind=self.kind,
                key=version.key,
                title=text.title,
                body=text.words,
                names=(),
                tokens=rule.tokens(version),
                since=None,
                case=None,
                organisation=None,
                municipality=None,
                date=self.date(version),
            )

    def all_keys(self) -> Iterator[str]:
        keys: Iterator[str] = self.model.objects.order_by("pk").values_list("key", flat=True).iterator()
        return keys

    def seen(self, viewer: Viewer, keys: Sequence[str]) -> Mapping[str, Text]:
        return {version.key: self.text(version) for version in self._rows(keys).visible_to(viewer)}

    def url(self, key: str) -> str:
        return reverse(f"documents:{self.kind}", args=[key])

    def _rows(self, keys: Sequence[str]) -> Any:
        return (
            self.model.objects.filter(key__in=keys)
            .select_related(self.parent or self.kind)
            .prefetch_related(*self.below)
        )


class Covenants(_Versions):
    kind = "covenant"
    label = gettext_lazy("covenant")
    model = CovenantVersion
    below = ("annexes__criteria", "annexes__deviations", "annexes__meeting_type")

    def text(self, version: CovenantVersion) -> Text:
        title = _("%(title)s (covenant %(number)s, version %(version)s)") % {
            "title": version.covenant.title,
            "number": version.covenant.number,
            "version": version.version_number,
        }
        return Text(title, "", (*text_parts(version.body, "text"), *map(_annex, version.annexes.all())))


class Matrices(_Versions):
    kind = "matrix"
    label = gettext_lazy("role matrix")
    model = MatrixVersion
    below = ("sections__rows__statements", "phase_tables__actors", "phase_tables__phases__tasks__marks")

    def text(self, version: MatrixVersion) -> Text:
        title = _("%(title)s (role matrix %(number)s, version %(version)s)") % {
            "title": version.matrix.title,
            "number": version.matrix.number,
            "version": version.version_number,
        }
        parts: list[Part] = []
        for section in version.sections.all():
            parts.append(_part(section.name, [section.name, *section.aliases], f"role-{section.order}"))
            for row in section.rows.all():
                said = [row.heading, *(statement.text for statement in row.statements.all())]
                parts.append(_part(section.name, said, f"row-{row.order}"))
        for table in version.phase_tables.all():
            parts.append(_part(table.title, lines_of(table), f"phases-{table.order}"))
        return Text(title, "", tuple(parts))


class Protocols(_Versions):
    kind = "protocol"
    label = gettext_lazy("protocol")
    model = ProtocolVersion

    def text(self, version: ProtocolVersion) -> Text:
        title = _("%(title)s (protocol %(number)s, version %(version)s)") % {
            "title": version.protocol.title,
            "number": version.protocol.number,
            "version": version.version_number,
        }
        return Text(title, "", tuple(text_parts(version.body, "text")))


def _annex(annex: Annex) -> Part:
    said = [annex.title, annex.purpose, annex.target_group, annex.legal_basis, plain_text(annex.body)]
    said += [text for one in annex.criteria.all() for text in (one.question, one.explanation)]
    said += [text for one in annex.deviations.all() for text in (one.clause, one.agreed)]
    return _part(annex.title, said, f"annex-{annex.meeting_type.key}")


def _part(heading: str, said: Iterable[str], anchor: str) -> Part:
    """What stands under a heading of the page, where that has this id."""
    return Part(_("under “%(heading)s”") % {"heading": heading}, "\n".join(filter(None, said)), anchor)


class Letters(_Versions):
    """Letter templates: for who makes letters with them, and for who keeps them."""

    kind = "letter"
    label = gettext_lazy("letter template")
    model = LetterVersion
    parent = "template"

    def date(self, version: LetterVersion) -> datetime:
        return version.created_at

    def text(self, version: LetterVersion) -> Text:
        named = {"title": version.title, "version": version.version_number}
        return Text(_("%(title)s (letter template, version %(version)s)") % named, version.words or "")


SEARCHABLES = (Covenants(), Matrices(), Protocols(), Letters(), Attachments(), Pages())
