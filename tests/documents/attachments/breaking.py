"""What the tables of hostile files have in common: what may come of a file, and how a sound one is broken."""

import base64
import random
from collections.abc import Callable

Expected = str | set[str]
Case = tuple[Expected, Callable[[], bytes]]
KEPT = "kept"
ANY_REFUSAL = {"damaged", "too_slow", "too_heavy", "too_many_parts", "failed", "too_many_pages", "too_deep", "kind"}
EITHER = {KEPT, *ANY_REFUSAL}


def noise(seed: int, *, start: bytes = b"", size: int = 40_000) -> bytes:
    return start + random.Random(seed).randbytes(size)


def flipped(data: bytes, seed: int, *, times: int = 40) -> bytes:
    draw, broken = random.Random(seed), bytearray(data)
    for _time in range(times):
        broken[draw.randrange(12, len(broken))] = draw.randrange(256)
    return bytes(broken)


def flipped_at(data: bytes, mark: bytes, beyond: int) -> bytes:
    broken, place = bytearray(data), data.index(mark) + len(mark) + beyond
    broken[place] ^= 0xFF
    return bytes(broken)


def random_words(size: int) -> str:
    """Text that does not compress, so that a file is no bomb."""
    return base64.b32encode(random.Random(3).randbytes(size)).decode()
