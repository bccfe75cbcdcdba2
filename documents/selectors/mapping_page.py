"""What other functions of a meeting would change: function by function, step by step, and for people in open cases."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import Municipality
from documents.clauses import MatrixReading
from documents.function_names import holder_of
from documents.models.function_mapping import FunctionMapping, MappingState
from documents.models.matrix import MatrixVersion
from documents.models.purpose import CaseFunction, MeetingType
from documents.selectors.coverage import in_order
from documents.selectors.step_changes import NO_PLACE, StepChange
from workflows.authority import machine
from workflows.refusals import Text
from workflows.steps import Step


@dataclass(frozen=True)
class TouchedMember:
    """Who loses or gains steps in open cases that the reader sees; `codes` names those."""

    who: str
    codes: str
    loses: Sequence[Text]
    gains: Sequence[Text]


# For a proposed mapping: the members of open cases whom it touches, of those that the viewer sees (D-10).
TouchedMembers = Callable[[FunctionMapping, Viewer], Sequence[TouchedMember]]
_sources: list[TouchedMembers] = []


def register_members_source(source: TouchedMembers) -> None:
    if source not in _sources:
        _sources.append(source)


@dataclass(frozen=True)
class MappingPart:
    """Beside one matrix that decides (none: the defaults), in these municipalities (none: everywhere)."""

    version: MatrixVersion | None
    places: str
    changes: Sequence[StepChange]


@dataclass(frozen=True)
class MappingPage:
    functions: Sequence[StepChange]
    parts: Sequence[MappingPart]
    members: Sequence[TouchedMember]


def mapping_page(mapping: FunctionMapping, *, viewer: Viewer) -> MappingPage:
    """A fixed number of queries. Once it is decided on, it is compared with nothing that holds now."""
    functions = list(_functions(mapping))
    if mapping.state != MappingState.PROPOSED:
        return MappingPage(functions, (), ())
    members = [member for source in _sources for member in source(mapping, viewer)]
    return MappingPage(functions, list(_parts(mapping)), members)


def functions_for(
    step: Step, meeting: MeetingType, *, reading: MatrixReading, version: MatrixVersion | None
) -> set[str]:
    """Which functions and roles may take this step, were these the meeting's functions; none: nobody."""
    clauses = reading.decisions.in_meeting(step, version, meeting) if version else None
    return {step.function} if clauses is None else {clause.function for clause in clauses}


def _functions(mapping: FunctionMapping) -> Iterator[StepChange]:
    before, after = mapping.before(), mapping.after()
    for function in CaseFunction:
        was, becomes = holder_of(before, function), holder_of(after, function)
        if was != becomes:
            yield StepChange(capfirst(str(function.label)), was, becomes)


def _parts(mapping: FunctionMapping) -> Iterator[MappingPart]:
    """What comes to the same stands together: one part for each matrix that decides somewhere."""
    reading, places = MatrixReading(), defaultdict(list)
    for place in [*Municipality.objects.all(), None]:
        places[reading.governing_in(place.pk if place else NO_PLACE, mapping.meeting_type_id)].append(place)
    for version, where in places.items():
        names = ", ".join(str(place) for place in where if place)
        changes = list(_changes(mapping, reading, version))
        if names or changes:
            yield MappingPart(version, names, changes)


def _changes(mapping: FunctionMapping, reading: MatrixReading, version: MatrixVersion | None) -> Iterator[StepChange]:
    for step in in_order():
        was, becomes = (
            _in_words(step, functions_for(step, meeting, reading=reading, version=version), meeting)
            for meeting in (mapping.before(), mapping.after())
        )
        if was != becomes:
            yield StepChange(step.label, was, becomes)


def _in_words(step: Step, functions: set[str], meeting: MeetingType) -> str:
    label = machine(step.machine).function_label
    named = [
        f"{label(one)}: {holder_of(meeting, one)}" if one in CaseFunction.values else str(label(one))
        for one in functions
    ]
    return ", ".join(sorted(named)) or _("Nobody")
