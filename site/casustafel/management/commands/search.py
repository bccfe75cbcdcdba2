"""What one person finds: exactly what the search page shows them."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from access.viewer import Viewer
from audit.trail import MAX_KEYS, Identity, Origin, record_look
from casustafel.lookup import viewer_by_email
from casustafel.portal.selectors.found import note_cases
from search.errors import SearchUnavailable
from search.highlight import Segments
from search.query import Query
from search.service import Answer, Hit, search


class Command(BaseCommand):
    help = "Print what one person finds."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("words", nargs="+", metavar="WORDS")
        parser.add_argument("--as", dest="email", required=True, metavar="EMAIL")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        viewer = viewer_by_email(options["email"])
        answer = _ask(viewer, " ".join(options["words"]))
        if options["as_json"]:
            self.stdout.write(json.dumps(_as_json(answer), ensure_ascii=False))
            return
        for hit in answer.hits:
            self.stdout.write(f"{hit.key}  {hit.date:%Y-%m-%d}  {_plain(hit.title)}")
            self.stdout.write(f"   {_plain(hit.snippet)}")
        self.stdout.write(str(answer.count))


def _ask(viewer: Viewer, words: str) -> Answer:
    """The line says that it was asked at the machine itself, on behalf of the person whose eyes were borrowed."""
    trail = viewer.trail
    trail.identity, trail.on_behalf_of_key = Identity(), viewer.user.key
    trail.origin = Origin(route="casustafel search", method="command")
    try:
        answer = search(viewer, Query(words, limit=MAX_KEYS))
        note_cases(viewer, answer.hits)
    except SearchUnavailable as unavailable:
        raise CommandError(str(SearchUnavailable.sentence)) from unavailable
    finally:
        record_look(trail)
    return answer


def _as_json(answer: Answer) -> dict[str, Any]:
    return {
        "count": answer.count,
        "hits": [_hit_as_json(hit) for hit in answer.hits],
        "facets": {facet: dict(values) for facet, values in answer.facets.items()},
    }


def _hit_as_json(hit: Hit) -> dict[str, str]:
    return {
        "key": hit.key,
        "kind": hit.kind,
        "title": _plain(hit.title),
        "snippet": _plain(hit.snippet),
        "date": hit.date.isoformat(),
    }


def _plain(segments: Segments) -> str:
    return "".join(segment.text for segment in segments)
