"""How does the same document always become the same bytes?"""

import io
import zipfile

from docx.document import Document as WordFile

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6


def packed(file: WordFile) -> bytes:
    """python-docx stamps each part with the time of writing; here every part has the first date a zip can hold."""
    first = io.BytesIO()
    file.save(first)
    result = io.BytesIO()
    with (
        zipfile.ZipFile(first) as parts,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as out,
    ):
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            out.writestr(entry, parts.read(name))
    return result.getvalue()
