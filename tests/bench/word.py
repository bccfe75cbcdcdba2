"""How long do the biggest papers that we expect take to come in, and what do their pages cost then?"""

import random
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document

from access.viewer import Viewer, resolve
from accounts.models import Role, RoleAssignment, User
from documents.actions.import_covenant import import_covenant
from documents.actions.import_matrix import import_matrix
from documents.actions.upload import Upload
from tests.bench.pages import BACKEND
from tests.documents.word.builders import realistic_matrix_docx, saved

PAGES, ROWS = 200, 500
PARAGRAPHS_A_PAGE, WORDS = 6, 70
_VOCABULARY = """
de partijen verstrekken elkaar uitsluitend gegevens die nodig zijn om escalatie van gedrag te voorkomen regisseur weegt
signaal casus dossier plan besluit checklist melding leggen vast waarom
"""


def measure(pages: int = PAGES, rows: int = ROWS) -> list[dict[str, Any]]:
    """A covenant of so many pages and a matrix of so many rows: imported as a project leader does, then opened."""
    leader = _leader()
    covenant = Upload(a_covenant(pages), "convenant.docx")
    matrix = Upload(a_matrix(rows), "matrix.docx")
    return [
        _row(
            f"covenant of {pages} pages", lambda: import_covenant(covenant, viewer=leader), "backroom:covenant", leader
        ),
        _row(f"matrix of {rows} rows", lambda: import_matrix(matrix, viewer=leader), "backroom:matrix", leader),
    ]


def a_covenant(pages: int) -> bytes:
    chance = random.Random(1)
    file = Document()
    file.add_heading("Convenant", 0)
    for number in range(1, pages + 1):
        file.add_paragraph().add_run(f"Artikel {number} Onderwerp {number}").bold = True
        for _place in range(PARAGRAPHS_A_PAGE):
            file.add_paragraph(_text(chance, WORDS))
    return saved(file)


def a_matrix(rows: int) -> bytes:
    chance = random.Random(2)

    def cell() -> str:
        return "\n".join(f"• {_text(chance, 10)}" for _place in range(3))

    return realistic_matrix_docx(rows={"Wijkagent": [(cell(), cell(), cell()) for _row in range(rows)]})


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_VOCABULARY.split(), k=words))


def _leader() -> Viewer:
    current = RoleAssignment.objects.current(timezone.localdate()).filter(role=Role.PROJECT_LEADER)
    return resolve(User.objects.select_related("organisation").get(pk=current.values_list("user", flat=True)[0]))


def _row(paper: str, come_in: Callable[[], Any], page: str, leader: Viewer) -> dict[str, Any]:
    began = time.perf_counter()
    version = come_in()
    imported = time.perf_counter() - began
    client = Client(HTTP_HOST="localhost")
    client.force_login(leader.user, backend=BACKEND)
    path = reverse(page, args=[version.key])
    client.get(path)
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 200
    return {
        "paper": paper,
        "import_seconds": imported,
        "page_seconds": time.perf_counter() - began,
        "page_queries": len(queries),
        "page_bytes": len(response.content),
    }
