"""Is everybody told once, at the right moment, and told nothing?"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

import accounts.news
from accounts.actions.notify import notify
from accounts.actions.send_notices import RETRY_AFTER, send_notices
from accounts.models import Notice, User
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = timedelta(hours=1)


@pytest.fixture
def person() -> User:
    return a_person()


@pytest.fixture
def a_lost_answer(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The mail server takes the mail, and the line drops before it says so."""
    taken: list[str] = []

    def send(message: EmailMessage) -> None:
        taken.append(message.extra_headers["Message-ID"])
        raise SMTPServerDisconnected

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", send)
        yield taken


def test_a_mail_says_that_there_is_news_and_nothing_else(person: User) -> None:
    notify([person], at=NOW)
    assert send_notices(at=NOW) == 1
    (sent,) = mail.outbox
    assert sent.to == [person.email]
    assert sent.subject == "Er is nieuwe informatie"
    assert sent.body == "Er is nieuwe informatie. Log in op Casustafel om die te lezen."


def test_what_happens_three_times_is_told_once(person: User) -> None:
    for _ in range(3):
        notify([person, person], at=NOW)
    assert send_notices(at=NOW) == 1
    assert send_notices(at=NOW) == 0


def test_who_did_not_log_in_since_hears_again_after_a_day(person: User) -> None:
    notify([person], at=NOW)
    send_notices(at=NOW)
    notify([person], at=NOW + HOUR)
    assert send_notices(at=NOW + 23 * HOUR) == 0
    assert send_notices(at=NOW + 24 * HOUR) == 1


def test_who_logged_in_since_hears_at_once(person: User) -> None:
    notify([person], at=NOW)
    send_notices(at=NOW)
    User.objects.filter(pk=person.pk).update(last_login=NOW + HOUR)
    notify(User.objects.all(), at=NOW + 2 * HOUR)
    assert send_notices(at=NOW + 2 * HOUR) == 1


def test_a_mail_that_waited_for_a_login_goes_with_the_next_news_after_it(person: User) -> None:
    notify([person], at=NOW)
    send_notices(at=NOW)
    notify([person], at=NOW + HOUR)
    User.objects.filter(pk=person.pk).update(last_login=NOW + 2 * HOUR)
    assert send_notices(at=NOW + 3 * HOUR) == 0
    notify(User.objects.all(), at=NOW + 3 * HOUR)
    assert send_notices(at=NOW + 3 * HOUR) == 1


def test_who_was_deactivated_before_it_went_hears_nothing(person: User) -> None:
    notify([person], at=NOW)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert send_notices(at=NOW) == 0
    assert (mail.outbox, Notice.objects.count()) == ([], 0)


def test_who_is_deactivated_gets_no_notice(person: User) -> None:
    person.is_active = False
    notify([person], at=NOW)
    assert not Notice.objects.exists()


def test_a_repeat_after_a_lost_answer_carries_the_same_message_id(person: User, a_lost_answer: list[str]) -> None:
    notify([person], at=NOW)
    assert send_notices(at=NOW) == 0
    assert send_notices(at=NOW + RETRY_AFTER) == 0
    assert len(a_lost_answer) == 2
    assert len(set(a_lost_answer)) == 1


def test_each_attempt_waits_longer_than_the_one_before(person: User, a_lost_answer: list[str]) -> None:
    notify([person], at=NOW)
    send_notices(at=NOW)
    send_notices(at=NOW + RETRY_AFTER)
    send_notices(at=NOW + 2 * RETRY_AFTER)
    assert len(a_lost_answer) == 2
    send_notices(at=NOW + 3 * RETRY_AFTER)
    assert len(a_lost_answer) == 3


def test_a_message_id_names_the_sender_and_no_machine(person: User) -> None:
    notify([person], at=NOW)
    assert Notice.objects.get().message_id.endswith("@casustafel.example>")


def test_telling_many_costs_as_many_queries_as_telling_one(django_assert_num_queries) -> None:
    people = [a_person() for _ in range(10)]
    with django_assert_num_queries(4):
        notify(people[:1], at=NOW)
    with django_assert_num_queries(4):
        notify(people, at=NOW)


@pytest.fixture
def news(monkeypatch: pytest.MonkeyPatch) -> dict[User, timedelta]:
    """Until when, from now, each person may see something new; who is not in it may see nothing."""
    until: dict[User, timedelta] = {}

    def source(user: User, *, since: datetime, at: datetime) -> bool:
        return user in until and since <= at <= NOW + until[user]

    monkeypatch.setattr(accounts.news, "_sources", {"test": source})
    return until


def test_a_notice_for_news_goes_while_there_is_news_for_its_reader(person: User, news: dict[User, timedelta]) -> None:
    news[person] = HOUR
    notify([person, a_person()], at=NOW, since=NOW)
    assert send_notices(at=NOW) == 1
    assert [one.to for one in mail.outbox] == [[person.email]]
    notify([person], at=NOW, since=NOW)
    assert send_notices(at=NOW + 25 * HOUR) == 0
    assert not Notice.objects.filter(sent_at=None).exists()


def test_without_anybody_who_knows_of_news_no_mail_goes(person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts.news, "_sources", {})
    notify([person], at=NOW, since=NOW)
    assert send_notices(at=NOW) == 0


@pytest.mark.usefixtures("news")
@pytest.mark.parametrize("reasons", [(None, NOW), (NOW, None)])
def test_a_reason_that_does_not_lapse_outweighs_one_that_may(
    person: User, reasons: tuple[datetime | None, ...]
) -> None:
    for since in reasons:
        notify([person], at=NOW, since=since)
    assert send_notices(at=NOW) == 1


def test_of_two_reasons_that_may_lapse_the_older_counts(person: User) -> None:
    for since in (NOW, NOW - HOUR, NOW + HOUR):
        notify([person], at=NOW, since=since)
    assert Notice.objects.get().since == NOW - HOUR
