"""A long matrix is made a page of rows at a time; a short one stands on one page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.actions.import_matrix import import_matrix
from documents.actions.upload import Upload
from documents.models import MatrixRow
from documents.selectors.row_pages import ROWS
from tests.documents.pages import as_user, matrix_url
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


def rows_on(page) -> list[int]:
    return [row.order for section in page.context["rows"].sections for row in section.rows]


def test_every_row_of_a_long_matrix_is_on_one_page_exactly(leader):
    matrix, browser = imported(leader, 2 * ROWS), as_user(leader)
    url = matrix_url(matrix, "backroom:matrix")
    pages = [browser.get(url, {"page": number}) for number in (1, 2, 3)]
    shown = [order for page in pages for order in rows_on(page)]
    assert shown == list(MatrixRow.objects.order_by("order").values_list("order", flat=True))
    assert [(link.name, link.page) for link in pages[0].context["rows"].roles] == [
        ("Wijkagent", 1),
        ("Procesregisseur", 3),
    ]


def test_a_short_matrix_is_one_page_with_nothing_to_turn(leader):
    page = as_user(leader).get(matrix_url(imported(leader, 3), "backroom:matrix"), {"page": "9"})
    assert len(rows_on(page)) == 5
    assert page.context["rows"].roles == ()


def test_importing_costs_no_more_queries_for_more_rows(leader):
    def queries(rows: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            imported(leader, rows)
        return len(captured)

    queries(2)
    assert queries(4) == queries(30)
