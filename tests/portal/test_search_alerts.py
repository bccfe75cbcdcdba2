"""Who is mailed that a saved search finds something new, when, once, and never because of what they may not see?"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

import search.models.question
from accounts.actions.send_notices import send_notices
from accounts.models import Notice, User
from audit.models import AccessLogEntry, Event
from casefiles.models import Membership, Report
from search.actions import alert, save
from search.actions.alert import RETRY_AFTER, send_alerts
from search.errors import SearchUnavailable
from search.models import Question
from search.moments import next_morning
from search.outbox import all_changed
from tests.factories.cases import World, a_case, a_covered_member, a_report, day, viewer_of
from tests.portal.conftest import SignedIn

pytestmark = pytest.mark.django_db
Index = Callable[[], int]
NOW = timezone.now()
MORNING = next_morning(NOW)
A_DAY = timedelta(days=1)


@pytest.fixture
def world(index: Index) -> World:
    world = a_case(state="active")
    indexed(index, a_report(world, story="Er is een huurschuld.", shared_days_ago=9))
    return world


def indexed(index: Index, *reports: Report) -> None:
    with transaction.atomic():
        all_changed("report", [one.key for one in reports])
    index()


def saved(world: World, who: str = "member", text: str = "huurschuld", *, alert: bool = True) -> Question:
    viewer = world.viewer(who)
    question = Question.objects.create(owner=viewer.user, text=text, asked_at=NOW)
    return save.save(question, viewer=viewer, name="Huur", alert=alert)


def a_new(world: World, index: Index, **fields: Any) -> Report:
    report = a_report(world, story="Weer huurschuld.", shared_days_ago=0, **fields)
    indexed(index, report)
    return report


def mailed(*, at: datetime = MORNING) -> list[str]:
    """To whom the worker's round of this moment sends something."""
    mail.outbox.clear()
    send_alerts(at=at)
    send_notices(at=at)
    return sorted(one.to[0] for one in mail.outbox)


def email(world: World, who: str = "member") -> list[str]:
    return [world.people[who].email]


def test_something_new_is_mailed_in_the_morning_without_a_word_of_it(world: World, index: Index) -> None:
    question, report = saved(world), a_new(world, index)
    assert mailed(at=MORNING - timedelta(seconds=1)) == []
    assert mailed() == email(world)
    (sent,) = mail.outbox
    text = sent.message().as_string()
    assert (sent.subject, sent.body) == (
        "Er is nieuwe informatie",
        "Er is nieuwe informatie. Log in op Casustafel om die te lezen.",
    )
    words = ("huur", "Huur", question.key, report.key, world.case.key, "zoek", "://")
    assert [one for one in words if one in text] == []


def test_what_it_found_when_it_was_saved_is_nothing_new(world: World) -> None:
    saved(world)
    assert mailed() == []


def test_without_being_asked_for_nobody_is_mailed(world: World, index: Index) -> None:
    saved(world, alert=False)
    a_new(world, index)
    assert mailed() == []


def test_it_is_asked_once_a_day_and_what_was_told_is_not_told_again(world: World, index: Index) -> None:
    saved(world)
    a_new(world, index)
    assert mailed() == email(world)
    assert [mailed(at=MORNING + timedelta(hours=hours)) for hours in (0, 1, 24, 48)] == [[], [], [], []]
    assert AccessLogEntry.objects.filter(event=Event.SEARCH).count() == 3


def test_of_something_newer_one_hears_the_next_day(world: World, index: Index) -> None:
    saved(world)
    a_new(world, index)
    mailed()
    a_new(world, index)
    assert mailed(at=MORNING + A_DAY) == email(world)


def test_each_time_leaves_a_line_for_that_search_and_no_word_in_an_ordinary_log(
    world: World, index: Index, caplog: pytest.LogCaptureFixture
) -> None:
    question, report = saved(world), a_new(world, index)
    with caplog.at_level(logging.DEBUG):
        mailed()
    line = AccessLogEntry.objects.get(event=Event.SEARCH)
    assert (line.noun, line.object_key, line.route, line.method) == (
        "search.question",
        question.key,
        "search_alert",
        "command",
    )
    assert (line.user_key, line.on_behalf_of_key) == ("", world.people["member"].key)
    assert (line.details["query"], f"report:{report.key}" in line.details["keys"]) == ("huurschuld", True)
    assert not line.cases.exists()
    spoken = [one for one in caplog.records if not one.name.startswith("django.db")]
    assert [one.getMessage() for one in spoken if "huurschuld" in one.getMessage()] == []


def test_hidden_things_change_nothing_at_all(world: World, index: Index) -> None:
    """The same world with and without them: the same rows, the same notices, the same mails."""
    question = saved(world)
    told = []
    for hidden in (False, True):
        with transaction.atomic():
            if hidden:
                a_new(world, index, owner="case_direction", circle="care")
                a_new(world, index, owner="case_direction", circle="directors")
                a_new(a_case(), index)
            to = mailed()
            row = Question.objects.values().get(pk=question.pk)
            told.append((row, to, Notice.objects.count()))
            transaction.set_rollback(True)
    assert told[0] == told[1]


def test_an_older_thing_is_new_to_who_may_see_it_only_now(world: World, index: Index) -> None:
    narrow = a_report(world, "case_direction", story="Huurschuld.", circle="directors", shared_days_ago=5)
    indexed(index, narrow)
    saved(world)
    assert mailed() == []
    Membership.objects.filter(user=world.people["member"]).update(function="process_direction")
    assert mailed(at=MORNING + A_DAY) == email(world)


def test_who_lost_sight_of_it_before_the_mail_went_gets_none(world: World, index: Index) -> None:
    saved(world)
    a_new(world, index)
    assert send_alerts(at=MORNING) == 1
    Membership.objects.filter(user=world.people["member"]).update(ends_on=day(-1))
    assert (send_notices(at=MORNING), mail.outbox) == (0, [])


def test_who_said_that_they_saw_it_before_the_mail_went_gets_none(world: World, index: Index) -> None:
    question = saved(world)
    a_new(world, index)
    send_alerts(at=MORNING)
    save.note_all_seen(Question.objects.get(pk=question.pk), viewer=world.viewer("member"))
    assert send_notices(at=MORNING) == 0


def test_who_is_no_longer_in_the_team_is_not_mailed(world: World, index: Index) -> None:
    saved(world)
    a_new(world, index)
    Membership.objects.filter(user=world.people["member"]).update(ends_on=day(-1))
    assert mailed() == []


def test_who_is_deactivated_is_not_asked_for(world: World, index: Index) -> None:
    saved(world)
    a_new(world, index)
    User.objects.filter(pk=world.people["member"].pk).update(is_active=False)
    assert mailed() == []
    assert not AccessLogEntry.objects.filter(event=Event.SEARCH).exists()


def test_who_only_reads_on_gets_no_notices_any_more(world: World, index: Index) -> None:
    """Their covenant winds down (D-1): what was shared before its end they still find, and are not mailed about."""
    a_covered_member(world, "leaving", last_day=-5)
    saved(world, "leaving")
    indexed(index, a_report(world, story="Huurschuld van toen.", shared_days_ago=30))
    assert viewer_of(world.people["leaving"]).grants
    assert mailed() == []


def test_while_search_gives_no_answer_nobody_is_told_and_later_they_are(
    world: World, index: Index, settings: Settings
) -> None:
    saved(world)
    saved(world, "process_direction")
    a_new(world, index)
    settings.ELASTICSEARCH_NODES = ["http://127.0.0.1:1"]
    assert mailed() == []
    settings.ELASTICSEARCH_NODES = []
    assert mailed(at=MORNING + RETRY_AFTER - timedelta(seconds=1)) == []
    assert mailed(at=MORNING + RETRY_AFTER) == sorted(email(world) + email(world, "process_direction"))


def test_a_crash_in_the_middle_leaves_nothing_and_the_next_round_tells_once(
    world: World, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = saved(world)
    a_new(world, index)
    before = Question.objects.values().get(pk=question.pk)
    with monkeypatch.context() as patch:
        patch.setattr(alert, "notify", lambda *_args, **_more: (_ for _ in ()).throw(MemoryError))
        with pytest.raises(MemoryError):
            send_alerts(at=MORNING)
    assert Question.objects.values().get(pk=question.pk) == before
    assert not AccessLogEntry.objects.filter(event=Event.SEARCH).exists()
    assert (mailed(), mailed()) == (email(world), [])


@pytest.mark.both_databases
@pytest.mark.parametrize("meanwhile", ["taken away", "done by another"])
def test_what_changed_while_it_was_asked_is_not_told_of(
    meanwhile: str, world: World, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(world)
    a_new(world, index)

    def search(*asked: Any) -> Any:
        answer = save.search(*asked)
        if meanwhile == "taken away":
            Question.objects.all().delete()
        else:
            Question.objects.update(alert_at=MORNING + A_DAY)
        return answer

    monkeypatch.setattr(alert, "search", search)
    assert mailed() == []
    assert not Notice.objects.exists()


def test_two_searches_of_one_person_are_one_mail(world: World, index: Index) -> None:
    saved(world)
    saved(world, text="weer")
    a_new(world, index)
    assert mailed() == email(world)


def test_of_what_finds_more_than_is_remembered_the_date_decides(
    world: World, index: Index, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes into sight because something else left is no news."""
    indexed(index, a_report(world, story="Oude huurschuld.", shared_days_ago=20))
    for module in (save, search.models.question):
        monkeypatch.setattr(module, "MOST_SEEN", 1)
    question = saved(world)
    newest = Report.objects.order_by("-shared_at").first()
    Report.objects.filter(pk=newest.pk).update(story="Iets anders.")  # type: ignore[union-attr]
    indexed(index, newest)  # type: ignore[arg-type]
    assert mailed() == []
    page = signed_in(world.people["member"]).get(f"/zoeken/{question.key}/")
    assert [hit.new for hit in page.context["hits"]] == [False]
    a_new(world, index)
    assert mailed(at=MORNING + A_DAY) == email(world)


def test_saved_while_search_gave_no_answer_the_first_answer_is_what_was_there(
    world: World, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(save, "search", lambda *_asked: (_ for _ in ()).throw(SearchUnavailable))
        saved(world)
    assert mailed() == []
    a_new(world, index)
    assert mailed(at=MORNING + A_DAY) == email(world)


def test_what_is_new_is_marked_until_its_reader_has_seen_it_all(
    world: World, index: Index, signed_in: SignedIn
) -> None:
    question, client = saved(world), signed_in(world.people["member"])
    a_new(world, index)
    address = f"/zoeken/{question.key}/"
    for _time in range(2):
        page = client.get(address)
        assert [hit.new for hit in page.context["hits"]] == [True, False]
    assert "Nieuw</strong>" in page.content.decode()
    client.post(f"{address}gezien/")
    assert [hit.new for hit in client.get(address).context["hits"]] == [False, False]


def test_the_list_says_which_saved_search_has_something_new_while_its_reader_may_see_it(
    world: World, index: Index, signed_in: SignedIn
) -> None:
    saved(world)
    client = signed_in(world.people["member"])
    a_new(world, index)
    mailed()
    assert [one.new for one in client.get("/zoeken/").context["kept"].saved] == [True]
    Membership.objects.filter(user=world.people["member"]).update(ends_on=day(-1))
    assert [one.new for one in client.get("/zoeken/").context["kept"].saved] == [False]


def test_my_work_says_that_there_is_something_and_not_what(world: World, index: Index, signed_in: SignedIn) -> None:
    saved(world)
    client = signed_in(world.people["member"])
    a_new(world, index)
    mailed()
    page = client.get("/").content.decode()
    assert "Iets nieuws in een bewaarde zoekvraag" in page
    assert "huurschuld" not in page
    Membership.objects.filter(user=world.people["member"]).update(ends_on=day(-1))
    assert "bewaarde zoekvraag" not in client.get("/").content.decode()


def test_asking_for_one_takes_as_many_queries_whatever_it_finds(
    world: World, index: Index, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    saved(world)
    with django_assert_max_num_queries(100) as few:
        send_alerts(at=MORNING)
    reports = [a_report(world, story="Huurschuld.", shared_days_ago=1) for _number in range(15)]
    indexed(index, *reports)
    send_alerts(at=MORNING + A_DAY)
    with django_assert_max_num_queries(len(few)):
        send_alerts(at=MORNING + 2 * A_DAY)


def test_the_worker_asks_and_mails_in_one_round(world: World, index: Index) -> None:
    saved(world)
    a_new(world, index)
    Question.objects.update(alert_at=NOW)
    call_command("worker", "--once", stdout=StringIO())
    assert [one.to for one in mail.outbox] == [email(world)]


@pytest.mark.parametrize(
    ("at", "then"),
    [("2026-07-01 06:59", "2026-07-01"), ("2026-07-01 07:00", "2026-07-02"), ("2026-10-24 12:00", "2026-10-25")],
)
def test_the_morning_is_seven_o_clock_in_amsterdam(at: str, then: str) -> None:
    asked = timezone.make_aware(datetime.fromisoformat(at))
    assert next_morning(asked) == timezone.make_aware(datetime.fromisoformat(f"{then} 07:00"))
