"""Are risks words with a source, version by version, and does the timeline tell all that its reader may see?"""

from typing import Any

import pytest

from audit.models import AccessLogEntry
from casefiles.models import RiskInventory, RiskLine
from casefiles.selectors.timeline import SOURCES
from search.registry import searchable
from tests.casefiles.pages import opened, queries_of, sent, text_of
from tests.factories.cases import World, a_case, a_covered_member, a_report
from tests.factories.dossier import a_look_back, a_question, an_answer, an_inventory

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_case()


def _form(world: World, version: int, *texts: str) -> dict[str, Any]:
    source = world.people["member"].organisation.key
    form: dict[str, Any] = {"version": version, "lines-TOTAL_FORMS": len(texts), "lines-INITIAL_FORMS": 0}
    for number, text in enumerate(texts):
        line = {"kind": "risk", "domain": "housing", "text": text, "source": source}
        form |= {f"lines-{number}-{name}": value for name, value in line.items()}
    return form


def test_each_save_is_a_version_and_the_one_before_it_stays(world: World) -> None:
    writer = world.people["case_direction"]
    sent(writer, "write_risks", world.case.key, **_form(world, 0, "Slaapt buiten."))
    sent(writer, "write_risks", world.case.key, **_form(world, 1, "Slaapt bij zijn zus.", "Huurschuld."))
    lines = RiskLine.objects.order_by("inventory__number", "order").values_list("inventory__number", "text")
    assert list(lines) == [(1, "Slaapt buiten."), (2, "Slaapt bij zijn zus."), (2, "Huurschuld.")]
    page = text_of(opened(world.people["member"], "risks", world.case.key))
    assert ("Huurschuld." in page, "Slaapt buiten." in page) == (True, False)


def test_who_was_overtaken_reads_both_and_loses_nothing(world: World) -> None:
    an_inventory(world, "Slaapt buiten.")
    response = sent(
        world.people["case_direction"], "write_risks", world.case.key, **_form(world, 0, "Slaapt in zijn auto.")
    )
    page = text_of(response)
    assert response.status_code == 409
    assert "Slaapt buiten." in page
    assert "Slaapt in zijn auto." in page
    assert RiskInventory.objects.count() == 1


def test_only_case_direction_writes_risks(world: World) -> None:
    response = sent(world.people["process_direction"], "write_risks", world.case.key, **_form(world, 0, "Iets."))
    assert response.status_code == 403
    assert not RiskInventory.objects.exists()


def test_only_the_newest_inventory_is_found_by_searching(world: World) -> None:
    old, new = an_inventory(world, "Slaapt buiten."), an_inventory(world, "Slaapt bij zijn zus.", number=2)
    found = searchable("risks")
    assert [one.key for one in found.documents([old.key, new.key])] == [new.key]
    assert list(found.seen(world.viewer("member"), [old.key, new.key])) == [new.key]


def test_an_unshared_list_and_what_is_for_the_directors_are_not_found_by_a_member(world: World) -> None:
    draft = a_look_back(world, "case_direction", shared_at=None)
    shared = a_look_back(world, "case_direction", circle="directors")
    found = searchable("look_back")
    assert [one.key for one in found.documents([draft.key, shared.key])] == [shared.key]
    assert found.seen(world.viewer("member"), [draft.key, shared.key]) == {}


def _fill(world: World) -> None:
    a_report(world, story="Verteld door een lid.")
    a_report(world, "process_direction", story="Alleen onder regisseurs.", circle="directors")
    a_look_back(world, description="Geluid in de nacht.")
    an_answer(a_question(world, state="received"), world, text="De huur loopt achter.")


def test_the_timeline_tells_what_its_reader_may_see(world: World) -> None:
    _fill(world)
    page = text_of(opened(world.people["member"], "timeline", world.case.key))
    told = ("Verteld door een lid.", "Geluid in de nacht.", "De huur loopt achter.", world.people["member"].name)
    assert [words for words in told if words not in page] == []
    assert "Alleen onder regisseurs." not in page


@pytest.mark.parametrize("kind", SOURCES)
def test_a_kind_that_is_chosen_stands_there_alone(world: World, kind: str) -> None:
    _fill(world)
    page = text_of(opened(world.people["member"], "timeline", world.case.key, kind=kind))
    assert ("Verteld door een lid." in page) == (kind == "report")
    assert ("Geluid in de nacht." in page) == (kind == "look_back")


def test_the_desk_reads_nothing_in_the_timeline(world: World) -> None:
    _fill(world)
    desk = a_covered_member(world, "desk", function="desk")
    assert "ct-timeline__title" not in text_of(opened(desk, "timeline", world.case.key))


def test_the_printed_timeline_is_logged_as_an_export(world: World) -> None:
    _fill(world)
    assert "Geluid in de nacht." in text_of(opened(world.people["member"], "print_timeline", world.case.key))
    line = AccessLogEntry.objects.first()
    assert line is not None
    assert (line.event, [one.case_key for one in line.cases.all()]) == ("export", [world.case.key])


def test_the_timeline_asks_as_much_for_a_long_life_as_for_a_short_one(world: World) -> None:
    def fill(number: int) -> int:
        for _ in range(number):
            _fill(world)
        return queries_of(world.people["process_direction"], "timeline", world.case.key)

    assert fill(1) == fill(6)
