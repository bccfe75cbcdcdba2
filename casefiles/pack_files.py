"""An access pack as the person gets it: a Word file to read, and the same as data."""

import json
from dataclasses import asdict

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from casefiles.models import AccessPack
from casefiles.models.access_pack import PackFormat
from casefiles.pack_content import pack_content, recipients
from documents.word.exports import Cover
from documents.word.writing_sections import write_sections


def pack_files(pack: AccessPack) -> dict[str, tuple[str, bytes]]:
    """Format → name and bytes. Code only in the names: those live on in download folders. On paper it is Dutch."""
    with override("nl"):
        given, looked = pack_content(pack).given, recipients(pack.case)
        sections = [(1, _("What is kept about you"), _("This is what case %(code)s holds.") % {"code": pack.case.key})]
        sections += [(2, f"{one.heading}, {one.on}", f"{one.source}\n{one.text}") for one in given]
        lines = [f"{name}; {roles or '-'}; {event}: {number}" for name, roles, event, number in looked]
        sections.append((1, _("Who looked at it"), "\n".join(lines)))
        cover = Cover(_("What is kept about you"), pack.case.key, "1", timezone.localdate(), "")
        word = write_sections(cover, sections)
    data = {
        "case": pack.case.key,
        "items": [{name: value for name, value in asdict(one).items() if name != "key"} for one in given],
        "looked": [dict(zip(("organisation", "roles", "event", "number"), one, strict=True)) for one in looked],
    }
    return {
        PackFormat.WORD: (f"inzage-{pack.case.key}.docx", word),
        PackFormat.DATA: (f"inzage-{pack.case.key}.json", json.dumps(data, ensure_ascii=False, indent=2).encode()),
    }
