"""Does a file say at its top everything that it leans on?"""

import ast
from pathlib import Path

from tests.house.sources import Function, at, functions, python_files


def test_no_import_is_hidden_in_a_function() -> None:
    hidden = [
        at(path, node)
        for path in python_files()
        for function in functions(path)
        if not _is_ready(path, function)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def _is_ready(path: Path, function: Function) -> bool:
    """Django forbids importing models before its app registry is ready, and has this one place for afterwards."""
    return path.name == "apps.py" and function.name == "ready"
