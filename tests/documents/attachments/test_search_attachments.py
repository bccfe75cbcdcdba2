"""Are the words of an attached file found by who may read its agreement, at their page, and by nobody else?"""

from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from documents.actions.attach import attach, remove_attachment
from documents.actions.publish import publish
from documents.models import Attachment
from search.indexer import drain
from search.outbox import changed
from search.query import Query
from search.service import search, suggest
from tests.documents.pages import now
from tests.factories.attachments import an_intake, attached
from tests.factories.documents import (
    a_covenant_to_sign,
    a_draft_covenant,
    a_leader,
    a_meeting,
    signed_by_all,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, an_organisation

pytestmark = pytest.mark.django_db
PLAIN = settings(
    # A world of papers and files takes half a second; what an engine tells is drawn in thousands beside it.
    max_examples=settings.default.max_examples // 4,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


def a_covenant():
    return a_draft_covenant(a_meeting(), [an_organisation()], a_municipality())


def hits(user, words):
    return search(viewer_of(user), Query(words)).hits


def told(user, words):
    """Everything that a search tells."""
    answer = search(viewer_of(user), Query(words))
    return (
        [(hit.key, hit.title, hit.snippet) for hit in answer.hits],
        answer.count,
        answer.facets,
        suggest(viewer_of(user), words[:5]),
    )


def test_a_hit_names_the_page_and_shows_its_words():
    draft, leader = a_covenant(), a_leader()
    text = {
        "text_state": "read",
        "text_problem": "",
        "parts": [["Inleiding.", 1, ""], ["De sleutelkast staat achter de balie.", 2, ""], ["Slot.", 3, ""]],
    }
    file = an_intake()
    file = type(file)(file.content, "gebouw.pdf", "pdf", text)
    attach(draft, viewer=viewer_of(leader), expected_version=draft.version, file=file)
    drain()
    (hit,) = hits(leader, "sleutelkast")
    assert (hit.kind, hit.place) == ("attachment", "blz. 2")
    assert "sleutelkast" in "".join(segment.text for segment in hit.snippet)
    assert "gebouw.pdf" in "".join(segment.text for segment in hit.title)


def test_its_name_and_description_are_found_as_well():
    draft, leader = a_covenant(), a_leader()
    attachment = attached(draft, "Iets.", name="plattegrond.txt", description="Ontruimingsroute bovenverdieping")
    drain()
    assert [hit.key for hit in hits(leader, "plattegrond")] == [attachment.key]
    (hit,) = hits(leader, "ontruimingsroute")
    assert (hit.key, hit.place) == (attachment.key, "omschrijving")


def test_a_reader_finds_it_from_the_moment_that_its_agreement_is_published_to_them():
    draft = a_covenant()
    attached(draft, "Geheimzinnigwoord.")
    version = signed_by_all(a_covenant_to_sign(now(draft)))
    outsider = a_person()
    drain()
    assert told(outsider, "geheimzinnigwoord")[:2] == ([], 0)
    leader = viewer_of(a_leader())
    publish(now(version), viewer=leader, expected_version=now(version).version, tokens={"everyone"})
    drain()
    assert len(hits(outsider, "geheimzinnigwoord")) == 1
    publish(now(version), viewer=leader, expected_version=now(version).version, tokens=set())
    assert told(outsider, "geheimzinnigwoord")[:2] == ([], 0)


def test_a_removed_file_is_found_no_more_before_anything_is_indexed():
    draft, leader = a_covenant(), a_leader()
    attachment = attached(draft, "Verdwijnwoord.")
    drain()
    assert hits(leader, "verdwijnwoord")
    remove_attachment(attachment, now(draft), viewer=viewer_of(leader), expected_version=now(draft).version)
    assert not hits(leader, "verdwijnwoord")
    drain()
    assert not hits(leader, "verdwijnwoord")


WORDS = ["sleutel", "balie", "lift", "kelder", "alarm", "toegang"]


@PLAIN
@given(st.integers(0, 10**6))
def test_whoever_may_not_see_the_version_is_told_the_same_as_if_it_had_no_files(seed):
    """Two worlds, with and without hidden files: every answer is the same."""
    draw = Random(seed)
    with transaction.atomic():
        draft, outsider = a_covenant(), a_person()
        seen = signed_by_all(a_covenant_to_sign(a_covenant()))
        publish(now(seen), viewer=viewer_of(a_leader()), expected_version=now(seen).version, tokens={"everyone"})
        drain()
        before = {word: told(outsider, word) for word in WORDS}
        for number in range(draw.randint(1, 3)):
            attached(draft, " ".join(draw.choices(WORDS, k=8)) + f" {number}", name=f"{draw.choice(WORDS)}.txt")
        drain()
        assert {word: told(outsider, word) for word in WORDS} == before
        assert any(hits(a_leader(), word) for word in WORDS)
        transaction.set_rollback(True)


def test_an_index_that_knows_too_much_is_held_against_the_database():
    """The re-check: the tokens in the index are not believed."""
    draft = a_covenant()
    attachment = attached(draft, "Lekwoord.")
    draft.audience.choose({"everyone"})
    with transaction.atomic():
        changed("attachment", attachment.key)
    drain()
    Attachment.objects.get(pk=attachment.pk).audience.choose({"role:project_leader"})
    outsider = a_person()
    with pytest.raises(Exception, match="disagree"):
        search(viewer_of(outsider), Query("lekwoord"))
