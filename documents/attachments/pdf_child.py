"""The child process for what says that it is a PDF: the others never hold the library that reads one."""

import pypdf

from documents.attachments import child, pdf, reading

# Beside libraries that open what has a password.
_ELSEWHERE = "pypdf._crypt_providers._"

reading.CHECKS["pdf"] = pdf.check
reading.READERS["pdf"] = pdf.read


def main(task: str, seconds: int, memory_mb: int) -> None:
    """`task` is `check` or `pdf`."""
    child.load_all(pypdf, but=_ELSEWHERE)
    pdf.prepare()
    child.main(task, seconds, memory_mb)
