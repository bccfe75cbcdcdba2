"""Which agreements files are attached to: one line for each kind, and everything else follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from documents.models.attachment import Attachment
from documents.models.covenant import CovenantVersion
from documents.models.matrix import MatrixVersion
from documents.models.protocol import ProtocolVersion


@dataclass(frozen=True)
class OwnerKind:
    """A kind of version with an audience of its own (one to one).

    `kind`: its name in addresses (`documents:kind`, `backroom:kind`), in search, and of the field that leads to its
    series (with a `number` and a `title`). `path`: the word for it in the address of a form.
    """

    kind: str
    path: str
    model: Any

    def versions(self) -> Any:
        return self.model.objects.select_related(self.kind)


_KINDS: dict[str, OwnerKind] = {}


def register_owner(owner: OwnerKind) -> None:
    """Its migration freezes the attachments of decided versions: see `attachments.freezing`."""
    _KINDS[owner.kind] = owner


register_owner(OwnerKind("covenant", "convenant", CovenantVersion))
register_owner(OwnerKind("matrix", "matrix", MatrixVersion))
register_owner(OwnerKind("protocol", "protocol", ProtocolVersion))


def owner_kind_of(version: Any) -> OwnerKind:
    """Raises LookupError for what no file can be attached to."""
    found = next((one for one in _KINDS.values() if isinstance(version, one.model)), None)
    if found is None:
        raise LookupError(type(version).__name__)
    return found


def owner_kind_at(path: str) -> OwnerKind | None:
    return next((one for one in _KINDS.values() if one.path == path), None)


def owners_of(attachments: Iterable[Attachment]) -> Mapping[int, Any]:
    """The version of each, by its audience; one query a kind."""
    wanted: dict[str, set[int]] = {}
    for attachment in attachments:
        wanted.setdefault(attachment.owner_kind, set()).add(attachment.audience_id)
    return {
        version.audience_id: version
        for kind, audiences in wanted.items()
        for version in _KINDS[kind].versions().filter(audience__in=audiences)
    }
