"""What the page of a step shows: what it concerns, its conditions, and whether the reader may take it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.machines import who_weigh
from casefiles.models import (
    Case,
    DestructionList,
    Extract,
    Occurrence,
    PlanDeviation,
    PlanVersion,
    Referral,
    Report,
    Restriction,
    RightsRequest,
    RoundTask,
    Seal,
)
from casefiles.models.team_item import TeamItem
from casefiles.retention import destroyed_on
from casefiles.selectors import read_back
from casefiles.selectors.blocked import blocked
from casefiles.selectors.conditions import Condition, conditions
from casefiles.selectors.confirm import Confirmation, Fact
from casefiles.selectors.ending import ending_facts
from casefiles.selectors.offers import offer
from casefiles.selectors.person_rights import facts_of
from casefiles.selectors.rights_requests import request_facts
from casefiles.selectors.team_items import item_facts
from casefiles.standing import day
from workflows.steps import Step

DESTROYING = (
    "report.withdraw",
    "case.close",
    "case.hand_over",
    "seal.erase",
    "destruction.review",
    "emergency.reject",
)


@dataclass(frozen=True)
class StepPage:
    """The page on which it is asked; `final`: no step leads back."""

    back_url: str
    final: bool = False


def confirmation(step: Step, thing: Any, *, viewer: Viewer, page: StepPage) -> Confirmation:
    """With everything met a button; else the open conditions, and who can take the step."""
    offered = offer(step, thing, viewer=viewer)
    guards = conditions(step, thing, viewer=viewer) if offered.told else []
    if not offered.starts:
        now = _("It is “%(state)s” now; this step does not start there.") % {"state": thing.get_state_display()}
        guards.insert(0, Condition(False, now))
    return Confirmation(
        heading=f"{step.label}?",
        clause=str(offered.paper) if offered.url else "",
        guards=guards,
        facts=_facts(step, thing),
        button_label=step.label if offered.url else "",
        blocked=blocked(offered),
        told=who_is_told(step, thing) if offered.url else "",
        danger=step.id in DESTROYING,
        final=page.final,
        back_url=page.back_url,
    )


def _facts(step: Step, thing: Any) -> list[Fact]:
    states = dict(type(thing)._meta.get_field("state").choices)
    if step.target == thing.state:
        return [*ABOUT[type(thing)](thing), Fact(_("Status"), _("stays “%(state)s”") % {"state": states[thing.state]})]
    moving = _("from “%(source)s” to “%(target)s”") % {"source": states[thing.state], "target": states[step.target]}
    otherwise: Callable[[Any], list[Fact]] = item_facts if isinstance(thing, TeamItem) else _record_facts
    return [*ABOUT.get(type(thing), otherwise)(thing), Fact(_("Status"), moving)]


def _place_facts(case: Case) -> list[Fact]:
    return [Fact(_("Case"), case.key), Fact(_("Municipality"), str(case.municipality))]


def _record_facts(record: Any) -> list[Fact]:
    """Of what is recorded about the rights of the person."""
    return [Fact(_("Case"), record.case.key), *facts_of(record)]


def _plan_facts(plan: PlanVersion) -> list[Fact]:
    return [Fact(_("Case"), plan.case.key), Fact(_("Written by"), str(plan.owner))]


def _deviation_facts(deviation: PlanDeviation) -> list[Fact]:
    return [
        Fact(_("Part of the plan"), capfirst(deviation.get_part_display())),
        Fact(_("What must change"), deviation.proposal),
        Fact(_("Why"), deviation.why),
        Fact(_("Proposed by"), str(deviation.owner)),
    ]


def _question_facts(task: RoundTask) -> list[Fact]:
    return [Fact(_("Asked"), task.title), Fact(_("Asked of"), str(task.organisation or ""))]


def referral_facts(referral: Referral) -> list[Fact]:
    born = day(referral.birth_date) if referral.birth_date else ""
    return [
        Fact(_("About"), referral.client_name),
        Fact(_("Date of birth"), born),
        *_places(referral),
        Fact(_("Meeting"), str(referral.meeting_type)),
        Fact(_("Referred by"), f"{referral.referrer} ({referral.organisation})"),
        Fact(_("Based on"), capfirst(referral.get_basis_display())),
        Fact(_("Question"), referral.question),
        *_destruction(referral),
        Fact(_("Discussed elsewhere"), referral.discussed_elsewhere, empty=_("Not that the referrer knows")),
    ]


def _destruction(referral: Referral) -> list[Fact]:
    """D-33: what is not accepted is kept for a time, and then destroyed."""
    gone = destroyed_on(referral)
    return [Fact(_("Will be destroyed on"), day(gone))] if gone else []


def _places(referral: Referral) -> list[Fact]:
    """Both places; the one that counts, and why."""
    counts = f"{referral.municipality} ({referral.get_counts_by_display()})"
    return [
        Fact(_("Registered in"), str(referral.registered_in or ""), empty=_("Not known")),
        Fact(_("Lives in"), str(referral.lives_in or ""), empty=_("Not known")),
        Fact(_("Responsible municipality"), f"{counts}. {referral.counts_why}" if referral.counts_why else counts),
    ]


def who_is_told(step: Step, thing: Any) -> str:
    """An emergency is told to who weighs there and to the referrer, by a mail that says nothing of it."""
    if step.id != "referral.mark_emergency":
        return ""
    names = ", ".join(str(one) for one in [*who_weigh(thing), thing.referrer])
    return _("Call 112 first if there is danger now. A mail without content goes to: %(names)s.") % {"names": names}


# What is told of each noun that steps are taken on.
ABOUT: dict[type, Callable[[Any], list[Fact]]] = {
    Case: _place_facts,
    PlanVersion: _plan_facts,
    PlanDeviation: _deviation_facts,
    Report: read_back.facts,
    RoundTask: _question_facts,
    Referral: referral_facts,
    Occurrence: lambda occurrence: _place_facts(occurrence.case),
    RightsRequest: request_facts,
    Seal: ending_facts,
    Restriction: ending_facts,
    DestructionList: ending_facts,
    Extract: ending_facts,
}
