"""Does the README name every setting that an operator may give, and no other?"""

import ast
import re
from pathlib import Path

from tests.house.sources import at, calls, product_files, text, tree

READERS = {"text", "flag", "number", "words", "folder"}
ENVIRONMENT = {"environ", "getenv", "putenv"}
# The reader itself, and the settings of the tests, which no operator gives.
MAY_READ = {"site/casustafel/env.py", "site/casustafel/settings/test.py"}


def _given() -> set[str]:
    return {name for path in product_files() for call in calls(path) for name in _read_by(call)}


def _read_by(call: ast.Call) -> list[str]:
    match call:
        case ast.Call(func=ast.Attribute(value=ast.Name("env"), attr=reader), args=[ast.Constant(str(name)), *_]):
            return [name] if reader in READERS else []
    return []


def _in_readme() -> set[str]:
    return set(re.findall(r"`(CASUSTAFEL_[A-Z_]+)`", text(Path("README.md"))))


def test_every_setting_is_in_the_readme() -> None:
    assert _given() - _in_readme() == set()


def test_the_readme_names_no_setting_that_does_not_exist() -> None:
    assert {name for name in _in_readme() if not name.startswith("CASUSTAFEL_TEST_")} - _given() == set()


def test_every_setting_is_read_through_env() -> None:
    around = [
        at(path, node) for path in product_files() if path.as_posix() not in MAY_READ for node in _reads(tree(path))
    ]
    assert around == []


def _reads(module: ast.Module) -> list[ast.AST]:
    """All that touches the environment, but for `os.environ.setdefault("DJANGO_SETTINGS_MODULE", …)`."""
    choosing = {
        id(call.func.value)
        for call in ast.walk(module)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and _chooses_settings(call)
    }
    touching = [node for node in ast.walk(module) if isinstance(node, ast.Attribute) and node.attr in ENVIRONMENT]
    return [node for node in touching if id(node) not in choosing]


def _chooses_settings(call: ast.Call) -> bool:
    match call:
        case ast.Call(func=ast.Attribute(attr="setdefault"), args=[ast.Constant("DJANGO_SETTINGS_MODULE"), _]):
            return True
    return False
