"""How the lists of the house are kept: meetings, other names, systems, kinds of data, synonyms; logged."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F, Model, ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from access.viewer import Viewer
from audit.models import Action
from audit.trail import Change, record_change
from documents.actions.editing import must_make, refused, renewed
from documents.models.names import KnownSystem, LocalName
from documents.models.purpose import CaseFunction, DataCategory, MeetingType
from documents.models.triage_category import TriageCategory
from search.models import SynonymGroup
from workflows.refusals import Stale

Entry = MeetingType | DataCategory | LocalName | KnownSystem | TriageCategory | SynonymGroup
E = TypeVar("E", MeetingType, DataCategory, LocalName, KnownSystem, TriageCategory, SynonymGroup)
R = TypeVar("R", LocalName, KnownSystem, SynonymGroup)


def add_entry(model: type[E], *, viewer: Viewer, fields: Mapping[str, Any]) -> E:
    """A new entry; its key is random, that of a kind of data follows from its name."""
    with transaction.atomic():
        fresh = renewed(viewer)
        must_make(fresh)
        entry = model(**fields)
        if isinstance(entry, DataCategory):
            entry.identifier = _identifier(entry.label)
        _save(entry)
        _log(fresh, entry, Action.CREATE, fields)
    return entry


def save_entry(entry: E, *, viewer: Viewer, expected_version: int, fields: Mapping[str, Any]) -> E:
    """Raises Stale when somebody else was first. The functions of a meeting change by `propose_mapping` only."""
    with transaction.atomic():
        fresh = renewed(viewer)
        must_make(fresh)
        if {"functions", "kinds"} & set(fields):
            raise TypeError("functions change by a proposal that a second person adopts")
        current = claim_entry(entry, expected_version)
        for name, value in fields.items():
            setattr(current, name, value)
        _save(current)
        _log(fresh, current, Action.UPDATE, fields)
    return current


def remove_entry(entry: R, *, viewer: Viewer, expected_version: int) -> None:
    """Only what nothing hangs on: a name or a system. A kind of meeting or data stays, agreements speak of it."""
    with transaction.atomic():
        fresh = renewed(viewer)
        must_make(fresh)
        current = claim_entry(entry, expected_version)
        _log(fresh, current, Action.DELETE, {})
        try:
            current.delete()
        except ProtectedError as problem:
            raise refused(_("Something else still speaks of it.")) from problem


def claim_entry(entry: E, expected_version: int) -> E:
    """Compare-and-set on the version, inside the caller's transaction."""
    model: Any = type(entry)
    rows = model.objects.filter(pk=entry.pk)
    claimed = rows.filter(version=expected_version).update(version=F("version") + 1)
    current: E | None = rows.first()
    if current is None:
        raise refused(_("It was removed in the meantime."))
    if not claimed:
        raise Stale(current)
    return current


def _save(entry: Entry) -> None:
    if isinstance(entry, MeetingType) and not entry.functions.get(CaseFunction.PROCESS_DIRECTION):
        raise refused(_("Process direction needs a role: without one nobody could weigh a referral."))
    if isinstance(entry, LocalName) and not entry.is_of_one_thing:
        raise refused(_("Choose one: a role, a kind of meeting or a kind of document."))
    if _called_the_same(entry):
        raise refused(_("There is one with this name already."))
    entry.save()


def _called_the_same(entry: Entry) -> bool:
    model: Any = type(entry)
    others = model.objects.exclude(pk=entry.pk)
    if isinstance(entry, DataCategory):
        return bool(others.filter(label__iexact=entry.label).exists())
    if isinstance(entry, SynonymGroup):
        return bool(others.filter(words__iexact=entry.words).exists())
    if isinstance(entry, LocalName):
        return bool(others.filter(name__iexact=entry.name, municipality=entry.municipality_id).exists())
    return bool(others.filter(name__iexact=entry.name).exists())


def _identifier(label: str) -> str:
    """Short and readable; another number where it is taken."""
    base = slugify(label)[:40] or "gegevens"
    taken = set(DataCategory.objects.filter(identifier__startswith=base).values_list("identifier", flat=True))
    return next(one for one in (base, *(f"{base}-{number}" for number in range(2, 1000))) if one not in taken)


def _log(viewer: Viewer, entry: Entry, action: Action, fields: Mapping[str, Any]) -> None:
    """Who changed what: names of settings are no content of cases."""
    said = {name: str(value.pk) if isinstance(value, Model) else value for name, value in fields.items()}
    details = {"fields": said} if said else {}
    noun = entry._meta.label_lower
    record_change(viewer.trail, Change(noun=noun, key=entry.key, action=action, step="lists.edit", details=details))
