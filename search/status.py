"""How the index is doing, for an operator."""

from typing import TypedDict

from django.utils import timezone

from search.engines import engine, recipe
from search.engines.base import IndexMissing
from search.models import PendingChange
from search.state import index_in_use


class Status(TypedDict):
    """`rebuild`: the index is missing, or was made by another recipe. `oldest`: seconds that a change waits."""

    documents: int
    backlog: int
    hidden: int
    oldest: int
    generation: int
    rebuild: bool


def status() -> Status:
    waiting = PendingChange.objects.waiting()
    oldest = waiting.order_by("created_at").values_list("created_at", flat=True).first()
    current = index_in_use()
    documents = _documents(current.name, current.generation) if current else None
    return Status(
        documents=documents or 0,
        backlog=waiting.count(),
        hidden=waiting.filter(narrowed=True).count(),
        oldest=int((timezone.now() - oldest).total_seconds()) if oldest else 0,
        generation=current.generation if current else 0,
        rebuild=documents is None or current is None or current.recipe != recipe(),
    )


def _documents(name: str, generation: int) -> int | None:
    try:
        return engine().reader(name, generation=generation).documents()
    except IndexMissing:
        return None
