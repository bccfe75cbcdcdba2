"""Is what is due destroyed after two looks, with every byte, and does it stay away?"""

import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from audit.models import AccessLogEntry
from casefiles import tombstones
from casefiles.actions.destroy import carry_out, destroy, destroy_what_returned
from casefiles.actions.destruction import make_lists, take_out
from casefiles.actions.retention import place_hold
from casefiles.belongings import reachable
from casefiles.models import (
    Case,
    Client,
    DestructionCertificate,
    DestructionList,
    PlanFile,
    Referral,
    Report,
    RightsRequest,
    TakenOut,
)
from casefiles.wiping import wipe
from documents.storage import private_storage
from search.models import Question
from tests.casefiles.ending import (
    CANARY,
    a_closed_case,
    a_full_case,
    approved_lists,
    index_everything,
    on_disk,
    oversight,
    taken,
)
from tests.factories.cases import viewer_of
from tests.factories.people import a_person
from tests.factories.rights import a_record, a_request
from workflows.models import Contribution, Transition, TransitionReason
from workflows.refusals import StepRefused


@pytest.fixture
def data(settings: Settings, tmp_path: Path) -> Path:
    """A data folder of its own for files, index and tombstones."""
    settings.SEARCH_INDEX_DIR, settings.PRIVATE_ROOT = tmp_path / "index", tmp_path / "private"
    settings.TOMBSTONES, settings.TOMBSTONES_COPY = tmp_path / "destroyed.txt", str(tmp_path / "elsewhere" / "copy.txt")
    return tmp_path


def everything_on_disk(data: Path) -> bytes:
    database = Path(str(connection.settings_dict["NAME"]))
    beside = b"".join(one.read_bytes() for one in database.parent.glob(f"{database.name}*"))
    assert b"SQLite format 3" in beside
    return on_disk(data) + beside


@pytest.mark.django_db
def test_two_people_of_two_organisations_review() -> None:
    a_closed_case()
    people = oversight()
    (made,) = approved_lists(people)
    assert made.reviews.count() == 2
    assert made.content_hash


@pytest.mark.django_db
def test_who_proposed_does_not_review_and_nobody_reviews_twice() -> None:
    a_closed_case()
    people = oversight()
    make_lists()
    made = taken("destruction.propose", DestructionList.objects.get(), people["manager"])
    with pytest.raises(StepRefused):
        taken("destruction.review", made, people["manager"])
    taken("destruction.review", made, people["officer"])
    with pytest.raises(StepRefused):
        taken("destruction.review", made, people["officer"])


@pytest.mark.django_db
def test_two_reviewers_of_the_house_that_proposed_are_not_enough() -> None:
    a_closed_case()
    people = oversight()
    make_lists()
    made = taken("destruction.propose", DestructionList.objects.get(), people["manager"])
    taken("destruction.review", made, people["officer"])
    with pytest.raises(StepRefused) as refused:
        taken("destruction.review", made, a_person(people["manager"].organisation, "privacy_officer"))
    assert refused.value.status == 403
    assert taken("destruction.review", made, people["director"]).pk == made.pk
    assert DestructionList.objects.get().state == "approved"


@pytest.mark.django_db
def test_taking_a_line_off_needs_a_reason_and_asks_every_review_again() -> None:
    a_closed_case()
    a_closed_case()
    people = oversight()
    make_lists()
    made = taken("destruction.propose", DestructionList.objects.first() or DestructionList(), people["manager"])
    taken("destruction.review", made, people["officer"])
    line, viewer = made.entries.get(), viewer_of(people["director"])
    version = DestructionList.objects.get(pk=made.pk).version
    with pytest.raises(StepRefused):
        take_out(line, viewer=viewer, expected_version=version, reason=" ")
    take_out(line, viewer=viewer, expected_version=version, reason="Er loopt een zaak.")
    assert (made.reviews.count(), TakenOut.objects.count()) == (0, 1)


@pytest.mark.django_db
def test_what_stands_on_an_open_list_is_put_on_no_other() -> None:
    a_closed_case()
    assert (make_lists(), make_lists()) == (1, 0)


@pytest.mark.django_db
def test_destroying_leaves_no_row_with_a_path_to_the_case() -> None:
    world = a_full_case()
    destroy(world.case)
    kept = {"TakenOut"}
    left = [model for model in reachable() if model.__name__ not in kept and model._base_manager.exists()]
    assert left == []
    assert not TransitionReason.objects.exists()
    assert not Contribution.objects.exists()
    assert Transition.objects.exists()


@pytest.mark.django_db
def test_what_the_team_asked_about_the_person_goes_and_a_stranger_keeps_what_they_asked() -> None:
    world = a_closed_case()
    Client.objects.filter(case=world.case).update(name="Noor van der Jansen")
    member, stranger = world.people["member"], a_person(None, "partner")
    texts = ("jansen huurschuld", "Jnasen", "jans*", '"van der" huur', "huurschuld")
    for owner in (member, stranger):
        for text in texts:
            Question.objects.create(owner=owner, text=text, asked_at=timezone.now())
    Question.objects.create(owner=member, text="huurschuld", name="Over Noor", asked_at=timezone.now())
    destroy(world.case)
    assert set(Question.objects.filter(owner=member).values_list("text", "name")) == {
        ('"van der" huur', ""),
        ("huurschuld", ""),
    }
    assert set(Question.objects.filter(owner=stranger).values_list("text", flat=True)) == set(texts)


@pytest.mark.django_db
def test_a_rights_request_goes_with_the_last_case_that_answered_it() -> None:
    first, second = a_full_case(), a_full_case()
    request = a_request(first)
    for world in (first, second):
        a_record(world, "request_answer", request=request)
    destroy(first.case)
    assert RightsRequest.objects.exists()
    destroy(second.case)
    assert not RightsRequest.objects.exists()


@pytest.mark.django_db
def test_a_certificate_and_a_line_in_the_log_stay() -> None:
    world = a_full_case()
    certificate = destroy(world.case)
    assert certificate.code == world.case.key
    assert certificate.counts["items"] == 9
    assert AccessLogEntry.objects.filter(step="case.destroy", object_key=world.case.key).count() == 1


@pytest.mark.django_db
def test_a_neighbour_keeps_everything() -> None:
    world, neighbour = a_full_case(), a_full_case(1)
    before = Report.objects.filter(case=neighbour.case).count()
    destroy(world.case)
    assert Report.objects.filter(case=neighbour.case).count() == before
    assert PlanFile.objects.filter(plan_version__case=neighbour.case).exists()


@pytest.mark.django_db(transaction=True)
def test_of_a_hundred_destroyed_cases_no_byte_is_left(data: Path) -> None:
    people, kept = oversight(), a_full_case(100_000)
    worlds = [a_full_case(number) for number in range(100)]
    Case.objects.filter(pk=kept.case.pk).update(state="active")
    index_everything()
    assert everything_on_disk(data).count(CANARY.encode()) > 1000
    approved_lists(people)
    assert carry_out() == 100
    connection.close()
    left = everything_on_disk(data)
    assert not any(f"{CANARY}{number}".encode() in left.replace(b"kanariegeel100000", b"") for number in range(100))
    assert left.count(b"kanariegeel100000") > 3
    assert DestructionCertificate.objects.count() == len(worlds)
    assert AccessLogEntry.objects.filter(step="case.destroy").count() == len(worlds)
    assert {one.state for one in DestructionList.objects.all()} == {"carried_out"}


@pytest.mark.django_db(transaction=True)
def test_files_go_with_their_rows(data: Path) -> None:
    world = a_full_case()
    path = PlanFile.objects.get().path
    destroy(world.case)
    assert private_storage().exists(path)
    wipe()
    assert not private_storage().exists(path)


@pytest.mark.django_db(transaction=True)
def test_a_hold_after_approval_keeps_the_case(data: Path) -> None:
    world, people = a_full_case(), oversight()
    approved_lists(people)
    place_hold(world.case, viewer=viewer_of(people["officer"]), reason="Klacht.")
    carry_out()
    assert Case.objects.filter(pk=world.case.pk).exists()
    assert list(tombstones.all_tombstones()) == []


# Where a kill -9 may fall: before and after each thing that lasts.
MOMENTS = [
    "casefiles.tombstones.add",
    "casefiles.actions.destroy.destroy",
    "casefiles.actions.destroy._finish_lists",
    "casefiles.wiping.remove_doomed_files",
    "casefiles.wiping.rebuild",
    "casefiles.wiping.wipe_database",
]


class Killed(BaseException):
    """Like a kill: nothing of ours catches it."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_stopped_at_any_point_it_is_finished_later(
    moment: str, after: bool, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_full_case()
    index_everything()
    approved_lists(oversight())
    module, _dot, name = moment.rpartition(".")
    real = getattr(sys.modules[module], name)

    def dies(*args: Any, **kwargs: Any) -> Any:
        if after:
            real(*args, **kwargs)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(moment, dies)
        with pytest.raises(Killed):
            carry_out()
    carry_out()
    connection.close()
    assert CANARY.encode() not in everything_on_disk(data)
    assert DestructionCertificate.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_restored_backup_does_not_bring_it_back(data: Path) -> None:
    world, people = a_full_case(), oversight()
    approved_lists(people)
    rows = {model: list(model._base_manager.values()) for model in (Case, Client, Referral)}
    carry_out()
    for model, kept in rows.items():
        model._base_manager.bulk_create([model(**row) for row in kept])
    assert Case.objects.filter(key=world.case.key).exists()
    assert destroy_what_returned() == 1
    assert not Case.objects.filter(key=world.case.key).exists()
    assert DestructionCertificate.objects.filter(code=world.case.key).count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_of_the_two_lists_is_enough(data: Path, settings: Settings) -> None:
    world = a_full_case()
    tombstones.add("case", world.case.key)
    Path(settings.TOMBSTONES).unlink()
    assert destroy_what_returned() == 1


@pytest.mark.django_db
def test_a_line_that_we_did_not_sign_destroys_nothing(data: Path, settings: Settings) -> None:
    world = a_full_case()
    Path(settings.TOMBSTONES).write_text(f"case {world.case.key} 2026-01-01T00:00:00+00:00:forged\n")
    assert destroy_what_returned() == 0
    assert Case.objects.filter(pk=world.case.pk).exists()
