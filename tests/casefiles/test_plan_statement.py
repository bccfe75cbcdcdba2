"""Does what the person says of an adopted plan stand with it: on the page, on paper, in the pack, in search?"""

import io

import pytest
from docx import Document

from access.viewer import Viewer
from casefiles.actions.access_pack import start_pack
from casefiles.actions.person_rights import attach_plan_statement, attach_statement
from casefiles.models import PlanFile, PlanStatement, PlanVersion, ReportStatement
from casefiles.pack_content import pack_content
from casefiles.searchable_statements import PlanStatements, ReportStatements
from tests.casefiles.pages import opened, sent, text_of
from tests.factories.cases import World, a_case, a_covered_member, a_plan, a_report
from workflows.fire import fire
from workflows.models import contributed

pytestmark = pytest.mark.django_db
SAYS = "Ik heb hier nooit mee ingestemd."


@pytest.fixture
def world() -> World:
    return a_case(state="active")


def adopted(world: World) -> PlanVersion:
    plan = a_plan(world, state="in_consultation")
    contributed(plan, world.people["case_direction"])
    return fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=1)


def stated(world: World, plan: PlanVersion, by: str = "case_direction") -> int:
    return int(sent(world.people[by], "attach_plan_statement", plan.key, text=SAYS).status_code)


def test_it_stands_with_the_plan_for_who_reads_it(world: World) -> None:
    plan = adopted(world)
    assert stated(world, plan) == 302
    assert SAYS in text_of(opened(world.people["member"], "plan_version", plan.key))


def test_only_direction_attaches_it_and_only_to_what_is_adopted(world: World) -> None:
    assert stated(world, adopted(world), by="member") == 403
    making = a_plan(world, state="draft")
    assert stated(world, making) == 409


def test_the_adopted_file_stays_and_a_second_one_carries_it(world: World) -> None:
    plan = adopted(world)
    file = PlanFile.objects.get(plan_version=plan)
    before = opened(world.people["member"], "plan_file", file.key).content
    stated(world, plan)
    assert opened(world.people["member"], "plan_file", file.key).content == before
    with_it = Document(io.BytesIO(opened(world.people["member"], "plan_file_with", file.key).content))
    assert any(SAYS in one.text for one in with_it.paragraphs)


def test_the_access_pack_holds_it(world: World) -> None:
    stated(world, adopted(world))
    pack = start_pack(world.case, viewer=world.viewer("case_direction"))
    assert any(SAYS in item.text for item in pack_content(pack).given)


def test_who_winds_down_reads_what_was_there_by_then(world: World) -> None:
    plan = adopted(world)
    PlanVersion.objects.filter(pk=plan.pk).update(shared_at=world.case.opened_at)
    winding = a_covered_member(world, "winding", last_day=-10)
    stated(world, plan)
    assert SAYS not in text_of(opened(winding, "plan_version", plan.key))


def seen(viewer: Viewer) -> set[str]:
    """What search would show of each statement to this viewer, once it were found."""
    return {
        key
        for searchable in (PlanStatements(), ReportStatements())
        for key in searchable.seen(viewer, list(searchable.all_keys()))
    }


def test_search_shows_it_to_exactly_who_sees_the_item(world: World) -> None:
    direct = world.viewer("case_direction")
    attach_plan_statement(adopted(world), {"text": SAYS}, viewer=direct)
    attach_statement(a_report(world, "process_direction", circle="directors"), {"text": SAYS}, viewer=direct)
    plan, report = PlanStatement.objects.get(), ReportStatement.objects.get()
    assert seen(world.viewer("member")) == {plan.key}
    assert seen(direct) == {plan.key, report.key}


def test_a_search_answer_leads_to_what_it_was_said_of(world: World) -> None:
    direct = world.viewer("case_direction")
    attach_statement(a_report(world, "process_direction", circle="directors"), {"text": SAYS}, viewer=direct)
    said = ReportStatement.objects.get()
    assert opened(world.people["case_direction"], "statement", said.key).status_code == 302
    assert opened(world.people["member"], "statement", said.key).status_code == 404
