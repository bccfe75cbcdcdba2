"""Does this TOML have that shape? Plain values in, dataclasses out, or an error that says where it went wrong."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints


class ContentError(ValueError):
    """The content contradicts itself or its shape; the message names the place."""


def read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise ContentError(f"{path.name}: {problem}") from problem


def convert(kind: Any, value: Any, where: str) -> Any:
    """The value as this type, or a `ContentError` that says where it is not."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Annotated, UnionType):
        return convert(arguments[0], value, where)
    if origin is tuple and isinstance(value, list):
        return tuple(convert(arguments[0], one, f"{where}[{place}]") for place, one in enumerate(value, 1))
    if origin is Mapping and isinstance(value, dict):
        return {name: convert(arguments[1], one, f"{where}.{name}") for name, one in value.items()}
    if is_dataclass(kind):
        return _build(kind, value, where)
    if origin is Literal and value in arguments:
        return value
    if type(value) is not kind:
        raise ContentError(f"{where}: {value!r} is not {kind}")
    return _unwrapped(value) if kind is str else value


def _build(kind: Any, value: Any, where: str) -> Any:
    # A statement that is bound to nothing is written as a bare string.
    raw = {fields(kind)[0].name: value} if isinstance(value, str) else value
    if not isinstance(raw, dict):
        raise ContentError(f"{where}: {value!r} is not a table")
    known = {field.name: field for field in fields(kind)}
    missing = [name for name, field in known.items() if field.default is MISSING and name not in raw]
    if wrong := [*(f"unknown “{name}”" for name in raw if name not in known), *(f"no “{name}”" for name in missing)]:
        raise ContentError(f"{where}: {', '.join(wrong)}")
    hints = get_type_hints(kind, include_extras=True)
    return kind(**{name: convert(hints[name], one, f"{where}.{name}") for name, one in raw.items()})


def _unwrapped(text: str) -> str:
    """Lines are wrapped in the files for their readers; only an empty line means something."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))
