"""Does every Word file that we make open in LibreOffice, whole, numbered and in Dutch?"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from docx import Document
from pypdf import PdfReader
from pytest_django.plugin import DjangoDbBlocker

from casustafel.exports import EXPORTS
from documents.actions.phase_tables import save_phase_tables
from documents.body import to_json
from documents.models import CovenantVersion
from documents.shipped_letters import shipped_letters
from documents.word.blocks import Heading, ListItem, Paragraph
from documents.word.phase_shapes import Phase, PhaseMark, PhaseTable, PhaseTask
from tests.documents.test_shipped_letters import letter
from tests.factories.attachments import attached
from tests.factories.cases import a_case, a_plan
from tests.factories.documents import (
    a_covenant_to_sign,
    a_draft_covenant,
    a_draft_matrix,
    a_meeting,
    sealed,
    signed_by_all,
)
from tests.factories.people import a_municipality, an_organisation
from tests.factories.protocols import a_draft_protocol
from tests.servers.libreoffice import as_pdf, find_libreoffice
from tests.servers.missing import missing

PHASES = PhaseTable(
    "Taakverdeling", ("Wijkagent",), (Phase("Fase 1", (PhaseTask("Weegt het signaal", (PhaseMark(0),)),)),)
)
TEXT = (Heading("Artikel 1 Doel", 2), Paragraph("Partijen werken samen."), ListItem("op tijd;", "a)"))


@dataclass(frozen=True)
class Paper:
    """`said`: what its pages must say."""

    word: bytes
    said: tuple[str, ...] = ()
    pdf: bytes = b""

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(io.BytesIO(self.pdf))

    @cached_property
    def text(self) -> str:
        """In one line: where the lines of a page end is up to who lays them out."""
        return " ".join(" ".join(page.extract_text() for page in self.reader.pages).split())

    @property
    def headings(self) -> set[str]:
        paragraphs = Document(io.BytesIO(self.word)).paragraphs
        return {
            " ".join(one.text.split()) for one in paragraphs if str(one.style and one.style.name).startswith("Heading")
        }


def a_covenant() -> CovenantVersion:
    draft = a_draft_covenant(a_meeting(), [an_organisation("Politie"), an_organisation()], a_municipality())
    CovenantVersion.objects.filter(pk=draft.pk).update(body=to_json(TEXT))
    return signed_by_all(a_covenant_to_sign(sealed(CovenantVersion.objects.get(pk=draft.pk))))


def a_matrix() -> Any:
    version = a_draft_matrix()
    save_phase_tables(version, [PHASES])
    return version


def written_papers() -> dict[str, Paper]:
    """One of each kind that is exported, and every letter."""
    covenant, matrix, protocol, plan = a_covenant(), a_matrix(), a_draft_protocol(), a_plan(a_case())
    attached(protocol, name="plattegrond.txt")
    said = {
        covenant: (covenant.covenant.number, "versie 1", "ondertekend", "Politie", "Ondertekening"),
        matrix: (matrix.matrix.number, "versie 1", "concept", "Weegt het signaal", "Geen bevoegdheid vastgelegd."),
        protocol: (
            protocol.protocol.number,
            "versie 1",
            "concept",
            "Bel bij acuut gevaar eerst 112.",
            "plattegrond.txt",
        ),
        plan: (plan.case.key, "versie concept", "concept", "Voorkomen van escalatie van gedrag"),
    }
    papers = {type(one).__name__: Paper(EXPORTS[type(one)].write(one), texts) for one, texts in said.items()}
    return papers | {one.purpose: Paper(letter(one.purpose), ("Regio Vaartland",)) for one in shipped_letters()}


@pytest.fixture(scope="session")
def papers(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Paper]:
    program = find_libreoffice()
    if program is None:
        missing("no LibreOffice on this machine (`make test` installs one)")
    folder = tmp_path_factory.mktemp("papers")
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "PRIVATE_ROOT", folder / "private")
        found = written_papers()
        transaction.set_rollback(True)
    opened = as_pdf(program, {name: paper.word for name, paper in found.items()}, folder=folder)
    return {name: Paper(paper.word, paper.said, opened.get(name, b"")) for name, paper in found.items()}


def test_every_kind_that_is_exported_and_every_letter_opens(papers: Mapping[str, Paper]) -> None:
    kinds = {model.__name__ for model in EXPORTS} | {one.purpose for one in shipped_letters()}
    assert {name for name, paper in papers.items() if paper.pdf and len(paper.reader.pages)} == kinds


def test_every_paper_says_its_number_version_and_status(papers: Mapping[str, Paper]) -> None:
    unsaid = [(name, text) for name, paper in papers.items() for text in paper.said if text not in paper.text]
    assert unsaid == []


def test_every_heading_is_on_a_page(papers: Mapping[str, Paper]) -> None:
    assert [name for name, paper in papers.items() if not paper.headings] == []
    lost = [(name, one) for name, paper in papers.items() for one in paper.headings if one not in paper.text]
    assert lost == []


def test_every_paper_is_read_aloud_in_dutch(papers: Mapping[str, Paper]) -> None:
    languages = {name: str(paper.reader.root_object.get("/Lang")) for name, paper in papers.items()}
    assert languages == dict.fromkeys(papers, "nl-NL")


def test_every_letter_fits_on_one_page_with_its_signature(papers: Mapping[str, Paper]) -> None:
    letters = [one.purpose for one in shipped_letters()]
    assert {name: len(papers[name].reader.pages) for name in letters} == dict.fromkeys(letters, 1)
