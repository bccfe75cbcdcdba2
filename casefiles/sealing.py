"""Which things can be sealed, who may do that, and how a sealed thing is read by those who must decide."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import CharField, DateField, DateTimeField, Field, JSONField, Model, TextField
from django.http import Http404
from django.utils.text import capfirst

from access.doors import may_see
from access.viewer import Viewer
from accounts.models import User
from audit.models import AccessLogEntry
from casefiles.belongings import belongings
from casefiles.models import (
    AccessPack,
    Case,
    CaseItem,
    CaseLink,
    Client,
    Consent,
    InformationRoute,
    NoticePostponement,
    PlanDeviation,
    Representative,
    RequestAnswer,
    Restriction,
    Seal,
    SharingAgreement,
    SubjectNotice,
)
from casefiles.models.medical import MEDICAL_NOUNS
from casefiles.models.team_item import TeamItem
from casefiles.places import SEALING, place_token
from casefiles.rules import CARE, DIRECTORS, SEALED, case_token

# Identity and bookkeeping: no word of what an item tells.
STRUCTURE = {"key", "state", "circle", "content_hash", "channel", "adopted_on"}
# Whom the case is about is corrected, not sealed: every page of the case begins with it.
# What people ask of each other, and what is recorded about the rights of the person, ends by steps of its own.
NOT_SEALED: tuple[type[CaseItem], ...] = (
    Client,
    TeamItem,
    SubjectNotice,
    NoticePostponement,
    InformationRoute,
    Consent,
    SharingAgreement,
    RequestAnswer,
    AccessPack,
)
# Where being there tells something by itself: erased, the row goes too.
GONE_WHEN_ERASED: tuple[type[Model], ...] = (CaseLink, Representative)
# Parts of an item that are read on a page of their own, and sealed without the rest.
PARTS_BY_THEMSELVES: tuple[type[Model], ...] = (PlanDeviation,)


def sealable_models() -> dict[str, type[CaseItem]]:
    """By name: every kind of case item that is no part of another one, or has a page of its own."""
    kinds: list[type[CaseItem]] = [model for model in apps.get_models() if issubclass(model, CaseItem)]
    whole = [
        model for model in kinds if model in PARTS_BY_THEMSELVES or not any(map(_is_item, model._meta.concrete_fields))
    ]
    return {model._meta.model_name or "": model for model in whole if not issubclass(model, NOT_SEALED)}


def sealable_or_404(viewer: Viewer, noun: str, key: str) -> Any:
    """Who sees it, and the privacy officer of the place, who is told of its kind and source alone."""
    model = sealable_models().get(noun)
    rows = model._base_manager.select_related("case__municipality", "source_organisation") if model else None
    thing: Any = rows.filter(key=key, shared_at__isnull=False).first() if rows else None
    if thing is None or is_sealed(thing) or not (may_see(viewer, thing) or oversees(viewer, thing.case)):
        raise Http404
    return thing


def is_sealed(thing: Any) -> bool:
    """Out of sight, and not because it is merely set aside: that can be sealed as well, by the privacy officer."""
    named = {"noun": thing._meta.label_lower, "thing_id": thing.pk}
    if thing.circle != SEALED:
        return False
    aside = Restriction.objects.filter(**named, state__in=Restriction.IN_FORCE).exists()
    return not aside or Seal.objects.filter(**named, state__in=Seal.IN_FORCE).exists()


def may_seal(viewer: Viewer, thing: Any) -> bool:
    """Its owner, who directs the case, the privacy officer (D-22)."""
    return (offers_seal(viewer, thing) and may_see(viewer, thing)) or oversees(viewer, thing.case)


def offers_seal(viewer: Viewer, thing: Any) -> bool:
    """Whether a page on which the viewer reads this offers to seal it. Without a query, for rows of a list."""
    directs = case_token(thing.case_id, DIRECTORS) in viewer.grants
    return thing.shared_at is not None and (directs or thing.owner_id == viewer.user.pk)


def thing_of(seal: Seal | Restriction) -> Any:
    """What is sealed or set aside, or none when it is gone."""
    return apps.get_model(seal.noun)._base_manager.filter(pk=seal.thing_id).first()


def sealed_rows(thing: Any) -> list[Any]:
    """The item and its own versions: each carries a circle of its own."""
    found = belongings(thing)
    return [row for model in found.rows if issubclass(model, CaseItem) for row in found.objects(model)]


def readable_to(viewer: Viewer, seal: Seal | Restriction) -> bool:
    """Those who must decide read it as far as they could before: directors no medical data, its own circle those."""
    if seal.noun in MEDICAL_NOUNS:
        return case_token(seal.case_id, CARE, seal.source_organisation_id) in viewer.grants
    circles = {circle for _noun, _pk, circle, _desk in seal.before}
    return case_token(seal.case_id, DIRECTORS) in viewer.grants and circles <= {"team", "directors"}


def content_fields(model: type[Model]) -> "Iterator[Field[Any, Any]]":
    """The columns that tell something, by their kind: texts, values, days."""
    for one in model._meta.concrete_fields:
        text = isinstance(one, CharField | TextField | JSONField)
        day = isinstance(one, DateField) and not isinstance(one, DateTimeField) and one.null
        if (text or day) and one.name not in STRUCTURE and not one.unique:
            yield one


def words_of(thing: Any) -> list[tuple[str, str]]:
    """What an item tells, question by question, for who must decide on it."""
    return [
        (capfirst(str(one.verbose_name)), str(getattr(thing, one.name)))
        for one in content_fields(type(thing))
        if getattr(thing, one.name) and not one.choices
    ]


def content_of(rows: list[Any]) -> str:
    return "\x1e".join(f"{one.name}={getattr(row, one.name)}" for row in rows for one in content_fields(type(row)))


def digest(text: str, salt: str) -> str:
    """Keyed, like the reasons in the log: the key dies with the case."""
    return hashlib.blake2b(text.encode(), key=salt.encode(), digest_size=32).hexdigest()


def readers_of(rows: list[Any]) -> list[list[str]]:
    """Who had read it, by the access log: name, organisation and last moment."""
    keys = [row.key for row in rows]
    lines = AccessLogEntry.objects.filter(object_key__in=keys, allowed=True).exclude(user_key="")
    last = {one.user_key: one.at.isoformat(timespec="minutes") for one in lines.order_by("pk")}
    people = User.objects.filter(key__in=last).select_related("organisation").order_by("name")
    return [[one.name, one.organisation.name, last[one.key]] for one in people]


def oversees(viewer: Viewer, case: Case) -> bool:
    return place_token(SEALING, case.municipality_id) in viewer.grants


def _is_item(field: Any) -> bool:
    """Whether this column makes its row a part of an item."""
    return not field.null and isinstance(field.related_model, type) and issubclass(field.related_model, CaseItem)
