"""Whoever never saw the matrix asks: who may scale up, and where does it say so? The page answers, on any screen."""

from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from playwright.sync_api import Page
from pytest_django import Settings

from documents.actions.bind import bind_step
from documents.actions.import_matrix import import_matrix
from documents.actions.phase_tables import save_phase_tables
from documents.actions.upload import Upload
from documents.models import KnownSystem, MatrixVersion, Statement
from documents.word.phase_shapes import Phase, PhaseMark, PhaseTable, PhaseTask
from search.indexer import drain
from tests.documents.word.builders import realistic_matrix_docx
from tests.factories.documents import a_leader, viewer_of
from tests.journeys.actors import open_page, sign_in
from tests.journeys.surroundings import Region, a_region
from tests.servers.browser import Keep

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLE = PhaseTable(
    "Taakverdeling per fase",
    ("Veiligheidshuis", "Gemeente", "GGZ"),
    (
        Phase("Fase 1: aanmelden", (PhaseTask("Weegt het signaal", (PhaseMark(0), PhaseMark(1, "samen"))),)),
        Phase("Lokaal", (PhaseTask("Houdt contact met naasten", (PhaseMark(2),)), PhaseTask("Ruimt de post op"))),
    ),
)


@pytest.fixture
def region(settings: Settings, tmp_path: Path) -> Region:
    settings.SEARCH_INDEX_DIR, settings.PRIVATE_ROOT = tmp_path / "index", tmp_path
    region = a_region()
    drain()
    return region


@pytest.fixture
def matrix(region: Region) -> MatrixVersion:
    leader = viewer_of(a_leader())
    KnownSystem.objects.create(name="Dossier", purpose="Het systeem van de regio.")
    version = import_matrix(Upload(realistic_matrix_docx(), "matrix.docx"), viewer=leader)
    statement = Statement.objects.get(row__section__version=version, text="Schaalt de casus op of af")
    bind_step(statement, viewer=leader, expected_version=version.version, step_id="case.scale_up")
    save_phase_tables(version, [TABLE])
    version.audience.choose({"everyone"})
    return version


@pytest.mark.parametrize("width", [1280, 360])
def test_a_stranger_finds_who_may_scale_up_and_where_it_says_so(
    region: Region, matrix: MatrixVersion, page: Page, keep: Keep, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, region.member)
    open_page(page, "documents:matrix", matrix.key)
    keep(page, f"matrix-{width}")
    asked = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=gettext("Scale up"), exact=True))
    assert "Gemeentelijk regisseur" in asked.inner_text()
    asked.get_by_role("link").first.click()
    target = page.url.rpartition("#")[2]
    assert "Schaalt de casus op of af" in page.locator(f"#{target}").inner_text()
    page.goto(f"{reverse('documents:coverage')}?matrix={matrix.key}")
    keep(page, f"coverage-{width}")
