"""Who gets a mail when something comes to wait for them, who does not, and does it stand in their work?"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone, translation

from accounts.models import Notice, Organisation, User
from casustafel.portal.selectors.my_work import my_work
from documents.actions.confirm_reading import ask_to_confirm, confirm_reading, stop_asking
from documents.actions.covenant_day import covenant_day
from documents.actions.declare import OnPaper, declare, record_declaration
from documents.actions.paper_page import add_paper_page
from documents.attachments.intake import Intake
from documents.audiences import LEADERS
from documents.models import CovenantVersion, Declaration, ProtocolVersion
from tests.documents.pages import now
from tests.documents.test_reminders import told
from tests.factories.documents import (
    a_covenant_to_sign,
    a_declaration_text,
    a_draft_covenant,
    a_leader,
    a_meeting,
    sealed,
    today,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, an_organisation
from tests.factories.protocols import an_adopted_protocol, published_to

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def house(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.PRIVATE_ROOT = tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def leader() -> User:
    return a_leader()


@pytest.fixture
def police() -> Organisation:
    return an_organisation("Politie")


@pytest.fixture
def readers(police: Organisation) -> list[User]:
    return [a_person(police), a_person(police)]


@pytest.fixture
def protocol(leader: User, readers: list[User]) -> ProtocolVersion:
    """Read by the people of one organisation; others are there too."""
    a_person()
    return published_to(an_adopted_protocol(leader), leader, f"org:{readers[0].organisation_id}")


def asked(version: Any, leader: User, *, days: int = 14) -> None:
    current = now(version)
    due_on = today() + days * DAY
    ask_to_confirm(current, viewer=viewer_of(leader), expected_version=current.version, due_on=due_on)


def forget() -> None:
    """As if everybody logged in and read what there was."""
    Notice.objects.all().delete()


def morning(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 9))


def on_day(day: date) -> set[User]:
    """Whom the daily job tells."""
    forget()
    with time_machine.travel(morning(day), tick=False):
        covenant_day()
    return told()


def waits_for(user: User) -> list[str]:
    return [str(row.title) for group in my_work(viewer_of(user)).groups for row in group.rows]


def test_who_is_asked_to_confirm_reading_is_told_and_nobody_else(
    protocol: ProtocolVersion, leader: User, readers: list[User]
) -> None:
    asked(protocol, leader)
    assert told() == set(readers)


def test_another_last_day_for_confirming_is_told_to_nobody(
    protocol: ProtocolVersion, leader: User, readers: list[User]
) -> None:
    asked(protocol, leader)
    forget()
    asked(protocol, leader, days=30)
    assert told() == set()


def test_who_confirmed_already_is_not_told_again(protocol: ProtocolVersion, leader: User, readers: list[User]) -> None:
    asked(protocol, leader)
    confirm_reading(protocol, viewer=viewer_of(readers[0]))
    stop_asking(now(protocol), viewer=viewer_of(leader), expected_version=now(protocol).version)
    forget()
    asked(protocol, leader)
    assert told() == {readers[1]}


def test_who_becomes_a_reader_of_what_is_to_be_confirmed_is_told(
    protocol: ProtocolVersion, leader: User, readers: list[User]
) -> None:
    asked(protocol, leader)
    forget()
    newcomer = a_person()
    tokens = [f"org:{one.organisation_id}" for one in (readers[0], newcomer)]
    published_to(now(protocol), leader, *tokens)
    assert told() == {newcomer}


def test_publishing_what_nobody_has_to_do_anything_with_is_no_news(protocol: ProtocolVersion) -> None:
    assert told() == set()


def test_a_page_to_be_checked_is_told_to_the_people_of_that_party_but_not_to_who_uploaded_it(
    police: Organisation, readers: list[User]
) -> None:
    draft = a_draft_covenant(a_meeting(), [police, an_organisation()], a_municipality())
    draft.parties.filter(organisation=police).update(signatory=None)
    version = a_covenant_to_sign(sealed(draft))
    uploader = a_person(police, "project_leader")
    signatory = User.objects.get(organisation=police, role_assignments__role="signatory")
    forget()
    page = Intake(b"%PDF-", "", "pdf")
    party = version.parties.get(organisation=police)
    add_paper_page(party, viewer=viewer_of(uploader), file=page, mark=version.revision)
    assert told() == {*readers, signatory}


def a_text(*organisations: Organisation, starts_in: int = 0) -> CovenantVersion:
    """A declaration that these may read; whoever was told of making it, forgot."""
    readers = [LEADERS, *(f"org:{one.pk}" for one in organisations)]
    version = a_declaration_text(audience=readers, starts_on=today() + starts_in * DAY)
    forget()
    return version


def test_a_declaration_is_told_to_who_may_sign_it_when_it_is_published(leader: User, readers: list[User]) -> None:
    text = a_text()
    published_to(text, leader, f"org:{readers[0].organisation_id}")
    assert told() == {*readers, text.parties.get().signatory}
    assert "Sign confidentiality declaration" in waits_for(readers[0])
    assert "Sign confidentiality declaration" not in waits_for(leader)


def test_who_signed_is_not_waited_for(leader: User, readers: list[User]) -> None:
    text = published_to(a_text(), leader)
    signatory = text.parties.get().signatory
    declare(text, viewer=viewer_of(signatory), revision=text.revision)
    forget()
    published_to(now(text), leader, f"org:{readers[0].organisation_id}")
    assert told() == set(readers)
    assert waits_for(signatory) == []


def test_a_declaration_that_begins_is_told_on_its_first_day_and_once(police: Organisation, readers: list[User]) -> None:
    a_text(police, starts_in=3)
    told_on = {days: on_day(today() + days * DAY) & set(readers) for days in (2, 3, 4)}
    assert told_on == {2: set(), 3: set(readers), 4: set()}


def on_paper(text: CovenantVersion, user: User, *, days: int) -> Declaration:
    paper = OnPaper(signed_on=today(), valid_until=today() + days * DAY, user=user)
    return record_declaration(text, viewer=viewer_of(a_leader()), paper=paper)


def test_who_signed_hears_a_month_and_a_week_before_the_end_and_the_day_after_it(
    police: Organisation, readers: list[User]
) -> None:
    text = a_text(police)
    on_day(today())
    on_paper(text, readers[0], days=40)
    days = (9, 10, 11, 33, 34, 40, 41, 42)
    told_on = [day for day in days if readers[0] in on_day(today() + day * DAY)]
    assert told_on == [10, 33, 41]


def test_a_declaration_that_ends_is_news_for_who_signed_it_alone(police: Organisation, readers: list[User]) -> None:
    text = a_text(police)
    on_day(today())
    on_paper(text, readers[0], days=20)
    assert on_day(today() + 14 * DAY) == {readers[0]}
    with time_machine.travel(morning(today() + 14 * DAY), tick=False):
        assert waits_for(readers[0]) == ["Your confidentiality declaration ends soon"]


def test_who_signed_again_for_longer_does_not_hear_of_the_first_end(police: Organisation, readers: list[User]) -> None:
    text = a_text(police)
    on_day(today())
    on_paper(text, readers[0], days=20)
    on_paper(text, readers[0], days=200)
    assert [on_day(today() + days * DAY) for days in (13, 21)] == [set(), set()]
