"""Are the rows of a page of hits those of the database, whatever the number of keys?"""

from typing import Any

import pytest

from accounts.models import Municipality
from search.reading import STEP, ByKeys
from tests.factories.people import a_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows() -> ByKeys:
    return ByKeys(lambda: Municipality.objects.exclude(name="Elders"), by="label", label="name", number="pk")


@pytest.mark.parametrize("number", [1, STEP - 1, STEP, STEP + 1, 3 * STEP])
def test_each_key_that_is_there_is_read_once(rows: ByKeys, number: int) -> None:
    made = {a_municipality(f"Gemeente {n}").name: n for n in range(number)}
    a_municipality("Not asked for")
    assert sorted(row.label for row in rows([*made, "Not there"])) == sorted(made)


def test_a_row_has_the_attributes_that_were_named(rows: ByKeys) -> None:
    made = a_municipality("Oudeveen")
    (row,) = rows(["Oudeveen"])
    assert (row.label, row.number) == ("Oudeveen", made.pk)


def test_what_the_rows_leave_out_is_not_read_by_its_key(rows: ByKeys) -> None:
    a_municipality("Elders")
    assert rows(["Elders"]) == []


def test_no_keys_is_no_question(rows: ByKeys, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert rows([]) == []


def test_a_page_is_one_query_with_the_values_of_its_own_moment(rows: ByKeys, django_assert_num_queries: Any) -> None:
    a_municipality("Oudeveen")
    assert len(rows(["Oudeveen"])) == 1
    a_municipality("Zandwijk")
    with django_assert_num_queries(1):
        assert [row.label for row in rows(["Zandwijk"])] == ["Zandwijk"]
