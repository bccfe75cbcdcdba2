"""Bring what the tests need beside Python (see WANTED); say in one line what could not be had."""

import os
import shutil
import subprocess
import sys

from tests.servers.chromium import HEADLESS, find_chromium
from tests.servers.elasticsearch import find_java, find_maven
from tests.servers.libreoffice import find_libreoffice
from tests.servers.missing import IN_CI
from tests.servers.postgres import find_postgres


def find_gettext() -> str | None:
    """The tool that reads our texts out of the source."""
    return shutil.which("xgettext")


WANTED = {
    "chromium": find_chromium,
    "postgresql": find_postgres,
    "gettext": find_gettext,
    "libreoffice-writer-nogui": find_libreoffice,
    # Elasticsearch itself comes by Maven, when the first test asks for it.
    "default-jdk-headless": find_java,
    "maven": find_maven,
}


def missing() -> list[str]:
    """The Debian names of what is not on this machine."""
    return [package for package, find in WANTED.items() if find() is None]


def lighter() -> list[str]:
    """What stands in for a whole Chromium; not every distribution has it, and who has another browser is not asked."""
    wanted = IN_CI or find_chromium() is None
    return [HEADLESS] if wanted and shutil.which(HEADLESS) is None else []


def apt_get() -> list[str]:
    """How this person may install Debian packages without being asked for a password; empty: not at all."""
    if shutil.which("apt-get") is None:
        return []
    if os.geteuid() == 0:
        return ["apt-get"]
    allowed = shutil.which("sudo") and _quietly("sudo", "-n", "true")
    return ["sudo", "-n", "apt-get"] if allowed else []


def _quietly(*command: str) -> bool:
    silent = subprocess.DEVNULL
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, stdin=silent, stdout=silent, stderr=silent, env=environment).returncode == 0


def main() -> int:
    """Each package on its own, because one that a distribution does not have should not stop the others."""
    wanted, apt = [*lighter(), *missing()], apt_get()
    if wanted:
        sys.stdout.write(f"Installing for the tests (once): {', '.join(wanted)}\n")
    if wanted and apt:
        _quietly(*apt, "update")
        for package in wanted:
            if package == HEADLESS or package in missing():
                _quietly(*apt, "install", "--yes", "--no-install-recommends", package)
    if find_chromium() is None:
        _quietly(sys.executable, "-m", "playwright", "install", "chromium")
    left = missing()
    if left:
        sys.stdout.write(f"Could not get {', '.join(left)}: the tests that need it are skipped (in CI: fail)\n")
    return int(bool(left) and IN_CI)


if __name__ == "__main__":
    sys.exit(main())
