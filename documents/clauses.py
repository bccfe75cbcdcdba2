"""Who may decide a step, according to the adopted matrix that governs a thing (D-12, D-14, D-19)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.models.binding import Binding, NobodyStep
from documents.models.matrix import MatrixVersion
from documents.models.purpose import MeetingType
from workflows.authority import Clause, Machine
from workflows.steps import Step


@dataclass(frozen=True)
class _Governing:
    """A version in effect, with its scope; `municipalities` empty: the default; `meeting_types` empty: all."""

    version: MatrixVersion
    municipalities: frozenset[int]
    meeting_types: frozenset[int]

    def holds_for(self, meeting_type_id: int) -> bool:
        return not self.meeting_types or meeting_type_id in self.meeting_types


class MatrixClauses:
    """The adopted matrices, as `workflows` asks for them; read anew at every question (D-14: inboxes move at once)."""

    def clauses(self, step: Step, thing: Any, machine: Machine) -> list[Clause] | None:
        """The clauses of the one matrix that governs this thing; none when it does not bind the step."""
        meeting_type: MeetingType = _of(thing, machine.scope_path, "meeting_type")
        version = governing_matrix(_of(thing, machine.scope_path, "municipality_id"), meeting_type.pk)
        return _Decisions(step, [version]).in_meeting(version, meeting_type) if version else None

    def scopes(self, step: Step, machine: Machine) -> Iterable[tuple[Q, list[Clause] | None]]:
        """The machine's table by governing matrix and meeting type; what no matrix decides comes last."""
        governing = _governing()
        decisions = _Decisions(step, [one.version for one in governing])
        if decisions.silent:
            return [(Q(), None)]
        decided = list(_decided(governing, decisions, machine.scope_path))
        undecided = Q()
        for scope, _clauses in decided:
            undecided &= ~scope
        return [*decided, (undecided, None)]


def governing_matrix(municipality_id: int, meeting_type_id: int) -> MatrixVersion | None:
    """The one matrix that governs cases of this municipality and meeting type now; a default goes last."""
    governing = [one for one in _governing() if one.holds_for(meeting_type_id)]
    chosen = [one for one in governing if municipality_id in one.municipalities]
    default = [one for one in governing if not one.municipalities]
    return next((one.version for one in [*chosen, *default]), None)


def _governing() -> list[_Governing]:
    """All versions in effect, the latest first: should scopes ever overlap, the same one always decides."""
    versions = MatrixVersion.objects.governing(timezone.now()).order_by("-effective_at", "-pk")
    return [
        _Governing(
            version,
            frozenset(place.pk for place in version.municipalities.all()),
            frozenset(one.pk for one in version.meeting_types.all()),
        )
        for version in versions.select_related("matrix").prefetch_related("municipalities", "meeting_types")
    ]


class _Decisions:
    """What some matrices say about one step."""

    def __init__(self, step: Step, versions: list[MatrixVersion]) -> None:
        self.bindings: dict[int, list[Binding]] = defaultdict(list)
        bound = Binding.objects.filter(step=step.id, statement__row__section__version__in=versions)
        for binding in bound.select_related("statement__row__section").order_by(
            "statement__row__order", "statement__order"
        ):
            self.bindings[binding.statement.row.section.version_id].append(binding)
        nobody = NobodyStep.objects.filter(step=step.id, version__in=versions)
        self.nobody = set(nobody.values_list("version_id", flat=True))

    @property
    def silent(self) -> bool:
        return not self.bindings and not self.nobody

    def decides(self, version: MatrixVersion) -> bool:
        return version.pk in self.bindings or version.pk in self.nobody

    def in_meeting(self, version: MatrixVersion, meeting_type: MeetingType) -> list[Clause] | None:
        if version.pk in self.nobody:
            return []
        bindings = self.bindings.get(version.pk)
        return [_clause(version, binding, meeting_type) for binding in bindings] if bindings else None


def _decided(governing: list[_Governing], decisions: _Decisions, path: str) -> Iterator[tuple[Q, list[Clause] | None]]:
    for meeting_type in MeetingType.objects.all():
        here = [one for one in governing if one.holds_for(meeting_type.pk)]
        claimed: set[int] = set()
        for one in sorted(here, key=lambda one: not one.municipalities):
            scope = Q(**{f"{path}meeting_type_id": meeting_type.pk})
            if one.municipalities:
                scope &= Q(**{f"{path}municipality_id__in": one.municipalities - claimed})
                claimed |= one.municipalities
            else:
                scope &= ~Q(**{f"{path}municipality_id__in": claimed})
            if decisions.decides(one.version):
                yield scope, decisions.in_meeting(one.version, meeting_type)
            if not one.municipalities:
                break


def _clause(version: MatrixVersion, binding: Binding, meeting_type: MeetingType) -> Clause:
    row = binding.statement.row
    words = {"number": version.matrix.number, "version": version.version_number, "row": row.order}
    return Clause(
        function=meeting_type.function_for(row.section.role) or f"role:{row.section.role}",
        text=_("role matrix %(number)s version %(version)s, row %(row)s") % words,
        matrix_version_id=version.pk,
        statement_id=binding.statement_id,
    )


def _of(thing: Any, path: str, name: str) -> Any:
    """`name` of the thing itself (path `""`), or of what it belongs to (path `"case__"`)."""
    for part in filter(None, path.split("__")):
        thing = getattr(thing, part)
    return getattr(thing, name)
