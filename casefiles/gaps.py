"""Which steps nobody could take in open cases, were a role matrix adopted as it stands (D-12)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import RoleAssignment
from casefiles.authority_table import example
from casefiles.code_list import code_list
from casefiles.ending_machines import EXTRACT
from casefiles.machines import CASE, CHECKLIST, DEVIATION, PLAN, REPORT, ROUND, function_label, functions_of, usable
from casefiles.models import Case
from casefiles.standing import places_in
from casefiles.team_machines import TEAM_MACHINES
from documents.clauses import MatrixReading, reading_with
from documents.gaps import Gap
from documents.models import MatrixVersion
from workflows.authority import Machine, clauses_for
from workflows.steps import Kind, Step, steps_from, steps_of

# What happens in a case once there is one; a referral is weighed by roles, and has its own gaps.
IN_A_CASE: Sequence[Machine] = (CASE, PLAN, CHECKLIST, DEVIATION, REPORT, ROUND, EXTRACT, *TEAM_MACHINES)
# The functions that may take a step under the matrix; none at all: nobody, on purpose.
Functions = frozenset[str]
# A role, and a municipality or none for the whole region.
Roles = set[tuple[str, int | None]]


def gaps_in_open_cases(version: MatrixVersion, viewer: Viewer) -> Iterator[Gap]:
    """One gap a step. It names the open cases that the viewer sees, and is there for those that they do not (D-10)."""
    if version.adopted_at is not None:
        return
    without = _without_anyone(version)
    seen = set(Case.objects.visible_to(viewer).open().values_list("key", flat=True)) if without else set()
    for (step, functions), codes in without.items():
        yield _gap(step, functions, shown=code_list(seen.intersection(codes), viewer=viewer))


def cases_touched(version: MatrixVersion, changes: Sequence[tuple[str, Collection[int]]], viewer: Viewer) -> list[str]:
    """For each step, in some meetings: the open cases that the viewer sees and that still have it ahead (D-10)."""
    cases, _papers = _governed(version, Case.objects.visible_to(viewer).open())
    machines = {step.id: (of, step) for of, step in _steps()}
    ahead = {state: _states_ahead(state) for state in {case.state for case in cases}}
    touched = []
    for step_id, meetings in changes:
        of, step = machines.get(step_id, (None, None))
        codes = [
            one.key
            for one in cases
            if step and one.meeting_type_id in meetings and (of is not CASE or ahead[one.state] & set(step.sources))
        ]
        touched.append(code_list(codes, viewer=viewer) if codes else "")
    return touched


def _gap(step: Step, functions: Functions, *, shown: str) -> Gap:
    """The id says which step and which functions: whoever saw that once has seen it of every case."""
    labels = sorted(str(function_label(function)) for function in functions)
    words = {"step": step.label, "functions": get_text_list(labels, _("or"))}
    if functions:
        text = _("Nobody can take this step in open cases: %(step)s. Nobody is %(functions)s there.") % words
    else:
        text = _("Nobody may take this step in open cases: %(step)s.") % words
    if shown:
        text += " " + _("Of the cases that you see: %(codes)s.") % {"codes": shown}
    return Gap(f"{step.id}:cases:{','.join(sorted(functions)) or 'nobody'}", text)


def _without_anyone(version: MatrixVersion) -> Mapping[tuple[Step, Functions], list[str]]:
    """The codes of the cases by what is missing there. It goes around `visible_to`: no code is shown as it is."""
    cases, papers = _governed(version, Case.objects.open())
    held, roles = places_in(Case.objects.open(), on=timezone.localdate()), _roles_held()
    ahead = {state: _states_ahead(state) for state in {case.state for case in cases}}
    missing: dict[tuple[Step, Functions], list[str]] = defaultdict(list)
    for of, step in _steps():
        decided: dict[tuple[int, int], Functions] = {}
        for case in cases:
            if of is CASE and ahead[case.state].isdisjoint(step.sources):
                continue
            scope = (case.municipality_id, case.meeting_type_id)
            if scope not in decided:
                clauses = clauses_for(step, example(of, case), papers=papers)
                decided[scope] = frozenset(clause.function for clause in clauses)
            there = {one for place in held.get(case.pk, ()) if usable(place, step) for one in functions_of(place)}
            if there.isdisjoint(decided[scope]) and not _by_role(decided[scope], case, roles):
                missing[step, decided[scope]].append(case.key)
    return missing


def _steps() -> list[tuple[Machine, Step]]:
    return [(of, step) for of in IN_A_CASE for step in steps_of(of.name) if step.kind == Kind.GOVERNED]


def _governed(version: MatrixVersion, cases: QuerySet[Case]) -> tuple[list[Case], MatrixReading]:
    """Which of these cases this version would govern, and the papers as they would be then."""
    papers = reading_with(version)
    governed = [
        case
        for case in cases.select_related("meeting_type")
        if papers.governs(version, municipality_id=case.municipality_id, meeting_type_id=case.meeting_type_id)
    ]
    return governed, papers


def governed_steps_in_a_case() -> list[Step]:
    """The steps that a matrix may decide once there is a case."""
    return [step for _of, step in _steps()]


def _states_ahead(start: str) -> set[str]:
    """Where a case that stands here now can still come."""
    states = [start]
    for state in states:
        states += {one.target for one in steps_from(CASE.name, state)} - set(states)
    return set(states)


def _roles_held() -> Roles:
    held = RoleAssignment.objects.current(timezone.localdate()).filter(user__is_active=True)
    return set(held.values_list("role", "municipality_id"))


def _by_role(functions: Functions, case: Case, roles: Roles) -> bool:
    named = [function.removeprefix("role:") for function in functions if function.startswith("role:")]
    return any(not roles.isdisjoint({(role, None), (role, case.municipality_id)}) for role in named)
