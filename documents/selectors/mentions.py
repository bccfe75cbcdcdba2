"""Which roles, meetings, systems and kinds of document a statement names, and where each of them is explained."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import Role
from documents.models.covenant import CovenantKind
from documents.models.matrix import MatrixVersion
from documents.models.names import DocumentKind, KnownSystem, LocalName
from documents.models.purpose import MeetingType
from documents.role_names import NAMES

# Words of documents, which are Dutch: kinds of documents as statements name them, with plurals that are no ending.
DOCUMENTS: dict[str, tuple[str, ...]] = {
    DocumentKind.COVENANT: ("convenant",),
    DocumentKind.ROLE_MATRIX: ("rollenmatrix", "rollenmatrices", "tvb-matrix", "tvb-matrices"),
    DocumentKind.PROTOCOL: ("protocol", "protocollen"),
    DocumentKind.PLAN_OF_ACTION: ("plan van aanpak", "plannen van aanpak"),
    DocumentKind.CLIENT_CHECKLIST: ("cliëntchecklist", "checklist"),
}
# The list in which one finds those that are made here; the others are made in a case, and explained among the names.
LISTS: dict[str, str] = {
    DocumentKind.COVENANT: "covenants",
    DocumentKind.ROLE_MATRIX: "matrices",
    DocumentKind.PROTOCOL: "protocols",
}
_SHORTEST = 3
# wijkagenten, procesregisseurs.
_PLURAL = r"(?:en|s|n)?"


@dataclass(frozen=True)
class Part:
    """A piece of a statement; with a url: something that it names."""

    text: str
    url: str = ""


class Mentions:
    """The names of this moment, read once for one page, in four queries."""

    def __init__(self, version: MatrixVersion) -> None:
        self.targets: dict[str, str] = {}
        for name, url in _names(version):
            if len(name) >= _SHORTEST:
                self.targets.setdefault(name.casefold(), url)
        longest_first = sorted(self.targets, key=len, reverse=True)
        alternatives = "|".join(re.escape(name) for name in longest_first)
        self.pattern = re.compile(rf"(?<!\w)({alternatives}){_PLURAL}(?!\w)", re.IGNORECASE)

    def parts(self, text: str, *, own: int = 0) -> tuple[Part, ...]:
        """The whole text, cut in pieces; `own` is the section that it stands in, to which it does not point."""
        found, end = [], 0
        for match in self.pattern.finditer(text):
            url = self.targets[match[1].casefold()]
            if url == section_url(own):
                continue
            found += [Part(text[end : match.start()]), Part(match[0], url)]
            end = match.end()
        return tuple(part for part in (*found, Part(text[end:])) if part.text)


def section_url(order: int) -> str:
    """A role of the same matrix."""
    return f"?rol={order}#role-{order}"


def document_url(kind: str) -> str:
    """Where documents of this kind are listed, or what is said of them."""
    group = LISTS.get(kind)
    return f"{reverse('documents:agreements')}#{group}" if group else f"{reverse('documents:names')}#document-{kind}"


def _names(version: MatrixVersion) -> Iterator[tuple[str, str]]:
    """Names with their addresses; where two claim a name, the first has it: the words of this matrix go first."""
    sections = list(version.sections.values_list("order", "name", "aliases", "role"))
    by_role = {role: section_url(order) for order, _name, _aliases, role in reversed(sections) if role}
    for order, name, aliases, _role in sections:
        yield from ((one, section_url(order)) for one in (name, *aliases))
    lists = reverse("documents:names")
    for role in Role:
        url = by_role.get(role, f"{lists}#role-{role}")
        yield from ((name, url) for name in (str(role.label), *NAMES.get(role, ())) if role in by_role)
    for local in LocalName.objects.select_related("meeting_type"):
        meeting = f"{lists}#meeting-{local.meeting_type.key}" if local.meeting_type else ""
        other = document_url(local.document) if local.document else meeting
        yield local.name, other or by_role.get(local.role, f"{lists}#role-{local.role}")
    for one in MeetingType.objects.all():
        yield from ((name, f"{lists}#meeting-{one.key}") for name in (one.name, one.alias))
    for system in KnownSystem.objects.all():
        yield from ((name, f"{lists}#system-{system.key}") for name in (system.name, *system.aliases))
    yield from ((str(label), document_url(DocumentKind.COVENANT)) for label in CovenantKind.labels)
    yield from ((name, document_url(kind)) for kind, names in DOCUMENTS.items() for name in names)
