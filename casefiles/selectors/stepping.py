"""What the page of a step shows: what it concerns, its conditions, and whether the reader may take it."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.models import Case, PlanVersion, Referral, Report
from casefiles.selectors import read_back
from casefiles.selectors.confirm import Confirmation, Fact
from casefiles.selectors.offers import Condition, conditions, offer
from casefiles.standing import day
from workflows.fire import refusals
from workflows.steps import Step

DESTROYING = ("report.withdraw", "case.close", "case.hand_over")


def confirmation(step: Step, thing: Any, *, viewer: Viewer, back_url: str, final: bool) -> Confirmation:
    """With everything met a button; else the open conditions, and who can take the step."""
    offered, unmet = offer(step, thing, viewer=viewer), refusals(step, thing, viewer=viewer)
    shown = conditions(step, thing, viewer=viewer)
    named = {str(one.text) for one in shown}
    shown += [Condition(False, one.text, one.who) for one in unmet if str(one.text) not in named]
    blocked = _("This step is not possible now.")
    return Confirmation(
        heading=_("%(step)s?") % {"step": step.label},
        clause="" if unmet else offered.clause,
        guards=shown,
        facts=_facts(step, thing),
        button_label="" if unmet else step.label,
        blocked=blocked if unmet else "",
        danger=step.id in DESTROYING,
        final=final,
        back_url=back_url,
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
