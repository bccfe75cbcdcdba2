"""Sealing an item at once; erasing it for good, or giving it back (D-22, D-23)."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.actions.notify import notify
from audit.models import Action
from casefiles.actions.destroy import doom_files, forget_in_search, holds_file
from casefiles.actions.out_of_sight import hide, never_again, show_again
from casefiles.belongings import belongings, chunks
from casefiles.models import CaseItem, Seal
from casefiles.sealing import (
    GONE_WHEN_ERASED,
    content_fields,
    content_of,
    digest,
    is_sealed,
    may_seal,
    readers_of,
    sealed_rows,
    thing_of,
)
from casefiles.thaw import thawed
from casefiles.wiping import ask_to_wipe
from workflows.authority import machine
from workflows.models import Transition, TransitionReason, contributed
from workflows.refusals import StepRefused, Unmet
from workflows.steps import after


@dataclass(frozen=True)
class Ground:
    """Why it may not be here."""

    ground: str
    explanation: str = ""


def seal_item(thing: Any, why: Ground, *, viewer: Viewer) -> Seal:
    """Out of every page, file and search answer with this commit; mail never held a word of it."""
    with transaction.atomic():
        current = type(thing)._base_manager.select_for_update().get(pk=thing.pk)
        if refusals := _refusals(current, viewer):
            raise StepRefused(_("This cannot be sealed"), refusals)
        seal = Seal.objects.create(
            case=current.case,
            noun=current._meta.label_lower,
            thing_id=current.pk,
            thing_key=current.key,
            source_organisation=current.source_organisation,
            ground=why.ground,
            explanation=why.explanation,
            sealed_by=viewer.user,
            created_at=viewer.at,
            before=hide(current),
        )
        contributed(seal, viewer.user)
        note_change(viewer, seal, Action.CREATE, step="seal.place")
        notify(one for one in machine("seal").people("sealing", seal) if one != viewer.user)
        return seal


@after("seal.lift")
def give_back(seal: Seal, moved: Transition) -> None:
    show_again(seal)


@after("seal.erase")
def erase_content(seal: Seal, moved: Transition) -> None:
    """The item keeps its number and its place in the history; of what it told, a digest stays, and who had read it."""
    thing = thing_of(seal)
    found, rows = belongings(thing), sealed_rows(thing)
    seal.salt = TransitionReason.new_salt()
    seal.digest, seal.readers = digest(content_of(rows), seal.salt), readers_of(rows)
    seal.explanation = ""
    never_again(seal)
    seal.save(update_fields=["salt", "digest", "readers", "explanation"])
    doom_files(found.objects(model) for model in found.rows if holds_file(model))
    forget_in_search(found)
    with thawed(found.models()):
        for model, pks in found.rows.items():
            for chunk in chunks(pks):
                kept = model._base_manager.filter(pk__in=chunk)
                if issubclass(model, CaseItem) and model not in GONE_WHEN_ERASED:
                    kept.update(**{one.name: _blank(one) for one in content_fields(model)})
                else:
                    kept._raw_delete(using="default")
                _forget_words(model, chunk)
    ask_to_wipe()


def _forget_words(model: Any, pks: list[Any]) -> None:
    noun = model._meta.label_lower
    TransitionReason.objects.filter(transition__noun=noun, transition__thing_id__in=pks).delete()


def _blank(field: Any) -> Any:
    """Of a choice that must be made, the one that says least."""
    if field.null:
        return None
    if field.choices and "other" in dict(field.flatchoices):
        return "other"
    return field.get_default() if field.get_internal_type() == "JSONField" else ""


def _refusals(thing: Any, viewer: Viewer) -> list[Unmet]:
    if is_sealed(thing) or thing.shared_at is None:
        return [Unmet(_("It is sealed already, or not shared with anybody yet."))]
    if may_seal(viewer, thing):
        return []
    who = _("its owner, the directors of the case, the privacy officer")
    return [
        Unmet(_("Sealing is up to its owner, the directors of the case and the privacy officer."), who, forbidden=True)
    ]
