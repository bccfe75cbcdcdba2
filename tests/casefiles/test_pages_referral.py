"""From a first worry to a case with direction: who reads a referral when, and what does each step ask?"""

from typing import Any

import pytest
from pytest_django import Settings

from accounts.models import User
from casefiles.models import Case, Referral
from tests.casefiles.pages import opened, queries_of, sent, text_of
from tests.factories.cases import World, a_case, a_covered_member
from tests.factories.people import a_municipality, a_person, a_role
from tests.factories.triage import weighed

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_case()


def _told(world: World, **fields: Any) -> dict[str, Any]:
    told = {"client_name": "B. Bedacht", "basis": "fact", "question": "Wie kent hem?"}
    return told | {"lives_in": world.municipality.key, "meeting_type": world.purpose.key} | fields


def _written(world: World, do: str = "keep", **fields: Any) -> Referral:
    sent(world.people["member"], "write_referral", **_told(world, do=do, **fields))
    return Referral.objects.latest("pk")


def _step(user: User, method: str, referral: Referral, **fields: Any) -> Any:
    version = Referral.objects.get(pk=referral.pk).version
    return sent(user, "step", f"referral.{method}", referral.key, version=version, **fields)


def _in_triage(world: World) -> Referral:
    referral = _written(world)
    _step(world.people["member"], "submit", referral)
    _step(world.people["process_direction"], "take_up", referral)
    return weighed(Referral.objects.get(pk=referral.pk), viewer=world.viewer("process_direction"))


def test_a_draft_is_its_writers_alone(world: World) -> None:
    referral = _written(world)
    assert "B. Bedacht" in text_of(opened(world.people["member"], "referrals"))
    assert "B. Bedacht" not in text_of(opened(world.people["process_direction"], "referrals"))
    assert opened(world.people["process_direction"], "referral", referral.key).status_code == 404


def test_once_submitted_it_stands_with_who_weighs_in_that_municipality(world: World) -> None:
    elsewhere = a_person()
    a_role(elsewhere, "municipal_director", municipality=a_municipality())
    referral = _written(world)
    _step(world.people["member"], "submit", referral)
    assert "B. Bedacht" in text_of(opened(world.people["process_direction"], "referrals"))
    assert opened(elsewhere, "referral", referral.key).status_code == 404
    assert "B. Bedacht" not in text_of(opened(elsewhere, "referrals"))


def test_what_is_missing_is_said_and_the_question_stays(world: World) -> None:
    response = sent(world.people["member"], "write_referral", **_told(world, client_name="", question="Mijn vraag."))
    assert response.status_code == 422
    assert 'href="#id_client_name"' in text_of(response)
    assert "Mijn vraag." in text_of(response)


def test_a_draft_can_be_changed_and_a_submitted_referral_not(world: World) -> None:
    referral, user = _written(world), world.people["member"]
    sent(user, "edit_referral", referral.key, **_told(world, question="Anders.", version=referral.version))
    assert Referral.objects.get().question == "Anders."
    _step(user, "submit", referral)
    sent(user, "edit_referral", referral.key, **_told(world, question="Later.", version=3))
    assert Referral.objects.get().question == "Anders."


def test_an_organisation_without_covenant_reads_what_is_missing(world: World) -> None:
    world.people["member"] = a_person(None, "partner")
    response = _step(world.people["member"], "submit", _written(world))
    assert response.status_code == 409
    assert world.people["member"].organisation.name in text_of(response)


def test_a_referral_is_accepted_when_both_directions_are_named(world: World) -> None:
    referral, director = _in_triage(world), world.people["process_direction"]
    names = {"process_direction": director.key, "case_direction": world.people["case_direction"].key}
    missing = sent(director, "accept_referral", referral.key, version=referral.version)
    assert missing.status_code == 422
    sent(director, "accept_referral", referral.key, version=referral.version, **names)
    case = Case.objects.latest("pk")
    assert Referral.objects.get().case == case
    assert "B. Bedacht" in text_of(opened(world.people["case_direction"], "case", case.key))


def test_the_referrer_joins_the_case_by_grant_only(world: World) -> None:
    referral, director = _in_triage(world), world.people["process_direction"]
    names = {"process_direction": director.key, "case_direction": world.people["case_direction"].key}
    sent(director, "accept_referral", referral.key, version=referral.version, **names)
    case = Case.objects.latest("pk")
    assert opened(world.people["member"], "case", case.key).status_code == 404
    assert case.key not in text_of(opened(world.people["member"], "referral", referral.key))


def test_only_people_with_the_role_in_that_municipality_can_be_named(world: World) -> None:
    elsewhere = a_person()
    a_role(elsewhere, "municipal_director", municipality=a_municipality())
    partner = a_covered_member(world, "partner")
    page = text_of(opened(world.people["process_direction"], "accept_referral", _in_triage(world).key))
    keys = (world.people["process_direction"].key, elsewhere.key, partner.key)
    assert [key for key in keys if f'value="{key}"' in page] == [world.people["process_direction"].key]


def test_the_referrer_reads_on_but_does_not_decide(world: World) -> None:
    referral, user = _in_triage(world), world.people["member"]
    page = text_of(opened(user, "referral", referral.key))
    assert "/aannemen/" not in page
    assert "/stap/" not in page
    names = dict.fromkeys(("process_direction", "case_direction"), world.people["process_direction"].key)
    assert sent(user, "accept_referral", referral.key, version=referral.version, **names).status_code in {403, 422}


@pytest.mark.parametrize("method", ["hand_over", "advise", "mark_emergency"])
def test_another_outcome_needs_a_reason(world: World, method: str) -> None:
    referral, director = _in_triage(world), world.people["process_direction"]
    assert _step(director, method, referral).status_code == 422
    _step(director, method, referral, reason="Past beter bij het wijkteam.")
    assert Referral.objects.get().state not in {"in_triage", "accepted"}
    assert "Past beter bij het wijkteam." in text_of(opened(world.people["member"], "referral", referral.key))


def test_the_list_asks_no_more_of_the_database_for_many(world: World, settings: Settings) -> None:
    settings.QUESTIONS_A_DAY = 20
    _in_triage(world)
    few = queries_of(world.people["process_direction"], "referrals")
    for _ in range(10):
        _in_triage(world)
    assert queries_of(world.people["process_direction"], "referrals") == few
