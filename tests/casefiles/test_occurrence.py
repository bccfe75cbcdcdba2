"""D-30: does a person occur already? Who asked learns nothing, who holds the case decides."""

import re
from datetime import timedelta
from difflib import unified_diff
from typing import Any

import pytest
from django.http import Http404, HttpResponse
from django.urls import reverse
from pytest_django import Settings

from access.doors import may_see
from accounts.models import Notice, User
from audit.models import AccessLogEntry
from casefiles.actions.occurrence import answer_questions
from casefiles.guards import occurrence_is_settled
from casefiles.machines import OCCURRENCE
from casefiles.models import Occurrence, Referral
from tests.casefiles.pages import opened, sent, signed_in, text_of
from tests.factories.cases import World, a_case, a_covenant, viewer_of
from tests.factories.people import a_municipality, a_person, a_role
from tests.factories.triage import BORN, a_referral, an_occurrence, in_triage, the_client_is, weighed
from workflows.fire import fire
from workflows.inbox import waiting_for
from workflows.refusals import StepRefused
from workflows.steps import step_by_id

pytestmark = pytest.mark.django_db
TEAM = ("process_direction", "case_direction", "member")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture
def world() -> World:
    world = a_case(state="active")
    world.people["manager"] = a_person(None, "process_manager")
    return world


def _decide(world: World, method: str, occurrence: Occurrence, **fields: Any) -> Occurrence:
    manager = world.viewer("manager")
    return fire(f"occurrence.{method}", occurrence, viewer=manager, expected_version=occurrence.version, **fields)


def _pages(user: User, referral: Referral) -> dict[str, Any]:
    """All that a referrer can read or try, without what differs from one answer to the next."""
    browser, key = signed_in(user), referral.key
    version = {"version": 3, "reason": "Daarom."}
    looks = [reverse("casefiles:referral", args=[key]), reverse("casefiles:referrals"), reverse("my_work")]
    looks += [reverse("casefiles:accept_referral", args=[key]), reverse("my_cases")]
    steps = [reverse("casefiles:step", args=[f"referral.{one}", key]) for one in ("advise", "join", "take_up")]
    found = {url: _told(browser.get(url)) for url in [*looks, *steps]}
    found |= {f"POST {url}": _told(browser.post(url, version)) for url in steps}
    found |= {f"POST stale {url}": _told(browser.post(url, version | {"version": 2})) for url in steps}
    names = dict.fromkeys(("process_direction", "case_direction"), user.key)
    return found | {"POST accept": _told(browser.post(looks[3], version | names))}


def _told(response: HttpResponse) -> tuple[int, str]:
    return response.status_code, TOKEN.sub("", text_of(response))


def test_the_referrer_reads_the_same_bytes_whether_or_not_the_person_was_found_and_joined(world: World) -> None:
    the_client_is(world, "Iemand anders")
    # In no team: who is in it sees the name of the client change.
    user = world.people["outsider"] = a_person(None, "partner")
    a_covenant(world.purpose, [user.organisation], world.municipality)
    referral = in_triage(world, a_referral(world, "outsider"))
    _pages(user, referral)  # Whoever comes for the first time is welcomed as well.
    before = _pages(user, referral)
    the_client_is(world, "K. Bedacht")
    referral.occurrence_question.answered_at = None
    referral.occurrence_question.save()
    answer_questions()
    found = _pages(user, referral)
    _decide(world, "join", Occurrence.objects.get())
    assert Referral.objects.get().state == "joined"
    assert differing(before, found) == []
    assert differing(found, _pages(user, referral)) == []


def differing(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The lines that are not the same, with the address."""
    return [
        f"{url}: {line}"
        for url in before
        for line in unified_diff(str(before[url][1]).splitlines(), str(after[url][1]).splitlines(), lineterm="", n=0)
    ] + [url for url in before if before[url][0] != after[url][0]]


def test_submitting_itself_looks_for_nobody(world: World) -> None:
    """So that its time is the same for everybody: the question is answered beside the request."""
    the_client_is(world, "K. Bedacht")
    a_referral(world)
    assert not Occurrence.objects.exists()
    answer_questions()
    assert Occurrence.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "born", "found"),
    [
        ("k.  bedacht", BORN, 1),
        ("K. Bedachte", BORN, 0),
        ("K. Bedacht", BORN + timedelta(days=1), 0),
        ("K. Bedacht", None, 0),
    ],
)
def test_only_the_exact_name_with_the_birth_date_is_the_same_person(
    world: World, name: str, born: Any, found: int
) -> None:
    the_client_is(world, "K. Bedacht")
    a_referral(world, client_name=name, birth_date=born)
    answer_questions()
    assert Occurrence.objects.count() == found


def test_the_process_manager_who_holds_the_case_hears_it_and_nobody_else(world: World) -> None:
    elsewhere = a_person()
    a_role(elsewhere, "process_manager", municipality=a_municipality())
    Notice.objects.all().delete()
    occurrence = an_occurrence(world)
    assert Notice.objects.filter(user=world.people["manager"]).exists()
    assert not Notice.objects.filter(user=elsewhere).exists()
    seen = {name for name in world.people if may_see(world.viewer(name), occurrence)}
    assert seen == {"manager"}
    assert not may_see(viewer_of(elsewhere), occurrence)


def test_it_stands_in_their_work_with_code_and_without_a_name(world: World) -> None:
    occurrence = an_occurrence(world)
    page = text_of(signed_in(world.people["manager"]).get(reverse("my_work")))
    assert reverse("casefiles:occurrence", args=[occurrence.key]) in page
    assert world.case.key in page
    assert "K. Bedacht" not in page


def test_who_holds_the_case_but_weighs_elsewhere_reads_code_and_municipality_alone(world: World) -> None:
    occurrence = an_occurrence(world)
    Referral.objects.update(municipality=a_municipality(), question="Geheime vraag.")
    manager = world.people["manager"] = a_person()
    a_role(manager, "process_manager", municipality=world.municipality)
    page = text_of(opened(manager, "occurrence", occurrence.key))
    assert world.case.key in page
    assert "Geheime vraag." not in page
    assert "K. Bedacht" not in page


def test_joined_it_goes_to_the_directors_of_the_case_and_no_second_case_opens(world: World) -> None:
    occurrence = an_occurrence(world)
    assert not may_see(world.viewer("case_direction"), occurrence.referral)
    _decide(world, "join", occurrence)
    referral = Referral.objects.get()
    assert referral.joined_to == world.case
    assert may_see(world.viewer("case_direction"), referral)
    assert "K. Bedacht" in text_of(opened(world.people["case_direction"], "referral", referral.key))
    assert Referral.objects.filter(case__isnull=False).count() == 0


def test_its_directors_read_in_the_course_of_the_case_that_a_referral_was_joined(world: World) -> None:
    _decide(world, "join", an_occurrence(world))
    label = str(step_by_id("occurrence.join").label)
    pages = {name: text_of(opened(world.people[name], "history", world.case.key)) for name in TEAM}
    assert {name for name, page in pages.items() if label in page} == {"process_direction", "case_direction"}


def test_while_it_waits_no_case_opens(world: World) -> None:
    occurrence = an_occurrence(world)
    director = world.viewer("process_direction")
    referral = weighed(occurrence.referral, viewer=director)
    assert occurrence_is_settled(referral, director) is not None
    _decide(world, "set_aside", occurrence, reason="Een ander met dezelfde naam.")
    assert Referral.objects.get().state == "in_triage"
    assert occurrence_is_settled(referral, director) is None


def test_joining_waits_until_the_referral_is_being_weighed(world: World) -> None:
    """Else its course would show the referrer that something was found."""
    the_client_is(world, "K. Bedacht")
    a_referral(world)
    answer_questions()
    with pytest.raises(StepRefused):
        _decide(world, "join", Occurrence.objects.get())


def test_nobody_but_the_process_manager_decides(world: World) -> None:
    occurrence = an_occurrence(world)
    for name in ("process_direction", "member"):
        with pytest.raises(Http404):
            fire("occurrence.join", occurrence, viewer=world.viewer(name), expected_version=1)


def test_a_second_referral_of_the_same_person_is_found_once_the_first_became_a_case(world: World) -> None:
    the_client_is(world, "Iemand anders")
    director = world.viewer("process_direction")
    first, second = (in_triage(world, a_referral(world)) for _number in range(2))
    answer_questions()
    weighed(first, viewer=director)
    Referral.objects.filter(pk=first.pk).update(
        process_direction=world.people["process_direction"], case_direction=world.people["case_direction"]
    )
    fire("referral.accept", first, viewer=director, expected_version=first.version)
    answer_questions()
    assert Occurrence.objects.get().referral == second


def test_who_asks_too_often_in_a_day_is_refused(world: World, settings: Settings) -> None:
    settings.QUESTIONS_A_DAY = 2
    for _number in range(2):
        a_referral(world)
    with pytest.raises(StepRefused):
        a_referral(world)


def test_each_question_leaves_a_line_in_the_name_of_who_asked(world: World) -> None:
    occurrence = an_occurrence(world)
    lines = AccessLogEntry.objects.filter(step="occurrence.ask", user_key=world.people["member"].key)
    assert {line.object_key for line in lines} == {occurrence.referral.key, occurrence.key}
    assert "Bedacht" not in str(lines.values())


def test_the_director_who_weighs_reads_that_it_was_joined(world: World) -> None:
    occurrence = an_occurrence(world)
    _decide(world, "join", occurrence)
    director = world.people["process_direction"]
    assert world.case.key in text_of(opened(director, "referral", occurrence.referral.key))
    answer = sent(director, "step", "referral.advise", occurrence.referral.key, version=3, reason="Toch advies.")
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("roles", "holder"),
    [
        (["process_director", "privacy_officer"], "process_director"),
        (["privacy_officer"], "privacy_officer"),
        (["process_manager", "process_director"], "process_manager"),
    ],
)
def test_where_nobody_is_process_manager_the_next_in_line_answers_alone(roles: list[str], holder: str) -> None:
    world = a_case(state="active")
    people = {role: a_person(None, role) for role in roles}
    occurrence = an_occurrence(world)
    assert {role for role, one in people.items() if may_see(viewer_of(one), occurrence)} == {holder}
    assert list(waiting_for(viewer_of(people[holder]), OCCURRENCE)) == [occurrence]
    set_aside = fire(
        "occurrence.set_aside", occurrence, viewer=viewer_of(people[holder]), expected_version=1, reason="Een ander."
    )
    assert set_aside.state == "set_aside"
