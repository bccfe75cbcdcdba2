"""Making destruction lists of what is due, and what follows when they are proposed and reviewed."""

import hashlib
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.actions.notify import notify
from accounts.models import Municipality, Role
from audit.models import Action
from audit.trail import Change, Origin, Trail, record_change
from casefiles.actions.destroy import erase_rows
from casefiles.belongings import belongings
from casefiles.destruction_guards import REVIEWERS
from casefiles.models import Case, DestructionEntry, DestructionList, DestructionReview, ListState, Referral, TakenOut
from casefiles.models.destruction import OPEN_LISTS, EntryKind
from casefiles.retention import due_cases, due_referrals, referral_due_on, requests_of_no_case, terms
from casefiles.wiping import ask_to_wipe
from workflows.authority import machine
from workflows.claim import claim
from workflows.fire import follow
from workflows.models import Transition
from workflows.refusals import StepRefused, Unmet
from workflows.steps import after

ASKED_AGAIN = timedelta(days=90)
# The day that this process looked last; the lists themselves say what was done.
_last_day: list[date] = []


def make_lists(*, at: datetime | None = None) -> int:
    """A list for each municipality where something is due that stands on no open list; who proposes hears of it."""
    on = timezone.localdate(at)
    made = 0
    for place in Municipality.objects.all():
        with transaction.atomic():
            # The row of the place is the lock: two workers make one list.
            Municipality.objects.select_for_update().get(pk=place.pk)
            if lines := _lines(place, on):
                fresh = DestructionList.objects.create(municipality=place, made_on=on)
                for line in lines:
                    line.destruction_list = fresh
                DestructionEntry.objects.bulk_create(lines)
                notify(machine("destruction").people(f"role:{Role.PROCESS_MANAGER}", fresh))
                made += 1
    return made


def retention_day() -> int:
    """Once a day for each process that asks; asked twice it makes nothing twice."""
    today = timezone.localdate()
    if _last_day == [today]:
        return 0
    made = make_lists() + forget_requests()
    _last_day[:] = [today]
    return made


def forget_requests() -> int:
    """A request that no case answered stands on no list: it is of nobody's case, and goes when its term is over."""
    with transaction.atomic():
        gone = requests_of_no_case(timezone.localdate())
        for request in gone:
            erase_rows(belongings(request))
            trail = Trail(origin=Origin(method="command"))
            change = Change(request._meta.label_lower, request.key, Action.DELETE, "", "rights_request.destroy")
            record_change(trail, change)
        if gone:
            ask_to_wipe()
    return len(gone)


def take_out(line: DestructionEntry, *, viewer: Viewer, expected_version: int, reason: str) -> DestructionEntry:
    """Keep one thing after all. Reviews that were given are asked again: they were of another list."""
    with transaction.atomic():
        made = claim(line.destruction_list, viewer=viewer, expected_version=expected_version)
        if refusals := _take_out_refusals(made, line, viewer, reason):
            raise StepRefused(_("This line cannot be taken off"), refusals)
        DestructionEntry.objects.filter(pk=line.pk).update(taken_out=True)
        TakenOut.objects.create(
            entry=line,
            case=Case.objects.filter(key=line.code).first() if line.kind == EntryKind.CASE else None,
            referral=Referral.objects.filter(key=line.code).first() if line.kind == EntryKind.REFERRAL else None,
            reason=reason,
            by=viewer.user,
            at=viewer.at,
        )
        made.reviews.all().delete()
        note_change(viewer, line, Action.UPDATE, step="destruction.take_out")
        return line


def may_take_out(viewer: Viewer, made: DestructionList) -> bool:
    """Who proposes and who reviews, as long as it is not approved."""
    roles = (Role.PROCESS_MANAGER, Role.MUNICIPAL_DIRECTOR, Role.PRIVACY_OFFICER)
    held = any(viewer.has_role(role, municipality_id=made.municipality_id) for role in roles)
    return held and made.state in (ListState.DRAFT, ListState.PROPOSED)


@after("destruction.propose")
def ask_reviewers(made: DestructionList, moved: Transition) -> None:
    made.proposed_by, made.proposed_for = moved.actor, moved.actor.organisation
    made.content_hash = content_hash(made)
    made.save(update_fields=["proposed_by", "proposed_for", "content_hash"])
    notify(one for one in machine("destruction").people("destruction_reviewer", made) if one != moved.actor)


@after("destruction.review")
def count_review(made: DestructionList, moved: Transition) -> None:
    """The second approves: of this very list."""
    DestructionReview.objects.create(
        destruction_list=made, reviewer=moved.actor, organisation=moved.actor.organisation, at=moved.at
    )
    made.content_hash = content_hash(made)
    made.save(update_fields=["content_hash"])
    if made.reviews.count() >= REVIEWERS:
        follow("destruction.approve", made, because=moved)


def content_hash(made: DestructionList) -> str:
    """Of the lines that would be destroyed."""
    rows = made.entries.filter(taken_out=False).order_by("kind", "code").values_list("kind", "code", "due_on")
    return hashlib.sha256("\n".join(f"{kind} {code} {due}" for kind, code, due in rows).encode()).hexdigest()


def _lines(place: Municipality, on: date) -> list[DestructionEntry]:
    open_lines = DestructionEntry.objects.filter(destruction_list__state__in=OPEN_LISTS, taken_out=False)
    # What somebody took off is asked again after a while, and not the same evening.
    recently = DestructionEntry.objects.filter(taken_out=True, destruction_list__made_on__gt=on - ASKED_AGAIN)
    known = set(open_lines.values_list("code", flat=True)) | set(recently.values_list("code", flat=True))
    due = due_cases(on).filter(municipality=place).exclude(key__in=known)
    lines = [
        DestructionEntry(
            kind=EntryKind.CASE,
            code=case.key,
            ended_on=term.ended_on,
            due_on=term.due_on,
            extensions=term.extensions,
        )
        for case, term in terms(due, on=on)
    ]
    for referral in due_referrals(on).filter(municipality=place).exclude(key__in=known):
        ended = referral.ended_at  # type: ignore[attr-defined]
        lines.append(
            DestructionEntry(
                kind=EntryKind.REFERRAL,
                code=referral.key,
                ended_on=timezone.localdate(ended),
                due_on=referral_due_on(ended),
            )
        )
    return lines


def _take_out_refusals(made: DestructionList, line: DestructionEntry, viewer: Viewer, reason: str) -> list[Unmet]:
    found = []
    if not may_take_out(viewer, made):
        found.append(Unmet(_("This is up to who proposes and who reviews, before it is approved."), forbidden=True))
    if line.taken_out:
        found.append(Unmet(_("It was taken off already.")))
    if not reason.strip():
        found.append(Unmet(_("A reason is needed.")))
    return found
