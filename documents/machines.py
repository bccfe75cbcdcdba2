"""Who holds which function for a covenant, matrix or protocol: dated roles with territory, and named signatories."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from accounts.models import Role, RoleAssignment, User
from documents.days import today
from documents.letter_machine import LETTER
from documents.mapping_machine import MAPPING
from documents.models.binding import AdoptionVote
from documents.models.covenant import OF_PARTY, SIGNATORY, CovenantVersion
from documents.models.matrix import DIRECTOR, MatrixVersion
from documents.models.paper_signature import PaperSignature
from documents.models.party import Party
from documents.models.protocol import ADOPTER, LEADER, ProtocolVersion
from workflows.authority import Held
from workflows.four_eyes import contributors
from workflows.models import Contribution
from workflows.refusals import Text
from workflows.steps import Step

EVERYTHING, NOTHING = ~Q(pk__in=[]), Q(pk__in=[])
LABELS: dict[str, Text] = {
    SIGNATORY: _("signatory"),
    OF_PARTY: _("somebody of the party that signed on paper"),
    DIRECTOR: _("municipal director in the territory of the matrix"),
    ADOPTER: _("another project leader, or a process director where there is none"),
}


class CovenantMachine:
    name = "covenant"
    model = CovenantVersion
    scope_path = ""

    def held(self, viewer: Viewer, step: Step, function: str, thing: Any) -> Held | None:
        if function == SIGNATORY:
            signs = thing.parties.filter(signatory=viewer.user, left_on__isnull=True).exists()
            return Held(function) if signs else None
        if function == OF_PARTY:
            return Held(function) if thing.paper_signatures.awaiting(viewer.user).exists() else None
        return Held(function) if _has(viewer, function) else None

    def holding(self, viewer: Viewer, step: Step, function: str) -> Q:
        if function == OF_PARTY:
            return Q(Exists(PaperSignature.objects.awaiting(viewer.user).filter(version=OuterRef("pk"))))
        if function != SIGNATORY:
            return EVERYTHING if _has(viewer, function) else NOTHING
        # Once signed, nothing waits any more: the inbox asks for parties that are still unsigned.
        parties = Party.objects.filter(version=OuterRef("pk"), signatory=viewer.user, left_on__isnull=True)
        unsigned = parties.exclude(pk__in=Party.objects.signed().values("pk"))
        return Q(Exists(unsigned if step.awaited else parties))

    def people(self, function: str, thing: Any) -> Sequence[User]:
        if function == OF_PARTY:
            pages = thing.paper_signatures.pending().values("organisation_id", "uploaded_by_id")
            mine = Q(pk__in=[])
            for page in pages:
                mine |= Q(organisation=page["organisation_id"]) & ~Q(pk=page["uploaded_by_id"])
            return list(User.objects.filter(mine, is_active=True))
        if function != SIGNATORY:
            return _people(function)
        unsigned = thing.parties.filter(left_on__isnull=True).exclude(pk__in=Party.objects.signed().values("pk"))
        return list(User.objects.filter(pk__in=unsigned.values("signatory_id"), is_active=True))

    def function_label(self, function: str) -> Text:
        return _label(function)


class MatrixMachine:
    name = "matrix"
    model = MatrixVersion
    scope_path = ""

    def held(self, viewer: Viewer, step: Step, function: str, thing: Any) -> Held | None:
        if function != DIRECTOR:
            return Held(function) if _has(viewer, function) else None
        places = list(thing.municipalities.values_list("pk", flat=True)) or [None]
        directs = any(viewer.has_role(Role.MUNICIPAL_DIRECTOR, municipality_id=place) for place in places)
        return Held(function) if directs else None

    def holding(self, viewer: Viewer, step: Step, function: str) -> Q:
        if function != DIRECTOR:
            return EVERYTHING if _has(viewer, function) else NOTHING
        return self._territory(viewer) & self._vote_awaited(viewer, step)

    def people(self, function: str, thing: Any) -> Sequence[User]:
        if function != DIRECTOR:
            return _people(function)
        directors = RoleAssignment.objects.current(today()).filter(role=Role.MUNICIPAL_DIRECTOR)
        if thing.municipalities.exists():
            places = thing.municipalities.all()
            directors = directors.filter(Q(municipality__isnull=True) | Q(municipality__in=places))
        return list(User.objects.filter(pk__in=directors.values("user_id"), is_active=True))

    def function_label(self, function: str) -> Text:
        return _label(function)

    def _territory(self, viewer: Viewer) -> Q:
        held = [role.municipality_id for role in viewer.roles if role.role == Role.MUNICIPAL_DIRECTOR]
        places = {place for place in held if place is not None}
        if len(places) < len(set(held)) or not held:
            return EVERYTHING if held else NOTHING
        through = MatrixVersion.municipalities.through._default_manager.filter(matrixversion_id=OuterRef("pk"))
        return ~Q(Exists(through)) | Q(Exists(through.filter(municipality_id__in=places)))

    def _vote_awaited(self, viewer: Viewer, step: Step) -> Q:
        """The inbox asks for the first vote while there is none, and then for one of another organisation."""
        votes = AdoptionVote.objects.filter(version=OuterRef("pk"))
        elsewhere = votes.exclude(organisation=viewer.user.organisation_id)
        match step.method:
            case "endorse":
                return ~Q(Exists(votes))
            case "adopt":
                return Q(Exists(elsewhere)) & ~Q(Exists(votes.filter(user=viewer.user)))
        return EVERYTHING


class ProtocolMachine:
    name = "protocol"
    model = ProtocolVersion
    scope_path = ""

    def held(self, viewer: Viewer, step: Step, function: str, thing: Any) -> Held | None:
        holds = _has(viewer, function if function != ADOPTER else LEADER)
        if not holds and function == ADOPTER and viewer.has_role(Role.PROCESS_DIRECTOR):
            holds = self._made_by_all_leaders(thing)
        return Held(function) if holds else None

    def holding(self, viewer: Viewer, step: Step, function: str) -> Q:
        if _has(viewer, function if function != ADOPTER else LEADER):
            return EVERYTHING
        if function != ADOPTER or not viewer.has_role(Role.PROCESS_DIRECTOR):
            return NOTHING
        hands = Contribution.objects.filter(noun=self.model._meta.label_lower, thing_id=OuterRef("pk"))
        made_by_all = EVERYTHING
        for leader in _people(LEADER):
            made_by_all &= Q(Exists(hands.filter(user=leader)))
        return made_by_all

    def people(self, function: str, thing: Any) -> Sequence[User]:
        leaders = _people(LEADER)
        if function != ADOPTER:
            return leaders
        made = contributors(thing)
        others = [one for one in leaders if one.pk not in made]
        return others or _people(f"role:{Role.PROCESS_DIRECTOR}")

    def function_label(self, function: str) -> Text:
        return _label(function)

    def _made_by_all_leaders(self, thing: Any) -> bool:
        return {one.pk for one in _people(LEADER)} <= contributors(thing)


COVENANT, MATRIX, PROTOCOL = CovenantMachine(), MatrixMachine(), ProtocolMachine()
MACHINES = (COVENANT, MATRIX, PROTOCOL, LETTER, MAPPING)


def _has(viewer: Viewer, function: str) -> bool:
    return viewer.has_role(function.removeprefix("role:"))


def _people(function: str) -> list[User]:
    current = RoleAssignment.objects.current(today()).filter(role=function.removeprefix("role:"))
    return list(User.objects.filter(pk__in=current.values("user_id"), is_active=True))


def _label(function: str) -> Text:
    return LABELS.get(function) or Role(function.removeprefix("role:")).label
