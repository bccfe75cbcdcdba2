"""Is what the person contests used by nobody, kept, and given back only after the person heard it (art. 18 GDPR)?"""

from typing import Any

import pytest
from django.http import Http404
from django.urls import reverse

from access.doors import may_see
from accounts.models import User
from casefiles.actions.access_pack import start_pack
from casefiles.actions.restrict import Why, set_aside
from casefiles.actions.rights_request import prepare_answer
from casefiles.actions.seal import Ground, seal_item
from casefiles.models import PlanVersion, Report, ReportVersion, Restriction
from casefiles.pack_content import pack_content
from search.models import PendingChange
from tests.casefiles.pages import opened, sent, text_of
from tests.factories.cases import World, a_case, a_plan, a_report, viewer_of
from tests.factories.people import a_person
from tests.factories.rights import a_record, a_request
from workflows.fire import fire
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db
WHY = Why("contested", "De betrokkene zegt dat het anders ging.")


@pytest.fixture
def world() -> World:
    return a_case(state="active")


@pytest.fixture
def officer() -> User:
    return a_person(None, "privacy_officer")


def aside(world: World, thing: Any, by: str = "process_direction", why: Why = WHY) -> Restriction:
    return set_aside(thing, why, viewer=world.viewer(by))


def taken(step: str, made: Restriction, by: Any) -> Restriction:
    current = Restriction.objects.get(pk=made.pk)
    return fire(
        f"restriction.{step}", current, viewer=by, expected_version=current.version, reason="Verteld per brief."
    )


def asked(world: World, kind: str = "restriction") -> Any:
    request = a_request(world, kind=kind)
    return a_record(world, "request_answer", "", state="asked", outcome="", request=request)


@pytest.mark.parametrize("make", [a_report, lambda world: a_plan(world, state="adopted", number=1)])
def test_nobody_reads_what_is_set_aside(world: World, make: Any) -> None:
    thing = make(world)
    aside(world, thing)
    current = type(thing).objects.get(pk=thing.pk)
    assert not any(may_see(world.viewer(name), current) for name in world.people)
    assert not any(type(thing).objects.visible_to(world.viewer(name)).exists() for name in world.people)
    assert not any(ReportVersion.objects.visible_to(world.viewer(name)).exists() for name in world.people)


def test_it_leaves_every_search_answer_with_the_same_commit(world: World) -> None:
    report = a_report(world)
    aside(world, report)
    assert PendingChange.objects.filter(kind="report", key=report.key, narrowed=True).exists()


def test_for_the_others_it_is_as_if_it_never_existed(world: World) -> None:
    report = a_report(world, "case_direction")
    made = aside(world, report)
    never = opened(world.people["member"], "report", "x" * 20)
    gone = opened(world.people["member"], "report", report.key)
    assert (gone.status_code, gone.content) == (404, never.content)
    assert opened(world.people["member"], "restriction", made.key).status_code == 404
    assert "aside" not in text_of(opened(world.people["member"], "rights", world.case.key))


def test_its_owner_reads_that_it_is_set_aside_and_not_its_text(world: World) -> None:
    report = a_report(world, story="Hij stond te schreeuwen.")
    page = text_of(opened(world.people["member"], "restriction", aside(world, report).key))
    assert (str(WHY.explanation) in page, report.story in page) == (True, False)


def test_who_must_decide_reads_its_text(world: World) -> None:
    report = a_report(world, story="Hij stond te schreeuwen.")
    page = text_of(opened(world.people["case_direction"], "restriction", aside(world, report).key))
    assert report.story in page


def test_the_privacy_officer_decides_without_the_text(world: World, officer: User) -> None:
    report = a_report(world, story="Hij stond te schreeuwen.")
    made = set_aside(report, WHY, viewer=viewer_of(officer))
    page = text_of(opened(officer, "restriction", made.key))
    assert report.story not in page


@pytest.mark.parametrize("by", ["member", "case_direction"])
def test_others_do_not_set_aside_by_themselves(world: World, by: str) -> None:
    with pytest.raises(StepRefused):
        aside(world, a_report(world), by)


def test_case_direction_sets_aside_what_the_person_asks(world: World) -> None:
    report, answer = a_report(world), asked(world)
    with pytest.raises(StepRefused):
        aside(world, report, "case_direction")
    assert aside(world, report, "case_direction", Why("contested", "", answer)).answer == answer


def test_a_request_is_not_granted_before_something_is_set_aside(world: World) -> None:
    answer, written = asked(world), {"outcome": "granted", "reasoning": "Het klopt niet."}
    with pytest.raises(StepRefused):
        prepare_answer(answer, written, viewer=world.viewer("case_direction"), expected_version=answer.version)
    aside(world, a_report(world), "case_direction", Why("contested", "", answer))
    prepared = prepare_answer(answer, written, viewer=world.viewer("case_direction"), expected_version=answer.version)
    assert prepared.state == "prepared"


def test_it_is_not_used_again_before_the_person_was_told(world: World) -> None:
    made = aside(world, a_report(world))
    with pytest.raises(StepRefused):
        taken("lift", made, world.viewer("case_direction"))
    told = taken("announce", made, world.viewer("process_direction"))
    assert told.told_on is not None
    assert taken("lift", made, world.viewer("case_direction")).state == "lifted"


def test_who_set_it_aside_does_not_decide_to_use_it_again(world: World, officer: User) -> None:
    made = aside(world, a_report(world))
    taken("announce", made, viewer_of(officer))
    with pytest.raises(StepRefused):
        taken("lift", made, world.viewer("process_direction"))


def test_used_again_it_is_as_it_was(world: World) -> None:
    report = a_report(world, circle="directors")
    made = aside(world, report)
    taken("announce", made, world.viewer("process_direction"))
    taken("lift", made, world.viewer("case_direction"))
    assert Report.objects.get().circle == ReportVersion.objects.get().circle == "directors"


def test_told_and_kept_aside_after_all_nothing_comes_back(world: World) -> None:
    made = aside(world, a_report(world))
    taken("announce", made, world.viewer("process_direction"))
    assert (taken("keep", made, world.viewer("process_direction")).told_on, Report.objects.get().circle) == (
        None,
        "sealed",
    )


def test_what_is_set_aside_can_be_sealed_and_comes_back_in_neither_order(world: World, officer: User) -> None:
    report = a_report(world)
    made = aside(world, report)
    seal = seal_item(Report.objects.get(), Ground("wrong_client"), viewer=viewer_of(officer))
    fire("seal.lift", seal, viewer=world.viewer("case_direction"), expected_version=1, reason="Het klopt wel.")
    assert Report.objects.get().circle == "sealed"
    taken("announce", made, world.viewer("process_direction"))
    taken("lift", made, world.viewer("case_direction"))
    assert Report.objects.get().circle == "team"


def test_erased_by_a_seal_it_never_comes_back(world: World, officer: User) -> None:
    made = aside(world, a_report(world))
    seal = seal_item(Report.objects.get(), Ground("wrong_client"), viewer=viewer_of(officer))
    fire("seal.erase", seal, viewer=world.viewer("case_direction"), expected_version=1)
    taken("announce", made, world.viewer("process_direction"))
    taken("lift", made, world.viewer("case_direction"))
    assert (Report.objects.get().circle, Restriction.objects.get().explanation) == ("sealed", "")


def test_a_plan_in_the_making_is_not_set_aside(world: World) -> None:
    plan = a_plan(world, state="in_consultation")
    assert opened(world.people["process_direction"], "restrict_item", "planversion", plan.key).status_code == 404


def test_the_next_plan_does_not_begin_with_what_is_set_aside(world: World) -> None:
    aside(world, a_plan(world, state="adopted", number=1))
    assert not PlanVersion.objects.visible_to(world.viewer("case_direction")).exists()
    assert opened(world.people["case_direction"], "plan", world.case.key).status_code == 200


def test_the_access_pack_holds_what_is_set_aside_and_says_so(world: World) -> None:
    report = a_report(world, story="Hij stond te schreeuwen.")
    aside(world, report)
    given = pack_content(start_pack(world.case, viewer=world.viewer("case_direction"))).given
    assert [report.story in one.text for one in given if one.key == report.key] == [True]


def test_by_its_pages_it_is_set_aside_and_decided(world: World, officer: User) -> None:
    report = a_report(world)
    director = world.people["process_direction"]
    assert reverse("casefiles:restrict_item", args=["report", report.key]) in text_of(
        opened(director, "report", report.key)
    )
    assert sent(director, "restrict_item", "report", report.key, ground="contested").status_code == 302
    made = Restriction.objects.get()
    assert made.key in text_of(opened(director, "rights", world.case.key))
    assert made.key in text_of(opened(officer, "restrictions"))
    step = sent(director, "step", "restriction.announce", made.key, reason="Per brief.", version=made.version)
    assert step.status_code == 302


def test_the_privacy_officer_finds_by_address_what_they_do_not_read(world: World, officer: User) -> None:
    report = a_report(world)
    found = sent(officer, "restrictions", address=f"/meldingen/{report.key}/")
    assert found.url == reverse("casefiles:restrict_item", args=["report", report.key])
    assert opened(officer, "restrict_item", "report", report.key).status_code == 200


def test_a_member_cannot_take_its_steps(world: World) -> None:
    made = aside(world, a_report(world, "case_direction"))
    with pytest.raises(Http404):
        taken("announce", made, world.viewer("member"))
