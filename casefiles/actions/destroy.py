"""Destroying a case or a referral with everything that belongs to it; a certificate and the access log stay."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from audit.models import Action
from audit.trail import Change, Origin, Trail, record_change
from casefiles import tombstones
from casefiles.belongings import Belongings, belongings, chunks
from casefiles.models import (
    Case,
    CaseItem,
    Client,
    ClientVersion,
    DestructionCertificate,
    DestructionEntry,
    DestructionList,
    DoomedFile,
    ListState,
    Membership,
    Referral,
    Representative,
)
from casefiles.models.destruction import EntryKind
from casefiles.retention import holds
from casefiles.thaw import thawed
from casefiles.wiping import ask_to_wipe, wipe
from search.actions.forget import forget_naming
from search.outbox import all_changed
from search.registry import searchables
from workflows.fire import follow
from workflows.models import Transition, TransitionReason

ROOTS: dict[str, type[Case] | type[Referral]] = {EntryKind.CASE: Case, EntryKind.REFERRAL: Referral}
# What tells of things by noun and number, without a foreign key. The log of steps stays; its words go apart.
KEPT_LOGS = (Transition,)
Progress = Callable[[int, int], None]


def carry_out(*, progress: Progress | None = None) -> int:
    """Destroy what stands on approved lists, one transaction a line, and wipe. Killed at any point, it goes on."""
    returned = destroy_what_returned()
    lines = list(_lines().values_list("pk", flat=True))
    for done, pk in enumerate(lines, start=1):
        _destroy_line(pk)
        if progress:
            progress(done, len(lines))
    _finish_lists()
    wipe()
    return len(lines) + returned


def destroy_what_returned() -> int:
    """Whatever stands on the list of what was destroyed and is here all the same: a backup brought it, or a kill."""
    stones = {(one.kind, one.code): one for one in tombstones.all_tombstones()}
    returned = [
        root for kind in ROOTS for root in _still_here(kind, stones) if not _held_since(root, stones[kind, root.key])
    ]
    for root in returned:
        kind = EntryKind.CASE if isinstance(root, Case) else EntryKind.REFERRAL
        line = _lines().filter(kind=kind, code=root.key).select_related("destruction_list").first()
        destroy(root, line=line)
    return len(returned)


def _still_here(kind: str, stones: Iterable[tuple[str, str]]) -> Iterator[Case | Referral]:
    """A query for five hundred of them: the worker asks this every round."""
    for chunk in chunks(code for of, code in stones if of == kind):
        yield from ROOTS[kind]._base_manager.filter(key__in=chunk)


def destroy(root: Case | Referral, *, line: DestructionEntry | None = None) -> DestructionCertificate:
    """Rows, files, index, words of the log: gone with one commit. `wipe` then takes their bytes."""
    kind = EntryKind.CASE if isinstance(root, Case) else EntryKind.REFERRAL
    with transaction.atomic():
        type(root)._base_manager.select_for_update().get(pk=root.pk)
        found = belongings(root)
        certificate = _certify(kind, root, line=line, counts=_counts(found))
        _forget_questions(found)
        erase_rows(found)
        if line:
            DestructionEntry.objects.filter(pk=line.pk).update(destroyed_at=certificate.destroyed_at)
        trail = Trail(origin=Origin(method="command"))
        record_change(trail, Change(root._meta.label_lower, root.key, Action.DELETE, root.key, f"{kind}.destroy"))
        ask_to_wipe()
    return certificate


def erase_rows(found: Belongings) -> None:
    """Inside the caller's transaction: these rows go, with what else speaks of them."""
    doom_files(found.objects(model) for model in found.rows if holds_file(model))
    forget_in_search(found)
    touched = [*found.models(), *(model for model in told_by_number() if found.rows)]
    with thawed(touched):
        for model, pks in found.rows.items():
            _forget_by_number(model, pks)
        for (model, name), pks in found.loosened.items():
            for chunk in chunks(pks):
                model._base_manager.filter(pk__in=chunk).update(**{name: None})
        for model, pks in found.rows.items():
            for chunk in chunks(pks):
                # Without collecting: what points at these rows is in `found` as well, and goes in the same commit.
                model._base_manager.filter(pk__in=chunk)._raw_delete(using="default")


def _forget_questions(found: Belongings) -> None:
    """What the team and the referrer asked and saved that names the person. Of others it is not from this case: what
    they keep may not tell them by going that there was one.
    """
    referrals = list(found.objects(Referral))
    names = {row.name for model in (Client, ClientVersion, Representative) for row in found.objects(model)}
    owners = {row.user_id for row in found.objects(Membership)}
    forget_naming(
        names | {one.client_name for one in referrals}, owners=owners | {one.referrer_id for one in referrals}
    )


def holds_file(model: type[Model]) -> bool:
    """A row that `write_private` filled."""
    return {"path", "sha256"} <= {one.name for one in model._meta.concrete_fields}


def doom_files(groups: Iterable[Iterable[Any]]) -> None:
    """In the transaction that erases their rows; removed from disk afterwards, also after a kill."""
    doomed = [DoomedFile(path=row.path) for rows in groups for row in rows]
    DoomedFile.objects.bulk_create(doomed, ignore_conflicts=True)


def forget_in_search(found: Belongings) -> None:
    """Out of every answer at this commit."""
    tell_search(found, narrowed=True)


def tell_search(found: Belongings, *, narrowed: bool = False) -> None:
    """All that can be found of these is read anew."""
    for searchable in searchables():
        if (model := getattr(searchable, "model", None)) in found.rows:
            keys = [str(row.key) for row in found.objects(model)]
            all_changed(searchable.kind, keys, narrowed=narrowed)


def told_by_number() -> list[Any]:
    """Models that name a thing by noun and number: contributions, and whatever comes to do the same."""
    named = [one for one in apps.get_models() if {"noun", "thing_id"} <= {f.name for f in one._meta.concrete_fields}]
    return [TransitionReason, *(one for one in named if one not in KEPT_LOGS)]


def _forget_by_number(model: type[Model], pks: Iterable[Any]) -> None:
    noun = model._meta.label_lower
    for chunk in chunks(pks):
        TransitionReason.objects.filter(transition__noun=noun, transition__thing_id__in=chunk).delete()
        for table in told_by_number()[1:]:
            table._base_manager.filter(noun=noun, thing_id__in=chunk).delete()


def _lines() -> Any:
    return DestructionEntry.objects.filter(
        destruction_list__state=ListState.APPROVED, taken_out=False, destroyed_at__isnull=True
    )


def _destroy_line(pk: int) -> None:
    line = DestructionEntry.objects.select_related("destruction_list").get(pk=pk)
    root = ROOTS[line.kind]._base_manager.filter(key=line.code).first()
    if line.destroyed_at or root is None:
        return
    if isinstance(root, Case) and holds(timezone.localdate()).filter(case=root).exists():
        DestructionEntry.objects.filter(pk=pk).update(taken_out=True)
        return
    tombstones.add(line.kind, line.code)
    destroy(root, line=line)


def _finish_lists() -> None:
    for made in DestructionList.objects.filter(state=ListState.APPROVED):
        open_lines = made.entries.filter(taken_out=False, destroyed_at__isnull=True)
        if not open_lines.exists():
            with transaction.atomic():
                noun = DestructionList._meta.label_lower
                because = Transition.objects.filter(noun=noun, thing_id=made.pk).first()
                if because:
                    follow("destruction.carry_out", made, because=because)


def _held_since(root: Case | Referral, stone: tombstones.Tombstone) -> bool:
    """A hold that was placed after the decision; older ones an old backup may bring along."""
    if not isinstance(root, Case):
        return False
    return holds(timezone.localdate()).filter(case=root, created_at__gt=stone.at).exists()


def _counts(found: Belongings) -> dict[str, int]:
    """In kinds that tell nothing: items, what belonged to them, files."""
    items = sum(len(pks) for model, pks in found.rows.items() if issubclass(model, CaseItem))
    files = sum(len(pks) for model, pks in found.rows.items() if holds_file(model))
    return {"items": items, "rows": sum(map(len, found.rows.values())), "files": files}


def _certify(
    kind: str, root: Case | Referral, *, line: DestructionEntry | None, counts: dict[str, int]
) -> DestructionCertificate:
    made = line.destruction_list if line else None
    reviews = made.reviews.select_related("reviewer", "organisation") if made else ()
    closed = root.closed_at if isinstance(root, Case) else root.created_at
    return DestructionCertificate.objects.create(
        municipality=root.municipality,
        destruction_list=made,
        kind=kind,
        code=root.key,
        ended_on=line.ended_on if line else timezone.localdate(closed) if closed else None,
        due_on=line.due_on if line else None,
        destroyed_at=timezone.now(),
        counts=counts,
        list_hash=made.content_hash if made else "",
        people=[[one.reviewer.name, one.organisation.name] for one in reviews],
    )
