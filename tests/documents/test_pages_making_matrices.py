"""Making a role matrix in the back room: import, rows, bindings, gaps, scope, proposal, audience."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from documents.actions.bind import choose_nobody
from documents.actions.decide_matrix import propose_matrix
from documents.actions.edit_matrix import edit_row
from documents.actions.publish import publish
from documents.gaps import gaps, keep_gaps
from documents.models import Binding, Column, EmptyMark, MatrixRow, MatrixState, MatrixVersion, Statement
from tests.documents.pages import as_user, matrix_url, now, sent
from tests.documents.word.builders import realistic_matrix_docx
from tests.factories.cases import a_case
from tests.factories.documents import (
    a_director,
    a_draft_matrix,
    a_leader,
    a_meeting,
    a_proposed_matrix,
    a_signed_covenant,
    an_adopted_matrix,
    people_for_roles,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, an_organisation
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db
TODO, UPLOAD = reverse("backroom:todo"), reverse("backroom:upload", args=["matrix"])


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    people_for_roles("municipal_director", "safety_broker")
    with translation.override("en"):
        yield


@pytest.fixture
def matrix():
    return a_draft_matrix({"municipal_director": ["case.scale_up"]})


@pytest.fixture
def leader():
    return as_user(a_leader())


def row_url(matrix, order=1, name="backroom:row"):
    return matrix_url(matrix, name, order)


def cells(**texts):
    """A row form with every field that a browser sends."""
    empty = {name: "" for column in Column.values for name in (column, f"{column}_mark")}
    return empty | texts


def word_file(content: bytes | None = None, name: str = "matrix.docx"):
    return SimpleUploadedFile(name, content or realistic_matrix_docx())


@pytest.mark.parametrize("role", ["administrator", "municipal_director", "partner"])
def test_only_project_leaders_get_to_the_list(role):
    assert as_user(a_person(None, role)).get(TODO).status_code == 404


def test_an_empty_house_leads_to_the_first_import(leader):
    shown = leader.get(TODO).content.decode()
    assert "Import the first role matrix from Word." in shown
    assert UPLOAD in shown


def test_an_upload_is_understood_before_anything_is_saved(leader):
    response = leader.post(UPLOAD, {"file": word_file()}, follow=True)
    assert response.status_code == 200
    assert [one.name for one in response.context["report"].sections]
    assert response.context["report"].warnings
    assert not MatrixVersion.objects.exists()


def test_what_was_understood_is_saved_as_a_draft(leader, tmp_path):
    check = leader.post(UPLOAD, {"file": word_file()}).url
    response = leader.post(check, {"title": "TVB-matrix Vaartland", "version": 0})
    version = MatrixVersion.objects.get()
    assert response.url == matrix_url(version, "backroom:matrix")
    assert (version.title, version.state) == ("TVB-matrix Vaartland", MatrixState.DRAFT)
    assert not [*(tmp_path / "pending").glob("*")]
    assert leader.get(check).status_code == 404


def test_an_upload_can_be_dropped(leader, tmp_path):
    check = leader.post(UPLOAD, {"file": word_file()}).url
    assert leader.post(check, {"do": "drop"}).url == TODO
    assert not MatrixVersion.objects.exists()
    assert not [*(tmp_path / "pending").glob("*")]


def test_an_upload_is_nobody_elses(leader):
    check = leader.post(UPLOAD, {"file": word_file()}).url
    assert as_user(a_leader()).get(check).status_code == 404


def test_a_file_that_is_no_word_file_is_refused_at_its_field(leader):
    response = leader.post(UPLOAD, {"file": word_file(b"geen Word", "lijst.docx")})
    assert response.status_code == 422
    assert response.context["form"].errors["file"]


def test_a_row_is_written_with_several_statements_and_a_mark(leader, matrix):
    data = sent(matrix, **cells(task="Weegt het signaal.\nBelt de melder.", responsibility_mark="deliberate"))
    assert leader.post(row_url(matrix), data).status_code == 302
    row = MatrixRow.objects.get(section__version=matrix, order=1)
    assert [one.text for one in row.statements.all()] == ["Weegt het signaal.", "Belt de melder."]
    assert [(one.column, one.mark) for one in row.empty_cells.all()] == [(Column.RESPONSIBILITY, EmptyMark.DELIBERATE)]


def test_a_row_that_changed_meanwhile_shows_both_texts(leader, matrix):
    opened = sent(matrix, **cells(task="Mijn woorden."))
    other = a_leader()
    row = MatrixRow.objects.get(section__version=matrix, order=1)
    edit_row(row, viewer=viewer_of(other), expected_version=matrix.version, cells={"task": ["Andere woorden."]})
    response = leader.post(row_url(matrix), opened)
    shown = response.content.decode()
    assert response.status_code == 409
    assert all(words in shown for words in ("Mijn woorden.", "Andere woorden.", other.name))
    assert f'name="version" value="{now(matrix).version}"' in shown


def test_only_what_differs_is_shown_twice_whatever_ends_a_line_in_a_browser(leader, matrix):
    row = MatrixRow.objects.get(section__version=matrix, order=1)
    texts = {"task": ["Weegt.", "Belt."], "responsibility": ["Op tijd."]}
    edit_row(row, viewer=viewer_of(a_leader()), expected_version=matrix.version, cells=texts)
    opened = {"version": matrix.version} | cells(task="Weegt.\r\nBelt.", responsibility="Te laat.")
    differences = leader.post(row_url(matrix), opened).context["stale"].differences
    assert [one.field.name for one in differences] == ["responsibility"]


def test_what_does_not_differ_goes_along_with_the_next_attempt(leader, matrix):
    url, places = matrix_url(matrix, "backroom:scope"), [a_municipality(), a_municipality()]
    when = {"effective_at_0": "2027-01-02", "effective_at_1": "09:00"}
    opened = {"version": matrix.version, "municipalities": [place.key for place in places]} | when
    leader.post(url, opened | {"effective_at_0": "2027-03-04"})
    stale = leader.post(url, opened).context["stale"]
    assert [one.name for one in stale.differences] == ["effective_at"]
    assert stale.hidden == [
        ("version", str(now(matrix).version)),
        *(("municipalities", place.key) for place in places),
    ]


def test_after_a_conflict_ones_own_text_can_still_be_saved(leader, matrix):
    data = sent(matrix, **cells(task="Toch mijn woorden."), choice="mine")
    leader.post(row_url(matrix), data)
    assert Statement.objects.get(row__section__version=matrix, row__order=1).text == "Toch mijn woorden."


def test_after_a_conflict_the_other_text_can_be_kept(leader, matrix):
    before = now(matrix).version
    response = leader.post(row_url(matrix), {"choice": "theirs", "task": "Vergeet dit."})
    assert response.status_code == 302
    assert now(matrix).version == before


def test_a_row_that_was_removed_meanwhile_keeps_the_words_on_the_page(leader, matrix):
    opened = sent(matrix, **cells(task="Mijn woorden."))
    leader.post(row_url(matrix, name="backroom:remove_row"), sent(matrix))
    response = leader.post(row_url(matrix), opened)
    assert response.status_code == 409
    assert "Mijn woorden." in response.content.decode()
    assert leader.get(row_url(matrix)).status_code == 404


def press(matrix, **values):
    statement = Statement.objects.get(row__section__version=matrix, column=Column.AUTHORITY)
    return sent(matrix, statement=statement.pk, **values)


def bound(matrix):
    statement = Statement.objects.get(row__section__version=matrix, column=Column.AUTHORITY)
    return set(statement.bindings.values_list("step", "suggested"))


def test_a_statement_is_bound_and_unbound_by_a_button(leader, matrix):
    leader.post(row_url(matrix, 2), press(matrix, do="bind", step="case.scale_down"))
    assert bound(matrix) == {("case.scale_up", False), ("case.scale_down", False)}
    leader.post(row_url(matrix, 2), press(matrix, do="unbind", step="case.scale_up"))
    assert bound(matrix) == {("case.scale_down", False)}


def test_binding_without_a_step_says_so_at_the_field(leader, matrix):
    response = leader.post(row_url(matrix, 2), press(matrix, do="bind", step=""))
    assert response.status_code == 422
    assert "Choose a step." in response.content.decode()


def test_an_unbound_statement_shows_the_step_that_its_wording_points_at(leader):
    matrix = a_draft_matrix()
    row = MatrixRow.objects.get(section__version=matrix)
    Statement.objects.create(row=row, column=Column.AUTHORITY, order=1, text="Schaalt de casus op.")
    shown = leader.get(row_url(matrix)).context["statements"]
    assert [one.suggestion.step if one.suggestion else None for one in shown] == [None, "case.scale_up"]


def test_a_button_pressed_on_an_old_page_does_nothing(leader, matrix):
    old = press(matrix, do="unbind", step="case.scale_up")
    leader.post(row_url(matrix), sent(matrix, **cells(task="Iets anders.")))
    assert leader.post(row_url(matrix, 2), old).status_code == 409
    assert bound(matrix) == {("case.scale_up", False)}


def test_a_row_is_added_below_another_and_opened(leader, matrix):
    response = leader.post(row_url(matrix, name="backroom:add_below"), sent(matrix))
    assert response.url == row_url(matrix, 2)
    assert MatrixRow.objects.filter(section__version=matrix).count() == 3


def test_a_row_is_added_at_the_end_of_a_role(leader, matrix):
    assert leader.post(matrix_url(matrix, "backroom:add_row", 1), sent(matrix)).url == row_url(matrix, 3)


def test_a_section_is_tied_to_a_role_of_the_house(leader, matrix):
    data = sent(matrix, name="Wijkregisseur", role="safety_broker", aliases="regisseur wijk\nwijkcoach")
    leader.post(matrix_url(matrix, "backroom:section", 1), data)
    section = matrix.sections.get()
    assert (section.name, section.role, section.aliases) == (
        "Wijkregisseur",
        "safety_broker",
        ["regisseur wijk", "wijkcoach"],
    )


def test_a_step_is_given_to_nobody_and_the_gap_is_acknowledged(leader, matrix):
    url = matrix_url(matrix, "backroom:matrix_steps")
    leader.post(url, sent(matrix, do="nobody", target="case.scale_down"))
    gap = next(one for one in gaps(now(matrix), viewer=viewer_of(a_leader())) if one.id == "nobody:case.scale_down")
    assert gap.text in leader.get(url).content.decode()
    leader.post(url, sent(matrix, do="acknowledge", target=gap.id))
    assert matrix.acknowledged_gaps.get().gap == gap.id


def test_giving_a_bound_step_to_nobody_is_refused_as_a_page(leader, matrix):
    url = matrix_url(matrix, "backroom:matrix_steps")
    response = leader.post(url, sent(matrix, do="nobody", target="case.scale_up"))
    assert response.status_code == 409
    assert "Unbind that first." in response.content.decode()


def test_the_scope_and_the_moment_are_chosen(leader, matrix):
    place, meeting = a_municipality("Veldersloot"), a_meeting()
    data = sent(matrix, municipalities=[place.key], meeting_types=[meeting.key])
    data |= {"effective_at_0": "2027-01-01", "effective_at_1": "09:00"}
    assert leader.post(matrix_url(matrix, "backroom:scope"), data).status_code == 302
    saved = now(matrix)
    assert (list(saved.municipalities.all()), list(saved.meeting_types.all())) == ([place], [meeting])
    assert saved.effective_at.isoformat() == "2027-01-01T08:00:00+00:00"


def test_a_proposed_matrix_is_not_edited_any_more(leader):
    matrix = a_proposed_matrix()
    assert leader.get(row_url(matrix)).url == f"{matrix_url(matrix, 'backroom:matrix')}?rol=1&rij=1#row-1"
    response = leader.post(row_url(matrix), sent(matrix, **cells(task="Te laat.")))
    assert response.status_code == 409
    assert "Te laat." in response.content.decode()


def test_the_list_leads_to_the_proposal_once_all_is_ready(leader, matrix):
    step = matrix_url(matrix, "documents:matrix_step", "propose")
    assert step in leader.get(TODO).content.decode()
    leader.post(step, sent(matrix))
    assert now(matrix).state == MatrixState.PROPOSED


def test_an_adopted_matrix_is_published_to_whom_was_ticked(leader):
    matrix, organisation = an_adopted_matrix(), an_organisation()
    url, reader = matrix_url(matrix, "backroom:matrix_audience"), a_person(organisation)
    leader.post(url, sent(matrix, organisations=[organisation.key], roles=["partner"]))
    assert as_user(reader).get(matrix_url(matrix)).status_code == 200
    assert leader.get(url).context["form"].initial["organisations"] == [organisation]


def test_a_next_version_begins_as_a_copy(leader):
    matrix = an_adopted_matrix({"municipal_director": ["case.scale_up"]})
    response = leader.post(matrix_url(matrix, "backroom:next_matrix"), sent(matrix))
    copy = MatrixVersion.objects.get(version_number=2)
    assert response.url == matrix_url(copy, "backroom:matrix")


@pytest.mark.parametrize("name", ["matrix", "scope", "matrix_steps", "matrix_audience", "next_matrix"])
def test_a_director_who_reads_a_proposed_matrix_finds_no_back_room(name):
    director = a_director()
    url = matrix_url(a_proposed_matrix(), f"backroom:{name}")
    assert as_user(director).get(url).status_code == 404
    assert as_user(a_person(None, "administrator")).get(url).status_code == 404


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_editor_asks_as_much_for_ninety_rows_as_for_thirty(leader, matrix):
    section = matrix.sections.get()

    def grow(first, last):
        for order in range(first, last):
            row = MatrixRow.objects.create(section=section, order=order)
            Statement.objects.create(row=row, column=Column.TASK, order=1, text=f"Bewaakt afspraak {order}.")

    names = ("backroom:matrix", "backroom:matrix_steps")
    urls = [TODO, row_url(matrix, 10), *(matrix_url(matrix, name) for name in names)]
    grow(3, 31)
    few = [queries(leader, url) for url in urls]
    assert leader.get(urls[2]).content.decode().count("/regel/") >= 30
    grow(31, 91)
    assert [queries(leader, url) for url in urls] == few


def test_the_list_asks_as_much_for_many_published_agreements_as_for_one(leader):
    def one_more():
        version = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
        publish(version, viewer=viewer_of(a_leader()), expected_version=version.version, tokens=["partners"])

    one_more()
    few = queries(leader, TODO)
    for _ in range(4):
        one_more()
    assert queries(leader, TODO) == few


def test_wagtails_dashboard_gives_way_to_the_list(leader):
    assert leader.get(reverse("wagtailadmin_home"))["Location"] == TODO


def test_an_administrator_finds_no_back_room():
    assert as_user(a_person(None, "administrator")).get(reverse("wagtailadmin_home")).status_code == 404


def test_a_page_of_a_matrix_works_out_its_gaps_once(leader, matrix, monkeypatch):
    asked = []
    monkeypatch.setattr("documents.gaps._sources", [lambda version, viewer: asked.append(version) or ()])
    for name in ("backroom:matrix", "backroom:matrix_steps", "documents:matrix"):
        asked.clear()
        leader.get(matrix_url(matrix, name))
        assert len(asked) == 1, name


def test_the_page_of_a_matrix_asks_the_same_however_many_cases_and_steps_it_touches(leader):
    world = a_case()
    matrix = a_draft_matrix({"safety_broker": ["plan.adopt"]})
    url = matrix_url(matrix, "backroom:matrix")
    few = queries(leader, url)
    for _ in range(3):
        type(world.case).objects.create(municipality=world.municipality, meeting_type=world.purpose)
    statement = Binding.objects.get().statement
    for step in ("case.close", "case.scale_up", "plan.submit"):
        Binding.objects.create(statement=statement, step=step)
    assert queries(leader, url) == few <= 70


def test_gaps_that_a_page_kept_are_for_its_viewer_alone_and_decide_nothing(leader):
    matrix, viewer = a_draft_matrix(), viewer_of(a_leader())
    keep_gaps(matrix, viewer=viewer)
    current = choose_nobody(matrix, viewer=viewer, expected_version=matrix.version, step_id="case.scale_up")
    assert gaps(matrix, viewer=viewer_of(a_leader())) != []
    with pytest.raises(StepRefused, match="Look at these gaps first"):
        propose_matrix(matrix, viewer=viewer, expected_version=current.version)
