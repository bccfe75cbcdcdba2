"""The pages of attached files: for who makes the agreement, and for its readers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from audit.models import AccessLogEntry, Event
from documents.actions.sign import sign
from documents.models import Attachment, TextState
from tests.documents.attachments.files import SOUND, a_pdf
from tests.documents.pages import as_user, covenant_url, matrix_url, now, sent
from tests.factories.attachments import attached
from tests.factories.documents import (
    a_covenant_to_sign,
    a_draft_covenant,
    a_draft_matrix,
    a_leader,
    a_meeting,
    sealed,
    signed_by_all,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _house(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def leader():
    return as_user(a_leader())


@pytest.fixture
def draft():
    return a_draft_covenant(a_meeting(), [an_organisation()], a_municipality())


def page(version, name, *more):
    kind = "convenant" if hasattr(version, "covenant") else "matrix"
    return reverse(f"backroom:{name}", args=[kind, version.key, *more])


def upload(version, content, name="bijlage.pdf", **values):
    return sent(version, file=SimpleUploadedFile(name, content), **values)


def test_a_file_is_attached_and_stands_on_the_page_where_it_is_made_and_on_that_of_its_readers(leader, draft):
    answer = leader.post(page(draft, "attach"), upload(draft, a_pdf("De balie."), description="Plattegrond"))
    assert answer.url == covenant_url(draft, "backroom:covenant")
    for name in ("backroom:covenant", "documents:covenant"):
        shown = leader.get(covenant_url(draft, name)).content.decode()
        assert all(words in shown for words in ("bijlage.pdf", "Plattegrond", "PDF, 1 kB"))


def test_a_matrix_has_attached_files_as_well(leader):
    matrix = a_draft_matrix()
    leader.post(page(matrix, "attach"), upload(matrix, SOUND["png"](), "foto.png"))
    assert Attachment.objects.get().owner_kind == "matrix"
    assert "foto.png" in leader.get(matrix_url(matrix)).content.decode()


def test_a_refused_file_is_told_at_its_field_and_the_words_are_kept(leader, draft):
    bad = a_pdf(catalog="/OpenAction << /S /JavaScript /JS (x) >>")
    answer = leader.post(page(draft, "attach"), upload(draft, bad, description="Mijn omschrijving"))
    assert answer.status_code == 422
    assert "JavaScript" in str(answer.context["form"].errors["file"])
    assert "Mijn omschrijving" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_the_same_file_twice_is_told_with_the_name_that_it_has_here(leader, draft):
    leader.post(page(draft, "attach"), upload(draft, a_pdf(), "eerste.pdf"))
    answer = leader.post(page(draft, "attach"), upload(draft, a_pdf(), "tweede.pdf"))
    assert (answer.status_code, Attachment.objects.count()) == (422, 1)
    assert "eerste.pdf" in answer.content.decode()


def test_a_file_over_the_limit_is_refused_before_it_is_read(leader, draft, settings):
    settings.ATTACHMENT_MB = 1
    answer = leader.post(page(draft, "attach"), upload(draft, bytes(1_000_001)))
    assert answer.status_code == 422
    assert "1 MB" in str(answer.context["form"].errors["file"])


def test_who_was_a_little_later_keeps_the_words_and_chooses_the_file_once_more(leader, draft):
    opened, other = upload(draft, a_pdf(), description="Mijn woorden"), a_leader()
    attached(draft, leader=other)
    answer = leader.post(page(draft, "attach"), opened)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in shown for words in ("Mijn woorden", other.name))
    assert answer.context["form"]["version"].value() == str(now(draft).version)


def test_it_is_said_beforehand_that_signatures_lapse(leader, draft):
    draft.parties.create(organisation=an_organisation(), signatory=a_person(), mandate="besluit")
    draft.annexes.get().partners.create(organisation=draft.parties.latest("pk").organisation)
    version = a_covenant_to_sign(sealed(draft))
    sign(version, viewer=viewer_of(version.parties.first().signatory), revision=version.revision)
    assert "1 signature lapses" in leader.get(page(version, "attach")).content.decode()


def test_a_description_is_changed_and_a_file_removed_on_pages_of_their_own(leader, draft):
    attachment = attached(draft)
    leader.post(page(draft, "describe_attachment", attachment.key), sent(draft, description="Nieuwe woorden"))
    assert Attachment.objects.get().description == "Nieuwe woorden"
    assert leader.get(page(draft, "remove_attachment", attachment.key)).status_code == 200
    leader.post(page(draft, "remove_attachment", attachment.key), sent(draft))
    assert not Attachment.objects.exists()


def test_two_who_describe_it_at_once_see_both_texts(leader, draft):
    attachment = attached(draft)
    opened = sent(draft, description="Mijn woorden")
    as_user(a_leader()).post(
        page(draft, "describe_attachment", attachment.key), sent(draft, description="Andere woorden")
    )
    answer = leader.post(page(draft, "describe_attachment", attachment.key), opened)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in shown for words in ("Mijn woorden", "Andere woorden"))


def test_what_was_removed_meanwhile_is_told_and_the_words_are_kept(leader, draft):
    attachment = attached(draft)
    opened = sent(draft, description="Mijn woorden")
    as_user(a_leader()).post(page(draft, "remove_attachment", attachment.key), sent(draft))
    answer = leader.post(page(draft, "describe_attachment", attachment.key), opened)
    assert answer.status_code == 409
    assert "Mijn woorden" in answer.content.decode()


def test_a_signed_covenant_shows_its_files_as_fixed_and_takes_none(leader, draft):
    attachment = attached(draft)
    version = signed_by_all(a_covenant_to_sign(now(draft)))
    shown = leader.get(covenant_url(version, "backroom:covenant")).content.decode()
    assert "Fixed with this version" in shown
    assert page(version, "remove_attachment", attachment.key) not in shown
    assert leader.post(page(version, "attach"), upload(version, a_pdf())).status_code == 409
    assert leader.post(page(version, "remove_attachment", attachment.key), sent(version)).status_code == 409
    assert Attachment.objects.count() == 1


def test_text_that_could_not_be_read_says_why_and_is_read_again_when_asked(leader, draft):
    attachment = attached(draft)
    Attachment.objects.update(text_state="unreadable", text_problem="too_slow", parts=[])
    shown = leader.get(covenant_url(draft, "backroom:covenant")).content.decode()
    assert "Its text could not be read: reading took too long" in shown
    answer = leader.post(page(draft, "read_attachment", attachment.key), sent(draft))
    assert answer.url == attachment.get_absolute_url()
    assert Attachment.objects.get().text_state == TextState.READ


def test_a_signatory_sees_what_is_attached_to_what_they_sign(draft):
    attachment = attached(draft)
    version = a_covenant_to_sign(now(draft))
    signatory = as_user(version.parties.get().signatory)
    shown = signatory.get(covenant_url(version, "documents:sign")).content.decode()
    assert reverse("documents:attachment_file", args=[attachment.key]) in shown
    assert signatory.get(reverse("documents:attachment_file", args=[attachment.key])).content == b"Plattegrond."


def test_a_download_is_saved_never_shown_and_leaves_its_line(leader, draft):
    leader.post(page(draft, "attach"), upload(draft, SOUND["txt"](), "Café <b>.html"))
    attachment = Attachment.objects.get()
    answer = leader.get(reverse("documents:attachment_file", args=[attachment.key]))
    assert answer.content == SOUND["txt"]()
    assert answer["Content-Disposition"].startswith('attachment; filename="Cafe _b_.html.txt"')
    assert "filename*=UTF-8''Caf%C3%A9" in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "text/plain")
    assert "no-store" in answer["Cache-Control"]
    line = AccessLogEntry.objects.first()
    assert (line.event, line.noun, line.object_key) == (Event.DOWNLOAD, "documents.attachment", attachment.key)


def test_its_own_page_tells_what_it_is_and_where_it_belongs(leader, draft):
    attachment = attached(draft, description="Plattegrond")
    shown = leader.get(attachment.get_absolute_url()).content.decode()
    assert [words for words in ("bijlage.txt", "Plattegrond", draft.title, "Plain text") if words not in shown] == []
    assert leader.get(reverse("documents:attachment_why", args=[attachment.key])).status_code == 200


@pytest.mark.parametrize("name", ["attachment", "attachment_file", "attachment_why"])
def test_who_may_not_see_the_version_does_not_find_its_files(name, draft):
    attachment, outsider = attached(draft), as_user(a_person())
    hidden = outsider.get(reverse(f"documents:{name}", args=[attachment.key]))
    unknown = outsider.get(reverse(f"documents:{name}", args=["bestaat-niet"]))
    assert (hidden.status_code, hidden.content) == (404, unknown.content)


def test_a_file_of_one_agreement_is_not_reached_through_another(leader, draft):
    attachment = attached(draft)
    other = a_draft_covenant(a_meeting(), [an_organisation()], a_municipality())
    assert leader.get(page(other, "remove_attachment", attachment.key)).status_code == 404
    assert leader.post(page(other, "remove_attachment", attachment.key), sent(other)).status_code == 409
    assert Attachment.objects.exists()


@pytest.mark.parametrize("name", ["backroom:covenant", "documents:covenant"])
def test_a_page_asks_no_more_for_many_files_than_for_one(name, leader, draft, django_assert_max_num_queries):
    attached(draft, "0")
    leader.get(covenant_url(draft, name))
    with django_assert_max_num_queries(200) as one:
        leader.get(covenant_url(draft, name))
    for number in range(1, 8):
        attached(draft, str(number), name=f"{number}.txt")
    with django_assert_max_num_queries(len(one)):
        leader.get(covenant_url(draft, name))
