"""How is a step declared, and what is refused before the house opens?"""

import pytest

from casefiles.models import Case
from workflows import steps
from workflows.steps import Step, governed_steps, step, step_by_id


@pytest.fixture(autouse=True)
def _no_new_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_steps", dict(steps._steps))


def test_a_step_is_declared_on_the_method_that_its_id_names() -> None:
    with pytest.raises(TypeError, match="a method called reopen"):
        step(Step("case.reopen", "", ("closed",), "active", "process_direction"))(Case.close)
    with pytest.raises(KeyError):
        step_by_id("case.reopen")


def test_what_is_fixed_by_the_system_is_never_offered_to_a_matrix() -> None:
    offered = {one.id for one in governed_steps()}
    assert "case.scale_up" in offered
    assert "report.withdraw" not in offered
