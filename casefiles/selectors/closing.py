"""The ways in which a case ends or goes on elsewhere: every condition of each, met and open."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.models import Case, CaseState, ClosingNotice, Handover
from casefiles.selectors.conditions import Condition, conditions
from casefiles.selectors.offers import Offer, StepReading
from casefiles.selectors.openings import begin_refusal
from casefiles.selectors.team_items import item_url
from workflows.refusals import Text
from workflows.steps import step_by_id


@dataclass(frozen=True)
class Way:
    """One step that ends the case; its button only where the reader may take it now."""

    offer: Offer
    conditions: Sequence[Condition]


def ways_to_end(case: Case, *, viewer: Viewer) -> list[Way]:
    reading = StepReading(viewer)
    return [_way(id, case, reading) for id in ("case.close", "case.hand_over")]


def _way(step_id: str, case: Case, reading: StepReading) -> Way:
    """That the case must be in closing first is a condition as well."""
    step = step_by_id(step_id)
    found = conditions(step, case, viewer=reading.viewer)
    prepared = case.state == CaseState.CLOSING
    first = Condition(
        prepared,
        _("The closing is prepared: the case is in closing.") if prepared else _("The case is not in closing yet."),
        "" if prepared else reading.offer(step_by_id("case.prepare_closing"), case).who,
        "" if prepared else reverse("casefiles:case", args=[case.key]) + "#steps",
        "" if prepared else _("To the next steps"),
    )
    return Way(reading.offer(step, case), [first, *found])


def ways_to_go_on(case: Case, *, viewer: Viewer) -> list[tuple[Text, str]]:
    """(what, where): for who may begin it, and what was begun already."""
    links: list[tuple[Text, str]] = []
    if begin_refusal("handover.offer", Handover(case=case), viewer=viewer) is None and case.is_open:
        links = [
            (_("Offer the handover to somebody"), reverse("casefiles:offer_handover", args=[case.key])),
            (_("Move the case to another municipality"), reverse("casefiles:move", args=[case.key])),
            (_("Record that the person died"), reverse("casefiles:record_death", args=[case.key])),
        ]
    for handover in Handover.objects.visible_to(viewer).filter(case=case).select_related("receiver__organisation"):
        words = {"receiver": handover.receiver_name, "state": handover.get_state_display()}
        links.append((_("Handover to %(receiver)s: %(state)s") % words, item_url(handover)))
    for notice in ClosingNotice.objects.visible_to(viewer).filter(case=case):
        links.append((_("What the person was told about the closing"), item_url(notice)))
    return links
