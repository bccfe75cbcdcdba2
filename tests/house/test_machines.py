"""Does the checkout work on any machine: no path or registry of ours, nothing ignored that is needed?"""

import re
import subprocess

import pytest

from tests.house.sources import ROOT, all_files, text

PLACES = re.compile(r"(?<![\w.~-])/(?:root|work)/")
# Joined here, so that this file does not name what it forbids.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("crates", "io"),
        ("golang", "org"),
        ("maven", "org"),
        ("maven", "apache", "org/maven2"),
        ("deb", "debian", "org"),
    )
]


def _texts() -> list[tuple[str, str]]:
    found = []
    for path in all_files():
        try:
            found.append((str(path), text(path)))
        except UnicodeDecodeError:
            continue
    return found


def test_no_file_names_a_folder_of_the_machine_it_was_written_on() -> None:
    assert [name for name, words in _texts() if PLACES.search(words)] == []


def test_no_file_names_the_host_of_a_registry() -> None:
    assert [(name, host) for name, words in _texts() for host in REGISTRIES if host in words] == []


def test_git_ignores_nothing_that_we_wrote() -> None:
    names = "\n".join(map(str, all_files()))
    command = ["git", "check-ignore", "--no-index", "--stdin"]
    done = subprocess.run(command, cwd=ROOT, input=names, capture_output=True, text=True)
    if done.returncode == 128:
        pytest.skip("not a git checkout")
    assert done.stdout == ""


def test_the_site_is_a_folder_and_no_package() -> None:
    # A package called `site` would shadow the module of that name in the standard library.
    assert not (ROOT / "site" / "__init__.py").exists()


def test_ci_can_be_started() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
