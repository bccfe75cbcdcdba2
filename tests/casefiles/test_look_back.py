"""Does a list of the police come in as it was written, after somebody looked at what is doubtful in it?"""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casefiles.look_back_rows import day_of, understand
from casefiles.models import LookBack, LookBackAnalysis, LookBackEntry
from documents.tables.refusals import TableRefused
from documents.tables.shapes import Table
from tests.casefiles.pages import opened, sent, text_of
from tests.factories.cases import World, a_case, a_covered_member, day
from tests.factories.dossier import a_look_back
from tests.factories.people import an_organisation

pytestmark = pytest.mark.django_db
PERIOD = {"from_day": date(2025, 11, 22), "until_day": date(2026, 11, 22)}
HEAD = ("Datum incident", "Maatschappelijke klasse", "Locatie", "Rol", "Toelichting")


@pytest.fixture
def world() -> World:
    world = a_case()
    police = a_covered_member(world, "police")
    police.organisation.kind = "police"
    police.organisation.save()
    return world


def _table(*rows: tuple[str, ...]) -> Table:
    return Table(rows, tuple(range(1, len(rows) + 1)), True)


def _csv(*days: str) -> SimpleUploadedFile:
    rows = [f"{one};Overlast;Veldersloot;betrokkene;Registratie {number}" for number, one in enumerate(days)]
    return SimpleUploadedFile("lijst.csv", "\n".join([";".join(HEAD), *rows]).encode())


def _uploaded(world: World, *days: str, who: str = "police", **fields: Any) -> Any:
    source = world.people["police"].organisation.key
    form = {"source": source, "data_category": "observed", "circle": "team", "from_day": day(-365), "until_day": day(0)}
    return sent(world.people[who], "read_in", world.case.key, **form | fields, file=_csv(*days))


def test_columns_are_recognised_by_their_headings_below_a_title() -> None:
    row = ("04-03-2026", "Overlast", "Veldersloot", "betrokkene", "Geluid.")
    reading = understand(_table(("Uitdraai 2026",), HEAD, row), **PERIOD)
    (found,) = reading.rows
    assert (found.row, found.on, found.kind, found.place, found.role, found.description, found.doubt) == (
        3,
        date(2026, 3, 4),
        *row[1:],
        "",
    )


def test_a_table_without_headings_is_refused() -> None:
    with pytest.raises(TableRefused) as refused:
        understand(_table(("a", "b"), ("04-03-2026", "x")), **PERIOD)
    assert refused.value.code == "no_columns"


@pytest.mark.parametrize(
    ("cells", "doubt"),
    [
        (("04-03-2026", "x", "", "", "y"), ""),
        (("vorige week", "x", "", "", "y"), "no_date"),
        (("31-02-2026", "x", "", "", "y"), "no_date"),
        (("04-03-2019", "x", "", "", "y"), "outside"),
        (("04-03-2026",), "empty"),
    ],
)
def test_what_is_doubtful_in_a_row_is_told(cells: tuple[str, ...], doubt: str) -> None:
    assert understand(_table(HEAD, cells), **PERIOD).rows[0].doubt == doubt


def test_a_row_that_stands_there_twice_is_doubtful_once() -> None:
    row = ("04-03-2026", "x", "", "", "y")
    assert [one.doubt for one in understand(_table(HEAD, row, row), **PERIOD).rows] == ["", "twice"]


@pytest.mark.parametrize("written", ["4-3-2026", "04/03/2026", "4.3.2026", "2026-03-04", "04-03-2026 22:15"])
def test_a_date_is_read_as_it_is_written_here(written: str) -> None:
    assert day_of(written) == date(2026, 3, 4)


def test_until_it_is_shared_nobody_else_sees_the_list(world: World) -> None:
    _uploaded(world, str(day(-9)))
    draft = LookBack.objects.get()
    seen = [who for who in world.people if LookBack.objects.visible_to(world.viewer(who)).exists()]
    assert (draft.shared_at, seen) == (None, ["police"])


def test_a_doubtful_row_gets_a_date_or_is_left_out_and_the_rest_stays(world: World) -> None:
    _uploaded(world, str(day(-9)), "gisteren", "ooit")
    draft, (first, second) = LookBack.objects.get(), LookBackEntry.objects.exclude(doubt="").order_by("row")
    form = {f"{first.key}-on": day(-3), f"{second.key}-leave_out": "on", "version": draft.version, "do": "share"}
    assert sent(world.people["police"], "check_look_back", draft.key, **form).status_code == 302
    entries = LookBackEntry.objects.order_by("row").values_list("on", "description", "doubt")
    assert list(entries) == [(day(-9), "Registratie 0", ""), (day(-3), "Registratie 1", "")]
    assert "Registratie 1" in text_of(opened(world.people["member"], "look_back", draft.key))


def test_a_row_without_a_date_stops_the_sharing_and_is_named(world: World) -> None:
    _uploaded(world, "gisteren")
    draft = LookBack.objects.get()
    response = sent(world.people["police"], "check_look_back", draft.key, version=draft.version, do="share")
    assert response.status_code == 409
    assert LookBack.objects.get().shared_at is None


def test_a_list_that_is_thrown_away_leaves_nothing(world: World) -> None:
    _uploaded(world, str(day(-9)))
    draft = LookBack.objects.get()
    sent(world.people["police"], "check_look_back", draft.key, version=draft.version, do="drop")
    assert not LookBack.objects.exists()
    assert not LookBackEntry.objects.exists()


def test_a_member_who_is_not_of_the_police_reads_nothing_in(world: World) -> None:
    assert _uploaded(world, str(day(-9)), who="member").status_code == 403
    assert not LookBack.objects.exists()


def test_a_list_of_somebody_else_than_the_police_is_not_accepted(world: World) -> None:
    other = an_organisation()
    assert _uploaded(world, str(day(-9)), who="case_direction", source=other.key).status_code == 422


def test_a_file_that_is_no_list_is_refused_at_its_field(world: World) -> None:
    response = _uploaded(world)
    assert response.status_code == 422
    assert not LookBack.objects.exists()


def test_an_analysis_is_for_the_circle_of_its_list(world: World) -> None:
    found = a_look_back(world, "police", circle="directors")
    coordinator = world.people["case_direction"]
    assert (
        sent(coordinator, "analyse_look_back", found.key, version=0, text="Vooral in het weekend.").status_code == 302
    )
    seen = [who for who in world.people if LookBackAnalysis.objects.visible_to(world.viewer(who)).exists()]
    assert seen == ["process_direction", "case_direction"]


def test_who_was_overtaken_in_an_analysis_reads_both(world: World) -> None:
    found, coordinator = a_look_back(world, "police"), world.people["case_direction"]
    sent(coordinator, "analyse_look_back", found.key, version=0, text="De eerste lezing.")
    response = sent(coordinator, "analyse_look_back", found.key, version=0, text="De tweede lezing.")
    assert response.status_code == 409
    assert all(words in text_of(response) for words in ("De eerste lezing.", "De tweede lezing."))
