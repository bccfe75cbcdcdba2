"""What will an attached file be called, on every machine that it is downloaded to?"""

import re
import unicodedata

from documents.attachments.kinds import KINDS

LONGEST = 120
_NAMELESS = "bestand"
# Signs that one of the systems keeps for itself.
_RESERVED_SIGNS = re.compile(r'[<>:"|?*]')
_RESERVED_NAMES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)


def safe_name(given: str, kind: str) -> str:
    """The last part of a path, printable, of a bearable length, and ending as its kind does: `factuur.exe.pdf`."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    # Controls, marks that turn the direction, signs without width, halves of signs.
    printable = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in last)
    name = " ".join(_RESERVED_SIGNS.sub("_", printable).split()).rstrip(" .")
    suffixes = KINDS[kind].suffixes
    suffix = next((one for one in suffixes if name.casefold().endswith(one)), "")
    stem = name[: len(name) - len(suffix)].strip(" .") or _NAMELESS
    if _RESERVED_NAMES.fullmatch(stem.partition(".")[0].strip()):
        stem = f"_{stem}"
    suffix = suffix or suffixes[0]
    return stem[: LONGEST - len(suffix)].rstrip(" .") + suffix


def disposition(name: str) -> str:
    """The header that lets a browser save a file: its name in plain letters, and in its own."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(sign if sign.isalnum() or sign in " ._-()" else "_" for sign in plain).strip(" .") or _NAMELESS
    if plain == name:
        return f'attachment; filename="{plain}"'
    own = "".join(chr(byte) if _may_stand(byte) else f"%{byte:02X}" for byte in name.encode())
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{own}"


def _may_stand(byte: int) -> bool:
    return byte < 128 and (chr(byte).isalnum() or chr(byte) in "._-")
