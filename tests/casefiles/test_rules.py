"""Does a token open what it names, and nothing when it names nothing?"""

from dataclasses import replace

import pytest

from access.doors import may_see
from access.grants import Grant
from access.sources import Identity
from access.viewer import Viewer
from casefiles.models import Report
from casefiles.rules import case_token, parse
from tests.factories.cases import World, a_case, a_report
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_case()


def _holding(world: World, token: str) -> Viewer:
    """Somebody outside the team who holds this one token and no other."""
    world.people["outsider"] = a_person()
    return replace(world.viewer("outsider"), grants={token: (Grant(token, Identity("")),)})


@pytest.mark.parametrize("kind", ["org", "user", "care:org"])
def test_a_token_that_names_nobody_opens_nothing(kind: str, world: World) -> None:
    reports = [a_report(world, circle=circle) for circle in ("team", "directors", "care", "named")]
    nameless = _holding(world, case_token(world.case.pk, kind))
    assert list(Report.objects.visible_to(nameless)) == []
    assert not any(may_see(nameless, report) for report in reports)


def test_a_token_that_names_somebody_opens_what_is_for_them(world: World) -> None:
    member = world.people["member"]
    report = a_report(world, "case_direction", circle="named")
    report.named_people.add(member)
    a_report(world, "case_direction", circle="named")
    by_name = _holding(world, case_token(world.case.pk, "user", member.pk))
    assert list(Report.objects.visible_to(by_name)) == [report]


def test_a_token_of_another_room_is_not_taken_for_one_of_a_case() -> None:
    assert [parse(token) for token in ("everyone", "org:5", "triage:3", "user:9")] == [None] * 4
    assert (parse("case:7:team"), parse("case:7:care:org:5")) == ((7, "team", None), (7, "care:org", 5))
