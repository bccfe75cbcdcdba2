"""Which words could be meant by a word with a typing error in it? The same rule in every engine."""

# From so many letters of the word that was typed on, so many errors: in a short word one would make it another name.
ERRORS_FROM = ((9, 2), (5, 1))


def errors_in(surface: str) -> int:
    """How many typing errors a word of this length may hold."""
    return next((errors for letters, errors in ERRORS_FROM if len(surface) >= letters), 0)


def distance(one: str, other: str, *, most: int) -> int:
    """How many errors lie between: a letter more, a letter less, another letter, two neighbours that changed places.

    No letter is part of two errors (optimal string alignment): as both engines count. Above `most`: `most` + 1.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, beside in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != beside))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == beside:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(before) > most:
            return most + 1
    return min(row[-1], most + 1)


def errors_between(typed: str, meant: str) -> int | None:
    """How many errors make this of what was meant; None where a word of this length may not hold as many."""
    most = errors_in(typed)
    found = distance(typed, meant, most=most)
    return found if found <= most else None
