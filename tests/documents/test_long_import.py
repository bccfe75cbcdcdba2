"""A long matrix comes in as a short one does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.actions.import_matrix import import_matrix
from documents.actions.upload import Upload
from tests.documents.word.builders import realistic_matrix_docx
from tests.factories.documents import a_leader, viewer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return a_leader()


def imported(leader, rows: int):
    texts = [(f"Weegt signaal {number}", "Legt vast", "") for number in range(rows)]
    content = realistic_matrix_docx(rows={"Wijkagent": texts, "Procesregisseur": texts[:2]})
    return import_matrix(Upload(content, "m.docx"), viewer=viewer_of(leader))


def test_importing_costs_no_more_queries_for_more_rows(leader):
    def queries(rows: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            imported(leader, rows)
        return len(captured)

    queries(2)
    assert queries(4) == queries(30)
