"""How is each kind of file judged and read? For files of strangers through `untrusted`, in a child process.

PDF comes with `pdf_child`: what reads it takes as long to load as everything else together.
"""

from collections.abc import Callable

from documents.attachments import mail, open_document, pictures, plain_text, word_text
from documents.attachments.collecting import Collector, Enough
from documents.attachments.refusals import FileRefused
from documents.attachments.shapes import Checked, Reading
from documents.attachments.sniffing import kind_of
from documents.word.refusals import WordRefused

CHECKS: dict[str, Callable[[bytes], object]] = {
    "docx": word_text.check,
    "odt": open_document.check,
    "txt": plain_text.decoded,
    "eml": mail.check,
    "png": pictures.check_png,
    "jpeg": pictures.check_jpeg,
}
READERS: dict[str, Callable[[bytes, Collector], None]] = {
    "docx": word_text.read,
    "odt": open_document.read,
    "txt": plain_text.read,
    "eml": mail.read,
}

# What tells by itself why it stopped.
_SAID = (WordRefused, MemoryError, RecursionError)


def check(data: bytes) -> Checked:
    """Raises WordRefused (FileRefused is one)."""
    kind = kind_of(data)
    try:
        CHECKS[kind](data)
    except _SAID:
        raise
    except Exception as problem:
        # What a library did not expect is not looked through either.
        raise FileRefused("damaged") from problem
    return Checked(kind)


def read(data: bytes, *, kind: str, seconds: float) -> Reading:
    """What could be read in that time of the processor; raises WordRefused when nothing could."""
    gathered = Collector(seconds)
    try:
        READERS[kind](data, gathered)
    except _SAID:
        raise
    except Enough:
        return _beginning(gathered)
    except Exception as problem:
        # A file that is made to be wrong: what was read before that counts.
        return _beginning(gathered, because=problem)
    return gathered.reading(complete=True)


def _beginning(gathered: Collector, *, because: Exception | None = None) -> Reading:
    reading = gathered.reading(complete=False)
    if not reading.parts:
        raise FileRefused("too_slow" if gathered.out_of_time else "damaged", limit="") from because
    return reading
