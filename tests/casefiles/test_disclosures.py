"""Is what left the team recorded by who directs, kept as it was, and told to who must know? (D-32)"""

from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404

from access.doors import may_see
from accounts.models import User
from casefiles.actions.disclosure import Given, correct_disclosure, record_disclosure
from casefiles.models import Case, Disclosure, DisclosureContent
from casefiles.thaw import thawed
from documents.models import Annex
from tests.casefiles.pages import opened, queries_of, sent, text_of
from tests.factories.cases import World, a_case, a_category, a_covered_member, a_report, day, viewer_of
from tests.factories.medical import a_disclosure
from tests.factories.people import a_municipality, a_person, a_role
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db
WORDS = "De mondelinge samenvatting."


@pytest.fixture
def world() -> World:
    world = a_case(state="active")
    a_covered_member(world, "desk", function="desk")
    world.people["officer"] = a_person(None, "privacy_officer")
    world.people["stranger"] = a_person(None, "partner")
    return world


def given(**fields: Any) -> Given:
    content = Given("mayor", "Burgemeester", "Artikel 172 Gemeentewet", None, day(-1), [a_category()], WORDS)
    return replace(content, **fields)


def readers(world: World, thing: Any) -> set[str]:
    seen = {name for name in world.people if may_see(world.viewer(name), thing)}
    model = type(thing)
    assert seen == {one for one in world.people if model.objects.visible_to(world.viewer(one)).exists()}
    return seen


@pytest.mark.parametrize("by", ["process_direction", "case_direction"])
def test_who_directs_records_it(world: World, by: str) -> None:
    made = record_disclosure(world.case, given(), viewer=world.viewer(by))
    assert (made.recipient, made.organisation) == ("Burgemeester", world.people[by].organisation)
    assert [str(one) for one in made.data_categories.all()] == ["Waargenomen gedrag"]
    assert made.content.description == WORDS


@pytest.mark.parametrize("by", ["member", "desk", "officer", "stranger"])
def test_nobody_else_records_it(world: World, by: str) -> None:
    with pytest.raises(StepRefused) as refused:
        record_disclosure(world.case, given(), viewer=world.viewer(by))
    assert refused.value.status == 403


@pytest.mark.parametrize("state", ["closed", "scaled_up", "intake"])
def test_it_is_recorded_in_every_state_of_a_case(world: World, state: str) -> None:
    Case.objects.filter(pk=world.case.pk).update(state=state)
    assert record_disclosure(Case.objects.get(), given(), viewer=world.viewer("process_direction"))


def test_in_a_case_that_was_merged_it_is_recorded_no_more(world: World) -> None:
    Case.objects.filter(pk=world.case.pk).update(merged_into=a_case().case)
    with pytest.raises(StepRefused):
        record_disclosure(Case.objects.get(pk=world.case.pk), given(), viewer=world.viewer("process_direction"))


def test_directors_and_the_privacy_officer_read_the_line_and_only_directors_what_it_held(world: World) -> None:
    made = a_disclosure(world)
    assert readers(world, made) == {"process_direction", "case_direction", "officer"}
    assert readers(world, made.content) == {"process_direction", "case_direction"}


def test_the_privacy_officer_of_another_municipality_reads_nothing(world: World) -> None:
    elsewhere: User = a_person(None)
    a_role(elsewhere, "privacy_officer", municipality=a_municipality())
    assert not may_see(viewer_of(elsewhere), a_disclosure(world))


@pytest.mark.parametrize(
    "wrong",
    [{"given_on": day(1)}, {"description": " "}, {"reports": "care"}, {"reports": "elsewhere"}, {"reports": "named"}],
)
def test_what_cannot_be_is_not_recorded(world: World, wrong: dict[str, Any]) -> None:
    place = a_case() if wrong.get("reports") == "elsewhere" else world
    if circle := wrong.get("reports"):
        fields = {"circle": circle} if circle != "elsewhere" else {}
        wrong = {"reports": [a_report(place, "case_direction", onward=True, **fields)]}
    with pytest.raises(StepRefused):
        record_disclosure(world.case, given(**wrong), viewer=world.viewer("case_direction"))


@pytest.mark.parametrize(("onward", "words", "possible"), [(True, "", True), (False, "", False), (False, WORDS, True)])
def test_of_a_report_that_may_not_be_passed_on_it_is_said_how_its_source_agreed(
    world: World, onward: bool, words: str, possible: bool
) -> None:
    what = given(reports=[a_report(world, onward=onward)], description=words)
    try:
        record_disclosure(world.case, what, viewer=world.viewer("case_direction"))
    except StepRefused:
        assert not possible
    else:
        assert possible


def test_a_line_is_never_changed_or_deleted(world: World) -> None:
    made = a_disclosure(world)
    for rows, field in ((Disclosure.objects.all(), "recipient"), (DisclosureContent.objects.all(), "description")):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**{field: "Anders"})
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete(using="default")
    assert Disclosure.objects.get().pk == made.pk


def test_it_is_corrected_by_a_further_line(world: World) -> None:
    earlier, director = a_disclosure(world), world.viewer("process_direction")
    made = correct_disclosure(earlier, given(recipient="Wethouder"), viewer=director, why="Het was de wethouder.")
    assert (made.corrects, made.content.why_corrected) == (earlier, "Het was de wethouder.")
    assert Disclosure.objects.get(pk=earlier.pk).was_corrected
    with pytest.raises(StepRefused):
        correct_disclosure(earlier, given(), viewer=director, why="Nog eens.")


def test_a_correction_says_what_was_wrong(world: World) -> None:
    with pytest.raises(StepRefused):
        correct_disclosure(a_disclosure(world), given(), viewer=world.viewer("case_direction"), why=" ")


@pytest.mark.parametrize("by", ["member", "stranger"])
def test_for_who_does_not_read_it_there_is_nothing_to_correct(world: World, by: str) -> None:
    with pytest.raises(Http404):
        correct_disclosure(a_disclosure(world), given(), viewer=world.viewer(by), why="Anders.")


def test_the_privacy_officer_corrects_nothing(world: World) -> None:
    with pytest.raises(StepRefused) as refused:
        correct_disclosure(a_disclosure(world), given(), viewer=world.viewer("officer"), why="Anders.")
    assert refused.value.status == 403


# Pages


def typed(**fields: Any) -> dict[str, Any]:
    content = {
        "recipient_kind": "mayor",
        "recipient": "Burgemeester",
        "given_on": str(day(0)),
        "basis": "other",
        "other_ground": "Artikel 172 Gemeentewet",
        "categories": [a_category().identifier],
        "description": WORDS,
    }
    return content | fields


def test_a_director_records_it_on_a_page_with_the_basis_of_the_annex(world: World) -> None:
    with thawed([Annex]):
        Annex.objects.update(legal_basis="Artikel 3 van de wet.")
    director = world.people["process_direction"]
    assert "Artikel 3 van de wet." in text_of(opened(director, "record_disclosure", world.case.key))
    report = a_report(world)
    form = typed(basis="annex", other_ground="", reports=[report.key])
    assert sent(director, "record_disclosure", world.case.key, **form).status_code == 302
    made = Disclosure.objects.get()
    assert (made.ground, made.covenant_version is not None) == ("Artikel 3 van de wet.", True)
    page = text_of(opened(director, "disclosure", made.key))
    assert WORDS in page
    assert report.key in page


def test_another_ground_is_named(world: World) -> None:
    form = typed(other_ground="")
    response = sent(world.people["case_direction"], "record_disclosure", world.case.key, **form)
    assert (response.status_code, WORDS in text_of(response)) == (422, True)
    assert not Disclosure.objects.exists()


def test_the_privacy_officer_reads_to_whom_and_no_word_of_the_case(world: World) -> None:
    made, officer = a_disclosure(world, description=WORDS), world.people["officer"]
    assert "Burgemeester van Verzonnen" in text_of(opened(officer, "overseen_disclosures"))
    page = text_of(opened(officer, "disclosure", made.key))
    assert ("Artikel 172" in page, WORDS in page, "J. Verzonnen" in page) == (True, False, False)


def test_the_earlier_line_says_that_it_was_corrected(world: World) -> None:
    earlier, director = a_disclosure(world), world.people["process_direction"]
    form = typed(recipient="Wethouder", why="Het was de wethouder.")
    assert sent(director, "correct_disclosure", earlier.key, **form).status_code == 302
    later = Disclosure.objects.get(corrects=earlier)
    assert later.key in text_of(opened(director, "disclosure", earlier.key))
    assert earlier.key in text_of(opened(director, "disclosure", later.key))


@pytest.mark.parametrize(("by", "there"), [("process_direction", True), ("member", False)])
def test_the_timeline_tells_it_to_who_may_see_it(world: World, by: str, there: bool) -> None:
    a_disclosure(world)
    page = text_of(opened(world.people[by], "timeline", world.case.key))
    assert ("Burgemeester van Verzonnen" in page) == there


def test_the_list_asks_as_much_for_many_lines_as_for_few(world: World) -> None:
    a_disclosure(world)
    few = queries_of(world.people["process_direction"], "disclosures", world.case.key)
    for _time in range(5):
        a_disclosure(world)
    assert queries_of(world.people["process_direction"], "disclosures", world.case.key) == few
