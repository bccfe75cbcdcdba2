"""What does the access rule answer where something is missing? Never more than nothing."""

from typing import Any

import pytest
from django.core.checks import run_checks

from access import registry
from access.registry import rule_of
from access.scope import Scope
from accounts.models import Organisation
from casefiles.models import Case
from tests.factories.cases import a_case


@pytest.mark.django_db
@pytest.mark.parametrize("nobody", [None, "a viewer's name"])
def test_without_a_viewer_there_is_no_answer_instead_of_everything(nobody: Any) -> None:
    a_case()
    with pytest.raises(TypeError, match="Viewer"):
        Case.objects.visible_to(nobody)


def test_a_scope_is_made_by_the_access_rule_alone() -> None:
    with pytest.raises(TypeError, match=r"Viewer\.scope"):
        Scope()


def test_a_noun_without_a_rule_of_its_own_is_not_passed_by_accident() -> None:
    with pytest.raises(KeyError):
        rule_of(Organisation)


def test_the_house_does_not_open_with_a_noun_that_nobody_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_registered", registry._registered - {Case})
    assert [(one.id, one.msg.split()[0]) for one in run_checks() if one.is_serious()] == [
        ("access.E001", "casefiles.Case")
    ]


def test_the_house_opens_when_every_noun_is_registered() -> None:
    assert [one for one in run_checks() if one.id == "access.E001"] == []
