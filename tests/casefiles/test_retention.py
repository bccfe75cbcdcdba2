"""How long is a case kept, and do its label and the list of what is due agree? (D-5, D-33)"""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from casefiles.actions.retention import extend_retention, lift_hold, place_hold
from casefiles.models import Case, Referral
from casefiles.retention import due_cases, due_referrals, term_of, terms, years_after, years_before
from tests.casefiles.ending import a_closed_case, a_referral, oversight
from tests.factories.cases import World, a_case, day, viewer_of
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


def is_due(world: World, on: date) -> bool:
    return due_cases(on).filter(pk=world.case.pk).exists()


@pytest.mark.parametrize("first_years", [0, 3])
@pytest.mark.parametrize("years_ago", [1, 4.9, 5, 5.1, 8])
def test_the_label_and_the_list_say_the_same(settings: Settings, years_ago: float, first_years: int) -> None:
    settings.RETENTION_FIRST_YEARS = first_years
    world = a_closed_case(years_ago=years_ago)
    for offset in range(-3, 4):
        term = term_of(world.case, on=day(offset))
        assert term is not None
        assert is_due(world, day(offset)) == term.is_due(day(offset))
        assert is_due(world, term.due_on)
        assert not is_due(world, term.due_on - timedelta(days=1))


@pytest.mark.parametrize("day_", [date(2024, 2, 29), date(2023, 2, 28), date(2024, 3, 1), date(2023, 12, 31)])
@pytest.mark.parametrize("years", [1, 4, 5])
def test_a_term_over_a_leap_day_is_the_same_from_both_ends(day_: date, years: int) -> None:
    due = years_after(day_, years)
    assert years_before(due, years) >= day_ > years_before(due - timedelta(days=1), years)


def test_in_an_open_case_no_clock_runs() -> None:
    world = a_case(state="active")
    assert term_of(world.case, on=day(9000)) is None
    assert not is_due(world, day(9000))


def test_an_extension_is_counted_and_moves_the_day() -> None:
    world = a_closed_case()
    extend_retention(world.case, viewer=world.viewer("process_direction"), until=day(400), reason="Hoger beroep.")
    term = term_of(world.case, on=day(0))
    assert term is not None
    assert (term.due_on, term.extensions) == (day(400), 1)
    assert [is_due(world, day(offset)) for offset in (399, 400)] == [False, True]


@pytest.mark.parametrize(("until", "reason"), [(day(400), " "), (day(-4000), "Daarom."), (day(9000), "Daarom.")])
def test_an_extension_without_reason_backwards_or_too_long_is_refused(until: date, reason: str) -> None:
    world = a_closed_case()
    with pytest.raises(StepRefused):
        extend_retention(world.case, viewer=world.viewer("process_direction"), until=until, reason=reason)


@pytest.mark.parametrize("who", ["case_direction", "member"])
def test_only_process_direction_extends(who: str) -> None:
    world = a_closed_case()
    with pytest.raises(StepRefused):
        extend_retention(world.case, viewer=world.viewer(who), until=day(400), reason="Daarom.")


def test_a_legal_hold_stops_the_clock_until_it_is_lifted() -> None:
    world, officer = a_closed_case(), oversight()["officer"]
    hold = place_hold(world.case, viewer=viewer_of(officer), reason="Klacht loopt.")
    assert not is_due(world, day(0))
    lift_hold(hold, viewer=viewer_of(officer), expected_version=1)
    assert is_due(world, day(0))


def test_a_referral_that_was_not_accepted_is_due_after_a_year() -> None:
    world = a_case()
    referral = a_referral(world, "Wat is nodig?")
    Referral.objects.update(created_at=timezone.now() - timedelta(days=370))
    assert list(due_referrals(day(0))) == [referral]
    Referral.objects.update(state="in_triage")
    assert list(due_referrals(day(0))) == []


def test_many_terms_take_one_query(django_assert_num_queries: object) -> None:
    for _number in range(3):
        a_closed_case()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(terms(Case.objects.all(), on=day(0))) == 3
