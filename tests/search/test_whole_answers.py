"""Does the whole search tell of nothing that is hidden: snippets, suggestions, advice, and what a mail goes by?

The engines alone are asked much more of this in `test_non_interference.py`.
"""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from access.scope import Scope
from search import registry
from search.actions.save import found_in
from search.documents import SearchDocument
from search.models import Question
from search.query import Query
from search.rebuild import rebuild
from search.service import advise, search, suggest
from tests.search import worlds
from tests.search.conftest import a_viewer
from tests.search.rooms import Room
from tests.search.test_non_interference import PREFIXES, beside_hidden
from tests.search.worlds import NOON, document, scope

pytestmark = pytest.mark.django_db
House = dict[str, Room]
# How a question names what an engine is asked of each facet.
CHOSEN = {
    "kind": "kinds",
    "municipality": "municipalities",
    "case": "cases",
    "organisation": "organisations",
    "period": "periods",
}


@pytest.fixture(params=["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def house(request: pytest.FixtureRequest, index_folder: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A room for each kind of document that worlds have, and no other."""
    monkeypatch.setattr(registry, "_searchables", {})
    rooms = {kind: Room(kind) for kind in worlds.KINDS}
    for room in rooms.values():
        registry.register(room)
    if request.param == "elasticsearch":
        request.getfixturevalue("on_elasticsearch")
    return rooms


def told(house: House, world: list[SearchDocument], seen: Scope, query: Query) -> str:
    """All that leaves search in a house in which there is this and nothing else."""
    for kind, room in house.items():
        room.kept = {made.key: made for made in world if made.kind == kind}
    rebuild()
    viewer: Any = a_viewer(seen)
    answer = search(viewer, query)
    news = Question(text=query.text, seen=[], seen_at=NOON).unseen(found_in(answer))
    advised = None if answer.count else advise(viewer, query)
    suggested = [suggest(viewer, text) for prefix in PREFIXES for text in (prefix, f"{query.text} {prefix}")]
    return repr((answer, suggested, advised, news))


@given(world=worlds.worlds, others=worlds.worlds, seen=worlds.scopes, text=worlds.texts, asides=worlds.asides)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_hidden_documents_change_no_byte_of_what_search_tells(
    house: House, world: list[SearchDocument], others: list[SearchDocument], seen: Scope, text: str, asides: Any
) -> None:
    visible, mixed = beside_hidden(world, others, seen)
    assume(visible and len(mixed) > len(visible))
    query = Query(
        text,
        since=asides["period"].since,
        until=asides["period"].until,
        oldest=asides["oldest"],
        after=str(asides["after"] or ""),
        limit=asides["limit"],
        **{CHOSEN[facet]: values for facet, values in asides["selection"].items()},
    )
    assert told(house, mixed, seen, query) == told(house, visible, seen, query)


def test_what_one_may_see_is_told(house: House) -> None:
    world = [document("1", body="Een melding van overlast."), document("2", body="overlasting", tokens=frozenset("b"))]
    told_to = [told(house, world, scope(*tokens), Query("overlast")) for tokens in ("a", "ab")]
    assert "Segment(text='overlast', marked=True)" in told_to[0]
    assert told_to[0] != told_to[1]
