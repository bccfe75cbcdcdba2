"""Is the adopted checklist attached to the plan: on the page, in the digest, on paper, and gone when it is sealed?"""

import io
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from docx import Document

from casefiles.actions.seal import Ground, seal_item
from casefiles.models import Checklist, DoomedFile, PlanFile, PlanVersion
from casefiles.plan_file import content_hash, word_file
from tests.casefiles.pages import opened, text_of
from tests.factories.cases import World, a_case, a_plan
from tests.factories.checklists import a_checklist
from tests.factories.people import a_person
from workflows.fire import fire
from workflows.models import contributed

pytestmark = pytest.mark.django_db
WORDS = "Slaapt hij buiten?"


@pytest.fixture
def world() -> World:
    return a_case(state="active")


def adopted(world: World) -> PlanVersion:
    plan = a_plan(world, state="in_consultation")
    contributed(plan, world.people["case_direction"])
    return fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=1)


def sealed(world: World, checklist: Checklist) -> object:
    return seal_item(checklist, Ground("wrong_client"), viewer=world.viewer("process_direction"))


def test_the_plan_keeps_the_version_that_was_in_force_when_it_was_adopted(world: World) -> None:
    first = a_checklist(world, state="adopted")
    plan = adopted(world)
    Checklist.objects.filter(pk=first.pk).update(state="superseded")
    a_checklist(world, state="adopted", number=2, words="Belt niet terug")
    page = text_of(opened(world.people["member"], "plan_version", plan.key))
    assert plan.checklist == first
    assert WORDS in page
    assert "Belt niet terug" not in page


def test_a_draft_or_a_superseded_one_is_not_attached(world: World) -> None:
    a_checklist(world, state="superseded")
    a_checklist(world, state="aligned")
    assert adopted(world).checklist is None


def test_a_plan_in_the_making_shows_the_one_in_force(world: World) -> None:
    a_checklist(world, state="adopted")
    plan = a_plan(world, state="in_consultation")
    assert WORDS in text_of(opened(world.people["process_direction"], "plan_version", plan.key))


def test_the_digest_covers_what_was_attached(world: World) -> None:
    first = a_checklist(world, state="adopted")
    plan = PlanVersion.objects.get(pk=adopted(world).pk)
    assert (plan.content_scheme, content_hash(plan)) == (3, plan.content_hash)
    Checklist.objects.filter(pk=first.pk).update(content_hash="anders")
    assert content_hash(PlanVersion.objects.get(pk=plan.pk)) != plan.content_hash
    plan.checklist = None
    assert content_hash(plan) != plan.content_hash


def test_a_plan_of_an_older_scheme_verifies_as_before(world: World) -> None:
    """Digests as the code before checklists made them."""
    plan = a_plan(world, state="adopted", circle="team", number=1, content_scheme=2, adopted_on=date(2026, 1, 1))
    before = content_hash(plan)
    plan.checklist = a_checklist(world, state="adopted")
    assert content_hash(plan) == before
    plan.content_scheme = 3
    assert content_hash(plan) != before


@pytest.mark.both_databases
def test_the_database_keeps_what_was_attached(world: World) -> None:
    a_checklist(world, state="adopted")
    plan = adopted(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanVersion.objects.filter(pk=plan.pk).update(checklist=None)


def test_the_word_file_holds_it_and_a_plan_without_one_has_no_such_part(world: World) -> None:
    def headings(plan: PlanVersion) -> list[str]:
        return [one.text for one in Document(io.BytesIO(word_file(plan))).paragraphs]

    assert "Checklist" not in headings(adopted(world))
    a_checklist(world, state="adopted")
    plan = adopted(world)
    paper = opened(world.people["member"], "plan_file", plan.word_file.key).content
    texts = [one.text for one in Document(io.BytesIO(paper)).paragraphs]
    assert texts.index("Crisiskaart") < texts.index("Checklist") < texts.index("Subdoelen")
    assert any(WORDS in one for one in texts)


def test_sealing_the_checklist_closes_the_files_that_hold_its_words(world: World) -> None:
    checklist = a_checklist(world, state="adopted")
    plan = adopted(world)
    sealed(world, checklist)
    assert opened(world.people["member"], "plan_file", plan.word_file.key).status_code == 404
    assert WORDS not in text_of(opened(world.people["member"], "plan_version", plan.key))
    again = word_file(PlanVersion.objects.get(pk=plan.pk))
    assert not any(WORDS in one.text for one in Document(io.BytesIO(again)).paragraphs)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_erasing_the_checklist_takes_those_files_along_and_the_plan_still_verifies(world: World) -> None:
    checklist = a_checklist(world, state="adopted")
    plan = adopted(world)
    path, seal = plan.word_file.path, sealed(world, checklist)
    world.people["second"] = a_person(None, "privacy_officer")
    fire("seal.erase", seal, viewer=world.viewer("second"), expected_version=1)
    assert not PlanFile.objects.exists()
    assert DoomedFile.objects.filter(path=path).exists()
    gone, plan = Checklist.objects.get(), PlanVersion.objects.get(pk=plan.pk)
    assert (gone.tipping_point, gone.crisis_card, gone.lines.count()) == ("", "", 0)
    assert content_hash(plan) == plan.content_hash
