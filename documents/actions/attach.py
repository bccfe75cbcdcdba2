"""How files are attached to an agreement in the making, described, taken away, and kept for its next version."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404

from access.doors import note_change
from access.viewer import Viewer
from accounts.models import User
from audit.models import Action
from documents.actions.editing import editing, must_make, renewed
from documents.attachment_owners import owner_kind_of
from documents.attachments.intake import Intake, text_of
from documents.attachments.refusals import FileRefused
from documents.models.attachment import Attachment
from documents.storage import FileDamaged, private_storage, read_private, write_private
from search.outbox import changed

KIND = "attachment"


def attach(version: Any, *, viewer: Viewer, expected_version: int, file: Intake, description: str = "") -> Attachment:
    """One more file, which belongs to what is signed: any signature on the text before it lapses.

    Raises FileRefused for one too many, and for one that is attached to this agreement already: told of this agreement
    only, because a hash that is known elsewhere would tell what lies there.
    """
    written: dict[str, Any] = {}
    doing = f"{owner_kind_of(version).kind}.attach"
    try:
        with editing(version, viewer=viewer, expected_version=expected_version, doing=doing) as current:
            _must_fit(current)
            written |= write_private(file.content)
            _must_be_new(current, written["sha256"])
            return _create(current, file, by=viewer.user, description=description.strip(), **written)
    except BaseException:
        if written:
            private_storage().delete(written["path"])
        raise


def describe_attachment(
    attachment: Attachment, version: Any, *, viewer: Viewer, expected_version: int, description: str
) -> None:
    doing = f"{owner_kind_of(version).kind}.describe_attachment"
    with editing(version, viewer=viewer, expected_version=expected_version, doing=doing) as current:
        own = _own(attachment, current)
        own.description = description.strip()
        own.save(update_fields=["description"])
        changed(KIND, own.key)


def remove_attachment(attachment: Attachment, version: Any, *, viewer: Viewer, expected_version: int) -> None:
    """The row, its text, its place in search and, when no other version keeps it, the file itself."""
    doing = f"{owner_kind_of(version).kind}.remove_attachment"
    with editing(version, viewer=viewer, expected_version=expected_version, doing=doing) as current:
        own = _own(attachment, current)
        path = own.path
        changed(KIND, own.key, narrowed=True)
        own.delete()
        if not Attachment.objects.filter(path=path).exists():
            transaction.on_commit(lambda: private_storage().delete(path))


def read_again(attachment: Attachment, *, viewer: Viewer) -> Attachment:
    """Read its text once more, with more patience. No content changes, so this is for decided versions as well."""
    must_make(renewed(viewer))
    try:
        content = read_private(attachment.path, sha256=attachment.sha256)
        text = text_of(content, kind=attachment.kind, patient=True)
    except FileDamaged:
        text = {"text_state": "unreadable", "text_problem": "damaged", "parts": []}
    with transaction.atomic():
        fresh = renewed(viewer)
        must_make(fresh)
        current = Attachment.objects.visible_to(fresh).filter(pk=attachment.pk).first()
        if current is None:
            raise Http404
        Attachment.objects.filter(pk=current.pk).update(**text)
        changed(KIND, current.key)
        note_change(fresh, current, Action.UPDATE, step="attachment.read_again")
    return Attachment.objects.get(pk=current.pk)


def copy_attachments(version: Any, copy: Any) -> None:
    """Inside the action that begins a next version: the same files, which lie there once."""
    for one in Attachment.objects.filter(audience=version.audience_id):
        text = {"text_state": one.text_state, "text_problem": one.text_problem, "parts": one.parts}
        file = Intake(b"", one.name, one.kind, text)
        place = {"path": one.path, "sha256": one.sha256, "size": one.size}
        _create(copy, file, by=one.added_by, description=one.description, **place)


def _create(version: Any, file: Intake, *, by: User, description: str, **place: Any) -> Attachment:
    attachment = Attachment.objects.create(
        audience=version.audience,
        owner_kind=owner_kind_of(version).kind,
        name=file.name,
        kind=file.kind,
        description=description,
        added_by=by,
        **file.text,
        **place,
    )
    changed(KIND, attachment.key)
    return attachment


def _own(attachment: Attachment, version: Any) -> Attachment:
    """The row as it is now; gone is gone."""
    found = Attachment.objects.filter(pk=attachment.pk, audience=version.audience_id).first()
    if found is None:
        raise Http404
    return found


def _must_fit(version: Any) -> None:
    if Attachment.objects.filter(audience=version.audience_id).count() >= settings.ATTACHMENTS_MOST:
        raise FileRefused("too_many", limit=settings.ATTACHMENTS_MOST)


def _must_be_new(version: Any, sha256: str) -> None:
    same = Attachment.objects.filter(audience=version.audience_id, sha256=sha256).first()
    if same is not None:
        raise FileRefused("duplicate", name=same.name)
