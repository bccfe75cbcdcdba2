"""Reads every file of a folder as the product does, one limited child each, and prints what came of it.

A small process of its own, so that the memory that it measures is that of the children and not of the tests.
"""

import json
import resource
import sys
from pathlib import Path

from django.conf import settings

from documents.word.refusals import WordRefused
from documents.word.untrusted import read_untrusted


def main(folder: str, first: int, step: int) -> None:
    for path in sorted(Path(folder).glob("*.docx"))[first::step]:
        began = _seconds()
        sys.stdout.write(json.dumps({"file": path.stem, **_outcome(path), "seconds": _seconds() - began}) + "\n")


def _outcome(path: Path) -> dict[str, object]:
    try:
        found = read_untrusted(path, "matrix" if path.stem.endswith("m") else "covenant")
    except WordRefused as refused:
        return {"refused": refused.code, "values": refused.values} | _memory()
    return {"text": "\n".join((found.text, *(one.text for one in found.skipped)))} | _memory()


def _seconds() -> float:
    """Of the processor, by all children so far: what the clock says depends on what else the machine does."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory() -> dict[str, float]:
    """The most that any child so far has used, in megabytes."""
    return {"memory": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}


if __name__ == "__main__":
    # No rooms and no languages: the less this process holds, the less of it is counted as the child's.
    settings.configure(USE_I18N=False)
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
