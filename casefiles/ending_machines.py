"""How functions are held for seals, restrictions, destruction lists and extracts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone

from access.viewer import Viewer
from accounts.models import Role, User
from casefiles.machines import by_role, function_label, held_by_role, people_in, people_with, usable
from casefiles.medical_access import care_places, in_care
from casefiles.models import DestructionList, DestructionReview, Extract, Membership, Restriction, Seal
from casefiles.models.medical import MEDICAL_NOUNS
from casefiles.standing import DIRECTING, all_standings, standings_in
from documents.models import CaseFunction
from workflows.authority import Held
from workflows.refusals import Text
from workflows.steps import Step

REVIEWERS = (Role.MUNICIPAL_DIRECTOR, Role.PRIVACY_OFFICER)


class _Labelled:
    def function_label(self, function: str) -> Text:
        return function_label(function)


@dataclass(frozen=True)
class DirectedMachine(_Labelled):
    """Of the directors of a case today; `role` may act as well, as the privacy officer does for a seal."""

    name: str
    model: type[Model]
    role: str = ""
    scope_path: str = "case__"

    def held(self, viewer: Viewer, step: Step, function: str, thing: Any) -> Held | None:
        if function.startswith("role:"):
            return held_by_role(viewer, function, thing.case.municipality_id)
        for standing in standings_in(viewer, thing.case_id):
            if standing.function in DIRECTING and usable(standing, step):
                return Held(function, standing.on_behalf_of)
        return held_by_role(viewer, self.role, thing.case.municipality_id, as_function=function)

    def holding(self, viewer: Viewer, step: Step, function: str) -> Q:
        if function.startswith("role:"):
            return by_role(viewer, function, self.scope_path)
        places = [one for one in all_standings(viewer) if one.function in DIRECTING and usable(one, step)]
        return Q(case_id__in={one.membership.case_id for one in places}) | by_role(viewer, self.role, self.scope_path)

    def people(self, function: str, thing: Any) -> Sequence[User]:
        if function.startswith("role:"):
            return people_with(function.removeprefix("role:"), thing.case.municipality_id)
        found = {one.pk: one for director in DIRECTING for one in people_in(thing.case, director)}
        if self.role:
            found |= {one.pk: one for one in people_with(self.role.removeprefix("role:"), thing.case.municipality_id)}
        return list(found.values())


class SealMachine(DirectedMachine):
    """A seal on a medical record is decided on by the circle of its source in place of the directors (D-20)."""

    def held(self, viewer: Viewer, step: Step, function: str, thing: Any) -> Held | None:
        if not thing.is_medical:
            return super().held(viewer, step, function, thing)
        for standing in care_places(viewer, thing.case):
            if standing.membership.organisation_id == thing.source_organisation_id and usable(standing, step):
                return Held(function, standing.on_behalf_of)
        return held_by_role(viewer, self.role, thing.case.municipality_id, as_function=function)

    def holding(self, viewer: Viewer, step: Step, function: str) -> Q:
        ours = Q(pk__in=[])
        for one in all_standings(viewer):
            if in_care(one) and usable(one, step):
                ours |= Q(case=one.membership.case_id, source_organisation=one.membership.organisation_id)
        medical, officer = Q(noun__in=MEDICAL_NOUNS), by_role(viewer, self.role, self.scope_path)
        return (super().holding(viewer, step, function) & ~medical) | (medical & (ours | officer))

    def people(self, function: str, thing: Any) -> Sequence[User]:
        if not thing.is_medical:
            return super().people(function, thing)
        rows = Membership.objects.current(timezone.localdate()).filter(
            Q(in_care=True) | Q(function=CaseFunction.CASE_DIRECTION),
            case=thing.case_id,
            organisation=thing.source_organisation_id,
            user__organisation=thing.source_organisation_id,
            user__is_active=True,
        )
        found = {one.user_id: one.user for one in rows.select_related("user")}
        found |= {one.pk: one for one in people_with(self.role.removeprefix("role:"), thing.case.municipality_id)}
        return list(found.values())


@dataclass(frozen=True)
class DestructionMachine(_Labelled):
    """By dated roles in the municipality of the list."""

    name: str = "destruction"
    model: type[Model] = DestructionList
    scope_path: str = ""

    def held(self, viewer: Viewer, step: Step, function: str, thing: Any) -> Held | None:
        found = (held_by_role(viewer, role, thing.municipality_id, as_function=function) for role in _roles(function))
        return next(filter(None, found), None)

    def holding(self, viewer: Viewer, step: Step, function: str) -> Q:
        condition = Q(pk__in=[])
        for role in _roles(function):
            condition |= by_role(viewer, role, "")
        # Who agreed already is not asked again, as long as that stands.
        agreed = DestructionReview.objects.filter(reviewer=viewer.user).values("destruction_list_id")
        return condition & ~Q(pk__in=agreed) if function == "destruction_reviewer" else condition

    def people(self, function: str, thing: Any) -> Sequence[User]:
        rows = [people_with(role.removeprefix("role:"), thing.municipality_id) for role in _roles(function)]
        return list({one.pk: one for people in rows for one in people}.values())


def _roles(function: str) -> list[str]:
    if function == "destruction_reviewer":
        return [f"role:{role}" for role in REVIEWERS]
    return [function] if function.startswith("role:") else []


SEAL = SealMachine("seal", Seal, f"role:{Role.PRIVACY_OFFICER}")
RESTRICTION = DirectedMachine("restriction", Restriction, f"role:{Role.PRIVACY_OFFICER}")
EXTRACT = DirectedMachine("extract", Extract)
DESTRUCTION = DestructionMachine()
ENDING_MACHINES = (SEAL, RESTRICTION, EXTRACT, DESTRUCTION)
