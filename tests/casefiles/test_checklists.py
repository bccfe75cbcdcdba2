"""Is a checklist written by case direction, with proposals of the team, and in force until the next is adopted?"""

from itertools import product
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from access.doors import may_see
from casefiles.actions.access_pack import start_pack
from casefiles.actions.checklist import (
    WrittenChecklist,
    propose_for_checklist,
    start_checklist,
    write_checklist,
)
from casefiles.forms.checklist import ChecklistForm, LineForm, ProposalForm
from casefiles.models import Checklist, ChecklistLine, ChecklistRemark
from casefiles.pack_content import pack_content
from casefiles.searchable_dossier import Checklists
from documents.binding_suggestions import suggest_step
from tests.casefiles.pages import opened, queries_of, sent, text_of
from tests.factories.cases import World, a_case, a_covered_member, day
from tests.factories.checklists import a_checklist
from workflows.fire import fire
from workflows.refusals import Stale, StepRefused
from workflows.steps import governed_steps

pytestmark = pytest.mark.django_db
LINES = [{"kind": "question", "text": "Slaapt hij buiten?", "risk_factors": "Huur", "protective_measures": "Coach"}]
READERS = {
    "draft": {"process_direction", "case_direction"},
    "aligned": {"process_direction", "case_direction", "member"},
    "adopted": {"process_direction", "case_direction", "member", "desk"},
    "superseded": {"process_direction", "case_direction", "member"},
}


@pytest.fixture
def world() -> World:
    world = a_case(state="active")
    a_covered_member(world, "desk", function="desk")
    a_covered_member(world, "removed", ends_on=day(-1))
    return world


def step(world: World, name: str, checklist: Checklist, by: str = "case_direction") -> Checklist:
    return fire(f"checklist.{name}", checklist, viewer=world.viewer(by), expected_version=checklist.version)


def adopted(world: World) -> Checklist:
    return step(world, "adopt", step(world, "align", a_written(world)))


def a_written(world: World, tipping_point: str = "Slaapt buiten", card: str = "yes") -> Checklist:
    viewer = world.viewer("case_direction")
    checklist = start_checklist(world.case, viewer=viewer)
    written = WrittenChecklist(tipping_point, card, LINES)
    return write_checklist(checklist, written, viewer=viewer, expected_version=checklist.version)


def test_the_next_version_takes_over_when_it_is_adopted_and_not_before(world: World) -> None:
    first = adopted(world)
    second = a_written(world, tipping_point="Belt niet terug")
    assert Checklist.objects.get(pk=first.pk).state == "adopted"
    second = step(world, "adopt", step(world, "align", second))
    assert (second.number, Checklist.objects.get(pk=first.pk).state) == (2, "superseded")


def test_the_next_version_begins_as_a_copy_of_the_one_in_force(world: World) -> None:
    adopted(world)
    copy = start_checklist(world.case, viewer=world.viewer("case_direction"))
    assert (copy.tipping_point, copy.crisis_card) == ("Slaapt buiten", "yes")
    assert list(copy.lines.values(*LINES[0])) == LINES


def test_only_case_direction_starts_writes_and_adopts(world: World) -> None:
    with pytest.raises(StepRefused):
        start_checklist(world.case, viewer=world.viewer("process_direction"))
    aligned = step(world, "align", a_written(world))
    for who in ("process_direction", "member"):
        with pytest.raises(StepRefused):
            step(world, "adopt", aligned, by=who)
        with pytest.raises(StepRefused):
            write_checklist(aligned, WrittenChecklist(), viewer=world.viewer(who), expected_version=aligned.version)


def test_there_is_one_in_the_making(world: World) -> None:
    a_written(world)
    with pytest.raises(StepRefused):
        start_checklist(world.case, viewer=world.viewer("case_direction"))


def test_without_lines_or_an_answer_on_the_crisis_card_it_is_not_aligned(world: World) -> None:
    checklist = a_written(world, card="")
    with pytest.raises(StepRefused):
        step(world, "align", checklist)
    Checklist.objects.filter(pk=checklist.pk).update(crisis_card="no")
    ChecklistLine.objects.all().delete()
    with pytest.raises(StepRefused):
        step(world, "align", Checklist.objects.get(pk=checklist.pk))


@pytest.mark.parametrize("state", READERS)
def test_each_state_is_for_whom_the_domain_says_and_the_desk_reads_the_one_in_force_alone(
    world: World, state: str
) -> None:
    checklist = a_checklist(world, state=state)
    things = [checklist, checklist.lines.get()]
    for name, thing in product(world.people, things):
        viewer, model = world.viewer(name), type(thing)
        listed = model.objects.visible_to(viewer).filter(pk=thing.pk).exists()
        assert listed == may_see(viewer, thing) == (name in READERS[state]), (name, model)


def test_the_desk_reads_no_remark_and_nothing_that_is_out_of_sight(world: World) -> None:
    checklist = a_checklist(world, state="adopted")
    remark = ChecklistRemark.objects.create(checklist=checklist, by=world.people["member"], text="Ook bellen?")
    assert not may_see(world.viewer("desk"), remark)
    Checklist.objects.filter(pk=checklist.pk).update(circle="sealed")
    sealed = Checklist.objects.get(pk=checklist.pk)
    for name in ("desk", "member"):
        assert not may_see(world.viewer(name), sealed)
        assert not Checklist.objects.visible_to(world.viewer(name)).exists()


def test_a_member_keeps_one_remark_while_it_is_aligned_and_not_later(world: World) -> None:
    aligned, member = step(world, "align", a_written(world)), world.viewer("member")
    first = propose_for_checklist(aligned, "Vraag naar de hond.", viewer=member, expected_version=1)
    propose_for_checklist(aligned, "Vraag naar de kat.", viewer=member, expected_version=first.version)
    assert [one.text for one in ChecklistRemark.objects.all()] == ["Vraag naar de kat."]
    final = step(world, "adopt", aligned)
    with pytest.raises(StepRefused):
        propose_for_checklist(final, "Te laat.", viewer=member, expected_version=3)


def test_an_old_form_is_refused_and_shows_both_texts(world: World) -> None:
    checklist = a_written(world)
    stale = {"version": str(checklist.version - 1), "tipping_point": "Mijn tekst", "crisis_card": "yes"}
    rows = {"lines-TOTAL_FORMS": "0", "lines-INITIAL_FORMS": "0"}
    page = sent(world.people["case_direction"], "write_checklist", checklist.key, **stale, **rows)
    assert page.status_code == 409
    assert "Mijn tekst" in text_of(page)
    assert "Slaapt buiten" in text_of(page)
    # What only they have goes along with the next attempt, kind and words.
    assert 'name="lines-TOTAL_FORMS" value="1"' in text_of(page)
    assert 'name="lines-0-kind" value="question"' in text_of(page)
    with pytest.raises(Stale):
        write_checklist(checklist, WrittenChecklist(), viewer=world.viewer("case_direction"), expected_version=1)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("rows", "change"),
    [
        (Checklist.objects.all(), {"tipping_point": "x"}),
        (Checklist.objects.all(), {"crisis_card": "no"}),
        (ChecklistLine.objects.all(), {"text": "x"}),
    ],
)
def test_the_database_keeps_what_was_adopted(world: World, rows: Any, change: dict[str, str]) -> None:
    adopted(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        ChecklistLine.objects.all().delete()


def test_what_is_asked_holds_no_medical_field() -> None:
    """D-20: behaviour as it was observed; the forms say what does not belong here."""
    names = {*ChecklistForm.base_fields, *LineForm.base_fields, *ProposalForm.base_fields}
    assert names == {"version", "tipping_point", "crisis_card", "kind", "text", "risk_factors", "protective_measures"}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("Stelt de checklist vast.", "checklist.adopt"),
        ("Stemt de checklist af met de partners.", "checklist.align"),
        ("Vaststelling van het uitvraagprotocol", "checklist.adopt"),
    ],
)
def test_a_matrix_that_is_imported_suggests_its_steps(statement: str, found: str) -> None:
    assert suggest_step(statement, {one.id: one.phrases for one in governed_steps()}) == found


def test_the_access_pack_holds_what_was_adopted_and_no_draft(world: World) -> None:
    adopted(world)
    a_written(world, tipping_point="Nog niet klaar")
    pack = start_pack(world.case, viewer=world.viewer("case_direction"))
    texts = "\n".join(item.text for item in pack_content(pack).given)
    assert "Slaapt buiten" in texts
    assert "Nog niet klaar" not in texts


def test_search_shows_it_to_exactly_who_reads_it_and_no_draft(world: World) -> None:
    first, searchable = adopted(world), Checklists()
    a_written(world)
    assert set(searchable.all_keys()) == {first.key}
    for name in ("desk", "member"):
        assert set(searchable.seen(world.viewer(name), [first.key])) == {first.key}
    step(world, "adopt", step(world, "align", Checklist.objects.get(state="draft")))
    assert not searchable.seen(world.viewer("desk"), [first.key])
    (document,) = searchable.documents([first.key])
    assert document.tokens == {f"case:{world.case.pk}:team"}


def test_its_page_reads_and_costs_the_same_however_many_lines(world: World) -> None:
    checklist, member = a_checklist(world, state="adopted"), world.people["member"]
    page = opened(world.people["desk"], "checklist", world.case.key)
    assert "Slaapt hij buiten?" in text_of(page)
    before = queries_of(member, "checklist", world.case.key)
    for order in range(2, 7):
        ChecklistLine.objects.create(checklist=checklist, order=order, kind="attention", text="Let op")
    assert queries_of(member, "checklist", world.case.key) == before


def test_a_form_that_is_sent_saves_lines_and_their_kinds(world: World) -> None:
    by, checklist = world.people["case_direction"], a_written(world)
    fields = {"version": str(checklist.version), "tipping_point": "Anders", "crisis_card": "no"}
    line = {"lines-0-kind": "attention", "lines-0-text": "Let op de hond", "lines-1-kind": "question"}
    rows = {"lines-TOTAL_FORMS": "2", "lines-INITIAL_FORMS": "1"}
    assert sent(by, "write_checklist", checklist.key, **fields, **line, **rows).status_code == 302
    assert [(one.kind, one.text) for one in checklist.lines.all()] == [("attention", "Let op de hond")]
    assert sent(by, "step", "checklist.align", checklist.key, version=str(checklist.version + 1)).status_code == 302
    proposed = sent(world.people["member"], "propose_for_checklist", checklist.key, version="1", text="Vraag meer.")
    assert proposed.status_code == 302
    assert "Vraag meer." in text_of(opened(world.people["process_direction"], "checklist", world.case.key))


def test_the_case_says_at_first_sight_what_everybody_must_know(world: World) -> None:
    member = world.people["member"]
    a_checklist(world, state="superseded", words="Van vroeger")
    assert "Van vroeger" not in text_of(opened(member, "case", world.case.key))
    a_checklist(world, state="adopted", words="Slaapt buiten", number=2)
    page = text_of(opened(member, "case", world.case.key))
    assert "ct-spotlight" in page
    assert "Slaapt buiten" in page


def test_what_waits_for_case_direction_stands_in_the_case(world: World) -> None:
    aligned = step(world, "align", a_written(world))
    page = text_of(opened(world.people["case_direction"], "case", world.case.key))
    assert reverse("casefiles:step", args=["checklist.adopt", aligned.key]) in page
