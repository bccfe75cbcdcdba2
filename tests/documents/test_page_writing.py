"""Writing pages in Wagtail's own editor: published, kept apart from its readers, never lost, always in the log."""

import json
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import AccessLogEntry, Event
from documents.models import HomePage, HousePage, NewsIndexPage, NewsPage
from search.models import PendingChange
from tests.documents.pages import as_user
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader() -> User:
    return a_person(None, "project_leader")


@pytest.fixture
def editor(leader: User) -> Client:
    return as_user(leader)


def text(**values: Any) -> dict[str, Any]:
    """The form of a news item as a browser sends it."""
    return {"title": "Bericht", "day": timezone.localdate().isoformat(), "intro": "", "body-count": "0"} | values


def block(kind: str, value: str) -> dict[str, str]:
    return {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": kind, "body-0-value": value}


def created(editor: Client, **values: Any) -> NewsPage:
    add = reverse("wagtailadmin_pages:add", args=["documents", "newspage", NewsIndexPage.objects.get().pk])
    response = editor.post(add, text(**values))
    assert response.status_code == 302, response.content.decode()
    return NewsPage.objects.latest("pk")


def published(editor: Client, **values: Any) -> NewsPage:
    page = created(editor, **{"action-publish": "1"} | values)
    editor.post(reverse("backroom:page_audience", args=[page.key]), {"version": "1", "everyone": "on"})
    return page


def opened(page: NewsPage) -> dict[str, str]:
    """What the form carries of a page that is opened now."""
    return {"loaded_revision_id": str(NewsPage.objects.get(pk=page.pk).latest_revision_id)}


def save(editor: Client, page: NewsPage, *, before: NewsPage | None = None, **values: Any) -> HttpResponse:
    """`before`: the page as it was when the form was opened; now, unless it is given."""
    carried = {"loaded_revision_id": str(before.latest_revision_id)} if before else opened(page)
    return editor.post(url(page, "edit"), text(**carried, **values))


def url(page: HousePage, name: str, *more: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *more])


def lines_of(page: HousePage) -> list[tuple[str, str]]:
    changes = AccessLogEntry.objects.filter(event=Event.CHANGE, object_key=page.key).order_by("id")
    return [(line.action, line.step) for line in changes]


def read(page: HousePage) -> str:
    return as_user(a_person()).get(page.get_absolute_url()).content.decode()


def test_publishing_asks_for_readers_and_shows_the_page_to_nobody_before(editor: Client) -> None:
    page = created(editor, **{"action-publish": "1"})
    readers = reverse("backroom:page_audience", args=[page.key])
    assert save(editor, page, **{"action-publish": "1"})["Location"] == readers
    assert as_user(a_person()).get(page.get_absolute_url()).status_code == 404


def test_every_save_publication_and_removal_is_one_line_of_change(editor: Client) -> None:
    page = created(editor)
    save(editor, page, title="Anders")
    save(editor, page, **{"action-publish": "1"})
    editor.post(url(page, "unpublish"))
    editor.post(url(page, "delete"))
    steps = ["page.create", "page.edit", "page.publish", "page.unpublish", "page.delete"]
    assert lines_of(page) == list(zip("CUUUD", steps, strict=True))


def test_a_change_without_its_line_is_not_made(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = created(editor)

    def broken(*args: object) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr("documents.page_changes.record_change", broken)
    with pytest.raises(RuntimeError):
        save(editor, page, title="Zonder regel")
    assert NewsPage.objects.get(pk=page.pk).latest_revision_id == page.latest_revision_id


def test_a_draft_of_a_published_page_stays_with_its_writer(editor: Client) -> None:
    page = published(editor, intro="Zoals het is")
    save(editor, page, intro="Zoals het wordt")
    assert "Zoals het is" in read(page)
    assert "Zoals het wordt" in editor.get(url(page, "view_draft")).content.decode()


def test_a_save_that_was_overtaken_is_refused_with_its_text_kept(editor: Client) -> None:
    page = created(editor)
    other = a_person(None, "project_leader", name="Anna de Tweede")
    save(as_user(other), page, intro="Van Anna")
    response = save(editor, page, before=page, intro="Van mij")
    shown = response.content.decode()
    assert "Van mij" in shown
    assert "Anna de Tweede" in shown
    assert NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object().intro == "Van Anna"


def test_whoever_saves_again_knowingly_keeps_both_texts(editor: Client) -> None:
    page = created(editor, intro="Eerste")
    save(editor, page, intro="Tweede")
    save(editor, page, intro="Derde")
    assert [one.as_object().intro for one in page.revisions.order_by("id")] == ["Eerste", "Tweede", "Derde"]


def test_the_first_text_of_the_welcome_can_be_overtaken_as_well(editor: Client) -> None:
    """It came with the house, without a revision."""
    home = HomePage.objects.get()
    values = {"title": "Welkom", "intro": "Van de eerste", "body-count": "0"}
    assert editor.post(url(home, "edit"), values).status_code == 302
    second = editor.post(url(home, "edit"), values | {"intro": "Van de tweede"})
    assert second.status_code == 200
    assert HomePage.objects.get().get_latest_revision_as_object().intro == "Van de eerste"


def test_no_save_writes_over_an_earlier_text(editor: Client) -> None:
    page = created(editor, intro="Eerste")
    response = save(editor, page, intro="Eroverheen", overwrite_revision_id=str(page.latest_revision_id))
    assert response.status_code == 200
    assert [one.as_object().intro for one in page.revisions.all()] == ["Eerste"]


def test_taking_a_page_offline_ends_reading_and_finding_at_once(editor: Client) -> None:
    page = published(editor)
    editor.post(url(page, "unpublish"))
    assert as_user(a_person()).get(page.get_absolute_url()).status_code == 404
    assert PendingChange.objects.filter(kind="page", key=page.key, narrowed=True).exists()


def test_removing_a_page_leaves_none_of_its_texts(editor: Client) -> None:
    page = published(editor)
    editor.post(url(page, "delete"))
    assert not HousePage.objects.filter(key=page.key).exists()
    assert not page.revisions.exists()
    assert PendingChange.objects.filter(kind="page", key=page.key, narrowed=True).exists()


@pytest.mark.parametrize("kind", [HomePage, NewsIndexPage])
def test_the_welcome_and_the_lists_cannot_be_removed(editor: Client, kind: Any) -> None:
    page = kind.objects.get()
    assert editor.post(url(page, "delete")).status_code == 404
    assert kind.objects.exists()


def test_the_list_of_news_itself_is_not_written(editor: Client) -> None:
    index: Any = NewsIndexPage.objects.get()
    assert editor.get(url(index, "edit")).status_code == 404
    assert editor.post(url(index, "unpublish")).status_code == 404


def test_what_is_being_written_is_previewed_as_its_readers_will_see_it(editor: Client) -> None:
    page = created(editor)
    sent = editor.post(url(page, "preview_on_edit"), text(intro="Nog niet bewaard", **opened(page)))
    assert sent.json() == {"is_valid": True, "is_available": True}
    shown = editor.get(url(page, "preview_on_edit"))
    assert "Nog niet bewaard" in shown.content.decode()
    assert shown["X-Frame-Options"] == "SAMEORIGIN"


def test_the_preview_of_one_writer_is_not_that_of_another(editor: Client) -> None:
    page = created(editor)
    editor.post(url(page, "preview_on_edit"), text(intro="Nog niet bewaard", **opened(page)))
    assert "Nog niet bewaard" in editor.get(url(page, "preview_on_edit")).content.decode()
    other = as_user(a_person(None, "project_leader"))
    assert "Nog niet bewaard" not in other.get(url(page, "preview_on_edit")).content.decode()


def test_a_paragraph_keeps_no_more_than_bold_and_italic(editor: Client) -> None:
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}
    line = {
        "key": "a",
        "text": "<script>alert(1)</script> vet",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [{"offset": 26, "length": 3, "style": "BOLD"}],
        "entityRanges": [{"offset": 0, "length": 5, "key": 0}],
    }
    page = published(editor, **block("paragraph", json.dumps({"blocks": [line], "entityMap": {"0": entity}})))
    shown = read(page)
    assert "<b>vet</b>" in shown
    assert "<script>alert" not in shown
    assert "javascript:" not in shown


def test_the_number_of_an_agreement_is_checked_for_its_shape_only(editor: Client) -> None:
    add = reverse("wagtailadmin_pages:add", args=["documents", "newspage", NewsIndexPage.objects.get().pk])
    wrong = editor.post(add, text(**block("agreement", "convenant twaalf")))
    assert wrong.status_code == 200
    assert created(editor, **block("agreement", "12-999")).body[0].value == "12-999"


def test_the_page_of_all_pages_names_drafts_with_their_standing(editor: Client) -> None:
    created(editor, title="Nog een concept")
    published(editor, title="Al te lezen")
    shown = editor.get(reverse("backroom:pages")).content.decode()
    assert all(words in shown for words in ("Nog een concept", "Concept", "Al te lezen", "Gepubliceerd"))


def test_the_page_of_all_pages_asks_as_much_for_many_as_for_few(editor: Client) -> None:
    published(editor)
    few = queries(editor)
    for _page in range(4):
        published(editor)
    assert queries(editor) == few


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("backroom:pages"))
    return len(asked)


def test_an_earlier_text_is_taken_up_again_through_the_editor(editor: Client) -> None:
    page = published(editor, intro="Eerste")
    first = page.latest_revision_id
    save(editor, page, intro="Tweede", **{"action-publish": "1"})
    shown = editor.get(url(page, "revisions_revert", first)).content.decode()
    assert f'name="loaded_revision_id" value="{opened(page)["loaded_revision_id"]}"' in shown
    save(editor, page, intro="Eerste", **{"action-publish": "1"})
    assert "Eerste" in read(page)
