"""Does a request reach every case of the person, in time, without a word of a case at the contact point?"""

from datetime import date
from typing import Any

import pytest

from access.doors import may_see
from accounts.models import User
from accounts.models.notice import Notice
from audit.models import AccessLogEntry
from casefiles.actions.rights_request import prepare_answer, register_request
from casefiles.models import Client, RequestAnswer, RightsRequest
from casefiles.months import months_after
from tests.casefiles.pages import opened, sent, text_of
from tests.factories.cases import World, a_case, day, viewer_of
from tests.factories.people import a_municipality, a_person, a_role
from workflows.fire import fire
from workflows.refusals import Stale, StepRefused

pytestmark = pytest.mark.django_db
BORN = date(1990, 3, 3)


@pytest.fixture
def world() -> World:
    world = a_case(state="active")
    Client.objects.filter(case=world.case).update(name="Jan  Verzonnen", birth_date=BORN)
    return world


@pytest.fixture
def officer() -> User:
    return a_person(None, "privacy_officer")


def registered(world: World, officer: User, **fields: Any) -> RightsRequest:
    asked = {
        "kind": "access",
        "municipality": world.municipality,
        "person_name": "jan verzonnen",
        "birth_date": BORN,
        "asked_by": "person",
        "received_on": day(0),
        "words": "Wat weten jullie?",
    }
    return register_request(asked | fields, viewer=viewer_of(officer))


def test_every_case_of_the_person_is_asked_and_its_direction_hears_it(world: World, officer: User) -> None:
    request = registered(world, officer)
    assert [one.case for one in request.answers.all()] == [world.case]
    told = {one.user for one in Notice.objects.all()}
    assert told == {world.people["process_direction"], world.people["case_direction"]}


@pytest.mark.parametrize("other", [{"person_name": "Jan Verzonnen-Smit"}, {"birth_date": date(1990, 3, 4)}])
def test_somebody_else_asks_no_case(world: World, officer: User, other: dict[str, Any]) -> None:
    assert registered(world, officer, **other).answers.count() == 0


def test_a_contact_point_asks_only_cases_of_its_own_municipalities(world: World) -> None:
    elsewhere, officer = a_municipality(), a_person(None)
    a_role(officer, "privacy_officer", municipality=elsewhere)
    assert registered(world, officer, municipality=elsewhere).answers.count() == 0
    with pytest.raises(StepRefused):
        registered(world, officer)


def test_the_term_is_a_month_and_once_two_more(world: World, officer: User) -> None:
    request = registered(world, officer)
    assert request.due_on == months_after(day(0), 1)
    viewer = viewer_of(officer)
    extended = fire("rights_request.extend", request, viewer=viewer, expected_version=1, reason="Veel zaken.")
    assert extended.due_on == months_after(request.due_on, 2)
    with pytest.raises(StepRefused):
        fire("rights_request.extend", extended, viewer=viewer, expected_version=2, reason="Nog meer.")


@pytest.mark.parametrize(
    ("day", "after"), [(date(2026, 1, 31), date(2026, 2, 28)), (date(2026, 12, 5), date(2027, 1, 5))]
)
def test_a_month_later_is_the_same_day_or_the_last(day: date, after: date) -> None:
    assert months_after(day, 1) == after


def test_a_request_is_answered_when_every_case_prepared_its_answer(world: World, officer: User) -> None:
    request = registered(world, officer)
    with pytest.raises(StepRefused, match=world.case.key):
        fire("rights_request.answer", request, viewer=viewer_of(officer), expected_version=1)
    answer = request.answers.get()
    written = {"outcome": "granted", "reasoning": "Alles mag."}
    prepare_answer(answer, written, viewer=world.viewer("case_direction"), expected_version=answer.version)
    assert fire("rights_request.answer", request, viewer=viewer_of(officer), expected_version=1).state == "answered"


def test_two_directors_at_once_one_wins_and_the_other_loses_no_word(world: World, officer: User) -> None:
    answer = registered(world, officer).answers.get()
    written = {"outcome": "refused", "reasoning": "Eerst ik."}
    prepare_answer(answer, written, viewer=world.viewer("case_direction"), expected_version=1)
    with pytest.raises(Stale):
        prepare_answer(answer, written, viewer=world.viewer("process_direction"), expected_version=1)
    fields = {"outcome": "granted", "reasoning": "Mijn afweging.", "version": 1}
    page = sent(world.people["process_direction"], "request_answer", answer.key, **fields)
    assert (page.status_code, "Mijn afweging." in text_of(page), "Eerst ik." in text_of(page)) == (409, True, True)


def test_a_withdrawn_request_asks_nobody_any_more(world: World, officer: User) -> None:
    request = registered(world, officer)
    fire("rights_request.withdraw", request, viewer=viewer_of(officer), expected_version=1, reason="Hoeft niet.")
    assert request.answers.get().state == "lapsed"


def test_the_contact_point_reads_no_word_of_a_case(world: World, officer: User) -> None:
    request = registered(world, officer)
    RequestAnswer.objects.update(reasoning="Hij sloeg zijn broer.", outcome="partly", state="prepared")
    page = text_of(opened(officer, "rights_request", request.key))
    assert world.case.key in page
    assert "sloeg" not in page
    assert not may_see(viewer_of(officer), request.answers.get())
    assert opened(officer, "request_answer", request.answers.get().key).status_code == 404


def test_members_do_not_learn_that_the_person_asked(world: World, officer: User) -> None:
    request = registered(world, officer)
    assert not may_see(world.viewer("member"), request.answers.get())
    assert "Rechtenverzoek" not in text_of(opened(world.people["member"], "rights", world.case.key))


@pytest.mark.parametrize(
    ("age", "asked_by", "refused"), [(8, "person", True), (14, "person", False), (30, "representative", True)]
)
def test_who_asks_fits_the_age(world: World, officer: User, age: int, asked_by: str, refused: bool) -> None:
    fields = {
        "kind": "access",
        "person_name": "Jan",
        "birth_date": day(-age * 366).isoformat(),
        "municipality": world.municipality.key,
        "asked_by": asked_by,
        "representative_name": "Oom Piet" if asked_by == "representative" else "",
        "received_on": day(0).isoformat(),
        "identity_checked": "on",
    }
    assert sent(officer, "register_request", **fields).status_code == (422 if refused else 302)


def test_an_objection_is_weighed_by_process_direction(world: World, officer: User) -> None:
    answer = registered(world, officer, kind="objection").answers.get()
    written = {"outcome": "refused", "reasoning": "De veiligheid weegt zwaarder."}
    with pytest.raises(StepRefused):
        prepare_answer(answer, written, viewer=world.viewer("case_direction"), expected_version=1)
    done = prepare_answer(answer, written, viewer=world.viewer("process_direction"), expected_version=1)
    assert (done.state, done.reasoning) == ("prepared", "De veiligheid weegt zwaarder.")


def test_registering_leaves_a_line_with_the_case(world: World, officer: User) -> None:
    registered(world, officer)
    assert AccessLogEntry.objects.filter(user_key=officer.key, cases__case_key=world.case.key).exists()
