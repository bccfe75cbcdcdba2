"""Does what the person says of a report stand with it, for exactly who reads the report?"""

import pytest

from casefiles.actions.access_pack import start_pack
from casefiles.models import Report
from casefiles.pack_content import pack_content
from tests.casefiles.pages import opened, sent, text_of
from tests.factories.cases import World, a_case, a_covered_member, a_report

pytestmark = pytest.mark.django_db
SAYS = "Dat was ik niet."


@pytest.fixture
def world() -> World:
    return a_case(state="active")


def stated(world: World, report: Report, by: str = "case_direction") -> int:
    answer = sent(world.people[by], "attach_statement", report.key, text=SAYS)
    return int(answer.status_code)


@pytest.mark.parametrize("tab", ["case", "journal", "report"])
def test_it_stands_with_the_report_wherever_that_is_read(world: World, tab: str) -> None:
    report = a_report(world)
    assert stated(world, report) == 302
    where = report.key if tab == "report" else world.case.key
    assert SAYS in text_of(opened(world.people["member"], tab, where))


def test_who_does_not_read_the_report_does_not_read_it(world: World) -> None:
    report = a_report(world, "process_direction", circle="directors")
    stated(world, report)
    assert SAYS in text_of(opened(world.people["case_direction"], "journal", world.case.key))
    for tab in ("journal", "history"):
        assert SAYS not in text_of(opened(world.people["member"], tab, world.case.key))


def test_when_the_report_is_narrowed_it_goes_along(world: World) -> None:
    report = a_report(world, "process_direction")
    stated(world, report)
    sent(world.people["process_direction"], "narrow_report", report.key, version=1)
    assert SAYS not in text_of(opened(world.people["member"], "journal", world.case.key))


def test_who_winds_down_reads_what_was_there_by_then(world: World) -> None:
    report = a_report(world, shared_days_ago=50)
    winding = a_covered_member(world, "winding", last_day=-10)
    stated(world, report)
    page = text_of(opened(winding, "journal", world.case.key))
    assert (report.story in page, SAYS in page) == (True, False)


def test_only_direction_attaches_it_and_only_to_what_is_recorded(world: World) -> None:
    assert stated(world, a_report(world), by="member") == 403
    draft = a_report(world, "case_direction", shared_days_ago=None)
    assert stated(world, draft) == 409


def test_the_access_pack_holds_it(world: World) -> None:
    stated(world, a_report(world))
    pack = start_pack(world.case, viewer=world.viewer("case_direction"))
    assert any(SAYS in item.text for item in pack_content(pack).given)
