"""How is a referral weighed: by which criteria, by whom, and what does the outcome make of it?"""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils import timezone

from access.doors import may_see
from accounts.models import Notice
from casefiles.actions.weigh import Weighed, weigh
from casefiles.default_criteria import DEFAULT_RULE
from casefiles.guards import criteria_are_weighed
from casefiles.models import Referral, Triage, TriageAnswer
from casefiles.retention import destroyed_on, years_after
from casefiles.selectors.triage import answer_due
from tests.casefiles.pages import opened, queries_of, sent, text_of
from tests.factories.cases import World, a_case, a_covenant
from tests.factories.people import a_municipality, a_person, a_role
from tests.factories.triage import a_referral, in_triage, weighed
from workflows.fire import fire, refusals
from workflows.refusals import StepRefused
from workflows.steps import step_by_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = a_case()
    world.people["manager"] = a_person(None, "process_manager")
    return world


def _fire(world: World, method: str, referral: Referral, **fields: Any) -> Referral:
    director = world.viewer("process_direction")
    return fire(f"referral.{method}", referral, viewer=director, expected_version=referral.version, **fields)


def test_without_criteria_of_the_annex_the_default_is_asked(world: World) -> None:
    triage = in_triage(world, a_referral(world)).triage
    assert (triage.rule, triage.answers.count()) == (DEFAULT_RULE, 8)


def test_the_annex_in_force_asks_its_own_and_is_named(world: World) -> None:
    questions = ["Is er overlast?", "Is er zorg?", "Is er een gezin?"]
    theirs = [world.people["member"].organisation]
    # Of two covenants, the one that lasts longest.
    version = a_covenant(
        world.purpose, theirs, world.municipality, last_day=900, criteria=questions, rule="1 en (2 of 3)"
    )
    triage = in_triage(world, a_referral(world)).triage
    assert [one.question for one in triage.answers.all()] == questions
    assert triage.rule == "1 en (2 of 3)"
    assert "Bijlage" in triage.source
    assert triage.covenant_version_id == version.pk


def test_who_weighs_reads_it_and_the_referrer_does_not(world: World) -> None:
    triage = in_triage(world, a_referral(world)).triage
    seen = {name for name in world.people if may_see(world.viewer(name), triage)}
    assert seen == {"process_direction", "manager"}
    referral = triage.referral
    assert opened(world.people["member"], "weigh_referral", referral.key).status_code == 404
    assert "weging" not in text_of(opened(world.people["member"], "referral", referral.key)).lower()


def test_director_and_process_manager_weigh_together(world: World) -> None:
    referral = in_triage(world, a_referral(world))
    fields = {"answer_1": "yes", "reason_1": "Wonen en geld.", "version": 1}
    sent(world.people["manager"], "weigh_referral", referral.key, **fields)
    page = text_of(opened(world.people["process_direction"], "weigh_referral", referral.key))
    assert "Wonen en geld." in page


def test_who_saves_later_reads_both_texts_and_loses_nothing(world: World) -> None:
    referral = in_triage(world, a_referral(world))
    sent(world.people["manager"], "weigh_referral", referral.key, version=1, reason_1="Van de een.")
    answer = sent(world.people["process_direction"], "weigh_referral", referral.key, version=1, reason_1="Van mij.")
    assert answer.status_code == 409
    assert "Van de een." in text_of(answer)
    assert "Van mij." in text_of(answer)


@pytest.mark.parametrize(("answer", "result"), [("yes", "met"), ("no", "not_met")])
def test_the_result_is_computed_and_shown(world: World, answer: str, result: str) -> None:
    director = world.viewer("process_direction")
    referral = weighed(in_triage(world, a_referral(world)), viewer=director, answer=answer)
    triage = Triage.objects.get(referral=referral)
    assert triage.result == result
    assert str(triage.result.label) in text_of(opened(world.people["manager"], "referral", referral.key)).lower()


def test_no_case_opens_before_everything_has_an_answer_with_a_reason(world: World) -> None:
    referral, director = in_triage(world, a_referral(world)), world.viewer("process_direction")
    triage = Triage.objects.get(referral=referral)
    weighed(referral, viewer=director)
    assert criteria_are_weighed(Referral.objects.get(pk=referral.pk), director) is None
    now = Triage.objects.get(pk=triage.pk)
    weigh(now, Weighed(now.category, {3: ("yes", "")}), viewer=director, expected_version=now.version)
    refusal = criteria_are_weighed(Referral.objects.get(pk=referral.pk), director)
    assert refusal is not None
    assert "3" in str(refusal.text)


def test_deciding_otherwise_needs_a_reason(world: World) -> None:
    director = world.viewer("process_direction")
    referral = weighed(in_triage(world, a_referral(world)), viewer=director, answer="no")
    assert criteria_are_weighed(Referral.objects.get(pk=referral.pk), director) is not None
    weighed(referral, viewer=director, answer="no", deviation="De burgemeester vraagt het, zie verslag.")
    assert criteria_are_weighed(Referral.objects.get(pk=referral.pk), director) is None


def test_the_outcome_freezes_the_weighing(world: World) -> None:
    director = world.viewer("process_direction")
    referral = _fire(world, "advise", weighed(in_triage(world, a_referral(world)), viewer=director), reason="Wijk.")
    triage = Triage.objects.get(referral=referral)
    with pytest.raises(StepRefused):
        weigh(triage, Weighed(None, {}), viewer=director, expected_version=triage.version)
    with pytest.raises(DatabaseError), transaction.atomic():
        TriageAnswer.objects.filter(triage=triage).update(reason="Anders.")
    assert "Zo is het." in text_of(opened(world.people["manager"], "weigh_referral", referral.key))


@pytest.mark.parametrize("method", ["hand_over", "advise", "mark_emergency"])
def test_what_is_not_accepted_shows_the_day_of_its_destruction(world: World, method: str) -> None:
    referral = _fire(world, method, in_triage(world, a_referral(world)), reason="Past beter elders.")
    expected = years_after(timezone.localdate(), 1)
    assert destroyed_on(referral) == expected
    for name in ("member", "process_direction"):
        page = text_of(opened(world.people[name], "referral", referral.key))
        assert str(expected.year) in page.partition("vernietigd")[2][:400]


def test_an_accepted_or_open_referral_has_no_day_of_destruction(world: World) -> None:
    assert destroyed_on(in_triage(world, a_referral(world))) is None


def test_every_party_without_cover_is_named_on_admission(world: World) -> None:
    director = world.viewer("process_direction")
    referral = weighed(in_triage(world, a_referral(world)), viewer=director)
    strangers = [a_person(None, role) for role in ("municipal_director", "ggz_case_coordinator")]
    Referral.objects.update(
        process_direction=strangers[0], case_direction=strangers[1], organisation=(third := a_person()).organisation
    )
    found = refusals(step_by_id("referral.accept"), Referral.objects.get(), viewer=director)
    texts = " ".join(str(one.text) for one in found)
    names = {one.organisation.name for one in (*strangers, third)}
    assert {name for name in names if name in texts} == names
    assert all(one.who for one in found)
    assert referral.key == Referral.objects.get().key


def test_submitting_tells_who_weighs_and_an_emergency_also_the_referrer(world: World) -> None:
    referral = a_referral(world)
    weighing = {world.people["process_direction"], world.people["manager"]}
    assert {one.user for one in Notice.objects.all()} == weighing
    _fire(world, "mark_emergency", referral, reason="Hij dreigt nu.")
    assert {one.user for one in Notice.objects.all()} == {*weighing, world.people["member"]}
    assert "112" in text_of(opened(world.people["member"], "referral", referral.key)).partition("<main")[2]


def test_both_places_are_kept_and_why_one_counts(world: World) -> None:
    other = a_municipality("Elders")
    told = {"client_name": "B. Bedacht", "basis": "fact", "question": "Wie?", "meeting_type": world.purpose.key}
    places = {"registered_in": other.key, "lives_in": world.municipality.key}
    user = world.people["member"]
    assert sent(user, "write_referral", do="keep", **told, **places).status_code == 422
    why = {"counts_by": "residence", "counts_why": "Hij slaapt al een jaar bij zijn zus."}
    sent(user, "write_referral", do="keep", **told, **places, **why)
    referral = Referral.objects.get()
    assert (referral.municipality, referral.registered_in) == (world.municipality, other)
    page = text_of(opened(user, "referral", referral.key))
    assert "Elders" in page
    assert why["counts_why"] in page


def test_the_inbox_is_of_the_house_or_of_one_municipality(world: World) -> None:
    elsewhere = a_municipality()
    a_covenant(world.purpose, [world.people["member"].organisation], elsewhere)
    a_referral(world, client_name="Van hier")
    a_referral(world, client_name="Van daar", municipality=elsewhere)
    manager = world.people["manager"]
    both, one = (text_of(opened(manager, "triage", **query)) for query in ({}, {"municipality": elsewhere.key}))
    assert ("Van hier" in both, "Van daar" in both) == (True, True)
    assert ("Van hier" in one, "Van daar" in one) == (False, True)


def test_who_weighs_nowhere_has_no_inbox_and_who_weighs_elsewhere_an_empty_one(world: World) -> None:
    a_referral(world)
    elsewhere = a_person()
    a_role(elsewhere, "municipal_director", municipality=a_municipality())
    assert opened(world.people["member"], "triage").status_code == 404
    assert "K. Bedacht" not in text_of(opened(elsewhere, "triage"))


def test_the_inbox_asks_no_more_of_the_database_for_many(world: World) -> None:
    in_triage(world, a_referral(world))
    few = queries_of(world.people["manager"], "triage")
    for _number in range(5):
        in_triage(world, a_referral(world))
    assert queries_of(world.people["manager"], "triage") == few


def test_an_answer_is_due_after_five_working_days() -> None:
    friday = timezone.make_aware(timezone.datetime(2026, 11, 20, 15))
    assert answer_due(friday) == date(2026, 11, 27)


def test_a_weighing_of_elsewhere_cannot_be_written(world: World) -> None:
    triage = in_triage(world, a_referral(world)).triage
    with pytest.raises(Http404):
        weigh(triage, Weighed(None, {}), viewer=world.viewer("member"), expected_version=1)


def test_a_public_holiday_is_no_working_day() -> None:
    christmas_eve = timezone.make_aware(timezone.datetime(2026, 12, 24, 15))
    assert answer_due(christmas_eve) == date(2027, 1, 4)
