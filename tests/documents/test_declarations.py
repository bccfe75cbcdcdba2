"""Confidentiality declarations: signed by a person or recorded, for a period, seen by that person and leaders."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from documents.actions.declare import OnPaper, declare, record_declaration
from documents.actions.sign import Ending, terminate
from documents.models import CovenantVersion, Declaration, has_signed_declaration
from tests.documents.pages import as_user, now
from tests.factories.documents import (
    a_declaration_text,
    a_leader,
    a_meeting,
    a_signed_covenant,
    today,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, an_organisation
from workflows.refusals import Stale, StepRefused

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LIST = reverse("documents:declarations")
RECORD = reverse("documents:record_declaration")
DAY = timedelta(days=1)


@pytest.fixture
def text() -> CovenantVersion:
    return a_declaration_text()


@pytest.fixture
def guest() -> User:
    return a_person()


def signed_by(guest: User, text: CovenantVersion) -> Declaration:
    return declare(text, viewer=viewer_of(guest), revision=text.revision)


def on_paper(text: CovenantVersion, **fields: Any) -> Declaration:
    paper = OnPaper(**({"signed_on": today()} | fields))
    return record_declaration(text, viewer=viewer_of(a_leader()), paper=paper)


def test_who_signs_is_bound_from_that_day_until_the_last_day_of_the_text(guest: User, text: CovenantVersion) -> None:
    signed_by(guest, text)
    days = {-1: False, 0: True, 300: True, 301: False}
    assert {n: has_signed_declaration(guest, on=today() + n * DAY) for n in days} == days
    assert not has_signed_declaration(a_person(), on=today())


def test_a_person_signs_on_the_page_and_finds_it_there(guest: User, text: CovenantVersion) -> None:
    client, address = as_user(guest), reverse("documents:declare", args=[text.key])
    assert text.revision in client.get(address).content.decode()
    assert client.post(address, {"revision": text.revision}).url == LIST
    page = client.get(LIST).context["page"]
    assert ([one.version for one in page.own], page.to_sign) == ([text], ())


def test_the_text_that_is_signed_is_the_text_that_was_read(guest: User, text: CovenantVersion) -> None:
    with pytest.raises(Stale):
        declare(text, viewer=viewer_of(guest), revision="x")
    address = reverse("documents:declare", args=[text.key])
    assert as_user(guest).post(address, {"revision": "x"}).status_code == 409
    assert not Declaration.objects.exists()


def test_nobody_signs_twice_for_one_period(guest: User, text: CovenantVersion) -> None:
    signed_by(guest, text)
    with pytest.raises(StepRefused):
        signed_by(guest, text)


def test_a_text_that_is_no_declaration_or_that_ended_or_was_not_shown_is_not_signed(
    guest: User, text: CovenantVersion
) -> None:
    covenant = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    covenant.audience.choose({"everyone"})
    hidden = a_declaration_text(audience={"role:project_leader"})
    CovenantVersion.objects.filter(pk=text.pk).update(last_day=today() - DAY)
    for version in (covenant, hidden, text):
        with pytest.raises(Http404):
            declare(version, viewer=viewer_of(guest), revision=version.revision)


def test_the_project_leader_records_what_was_signed_on_paper(guest: User, text: CovenantVersion) -> None:
    values = {"version": text.key, "user": guest.key, "signed_on": today() - 9 * DAY, "valid_until": today() + DAY}
    assert as_user(a_leader()).post(RECORD, values).url == LIST
    days = {-9: True, 1: True, 2: False}
    assert {n: has_signed_declaration(guest, on=today() + n * DAY) for n in days} == days


def test_somebody_without_an_account_is_named_with_their_organisation(text: CovenantVersion) -> None:
    leader = as_user(a_leader())
    leader.post(RECORD, {"version": text.key, "third_party": "J. Tolk, Tolkenbureau", "signed_on": today()})
    assert "J. Tolk, Tolkenbureau" in leader.get(LIST).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"third_party": " "},
        {"third_party": "J. Tolk", "signed_on": today() + DAY},
        {"third_party": "J. Tolk", "valid_until": today() - DAY},
    ],
)
def test_what_cannot_be_is_not_recorded(text: CovenantVersion, wrong: dict[str, Any]) -> None:
    with pytest.raises(StepRefused):
        on_paper(text, **wrong)


def test_a_partner_records_nothing(guest: User, text: CovenantVersion) -> None:
    with pytest.raises(StepRefused):
        record_declaration(text, viewer=viewer_of(guest), paper=OnPaper(today(), user=guest))
    assert as_user(guest).get(RECORD).status_code == 404


def test_the_person_and_project_leaders_see_it_and_nobody_else(guest: User, text: CovenantVersion) -> None:
    on_paper(text, user=guest)
    people = [guest, a_leader(), a_person(guest.organisation), a_person(None, "administrator")]
    assert [Declaration.objects.visible_to(viewer_of(one)).exists() for one in people] == [True, True, False, False]
    assert guest.name not in as_user(a_person(None, "partner")).get(LIST).content.decode()


def test_it_stays_valid_when_its_text_is_ended(guest: User, text: CovenantVersion) -> None:
    on_paper(text, user=guest)
    leader = viewer_of(a_leader())
    terminate(text, viewer=leader, expected_version=now(text).version, ending=Ending(today(), "Er komt een nieuwe."))
    assert has_signed_declaration(guest, on=today() + 9 * DAY)


def test_the_leader_gives_it_a_last_day(guest: User, text: CovenantVersion) -> None:
    address = reverse("documents:end_declaration", args=[on_paper(text, user=guest).key])
    form = {"opened_with": "", "last_day": today()}
    assert as_user(a_leader()).post(address, form).url == LIST
    assert not has_signed_declaration(guest, on=today() + DAY)
    assert as_user(a_leader()).post(address, form).status_code == 409


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(signed_on=today() - DAY),
        lambda rows: rows.update(third_party="J. Tolk", user=None),
        lambda rows: rows.update(revision="x"),
        lambda rows: rows.delete(),
    ],
)
def test_what_was_signed_stays(guest: User, text: CovenantVersion, change: Any) -> None:
    signed_by(guest, text)
    with pytest.raises(IntegrityError), transaction.atomic():
        change(Declaration.objects.all())


def test_the_project_leader_reads_who_still_has_to_sign(text: CovenantVersion) -> None:
    guest, other = a_person(name="Kim"), a_person(name="Ellen")
    signed_by(other, text)
    leader = a_leader()
    rows = as_user(leader).get(LIST).context["page"].awaited
    assert [row.version for row in rows] == [text]
    assert guest in rows[0].people
    assert not {other, leader} & set(rows[0].people)


def test_nobody_else_reads_who_still_has_to_sign(guest: User, text: CovenantVersion) -> None:
    client = as_user(guest)
    unsigned = a_person(name="Kim Verbeek")
    assert client.get(LIST).context["page"].awaited == ()
    assert unsigned.name not in client.get(LIST).content.decode()


def test_the_list_asks_as_much_for_many_texts_and_people_as_for_few(
    text: CovenantVersion, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_user(a_leader())
    a_person()
    client.get(LIST)
    with django_assert_max_num_queries(60) as few:
        client.get(LIST)
    for _number in range(4):
        a_declaration_text()
        a_person()
    with django_assert_max_num_queries(len(few)):
        assert len(client.get(LIST).context["page"].awaited) == 5


def test_the_page_of_a_declaration_leads_to_signing_until_it_is_signed(guest: User, text: CovenantVersion) -> None:
    client, page = as_user(guest), reverse("documents:covenant", args=[text.key])
    declare_page = reverse("documents:declare", args=[text.key])
    assert declare_page in client.get(page).content.decode()
    signed_by(guest, text)
    assert declare_page not in client.get(page).content.decode()
