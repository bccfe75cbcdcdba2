"""Protocols on the pages: imported, begun, written part by part, submitted, adopted, published, reviewed, read."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from audit.models import AccessLogEntry, Event
from documents.body import from_json
from documents.models import ProtocolVersion
from documents.searchable import Protocols
from documents.word import exports
from documents.word.blocks import CallOut, Cell, CheckItem, Heading, NumberedStep, Paragraph, Row, Table
from documents.word.protocol import understand_protocol
from documents.word.protocol_shapes import ProtocolExport
from documents.word.reading import read_document
from documents.word.writing_protocol import write_protocol
from search.models import PendingChange
from tests.documents.pages import as_user, now, sent
from tests.factories.documents import a_leader, today
from tests.factories.people import a_person, an_organisation
from tests.factories.protocols import (
    TEXT,
    a_draft_protocol,
    a_submitted_protocol,
    an_adopted_protocol,
    published_to,
)

pytestmark = pytest.mark.django_db
UPLOAD = reverse("backroom:upload", args=["protocol"])


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def writer():
    return a_leader()


@pytest.fixture
def leader(writer):
    return as_user(writer)


@pytest.fixture
def draft(writer):
    return a_draft_protocol(writer)


def url(version, name="backroom:protocol", *more):
    return reverse(name, args=[version.key, *more])


def blocks_of(version):
    return from_json(now(version).body)


def test_a_word_file_shows_what_was_understood_and_becomes_a_draft(leader):
    cover = exports.Cover("Protocol meldingen", "x", "1", today(), "concept")
    file = SimpleUploadedFile("protocol.docx", write_protocol(ProtocolExport(cover, TEXT)))
    check = leader.post(UPLOAD, {"file": file}).url
    shown = leader.get(check)
    assert shown.context["report"].reading.counts.steps == 2
    assert "Vraag wie er belt." in shown.content.decode()
    done = leader.post(check, {"title": "Melding afhandelen", "version": "0"})
    version = ProtocolVersion.objects.get()
    assert done.url == url(version)
    assert (version.title, blocks_of(version)) == ("Melding afhandelen", TEXT)
    assert version.original is not None


def test_a_protocol_is_begun_without_a_file(leader):
    made = leader.post(reverse("backroom:begin_protocol"), {"title": "Overdracht"})
    version = ProtocolVersion.objects.get()
    assert (made.url, version.title, version.body) == (url(version), "Overdracht", [])
    assert leader.post(reverse("backroom:begin_protocol"), {"title": " "}).status_code == 422


def test_title_and_review_date_are_saved(leader, draft):
    day = today() + timedelta(days=100)
    leader.post(url(draft, "backroom:protocol_fields"), sent(draft, title="Anders", review_on=day.isoformat()))
    assert (now(draft).protocol.title, now(draft).review_on) == ("Anders", day)


def test_one_part_is_written_and_the_others_stay(leader, draft):
    text = "Een alinea.\n\n1. Bel terug.\n\n[ ] Klaar\n\n! Tip: adem rustig.\n\n| **Wie** | **Wat** |"
    part = url(draft, "backroom:protocol_part", 1)
    leader.post(part, sent(draft, heading="Opnemen", level="2", text=text))
    written = (
        Heading("Opnemen", 2),
        Paragraph("Een alinea."),
        NumberedStep("Bel terug.", "1."),
        CheckItem("Klaar"),
        CallOut("adem rustig.", "Tip"),
        Table((Row((Cell(("Wie",), bold=True), Cell(("Wat",), bold=True))),)),
    )
    assert blocks_of(draft) == (*written, *TEXT[4:])


def test_saving_a_part_as_it_was_opened_changes_nothing(leader, draft):
    part = url(draft, "backroom:protocol_part", 1)
    form = leader.get(part).context["form"]
    leader.post(part, {name: form[name].value() for name in ("version", "heading", "level", "text")})
    assert blocks_of(draft) == TEXT


def test_a_part_that_changed_meanwhile_shows_both_texts(leader, draft):
    opened, part = sent(draft), url(draft, "backroom:protocol_part", 1)
    other = a_leader()
    as_user(other).post(part, sent(draft, heading="Aannemen", level="1", text="Zijn woorden."))
    response = leader.post(part, opened | {"heading": "Aannemen", "level": "1", "text": "Mijn woorden."})
    shown = response.content.decode()
    assert response.status_code == 409
    assert all(words in shown for words in ("Mijn woorden.", "Zijn woorden.", other.name))


def test_a_table_that_is_not_there_is_told_at_its_field(leader, draft):
    response = leader.post(
        url(draft, "backroom:protocol_part", 1), sent(draft, heading="A", level="1", text="[[tabel 4]]")
    )
    assert response.status_code == 422
    assert response.context["form"].errors["text"]


def test_parts_are_added_moved_and_removed(leader, draft):
    added = leader.post(url(draft, "backroom:add_part", 2), sent(draft, heading="Afronden"))
    assert added.url == url(draft, "backroom:protocol_part", 3)
    leader.post(url(draft, "backroom:move_part", 3), sent(draft))
    assert [one.text for one in blocks_of(draft) if isinstance(one, Heading)] == ["Aannemen", "Afronden", "Vastleggen"]
    leader.post(url(draft, "backroom:remove_part", 1), sent(draft))
    assert blocks_of(draft) == (Heading("Afronden", 1), *TEXT[4:])


def test_the_first_part_cannot_go_higher(leader, draft):
    assert leader.post(url(draft, "backroom:move_part", 1), sent(draft)).status_code == 409
    assert blocks_of(draft) == TEXT


def test_a_part_that_went_keeps_the_words_that_were_typed(leader, draft):
    response = leader.post(url(draft, "backroom:protocol_part", 9), sent(draft, heading="A", text="Lang verhaal."))
    assert response.status_code == 409
    assert "Lang verhaal." in response.content.decode()


def test_from_draft_to_published_on_the_pages(leader, draft):
    leader.post(url(draft, "documents:protocol_step", "submit"), sent(draft))
    other = as_user(a_leader())
    other.post(url(draft, "documents:protocol_step", "adopt"), sent(draft))
    organisation = an_organisation()
    leader.post(url(draft, "backroom:protocol_audience"), sent(draft, organisations=[organisation.key]))
    assert now(draft).published_at is not None
    shown = as_user(a_person(organisation)).get(url(draft, "documents:protocol"))
    assert "Bel bij acuut gevaar eerst 112." in shown.content.decode()


def test_a_process_director_who_sends_it_back_goes_on_to_the_list(writer, draft, leader):
    leader.post(url(draft, "documents:protocol_step", "submit"), sent(draft))
    director = as_user(a_person(None, "process_director"))
    step = url(draft, "documents:protocol_step", "send_back")
    done = director.post(step, sent(draft, reason="Stap 2 ontbreekt."))
    assert done.url == reverse("documents:agreements")
    assert "Stap 2 ontbreekt." in leader.get(url(draft)).content.decode()
    assert director.get(url(draft, "documents:protocol")).status_code == 404


def test_an_adopted_protocol_is_not_written_any_more(leader, writer):
    version = an_adopted_protocol(writer)
    opened = leader.get(url(version, "backroom:protocol_part", 1))
    assert opened.url == url(version)
    refused = leader.post(url(version, "backroom:protocol_part", 1), sent(version, heading="A", level="1", text="x"))
    assert refused.status_code == 409
    assert blocks_of(version) == TEXT


def test_a_protocol_past_its_review_date_stands_in_the_work_list(leader, writer):
    version = an_adopted_protocol(writer)
    ProtocolVersion.objects.filter(pk=version.pk).update(review_on=today())
    shown = leader.get(reverse("backroom:todo")).content.decode()
    assert "Review it: that was planned for" in shown
    assert "To be reviewed" in shown
    later = today() + timedelta(days=300)
    leader.post(url(version, "backroom:protocol_reviewed"), sent(version, review_on=later.isoformat()))
    assert "Review it: that was planned for" not in leader.get(reverse("backroom:todo")).content.decode()


def test_a_draft_is_downloaded_as_a_word_file_of_the_house(leader, draft):
    response = leader.get(url(draft, "documents:protocol_word"))
    reading = understand_protocol(read_document(response.content))
    assert (reading.title, reading.blocks) == (draft.title, TEXT)
    assert response["Content-Disposition"].startswith("attachment")
    assert AccessLogEntry.objects.latest("pk").event == Event.DOWNLOAD


def test_a_next_version_begins_as_a_copy(leader, writer):
    version = an_adopted_protocol(writer)
    leader.post(url(version, "backroom:next_protocol"), sent(version))
    copy = ProtocolVersion.objects.get(version_number=2)
    assert (copy.state, blocks_of(copy), copy.review_on) == ("draft", TEXT, None)


@pytest.mark.parametrize("name", ["documents:protocol", "documents:protocol_why", "documents:protocol_changes"])
def test_an_outsider_gets_what_never_existed(name, writer):
    version = published_to(an_adopted_protocol(writer), writer)
    client = as_user(a_person())
    hidden, never = client.get(url(version, name)), client.get(reverse(name, args=["x" * 16]))
    assert (hidden.status_code, hidden.content) == (404, never.content)


def test_the_list_holds_what_its_reader_may_read_and_nothing_else(writer):
    organisation = an_organisation()
    shown = published_to(an_adopted_protocol(writer), writer, f"org:{organisation.pk}")
    hidden = a_submitted_protocol(writer)
    page = as_user(a_person(organisation)).get(reverse("documents:agreements")).content.decode()
    assert shown.key in page
    assert hidden.key not in page


def test_a_protocol_page_costs_no_more_when_its_text_is_longer(writer):
    def queries(version) -> int:
        client = as_user(writer)
        client.get(url(version, "documents:protocol"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(version, "documents:protocol")).status_code == 200
        return len(asked)

    assert queries(a_draft_protocol(writer, blocks=TEXT * 20)) == queries(a_draft_protocol(writer))


def test_publishing_tells_search(writer):
    version = an_adopted_protocol(writer)
    PendingChange.objects.all().delete()
    published_to(version, writer, "everyone")
    assert PendingChange.objects.filter(kind="protocol", key=version.key).exists()


def test_a_search_document_holds_all_words_of_a_protocol(writer):
    version = an_adopted_protocol(writer)
    (document,) = Protocols().documents([version.key])
    assert version.protocol.number in document.title
    assert {"Aannemen", "1. Vraag wie er belt.", "Let op: Bel bij acuut gevaar eerst 112."} <= set(
        document.body.split("\n")
    )
    assert document.tokens == {"role:project_leader", "role:process_director"}
