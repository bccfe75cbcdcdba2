"""How a covenant in Word becomes a draft: its text, and those of its parties and annexes that are known here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import transaction

from access.doors import note_change
from access.viewer import Viewer
from accounts.models import Organisation
from audit.models import Action
from documents.actions.edit_covenant import AnnexFields, PartnerFields, write_annex
from documents.actions.editing import must_make, renewed, seal
from documents.actions.next_version import must_be_the_last, next_version_number
from documents.actions.upload import Upload, keep_original, take_files_along
from documents.audiences import LEADERS, new_audience
from documents.body import to_json
from documents.models.covenant import Covenant, CovenantVersion, default_winding_down
from documents.models.number import next_number
from documents.models.party import Party
from documents.models.purpose import MeetingType
from documents.word import covenant_shapes
from documents.word.blocks import Block, Heading, Paragraph
from documents.word.covenant_shapes import CovenantImport
from documents.word.limits import LONGEST_NAME
from documents.word.untrusted import read_untrusted
from search.outbox import changed
from workflows.models import contributed

Choices = Mapping[str, str]
NO_CHOICES: Choices = MappingProxyType({})


@dataclass(frozen=True)
class Recognised:
    """Which names in the file are organisations and meeting types of this house, and which are not."""

    parties: tuple[Organisation, ...]
    unknown_parties: tuple[str, ...]
    # Of every party that was read, in order: the organisation that it is here, or nothing.
    matched: tuple[Organisation | None, ...]
    annexes: tuple[tuple[covenant_shapes.Annex, MeetingType], ...]
    unknown_annexes: tuple[covenant_shapes.Annex, ...]


def import_covenant(upload: Upload, *, viewer: Viewer) -> CovenantVersion:
    """A new covenant in draft. Raises WordRefused for a file that cannot be read."""
    must_make(renewed(viewer))
    return save_covenant(read_untrusted(upload.content, "covenant"), upload=upload, viewer=viewer)


def recognise(reading: CovenantImport, choices: Choices = NO_CHOICES) -> Recognised:
    """For the report before saving. What is not recognised stays as text, and is for the editor to add.

    `choices` of the importer win from names: `party-0` and `annex-0` → a public key, or `none`.
    """
    known = _by_name(Organisation.objects.all(), "name")
    meetings = _by_name(MeetingType.objects.all(), "name", "alias")
    parties = {
        party.name: _chosen(choices.get(f"party-{place}"), known, known.get(_compared(party.name)))
        for place, party in enumerate(reading.parties)
    }
    annexes = [
        (annex, _chosen(choices.get(f"annex-{place}"), meetings, _meeting_in(annex.title, meetings)))
        for place, annex in enumerate(reading.annexes)
    ]
    # One annex a meeting type; a second one that names the same meeting stays text.
    first = {meeting.pk: annex for annex, meeting in reversed(annexes) if meeting}
    return Recognised(
        parties=tuple(dict.fromkeys(one for one in parties.values() if one)),
        unknown_parties=tuple(name for name, one in parties.items() if one is None),
        matched=tuple(parties.values()),
        annexes=tuple((annex, meeting) for annex, meeting in annexes if meeting and first[meeting.pk] is annex),
        unknown_annexes=tuple(annex for annex, meeting in annexes if not meeting or first[meeting.pk] is not annex),
    )


@transaction.atomic
def save_covenant(
    reading: CovenantImport, *, upload: Upload, viewer: Viewer, choices: Choices = NO_CHOICES
) -> CovenantVersion:
    """What was read, as a draft; also for who has shown the reading to somebody before saving it."""
    fresh = renewed(viewer)
    must_make(fresh)
    recognised = recognise(reading, choices)
    series = _series(upload, reading)
    version = CovenantVersion.objects.create(
        covenant=series,
        version_number=next_version_number(series),
        audience=new_audience(LEADERS),
        starts_on=reading.starts_on,
        ends_on=_later(reading.ends_on, reading.starts_on),
        winding_down_days=(default_winding_down() if reading.winding_down_days is None else reading.winding_down_days),
        body=to_json(_text(reading, recognised)),
        original=keep_original(upload, viewer=viewer),
    )
    _save_parts(version, recognised)
    take_files_along(upload, version)
    seal(version)
    contributed(version, viewer.user)
    note_change(fresh, version, Action.CREATE, step="covenant.import")
    changed("covenant", version.key)
    return version


def _series(upload: Upload, reading: CovenantImport) -> Covenant:
    if isinstance(upload.next_of, CovenantVersion):
        must_be_the_last(upload.next_of)
        return upload.next_of.covenant
    number = next_number(settings.PROJECT_NUMBER)
    return Covenant.objects.create(number=number, kind=upload.kind, title=upload.titled(reading.title))


def _save_parts(version: CovenantVersion, recognised: Recognised) -> None:
    Party.objects.bulk_create(Party(version=version, organisation=one) for one in recognised.parties)
    known = {_compared(one.name): one for one in recognised.parties}
    for annex, meeting_type in recognised.annexes:
        partners = tuple(PartnerFields(known[name]) for name in map(_compared, annex.partners) if name in known)
        fields = AnnexFields(meeting_type, annex.title[:LONGEST_NAME], purpose=annex.purpose, partners=partners)
        row = write_annex(version, fields)
        # A title that is too long for its column stays as text, whole.
        whole = (Paragraph(annex.heading),) if len(annex.title) > LONGEST_NAME else ()
        row.body = to_json((*whole, *annex.blocks))
        row.save(update_fields=["body"])


def _later(end: date | None, start: date | None) -> date | None:
    """An end before the beginning was read wrongly: the editor fills it in."""
    return None if start and end and end < start else end


def _text(reading: CovenantImport, recognised: Recognised) -> list[Block]:
    """The main text, and every annex that is no annex of ours: nothing of the file gets lost."""
    loose = [block for annex in recognised.unknown_annexes for block in (Heading(annex.heading), *annex.blocks)]
    return [*reading.blocks, *loose]


def _meeting_in(title: str, meetings: dict[str, Any]) -> MeetingType | None:
    """The meeting type that a title names; the longest name wins."""
    named = [name for name in meetings if name and name in _compared(title)]
    return meetings[max(named, key=len)] if named else None


def _chosen(key: str | None, known: Mapping[str, Any], found: Any) -> Any:
    return next((one for one in known.values() if one.key == key), None) if key else found


def _by_name(things: Iterable[Any], *fields: str) -> dict[str, Any]:
    return {_compared(getattr(thing, field)): thing for thing in things for field in fields}


def _compared(name: str) -> str:
    """`De gemeente Veldersloot` and `Gemeente Veldersloot` are one; so are a foundation with and without that word."""
    words = name.casefold().split()
    while words and words[0] in {"de", "het", "stichting"}:
        words = words[1:]
    return " ".join(words)
