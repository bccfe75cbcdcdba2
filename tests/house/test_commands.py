"""Does the README name every command, and can each be called?"""

from importlib.metadata import entry_points
from pathlib import Path

from tests.house.sources import product_files, text


def _commands() -> set[str]:
    return {path.stem for path in product_files() if path.parent.name == "commands" and path.stem != "__init__"}


def test_there_are_commands() -> None:
    assert {"demo", "import_docx", "search", "why", "who", "authority"} <= _commands()


def test_every_command_is_in_the_readme() -> None:
    readme = text(Path("README.md"))
    assert {command for command in _commands() if f"casustafel {command}" not in readme} == set()


def test_the_console_command_exists() -> None:
    (script,) = entry_points(group="console_scripts", name="casustafel")
    assert callable(script.load())
