"""Meetings with their functions, other names, systems and kinds of data: kept by project leaders, logged, linked to."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from audit.models import AccessLogEntry, Event
from documents.models import DataCategory, DocumentKind, KnownSystem, LocalName, MeetingType, Statement
from documents.role_names import role_named
from documents.selectors.matrix_page import matrix_page
from documents.selectors.mentions import Mentions, document_url, section_url
from search.models import SynonymGroup
from tests.documents.pages import as_user, matrix_url
from tests.factories.documents import a_draft_matrix, a_leader, a_meeting, viewer_of
from tests.factories.people import a_municipality, a_person

pytestmark = pytest.mark.django_db
NAMES, AGREEMENTS = reverse("documents:names"), reverse("documents:agreements")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def leader():
    return as_user(a_leader())


def add_url(kind):
    return reverse("backroom:add_entry", args=[kind])


def entry_url(kind, entry, name="backroom:entry"):
    return reverse(name, args=[kind, entry.key])


def meeting_form(meeting, **fields):
    return {"version": meeting.version, "name": meeting.name, "alias": meeting.alias} | fields


def test_the_functions_of_a_meeting_do_not_change_with_its_name(leader):
    meeting = a_meeting()
    leader.post(entry_url("overleg", meeting), meeting_form(meeting, name="Ander", case_direction="care_case_manager"))
    after = MeetingType.objects.get(pk=meeting.pk)
    assert (after.name, after.functions) == ("Ander", meeting.functions)


def test_every_change_is_a_line_in_the_log(leader):
    meeting = a_meeting()
    leader.post(entry_url("overleg", meeting), meeting_form(meeting, alias="Regiotafel"))
    line = AccessLogEntry.objects.get(event=Event.CHANGE, noun="documents.meetingtype", object_key=meeting.key)
    assert line.details["fields"]["alias"] == "Regiotafel"


def test_a_stale_form_is_refused_with_both_texts(leader):
    meeting = a_meeting()
    old = meeting_form(meeting, alias="Mijn woord")
    leader.post(entry_url("overleg", meeting), meeting_form(meeting, alias="Ander woord"))
    response = leader.post(entry_url("overleg", meeting), old)
    assert response.status_code == 409
    shown = response.content.decode()
    assert "Mijn woord" in shown
    assert "Ander woord" in shown


@pytest.mark.parametrize(
    ("kind", "form", "model"),
    [
        ("overleg", {"name": "Jeugdtafel", "process_direction": "municipal_director"}, MeetingType),
        ("naam", {"name": "wijkcoach", "role": "municipal_director"}, LocalName),
        ("naam", {"name": "crisiskaart", "document": "client_checklist"}, LocalName),
        ("systeem", {"name": "Dossiersysteem", "aliases": "DS\nhet systeem"}, KnownSystem),
        ("gegevens", {"label": "Woonsituatie"}, DataCategory),
        ("synoniem", {"words": "herrie\ngeluidsoverlast"}, SynonymGroup),
    ],
)
def test_an_entry_is_added(leader, kind, form, model):
    before = model.objects.count()
    assert leader.post(add_url(kind), {"version": 0} | form).status_code == 302
    assert model.objects.count() == before + 1


@pytest.mark.parametrize("also", ["meeting_type", "document", ""])
def test_a_name_is_of_a_role_or_of_a_meeting_or_of_a_document(leader, also):
    form = {"version": 0, "name": "tafel", "role": "municipal_director" if also else ""}
    values = {"meeting_type": a_meeting().key, "document": "protocol", "": ""}
    assert leader.post(add_url("naam"), form | {also: values[also]}).status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalName.objects.create(name="tafel", role=form["role"], **({"document": "protocol"} if also else {}))


def test_two_entries_do_not_share_a_name(leader):
    KnownSystem.objects.create(name="Dossiersysteem")
    assert leader.post(add_url("systeem"), {"version": 0, "name": "dossiersysteem"}).status_code == 409
    assert KnownSystem.objects.count() == 1


@pytest.mark.parametrize("words", ["herrie", "herrie\nHerrie", "herrie\n\n  \n", ""])
def test_one_word_alone_finds_no_other(leader, words):
    assert leader.post(add_url("synoniem"), {"version": 0, "words": words}).status_code == 422


def test_the_same_words_are_not_made_equal_twice(leader):
    SynonymGroup.objects.create(words="herrie\nlawaai")
    assert leader.post(add_url("synoniem"), {"version": 0, "words": " herrie \n\nlawaai\nHerrie"}).status_code == 409
    assert SynonymGroup.objects.count() == 1


def test_words_that_find_each_other_are_changed_and_removed(leader):
    group = SynonymGroup.objects.create(words="herrie\nlawaai")
    leader.post(entry_url("synoniem", group), {"version": 1, "words": "herrie\nlawaai\nkabaal"})
    assert SynonymGroup.objects.get().words == "herrie\nlawaai\nkabaal"
    leader.post(entry_url("synoniem", group, "backroom:remove_entry"), {"version": 2})
    assert not SynonymGroup.objects.exists()


def test_a_system_is_removed_and_a_meeting_is_not(leader):
    system, meeting = KnownSystem.objects.create(name="Dossiersysteem"), a_meeting()
    leader.post(entry_url("systeem", system, "backroom:remove_entry"), {"version": 1})
    assert not KnownSystem.objects.exists()
    assert leader.post(entry_url("overleg", meeting, "backroom:remove_entry"), {"version": 1}).status_code == 404


@pytest.mark.parametrize("role", ["administrator", "municipal_director", "partner"])
def test_only_project_leaders_keep_the_lists(role):
    client = as_user(a_person(None, role))
    assert client.get(add_url("overleg")).status_code == 404
    assert client.post(add_url("systeem"), {"version": 0, "name": "Register"}).status_code == 404
    assert not KnownSystem.objects.exists()


def test_a_name_of_the_region_is_recognised_at_import():
    assert role_named("Buurtregisseur") == ""
    LocalName.objects.create(name="buurtregisseur", role="municipal_director", municipality=a_municipality())
    assert role_named("Buurtregisseur") == "municipal_director"


def test_a_name_that_means_two_roles_is_no_guess():
    for role in ("municipal_director", "process_manager"):
        LocalName.objects.create(name="procesmanager", role=role, municipality=a_municipality())
    assert role_named("procesmanager") == ""


def test_everyone_reads_who_is_called_what_where():
    place = a_municipality()
    LocalName.objects.create(name="wijkcoach", role="municipal_director", municipality=place)
    shown = as_user(a_person(None, "partner")).get(NAMES).content.decode()
    assert f"wijkcoach ({place.name})" in " ".join(shown.split())


def test_a_statement_links_to_the_roles_meetings_systems_and_agreements_that_it_names():
    version = a_draft_matrix({"municipal_director": [], "community_officer": []})
    version.sections.filter(order=2).update(name="Wijkagent", aliases=["buurtagent"])
    meeting, system = a_meeting(), KnownSystem.objects.create(name="Dossiersysteem", aliases=["DSV"])
    text = f"Meldt aan wijkagenten en de buurtagent in {meeting.name} via DSV, volgens het convenant."
    parts = Mentions(version).parts(text)
    assert "".join(part.text for part in parts) == text
    assert [(part.text, part.url) for part in parts if part.url] == [
        ("wijkagenten", section_url(2)),
        ("buurtagent", section_url(2)),
        (meeting.name, f"{NAMES}#meeting-{meeting.key}"),
        ("DSV", f"{NAMES}#system-{system.key}"),
        ("convenant", f"{reverse('documents:agreements')}#covenants"),
    ]


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("protocollen", f"{AGREEMENTS}#protocols"),
        ("convenanten", f"{AGREEMENTS}#covenants"),
        ("TVB-matrix", f"{AGREEMENTS}#matrices"),
        ("plan van aanpak", f"{NAMES}#document-plan_of_action"),
        ("plannen van aanpak", f"{NAMES}#document-plan_of_action"),
        ("checklists", f"{NAMES}#document-client_checklist"),
        ("crisiskaart", f"{NAMES}#document-client_checklist"),
    ],
)
def test_a_statement_links_to_every_kind_of_document_also_by_its_name_in_a_region(word, place):
    LocalName.objects.create(name="crisiskaart", document="client_checklist", municipality=a_municipality())
    parts = Mentions(a_draft_matrix()).parts(f"Volgt de {word}.")
    assert [(part.text, part.url) for part in parts if part.url] == [(word, place)]


def test_what_a_statement_links_to_is_on_the_page_that_it_leads_to(leader):
    ids = {page: set(re.findall(r'id="([^"]+)"', leader.get(page).content.decode())) for page in (NAMES, AGREEMENTS)}
    places = [document_url(kind).split("#") for kind in DocumentKind]
    assert [place for page, place in places if place not in ids[page]] == []


def test_the_number_of_other_names_costs_no_query(django_assert_num_queries):
    version = a_draft_matrix()
    for number in range(20):
        LocalName.objects.create(name=f"kaart {number}", document="client_checklist")
    with django_assert_num_queries(4):
        Mentions(version)


def test_a_role_does_not_point_at_itself():
    version = a_draft_matrix({"community_officer": []})
    version.sections.update(name="Wijkagent")
    Statement.objects.update(text="De wijkagent weegt mee.")
    statement = matrix_page(version, viewer=viewer_of(a_leader())).sections[0].rows[0].cells[0].statements[0]
    assert [part.url for part in statement.parts] == [""]


def test_what_a_statement_says_is_never_markup():
    version = a_draft_matrix()
    Statement.objects.update(text="<b>Weegt</b> & beslist")
    shown = as_user(a_leader()).get(matrix_url(version)).content.decode()
    assert "&lt;b&gt;Weegt&lt;/b&gt; &amp; beslist" in shown
