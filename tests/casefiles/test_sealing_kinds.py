"""Can every kind of item that has a page be sealed from that page, read by nobody, and given back?"""

from collections.abc import Callable

import pytest
from django.http import Http404
from django.urls import reverse

from access.doors import may_see
from casefiles.actions.medical import MedicalText, edit_medical
from casefiles.actions.seal import Ground, seal_item
from casefiles.ending_machines import SEAL
from casefiles.models import (
    CaseItem,
    CaseLink,
    MedicalDisclosure,
    MedicalVersion,
    PlanCareSection,
    PlanDeviation,
    PlanVersion,
    RiskInventory,
    Seal,
)
from casefiles.sealing import sealable_models, sealed_rows
from casefiles.selectors.ending import kind_of
from tests.casefiles.pages import opened, sent, text_of
from tests.factories.cases import World, a_case, a_plan, a_report
from tests.factories.dossier import (
    a_look_back,
    a_question,
    a_representative,
    an_answer,
    an_inventory,
    another_case,
    item,
)
from tests.factories.medical import a_colleague_in_care, a_medical_disclosure, a_medical_record
from tests.factories.people import a_person
from workflows.fire import fire
from workflows.steps import step_by_id

pytestmark = pytest.mark.django_db
WRONG = Ground("wrong_client")
MADE: dict[str, Callable[[World], CaseItem]] = {
    "report": lambda world: a_report(world),
    "planversion": lambda world: a_plan_with_care(world),
    "plandeviation": lambda world: a_deviation(world),
    "roundtask": lambda world: a_question_with_answer(world),
    "lookback": lambda world: a_look_back(world),
    "riskinventory": lambda world: an_inventory(world),
    "representative": lambda world: a_representative(world),
    "caselink": lambda world: a_link(world),
    "medicalrecord": lambda world: a_record_of_care(world),
}
# Who seals from the page, and who decides: directors, and of medical data the circle of their source alone (D-20).
SEALS = {"medicalrecord": "case_direction"}
DECIDES = {"medicalrecord": "nurse"}
# Where each kind is read: the name of the page, and whether it is of the item (its key) or of the case.
PAGES = {
    "report": ("report", True),
    "planversion": ("plan_version", True),
    "plandeviation": ("deviation", True),
    "roundtask": ("round", False),
    "lookback": ("look_back", True),
    "riskinventory": ("risks", False),
    "representative": ("client", False),
    "caselink": ("client", False),
    "medicalrecord": ("medicalrecord", True),
}


@pytest.fixture
def world() -> World:
    return a_case(state="active")


def a_plan_with_care(world: World) -> PlanVersion:
    plan = a_plan(world, state="adopted")
    PlanCareSection.objects.create(**item(world), plan_version=plan, circle="care", text="Medicatie gewijzigd.")
    return plan


def a_deviation(world: World) -> PlanDeviation:
    plan = a_plan(world, state="adopted")
    made = {"plan_version": plan, "part": "analysis", "proposal": "Anders.", "why": "Daarom.", "state": "proposed"}
    return PlanDeviation.objects.create(**item(world, "member"), **made)


def a_question_with_answer(world: World) -> CaseItem:
    task = a_question(world, state="received")
    an_answer(task, world)
    return task


def a_link(world: World) -> CaseLink:
    other = another_case(world, "process_direction")
    return CaseLink.objects.create(**item(world, "process_direction"), other=other.case, relation="sibling")


def a_record_of_care(world: World) -> CaseItem:
    """Changed once and told to the director of the process."""
    a_colleague_in_care(world)
    record = a_medical_record(world)
    a_medical_disclosure(record, world.people["process_direction"])
    content = MedicalText("treatment", "Anders.")
    return edit_medical(record, content, viewer=world.viewer("nurse"), expected_version=1)


def seals(noun: str) -> str:
    return SEALS.get(noun, "process_direction")


def decides(noun: str) -> str:
    return DECIDES.get(noun, "case_direction")


def test_every_kind_has_a_name_a_page_and_a_place_in_this_test() -> None:
    assert set(MADE) == set(PAGES) == set(sealable_models())
    assert all(kind_of(model._meta.label_lower) for model in sealable_models().values())


@pytest.mark.parametrize("noun", MADE)
def test_its_page_leads_to_sealing_and_afterwards_nobody_reads_it(world: World, noun: str) -> None:
    thing, (name, of_item), director = MADE[noun](world), PAGES[noun], world.people[seals(noun)]
    place = thing.key if of_item else world.case.key
    assert reverse("casefiles:seal_item", args=[noun, thing.key]) in text_of(opened(director, name, place))
    assert sent(director, "seal_item", noun, thing.key, ground="wrong_client").status_code == 302
    rows = sealed_rows(type(thing).objects.get(pk=thing.pk))
    assert not any(may_see(world.viewer(person), row) for person in world.people for row in rows)
    assert not any(type(row).objects.visible_to(world.viewer(one)).exists() for one in world.people for row in rows)


@pytest.mark.parametrize("noun", MADE)
def test_lifting_gives_each_row_back_to_who_read_it(world: World, noun: str) -> None:
    thing = MADE[noun](world)
    before = [(row.pk, row.circle) for row in sealed_rows(thing)]
    seal = seal_item(thing, WRONG, viewer=world.viewer(seals(noun)))
    fire("seal.lift", seal, viewer=world.viewer(decides(noun)), expected_version=1, reason="Het klopt wel.")
    assert [(row.pk, row.circle) for row in sealed_rows(thing)] == before
    assert may_see(world.viewer(seals(noun)), type(thing).objects.get(pk=thing.pk))


@pytest.mark.parametrize("noun", MADE)
def test_erasing_leaves_a_row_without_words(world: World, noun: str) -> None:
    thing = MADE[noun](world)
    seal = seal_item(thing, WRONG, viewer=world.viewer(seals(noun)))
    fire("seal.erase", seal, viewer=world.viewer(decides(noun)), expected_version=1)
    assert len(seal.__class__.objects.get().digest) == 64
    assert not any(may_see(world.viewer(one), row) for one in world.people for row in sealed_rows(thing))


def test_who_neither_owns_nor_directs_is_not_offered_to_seal(world: World) -> None:
    found = a_look_back(world, "case_direction")
    assert reverse("casefiles:seal_item", args=["lookback", found.key]) not in text_of(
        opened(world.people["member"], "look_back", found.key)
    )


def test_what_is_sealed_with_its_plan_stays_so_when_its_own_seal_is_lifted(world: World) -> None:
    deviation, director = a_deviation(world), world.viewer("process_direction")
    own = seal_item(deviation, WRONG, viewer=director)
    whole = seal_item(deviation.plan_version, WRONG, viewer=director)
    fire("seal.lift", own, viewer=world.viewer("case_direction"), expected_version=1, reason="Het klopt wel.")
    assert not may_see(director, PlanDeviation.objects.get())
    fire("seal.lift", whole, viewer=world.viewer("case_direction"), expected_version=1, reason="Het klopt wel.")
    assert may_see(director, PlanDeviation.objects.get())


def test_who_was_asked_about_a_plan_reads_it_no_more_once_it_is_sealed(world: World) -> None:
    plan = a_plan(world, state="in_consultation", circle="directors")
    plan.named_people.add(world.people["member"])
    assert may_see(world.viewer("member"), plan)
    seal_item(plan, WRONG, viewer=world.viewer("process_direction"))
    assert not may_see(world.viewer("member"), PlanVersion.objects.get())
    assert not PlanVersion.objects.visible_to(world.viewer("member")).exists()


def test_after_a_sealed_risk_inventory_the_next_one_can_be_written(world: World) -> None:
    seal_item(an_inventory(world), WRONG, viewer=world.viewer("process_direction"))
    coordinator = world.people["case_direction"]
    assert 'value="1"' in text_of(opened(coordinator, "write_risks", world.case.key)).split('name="version"')[1][:40]
    fields = {"lines-TOTAL_FORMS": "0", "lines-INITIAL_FORMS": "0", "version": "1"}
    assert sent(coordinator, "write_risks", world.case.key, **fields).status_code == 302
    assert RiskInventory.objects.filter(number=2).exists()


def test_who_directs_is_told_of_no_seal_on_a_medical_record(world: World) -> None:
    seal = seal_item(a_record_of_care(world), WRONG, viewer=world.viewer("case_direction"))
    seen = {name for name in world.people if may_see(world.viewer(name), seal)}
    listed = {name for name in world.people if Seal.objects.visible_to(world.viewer(name)).exists()}
    assert seen == listed == {"case_direction", "nurse"}
    for page in ("history", "timeline"):
        text = text_of(opened(world.people["process_direction"], page, world.case.key))
        assert "erzegel" not in text
    with pytest.raises(Http404):
        fire("seal.erase", seal, viewer=world.viewer("process_direction"), expected_version=1)


def test_of_an_erased_medical_record_no_version_and_no_disclosure_is_left(world: World) -> None:
    record = a_record_of_care(world)
    seal = seal_item(record, WRONG, viewer=world.viewer("case_direction"))
    fire("seal.erase", seal, viewer=world.viewer("nurse"), expected_version=1)
    assert set(MedicalVersion.objects.values_list("text", flat=True)) == {""}
    assert not MedicalDisclosure.objects.exists()


def test_a_seal_on_a_medical_record_waits_for_its_circle_and_the_privacy_officer(world: World) -> None:
    seal_item(a_record_of_care(world), WRONG, viewer=world.viewer("case_direction"))
    world.people["officer"] = a_person(None, "privacy_officer")
    step = step_by_id("seal.erase")
    waits = {one for one in world.people if Seal.objects.filter(SEAL.holding(world.viewer(one), step, "sealing"))}
    assert waits == {"case_direction", "nurse", "officer"}
