"""Who reads a page, where it is listed and found, and what an old text cannot bring back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.doors import may_see
from access.viewer import resolve
from accounts.models import User
from audit.models import AccessLogEntry, Event
from documents.actions.choose_readers import choose_readers
from documents.actions.write_page import write_page
from documents.models import ExplanationPage, HomePage, HousePage, NewsPage
from documents.searchable import Pages
from search.models import PendingChange
from tests.documents.pages import as_user
from tests.factories.cases import a_covenant, a_purpose, viewer_of
from tests.factories.people import a_municipality, a_person, a_role, an_organisation
from workflows.refusals import Stale, StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader() -> User:
    return a_person(None, "project_leader")


@pytest.fixture
def partner() -> User:
    return a_person(None, "partner")


def a_page(leader: User, *tokens: str, publish: bool = True, kind: type = NewsPage, **fields: object) -> HousePage:
    page = write_page(kind(title="Bericht", **fields), viewer=viewer_of(leader), publish=publish)
    return chosen(page, leader, *tokens) if tokens else page


def chosen(page: HousePage, leader: User, *tokens: str) -> HousePage:
    fresh = type(page).objects.get(pk=page.pk)
    choose_readers(fresh, viewer=viewer_of(leader), expected_version=fresh.version, tokens=tokens)
    return type(page).objects.get(pk=page.pk)


def reads(user: User, page: HousePage) -> bool:
    """The three consumers of the rule, and the page itself, say the same."""
    viewer = resolve(user)
    listed = HousePage.objects.visible_to(viewer).filter(pk=page.pk).exists()
    found = page.key in Pages().seen(viewer, [page.key])
    shown = as_user(user).get(page.get_absolute_url()).status_code == 200
    assert {listed, found, shown} == {may_see(viewer, HousePage.objects.get(pk=page.pk))}
    return listed


def test_a_published_page_without_chosen_readers_is_read_by_nobody(leader: User, partner: User) -> None:
    assert not reads(partner, a_page(leader))


def test_a_draft_is_read_by_nobody_in_the_portal_whoever_was_chosen(leader: User, partner: User) -> None:
    page = a_page(leader, "everyone", publish=False)
    assert not reads(partner, page)
    assert not reads(leader, page)


def test_everyone_who_is_signed_in_reads_what_is_for_everyone(leader: User, partner: User) -> None:
    assert reads(partner, a_page(leader, "everyone"))


def test_one_organisation_reads_what_is_for_it(leader: User, partner: User) -> None:
    page = a_page(leader, f"org:{partner.organisation_id}")
    assert reads(partner, page)
    assert not reads(a_person(None, "partner"), page)


def test_a_role_reads_what_is_for_it_until_its_last_day(leader: User) -> None:
    director = a_person()
    a_role(director, "municipal_director", ends_on=timezone.localdate())
    page = a_page(leader, "role:municipal_director")
    assert reads(director, page)
    director.role_assignments.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert not reads(director, page)


def test_partners_read_what_is_for_partners_while_their_covenant_is_in_force(leader: User, partner: User) -> None:
    page = a_page(leader, "partners")
    assert not reads(partner, page)
    a_covenant(a_purpose(), [partner.organisation], a_municipality())
    assert reads(partner, page)


def test_other_readers_are_chosen_at_once_and_search_forgets_the_page(leader: User, partner: User) -> None:
    page = a_page(leader, f"org:{partner.organisation_id}")
    chosen(page, leader, "role:municipal_director")
    assert not reads(partner, page)
    assert PendingChange.objects.filter(kind="page", key=page.key, narrowed=True).exists()


def test_publishing_an_old_text_brings_no_old_readers_back(leader: User, partner: User) -> None:
    page = a_page(leader, "everyone")
    old = page.latest_revision
    chosen(page, leader, "role:municipal_director")
    page.title = "Nieuwer"
    write_page(page, viewer=viewer_of(leader))
    old.publish(user=leader)
    assert NewsPage.objects.get(pk=page.pk).title == "Bericht"
    assert not reads(partner, page)


def test_a_newer_draft_does_not_show_before_it_is_published(leader: User, partner: User) -> None:
    page = a_page(leader, "everyone")
    page.intro = "Nog niet af"
    write_page(page, viewer=viewer_of(leader), publish=False)
    assert "Nog niet af" not in as_user(partner).get(page.get_absolute_url()).content.decode()


def test_only_who_writes_pages_chooses_readers(leader: User, partner: User) -> None:
    page = a_page(leader, "everyone")
    response = as_user(partner).post(reverse("backroom:page_audience", args=[page.key]), {"version": 2})
    assert response.status_code == 404
    assert reads(partner, page)


def test_a_choice_of_readers_that_was_overtaken_is_refused(leader: User) -> None:
    page = a_page(leader, "everyone")
    with pytest.raises(Stale):
        choose_readers(page, viewer=viewer_of(leader), expected_version=1, tokens=["partners"])
    assert {entry.token for entry in page.readership.audience.entries.all()} == {"everyone", "role:project_leader"}


def test_an_audience_that_does_not_exist_is_refused(leader: User) -> None:
    page = a_page(leader)
    with pytest.raises(StepRefused):
        choose_readers(page, viewer=viewer_of(leader), expected_version=1, tokens=["org:0"])
    assert page.version == 1


def test_a_link_to_an_agreement_is_there_only_for_who_may_read_it(leader: User, partner: User) -> None:
    covenant = a_covenant(a_purpose(), [an_organisation()], a_municipality(), title="Convenant voor enkelen")
    covenant.audience.choose({f"user:{partner.pk}"})
    body = [("paragraph", "<p>Lees dit.</p>"), ("list", ["Een"]), ("agreement", covenant.covenant.number)]
    page = a_page(leader, "everyone", body=body)
    shown, hidden = (as_user(user).get(page.get_absolute_url()).content.decode() for user in (partner, leader))
    assert "Convenant voor enkelen" in shown
    assert "Convenant voor enkelen" not in hidden
    assert covenant.covenant.number not in hidden


def test_the_list_of_news_names_what_its_reader_may_read_and_nothing_else(leader: User, partner: User) -> None:
    mine = a_page(leader, f"org:{partner.organisation_id}")
    hidden = [a_page(leader, "role:signatory"), a_page(leader, "everyone", publish=False)]
    listed = as_user(partner).get(reverse("pages:news")).content.decode()
    assert mine.key in listed
    assert not any(page.key in listed for page in hidden)


def test_the_first_page_shows_the_newest_three_and_no_heading_without_news(leader: User, partner: User) -> None:
    assert "front-news" not in first_page(as_user(partner))
    today = timezone.localdate()
    pages = [a_page(leader, "everyone", day=today - timedelta(days=days)) for days in (3, 0, 2, 1)]
    shown = first_page(as_user(partner))
    assert [page.key in shown for page in pages] == [False, True, True, True]


def first_page(client: Client) -> str:
    return client.get(reverse("home"), follow=True).content.decode()


def test_the_welcome_stands_on_the_first_page_of_the_first_session_only(partner: User) -> None:
    welcome = HomePage.objects.get().title
    client = as_user(partner)
    assert welcome in first_page(client)
    sign_in = AccessLogEntry.objects.create(event=Event.LOGIN, action="E", user_key=partner.key)
    AccessLogEntry.objects.create(event=Event.LOGIN, action="E", user_key=sign_in.user_key)
    assert welcome not in first_page(client)


def test_explanations_stand_in_their_own_order_below_the_welcome(leader: User, partner: User) -> None:
    second = a_page(leader, "everyone", kind=ExplanationPage, place=2)
    first = a_page(leader, "everyone", kind=ExplanationPage, place=1)
    shown = as_user(partner).get(reverse("pages:explanations")).content.decode()
    places = [shown.index(part) for part in (reverse("pages:welcome"), first.key, second.key)]
    assert places == sorted(places)


def test_the_footer_leads_to_the_explanations(partner: User) -> None:
    assert f'href="{reverse("pages:explanations")}"' in first_page(as_user(partner))


def test_a_page_of_news_asks_as_much_for_many_as_for_few(leader: User, partner: User) -> None:
    client = as_user(partner)
    a_page(leader, "everyone")
    few = queries(client)
    for _page in range(4):
        a_page(leader, "everyone")
    assert queries(client) == few


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("pages:news"))
    return len(asked)


def test_search_indexes_the_published_text_for_its_readers(leader: User, partner: User) -> None:
    body = [("heading", "Kop"), ("paragraph", "<p>Lees <b>dit</b></p>"), ("list", ["één"]), ("callout", "Pas op")]
    page = a_page(leader, f"org:{partner.organisation_id}", body=body, intro="Kort")
    draft = a_page(leader, "everyone", publish=False)
    (document,) = Pages().documents([page.key, draft.key])
    assert document.tokens == {f"org:{partner.organisation_id}", "role:project_leader"}
    assert [word in document.body for word in ("Kort", "Kop", "dit", "één", "Pas op", "<")] == [True] * 5 + [False]


def test_the_welcome_that_came_with_the_house_can_be_found() -> None:
    (document,) = Pages().documents(list(Pages().all_keys()))
    assert (document.title, document.tokens) == ("Welkom bij Casustafel", {"everyone", "role:project_leader"})
    assert document.date is not None
