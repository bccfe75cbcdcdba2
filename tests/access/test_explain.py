"""What does `why` say is missing: each room speaks of what it gives, and of nothing else?"""

import pytest
from django.utils.translation import gettext as _

from access.explain import why
from access.sources import PeopleSource
from documents.models import MatrixVersion
from tests.factories.cases import a_case, viewer_of
from tests.factories.documents import a_draft_matrix
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def _not_published() -> str:
    return _("It was not published to you, your organisation or a role that you hold today.")


@pytest.fixture
def draft() -> MatrixVersion:
    return a_draft_matrix()


def test_a_document_for_others_was_not_published_to_this_person(draft: MatrixVersion) -> None:
    chain = why(viewer_of(a_person(None, "partner")), draft)
    assert (chain.seen, chain.lines) == (False, (_not_published(),))


def test_a_case_is_not_a_matter_of_publishing() -> None:
    stranger = a_person()
    chain = why(viewer_of(stranger), a_case().case)
    words = _("%(person)s is not a member of the team of this case.") % {"person": stranger}
    assert (chain.seen, chain.lines) == (False, (words,))


def test_an_account_that_is_not_active_misses_nothing_else(draft: MatrixVersion) -> None:
    leader = a_person(None, "project_leader")
    assert why(viewer_of(leader), draft).seen
    leader.is_active = False
    leader.save()
    assert why(viewer_of(leader), draft).lines == (_("This account is not active."),)


def test_a_source_that_speaks_of_other_tokens_names_no_candidates() -> None:
    assert PeopleSource().candidates(frozenset({"partners", "case:7:team"})) is None
