"""Do imports only go down, and does every room take part in that rule?"""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.house.sources import APPS, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
ROOMS = {Path(app).name for app in APPS}


def test_imports_go_down_only() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_is_a_layer() -> None:
    (contract,) = PROJECT["tool"]["importlinter"]["contracts"]
    layers = {name.strip() for layer in contract["layers"] for name in layer.split("|")}
    assert layers == ROOMS


def test_every_room_is_packaged_typed_and_linted() -> None:
    tools = PROJECT["tool"]
    assert {Path(path).name for path in tools["hatch"]["build"]["targets"]["wheel"]["packages"]} == ROOMS
    assert set(tools["mypy"]["packages"]) == ROOMS
    assert set(tools["importlinter"]["root_packages"]) == ROOMS


def test_no_folder_with_python_stands_outside_the_rooms() -> None:
    packages = {path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("*/__init__.py")}
    packages |= {path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("site/*/__init__.py")}
    assert packages - {"tests"} == set(APPS)
