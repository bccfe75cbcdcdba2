"""What a checklist says, as one text: for its digest, the Word file of a plan and the access pack."""

import hashlib
import json

from django.utils.translation import gettext as _

from casefiles.models import Checklist, ChecklistLine
from casefiles.standing import day

CONTENT = ("kind", "text", "risk_factors", "protective_measures")


def checklist_hash(checklist: Checklist) -> str:
    """SHA-256 over everything that its reader reads, in order; hexadecimal."""
    lines = [[getattr(one, name) for name in CONTENT] for one in checklist.lines.all()]
    content = {"tipping_point": checklist.tipping_point, "crisis_card": checklist.crisis_card, "lines": lines}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def in_words(checklist: Checklist) -> list[str]:
    """One text a fact."""
    card = checklist.get_crisis_card_display() or _("not said")
    first = [f"{_('Crisis card present')}: {card}"]
    if checklist.tipping_point:
        first.append(f"{_('Tipping point')}: {checklist.tipping_point}")
    return [*first, *map(_line, checklist.lines.all())]


def adopted_as(checklist: Checklist) -> str:
    date = day(checklist.adopted_on) if checklist.adopted_on else ""
    words = {"number": checklist.number, "person": checklist.adopted_by, "date": date}
    return _("Version %(number)s, adopted on %(date)s by %(person)s") % words


def _line(line: ChecklistLine) -> str:
    beside = [(_("Risk factors"), line.risk_factors), (_("Protective measures"), line.protective_measures)]
    told = [line.text, *(f"{name}: {text}" for name, text in beside if text)]
    return ". ".join(one.strip().rstrip(".") for one in told) + "."
