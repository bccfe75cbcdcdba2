"""What the page of a step shows: what it concerns, its conditions, and whether the reader may take it."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.models import Case, PlanVersion, Referral, Report
from casefiles.models.team_item import TeamItem
from casefiles.selectors import read_back
from casefiles.selectors.blocked import blocked
from casefiles.selectors.conditions import Condition, conditions
from casefiles.selectors.confirm import Confirmation, Fact
from casefiles.selectors.offers import offer
from casefiles.selectors.team_items import item_facts
from casefiles.standing import day
from workflows.steps import Step

DESTROYING = ("report.withdraw", "case.close", "case.hand_over", "emergency.reject")


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
        danger=step.id in DESTROYING,
        final=page.final,
        back_url=page.back_url,
    )


def _facts(step: Step, thing: Any) -> list[Fact]:
    states = dict(type(thing)._meta.get_field("state").choices)
    moving = _("from “%(source)s” to “%(target)s”") % {"source": states[thing.state], "target": states[step.target]}
    match thing:
        case Case():
            about = [Fact(_("Case"), thing.key), Fact(_("Municipality"), str(thing.municipality))]
        case PlanVersion():
            about = [Fact(_("Case"), thing.case.key), Fact(_("Written by"), str(thing.owner))]
        case Report():
            about = read_back.facts(thing)
        case Referral():
            about = referral_facts(thing)
        case TeamItem():
            about = item_facts(thing)
    return [*about, Fact(_("Status"), moving)]


def referral_facts(referral: Referral) -> list[Fact]:
    born = day(referral.birth_date) if referral.birth_date else ""
    return [
        Fact(_("About"), referral.client_name),
        Fact(_("Date of birth"), born),
        Fact(_("Municipality"), str(referral.municipality)),
        Fact(_("Meeting"), str(referral.meeting_type)),
        Fact(_("Referred by"), f"{referral.referrer} ({referral.organisation})"),
        Fact(_("Based on"), capfirst(referral.get_basis_display())),
        Fact(_("Question"), referral.question),
        Fact(_("Discussed elsewhere"), referral.discussed_elsewhere, empty=_("Not that the referrer knows")),
    ]
