"""Do the locks hold what pyproject.toml asks, exactly, and without naming a host?"""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.sources import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNTIME = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
ASKED = {
    "requirements.lock": RUNTIME,
    "requirements-dev.lock": [
        *RUNTIME,
        *PROJECT["dependency-groups"]["dev"],
        *PROJECT["project"]["optional-dependencies"]["postgres"],
    ],
}


def _pinned(lock: str) -> dict[str, set[str]]:
    """Name → versions (more than one where a version depends on the Python or the platform)."""
    pins: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==([^ ;\\]+)", (ROOT / lock).read_text(), re.MULTILINE):
        pins.setdefault(canonicalize_name(name), set()).add(version)
    return pins


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    blocks = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())
    assert [block.splitlines()[0] for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_answers_all_that_the_project_asks(lock: str) -> None:
    pins = _pinned(lock)
    unmet = [
        asked
        for asked in ASKED[lock]
        if not any(_fits(asked, version) for version in pins.get(canonicalize_name(Requirement(asked).name), ()))
    ]
    assert unmet == []


def _fits(asked: str, version: str) -> bool:
    return Requirement(asked).specifier.contains(version, prereleases=True)


def test_tests_run_on_the_versions_that_operators_get() -> None:
    runtime, dev = (_pinned(lock) for lock in LOCKS)
    assert {name: versions for name, versions in runtime.items() if dev.get(name) != versions} == {}
