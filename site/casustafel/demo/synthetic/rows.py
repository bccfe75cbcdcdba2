"""How are many rows written at once, with keys that the seed decides?

Straight rows, and no actions: a region of a hundred thousand reports would take an hour through the front door. It is
the one place that writes states around `fire`, and it does so for measuring and for big tests only.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from random import Random
from typing import Any, TypeVar

from accounts.keys import CODE_LETTERS

BATCH = 1_000
KEY_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
KEY_LENGTH = 16
Progress = Callable[[str, int, int], None]
R = TypeVar("R")


def key(chance: Random) -> str:
    """As random keys look, but the same for the same seed."""
    return "".join(chance.choices(KEY_LETTERS, k=KEY_LENGTH))


def case_codes(chance: Random) -> Iterator[str]:
    """Codes that can be read out over the phone, none twice."""
    given: set[str] = set()
    while True:
        letters = "".join(chance.choices(CODE_LETTERS, k=6))
        if letters not in given:
            given.add(letters)
            yield f"{letters[:3]}-{letters[3:]}"


def batches(things: Iterable[R], size: int = BATCH) -> Iterator[list[R]]:
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch


def store(rows: list[Any]) -> list[Any]:
    """Rows of one model, in one go."""
    return list(type(rows[0])._default_manager.bulk_create(rows)) if rows else []
