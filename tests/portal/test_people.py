"""Can an administrator manage accounts and roles, without gaining anything to read?"""

from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.viewer import resolve
from accounts.models import Municipality, Role, User
from audit.models import AccessLogEntry
from tests.factories.people import a_municipality, a_person, a_role, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> User:
    user = a_person(None, Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def test_a_role_that_is_given_holds_on_the_next_request(client: Client, administrator: User) -> None:
    person = a_person()
    form = {"role": "partner", "municipality": "", "starts_on": "2020-01-01", "ends_on": ""}
    assert client.post(reverse("give_role", args=[person.key]), form).status_code == 302
    assert resolve(person).has_role("partner")
    assert AccessLogEntry.objects.filter(step="person.give_role", object_key=person.key).exists()


def test_a_role_that_is_ended_is_gone_on_the_next_request(client: Client, administrator: User) -> None:
    person = a_person()
    role = a_role(person, "partner")
    client.post(reverse("end_role", args=[person.key, role.pk]))
    assert not resolve(person).has_role("partner")


def test_a_closed_account_is_signed_out_at_once(client: Client, administrator: User) -> None:
    person, theirs = a_person(None, "partner"), Client()
    theirs.force_login(person)
    client.post(reverse("set_account", args=[person.key]), {"active": "no"})
    assert theirs.get(reverse("my_work")).status_code == 302


def test_an_administrator_gives_themselves_nothing(client: Client, administrator: User) -> None:
    form = {"role": "process_manager", "municipality": "", "starts_on": "2020-01-01", "ends_on": ""}
    assert client.post(reverse("give_role", args=[administrator.key]), form).status_code == 403
    assert not resolve(administrator).has_role("process_manager")


def test_an_administrator_does_not_close_their_own_account(client: Client, administrator: User) -> None:
    assert client.post(reverse("set_account", args=[administrator.key]), {"active": "no"}).status_code == 409


def test_a_new_account_is_opened_by_its_owner_alone_with_a_password_chosen_by_mail(
    client: Client, administrator: User
) -> None:
    form = {"name": "Nieuw", "email": "Nieuw@voorbeeld.example", "organisation": an_organisation().pk}
    assert client.post(reverse("add_person"), form).status_code == 302
    (sent,) = mail.outbox
    assert sent.to == ["nieuw@voorbeeld.example"]
    link = next(word for word in sent.body.split() if "/inloggen/wachtwoord/" in word)
    assert Client().get(urlsplit(link).path, follow=True).context["validlink"]


def test_an_address_that_is_taken_is_refused_and_nothing_typed_is_lost(client: Client, administrator: User) -> None:
    form = {"name": "Dubbel", "email": administrator.email.upper(), "organisation": an_organisation().pk}
    answer = client.post(reverse("add_person"), form)
    assert answer.status_code == 422
    assert "Dubbel" in answer.content.decode()


def test_the_list_asks_as_many_queries_for_many_as_for_few(client: Client, administrator: User) -> None:
    counts = []
    for _round in range(2):
        for _person in range(8):
            a_person(None, "partner")
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("people"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_no_role_is_chosen_beforehand(client: Client, administrator: User) -> None:
    person = a_person()
    form = {"role": "", "municipality": "", "starts_on": "2020-01-01", "ends_on": ""}
    assert client.post(reverse("give_role", args=[person.key]), form).status_code == 422
    assert not resolve(person).roles


def test_the_inhabitants_of_a_municipality_are_kept_with_a_line_in_the_log(client: Client, administrator: User) -> None:
    place = a_municipality()
    assert client.post(reverse("inhabitants", args=[place.key]), {"inhabitants": "12000"}).status_code == 302
    assert Municipality.objects.get(pk=place.pk).inhabitants == 12_000
    assert AccessLogEntry.objects.filter(step="municipality.inhabitants", object_key=place.key).exists()
    assert "12.000" in client.get(reverse("municipalities")).content.decode()


def test_nobody_else_changes_the_inhabitants(client: Client) -> None:
    place = a_municipality()
    client.force_login(a_person(None, Role.PRIVACY_OFFICER))
    assert client.post(reverse("inhabitants", args=[place.key]), {"inhabitants": "12000"}).status_code == 404
    assert Municipality.objects.get(pk=place.pk).inhabitants is None
