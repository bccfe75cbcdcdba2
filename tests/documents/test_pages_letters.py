"""The pages about letters in the back room: the list, adding, trying out, steps, the house."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from docx import Document

from audit.models import AccessLogEntry, Event
from documents.actions.edit_house import edit_house
from documents.letter_fields import FIELDS
from documents.models import HouseDetails, LetterState, LetterVersion
from documents.selectors.letters import written
from documents.word.letter_check import check, open_template
from tests.documents.pages import as_user, sent
from tests.documents.word.hostile import HOSTILE
from tests.factories.documents import a_leader, viewer_of
from tests.factories.letters import HOUSE, a_house, a_letter, a_letter_in_use, a_template_file
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
LIST, ADD, HOUSE_PAGE = (reverse(f"backroom:{name}") for name in ("letters", "add_letter", "house"))


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def leader():
    return as_user(a_leader())


def url(version, name="letter"):
    return reverse(f"backroom:{name}", args=[version.key])


def step_url(version, method):
    return reverse("documents:letter_step", args=[version.key, method])


def upload(*paragraphs, **more):
    file = SimpleUploadedFile("brief.docx", a_template_file(*paragraphs))
    return {"title": "Onze brief", "purpose": "own", "file": file} | more


def test_a_template_is_uploaded_and_becomes_a_draft(leader):
    response = leader.post(ADD, upload("Beste {{ persoon.naam }},"))
    version = LetterVersion.objects.get()
    assert (response.status_code, response.url) == (302, url(version))
    page = leader.get(response.url).content.decode()
    assert all(words in page for words in ("Onze brief", "{{ persoon.naam }}", "Draft"))


def test_every_mistake_is_told_at_the_file_with_its_place_and_the_words_are_kept(leader):
    response = leader.post(ADD, upload("Beste {{ persoon.nam }},", "{{ geheim }}"))
    errors = response.context["form"].errors["file"]
    assert response.status_code == 422
    assert "persoon.naam" in errors[0]
    assert "Beste {{ persoon.nam }}" in errors[0]
    assert "geheim" in errors[1]
    assert "Onze brief" in response.content.decode()
    assert not LetterVersion.objects.exists()


def test_a_hostile_file_is_told_at_the_file_too(leader):
    code, build = HOSTILE[next(name for name, (code, _build) in HOSTILE.items() if code == "macros")]
    response = leader.post(ADD, upload() | {"file": SimpleUploadedFile("b.docx", build())})
    assert (response.status_code, code) == (422, "macros")
    assert "macros" in response.context["form"].errors["file"][0]


def test_a_purpose_that_has_a_template_is_not_offered(leader):
    a_letter(purpose="notice")
    offered = [value for value, _label in leader.get(ADD).context["form"].fields["purpose"].choices]
    assert "notice" not in offered
    assert {"own", "consent"} <= set(offered)


def test_a_try_out_is_a_download_that_is_logged(leader):
    version = a_letter(title="Brief")
    response = leader.get(url(version, "try_letter"))
    assert Document(io.BytesIO(response.content)).paragraphs[0].text == "Beste J. de Vries,"
    assert response["Content-Disposition"].startswith("attachment")
    assert (response["X-Content-Type-Options"], "no-store" in response["Cache-Control"]) == ("nosniff", True)
    line = AccessLogEntry.objects.order_by("-id").first()
    assert (line.event, line.object_key) == (Event.EXPORT, version.key)


def test_a_draft_is_taken_into_use_and_withdrawn_with_a_reason(leader):
    version = a_letter()
    assert step_url(version, "take_into_use") in leader.get(url(version)).content.decode()
    leader.post(step_url(version, "take_into_use"), sent(version))
    version = LetterVersion.objects.get()
    assert version.state == LetterState.IN_USE
    assert leader.post(step_url(version, "withdraw"), sent(version)).status_code == 422
    leader.post(step_url(version, "withdraw"), sent(version, reason="Oud adres."))
    assert LetterVersion.objects.get().state == LetterState.WITHDRAWN


def test_nobody_marks_a_version_as_replaced_by_hand(leader):
    version = a_letter_in_use()
    assert leader.get(step_url(version, "replace")).status_code == 404


def test_a_next_version_is_uploaded_while_the_first_stays_in_use(leader):
    first = a_letter_in_use()
    file = {"file": SimpleUploadedFile("b.docx", a_template_file("Dag {{ persoon.naam }}"))}
    response = leader.post(url(first, "next_letter"), sent(first, **file))
    second = LetterVersion.objects.get(version_number=2)
    assert response.url == url(second)
    assert url(first) in leader.get(response.url).content.decode()
    # One draft at a time: the page sends back.
    assert leader.get(url(first, "next_letter")).status_code == 302


def test_a_mistake_in_a_next_version_is_told_at_the_file(leader):
    first = a_letter_in_use()
    file = {"file": SimpleUploadedFile("b.docx", a_template_file("{{ geheim }}"))}
    response = leader.post(url(first, "next_letter"), sent(first, **file))
    assert response.status_code == 422
    assert "geheim" in response.context["form"].errors["file"][0]


def test_the_included_templates_are_copied_with_one_press(leader):
    assert reverse("backroom:shipped_letters") in leader.get(LIST).content.decode()
    assert leader.post(reverse("backroom:shipped_letters")).url == LIST
    assert LetterVersion.objects.filter(state="draft").count() == 5
    assert reverse("backroom:shipped_letters") not in leader.get(LIST).content.decode()


def test_every_field_stands_on_its_page(leader):
    page = leader.get(reverse("backroom:letter_fields")).content.decode()
    assert all(name in page for name in FIELDS)


@pytest.mark.parametrize("name", FIELDS)
def test_what_the_page_says_to_type_is_right_as_it_stands(name):
    found = check(open_template(a_template_file(written(FIELDS[name]))))
    assert (found.problems, {use.field for use in found.uses}) == ([], {name})


def test_the_details_of_the_house_are_asked_for_until_they_are_there(leader):
    assert leader.get(LIST).context["missing"]
    assert leader.post(HOUSE_PAGE, HOUSE | {"version": 1}).status_code == 302
    assert HouseDetails.objects.get().name == HOUSE["name"]
    assert not leader.get(LIST).context["missing"]


def test_a_house_that_changed_meanwhile_shows_both_texts(leader):
    house, other = a_house(), a_leader()
    edit_house(house, viewer=viewer_of(other), expected_version=1, details={"phone": "088 111 11 11"})
    response = leader.post(HOUSE_PAGE, HOUSE | {"version": 1, "phone": "088 222 22 22"})
    page = response.content.decode()
    assert response.status_code == 409
    assert all(words in page for words in ("088 111 11 11", "088 222 22 22", other.name))


def test_the_list_takes_the_same_queries_however_long_it_is(leader, django_assert_max_num_queries):
    a_letter()
    with django_assert_max_num_queries(40) as few:
        leader.get(LIST)
    for _number in range(3):
        a_letter()
    with django_assert_max_num_queries(len(few)):
        leader.get(LIST)


@pytest.mark.parametrize("role", ["administrator", "partner", "process_manager", "municipal_director"])
def test_who_makes_no_agreements_finds_no_letters(role):
    version, client = a_letter_in_use(), as_user(a_person(None, role))
    names = [LIST, ADD, HOUSE_PAGE, *(url(version, name) for name in ("letter", "try_letter", "next_letter"))]
    assert {client.get(one).status_code for one in [*names, step_url(version, "withdraw")]} == {404}
    posts = [ADD, HOUSE_PAGE, reverse("backroom:shipped_letters"), url(version, "next_letter")]
    assert {client.post(one, {"version": 1}).status_code for one in [*posts, step_url(version, "withdraw")]} == {404}
    assert LetterVersion.objects.get().state == "in_use"
