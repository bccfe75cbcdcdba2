"""Whose Dutch is measured: ours, that of PostgreSQL and that of Elasticsearch, each asked of the real thing."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence

import psycopg

from search.analysis.forms import asked, forms_in_place
from search.analysis.tokens import tokenise
from tests.servers import elasticsearch as lucene
from tests.servers import postgres

# Per word of a text, the forms that it has.
Forms = list[frozenset[str]]
# (question, text) pairs → the forms of both.
Analyser = Callable[[Sequence[tuple[str, str]]], Iterator[tuple[Forms, Forms]]]


def meets(question: Forms, text: Forms) -> bool:
    """Every word of the question has a form that a word of the text has too; what has no words meets nothing."""
    return bool(question) and all(any(asked & found for found in text) for asked in question)


def ours(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[Forms, Forms]]:
    for question, text in pairs:
        yield forms_asked(question), forms_in_place(tokenise(text))


def forms_asked(question: str) -> Forms:
    return [frozenset(asked(place[0])) for _, place in tokenise(question)]


def postgresql(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[Forms, Forms]]:
    """Its configuration `dutch`, as it comes."""
    statement = "SELECT tsvector_to_array(to_tsvector('dutch', %s)), tsvector_to_array(to_tsvector('dutch', %s))"
    with psycopg.connect(os.environ[postgres.URL]) as connection:
        for pair in pairs:
            row = connection.execute(statement, pair).fetchone()
            assert row is not None
            yield _alone(row[0]), _alone(row[1])


def elasticsearch(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[Forms, Forms]]:
    """Its analyser `dutch`, as it comes: Lucene's, out of the same libraries, without a server around it."""
    texts = list(dict.fromkeys(text for pair in pairs for text in pair))
    lines = "".join(" ".join(text.split()) + "\n" for text in texts)
    terms = [line.split("\t") for line in lucene.dutch(lines).splitlines()]
    known = {text: [term for term in line if term] for text, line in zip(texts, terms, strict=True)}
    for question, text in pairs:
        yield _alone(known[question]), _alone(known[text])


def within_reach() -> Mapping[str, Analyser]:
    """By name; PostgreSQL where the environment names a server, Elasticsearch where its libraries can be had."""
    found: dict[str, Analyser] = {"Casustafel": ours}
    if postgres.URL in os.environ:
        found["PostgreSQL"] = postgresql
    if lucene.find_maven() and lucene.find_java():
        lucene.lay_out()
        found["Elasticsearch"] = elasticsearch
    return found


def versions() -> Mapping[str, str]:
    """What was asked, of which version."""
    found = {}
    if postgres.URL in os.environ:
        with psycopg.connect(os.environ[postgres.URL]) as connection:
            found["PostgreSQL"] = str(connection.info.parameter_status("server_version")).split()[0]
    if lucene.READY.exists():
        found["Elasticsearch"] = lucene.version()
    return found


def _alone(terms: Sequence[str]) -> Forms:
    return [frozenset({term}) for term in terms]
