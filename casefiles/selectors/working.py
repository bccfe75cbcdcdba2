"""What a team may begin in a case, who chairs its next meeting, and which places end soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import Role
from casefiles.access import place
from casefiles.machines import people_in, people_with
from casefiles.models import Case, CaseState, EmergencyAccess, Flag, Invitation, InvitationState, Membership
from casefiles.selectors.frame import flags_of
from casefiles.selectors.team_items import item_url
from casefiles.standing import all_standings, day, moment
from casefiles.team_machines import EMERGENCY, FLAG, PURPOSE
from documents.models import CaseFunction
from workflows.authority import read_papers
from workflows.four_eyes import held_by
from workflows.refusals import Text
from workflows.steps import step_by_id

SOON = timedelta(days=30)
Link = tuple[Text, str]
# What may be begun: the step, what stands for it, and the page that asks for it.
BEGUN = (
    ("flag.set", FLAG, "casefiles:set_flag"),
    ("purpose.change", PURPOSE, "casefiles:change_purpose"),
    ("emergency.start", EMERGENCY, "casefiles:start_emergency"),
)


@dataclass(frozen=True)
class Working:
    """`flags`: each leads to its page, where it is ended; `begins`: only what the reader may begin."""

    chair: str
    flags: Sequence[Link]
    begins: Sequence[Link]


def working(case: Case, *, viewer: Viewer) -> Working:
    flags = list(flags_of(case, viewer=viewer))
    begins = [(_("What is needed to close or hand over?"), reverse("casefiles:closing", args=[case.key]))]
    labels = {
        "flag.set": _("Set a flag"),
        "purpose.change": _("Change the purpose"),
        "emergency.start": _("Start emergency access"),
    }
    papers = read_papers()
    begins += [
        (labels[step_id], reverse(name, args=[case.key]))
        for step_id, of, name in BEGUN
        if case.is_open and held_by(viewer, step_by_id(step_id), of.model(case=case), papers=papers)
    ]
    return Working(
        chair=_chair(case, flags),
        flags=[(_flag(one), item_url(one)) for one in flags],
        begins=begins,
    )


def _flag(flag: Flag) -> str:
    words = {"flag": capfirst(flag.get_kind_display()), "moment": moment(flag.created_at)}
    return _("%(flag)s since %(moment)s") % words


def _chair(case: Case, flags: Sequence[Flag]) -> str:
    """After scaling up, and with a flag, the broker of the municipality; else case direction (domain 5)."""
    broker = bool(flags) or case.state == CaseState.SCALED_UP
    people = people_with(Role.SAFETY_BROKER, case.municipality_id) if broker else []
    if not broker:
        people = people_in(case, CaseFunction.CASE_DIRECTION)
    role = Role.SAFETY_BROKER.label if broker else CaseFunction.CASE_DIRECTION.label
    names = ", ".join(str(one) for one in people)
    return f"{role}: {names}" if names else str(role)


@dataclass(frozen=True)
class TeamNews:
    """What stands open in a team: who did not answer, whose place ends soon, who reads in an emergency."""

    invitations: Sequence[Link]
    ending: Sequence[Link]
    emergencies: Sequence[Link]


def team_news(case: Case, *, viewer: Viewer) -> TeamNews:
    invited = Invitation.objects.visible_to(viewer).filter(case=case, state=InvitationState.OFFERED)
    emergencies = EmergencyAccess.objects.visible_to(viewer).filter(case=case).select_related("person__organisation")
    return TeamNews(
        invitations=[(_invited(one), item_url(one)) for one in invited.select_related("user__organisation")],
        ending=[(_ending(one), reverse("casefiles:extend_membership", args=[one.key])) for one in _soon(case, viewer)],
        emergencies=[(_emergency(one, viewer), item_url(one)) for one in emergencies],
    )


def ending_soon(viewer: Viewer) -> QuerySet[Membership]:
    """Places that end within thirty days, in open cases whose process direction the viewer holds; not their own."""
    directed = {
        one.membership.case_id for one in all_standings(viewer) if one.function == CaseFunction.PROCESS_DIRECTION
    }
    places = Membership.objects.visible_to(viewer).current(viewer.today).filter(ends_on__lte=viewer.today + SOON)
    return places.filter(case__in=Case.objects.open().filter(pk__in=directed)).exclude(user=viewer.user)


def _soon(case: Case, viewer: Viewer) -> QuerySet[Membership]:
    if place(viewer, case, CaseFunction.PROCESS_DIRECTION) is None:
        return Membership.objects.none()
    return ending_soon(viewer).filter(case=case).select_related("user")


def _invited(one: Invitation) -> str:
    words = {"person": one.user, "organisation": one.user.organisation, "day": day(one.expires_on)}
    return _("%(person)s (%(organisation)s), to be answered by %(day)s") % words


def _ending(one: Membership) -> str:
    return _("%(person)s until %(day)s: extend") % {"person": one.user, "day": day(one.ends_on)}


def _emergency(one: EmergencyAccess, viewer: Viewer) -> str:
    words = {"person": one.person, "moment": moment(one.ends_at) if one.ends_at else "", "state": ""}
    if one.is_running(viewer.at):
        return _("%(person)s reads until %(moment)s") % words
    return _("%(person)s read until %(moment)s") % words
