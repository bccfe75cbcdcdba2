"""The pages on which an importer corrects what was read: before anything is saved, and without losing a choice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.body import from_json, plain_text
from documents.models import CovenantVersion, MatrixVersion, MeetingType, Statement
from documents.selectors.import_parts import PAGE
from documents.word.blocks import Heading
from tests.documents.pages import as_user
from tests.documents.word.builders import realistic_covenant_docx, realistic_matrix_docx
from tests.factories.documents import a_leader
from tests.factories.people import an_organisation

pytestmark = pytest.mark.django_db
FILES = {"matrix": realistic_matrix_docx, "convenant": realistic_covenant_docx}


@pytest.fixture
def leader():
    return as_user(a_leader())


def uploaded(leader, kind: str) -> str:
    """The page of what was understood."""
    file = SimpleUploadedFile(f"{kind}.docx", FILES[kind]())
    return leader.post(reverse("backroom:upload", args=[kind]), {"file": file}).url


def part(check: str, name: str = "gelezen", number: int = 1) -> str:
    return f"{check}{name}/{number}/"


def version_on(page) -> int:
    return page.context["form"]["version"].value()


@pytest.mark.parametrize("kind", FILES)
def test_every_piece_is_on_some_page_with_what_it_was_taken_for(leader, kind):
    check = uploaded(leader, kind)
    pages = {name: count for name, _label, count in leader.get(check).context["parts"]}
    assert set(pages) == {"gelezen", "weggelaten"}
    for name, count in pages.items():
        last = (count + PAGE - 1) // PAGE
        shown = [leader.get(part(check, name, number)) for number in range(1, last + 1)]
        assert sum(len(page.context["part"].pieces) for page in shown) == count
        assert leader.get(part(check, name, last + 1)).status_code == 404


def test_a_statement_moved_to_another_column_is_saved_there(leader):
    check = uploaded(leader, "matrix")
    assert leader.post(part(check), {"version": 0, "said-0-1-2-0": "0"}).url == check
    leader.post(check, {"version": 1, "title": "Matrix", "do": "save"})
    moved = Statement.objects.get(text="Neemt de aanmelding aan")
    assert moved.column == "task"


def test_a_role_gets_another_name_another_role_and_another_column(leader):
    check = uploaded(leader, "matrix")
    choices = {"name-0": "Regie in de wijk", "role-0": "community_officer", "role-1": "none", "use-2": "skip"}
    leader.post(check, {"version": 0, "title": "Matrix", "do": "save", **choices})
    sections = MatrixVersion.objects.get().sections.values_list("name", "role")
    assert list(sections) == [("Regie in de wijk", "community_officer"), ("Casuscoördinator GGZ", "")]


def test_a_block_is_corrected_and_what_was_left_out_taken_in(leader):
    check = uploaded(leader, "convenant")
    leader.post(part(check), {"version": 0, "block-0": "h3", "block-1": "skip"})
    leader.post(part(check, "weggelaten"), {"version": 1, "left-0": "end"})
    taken_in = leader.get(part(check, "weggelaten")).context["part"].pieces[0].text
    leader.post(check, {"version": 2, "title": "Convenant", "kind": "municipal_covenant"})
    version = CovenantVersion.objects.get()
    first = from_json(version.body)[0]
    assert isinstance(first, Heading)
    assert first.level == 3
    assert "partij 1" not in plain_text(version.body)
    assert taken_in in plain_text(version.body)
    assert version.original is not None


def test_a_party_is_matched_with_an_organisation_and_an_annex_with_a_meeting(leader):
    organisation, meeting = an_organisation("Politie"), MeetingType.objects.create(name="PGA")
    check = uploaded(leader, "convenant")
    choices = {"party-2": organisation.key, "annex-1": meeting.key}
    leader.post(check, {"version": 0, "title": "C", "kind": "municipal_covenant", **choices})
    version = CovenantVersion.objects.get()
    assert [party.organisation for party in version.parties.all()] == [organisation]
    assert version.annexes.get().meeting_type == meeting


def test_on_the_way_to_the_pieces_nothing_that_was_typed_is_lost(leader):
    check = uploaded(leader, "matrix")
    sent = {"version": 0, "title": "Mijn titel", "name-0": "Regie", "do": "part:gelezen"}
    assert leader.post(check, sent).url == part(check)
    page = leader.get(check)
    assert (page.context["form"]["title"].value(), page.context["form"]["name-0"].value()) == ("Mijn titel", "Regie")
    assert not MatrixVersion.objects.exists()


def test_an_error_or_another_window_keeps_what_was_typed(leader):
    check = uploaded(leader, "matrix")
    wrong = leader.post(check, {"version": 0, "title": "", "name-0": "Regie"})
    assert (wrong.status_code, wrong.context["form"]["name-0"].value()) == (422, "Regie")
    leader.post(part(check), {"version": 0, "row-0-1": "heading"})
    for url in (check, part(check)):
        stale = leader.post(url, {"version": 0, "title": "Mijn titel", "row-0-1": "skip"})
        assert stale.status_code == 409
        assert version_on(stale) == "1"
        field = "title" if url == check else "row-0-1"
        assert stale.context["form"][field].value() in {"Mijn titel", "skip"}
    assert not MatrixVersion.objects.exists()


def test_a_choice_that_is_not_offered_is_refused(leader):
    check = uploaded(leader, "convenant")
    assert leader.post(part(check), {"version": 0, "block-0": "h9"}).status_code == 422


def test_the_pieces_are_nobody_elses(leader):
    check = uploaded(leader, "matrix")
    assert as_user(a_leader()).get(part(check)).status_code == 404
    assert leader.get(part(check, "anders")).status_code == 404
