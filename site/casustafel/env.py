"""Which settings an operator may give, and how their text is read."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The value of an environment variable; without a default it must be given."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} must be set")
    return value


def flag(name: str, default: bool = False) -> bool:
    """`1`, `true`, `yes` and `on` mean yes."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """A whole number; anything else is refused by name."""
    raw = os.environ.get(name, str(default))
    try:
        return int(raw)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {raw!r}") from None


def words(name: str, default: str = "") -> list[str]:
    """A list, separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """An absolute folder."""
    return Path(os.environ.get(name) or default).expanduser().resolve()


def give(name: str, value: str) -> None:
    """Set a setting for this process: what was typed on the command line goes before the environment."""
    os.environ[name] = value
