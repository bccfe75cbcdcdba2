"""Does an anonymised referral tell nobody who it is, and does its key stay with one person? (D-4)"""

import pytest
from django.http import Http404

from access.doors import may_see
from accounts.models import Municipality, User
from casefiles.actions.extract import name_readers, write_extract
from casefiles.models import Case, Client, Extract, ExtractKey
from casefiles.recognise import names_left, telling
from tests.casefiles.pages import opened, text_of
from tests.factories.cases import World, a_case, viewer_of
from tests.factories.people import a_person
from workflows.fire import fire
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db
PAIRS = [("J. Verzonnen", "Betrokkene A"), ("Verzonnen", "Betrokkene A")]
TEXTS = {"question": "Is opname in de PGA passend?", "situation": "J. Verzonnen slaapt slecht."}


@pytest.fixture
def world() -> World:
    world = a_case(state="active")
    world.people["house"] = a_person(None, "process_director")
    world.people["reader"] = a_person(None, "partner")
    return world


def written(world: World, by: str = "case_direction", **texts: str) -> Extract:
    return write_extract(world.case, TEXTS | texts, viewer=world.viewer(by), pairs=PAIRS)


def taken(step: str, extract: Extract, user: User, reason: str = "") -> Extract:
    current = Extract.objects.get(pk=extract.pk)
    return fire(f"extract.{step}", current, viewer=viewer_of(user), expected_version=current.version, reason=reason)


def submitted(world: World) -> Extract:
    extract = taken("offer", written(world), world.people["case_direction"])
    extract = taken("confirm", extract, world.people["process_direction"])
    chosen = [world.people["reader"]]
    extract = name_readers(extract, viewer=world.viewer("house"), expected_version=extract.version, readers=chosen)
    return taken("submit", extract, world.people["house"])


def test_the_text_is_kept_with_pseudonyms_only(world: World) -> None:
    assert written(world).situation == "Betrokkene A slaapt slecht."


@pytest.mark.parametrize("name", ["Verzonnen", "verzonnen", "K7P"])
def test_a_name_that_is_left_stops_it(world: World, name: str) -> None:
    Case.objects.filter(pk=world.case.pk).update(key="K7P")
    extract = write_extract(
        Case.objects.get(pk=world.case.pk),
        {"question": f"Wat te doen met {name}?"},
        viewer=world.viewer("case_direction"),
    )
    assert [one.lower() for one in names_left(extract)] == [name.lower()]
    with pytest.raises(StepRefused):
        taken("offer", extract, world.people["case_direction"])


def test_a_team_member_s_name_is_left_as_well(world: World) -> None:
    User.objects.filter(pk=world.people["member"].pk).update(name="Ferdinand Zomer")
    assert names_left(written(world, situation="Zomer belde.")) == ["Zomer"]


@pytest.mark.parametrize(
    "words",
    ["Hij is 34 jaar.", "Op 3 mei 2026.", "1234 AB", "bel 06-12345678", "zie brief.docx", "de enige bakker"],
)
def test_what_may_identify_is_named(world: World, words: str) -> None:
    assert telling(written(world, situation=words))


def test_an_ordinary_text_raises_no_warning(world: World) -> None:
    assert telling(written(world, situation="Iemand van rond de dertig slaapt slecht.", question="Wat nu?")) == []


@pytest.mark.parametrize(("inhabitants", "warned"), [(12_000, True), (300_000, False), (None, False)])
def test_a_small_municipality_is_a_warning(world: World, inhabitants: int | None, warned: bool) -> None:
    Municipality.objects.filter(pk=world.municipality.pk).update(inhabitants=inhabitants)
    world.case = Case.objects.get(pk=world.case.pk)
    assert bool(telling(written(world, situation="Slaapt slecht.", question="Wat nu?"))) == warned


def test_who_wrote_it_does_not_check_it(world: World) -> None:
    extract = taken("offer", written(world), world.people["case_direction"])
    with pytest.raises(StepRefused):
        taken("confirm", extract, world.people["case_direction"])


def test_before_it_is_checked_the_house_knows_nothing_of_it(world: World) -> None:
    extract = taken("offer", written(world), world.people["case_direction"])
    assert not may_see(world.viewer("house"), extract)


def test_its_readers_never_see_the_case_nor_its_code(world: World) -> None:
    extract, reader = submitted(world), world.people["reader"]
    page = text_of(opened(reader, "extract", extract.key))
    assert "Betrokkene A" in page
    assert not any(word in page for word in (world.case.key, "Verzonnen", str(world.municipality)))
    assert not Case.objects.visible_to(viewer_of(reader)).exists()


def test_the_key_is_for_the_process_director_alone(world: World) -> None:
    submitted(world)
    seen = {name for name in world.people if ExtractKey.objects.visible_to(world.viewer(name)).exists()}
    assert seen == {"house"}


def test_the_page_shows_the_key_to_the_process_director_only(world: World) -> None:
    extract = submitted(world)
    pages = {name: text_of(opened(world.people[name], "extract", extract.key)) for name in ("house", "case_direction")}
    assert {name: "<td" in page and "J. Verzonnen" in page for name, page in pages.items()} == {
        "house": True,
        "case_direction": False,
    }


def test_linking_it_again_ends_the_reading_at_the_table(world: World) -> None:
    extract = taken("include", submitted(world), world.people["house"], "Opgenomen.")
    assert extract.outcome == "Opgenomen."
    extract = taken("relink", extract, world.people["house"])
    assert not may_see(world.viewer("reader"), extract)
    with pytest.raises(Http404):
        taken("relink", extract, world.people["reader"])


def test_a_member_cannot_write_one(world: World) -> None:
    assert Client.objects.filter(case=world.case).exists()
    with pytest.raises(StepRefused):
        written(world, "member")
