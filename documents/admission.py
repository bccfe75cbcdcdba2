"""When is somebody's case taken on: a boolean over numbered criteria, written as "1 and 2 and (3 or 4)".

Answers may be missing; the result is then open, unless it is certain whatever they will be.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# Dutch and English, as people type it; what is kept is the Dutch form, like the text of the annex around it.
AND, OR = {"en", "and"}, {"of", "or"}
TOKEN = re.compile(r"\s*(\d+|\(|\)|[a-z]+)", re.IGNORECASE)
# Brackets within brackets: more nobody reads.
DEEPEST = 5
Answers = Mapping[int, bool | None]


class NotUnderstood(Exception):
    """What was typed is no rule: nothing is guessed."""


@dataclass(frozen=True)
class Rule:
    """`operator`: "en" or "of" over the parts; without one it is the criterion with this number."""

    operator: str = ""
    parts: "tuple[Rule, ...]" = ()
    number: int = 0

    def holds(self, answers: Answers) -> bool | None:
        """Yes, no, or none: that depends on what is not answered yet."""
        if not self.operator:
            return answers.get(self.number)
        found = [part.holds(answers) for part in self.parts]
        decisive = self.operator == "of"
        if decisive in found:
            return decisive
        return None if None in found else not decisive

    @property
    def numbers(self) -> set[int]:
        return {self.number} if not self.operator else set().union(*(part.numbers for part in self.parts))

    def __str__(self) -> str:
        if not self.operator:
            return str(self.number)
        return f" {self.operator} ".join(f"({part})" if part.operator else str(part) for part in self.parts)


def all_of(count: int) -> Rule:
    """Every criterion must be met: what holds where nothing else was agreed."""
    numbers = tuple(Rule(number=number) for number in range(1, count + 1))
    return numbers[0] if count == 1 else Rule("en", numbers)


def parse(text: str, *, count: int) -> Rule:
    """The rule; an empty text asks all of them. Raises NotUnderstood: also where a criterion is not in the rule."""
    if not text.strip():
        return all_of(count)
    reader = _Reader(list(_tokens(text)))
    rule = reader.sequence(0)
    if reader.left or rule.numbers != set(range(1, count + 1)):
        raise NotUnderstood(text)
    return rule


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.left = tokens

    def sequence(self, depth: int) -> Rule:
        """Parts joined by one and the same word: who means both says so with brackets."""
        parts, operator = [self._part(depth)], ""
        while self.left and self.left[0] in AND | OR:
            word = "en" if self.left.pop(0) in AND else "of"
            if operator and word != operator:
                raise NotUnderstood(word)
            operator = word
            parts.append(self._part(depth))
        return Rule(operator, tuple(parts)) if operator else parts[0]

    def _part(self, depth: int) -> Rule:
        word = self.left.pop(0) if self.left else ""
        if word.isdigit():
            return Rule(number=int(word))
        if word != "(" or depth > DEEPEST:
            raise NotUnderstood(word)
        inner = self.sequence(depth + 1)
        if not self.left or self.left.pop(0) != ")":
            raise NotUnderstood(word)
        return inner


def _tokens(text: str) -> Iterator[str]:
    place, words = 0, text.strip().lower()
    while place < len(words):
        found = TOKEN.match(words, place)
        if found is None:
            raise NotUnderstood(words[place:])
        place = found.end()
        yield found.group(1)
