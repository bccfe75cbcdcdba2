"""Is the client written down with every earlier identity, and does the desk read the name and no more?"""

from datetime import date

import pytest
from django.test import override_settings

from casefiles.actions.client import add_representative, edit_client
from casefiles.models import Client, ClientVersion, Representative
from casefiles.rights_age import Exercises, exercises_rights
from tests.casefiles.pages import opened, sent, text_of
from tests.factories.cases import World, a_case, a_covered_member, day
from tests.factories.dossier import a_representative
from workflows.refusals import Stale, StepRefused

pytestmark = pytest.mark.django_db
BORN = date(2011, 3, 1)


@pytest.fixture
def world() -> World:
    return a_case()


def _edited(world: World, name: str, who: str = "case_direction") -> Client:
    client = Client.objects.get(case=world.case)
    fields = {"name": name, "birth_date": BORN}
    return edit_client(client, fields, viewer=world.viewer(who), expected_version=client.version)


def test_every_identity_that_was_written_stays(world: World) -> None:
    _edited(world, "J. de Verzonnen")
    names = ClientVersion.objects.filter(case=world.case).values_list("number", "name")
    assert list(names) == [(2, "J. de Verzonnen"), (1, "J. Verzonnen")]


def test_a_member_does_not_change_the_client(world: World) -> None:
    with pytest.raises(StepRefused):
        _edited(world, "Iemand anders", "member")
    assert Client.objects.get(case=world.case).name == "J. Verzonnen"


def test_who_was_overtaken_reads_both_identities(world: World) -> None:
    _edited(world, "J. de Verzonnen")
    fields = {"name": "J. van Verzonnen", "birth_date": "2011-03-02", "version": 1}
    response = sent(world.people["process_direction"], "edit_client", world.case.key, **fields)
    page = text_of(response)
    assert response.status_code == 409
    assert all(words in page for words in ("J. de Verzonnen", "J. van Verzonnen", "2011-03-01", "2011-03-02"))


def test_the_action_itself_refuses_an_old_version(world: World) -> None:
    _edited(world, "J. de Verzonnen")
    old, fields = Client.objects.get(case=world.case), {"name": "X", "birth_date": None}
    with pytest.raises(Stale):
        edit_client(old, fields, viewer=world.viewer("case_direction"), expected_version=1)


def test_the_desk_reads_the_name_and_neither_birth_date_nor_representative(world: World) -> None:
    _edited(world, "J. de Verzonnen")
    a_representative(world, name="M. Moeder")
    desk = a_covered_member(world, "desk", function="desk")
    page = text_of(opened(desk, "client", world.case.key))
    assert "J. de Verzonnen" in page
    assert not [word for word in ("2011", "M. Moeder") if word in page]
    assert not Representative.objects.visible_to(world.viewer("desk")).exists()


def test_a_winding_down_member_keeps_the_name_that_they_could_read(world: World) -> None:
    leaving = a_covered_member(world, "leaving", last_day=-5)
    _edited(world, "J. de Verzonnen")
    for tab in ("case", "client"):
        page = text_of(opened(leaving, tab, world.case.key))
        assert ("J. Verzonnen" in page, "J. de Verzonnen" in page) == (True, False)


def test_a_representative_is_not_for_a_period_that_ends_before_it_starts(world: World) -> None:
    fields = {"name": "M.", "kind": "parent", "contact": "", "starts_on": day(0), "ends_on": day(-1)}
    with pytest.raises(StepRefused):
        add_representative(world.case, fields, viewer=world.viewer("case_direction"))


def test_a_representative_is_added_on_the_page_and_read_by_the_team(world: World) -> None:
    fields = {"name": "M. Moeder", "kind": "parent", "contact": "Via de school.", "starts_on": day(-10)}
    assert sent(world.people["case_direction"], "represent", world.case.key, **fields).status_code == 302
    assert "M. Moeder" in text_of(opened(world.people["member"], "client", world.case.key))


@pytest.mark.parametrize(
    ("birth_date", "who"),
    [
        (date(2014, 11, 23), Exercises.REPRESENTATIVE),
        (date(2014, 11, 22), Exercises.BOTH),
        (date(2010, 11, 23), Exercises.BOTH),
        (date(2010, 11, 22), Exercises.PERSON),
        (None, Exercises.UNKNOWN),
    ],
)
def test_who_exercises_the_rights_follows_the_age(birth_date: date | None, who: Exercises) -> None:
    assert exercises_rights(birth_date, on=date(2026, 11, 22)) == who


@override_settings(RIGHTS_TOGETHER_FROM=13)
def test_the_ages_are_a_setting() -> None:
    assert exercises_rights(date(2014, 1, 1), on=date(2026, 11, 22)) == Exercises.REPRESENTATIVE
