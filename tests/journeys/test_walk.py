"""A covenant as a project leader lives with it: Word, three signatures, publishing, a next version, and its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from playwright.sync_api import Page
from pytest_django import Settings

from accounts.models import User
from casustafel.demo.clock import at
from documents.models import CovenantVersion
from tests.documents.attachments.files import a_pdf
from tests.documents.word.builders import realistic_covenant_docx
from tests.factories.people import a_person
from tests.journeys.actors import field, fill_in, follow, open_page, press, sign_in, words_of
from tests.journeys.stations import Look, look
from tests.journeys.surroundings import Region, a_region
from tests.journeys.test_spine import WORD_TYPE
from tests.servers.browser import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["look"]

TITLE = "Convenant wonen, zorg en overlast"
SIGNERS = ("Gemeente Veldersloot", "GGZ De Linde")
ON_PAPER = "Wonen Noord"
ANNEX = (
    "Bijlage 1. Veiligheidsoverleg GGZ",
    "Vroeg bepalen welke zorg nodig is en wat de wijk veilig houdt.",
    (*SIGNERS, ON_PAPER),
)
# Bold, so it is read as a heading; it is the beginning of a sentence.
MISREAD, YEAR = "Overwegende dat:", timedelta(days=365)


@pytest.fixture
def region(settings: Settings, tmp_path: Path) -> Region:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.PRIVATE_ROOT = tmp_path / "private"
    return a_region()


def test_a_covenant_from_word_is_signed_by_three_published_renewed_and_ends(
    region: Region, visit: Visit, look: Look
) -> None:
    # Given a covenant that came from Word, of which a piece was put right, and that is complete
    signatories = {name: a_signatory_of(name, region) for name in SIGNERS}
    leader = sign_in(visit(), region.leader)
    version = import_the_covenant(leader, look)
    complete(leader, version, look, signatories=signatories)

    # When two sign on the screen and one on paper, it is in force, and partners read it
    for place, user in enumerate(signatories.values()):
        sign(sign_in(visit(), user), version, look if place == 0 else None)
    sign_on_paper(leader, sign_in(visit(), region.member), version, look)
    publish(leader, version, look)
    read_it(sign_in(visit(), region.member), version, look)

    # Then a next version shows what it changes, and the end is announced, and closes by itself
    renew(leader, version, look)
    last_day = CovenantVersion.objects.get(pk=version.pk).last_day
    assert last_day is not None
    approach_the_end(visit, region, version, last_day, look)


def a_signatory_of(name: str, region: Region) -> User:
    person = next(one for one in region.world.people.values() if one.organisation.name == name)
    return a_person(person.organisation, "signatory", name=f"Bestuurder van {name}")


def import_the_covenant(page: Page, look: Look) -> CovenantVersion:
    before = set(CovenantVersion.objects.values_list("pk", flat=True))
    follow(page, "backroom:todo")
    follow(page, "backroom:upload", "convenant")
    file = realistic_covenant_docx(parties=(*SIGNERS, ON_PAPER), annexes=[ANNEX])
    field(page, "file").set_input_files({"name": "convenant.docx", "mimeType": WORD_TYPE, "buffer": file})
    press(page, "See what was understood")
    look(page, "understood", narrow=True)
    page.locator('button[value="part:gelezen"]').click()
    look(page, "pieces", narrow=True)
    page.get_by_label(MISREAD, exact=True).select_option("text")
    press(page, "Keep choices, back to the overview")
    fill_in(page, title=TITLE)
    press(page, "Save draft")
    look(page, "draft", narrow=True)
    version = CovenantVersion.objects.exclude(pk__in=before).get()
    assert [block["kind"] for block in version.body if block.get("text") == MISREAD] == ["paragraph"]
    return version


def complete(page: Page, version: CovenantVersion, look: Look, *, signatories: dict[str, User]) -> None:
    """What no import can know: the days, the territory, who signs, and what the meeting is for."""
    follow(page, "backroom:covenant_fields", version.key)
    today = timezone.localdate()
    fill_in(page, starts_on=today.isoformat(), ends_on=(today + YEAR).isoformat())
    field(page, "territory").check()
    look(page, "fields", narrow=True)
    press(page, "Save covenant")
    for party in version.parties.select_related("organisation"):
        follow(page, "backroom:party", version.key, party.organisation.key)
        field(page, "required").check()
        signatory = signatories.get(party.organisation.name)
        if signatory:
            field(page, "signatory").select_option(signatory.key)
        fill_in(page, mandate="bestuurder, volgens de statuten" if signatory else "K. Vos, directeur, op papier")
        press(page, "Save party")
    follow(page, "backroom:annex", version.key, version.annexes.get().meeting_type.key)
    fill_in(page, legal_basis="Taak van algemeen belang (artikel 6, eerste lid, onder e, AVG).")
    look(page, "annex", narrow=True)
    press(page, "Save annex")
    for step, label in (
        ("start_consultation", "Start consultation"),
        ("ready_to_sign", "Make ready to sign"),
    ):
        open_page(page, "backroom:covenant", version.key)
        follow(page, "documents:covenant_step", version.key, step)
        look(page, step)
        press(page, label)


def sign(page: Page, version: CovenantVersion, look: Look | None) -> None:
    if look:
        look(page, "my-work-signatory", narrow=True)
    follow(page, "documents:covenant", version.key)
    follow(page, "documents:sign", version.key)
    if look:
        look(page, "sign", narrow=True)
    press(page, "Sign covenant")
    if look:
        look(page, "signed", narrow=True)


def sign_on_paper(leader: Page, partner: Page, version: CovenantVersion, look: Look) -> None:
    open_page(leader, "backroom:covenant", version.key)
    look(leader, "partially-signed", narrow=True)
    party = version.parties.get(organisation__name=ON_PAPER).organisation
    follow(leader, "backroom:paper_page", version.key, party.key)
    mark = leader.locator(".ct-hash").inner_text()[:12]
    scan = {"name": "getekend.pdf", "mimeType": "application/pdf", "buffer": a_pdf(f"Getekend. {mark}")}
    field(leader, "file").set_input_files(scan)
    fill_in(leader, mark=mark)
    look(leader, "paper-page", narrow=True)
    press(leader, "Add signed page")
    open_page(partner, "home")
    look(partner, "my-work-confirm-page")
    open_page(partner, "documents:confirm_page", version.key)
    look(partner, "confirm-page", narrow=True)
    partner.locator("main form button.utrecht-button--primary-action").first.click()
    partner.wait_for_url(f"**{reverse('documents:covenant', args=[version.key])}")
    look(partner, "page-confirmed")
    assert CovenantVersion.objects.get(pk=version.pk).state == "signed"


def publish(page: Page, version: CovenantVersion, look: Look) -> None:
    open_page(page, "backroom:covenant", version.key)
    look(page, "concluded", narrow=True)
    follow(page, "backroom:covenant_audience", version.key)
    field(page, "partners").check()
    look(page, "publish", narrow=True)
    press(page, "Publish")


def read_it(page: Page, version: CovenantVersion, look: Look) -> None:
    open_page(page, "documents:agreements")
    look(page, "agreements-partner", narrow=True)
    follow(page, "documents:covenant", version.key)
    assert gettext("in force") in words_of(page)
    look(page, "in-force", narrow=True)


def renew(page: Page, version: CovenantVersion, look: Look) -> None:
    open_page(page, "backroom:covenant", version.key)
    follow(page, "backroom:next_covenant", version.key)
    look(page, "next-version")
    press(page, "Make next version")
    following = CovenantVersion.objects.get(covenant=version.covenant_id, version_number=2)
    follow(page, "backroom:covenant_text", following.key)
    text = field(page, "text")
    text.fill(f"{text.input_value()}\n\nPartijen bespreken dit convenant elk half jaar met de wijken.")
    look(page, "text", narrow=True)
    press(page, "Save text")
    open_page(page, "documents:covenant", following.key)
    look(page, "draft-2", narrow=True)
    follow(page, "documents:compare_covenants", following.key, version.key)
    assert "elk half jaar" in words_of(page)
    look(page, "compare", narrow=True)


def approach_the_end(visit: Visit, region: Region, version: CovenantVersion, last_day: date, look: Look) -> None:
    """Nobody clicks anything: the days pass."""
    for before, station, said in (
        (30, "ends-in-30-days", gettext("in force")),
        (-1, "winding-down", gettext("winding down")),
        (-200, "expired", gettext("expired")),
    ):
        with the_day(last_day - timedelta(days=before)):
            page = sign_in(visit(), region.leader)
            follow(page, "backroom:todo")
            look(page, f"todo-{station}", narrow=True)
            open_page(page, "documents:covenant", version.key)
            assert said in words_of(page).lower()
            look(page, f"covenant-{station}", narrow=True)


@contextmanager
def the_day(day: date) -> Iterator[None]:
    with at(datetime.combine(day, time(11), timezone.get_current_timezone())):
        yield
