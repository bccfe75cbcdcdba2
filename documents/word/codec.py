"""How do our frozen shapes travel as JSON, and come back checked? Used between the child process and us."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Shape = TypeVar("Shape")


class NotThatShape(ValueError):
    """The JSON does not hold what the shape asks for."""


def encode(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [encode(entry) for entry in value]
    if isinstance(value, Mapping):
        return {str(key): encode(entry) for key, entry in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def decode(shape: type[Shape], data: object) -> Shape:
    """Raises NotThatShape for anything unexpected: the sender may have been taken over by the file it read."""
    found = _decoded(shape, data)
    if not isinstance(found, shape):
        raise NotThatShape(shape.__name__)
    return found


def _decoded(shape: Any, data: object) -> object:
    origin = get_origin(shape)
    if is_dataclass(shape) and isinstance(shape, type):
        return _dataclass(shape, data)
    if origin in {Union, types.UnionType}:
        return _one_of(get_args(shape), data)
    if origin is tuple and isinstance(data, list):
        return _tuple(get_args(shape), data)
    if origin is dict and isinstance(data, dict):
        return {str(key): _decoded(get_args(shape)[1], entry) for key, entry in data.items()}
    if origin is Literal and data in get_args(shape):
        return data
    if shape is date and isinstance(data, str):
        return _date(data)
    if isinstance(shape, type) and type(data) is shape:
        return data
    raise NotThatShape(str(shape))


def _dataclass(shape: Any, data: object) -> object:
    hints = _hints(shape)
    if not isinstance(data, dict) or set(data) != set(hints):
        raise NotThatShape(shape.__name__)
    return shape(**{name: _decoded(hint, data[name]) for name, hint in hints.items()})


@cache
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def _one_of(shapes: tuple[Any, ...], data: object) -> object:
    for shape in shapes:
        try:
            return _decoded(shape, data)
        except NotThatShape:
            continue
    raise NotThatShape("none of the shapes")


def _tuple(shapes: tuple[Any, ...], data: list[object]) -> tuple[object, ...]:
    if len(shapes) == 2 and shapes[1] is Ellipsis:
        return tuple(_decoded(shapes[0], entry) for entry in data)
    if len(shapes) != len(data):
        raise NotThatShape("tuple")
    return tuple(_decoded(shape, entry) for shape, entry in zip(shapes, data, strict=True))


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise NotThatShape("date") from problem
