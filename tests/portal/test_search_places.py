"""Does a result open at the place that answers, and does a text show there as it was typed?"""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from accounts.models import Organisation
from casefiles.models import Client as Person
from casefiles.models import PlanVersion
from documents.actions.phase_tables import save_phase_tables
from documents.body import to_json
from documents.models import Annex, CovenantVersion
from documents.word.blocks import Heading, Paragraph
from documents.word.phase_shapes import Phase, PhaseTable
from documents.word.phase_shapes import PhaseTask as Task
from search.outbox import changed
from search.rebuild import rebuild
from tests.factories.cases import World, a_case, a_covered_member, a_plan, a_report
from tests.factories.checklists import a_checklist
from tests.factories.documents import a_draft_covenant, a_draft_matrix, a_leader, a_meeting
from tests.factories.dossier import an_inventory
from tests.factories.people import a_municipality, an_organisation
from tests.factories.protocols import a_draft_protocol
from tests.portal.conftest import SignedIn, ask

pytestmark = pytest.mark.django_db
Index = Callable[[], int]
TEXT = (Paragraph("Voorwoord over paddenstoelen."), Heading("Begrippen"), Paragraph("Een zeilboot is een boot."))
TABLE = PhaseTable("Taakverdeling", ("Wijkagent",), (Phase("Fase 1", (Task("Weegt het orgelconcert"),)),))
MARKS = re.compile(r"</?mark[^>]*>")


@pytest.fixture
def agreements(index: Index, settings: Any, tmp_path: Any) -> None:
    """Of every kind one, with words that nothing else holds."""
    settings.PRIVATE_ROOT = tmp_path
    covenant = a_draft_covenant(a_meeting(), [an_organisation()], a_municipality())
    CovenantVersion.objects.filter(pk=covenant.pk).update(body=to_json(TEXT))
    Annex.objects.filter(version=covenant).update(purpose="Samen vliegeren.")
    a_draft_protocol(a_leader(), blocks=[*TEXT, Heading("Slot"), Paragraph("Een veerpont vaart.")])
    save_phase_tables(a_draft_matrix({"municipal_director": ["plan.adopt"]}), [TABLE])
    rebuild()


def first_hit(client: Client, question: str) -> Any:
    return next(iter(ask(client, q=question).context["hits"]))


@pytest.mark.parametrize(
    ("question", "anchor", "place"),
    [
        ("zeilboot soort:convenant", "text-1", "onder “Begrippen”"),
        ("vliegeren", "annex-", "onder “Bijlage”"),
        ("zeilboot soort:protocol", "text-1", "onder “Begrippen”"),
        ("veerpont", "text-2", "onder “Slot”"),
        ("voortgang", "row-1", "onder"),
        ("beslist", "row-2", "onder"),
        ("orgelconcert", "phases-1", "onder “Taakverdeling”"),
    ],
)
def test_a_result_opens_at_its_heading_or_row(
    agreements: None, signed_in: SignedIn, question: str, anchor: str, place: str
) -> None:
    client = signed_in(a_leader())
    hit = first_hit(client, question)
    page, _hash, at = hit.url.partition("#")
    assert at.startswith(anchor)
    assert place in hit.about
    assert client.get(page, follow=True).content.decode().count(f'id="{at}"') == 1


@pytest.mark.parametrize("question", ["paddenstoelen", "matrix", "convenant"])
def test_what_is_found_before_the_first_heading_or_in_the_title_opens_at_the_top(
    agreements: None, signed_in: SignedIn, question: str
) -> None:
    assert "#" not in first_hit(signed_in(a_leader()), question).url


@pytest.fixture
def world(index: Index) -> World:
    """A case with a plan that can be read."""
    world = a_case(state="active")
    plan = a_plan(world, state="adopted", circle="team", number=1, crisis_card="Bel de orgelstemmer.")
    plan.actions.update(what="Een vlieger bouwen.")
    a_covered_member(world, "desk", function="desk")
    Person.objects.filter(case=world.case).update(name="Jacob Verzonnen")
    rebuild()
    return world


@pytest.mark.parametrize(("question", "anchor"), [("orgelstemmer", "crisis_card"), ("vlieger", "action-1")])
def test_a_plan_opens_at_its_part_or_action(world: World, signed_in: SignedIn, question: str, anchor: str) -> None:
    client = signed_in(world.people["member"])
    page, _hash, at = first_hit(client, question).url.partition("#")
    assert (at, PlanVersion.objects.count()) == (anchor, 1)
    assert client.get(page).content.decode().count(f'id="{at}"') == 1


@pytest.mark.parametrize(
    ("question", "anchor", "place"),
    [
        ("zwerfkat", "line-2", "onder “Wonen”"),
        ("fluitketel", "tipping-point", "onder “Kantelmoment”"),
        ("goudvis", "line-1", "regel 1 van de checklist"),
    ],
)
def test_an_inventory_and_a_checklist_open_at_their_line(
    world: World, signed_in: SignedIn, question: str, anchor: str, place: str
) -> None:
    an_inventory(world, "Slaapt buiten.", "Deelt zijn eten met een zwerfkat.")
    checklist = a_checklist(world, state="adopted", tipping_point="Hij gooit met de fluitketel.")
    checklist.lines.update(text="Vraagt hij naar de goudvis?")
    rebuild()
    client = signed_in(world.people["member"])
    hit = first_hit(client, question)
    page, _hash, at = hit.url.partition("#")
    assert at == anchor
    assert place in hit.about
    assert client.get(page).content.decode().count(f'id="{at}"') == 1


@pytest.mark.parametrize("who", ["member", "desk"])
def test_a_name_with_an_error_is_found_and_shown_to_who_may_read_it(
    world: World, signed_in: SignedIn, who: str
) -> None:
    page = ask(signed_in(world.people[who]), q="verzonen")
    assert [hit.url for hit in page.context["hits"]] == [f"/casussen/{world.case.key}/"]
    assert ">Verzonnen</mark>" in page.content.decode()


def test_a_name_is_not_shown_to_who_asked_for_something_else(world: World, signed_in: SignedIn) -> None:
    page = ask(signed_in(world.people["member"]), q=world.case.municipality.name)
    assert world.case.key in page.content.decode()
    assert "Verzonnen" not in page.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        "Hij riep <b>huurschuld</b> & <script>alert(1)</script> &amp;",
        'Er stond {{ 7|add:"7" }} en {% now "Y" %}{# huurschuld #} {{ request.user.password }}',
        "Links \u202ehuurschuld\u202c, rechts \u200f\u0627\u0644\u062f\u064a\u0646\u200e en \u2067terug\u2069.",
    ],
    ids=["markup", "template tags", "right to left"],
)
def test_a_text_shows_as_it_was_typed_in_title_and_snippet(index: Index, signed_in: SignedIn, typed: str) -> None:
    world = a_case()
    report = a_report(world, story=typed)
    Organisation.objects.filter(pk=report.source_organisation_id).update(name=f"Bureau {typed}")
    with transaction.atomic():
        changed("report", report.key)
    index()
    page = ask(signed_in(world.people["member"]), q="huurschuld").content.decode()
    (shown,) = re.findall(r'<li class="ct-hit">.*?</li>', page, re.DOTALL)
    title, snippet = re.findall(r"<a [^>]*>(.*?)</a>|<p class=\"ct-hit__text\">(.*?)</p>", shown, re.DOTALL)
    assert f"Bureau {typed}," in html.unescape(MARKS.sub("", title[0]))
    assert html.unescape(MARKS.sub("", snippet[1])).strip() == typed
    assert "<b>" not in page
    assert "alert(1)</script>" not in page
