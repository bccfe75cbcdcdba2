"""How functions are held in a case: what `workflows` asks of referrals, cases, reports and plans."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from accounts.models import Role, RoleAssignment, User
from casefiles.house import holders
from casefiles.models import (
    AccessPack,
    Case,
    Consent,
    InformationRoute,
    Membership,
    NoticePostponement,
    Occurrence,
    PlanDeviation,
    PlanStatement,
    PlanVersion,
    Referral,
    Report,
    ReportStatement,
    RequestAnswer,
    RoundTask,
    SharingAgreement,
    SubjectNotice,
)
from casefiles.models.subject_notice import DIRECTION
from casefiles.places import HOUSE, place_token, places_held
from casefiles.standing import DIRECTING, Mode, Place, Standing, all_standings, resolve_standings, standings_in
from documents.models import CaseFunction, MeetingType
from workflows.authority import Held
from workflows.refusals import Text
from workflows.steps import Step

OWNER = "owner"
# Who weighs signals: the municipal director of a municipality and the process manager of the house.
TRIAGE_ROLES = (Role.MUNICIPAL_DIRECTOR, Role.PROCESS_MANAGER)
# Not an empty Q: in a disjunction that would vanish instead of being true.
EVERYTHING = ~Q(pk__in=[])
FIXED = {
    OWNER: _("the owner"),
    "next_version": _("the next version"),
    "occurrence": _("who holds the case"),
    "sealing": _("the directors of the case (of medical data: their own care circle) or the privacy officer"),
    "destruction_reviewer": _("municipal director or privacy officer, of two organisations"),
    "extract_writer": _("the directors of the case"),
    "system": _("the system"),
    "request": _("the rights request"),
    DIRECTION: _("process direction or case direction"),
    "asked": _("who is asked"),
    "granter": _("who gives access in this case"),
    "fallback": _("who was asked to decide in place of others"),
    "director": _("process direction or case direction"),
}


def functions_of(standing: Standing | Place) -> set[str]:
    """The functions that a place gives: everyone in the team is a member as well; the desk is not in the team.

    A function that the meeting gives to another kind of organisation is nobody else's to use (D-19).
    """
    own = {standing.function} if standing.admitted else set()
    if standing.admitted and standing.function in DIRECTING:
        own.add(DIRECTION)
    return own if standing.function == CaseFunction.DESK else own | {CaseFunction.MEMBER.value}


def usable(standing: Standing | Place, step: Step) -> bool:
    """Whether a place in a case allows this step: without a covenant, direction may only close (D-1).

    In a case that was merged into another nothing is decided any more.
    """
    if isinstance(standing, Standing) and standing.membership.case.merged_into_id is not None:
        return False
    return standing.mode == Mode.FULL or (standing.mode == Mode.CLOSING and step.closing)


def function_label(function: str) -> Text:
    """A function, role or ownership in the reader's words."""
    if function.startswith("role:"):
        return Role(function.removeprefix("role:")).label
    return FIXED[function] if function in FIXED else CaseFunction(function).label


@dataclass(frozen=True)
class CaseMachine:
    """A machine of something in a case: functions are places in the team, and ownership of the item."""

    name: str
    model: type[Model]
    # Where the case stands, seen from the model: `""` for the case itself.
    scope_path: str = "case__"

    def held(self, viewer: Viewer, step: Step, function: str, thing: Any) -> Held | None:
        case = thing if self.scope_path == "" else thing.case
        for standing in standings_in(viewer, case.pk):
            if usable(standing, step) and _fits(standing, function, thing):
                return Held(function, standing.on_behalf_of)
        return held_by_role(viewer, function, case.municipality_id)

    def holding(self, viewer: Viewer, step: Step, function: str) -> Q:
        places = [one for one in all_standings(viewer) if usable(one, step)]
        if function == OWNER:
            mine = {(one.membership.case_id, one.membership.user_id) for one in places}
            return _any(Q(case_id=case_id, owner_id=user_id) for case_id, user_id in mine)
        cases = {one.membership.case_id for one in places if function in functions_of(one)}
        column = "pk" if self.scope_path == "" else "case_id"
        return Q(**{f"{column}__in": cases}) | by_role(viewer, function, self.scope_path)

    def people(self, function: str, thing: Any) -> Sequence[User]:
        if function == OWNER:
            return [thing.owner]
        case = thing if self.scope_path == "" else thing.case
        if function.startswith("role:"):
            return people_with(function.removeprefix("role:"), case.municipality_id)
        return people_in(case, function)

    def function_label(self, function: str) -> Text:
        return function_label(function)


@dataclass(frozen=True)
class OccurrenceMachine(CaseMachine):
    """Of the process manager of the house; where there is none, of who is next in line."""

    def held(self, viewer: Viewer, step: Step, function: str, thing: Any) -> Held | None:
        return Held(function) if place_token(HOUSE, thing.case.municipality_id) in viewer.grants else None

    def holding(self, viewer: Viewer, step: Step, function: str) -> Q:
        return Q(case__municipality_id__in=places_held(viewer, HOUSE))

    def people(self, function: str, thing: Any) -> Sequence[User]:
        place = thing.case.municipality_id
        role = holders(timezone.localdate(), [place]).get(place)
        return people_with(role, place) if role else []


@dataclass(frozen=True)
class ReferralMachine:
    """Before there is a case, process direction is the municipal director of the municipality."""

    name: str = "referral"
    model: type[Model] = Referral
    scope_path: str = ""

    def held(self, viewer: Viewer, step: Step, function: str, thing: Any) -> Held | None:
        if function == OWNER:
            return Held(function) if thing.referrer_id == viewer.user.pk else None
        if not thing.meeting_type.admits(function, viewer.user.organisation.kind):
            return None
        return held_by_role(viewer, self._role(function, thing), thing.municipality_id, as_function=function)

    def holding(self, viewer: Viewer, step: Step, function: str) -> Q:
        if function == OWNER:
            return Q(referrer_id=viewer.user.pk)
        # Who holds a function differs by meeting type; one condition for each type that names a role.
        return _any(
            Q(meeting_type_id=meeting.pk) & by_role(viewer, f"role:{meeting.role_for(function)}", "")
            for meeting in MeetingType.objects.only("functions", "kinds")
            if meeting.admits(function, viewer.user.organisation.kind)
        ) | by_role(viewer, function, "")

    def people(self, function: str, thing: Any) -> Sequence[User]:
        if function == OWNER:
            return [thing.referrer]
        people = people_with(self._role(function, thing).removeprefix("role:"), thing.municipality_id)
        return [one for one in people if thing.meeting_type.admits(function, one.organisation.kind)]

    def function_label(self, function: str) -> Text:
        return function_label(function)

    def _role(self, function: str, thing: Any) -> str:
        return function if function.startswith("role:") else f"role:{thing.meeting_type.role_for(function)}"


CASE = CaseMachine("case", Case, "")
REPORT = CaseMachine("report", Report)
PLAN = CaseMachine("plan", PlanVersion)
DEVIATION = CaseMachine("deviation", PlanDeviation)
OCCURRENCE = OccurrenceMachine("occurrence", Occurrence)
# A plan that nobody began is no row yet: its steps asked of the case that it would be made in.
PLAN_TO_BE = CaseMachine("plan", Case, "")
REFERRAL = ReferralMachine()
ROUND = CaseMachine("round", RoundTask)
# The rights of the person: constitutional, so no matrix decides them.
NOTICE = CaseMachine("notice", SubjectNotice)
POSTPONEMENT = CaseMachine("postponement", NoticePostponement)
ROUTE = CaseMachine("route", InformationRoute)
CONSENT = CaseMachine("consent", Consent)
SHARING = CaseMachine("sharing", SharingAgreement)
# Whom nobody told yet: the step asked of the case.
NOTICE_TO_BE = CaseMachine("notice", Case, "")
ANSWER = CaseMachine("request_answer", RequestAnswer)
PACK = CaseMachine("pack", AccessPack)
STATEMENT = CaseMachine("statement", ReportStatement)
PLAN_STATEMENT = CaseMachine("plan_statement", PlanStatement)
RIGHTS = (NOTICE, POSTPONEMENT, ROUTE, CONSENT, SHARING, ANSWER, PACK, STATEMENT, PLAN_STATEMENT)
MACHINES = (REFERRAL, CASE, REPORT, PLAN, DEVIATION, ROUND, OCCURRENCE, *RIGHTS)


def who_weigh(referral: Referral) -> list[User]:
    """Municipal director and process manager weigh together: everybody who is one in that municipality."""
    found = [people_with(role, referral.municipality_id) for role in TRIAGE_ROLES]
    return list({user.pk: user for people in found for user in people}.values())


def people_in(case: Case, function: str) -> list[User]:
    """Who holds this function in this case today, and may use it."""
    today = timezone.localdate()
    rows = Membership.objects.current(today).filter(case=case)
    if function not in {CaseFunction.MEMBER, DIRECTION}:
        rows = rows.filter(function=function)
    users = [row.user for row in rows.select_related("user__organisation") if row.user.is_active]
    # Their places here and nothing else that they hold: this is asked several times on the page of a case.
    places = resolve_standings(users, today, within={case.pk})
    return [
        user for user in users if any(function in functions_of(one) and not one.replacement for one in places[user.pk])
    ]


def _fits(standing: Standing, function: str, thing: Any) -> bool:
    if function == OWNER:
        return bool(thing.owner_id == standing.membership.user_id)
    return function in functions_of(standing)


def held_by_role(viewer: Viewer, function: str, municipality_id: int, *, as_function: str = "") -> Held | None:
    if not function.startswith("role:"):
        return None
    role = function.removeprefix("role:")
    return Held(as_function or function) if viewer.has_role(role, municipality_id=municipality_id) else None


def by_role(viewer: Viewer, function: str, path: str) -> Q:
    """Things in the territory of a dated role."""
    held = [one for one in viewer.roles if f"role:{one.role}" == function]
    if any(one.municipality_id is None for one in held):
        return EVERYTHING
    return Q(**{f"{path}municipality_id__in": [one.municipality_id for one in held]})


def people_with(role: str, municipality_id: int) -> list[User]:
    rows = RoleAssignment.objects.current(timezone.localdate()).filter(role=role, user__is_active=True)
    rows = rows.filter(Q(municipality_id=municipality_id) | Q(municipality_id__isnull=True))
    # Somebody may hold a role in one municipality and in the whole region: still one person.
    return list({row.user_id: row.user for row in rows.select_related("user__organisation")}.values())


def _any(conditions: Iterable[Q]) -> Q:
    combined = Q(pk__in=[])
    for condition in conditions:
        combined |= condition
    return combined
