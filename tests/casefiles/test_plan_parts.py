"""Is all of a plan in its digest, its file and its rule, and does what is medical stay in the care circle?"""

import io

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404
from docx import Document

from access.doors import may_see
from casefiles.actions.plan import start_plan
from casefiles.actions.write_plan import write_care
from casefiles.models import PlanAction, PlanCareSection, PlanFile, PlanGoal, PlanVersion
from casefiles.plan_file import content_hash
from documents.storage import read_private
from tests.casefiles.pages import opened, queries_of, sent, text_of
from tests.factories.cases import World, a_case, a_covered_member, a_member, a_plan, day
from tests.factories.people import a_person
from workflows.fire import fire
from workflows.models import contributed
from workflows.refusals import Stale, StepRefused

pytestmark = pytest.mark.django_db
PARTS = {"police_section": "De wijkagent loopt langs.", "crisis_card": "Bel zijn zus."}


@pytest.fixture
def world() -> World:
    return a_case()


def _adopted(world: World, **fields: object) -> PlanVersion:
    owner = world.people["case_direction"]
    plan = a_plan(world, state="in_consultation", quality_owner=owner, **(PARTS | fields))
    contributed(plan, owner)
    plan = fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=plan.version)
    return PlanVersion.objects.get(pk=plan.pk)


def test_the_digest_covers_every_part_and_verifies_when_read_again(world: World) -> None:
    plan = _adopted(world)
    assert content_hash(plan) == plan.content_hash
    for name in ("analysis", "police_section", "crisis_card"):
        changed = PlanVersion.objects.get(pk=plan.pk)
        setattr(changed, name, "Iets anders.")
        assert content_hash(changed) != plan.content_hash
    changed.quality_owner = None
    assert content_hash(changed) != plan.content_hash


def test_a_version_of_before_goes_on_verifying_by_the_scheme_of_its_day(world: World) -> None:
    plan = a_plan(world, state="adopted", circle="team", number=1)
    before = content_hash(plan)
    PlanGoal.objects.create(plan_version=plan, order=2, text="Van later.")
    assert content_hash(PlanVersion.objects.get(pk=plan.pk)) == before


def test_no_part_of_an_adopted_plan_changes_even_in_the_database(world: World) -> None:
    plan = _adopted(world)
    for rows, fields in (
        (PlanVersion.objects.filter(pk=plan.pk), {"crisis_card": "x"}),
        (PlanVersion.objects.filter(pk=plan.pk), {"quality_owner": None}),
        (plan.goals.all(), {"text": "x"}),
        (plan.actions.all(), {"goal": None}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**fields)
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanGoal.objects.create(plan_version=plan, order=2, text="x")


def test_a_police_section_needs_somebody_who_answers_for_it(world: World) -> None:
    plan = a_plan(world, state="in_consultation", **PARTS)
    with pytest.raises(StepRefused):
        fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=1)


def test_the_word_file_holds_every_part_and_no_care_section(world: World) -> None:
    plan = a_plan(world, quality_owner=world.people["case_direction"], **PARTS)
    write_care(plan, "Gebruikt medicatie.", viewer=world.viewer("case_direction"), expected_version=1)
    contributed(plan, world.people["case_direction"])
    plan = fire("plan.submit", plan, viewer=world.viewer("case_direction"), expected_version=plan.version)
    fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=plan.version)
    file = PlanFile.objects.get()
    document = Document(io.BytesIO(read_private(file.path, sha256=file.sha256)))
    words = "\n".join(one.text for one in document.paragraphs)
    assert all(text in words for text in (*PARTS.values(), "Er speelt veel.", str(plan.quality_owner)))
    assert "medicatie" not in words


def test_the_care_section_is_there_for_its_own_institutions_care_circle_alone(world: World) -> None:
    plan = a_plan(world, state="in_consultation", circle="team")
    section = write_care(plan, "Slikt niets.", viewer=world.viewer("case_direction"), expected_version=1)
    world.people["nurse"] = a_person(world.people["case_direction"].organisation)
    a_member(world, world.people["nurse"], in_care=True)
    a_covered_member(world, "elsewhere", in_care=True)
    assert {name for name in world.people if may_see(world.viewer(name), section)} == {"case_direction", "nurse"}
    assert "Slikt niets." in text_of(opened(world.people["nurse"], "plan_care", plan.key))
    for name in ("process_direction", "member"):
        assert opened(world.people[name], "plan_care", plan.key).status_code == 404
    with pytest.raises(Http404):
        write_care(plan, "x", viewer=world.viewer("member"), expected_version=1)


def test_two_who_write_the_care_section_lose_neither_text(world: World) -> None:
    plan, writer = start_plan(world.case, viewer=world.viewer("case_direction")), world.people["case_direction"]
    sent(writer, "plan_care", plan.key, version=1, text="De eerste.")
    response = sent(writer, "plan_care", plan.key, version=1, text="De tweede.")
    assert response.status_code == 409
    assert all(text in text_of(response) for text in ("De eerste.", "De tweede."))
    with pytest.raises(Stale):
        write_care(plan, "x", viewer=world.viewer("case_direction"), expected_version=1)


def test_the_care_section_is_kept_with_the_plan_and_goes_along_to_the_next(world: World) -> None:
    plan = a_plan(world, state="in_consultation")
    write_care(plan, "Slikt niets.", viewer=world.viewer("case_direction"), expected_version=1)
    plan = fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=plan.version)
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanCareSection.objects.update(text="x")
    following = start_plan(world.case, viewer=world.viewer("case_direction"))
    assert following.care_sections.get().text == "Slikt niets."


def test_the_actions_page_shows_what_is_ones_own_late_or_directed(world: World) -> None:
    plan = a_plan(world, state="adopted", circle="team", number=1)
    plan.actions.update(due_on=day(-3), what="Belt hem elke week.")
    member, director = world.people["member"], world.people["process_direction"]
    assert "Belt hem" in text_of(opened(director, "actions"))
    assert "Belt hem" in text_of(opened(director, "actions", how="late"))
    assert "Belt hem" not in text_of(opened(member, "actions"))
    assert "Belt hem" in text_of(opened(member, "actions", whose="all"))
    assert "Belt hem" not in text_of(opened(a_person(None, "partner"), "actions", whose="all", how="all"))


def test_many_actions_ask_no_more_of_the_database(world: World) -> None:
    plan, director = a_plan(world, state="adopted", circle="team", number=1), world.people["process_direction"]
    few = queries_of(director, "actions")
    for order in range(2, 20):
        PlanAction.objects.create(plan_version=plan, order=order, organisation=plan.source_organisation, what="Belt.")
    assert queries_of(director, "actions") == few
