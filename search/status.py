"""How the index is doing, for an operator."""

from typing import TypedDict

from django.utils import timezone

from search.engines import engine, recipe
from search.engines.base import EngineUnavailable, IndexMissing
from search.models import PendingChange, Reconciliation
from search.state import index_in_use


class Status(TypedDict):
    """`rebuild`: the index is missing, or was made by another recipe. `oldest`: seconds that a change waits.

    Where the engine does not answer (`answers`), how many documents there are is not known: 0. `compared`: when index
    and database were last compared, and how many `differences` were found and mended then; none: never yet.
    """

    answers: bool
    documents: int
    backlog: int
    hidden: int
    oldest: int
    generation: int
    rebuild: bool
    compared: str | None
    differences: int | None
    missing: int | None
    surplus: int | None
    outdated: int | None


def status() -> Status:
    waiting = PendingChange.objects.waiting()
    oldest = waiting.order_by("created_at").values_list("created_at", flat=True).first()
    current = index_in_use()
    answers, documents = _documents(current.name, current.generation) if current else (True, None)
    last = Reconciliation.objects.first()
    made_anew = current is None or current.recipe != recipe()
    return Status(
        answers=answers,
        documents=documents or 0,
        backlog=waiting.count(),
        hidden=waiting.filter(narrowed=True).count(),
        oldest=int((timezone.now() - oldest).total_seconds()) if oldest else 0,
        generation=current.generation if current else 0,
        rebuild=made_anew or (answers and documents is None),
        compared=last.at.isoformat(timespec="seconds") if last else None,
        differences=last.differences if last else None,
        missing=last.missing if last else None,
        surplus=last.surplus if last else None,
        outdated=last.outdated if last else None,
    )


def _documents(name: str, generation: int) -> tuple[bool, int | None]:
    """Whether the engine answers, and how many there are in the index if there is one."""
    try:
        return True, engine().reader(name, generation=generation).documents()
    except IndexMissing:
        return True, None
    except EngineUnavailable:
        return False, None
