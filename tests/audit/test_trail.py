"""Is every look proven: one line, written before the answer, and never changed?"""

import pytest
from django.db import DatabaseError, connection, transaction

from audit.models import AccessLogEntry, Action, Event
from audit.trail import Change, Identity, Trail, record_change, record_denial, record_look

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail() -> Trail:
    trail = Trail(Identity("user-key", "organisation-key", ("partner",)))
    trail.looked_at("casefiles.report", "report-key")
    trail.touched(["K7P-3MX"])
    return trail


def test_a_look_is_one_line_that_names_who_what_and_which_case(trail: Trail) -> None:
    entry = record_look(trail)
    assert (entry.event, entry.action, entry.allowed) == (Event.READ, Action.READ, True)
    assert (entry.user_key, entry.noun, entry.object_key) == ("user-key", "casefiles.report", "report-key")
    assert [one.case_key for one in entry.cases.all()] == ["K7P-3MX"]


def test_a_search_keeps_its_words_and_hits(trail: Trail) -> None:
    trail.searched("huur", ["a", "b"])
    entry = record_look(trail)
    assert (entry.event, entry.details) == (Event.SEARCH, {"query": "huur", "keys": ["a", "b"]})


@pytest.mark.parametrize(("export", "event"), [(False, Event.DOWNLOAD), (True, Event.EXPORT)])
def test_a_file_is_told_from_a_page(trail: Trail, export: bool, event: Event) -> None:
    trail.downloaded(export=export)
    assert record_look(trail).event == event


def test_a_denial_says_that_it_was_not_allowed(trail: Trail) -> None:
    entry = record_denial(trail, details={"status": 404})
    assert (entry.event, entry.allowed) == (Event.DENIAL, False)


def test_a_change_that_is_rolled_back_leaves_no_line(trail: Trail) -> None:
    with transaction.atomic():
        record_change(trail, Change(noun="casefiles.report", key="k", action=Action.CREATE))
        transaction.set_rollback(True)
    assert not AccessLogEntry.objects.exists()


@pytest.mark.parametrize("table", ["audit_accesslogentry", "audit_accesslogcase"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET id = id"])
def test_the_log_cannot_be_changed(trail: Trail, table: str, statement: str) -> None:
    record_look(trail)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
