"""What is the least that a room must know to be searchable? A dictionary of documents."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction

from search.documents import SearchDocument, Text
from search.outbox import all_changed, changed
from tests.search import oracle
from tests.search.worlds import document


class Room:
    """Documents by key; what is not in it is gone."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.label = kind
        self.kept: dict[str, SearchDocument] = {}

    def documents(self, keys: Sequence[str]) -> list[SearchDocument]:
        return [self.kept[key] for key in keys if key in self.kept]

    def all_keys(self) -> Iterator[str]:
        return iter(list(self.kept))

    def seen(self, viewer: Any, keys: Sequence[str]) -> dict[str, Text]:
        kept = [self.kept[key] for key in keys if key in self.kept]
        return {one.key: Text(one.title, one.body) for one in kept if oracle.visible(one, viewer.scope())}

    def url(self, key: str) -> str:
        return f"/{self.kind}/{key}/"

    def put(self, key: str, *, narrowed: bool = False, **values: Any) -> None:
        """Change a thing as an action does: with its outbox row in the same transaction."""
        with transaction.atomic():
            self.kept[key] = document(key, kind=self.kind, **values)
            changed(self.kind, key, narrowed=narrowed)

    def take_away(self, *keys: str) -> None:
        with transaction.atomic():
            for key in keys:
                del self.kept[key]
            all_changed(self.kind, keys, narrowed=True)
