"""Whose Dutch is measured: ours, that of PostgreSQL and that of Elasticsearch, each asked of the real thing."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

import psycopg
from elasticsearch import Elasticsearch

from search.analysis.forms import asked, forms_in_place
from search.analysis.tokens import tokenise
from tests.servers import postgres

ELASTICSEARCH_URL = "CASUSTAFEL_TEST_ELASTICSEARCH_URL"
SECONDS = 60

# Per word of a text, the forms that it has.
Forms = list[frozenset[str]]
# (question, text) pairs → the forms of both.
Analyser = Callable[[Sequence[tuple[str, str]]], Iterator[tuple[Forms, Forms]]]


def meets(question: Forms, text: Forms) -> bool:
    """Every word of the question has a form that a word of the text has too; what has no words meets nothing."""
    return bool(question) and all(any(asked & found for found in text) for asked in question)


def ours(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[Forms, Forms]]:
    for question, text in pairs:
        yield [frozenset(asked(place[0])) for _, place in tokenise(question)], forms_in_place(tokenise(text))


def postgresql(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[Forms, Forms]]:
    """Its configuration `dutch`, as it comes."""
    statement = "SELECT tsvector_to_array(to_tsvector('dutch', %s)), tsvector_to_array(to_tsvector('dutch', %s))"
    with psycopg.connect(os.environ[postgres.URL]) as connection:
        for pair in pairs:
            row = connection.execute(statement, pair).fetchone()
            assert row is not None
            yield _alone(row[0]), _alone(row[1])


def elasticsearch(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[Forms, Forms]]:
    """Its analyser `dutch`, as it comes."""
    indices = _server().indices

    @cache
    def terms(text: str) -> tuple[str, ...]:
        return tuple(token["token"] for token in indices.analyze(analyzer="dutch", text=text)["tokens"])

    for question, text in pairs:
        yield _alone(terms(question)), _alone(terms(text))


def within_reach() -> Mapping[str, Analyser]:
    """By name; a server that was not named in the environment is left out."""
    found: dict[str, Analyser] = {"Casustafel": ours}
    if postgres.URL in os.environ:
        found["PostgreSQL"] = postgresql
    if ELASTICSEARCH_URL in os.environ:
        found["Elasticsearch"] = elasticsearch
    return found


def versions() -> Mapping[str, str]:
    """What the servers say that they are."""
    found = {}
    if postgres.URL in os.environ:
        with psycopg.connect(os.environ[postgres.URL]) as connection:
            found["PostgreSQL"] = str(connection.info.parameter_status("server_version")).split()[0]
    if ELASTICSEARCH_URL in os.environ:
        found["Elasticsearch"] = str(_server().info()["version"]["number"])
    return found


def _alone(terms: Sequence[str]) -> Forms:
    return [frozenset({term}) for term in terms]


def _server() -> Elasticsearch:
    return Elasticsearch(os.environ[ELASTICSEARCH_URL], request_timeout=SECONDS)
