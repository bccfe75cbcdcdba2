"""What must hold before a step of working as a team: places, handovers, flags, emergencies, closing.

Like `guards`, these reach other nouns through the thing that they guard.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import Role, RoleAssignment
from casefiles.guards import cover_of, wrong_kind
from casefiles.working_days import working_days_after
from documents.models import CaseFunction
from workflows.refusals import Unmet

UNWRITTEN = ("received", "being_written")
DIRECTION = CaseFunction.PROCESS_DIRECTION
SCALES_FROM = "active"


def case_of_it_is_open(item: Any, viewer: Viewer) -> Unmet | None:
    if item.case.is_open:
        return None
    return Unmet(_("The case is “%(state)s”.") % {"state": item.case.get_state_display()})


# Places


def not_for_oneself(item: Any, viewer: Viewer) -> Unmet | None:
    if _person(item).pk != viewer.user.pk:
        return None
    return Unmet(_("You cannot give access to yourself."), forbidden=True)


def person_is_active(item: Any, viewer: Viewer) -> Unmet | None:
    return None if _person(item).is_active else Unmet(_("This account is not active."))


def period_is_possible(place: Any, viewer: Viewer) -> Unmet | None:
    if place.ends_on < place.starts_on:
        return Unmet(_("The end lies before the start."))
    if (place.ends_on - place.starts_on).days > settings.GRANT_DAYS:
        return Unmet(_("Access is given for six months at most; after that it is renewed."))
    return None


def gate_covers(place: Any, viewer: Viewer) -> Unmet | None:
    """D-17: the covenant gate at each membership."""
    return _cover(place.case, place.user, viewer=viewer)


def kind_fits(place: Any, viewer: Viewer) -> Unmet | None:
    return wrong_kind(place.case.meeting_type, place.function, place.user)


def not_in_team_yet(place: Any, viewer: Viewer) -> Unmet | None:
    if not place.case.memberships.current(viewer.today).filter(user=place.user, function=place.function).exists():
        return None
    return Unmet(_("%(person)s is already in the team in this function.") % {"person": place.user})


def not_invited_yet(place: Any, viewer: Viewer) -> Unmet | None:
    open_ones = place.case.invitation_set.filter(state="offered", expires_on__gte=viewer.today)
    if not open_ones.filter(user=place.user, function=place.function).exists():
        return None
    return Unmet(_("%(person)s is invited already and did not answer yet.") % {"person": place.user})


def invitation_still_stands(place: Any, viewer: Viewer) -> Unmet | None:
    if viewer.today <= min(place.expires_on, place.ends_on):
        return None
    return Unmet(_("This invitation expired. Ask for a new one."), who=str(place.owner))


# Everything that a place asks of a person, whoever gives it and however.
PLACE = (period_is_possible, gate_covers, person_is_active, case_of_it_is_open, kind_fits, not_in_team_yet)


# Handing over


def no_handover_waits(handover: Any, viewer: Viewer) -> Unmet | None:
    waiting = handover.case.handover_set.filter(state="offered").exclude(pk=handover.pk).first()
    return _waits(waiting) if waiting else None


def no_answer_is_awaited(case: Any, viewer: Viewer) -> Unmet | None:
    """Whoever closes a case leaves nobody with a question."""
    waiting = case.handover_set.filter(state="offered").first()
    return _waits(waiting) if waiting else None


def _waits(handover: Any) -> Unmet:
    return Unmet(
        _("A handover to %(receiver)s waits for an answer.") % {"receiver": handover.receiver_name},
        who=handover.receiver_name,
        url=reverse("casefiles:handover", args=[handover.key]),
        url_label=_("To the handover"),
    )


def receiver_is_somebody_else(handover: Any, viewer: Viewer) -> Unmet | None:
    if handover.receiver_id == viewer.user.pk:
        return Unmet(_("You cannot hand over to yourself."), forbidden=True)
    if handover.municipality_id is not None and handover.municipality_id == handover.case.municipality_id:
        return Unmet(_("The case lies in this municipality already."))
    return None


def receiver_is_outside(handover: Any, viewer: Viewer) -> Unmet | None:
    if handover.outside:
        return None
    return Unmet(_("%(receiver)s answers themselves.") % {"receiver": handover.receiver_name})


def receiver_directs_there(handover: Any, viewer: Viewer) -> Unmet | None:
    """D-39: whoever takes a case over for a municipality directs there."""
    if handover.municipality_id is None:
        return None
    role = handover.case.meeting_type.role_for(DIRECTION)
    held = RoleAssignment.objects.current(viewer.today).filter(user=handover.receiver_id, role=role)
    if any(one.municipality_id in {None, handover.municipality_id} for one in held):
        return wrong_kind(handover.case.meeting_type, DIRECTION, handover.receiver)
    words = {
        "person": handover.receiver_name,
        "role": Role(role).label if role in Role.values else role,
        "municipality": handover.municipality,
    }
    return Unmet(_("%(person)s is not %(role)s of %(municipality)s.") % words)


def receiver_is_covered_there(handover: Any, viewer: Viewer) -> Unmet | None:
    """The gate is run again in the new municipality (D-39)."""
    if handover.municipality_id is None:
        return None
    return cover_of(
        meeting_type_id=handover.case.meeting_type_id,
        organisation_id=handover.receiver.organisation_id,
        municipality_id=handover.municipality_id,
        viewer=viewer,
    )


def receiver_accepted(case: Any, viewer: Viewer) -> Unmet | None:
    if case.handover_set.filter(state="accepted", municipality__isnull=True).exists():
        return None
    waiting = case.handover_set.filter(state="offered", municipality__isnull=True).first()
    if waiting:
        text = _("%(receiver)s did not accept the handover yet.") % {"receiver": waiting.receiver_name}
        who, name, key = waiting.receiver_name, "casefiles:handover", waiting.key
    else:
        text = _("Nobody accepted the handover yet: it is not offered to anybody.")
        who, name, key = str(DIRECTION.label), "casefiles:offer_handover", case.key
    return Unmet(text, who=who, url=reverse(name, args=[key]), url_label=_("To the handover"))


# Closing


def person_is_told(case: Any, viewer: Viewer) -> Unmet | None:
    if case.closingnotice_set.filter(state="recorded").exists():
        return None
    return Unmet(
        _("It is not recorded that the person was told, or why not."),
        who=DIRECTION.label,
        url=reverse("casefiles:record_closing_notice", args=[case.key]),
        url_label=_("Record it"),
    )


def person_is_not_told_yet(notice: Any, viewer: Viewer) -> Unmet | None:
    earlier = notice.case.closingnotice_set.filter(state="recorded").first()
    if earlier is None:
        return None
    return Unmet(_("%(person)s recorded it before you.") % {"person": earlier.author})


def nothing_is_unfinished(case: Any, viewer: Viewer) -> Unmet | None:
    """Of what the reader sees: a hidden draft is no secret that a refusal may tell."""
    found = list(_unfinished(case, viewer))
    if not found:
        return None
    words = {"what": get_text_list([text for text, _who in found], _("and"))}
    who = ", ".join(dict.fromkeys(who for _text, who in found))
    return Unmet(_("Not finished yet: %(what)s.") % words, who=who)


def _unfinished(case: Any, viewer: Viewer) -> Iterator[tuple[str, str]]:
    reports, plans = case.report_set.visible_to(viewer), case.planversion_set.visible_to(viewer)
    for report in reports.filter(state__in=UNWRITTEN).select_related("owner"):
        yield _("a report of %(person)s") % {"person": report.owner}, str(report.owner)
    if plans.filter(state__in=["draft", "in_consultation"]).exists():
        yield _("a plan of action in the making"), str(CaseFunction.CASE_DIRECTION.label)
    if case.scalingrequest_set.filter(state="waiting").exists():
        yield _("a request to scale up"), str(DIRECTION.label)


def death_is_not_recorded_yet(case: Any, viewer: Viewer) -> Unmet | None:
    return None if case.died_on is None else Unmet(_("The death is recorded already."))


# Scaling and flags


def no_request_waits(case: Any, viewer: Viewer) -> Unmet | None:
    waiting = case.scalingrequest_set.filter(state="waiting").select_related("owner").first()
    if waiting is None:
        return None
    return Unmet(
        _("%(person)s asked already. Process direction decides.") % {"person": waiting.owner},
        who=DIRECTION.label,
        url=reverse("casefiles:scaling", args=[waiting.key]),
        url_label=_("To the request"),
    )


def case_can_scale_up(request: Any, viewer: Viewer) -> Unmet | None:
    if request.case.state == SCALES_FROM:
        return None
    return Unmet(_("The case is “%(state)s”.") % {"state": request.case.get_state_display()})


def flag_is_not_set_yet(flag: Any, viewer: Viewer) -> Unmet | None:
    earlier = flag.case.flag_set.filter(state="set", kind=flag.kind).select_related("author").first()
    if earlier is None:
        return None
    words = {"flag": flag.get_kind_display(), "person": earlier.author}
    return Unmet(_("%(person)s set %(flag)s already.") % words)


# Emergencies


def person_has_no_access_yet(emergency: Any, viewer: Viewer) -> Unmet | None:
    person, case = emergency.person, emergency.case
    running = case.emergencyaccess_set.filter(person=person, ends_at__gt=viewer.at).exclude(pk=emergency.pk)
    covered = _cover(case, person, viewer=viewer) is None
    member = case.memberships.current(viewer.today).filter(user=person, organisation=person.organisation_id)
    if not running.exists() and not (covered and member.exists()):
        return None
    return Unmet(_("%(person)s has access already.") % {"person": person})


def gate_or_vital_interest(emergency: Any, viewer: Viewer) -> Unmet | None:
    """D-40: only a vital interest that is written down passes the covenant gate."""
    if emergency.vital_interest.strip():
        return None
    missing = _cover(emergency.case, emergency.person, viewer=viewer)
    if missing is None:
        return None
    return Unmet(
        _("%(missing)s Write down the vital interest, if life or health is at stake.") % {"missing": missing.text},
        who=missing.who,
    )


def starter_is_not_suspended(emergency: Any, viewer: Viewer) -> Unmet | None:
    """D-40: what nobody reviewed in time suspends the right of who started it, until it is reviewed."""
    earlier = type(emergency).objects.filter(author=viewer.user, state__in=["started", "extended"])
    late = [one for one in earlier.exclude(pk=emergency.pk) if viewer.today > review_by(one)]
    if not late:
        return None
    return Unmet(
        _("Emergency access that you started was not reviewed in time. Until it is, you start no other."),
        who=Role.PRIVACY_OFFICER.label,
        forbidden=True,
    )


def emergency_is_running(emergency: Any, viewer: Viewer) -> Unmet | None:
    return None if emergency.is_running(viewer.at) else Unmet(_("This emergency access is over. Start it anew."))


def review_by(emergency: Any) -> date:
    """The last day on which its review is in time."""
    return working_days_after(emergency.shared_at, settings.EMERGENCY_REVIEW_WORKING_DAYS)


# Purpose


def purpose_differs(change: Any, viewer: Viewer) -> Unmet | None:
    return None if change.after_id != change.case.meeting_type_id else Unmet(_("This is the purpose already."))


def director_is_covered_there(change: Any, viewer: Viewer) -> Unmet | None:
    """The gate for who decides it; every other member is asked again by the change itself (D-17)."""
    return cover_of(
        meeting_type_id=change.after_id,
        organisation_id=viewer.user.organisation_id,
        municipality_id=change.case.municipality_id,
        viewer=viewer,
    )


def _person(item: Any) -> Any:
    return item.user if hasattr(item, "user_id") else item.person


def _cover(case: Any, user: Any, *, viewer: Viewer) -> Unmet | None:
    return cover_of(
        meeting_type_id=case.meeting_type_id,
        organisation_id=user.organisation_id,
        municipality_id=case.municipality_id,
        viewer=viewer,
    )
