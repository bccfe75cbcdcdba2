"""Letter templates: added, tried out, taken into use, replaced and withdrawn; and letters made with them."""

import io
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import translation
from docx import Document

from access.doors import may_see
from audit.models import AccessLogEntry
from documents.actions.edit_house import DETAILS, edit_house
from documents.actions.letters import NewLetter, add_letter, add_letter_version, add_shipped_letters
from documents.actions.render_letter import render_letter, try_letter
from documents.models import HouseDetails, LetterPurpose, LetterState, LetterTemplate, LetterVersion
from documents.selectors.letter_values import OF_THE_HOUSE, known_values, missing_details
from documents.word.letter_problems import LetterRefused
from search.indexer import drain
from search.query import Query
from search.service import search
from tests.factories.documents import a_leader, a_meeting, viewer_of
from tests.factories.letters import (
    HOUSE,
    a_house,
    a_letter,
    a_letter_in_use,
    a_template_file,
    taken_into_use,
)
from tests.factories.people import a_municipality, a_person, an_organisation
from workflows.fire import fire
from workflows.refusals import Stale, StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    with translation.override("en"):
        yield


def now(version: LetterVersion) -> LetterVersion:
    return LetterVersion.objects.get(pk=version.pk)


def text_of(letter: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(letter)).paragraphs)


def test_a_template_is_a_draft_that_only_project_leaders_see():
    version = a_letter("Beste {{ persoon.naam }}, bel {{ huis.telefoon }}.")
    assert (version.state, version.version_number) == ("draft", 1)
    assert version.fields == ["huis.telefoon", "persoon.naam"]
    assert may_see(viewer_of(a_leader()), version)
    assert not may_see(viewer_of(a_person(None, "administrator")), version)


def test_what_is_in_use_is_for_everybody_and_its_word_file_for_leaders():
    version, partner = a_letter_in_use(), viewer_of(a_person(None, "partner"))
    assert may_see(partner, version)
    assert not may_see(partner, version.file)
    assert list(LetterVersion.objects.visible_to(partner).in_use()) == [version]


def test_only_a_project_leader_adds_a_template():
    with pytest.raises(StepRefused):
        add_letter(NewLetter(a_template_file("Dag."), "b.docx", "B"), viewer=viewer_of(a_person(None, "administrator")))
    assert not LetterTemplate.objects.exists()


def test_a_template_with_a_mistake_leaves_nothing_behind():
    with pytest.raises(LetterRefused):
        a_letter("Beste {{ persoon.nam }},")
    assert not LetterTemplate.objects.exists()


def test_a_purpose_has_one_template():
    a_letter(purpose=LetterPurpose.NOTICE)
    with pytest.raises(StepRefused):
        a_letter(purpose=LetterPurpose.NOTICE)
    assert a_letter() != a_letter()


def next_of(version: LetterVersion, *paragraphs: str) -> LetterVersion:
    content = a_template_file(*paragraphs)
    fresh = now(version)
    return add_letter_version(
        fresh, viewer=viewer_of(a_leader()), expected_version=fresh.version, content=content, name="b.docx"
    )


def test_a_next_version_takes_the_place_of_the_one_in_use():
    first = a_letter_in_use()
    second = next_of(first, "Geachte {{ persoon.naam }},")
    assert (second.version_number, now(first).state) == (2, "in_use")
    second = taken_into_use(second)
    assert (now(first).state, second.state) == ("replaced", "in_use")
    partner = viewer_of(a_person())
    assert list(LetterVersion.objects.visible_to(partner)) == [second]


def test_one_draft_of_a_template_at_a_time():
    version = a_letter()
    with pytest.raises(StepRefused):
        next_of(version, "Nog een.")


def test_a_next_version_on_an_old_form_is_stale():
    version = a_letter_in_use()
    with pytest.raises(Stale):
        add_letter_version(
            version, viewer=viewer_of(a_leader()), expected_version=99, content=a_template_file("x"), name="b.docx"
        )


def test_the_words_of_a_template_are_found_by_everybody_while_it_is_in_use(settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    leader, reader = a_leader(), a_person(an_organisation())
    draft = a_letter("Wij hebben {{ persoon.naam }} besproken aan de casustafel.", leader=leader)
    drain()
    assert (found_by(leader, "besproken"), found_by(reader, "besproken")) == ([draft.key], [])
    version = taken_into_use(draft, leader)
    drain()
    assert found_by(reader, "besproken") == [version.key]
    viewer = viewer_of(leader)
    fire("letter.withdraw", version, viewer=viewer, expected_version=version.version, reason="Verouderd.")
    assert found_by(reader, "besproken") == []
    drain()
    assert (found_by(leader, "besproken"), found_by(reader, "besproken")) == ([version.key], [])


def found_by(person, words):
    return [hit.key for hit in search(viewer_of(person), Query(words)).hits]


def test_a_withdrawn_template_makes_no_letters():
    version, leader = a_letter_in_use(), viewer_of(a_leader())
    version = fire("letter.withdraw", version, viewer=leader, expected_version=version.version, reason="Fout adres.")
    assert not may_see(viewer_of(a_person()), version)
    with pytest.raises(Http404):
        render_letter(version, viewer=leader, values={"persoon.naam": "J. de Vries"})


@pytest.mark.parametrize(
    ("state", "open_steps"),
    [
        (LetterState.DRAFT, {"take_into_use", "drop"}),
        (LetterState.IN_USE, {"withdraw", "replace"}),
        (LetterState.REPLACED, set()),
        (LetterState.WITHDRAWN, set()),
    ],
)
def test_which_step_starts_in_which_state_and_for_whom(state, open_steps):
    version = a_letter()
    LetterVersion.objects.filter(pk=version.pk).update(state=state)
    LetterVersion.objects.get(pk=version.pk).audience.choose({"everyone"})
    for name in ("take_into_use", "drop", "withdraw", "replace"):
        for user, allowed in ((a_leader(), name in open_steps), (a_person(None, "administrator"), False)):
            assert taken(version, name, user) == allowed, (name, user)


def taken(version: LetterVersion, name: str, user) -> bool:
    """Whether this person may take the step; nothing stays of it."""
    current = now(version)
    try:
        with transaction.atomic():
            viewer = viewer_of(user)
            fire(f"letter.{name}", current, viewer=viewer, expected_version=current.version, reason="Zo is het.")
            transaction.set_rollback(True)
    except StepRefused:
        return False
    return True


def test_a_template_whose_field_is_gone_is_not_taken_into_use(monkeypatch):
    version = a_letter()
    monkeypatch.setattr("documents.letter_guards.FIELDS", {})
    with pytest.raises(StepRefused) as refusal:
        taken_into_use(version)
    assert "persoon.naam" in str(refusal.value)


CHANGES = {
    "fields": lambda v: LetterVersion.objects.filter(pk=v.pk).update(fields=[]),
    "file": lambda v: LetterVersion.objects.filter(pk=v.pk).update(file=a_letter().file),
    "number": lambda v: LetterVersion.objects.filter(pk=v.pk).update(version_number=7),
    "back from the dead": lambda v: LetterVersion.objects.filter(pk=v.pk).update(state="in_use"),
    "gone": lambda v: LetterVersion.objects.filter(pk=v.pk).delete(),
    "bytes": lambda v: type(v.file).objects.filter(pk=v.file_id).update(sha256="x"),
}


@pytest.mark.both_databases
@pytest.mark.parametrize("name", CHANGES)
def test_a_version_never_changes_not_even_around_the_actions(name):
    version = a_letter()
    version = fire("letter.drop", version, viewer=viewer_of(a_leader()), expected_version=version.version)
    with pytest.raises(IntegrityError), transaction.atomic():
        CHANGES[name](version)


def test_a_letter_is_filled_in_with_case_house_region_and_sender_and_leaves_a_line():
    a_house()
    a_municipality("Veldersloot")
    a_meeting()
    version = a_letter_in_use(
        "{{ persoon.naam }}: {{ huis.naam }}, {{ regio.gemeenten }}, {{ regio.overlegnamen }}, {{ afzender.naam }}"
    )
    writer = a_person(None, "process_manager", name="R. Verbeek")
    letter = render_letter(version, viewer=viewer_of(writer), values={"persoon.naam": "A & B <c>"})
    assert text_of(letter).startswith("A & B <c>: Zorg- en Veiligheidshuis Vaartland, Veldersloot, Tafel")
    assert text_of(letter).endswith("R. Verbeek")
    line = AccessLogEntry.objects.order_by("-id").first()
    assert (line.user_key, line.step, line.object_key) == (writer.key, "letter.render", version.key)
    assert "A & B" not in str(line.details)


def test_a_letter_with_a_hole_is_refused_and_leaves_no_line():
    version = a_letter_in_use("Bel {{ huis.telefoon }} of {{ casus.casemanager }}.")
    with pytest.raises(LetterRefused) as refused:
        render_letter(version, viewer=viewer_of(a_person()), values={})
    said = [str(problem) for problem in refused.value.problems]
    assert [problem.code for problem in refused.value.problems] == ["empty", "no_value"]
    assert "huis.telefoon" in said[0]
    assert "In the paragraph “Bel {{ huis.telefoon }}" in said[0]
    assert not AccessLogEntry.objects.filter(step="letter.render").exists()


def test_a_value_for_a_field_that_does_not_exist_is_our_own_mistake():
    version = a_letter_in_use("Dag.")
    for values in ({"persoon.bsn": "1"}, {"persoon.naam": 3}, {"uitkomst.advies": "ja"}, {"overleg.deelnemers": "x"}):
        with pytest.raises((KeyError, ValueError)):
            render_letter(version, viewer=viewer_of(a_person()), values=values)


def test_a_try_out_of_a_draft_holds_the_examples():
    assert text_of(try_letter(a_letter())) == "Beste J. de Vries,"


def test_the_file_tells_nothing_of_who_made_the_template():
    file = Document()
    file.add_paragraph("Dag.")
    file.core_properties.author, file.core_properties.comments = "Tessa", "geheim"
    stream = io.BytesIO()
    file.save(stream)
    version = add_letter(NewLetter(stream.getvalue(), "b.docx", "Brief"), viewer=viewer_of(a_leader()))
    core = Document(io.BytesIO(try_letter(version))).core_properties
    assert (core.title, core.author, core.comments) == ("Brief", "Casustafel", "")
    assert abs((core.created.replace(tzinfo=UTC) - datetime.now(UTC)).total_seconds()) < 120


def test_the_included_templates_come_once_for_every_purpose_that_has_none():
    a_letter(purpose=LetterPurpose.CONSENT, title="Ons eigen formulier")
    leader = viewer_of(a_leader())
    assert len(add_shipped_letters(viewer=leader)) == 4
    assert add_shipped_letters(viewer=leader) == []
    assert LetterTemplate.objects.get(purpose=LetterPurpose.CONSENT).title == "Ons eigen formulier"


def test_the_details_of_the_house_are_saved_by_a_leader_and_nobody_else():
    house = HouseDetails.objects.get()
    with pytest.raises(StepRefused):
        edit_house(house, viewer=viewer_of(a_person(None, "administrator")), expected_version=1, details=HOUSE)
    saved = edit_house(house, viewer=viewer_of(a_leader()), expected_version=1, details=HOUSE)
    assert (saved.version, saved.phone) == (2, HOUSE["phone"])
    assert AccessLogEntry.objects.filter(step="house.edit").count() == 1
    with pytest.raises(Stale):
        edit_house(house, viewer=viewer_of(a_leader()), expected_version=1, details={})


def test_there_is_one_house():
    with pytest.raises(IntegrityError), transaction.atomic():
        HouseDetails.objects.create()


def test_every_detail_of_the_house_stands_in_a_field():
    assert set(OF_THE_HOUSE.values()) == set(DETAILS)
    assert len(missing_details(HouseDetails.objects.get())) == len(DETAILS)
    assert missing_details(a_house()) == []


def test_what_the_system_fills_in_takes_the_same_queries_whatever_the_house_holds(django_assert_num_queries):
    viewer = viewer_of(a_leader())
    for _again in range(2):
        with django_assert_num_queries(3):
            known_values(viewer)
        a_municipality()
        a_meeting()
