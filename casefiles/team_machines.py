"""How functions are held for the questions, flags and emergencies of a team."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from access.viewer import Viewer
from accounts.models import User
from casefiles.access import may_grant
from casefiles.machines import CaseMachine, people_in, usable
from casefiles.models import (
    ClosingNotice,
    EmergencyAccess,
    Flag,
    Handover,
    Invitation,
    PurposeChange,
    ScalingRequest,
)
from casefiles.models.emergency import DIRECTOR
from casefiles.models.invitation import GRANTER
from casefiles.standing import DIRECTING, all_standings, standings_in
from casefiles.team_rules import ASKED
from documents.models import CaseFunction
from workflows.authority import Held
from workflows.steps import Step


@dataclass(frozen=True)
class AskedMachine(CaseMachine):
    """One person is asked; `person`: the field that names them. Who may give a place is D-15's to say."""

    person: str = ""

    def held(self, viewer: Viewer, step: Step, function: str, thing: Any) -> Held | None:
        if function == ASKED:
            return Held(function) if getattr(thing, f"{self.person}_id") == viewer.user.pk else None
        if function == GRANTER:
            standing = may_grant(viewer, thing.case)
            return Held(function, standing.on_behalf_of) if standing else None
        return super().held(viewer, step, function, thing)

    def holding(self, viewer: Viewer, step: Step, function: str) -> Q:
        if function == ASKED:
            return Q(**{f"{self.person}_id": viewer.user.pk})
        return super().holding(viewer, step, CaseFunction.PROCESS_DIRECTION if function == GRANTER else function)

    def people(self, function: str, thing: Any) -> Sequence[User]:
        if function == ASKED:
            asked = getattr(thing, self.person)
            return [asked] if asked else []
        return super().people(CaseFunction.PROCESS_DIRECTION if function == GRANTER else function, thing)


@dataclass(frozen=True)
class EmergencyMachine(CaseMachine):
    """Started and extended by process or case direction of the case, reviewed by the privacy officer."""

    def held(self, viewer: Viewer, step: Step, function: str, thing: Any) -> Held | None:
        if function != DIRECTOR:
            return super().held(viewer, step, function, thing)
        directing = (one for one in standings_in(viewer, thing.case_id) if one.function in DIRECTING)
        return next((Held(function, one.on_behalf_of) for one in directing if usable(one, step)), None)

    def holding(self, viewer: Viewer, step: Step, function: str) -> Q:
        if function != DIRECTOR:
            return super().holding(viewer, step, function)
        places = [one for one in all_standings(viewer) if one.function in DIRECTING and usable(one, step)]
        return Q(case_id__in={one.membership.case_id for one in places})

    def people(self, function: str, thing: Any) -> Sequence[User]:
        if function != DIRECTOR:
            return super().people(function, thing)
        return list({one.pk: one for held in sorted(DIRECTING) for one in people_in(thing.case, held)}.values())


INVITATION = AskedMachine("invitation", Invitation, person="user")
HANDOVER = AskedMachine("handover", Handover, person="receiver")
CLOSING_NOTICE = CaseMachine("closing_notice", ClosingNotice)
SCALING = CaseMachine("scaling", ScalingRequest)
FLAG = CaseMachine("flag", Flag)
EMERGENCY = EmergencyMachine("emergency", EmergencyAccess)
PURPOSE = CaseMachine("purpose", PurposeChange)
TEAM_MACHINES = (INVITATION, HANDOVER, CLOSING_NOTICE, SCALING, FLAG, EMERGENCY, PURPOSE)
