"""What must be done for `casustafel demo` before Django loads its settings: the data folder, and Dutch words."""

import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from casustafel import env
from casustafel.demo import folder

ROOT = Path(__file__).resolve().parents[3]
LOCALE = ROOT / "site" / "locale"
HELP = {"-h", "--help"}


def before_django(arguments: Sequence[str]) -> None:
    """Choose and claim the folder that the settings read; ends with one line and status 1 when it cannot be used."""
    if HELP & set(arguments):
        return
    parser = ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data", type=Path)
    chosen, _rest = parser.parse_known_args(arguments)
    data = env.folder("CASUSTAFEL_DATA", ROOT / "data")
    if chosen.data is not None:
        data = chosen.data.expanduser().resolve()
    try:
        folder.claim(data)
    except folder.FolderRefused as refused:
        sys.exit(str(refused))
    env.give("CASUSTAFEL_DATA", str(data))
    for catalogue in LOCALE.glob("*/LC_MESSAGES/*.po"):
        _compile(catalogue)


def _compile(catalogue: Path) -> None:
    """The Makefile does this as well; who calls the command itself finds the same words."""
    compiled = catalogue.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime:
        return
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "compile", "--locale"]
    command += [catalogue.parents[1].name, "--input-file", str(catalogue), "--output-file", str(compiled)]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603 - our own interpreter and files
    if done.returncode:
        print(f"The words in {catalogue} could not be compiled; the texts are in English.", file=sys.stderr)  # noqa: T201
