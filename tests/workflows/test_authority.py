"""Whose papers decide a step: a matrix for what is governed, the system for what is fixed, or the default?"""

from typing import Any

import pytest
from django.db.models import Q

from casefiles.machines import CASE, REPORT
from casefiles.models import Case
from tests.factories.cases import World, a_case, a_report
from workflows import authority
from workflows.authority import Clause, Machine, NoMatrix, clause_scopes, clauses_for, default_clause, read_papers
from workflows.steps import Kind, Step, step_by_id

pytestmark = pytest.mark.django_db
SCALE_UP, WITHDRAW = step_by_id("case.scale_up"), step_by_id("report.withdraw")


@pytest.fixture
def unplugged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The house before `documents` is plugged in."""
    monkeypatch.setattr(authority, "_clauses", [NoMatrix()])


@pytest.mark.usefixtures("unplugged")
def test_before_matrices_are_plugged_in_every_step_of_a_thing_keeps_its_default_clause() -> None:
    case = a_case().case
    assert clauses_for(SCALE_UP, case) == [Clause("process_direction", default_clause(SCALE_UP).text)]
    assert clauses_for(SCALE_UP, case, papers=read_papers()) == clauses_for(SCALE_UP, case)


@pytest.mark.usefixtures("unplugged")
def test_before_matrices_are_plugged_in_one_clause_holds_for_the_whole_table() -> None:
    world: World = a_case()
    [(scope, clauses)] = clause_scopes(SCALE_UP, CASE)
    assert list(Case.objects.filter(scope)) == [world.case]
    assert clauses == [default_clause(SCALE_UP)]


class NobodyMayAnything(NoMatrix):
    """Papers that give every step to nobody."""

    def clauses(self, step: Step, thing: Any, machine: Machine) -> list[Clause] | None:
        return []

    def scopes(self, step: Step, machine: Machine) -> list[tuple[Q, list[Clause] | None]]:
        return [(Q(), [])]


def test_papers_decide_a_governed_step_also_when_they_say_nobody() -> None:
    papers = NobodyMayAnything()
    assert clauses_for(SCALE_UP, a_case().case, papers=papers) == []
    assert [clauses for _scope, clauses in clause_scopes(SCALE_UP, CASE, papers=papers)] == [[]]


def test_papers_decide_nothing_of_what_is_fixed_by_the_system() -> None:
    report, papers = a_report(a_case()), NobodyMayAnything()
    assert WITHDRAW.kind == Kind.CONSTITUTIONAL
    assert clauses_for(WITHDRAW, report, papers=papers) == [default_clause(WITHDRAW)]
    assert [clauses for _scope, clauses in clause_scopes(WITHDRAW, REPORT, papers=papers)] == [
        [default_clause(WITHDRAW)]
    ]
