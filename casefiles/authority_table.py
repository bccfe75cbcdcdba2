"""Who may decide what in one case: every governed step, with function, people, paper and clause."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from casefiles.ending_machines import ENDING_MACHINES
from casefiles.machines import MACHINES
from casefiles.models import Case
from casefiles.team_machines import TEAM_MACHINES
from documents.function_names import function_name
from documents.models import CaseFunction
from workflows.authority import Clauses, Machine, clauses_for, read_papers
from workflows.refusals import Text
from workflows.steps import Kind, Step, steps_of


@dataclass(frozen=True)
class StepAuthority:
    """One step: the clauses that grant it (none: nobody), and who holds it today."""

    step: Step
    functions: tuple[Text, ...]
    people: tuple[User, ...]
    clauses: tuple[str, ...]
    matrix_version_id: int | None


def authority_table(case: Case) -> list[StepAuthority]:
    """Every governed step of the machines of a case, in the order of the process."""
    papers = read_papers()
    return [
        _row(machine, step, example(machine, case), papers)
        for machine in (*MACHINES, *ENDING_MACHINES, *TEAM_MACHINES)
        for step in steps_of(machine.name)
        if step.kind == Kind.GOVERNED and example(machine, case) is not None
    ]


def example(machine: Machine, case: Case) -> object:
    """A thing of this machine in this case, unsaved where it stands for any: clauses depend on the case alone."""
    match machine.name:
        case "case":
            return case
        case "referral":
            return getattr(case, "referral", None)
    return machine.model(case=case)


def _function(machine: Machine, function: str, example: Any) -> Text:
    """With the kind of organisation that the meeting asks for (D-19)."""
    if function not in CaseFunction.values:
        return machine.function_label(function)
    thing = example if machine.scope_path == "" else example.case
    return function_name(thing.meeting_type, function)


def _row(machine: Machine, step: Step, example: Any, papers: Clauses) -> StepAuthority:
    clauses = clauses_for(step, example, papers=papers)
    people = {user.pk: user for clause in clauses for user in machine.people(clause.function, example)}
    return StepAuthority(
        step=step,
        functions=tuple(_function(machine, clause.function, example) for clause in clauses) or (_("nobody"),),
        people=tuple(sorted(people.values(), key=lambda user: user.name)),
        clauses=tuple(str(clause.text) for clause in clauses),
        matrix_version_id=clauses[0].matrix_version_id if clauses else None,
    )
