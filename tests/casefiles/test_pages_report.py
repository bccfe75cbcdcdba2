"""Writing on a page: is nothing that was typed lost, and is nothing shared before it is recorded?"""

from typing import Any

import pytest
from django.urls import reverse

from access.doors import may_see
from casefiles.actions.report import narrow_report
from casefiles.models import Report, ReportVersion
from documents.models import DataCategory
from tests.casefiles.pages import opened, queries_of, sent, signed_in, text_of
from tests.factories.cases import World, a_case, a_category, a_covered_member, a_member, a_report, day
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
OWN_WORDS = "Hij kwam zelf naar de werkplaats."


@pytest.fixture
def world() -> World:
    return a_case()


def _told(**fields: Any) -> dict[str, Any]:
    told = {"scope": "person", "valence": "positive", "story": OWN_WORDS, "circle": "team", "criminal": "no"}
    return told | {"data_category": a_category().identifier} | fields


def _draft(world: World, **fields: Any) -> Report:
    sent(world.people["member"], "write_report", world.case.key, **_told(**fields))
    return Report.objects.get()


def test_a_report_is_written_read_back_and_recorded(world: World) -> None:
    report = _draft(world)
    assert report.state == "being_written"
    assert OWN_WORDS in text_of(opened(world.people["member"], "read_back", report.key))
    response = sent(world.people["member"], "read_back", report.key, version=report.version)
    assert response.url == reverse("casefiles:report", args=[report.key])
    assert OWN_WORDS in text_of(opened(world.people["process_direction"], "journal", world.case.key))


def test_until_it_is_recorded_nobody_else_reads_it(world: World) -> None:
    report = _draft(world)
    assert opened(world.people["process_direction"], "report", report.key).status_code == 404
    assert OWN_WORDS not in text_of(opened(world.people["process_direction"], "journal", world.case.key))


def test_a_draft_is_kept_whatever_is_missing(world: World) -> None:
    response = sent(world.people["member"], "write_report", world.case.key, story=OWN_WORDS, do="keep")
    report = Report.objects.get()
    assert response.url == reverse("casefiles:edit_report", args=[report.key])
    assert OWN_WORDS in text_of(opened(world.people["member"], "edit_report", report.key))


def test_a_draft_with_something_missing_cannot_be_recorded(world: World) -> None:
    report = _draft(world, valence="", do="keep")
    assert f'name="version" value="{report.version}"' not in text_of(
        opened(world.people["member"], "read_back", report.key)
    )
    assert sent(world.people["member"], "read_back", report.key, version=report.version).status_code == 409
    assert Report.objects.get().published_at is None


def test_what_is_missing_is_said_at_the_field_and_the_words_stay(world: World) -> None:
    response = sent(world.people["member"], "write_report", world.case.key, **_told(valence="", data_category=""))
    page = text_of(response)
    assert response.status_code == 422
    assert 'href="#id_valence_0"' in page
    assert 'href="#id_data_category"' in page
    assert OWN_WORDS in page
    assert not Report.objects.exists()


@pytest.mark.parametrize("do", ["", "keep"])
def test_what_is_for_a_criminal_investigation_is_refused_at_entry(world: World, do: str) -> None:
    response = sent(world.people["member"], "write_report", world.case.key, **_told(criminal="yes", do=do))
    assert response.status_code == 422
    assert OWN_WORDS in text_of(response)
    assert not Report.objects.exists()


def test_only_data_that_the_organisation_may_give_can_be_chosen(world: World) -> None:
    DataCategory.objects.create(identifier="finance", label="Financiën")
    page = text_of(opened(world.people["member"], "write_report", world.case.key))
    assert ('value="observed"' in page, 'value="finance"' in page) == (True, False)


def test_the_form_asks_no_more_of_the_gate_for_more_kinds_of_data(world: World) -> None:
    asked = (world.people["member"], "write_report", world.case.key)
    before = queries_of(*asked)
    for number in range(12):
        DataCategory.objects.create(identifier=f"kind-{number}", label="Soort")
    assert queries_of(*asked) == before


def test_the_care_circle_can_be_chosen_by_who_is_in_it_alone(world: World) -> None:
    member = text_of(opened(world.people["member"], "write_report", world.case.key))
    coordinator = text_of(opened(world.people["case_direction"], "write_report", world.case.key))
    assert ('value="care"' in member, 'value="care"' in coordinator) == (False, True)


def test_a_report_for_named_people_names_at_least_one(world: World) -> None:
    assert sent(world.people["member"], "write_report", world.case.key, **_told(circle="named")).status_code == 422
    named = world.people["case_direction"]
    draft = _draft(world, circle="named", named=[named.key])
    sent(world.people["member"], "read_back", draft.key, version=draft.version)
    report = Report.objects.get()
    assert may_see(world.viewer("case_direction"), report)
    assert may_see(world.viewer("member"), report)
    assert not may_see(world.viewer("process_direction"), report)


def test_a_member_without_covenant_reads_what_is_missing_before_typing(world: World) -> None:
    user = a_covered_member(world, "leaving", last_day=-5)
    response = opened(user, "write_report", world.case.key)
    assert response.status_code == 409
    assert "<textarea" not in text_of(response)


def test_who_was_overtaken_reads_both_texts_and_loses_neither(world: World) -> None:
    report = _draft(world, do="keep")
    user, version = world.people["member"], report.version
    sent(user, "edit_report", report.key, **_told(story="De tekst van het andere scherm.", version=version, do="keep"))
    response = sent(user, "edit_report", report.key, **_told(story="Mijn eigen tekst.", version=version))
    page = text_of(response)
    assert response.status_code == 409
    assert "De tekst van het andere scherm." in page
    assert "Mijn eigen tekst." in page
    assert Report.objects.get().story == "De tekst van het andere scherm."


def test_after_being_overtaken_ones_own_text_can_still_be_saved_or_the_other_kept(world: World) -> None:
    report = _draft(world, do="keep")
    user, now = world.people["member"], report.version
    kept = sent(user, "edit_report", report.key, **_told(story="Anders.", version=now, choice="theirs"))
    assert (kept.status_code, Report.objects.get().story) == (302, OWN_WORDS)
    sent(user, "edit_report", report.key, **_told(story="Anders.", version=now, choice="mine"))
    assert Report.objects.get().story == "Anders."


def test_a_correction_is_a_version_and_the_earlier_text_stays_readable(world: World) -> None:
    report = a_report(world, story="De eerste tekst.")
    user = world.people["member"]
    sent(user, "correct_report", report.key, **_told(story="De verbeterde tekst.", version=report.version))
    page = text_of(opened(world.people["process_direction"], "report", report.key))
    assert "De eerste tekst." in page
    assert "De verbeterde tekst." in page
    assert ReportVersion.objects.count() == 2


def test_nobody_else_gets_the_form_to_correct_it(world: World) -> None:
    report = a_report(world)
    response = opened(world.people["process_direction"], "correct_report", report.key)
    assert (response.status_code, "<textarea" in text_of(response)) == (403, False)


def test_a_form_that_was_open_does_not_widen_what_was_narrowed_meanwhile(world: World) -> None:
    report = a_report(world, "case_direction", story="Een tekst.")
    narrow_report(report, viewer=world.viewer("process_direction"), expected_version=report.version, circle="directors")
    told = _told(story="Een andere tekst.", version=report.version)
    response = sent(world.people["case_direction"], "correct_report", report.key, **told)
    assert response.status_code == 409
    assert '<input type="hidden" name="circle" value="directors">' in text_of(response)


def test_directors_narrow_and_members_are_told_who_may(world: World) -> None:
    report = a_report(world, "case_direction")
    assert opened(world.people["member"], "narrow_report", report.key).status_code == 403
    sent(world.people["process_direction"], "narrow_report", report.key, version=report.version)
    assert opened(world.people["member"], "report", report.key).status_code == 404


def test_a_report_is_withdrawn_with_a_reason_only(world: World) -> None:
    a_covered_member(world, "other")
    report = a_report(world)
    step = ("report.withdraw", report.key)
    assert sent(world.people["member"], "step", *step, version=report.version).status_code == 422
    sent(world.people["member"], "step", *step, version=report.version, reason="Verkeerde casus.")
    assert Report.objects.get().state == "withdrawn"
    assert opened(world.people["other"], "report", report.key).status_code == 404
    # Whose it is, and who relied on it, still read it.
    assert opened(world.people["member"], "report", report.key).status_code == 200
    assert opened(world.people["process_direction"], "report", report.key).status_code == 200


@pytest.fixture
def desk(world: World) -> Any:
    return a_covered_member(world, "desk", function="desk")


def _sent_on_behalf(world: World, desk: Any) -> Report:
    caller = f"?reporter={world.people['member'].key}&channel=call"
    signed_in(desk).post(reverse("casefiles:write_on_behalf", args=[world.case.key]) + caller, _told())
    return Report.objects.get()


def test_the_desk_writes_down_what_a_caller_tells_and_reads_it_no_more(world: World, desk: Any) -> None:
    report = _sent_on_behalf(world, desk)
    assert (report.owner, report.author, report.channel) == (world.people["member"], desk, "call")
    response = sent(desk, "read_back", report.key, version=report.version)
    assert response.url == reverse("casefiles:case", args=[world.case.key])
    assert opened(desk, "report", report.key).status_code == 404
    assert OWN_WORDS in text_of(opened(world.people["process_direction"], "journal", world.case.key))


def test_the_reporter_is_asked_to_check_what_the_desk_wrote(world: World, desk: Any) -> None:
    report = _sent_on_behalf(world, desk)
    sent(desk, "read_back", report.key, version=report.version)
    check = reverse("casefiles:check_report", args=[report.key])
    report = Report.objects.get()
    assert check in text_of(opened(world.people["member"], "report", report.key))
    assert check not in text_of(opened(world.people["process_direction"], "report", report.key))
    sent(world.people["member"], "check_report", report.key, version=report.version)
    assert check not in text_of(opened(world.people["member"], "report", report.key))


def test_the_desk_can_choose_callers_of_this_team_alone(world: World, desk: Any) -> None:
    outsider, former = a_person(), a_person(world.people["member"].organisation)
    a_member(world, former, ends_on=day(-1))
    page = text_of(opened(desk, "write_on_behalf", world.case.key))
    assert world.people["member"].key in page
    assert not {key for key in (outsider.key, former.key, desk.key) if f'value="{key}"' in page}
    assert opened(desk, "write_on_behalf", world.case.key, reporter=outsider.key, channel="call").status_code == 422


def test_a_member_does_not_write_for_another(world: World) -> None:
    assert opened(world.people["member"], "write_on_behalf", world.case.key).status_code == 403
