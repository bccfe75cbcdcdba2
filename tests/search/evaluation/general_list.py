"""Makes `general.txt` and `general_forms.txt` from OpenTaal's dictionary for Hunspell (Debian: hunspell-nl).

    python -m tests.search.evaluation.general_list /usr/share/hunspell/nl.dic

Kept are the words that no rule of ours finds by itself: no compounds of words that are kept, no inflected forms.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from search.analysis import compounds, lemmas, lexicon, stems
from search.analysis.lexicon import ADJECTIVE, FIRST, FIRST_S, LAST, LISTS, NOUN, VERB
from search.analysis.tokens import fold

# The dictionary's own letters: what may be put behind a word, and so what it is (see `nl.aff`).
PLURALS = frozenset({"Za", "Zb", "Zc", "Zd", "Ze", "Zf", "Zg", "Zh", "Zj", "Zu", "Zx"})
IN_COMPOUNDS = frozenset({"Ca", "Cb", "Cc", "Cd", "Ce", "Ch"})
ADJECTIVES = frozenset(f"A{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
LETTERS = {
    FIRST: frozenset({"Ca", "Ce"}),
    FIRST_S: frozenset({"Cd", "Ch"}),
    LAST: frozenset({"Cc", "Cb"}),
    VERB: frozenset({"V3", "Vp", "Vq"}),
    ADJECTIVE: ADJECTIVES,
}
WRONG = "Fw"
FOUND = (stems.root, compounds._beginning, compounds._may_end)
INFINITIVE = "Vi"
LONGEST = 20
# Shorter words that look like compounds are none too often.
SHORTEST, SHORTEST_LOOSE = 7, 10
HEAD = """# Made from OpenTaal's Dutch dictionary 2.20.19 by tests.search.evaluation.general_list.
# Licence: OPENTAAL-LICENCE.
# Do not edit: what is missing or wrong is put right in {instead}.
"""


def main(dictionary: Path) -> None:
    entries = dict(_entries(dictionary))
    words = {word: letters for word, flags in entries.items() if (letters := _letters(flags, word))}
    for stem in set(_stems(entries, words)):
        words[stem] = "".join(sorted({*words.get(stem, ""), VERB}))
    _write("general_forms.txt", "forms.txt", ())
    _keep(words)
    _keep(words := {word: letters for word, letters in words.items() if not _is_form(word, letters, entries)})
    _keep(words := {word: letters for word, letters in words.items() if not _is_compound(word, letters)})
    _write("general_forms.txt", "forms.txt", _exceptions(entries, words))


def _keep(words: dict[str, str]) -> None:
    """From here on these are the words that the analyser knows."""
    _write("general.txt", "field.txt", (f"{word} {letters}" for word, letters in sorted(words.items())))
    for remembered in (lexicon.bases, lexicon.irregular, lemmas.lemma, compounds.split, *FOUND):
        remembered.cache_clear()


def _entries(dictionary: Path) -> Iterator[tuple[str, frozenset[str]]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in dictionary.read_text(encoding="utf-8").splitlines()[1:]:
        word, _, flags = line.split()[0].replace("ĳ", "ij").partition("/")
        if re.fullmatch("[a-zà-ÿ]+", word):
            found[fold(word)].update(flags[at : at + 2] for at in range(0, len(flags), 2))
    for word, letters in found.items():
        if WRONG not in letters and len(word) <= LONGEST:
            yield word, frozenset(letters)


def _letters(flags: frozenset[str], word: str) -> str:
    noun = flags & PLURALS or (flags & IN_COMPOUNDS and INFINITIVE not in flags and not word.endswith("eren"))
    letters = {letter for letter, meaning in LETTERS.items() if flags & meaning}
    if INFINITIVE in flags and not flags & {"V3"}:
        letters.discard(VERB)
    if not noun:
        letters -= {FIRST, FIRST_S, LAST}
    return "".join(sorted(letters | ({NOUN} if noun else set())))


def _stems(entries: dict[str, frozenset[str]], words: dict[str, str]) -> Iterator[str]:
    """Of infinitives of which the dictionary does not name the stem as one: `zitten` → `zit`, `bezoeken` → `bezoek`."""
    for word, flags in entries.items():
        if INFINITIVE in flags and word.endswith("en"):
            written = lemmas.closed(word[:-2])
            if not any(VERB in words.get(stem, "") for stem in written):
                yield next((stem for stem in written if stem in words), written[0])


def _is_form(word: str, letters: str, entries: dict[str, frozenset[str]]) -> bool:
    """`gesprekken`, `dakloze` and `teruggevallen` stand in the dictionary too."""
    if word in _of_the_house() or VERB in letters:
        return False
    flags = entries.get(word, frozenset())
    if not flags & PLURALS and lemmas._separable(word):
        return True
    found = [(base, kind) for base, kinds in lemmas._candidates(word) for kind in kinds if base != word]
    of = {kind for base, kind in found if kind in lexicon.bases().get(base, "")}
    if NOUN in of and not flags & PLURALS - {"Zj"} and ADJECTIVE not in letters:
        return True
    if ADJECTIVE in of and word.endswith("e") and not flags & PLURALS - {"Zj"}:
        return True
    return (
        ADJECTIVE in letters
        and bool(flags & ADJECTIVES)
        and set(letters) <= {NOUN, ADJECTIVE}
        and (VERB in of or lemmas._separable(word) is not None)
    )


def _is_compound(word: str, letters: str) -> bool:
    nominal = set(letters) <= {NOUN, FIRST, FIRST_S, LAST}
    if not nominal or word in _of_the_house() or len(word) < SHORTEST:
        return False
    doubtful = word.startswith(("be", "ge", "her", "ont", "ver", *lemmas.PARTICLES)) or word.endswith("ering")
    if doubtful and stems._derived(word):
        return False
    pieces = compounds.cut(word, 3)
    strict = all(set(lexicon.bases().get(lemmas.lemma(piece[0]) or "", "")) & set(LETTERS) for piece in pieces)
    return bool(pieces) and (len(word) >= SHORTEST_LOOSE or strict)


@cache
def _of_the_house() -> frozenset[str]:
    return frozenset(line.split()[0] for line in lexicon.lines("field.txt")) | frozenset(lexicon.families())


def _exceptions(entries: dict[str, frozenset[str]], kept: dict[str, str]) -> Iterator[str]:
    """Plurals that a rule of ours takes for a form of something else than a noun."""
    for word in sorted(kept):
        for form in _plurals(word, entries.get(word, frozenset())):
            found = lemmas.lemma(form)
            if form not in kept and found and NOUN not in kept.get(found, "") and word not in lexicon.irregular():
                yield f"{word}: {form}"


def _plurals(word: str, flags: frozenset[str]) -> Iterator[str]:
    if "Zb" in flags:
        yield word + "en"
    if "Ze" in flags:
        yield word + word[-1] + "en"
    if "Zf" in flags:
        yield word[:-2] + word[-1].translate(str.maketrans("fs", "vz")) + "en"
    if "Zh" in flags:
        yield word[:-1] + word[-1].translate(str.maketrans("fs", "vz")) + "en"
    if "Zj" in flags:
        yield word + "n"


def _write(name: str, instead: str, lines: Iterable[str]) -> None:
    text = HEAD.format(instead=instead) + "".join(f"{line}\n" for line in lines)
    (LISTS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
