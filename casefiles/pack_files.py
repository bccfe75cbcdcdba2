"""An access pack as the person gets it: a Word file to read, and the same as data."""

import json
from dataclasses import asdict

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from casefiles.models import AccessPack
from casefiles.models.access_pack import PackFormat
from casefiles.pack_content import PackItem, pack_content, who_looked
from documents.word.exports import Cover
from documents.word.writing_sections import write_sections


def pack_files(pack: AccessPack) -> dict[str, tuple[str, bytes]]:
    """Format → name and bytes. Code only in the names: those live on in download folders. On paper it is Dutch."""
    with override("nl"):
        given, looked = pack_content(pack).given, who_looked(pack.case)
        sections = [(1, _("What is kept about you"), _("This is what case %(code)s holds.") % {"code": pack.case.key})]
        sections += [_section(one) for one in given if not one.told]
        told = [_section(one) for one in given if one.told]
        sections.append((1, _("To whom it was given"), "" if told else _("To nobody outside the team.")))
        sections += told
        lines = [f"{name}; {roles or '-'}; {event}: {number}" for name, roles, event, number in looked]
        sections.append((1, _("Who looked at it"), "\n".join(lines)))
        cover = Cover(_("What is kept about you"), pack.case.key, "1", timezone.localdate(), "")
        word = write_sections(cover, sections)
    data = {
        "case": pack.case.key,
        "items": [_data(one) for one in given if not one.told],
        "recipients": [_data(one) for one in given if one.told],
        "looked": [dict(zip(("organisation", "roles", "event", "number"), one, strict=True)) for one in looked],
    }
    return {
        PackFormat.WORD: (f"inzage-{pack.case.key}.docx", word),
        PackFormat.DATA: (f"inzage-{pack.case.key}.json", json.dumps(data, ensure_ascii=False, indent=2).encode()),
    }


def _section(item: PackItem) -> tuple[int, str, str]:
    return 2, f"{item.heading}, {item.on}", f"{item.source}\n{item.text}"


def _data(item: PackItem) -> dict[str, str]:
    return {name: value for name, value in asdict(item).items() if name not in {"key", "told"}}
