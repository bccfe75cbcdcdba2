"""Is everybody told once, at the right moment, and told nothing?"""

from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

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
    with django_assert_num_queries(2):
        notify(people[:1], at=NOW)
    with django_assert_num_queries(2):
        notify(people, at=NOW)
