"""Does a rights request that no case answered go when its term is over, and no other?"""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from audit.models import AccessLogEntry
from casefiles.actions.destruction import forget_requests
from casefiles.models import RightsRequest, Wiping
from tests.factories.cases import World, a_case, viewer_of
from tests.factories.people import a_person
from tests.factories.rights import a_record, a_request
from workflows.fire import fire

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_case(state="active")


def closed(request: Any) -> RightsRequest:
    officer = viewer_of(a_person(None, "privacy_officer"))
    return fire("rights_request.answer", request, viewer=officer, expected_version=request.version)


def after(days: int) -> int:
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        return forget_requests()


def test_it_goes_a_year_after_it_was_closed(world: World) -> None:
    closed(a_request(world))
    assert after(364) == 0
    assert after(367) == 1
    assert not RightsRequest.objects.exists()
    assert Wiping.objects.exists()
    assert AccessLogEntry.objects.filter(step="rights_request.destroy").exists()


def test_one_that_is_open_stays(world: World) -> None:
    a_request(world)
    assert after(3_000) == 0


def test_one_that_a_case_answered_goes_with_that_case(world: World) -> None:
    request = a_request(world)
    a_record(world, "request_answer", request=request, state="prepared")
    closed(request)
    assert after(3_000) == 0
