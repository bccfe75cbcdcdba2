"""How a protocol in Word becomes a draft, and how one is begun without a file."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from documents.actions.editing import must_make, refused, renewed
from documents.actions.next_version import must_be_the_last, next_version_number
from documents.actions.upload import Upload, keep_original, take_files_along
from documents.audiences import LEADERS, new_audience
from documents.body import to_json
from documents.models.number import next_number
from documents.models.protocol import Protocol, ProtocolVersion
from documents.word.protocol_shapes import ProtocolImport
from documents.word.untrusted import read_untrusted
from search.outbox import changed
from workflows.models import contributed


def import_protocol(upload: Upload, *, viewer: Viewer) -> ProtocolVersion:
    """A new protocol in draft. Raises WordRefused for a file that cannot be read."""
    must_make(renewed(viewer))
    return save_protocol(read_untrusted(upload.content, "protocol"), upload=upload, viewer=viewer)


@transaction.atomic
def save_protocol(reading: ProtocolImport, *, upload: Upload, viewer: Viewer) -> ProtocolVersion:
    """What was read, as a draft; also for who has shown the reading to somebody before saving it."""
    must_make(renewed(viewer))
    if isinstance(upload.next_of, ProtocolVersion):
        must_be_the_last(upload.next_of)
        series = upload.next_of.protocol
    else:
        series = _series(upload.titled(reading.title))
    original = keep_original(upload, viewer=viewer)
    version = _draft(series, viewer=viewer, doing="protocol.import", body=to_json(reading.blocks), original=original)
    take_files_along(upload, version)
    return version


@transaction.atomic
def begin_protocol(title: str, *, viewer: Viewer) -> ProtocolVersion:
    """An empty draft, to be written here."""
    must_make(renewed(viewer))
    if not title.strip():
        raise refused(_("It cannot be empty."))
    return _draft(_series(title.strip()[:200]), viewer=viewer, doing="protocol.begin")


def _series(title: str) -> Protocol:
    return Protocol.objects.create(number=next_number(settings.PROJECT_NUMBER), title=title)


def _draft(series: Protocol, *, viewer: Viewer, doing: str, **content: Any) -> ProtocolVersion:
    version = ProtocolVersion.objects.create(
        protocol=series, version_number=next_version_number(series), audience=new_audience(LEADERS), **content
    )
    contributed(version, viewer.user)
    note_change(renewed(viewer), version, Action.CREATE, step=doing)
    changed("protocol", version.key)
    return version
