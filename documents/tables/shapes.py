"""What the child process tells of a table: its rows of texts, and whether all of it was read."""

from dataclasses import dataclass

# What a list of one person over some years needs many times over.
MAX_ROWS, MAX_COLUMNS, MAX_CELL, MAX_TEXT = 3_000, 40, 4_000, 2_000_000


@dataclass(frozen=True)
class Table:
    """Every cell is a text: a formula as it is written, a date as 2026-11-22. Rows without any text are left out."""

    rows: tuple[tuple[str, ...], ...]
    # The row in the file that each of these is, from 1.
    numbers: tuple[int, ...]
    complete: bool
