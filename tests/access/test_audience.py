"""Whom is a document published to: which tokens, and by which name?"""

import pytest
from django.db.models import Prefetch, prefetch_related_objects

from access.models import AudienceToken
from documents.audiences import new_audience

pytestmark = pytest.mark.django_db


def test_choosing_again_replaces_the_whole_set() -> None:
    audience = new_audience("everyone", "org:5")
    audience.choose(["org:5", "user:9"])
    assert set(audience.entries.values_list("token", flat=True)) == {"org:5", "user:9"}


def test_an_audience_reads_as_its_tokens_in_one_order_however_they_were_fetched() -> None:
    audience = new_audience("user:9", "everyone", "org:5")
    prefetch_related_objects([audience], Prefetch("entries", AudienceToken.objects.order_by("-token")))
    assert str(audience) == "everyone, org:5, user:9"


def test_one_entry_of_an_audience_reads_as_its_token() -> None:
    assert [str(entry) for entry in new_audience("role:partner").entries.all()] == ["role:partner"]
