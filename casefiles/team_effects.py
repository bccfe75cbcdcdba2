"""What follows from the steps of working as a team, in the same transaction."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from access.viewer import resolve_many
from accounts.actions.notify import notify
from accounts.models import Role, User
from casefiles import rules
from casefiles.actions.destroy import tell_search
from casefiles.actions.team import Grant, new_place
from casefiles.belongings import belongings
from casefiles.machines import people_in, people_with
from casefiles.models import (
    Case,
    EmergencyAccess,
    Flag,
    Handover,
    Invitation,
    Membership,
    PurposeChange,
    ScalingRequest,
)
from casefiles.token_source import CaseSource
from documents.models import CaseFunction
from search.outbox import changed
from workflows.fire import follow
from workflows.models import Transition, contributed
from workflows.steps import after

DIRECTION = CaseFunction.PROCESS_DIRECTION


def tell(case: Case, people: Iterable[User], moved: Transition) -> None:
    """A notice without content (D-8) to others than who acted; after a death nobody is mailed (D-38)."""
    if case.died_on is None:
        notify([one for one in people if one.pk != moved.actor_id], at=moved.at)


@after("invitation.offer")
def invited(invitation: Invitation, moved: Transition) -> None:
    tell(invitation.case, [invitation.user], moved)


@after("invitation.accept")
def place_counts(invitation: Invitation, moved: Transition) -> None:
    """From the acceptance on, and by the hand of who offered it."""
    starts_on = max(invitation.starts_on, timezone.localdate(moved.at))
    grant = Grant(invitation.user, invitation.function, starts_on, invitation.ends_on)
    new_place(invitation.case, grant, by=invitation.owner, at=moved.at)
    tell(invitation.case, [invitation.owner], moved)


@after("invitation.decline", "handover.refuse")
def back_to_who_asked(asked: Invitation | Handover, moved: Transition) -> None:
    tell(asked.case, [asked.owner], moved)


@after("handover.offer")
def receiver_is_asked(handover: Handover, moved: Transition) -> None:
    tell(handover.case, [handover.receiver] if handover.receiver else [], moved)


@after("handover.accept")
def handover_accepted(handover: Handover, moved: Transition) -> None:
    tell(handover.case, people_in(handover.case, DIRECTION), moved)
    if handover.municipality_id is not None:
        _move(handover, moved)


@after("case.ask_scale_up")
def request_waits(case: Case, moved: Transition) -> None:
    request = ScalingRequest.objects.create(
        case=case,
        words=moved.reason.text,
        author=moved.actor,
        owner=moved.actor,
        source_organisation=moved.actor.organisation,
        shared_at=moved.at,
    )
    contributed(request, moved.actor)
    changed("scaling", request.key)
    tell(case, people_in(case, DIRECTION), moved)


@after("scaling.grant")
def request_granted(request: ScalingRequest, moved: Transition) -> None:
    follow("case.scale_up", request.case, because=moved)
    changed("case", request.case.key)
    tell(request.case, [request.owner], moved)


@after("scaling.decline")
def request_declined(request: ScalingRequest, moved: Transition) -> None:
    tell(request.case, [request.owner], moved)


@after("flag.set", "flag.end")
def team_is_told(flag: Flag, moved: Transition) -> None:
    """Who sees the case already, and nobody else: a flag never widens."""
    source = CaseSource(within=frozenset({flag.case_id}))
    token = rules.case_token(flag.case_id, rules.TEAM)
    found = source.candidates(frozenset({token}))
    people = found.filter(is_active=True).select_related("organisation") if found is not None else ()
    viewers = resolve_many(list(people), at=moved.at, by=[source]).values()
    tell(flag.case, [one.user for one in viewers if one.grant_for(token, moved.at)], moved)


@after("emergency.start")
def emergency_is_announced(access: EmergencyAccess, moved: Transition) -> None:
    """At once to who reviews it (D-40), and to who may read now."""
    contributed(access, access.person)
    reviewers = people_with(Role.PRIVACY_OFFICER, access.case.municipality_id)
    notify([*reviewers, access.person], at=moved.at)


@after("emergency.extend")
def emergency_goes_on(access: EmergencyAccess, moved: Transition) -> None:
    contributed(access, moved.actor)
    notify(people_with(Role.PRIVACY_OFFICER, access.case.municipality_id), at=moved.at)


@after("emergency.justify", "emergency.reject")
def starter_hears(access: EmergencyAccess, moved: Transition) -> None:
    tell(access.case, [access.author], moved)


@after("purpose.change")
def purpose_changed(change: PurposeChange, moved: Transition) -> None:
    case = change.case
    Case.objects.filter(pk=case.pk).update(meeting_type=change.after, version=F("version") + 1)
    case.meeting_type = change.after
    _confirm_or_end(case, moved, but=moved.actor)
    _index_again(case)


@after("case.record_death")
def nothing_waits_any_more(case: Case, moved: Transition) -> None:
    """D-38: reports that were still to be told of are told of to nobody."""
    case.report_set.filter(tell_at__isnull=False).update(tell_at=None)


def _move(handover: Handover, moved: Transition) -> None:
    """D-39: the same case and code in another municipality, directed from there; the gate is asked anew of everyone."""
    case, receiver = handover.case, moved.actor
    today = timezone.localdate(moved.at)
    Case.objects.filter(pk=case.pk).update(municipality=handover.municipality, version=F("version") + 1)
    case.municipality = handover.municipality  # type: ignore[assignment]
    before = list(case.memberships.current(today).directing().exclude(user=receiver).select_related("user"))
    _end(before, on=today - timedelta(days=1))
    # Who directed until now may still hand over what they know, as a member and no longer than others unconfirmed.
    last = today + timedelta(days=settings.CONFIRM_DAYS)
    for one in before:
        new_place(case, Grant(one.user, CaseFunction.MEMBER, today, last), by=receiver, at=moved.at)
    term = today + timedelta(days=settings.GRANT_DAYS)
    new_place(case, Grant(receiver, DIRECTION, today, term), by=handover.owner, at=moved.at)
    _confirm_or_end(case, moved, but=receiver)
    _index_again(case)
    tell(case, [one.user for one in before], moved)


def _confirm_or_end(case: Case, moved: Transition, *, but: User) -> None:
    """Every other place ends after the days in which it may be confirmed; confirming is extending it."""
    today = timezone.localdate(moved.at)
    last = today + timedelta(days=settings.CONFIRM_DAYS)
    _end(case.memberships.current(today).exclude(user=but).filter(ends_on__gt=last), on=last)


def _end(places: Iterable[Membership], *, on: object) -> None:
    rows = Membership.objects.filter(pk__in=[one.pk for one in places])
    rows.update(ends_on=on, version=F("version") + 1)


def _index_again(case: Case) -> None:
    """Municipality and purpose stand with everything that is found."""
    tell_search(belongings(case))
