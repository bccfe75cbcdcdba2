"""Which LibreOffice opens our Word files, and what does it make of them?"""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

PATIENCE = 120  # seconds, for all files together


def find_libreoffice() -> str | None:
    """The program that also runs without a screen."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def as_pdf(program: str, files: Mapping[str, bytes], *, folder: Path) -> dict[str, bytes]:
    """All in one call, because starting costs more than converting; what could not be opened is not in the answer."""
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    # A profile of its own: a LibreOffice that somebody works in would take the call over.
    command = [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *(str(folder / f"{name}.docx") for name in files)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return {path.stem: path.read_bytes() for path in folder.glob("*.pdf")}
