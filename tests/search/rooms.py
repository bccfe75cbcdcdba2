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

    def visible_keys(self, viewer: Any, keys: Sequence[str]) -> set[str]:
        return {key for key in keys if key in self.kept and oracle.visible(self.kept[key], viewer.scope())}

    def texts(self, keys: Sequence[str]) -> dict[str, Text]:
        return {key: Text(self.kept[key].title, self.kept[key].body) for key in keys if key in self.kept}

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
