"""What stands beside a decision about its fallback, and what who was asked reads to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.actions.fall_back import may_ask
from casefiles.fallbacks import decisions, nobody_is_free, thing_decided, waits_too_long
from casefiles.models import Fallback, NoticePostponement, PlanDeviation, PlanVersion, Rung
from casefiles.selectors.confirm import Fact
from casefiles.selectors.history import NOUNS
from casefiles.selectors.person_rights import facts_of
from casefiles.standing import moment


@dataclass(frozen=True)
class FallbackNote:
    """Who was asked; or where to ask, for who may and when it is time."""

    asked: Fallback | None = None
    ask_url: str = ""


def fallback_note(thing: Any, *, viewer: Viewer) -> FallbackNote:
    if not decisions(thing):
        return FallbackNote()
    rows = Fallback.objects.visible_to(viewer).filter(noun=thing._meta.label_lower, thing_id=thing.pk)
    if asked := rows.filter(ended_at__isnull=True).select_related("person__organisation").first():
        return FallbackNote(asked)
    time = nobody_is_free(thing) or waits_too_long(thing, at=viewer.at)
    if not (time and may_ask(viewer, thing)):
        return FallbackNote()
    return FallbackNote(None, reverse("casefiles:ask_fallback", args=[thing._meta.model_name, thing.key]))


def fallback_facts(fallback: Fallback) -> list[Fact]:
    thing = thing_decided(fallback)
    words: Sequence[Fact] = ()
    match thing:
        case NoticePostponement():
            words = facts_of(thing)
        case PlanDeviation():
            words = [
                Fact(_("Part of the plan"), capfirst(thing.get_part_display())),
                Fact(_("What must change"), thing.proposal),
                Fact(_("Why"), thing.why),
            ]
    return [
        Fact(_("Case"), fallback.case.key),
        Fact(_("Municipality"), str(fallback.case.municipality)),
        Fact(_("What"), capfirst(str(NOUNS["plan" if isinstance(thing, PlanVersion) else _machine(thing)]))),
        *words,
        Fact(_("You were asked as"), capfirst(Rung(fallback.rung).label)),
        Fact(_("Asked"), moment(fallback.opened_at)),
        Fact(_("Asked by"), str(fallback.opened_by or ""), empty=_("Nobody: it waited longer than five working days")),
    ]


def _machine(thing: Any) -> str:
    return "deviation" if isinstance(thing, PlanDeviation) else "postponement"
