"""Which files are ours, and which of them does a rule of the house look at?"""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("site/casustafel", "site/access", "site/accounts", "site/audit")
APPS += ("casefiles", "documents", "search", "workflows")
NOT_OURS = {"node_modules", "__pycache__", "target", "dist", "htmlcov"}
NOT_OURS_AT_THE_ROOT = {"data", "artifacts"}
HIDDEN_BUT_OURS = {".ci"}
# In a second working tree, `.git` is a file.
NOT_IN_GIT = {".coverage", ".git", "uv.lock"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def all_files() -> tuple[Path, ...]:
    """Every file of the checkout that git would keep, relative to its root."""
    found = tuple(sorted(_walk()))
    assert len(found) > 30, "the house cannot be this empty: is ROOT right?"
    return found


def _walk() -> Iterator[Path]:
    unkept = {ROOT / name for name in NOT_OURS_AT_THE_ROOT}
    for folder, children, names in os.walk(ROOT):
        children[:] = [child for child in children if _is_ours(child) and Path(folder, child) not in unkept]
        for name in names:
            if name not in NOT_IN_GIT and not name.endswith((".pyc", ".mo")):
                yield (Path(folder) / name).relative_to(ROOT)


def _is_ours(folder: str) -> bool:
    return folder in HIDDEN_BUT_OURS or (folder not in NOT_OURS and not folder.startswith("."))


def python_files() -> list[Path]:
    """All our Python that a person wrote: migrations are generated."""
    return [path for path in all_files() if path.suffix == ".py" and "migrations" not in path.parts]


def product_files() -> list[Path]:
    """The Python that runs at an operator's."""
    return [path for path in python_files() if path.as_posix().startswith(tuple(f"{app}/" for app in APPS))]


@cache
def tree(path: Path) -> ast.Module:
    """The file as syntax of the oldest Python that we support."""
    return ast.parse(text(path), filename=str(path), feature_version=(3, 11))


@cache
def text(path: Path) -> str:
    """What the file says."""
    return (ROOT / path).read_text(encoding="utf-8")


def functions(path: Path) -> list[Function]:
    """Every function and method of a file."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, Function)]


def calls(path: Path) -> list[ast.Call]:
    """Every call in a file."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]


def at(path: Path, node: ast.AST) -> str:
    """`path:line`, as an editor opens it."""
    return f"{path}:{getattr(node, 'lineno', 1)}"
