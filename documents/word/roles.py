"""Which role does a heading name, and under which other names is it known?"""

import re

from documents.word.words import ALIASES, NO_ALIASES

_NUMBER = re.compile(
    r"^(?:(?:hoofdstuk|paragraaf|bijlage|tabel|deel)\s+\w{1,4}\b|\d+(?:\.\d+)*)[.:)]?\s*[-–—]?\s*", re.IGNORECASE
)
_INTRODUCTION = re.compile(
    r"^(?:(?:overzicht|tabel|matrix|rol|rollen|functie|tvb(?:[- ]?(?:matrix|tabel))?|rolmatrix)\b"
    r"|taken\s*,?\s*(?:en\s+)?verantwoordelijkheden\s*(?:,|en|&|/)*\s*bevoegdheden)"
    r"(?:\s+(?:van|voor))?(?:\s+(?:de|het))?(?:\s*[:–—-]+)?\s*",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"^(?:ook\s+(?:wel\s+)?(?:genoemd|bekend\s+als|aangeduid\s+als)?|of|in\s+\w+)\s*:?\s+"
    r"|^ook\s*(?:wel)?\s*(?:genoemd)?\s*:\s*",
    re.IGNORECASE,
)
_ALSO_BEHIND = re.compile(
    r"\s*[,–—-]\s*(?=ook\s+(?:wel|bekend|genoemd|aangeduid)\b)|\s+(?:oftewel|ofwel|c\.q\.)\s+", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")
_ALIAS_LINE = re.compile(
    r"^(?:ook\s+(?:wel\s+)?(?:genoemd|bekend\s+als)|andere\s+(?:namen|benamingen)|alias(?:sen)?)\s*:?\s*(.*)$",
    re.IGNORECASE,
)
_SLASH = re.compile(r"\s*/\s*")
_SEPARATOR = re.compile(r"\s*(?:[,;/]|\s+of\s+|\s+en\s+)\s*")
# (GGZ), (ZVH): an abbreviation of the house belongs to the name of the role.
_ABBREVIATION = re.compile(r"^[A-Z][A-Za-z&.-]{0,5}$")


def role_and_aliases(text: str) -> tuple[str, tuple[str, ...]]:
    """`3.1 Gemeentelijk regisseur (procesmanager, wijkcoach)` → the role and two aliases; ("", ()) names no role."""
    role = _without_introduction(" ".join(text.split()))
    aliases: list[str] = []
    for bracket in _BRACKETS.findall(role):
        if not _ABBREVIATION.match(bracket):
            role = " ".join(role.replace(f"({bracket})", " ").split())
            aliases += _names(bracket)
    parts = _ALSO_BEHIND.split(role)
    role, behind = parts[0], [name for part in parts[1:] for name in _names(part)]
    if " en/of " not in role:
        role, *slashed = _SLASH.split(role)
        behind = [*slashed, *behind]
    return role.strip(" :–—-,"), tuple(dict.fromkeys(name for name in (*behind, *aliases) if name))


def aliases_in_line(text: str) -> tuple[str, ...] | None:
    """The names in a line `Ook wel genoemd: procesmanager; wijkcoach`; None when the line is something else."""
    found = _ALIAS_LINE.match(" ".join(text.split()))
    if found is None:
        return None
    names = found[1].strip().rstrip(".")
    if names == NO_ALIASES:
        return ()
    separator = re.compile(r"\s*;\s*") if ";" in names else _SEPARATOR
    return tuple(name for name in separator.split(names) if name)


def alias_line(role: str, aliases: tuple[str, ...]) -> str:
    """The line that makes a role readable again, or "" when its heading says it all."""
    if aliases:
        # The closing semicolon tells one name with a comma in it from two names.
        return f"{ALIASES} {'; '.join(aliases)};" if len(aliases) == 1 else f"{ALIASES} {'; '.join(aliases)}"
    return "" if role_and_aliases(role) == (role, ()) else f"{ALIASES} {NO_ALIASES}"


def _without_introduction(text: str) -> str:
    before, whole = "", text
    while before != text:
        before = text
        text = _INTRODUCTION.sub("", _NUMBER.sub("", text))
    return text if text == whole else text[:1].upper() + text[1:]


def _names(text: str) -> list[str]:
    return [name.strip(" .:‘’'\"“”") for name in _SEPARATOR.split(_ALSO.sub("", text.strip()))]
