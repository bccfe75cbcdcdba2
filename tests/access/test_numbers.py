"""Are the same rows found, however many numbers name them?"""

import pytest

from access.numbers import FEW, Numbers, numbers
from accounts.models import User
from tests.factories.people import a_person


@pytest.mark.both_databases
@pytest.mark.django_db
@pytest.mark.parametrize("others", [0, FEW - 1, FEW, 5_000])
def test_a_row_is_found_among_any_number_of_others(others: int) -> None:
    wanted, unwanted = a_person(None, "partner"), a_person(None, "partner")
    asked = numbers([wanted.pk, *range(unwanted.pk + 1, unwanted.pk + 1 + others)])
    assert isinstance(asked, Numbers) == (others >= FEW)
    assert list(User.objects.filter(pk__in=asked)) == [wanted]
    assert list(User.objects.filter(organisation_id__in=numbers([wanted.organisation_id] * (others + 1)))) == [wanted]
    assert wanted not in User.objects.exclude(pk__in=asked)


@pytest.mark.django_db
def test_no_number_finds_nothing() -> None:
    a_person(None, "partner")
    assert not User.objects.filter(pk__in=numbers([])).exists()
