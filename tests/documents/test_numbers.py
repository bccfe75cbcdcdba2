"""A number is given once: also when what bore it is gone."""

import pytest

from documents.models import Covenant
from documents.models.number import next_number

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_the_number_of_what_was_removed_never_comes_back() -> None:
    first = next_number(12)
    covenant = Covenant.objects.create(number=first, kind="guide", title="Proef")
    covenant.delete()
    assert (first, next_number(12)) == ("12-001", "12-002")


def test_each_project_counts_by_itself() -> None:
    assert [next_number(project) for project in (12, 13, 12)] == ["12-001", "13-001", "12-002"]
