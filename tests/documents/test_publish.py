"""Who reads a decided document: the audience that the project leader chooses, and search with it."""

import pytest
from django.http import Http404

from access.doors import find_or_404, may_see
from access.explain import who, why
from documents.actions.publish import publish
from documents.models import CovenantVersion, MatrixVersion, StoredFile
from documents.searchable import Covenants, Matrices
from search.models import PendingChange
from tests.factories.documents import (
    a_draft_covenant,
    a_draft_matrix,
    a_leader,
    a_meeting,
    a_signed_covenant,
    an_adopted_matrix,
    people_for_roles,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, an_organisation
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def matrix() -> MatrixVersion:
    people_for_roles("municipal_director")
    return an_adopted_matrix({"municipal_director": ["plan.adopt"]})


def published(version, *tokens):
    return publish(version, viewer=viewer_of(a_leader()), expected_version=version.version, tokens=tokens)


def sees(user, version) -> bool:
    """The three consumers of the rule that this room feeds, and they agree."""
    viewer, model = viewer_of(user), type(version)
    by_table = model.objects.visible_to(viewer).filter(pk=version.pk).exists()
    searchable = Covenants() if model is CovenantVersion else Matrices()
    (document,) = searchable.documents([version.key])
    by_search = bool(document.tokens & viewer.scope().unlimited)
    assert by_table == may_see(viewer, version) == by_search == (user in {one for one, _chain in who(version)})
    assert by_search == (set(searchable.seen(viewer, [version.key])) == {version.key})
    return by_table


@pytest.mark.parametrize("token", ["everyone", "role:partner", "org:{org}", "org:{org}+role:partner", "user:{user}"])
def test_each_kind_of_audience_shows_it_to_those_meant(matrix, token):
    reader = a_person(None, "partner")
    stranger = a_person(None, "community_officer")
    assert not sees(reader, matrix)
    published(matrix, token.format(org=reader.organisation_id, user=reader.pk))
    assert sees(reader, matrix)
    assert sees(stranger, matrix) == (token == "everyone")


def test_partners_are_the_people_of_parties_to_a_covenant_in_force(matrix):
    party, outsider = an_organisation(), an_organisation()
    a_signed_covenant(a_meeting(), [party], a_municipality())
    published(matrix, "partners")
    assert sees(a_person(party), matrix)
    assert not sees(a_person(outsider), matrix)


def test_why_names_the_covenant_that_makes_somebody_a_partner(matrix):
    party = an_organisation("Politie")
    covenant = a_signed_covenant(a_meeting(), [party], a_municipality())
    published(matrix, "partners")
    chain = why(viewer_of(a_person(party)), matrix)
    assert chain.seen
    assert covenant.covenant.number in chain.lines[0]


def test_parties_and_signatories_keep_reading_what_they_signed():
    party = an_organisation()
    version = a_signed_covenant(a_meeting(), [party], a_municipality())
    version = published(version, "role:partner")
    assert sees(a_person(party), version)
    assert sees(version.parties.get().signatory, version)


def test_publishing_again_replaces_the_choice_and_search_narrows_at_once(matrix):
    matrix = published(matrix, "everyone")
    PendingChange.objects.all().delete()
    published(matrix, "role:partner")
    assert PendingChange.objects.get().narrowed
    assert not sees(a_person(None, "community_officer"), matrix)


@pytest.mark.parametrize("token", ["", "all", "org:0", "role:king", "case:1:team", "+role:partner", "org:1+", "user:0"])
def test_an_audience_that_does_not_exist_is_refused(matrix, token):
    with pytest.raises(StepRefused):
        published(matrix, token)
    assert MatrixVersion.objects.get(pk=matrix.pk).published_at is None


@pytest.mark.parametrize("make", [a_draft_matrix, lambda: a_draft_covenant(a_meeting(), [], a_municipality())])
def test_a_draft_is_not_published(make):
    with pytest.raises(StepRefused):
        published(make(), "everyone")


def test_only_the_project_leader_publishes(matrix):
    director = viewer_of(a_person(None, "municipal_director"))
    with pytest.raises(StepRefused) as refused:
        publish(matrix, viewer=director, expected_version=matrix.version, tokens=["everyone"])
    assert refused.value.status == 403


def test_the_adopted_file_is_found_by_who_reads_the_version_and_by_nobody_else(matrix):
    reader, stranger = viewer_of(a_person(None, "partner")), viewer_of(a_person())
    published(matrix, "role:partner")
    assert find_or_404(reader, StoredFile.objects.all(), matrix.adopted.key) == matrix.adopted
    with pytest.raises(Http404):
        find_or_404(stranger, StoredFile.objects.all(), matrix.adopted.key)


def test_a_search_document_holds_all_words_of_a_matrix(matrix):
    (document,) = Matrices().documents([matrix.key])
    assert matrix.matrix.number in document.title
    assert {"Bewaakt de voortgang.", "Beslist: plan.adopt."} <= set(document.body.split("\n"))


def test_a_search_document_holds_the_annexes_of_a_covenant():
    version = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    (document,) = Covenants().documents([version.key])
    assert "Veilig samenwerken." in document.body
    assert list(Covenants().all_keys()) == [version.key]
