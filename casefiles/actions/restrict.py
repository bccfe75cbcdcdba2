"""Setting an item aside until what the person contests is settled; giving it back (art. 18 GDPR)."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.actions.notify import notify
from audit.models import Action
from casefiles.actions.out_of_sight import hide, show_again
from casefiles.models import RequestAnswer, Restriction
from casefiles.rules import SEALED
from casefiles.setting_aside import may_set_aside, needs_request
from workflows.authority import machine
from workflows.models import Transition, contributed
from workflows.refusals import StepRefused, Unmet
from workflows.steps import after


@dataclass(frozen=True)
class Why:
    """On which ground of article 18; `answer`: the request of the person that asked it."""

    ground: str
    explanation: str = ""
    answer: RequestAnswer | None = None


def set_aside(thing: Any, why: Why, *, viewer: Viewer) -> Restriction:
    """Out of every page, file and search answer with this commit; mail never held a word of it."""
    with transaction.atomic():
        current = type(thing)._base_manager.select_for_update().get(pk=thing.pk)
        if refusals := _refusals(current, why, viewer):
            raise StepRefused(_("This cannot be set aside"), refusals)
        made = Restriction.objects.create(
            case=current.case,
            answer=why.answer,
            noun=current._meta.label_lower,
            thing_id=current.pk,
            thing_key=current.key,
            source_organisation=current.source_organisation,
            owner=current.owner,
            ground=why.ground,
            explanation=why.explanation,
            set_aside_by=viewer.user,
            created_at=viewer.at,
            before=hide(current),
        )
        contributed(made, viewer.user)
        note_change(viewer, made, Action.CREATE, step="restriction.set_aside")
        others = {one.pk: one for one in [*machine("restriction").people("sealing", made), current.owner]}
        notify([one for one in others.values() if one != viewer.user], at=viewer.at)
        return made


@after("restriction.lift")
def use_again(restriction: Restriction, moved: Transition) -> None:
    show_again(restriction)


@after("restriction.announce")
def ask_to_decide(restriction: Restriction, moved: Transition) -> None:
    """Who may decide hears that something waits, and nothing else (D-8)."""
    people = machine("restriction").people("sealing", restriction)
    notify([one for one in people if one != moved.actor], at=moved.at)


def _refusals(thing: Any, why: Why, viewer: Viewer) -> list[Unmet]:
    if thing.circle == SEALED or thing.shared_at is None:
        return [Unmet(_("It is out of sight already, or not shared with anybody yet."))]
    if not may_set_aside(viewer, thing.case):
        return [not_yours()]
    if needs_request(viewer, thing.case) and why.answer is None:
        return [Unmet(_("Choose the request of the person that asks this."), who=_who())]
    return []


def not_yours() -> Unmet:
    text = _("Setting aside is up to process direction and the privacy officer; to case direction when a request asks.")
    return Unmet(text, who=_who(), forbidden=True)


def _who() -> str:
    return _("process direction, the privacy officer")
