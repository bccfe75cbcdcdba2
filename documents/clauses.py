"""Who may decide a step, according to the adopted matrix that governs a thing (D-12, D-14, D-19)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
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
        return MatrixReading(step.id).clauses(step, thing, machine)

    def scopes(self, step: Step, machine: Machine) -> Iterable[tuple[Q, list[Clause] | None]]:
        return MatrixReading(step.id).scopes(step, machine)

    def read(self) -> "MatrixReading":
        return MatrixReading()


class MatrixReading:
    """The matrices in effect at one moment: six queries at most, of all steps unless one is named."""

    def __init__(self, step_id: str = "") -> None:
        self.step_id = step_id

    def read(self) -> "MatrixReading":
        return self

    def governs(self, version: MatrixVersion, *, municipality_id: int, meeting_type_id: int) -> bool:
        """Whether it is this version that governs cases of this municipality and meeting type."""
        return _governs(self.governing, municipality_id, meeting_type_id) == version

    def governing_in(self, municipality_id: int, meeting_type_id: int) -> MatrixVersion | None:
        """The one matrix that governs cases of this municipality and meeting type."""
        return _governs(self.governing, municipality_id, meeting_type_id)

    @cached_property
    def governing(self) -> list[_Governing]:
        return _governing()

    @cached_property
    def decisions(self) -> "_Decisions":
        return _Decisions([one.version for one in self.governing], step_id=self.step_id)

    @cached_property
    def meeting_types(self) -> list[MeetingType]:
        return list(MeetingType.objects.all())

    def clauses(self, step: Step, thing: Any, machine: Machine) -> list[Clause] | None:
        """The clauses of the one matrix that governs this thing; none when it does not bind the step."""
        meeting_type: MeetingType = _of(thing, machine.scope_path, "meeting_type")
        municipality_id = _of(thing, machine.scope_path, "municipality_id")
        version = _governs(self.governing, municipality_id, meeting_type.pk)
        return self.decisions.in_meeting(step, version, meeting_type) if version else None

    def scopes(self, step: Step, machine: Machine) -> Iterable[tuple[Q, list[Clause] | None]]:
        """The machine's table by governing matrix and meeting type; what no matrix decides comes last."""
        if self.decisions.silent_on(step):
            return [(Q(), None)]
        decided = list(self._decided(step, machine.scope_path))
        undecided = Q()
        for scope, _clauses in decided:
            undecided &= ~scope
        return [*decided, (undecided, None)]

    def _decided(self, step: Step, path: str) -> Iterator[tuple[Q, list[Clause] | None]]:
        for meeting_type in self.meeting_types:
            here = [one for one in self.governing if one.holds_for(meeting_type.pk)]
            claimed: set[int] = set()
            for one in sorted(here, key=lambda one: not one.municipalities):
                scope = Q(**{f"{path}meeting_type_id": meeting_type.pk})
                if one.municipalities:
                    scope &= Q(**{f"{path}municipality_id__in": one.municipalities - claimed})
                    claimed |= one.municipalities
                else:
                    scope &= ~Q(**{f"{path}municipality_id__in": claimed})
                if self.decisions.decides(step, one.version):
                    yield scope, self.decisions.in_meeting(step, one.version, meeting_type)
                if not one.municipalities:
                    break


def reading_with(version: MatrixVersion) -> MatrixReading:
    """The matrices as they would stand with this version in effect, in the place of an earlier one of its series."""
    reading = MatrixReading()
    others = [one for one in _governing() if one.version.matrix_id != version.matrix_id]
    reading.governing = [_scoped(version), *others]
    return reading


def governing_matrix(municipality_id: int, meeting_type_id: int) -> MatrixVersion | None:
    """The one matrix that governs cases of this municipality and meeting type now; a default goes last."""
    return _governs(_governing(), municipality_id, meeting_type_id)


def _governs(governing: list[_Governing], municipality_id: int, meeting_type_id: int) -> MatrixVersion | None:
    here = [one for one in governing if one.holds_for(meeting_type_id)]
    chosen = [one for one in here if municipality_id in one.municipalities]
    default = [one for one in here if not one.municipalities]
    return next((one.version for one in [*chosen, *default]), None)


def _governing() -> list[_Governing]:
    """All versions in effect, the latest first: should scopes ever overlap, the same one always decides."""
    versions = MatrixVersion.objects.governing(timezone.now()).order_by("-effective_at", "-pk")
    return [_scoped(version) for version in versions.with_scope()]


def _scoped(version: MatrixVersion) -> _Governing:
    return _Governing(
        version,
        frozenset(place.pk for place in version.municipalities.all()),
        frozenset(one.pk for one in version.meeting_types.all()),
    )


class _Decisions:
    """What some matrices say: of one step, or of every step that they name."""

    def __init__(self, versions: list[MatrixVersion], *, step_id: str = "") -> None:
        self.bindings: dict[tuple[str, int], list[Binding]] = defaultdict(list)
        about = {"step": step_id} if step_id else {}
        bound = Binding.objects.filter(**about, statement__row__section__version__in=versions)
        for binding in bound.select_related("statement__row__section").order_by(
            "statement__row__order", "statement__order"
        ):
            self.bindings[binding.step, binding.statement.row.section.version_id].append(binding)
        nobody = NobodyStep.objects.filter(**about, version__in=versions)
        self.nobody = set(nobody.values_list("step", "version_id"))
        self.spoken_of = {step for step, _version in (*self.bindings, *self.nobody)}

    def silent_on(self, step: Step) -> bool:
        return step.id not in self.spoken_of

    def decides(self, step: Step, version: MatrixVersion) -> bool:
        return (step.id, version.pk) in self.bindings or (step.id, version.pk) in self.nobody

    def in_meeting(self, step: Step, version: MatrixVersion, meeting_type: MeetingType) -> list[Clause] | None:
        if (step.id, version.pk) in self.nobody:
            return []
        bindings = self.bindings.get((step.id, version.pk))
        return [_clause(version, binding, meeting_type) for binding in bindings] if bindings else None


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
