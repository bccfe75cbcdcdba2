"""Does the person get what is kept about them, without what was marked, checked by a second director?"""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from audit.models import AccessLogEntry
from casefiles.actions.access_pack import destroy_packs, mark_removal, start_pack
from casefiles.models import AccessPack, PackFile, Report
from documents.storage import private_storage
from tests.casefiles.ending import a_referral
from tests.casefiles.pages import opened, queries_of, sent, text_of
from tests.factories.cases import World, a_case, a_report
from tests.factories.dossier import a_question, an_answer, an_inventory
from tests.factories.medical import a_disclosure, a_medical_disclosure, a_medical_record
from workflows.fire import fire
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db
STORY = "Zijn zus Els belde. Els is bang. Hij sliep buiten."


@pytest.fixture
def world(settings: Any, tmp_path: Any) -> World:
    settings.PRIVATE_ROOT = tmp_path
    return a_case(state="active")


@pytest.fixture
def report(world: World) -> Report:
    return a_report(world, story=STORY)


def started(world: World) -> AccessPack:
    return start_pack(world.case, viewer=world.viewer("case_direction"))


def marked(pack: AccessPack, world: World, report: Report, passage: str, ground: str = "relative") -> AccessPack:
    mark = {"item_key": report.key, "passage": passage, "ground": ground, "explanation": "Zij wil dat niet."}
    mark_removal(pack, mark, viewer=world.viewer("case_direction"), expected_version=pack.version)
    return fresh(pack)


def fresh(pack: AccessPack) -> AccessPack:
    return AccessPack.objects.get(pk=pack.pk)


def moved(pack: AccessPack, world: World, step: str, by: str) -> AccessPack:
    current = fresh(pack)
    return fire(f"pack.{step}", current, viewer=world.viewer(by), expected_version=current.version, reason="Zo.")


def made(pack: AccessPack, world: World) -> dict[str, bytes]:
    """What leaves, by format; the Word file unpacked."""
    moved(pack, world, "submit", "case_direction")
    moved(pack, world, "approve", "process_direction")
    files = {}
    for file in PackFile.objects.filter(pack=pack):
        content = private_storage().open(file.path).read()
        if file.format == "word":
            with zipfile.ZipFile(io.BytesIO(content)) as word:
                content = b"".join(word.read(name) for name in word.namelist())
        files[file.format] = content
    return files


def test_both_files_hold_the_report_and_who_looked(world: World, report: Report) -> None:
    opened(world.people["member"], "report", report.key)
    files = made(started(world), world)
    assert all(b"Hij sliep buiten." in content for content in files.values())
    looked = json.loads(files["data"])["looked"]
    assert world.people["member"].organisation.name in {one["organisation"] for one in looked}


def test_both_files_tell_to_whom_outside_the_team_it_was_given(world: World, report: Report) -> None:
    earlier = a_disclosure(world, recipient="Verkeerde naam")
    a_disclosure(world, recipient="Burgemeester van Verzonnen", description="De samenvatting.", corrects=earlier)
    files = made(started(world), world)
    assert all(b"Burgemeester van Verzonnen" in content for content in files.values())
    assert not any(b"Verkeerde naam" in content for content in files.values())
    (told,) = json.loads(files["data"])["recipients"]
    assert all(word in told["text"] for word in ("Artikel 172", "Waargenomen gedrag", "De samenvatting."))
    assert told["heading"] == "Burgemeester van Verzonnen (burgemeester)"


def test_where_nothing_was_given_the_file_says_so(world: World, report: Report) -> None:
    files = made(started(world), world)
    assert "Aan niemand buiten het team." in files["word"].decode("utf-8", "replace")
    assert json.loads(files["data"])["recipients"] == []


def test_what_was_disclosed_of_a_medical_record_is_its_institutions_own_affair(world: World, report: Report) -> None:
    a_medical_disclosure(a_medical_record(world), world.people["process_direction"], reasoning="Hij wilde het zelf.")
    files = made(started(world), world)
    assert not any(word in content for content in files.values() for word in (b"medicatie", b"wilde het zelf"))


def test_nobody_approves_what_was_given_after_it_was_sent_to_be_checked(world: World, report: Report) -> None:
    pack = started(world)
    moved(pack, world, "submit", "case_direction")
    a_disclosure(world)
    with pytest.raises(StepRefused):
        moved(pack, world, "approve", "process_direction")


def test_a_marked_passage_leaves_in_no_file_wherever_it_stands(world: World, report: Report) -> None:
    files = made(marked(started(world), world, report, "Els"), world)
    assert not any(b"Els" in content for content in files.values())
    assert all(b"Hij sliep buiten." in content for content in files.values())


def test_of_passages_that_overlap_nothing_stays(world: World, report: Report) -> None:
    pack = marked(started(world), world, report, "Els belde. Els")
    files = made(marked(pack, world, report, "Els is bang"), world)
    assert not any(word in content for content in files.values() for word in (b"Els", b"is bang", b"belde"))


def test_a_whole_item_leaves_nothing_but_the_ground(world: World, report: Report) -> None:
    source = str(report.source_organisation)
    files = made(marked(started(world), world, report, "", ground="reporter"), world)
    items = json.loads(files["data"])["items"]
    (left,) = [one for one in items if one["heading"] == "Melding"]
    assert "sliep" not in left["text"]
    assert source not in left["source"]


@pytest.mark.parametrize("circle", ["care", "named"])
def test_what_only_a_narrower_circle_reads_is_not_in_it(world: World, circle: str) -> None:
    a_report(world, "case_direction", story="Slikt medicatie.", circle=circle)
    files = made(started(world), world)
    assert not any(b"medicatie" in content for content in files.values())


BESIDE: dict[str, Callable[[World], Any]] = {
    "an answer of the information round": lambda world: an_answer(a_question(world), world, text=STORY),
    "risks": lambda world: an_inventory(world, STORY),
    "the referral that opened the case": lambda world: a_referral(world, STORY, **THERE, case=world.case),
    "a referral that was joined": lambda world: a_referral(
        world, STORY, **THERE | {"state": "joined"}, joined_to=world.case
    ),
}
THERE = {"state": "accepted", "submitted_at": timezone.now()}


@pytest.mark.parametrize("kind", BESIDE)
def test_what_was_said_beside_reports_is_in_it_without_what_was_marked(world: World, kind: str) -> None:
    item = BESIDE[kind](world)
    files = made(marked(started(world), world, item, "Els"), world)
    assert not any(b"Els" in content for content in files.values())
    assert all(b"Hij sliep buiten." in content for content in files.values())


def test_an_answer_for_the_care_circle_is_left_to_its_own_organisation(world: World) -> None:
    an_answer(a_question(world), world, text=STORY, circle="care")
    assert not any(b"Hij sliep buiten." in content for content in made(started(world), world).values())


def test_a_question_that_was_typed_stands_in_the_text_where_it_can_be_left_out(world: World) -> None:
    answer = an_answer(a_question(world, title="Wat weet Els?"), world)
    files = made(marked(started(world), world, answer, "Els"), world)
    assert not any(b"Els" in content for content in files.values())


def test_a_referral_of_another_case_is_not_in_it(world: World) -> None:
    other = a_case(state="active")
    a_referral(other, STORY, **THERE, case=other.case)
    assert not any(b"Hij sliep buiten." in content for content in made(started(world), world).values())


def test_who_prepares_it_does_not_check_it(world: World, report: Report) -> None:
    pack = started(world)
    moved(pack, world, "submit", "case_direction")
    with pytest.raises(StepRefused):
        moved(pack, world, "approve", "case_direction")


def test_nobody_approves_what_was_added_after_it_was_sent_to_be_checked(world: World, report: Report) -> None:
    pack = started(world)
    moved(pack, world, "submit", "case_direction")
    a_report(world, story="Zijn buurvrouw Ria zag het.")
    with pytest.raises(StepRefused):
        moved(pack, world, "approve", "process_direction")
    assert PackFile.objects.count() == 0


def test_a_passage_whose_text_was_changed_is_marked_again_first(world: World, report: Report) -> None:
    pack = marked(started(world), world, report, "Els is bang")
    Report.objects.filter(pk=report.pk).update(story="Els was bang. Hij sliep buiten.")
    with pytest.raises(StepRefused):
        moved(pack, world, "submit", "case_direction")


def test_a_passage_that_does_not_stand_there_cannot_be_marked(world: World, report: Report) -> None:
    with pytest.raises(StepRefused):
        marked(started(world), world, report, "Karel")


def test_a_member_starts_no_pack_and_sees_none(world: World, report: Report) -> None:
    assert sent(world.people["member"], "start_pack", world.case.key).status_code == 403
    assert opened(world.people["member"], "access_pack", started(world).key).status_code == 404


def test_who_directs_no_more_opens_their_own_pack_no_more(world: World, report: Report) -> None:
    pack = started(world)
    world.case.memberships.filter(user=world.people["case_direction"]).update(function="member")
    assert opened(world.people["case_direction"], "access_pack", pack.key).status_code == 404


def test_fetching_a_file_is_an_export_in_the_log(world: World, report: Report) -> None:
    made(started(world), world)
    file = PackFile.objects.get(format="data")
    assert opened(world.people["case_direction"], "pack_file", file.key).status_code == 200
    line = AccessLogEntry.objects.first()
    assert line is not None
    assert (line.event, [one.case_key for one in line.cases.all()]) == ("export", [world.case.key])


def test_after_its_term_the_bytes_are_gone(world: World, report: Report) -> None:
    made(started(world), world)
    paths = [file.path for file in PackFile.objects.all()]
    key = PackFile.objects.get(format="data").key
    with time_machine.travel(timezone.now() + timedelta(days=32), tick=False):
        assert opened(world.people["case_direction"], "pack_file", key).status_code == 404
        assert destroy_packs() == 1
        assert destroy_packs() == 0
    assert not any(private_storage().exists(path) for path in paths)
    assert PackFile.objects.count() == 0


def test_a_director_marks_on_the_page_and_what_was_typed_survives_a_refusal(world: World, report: Report) -> None:
    pack, user = started(world), world.people["case_direction"]
    fields = {"passage": "Els", "ground": "relative", "explanation": "Haar wens.", "version": pack.version}
    assert sent(user, "mark_removal", pack.key, report.key, **fields).status_code == 302
    stale = sent(user, "mark_removal", pack.key, report.key, **fields)
    assert (stale.status_code, "Haar wens." in text_of(stale)) == (409, True)
    assert "Haar wens." in text_of(opened(user, "access_pack", pack.key))


def test_the_page_asks_as_much_of_the_database_for_many_items_as_for_few(world: World, report: Report) -> None:
    pack, user = started(world), world.people["case_direction"]
    an_inventory(world)
    few = queries_of(user, "access_pack", pack.key)
    for number in range(5):
        a_report(world, story=STORY)
        an_answer(a_question(world), world)
        an_inventory(world, number=number + 2)
        a_referral(world, STORY, **THERE, joined_to=world.case)
    assert queries_of(user, "access_pack", pack.key) == few
