"""Is care a page for who may see something there, and for everybody else as if it never was? (D-20)"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from audit.models import AccessLogEntry
from casefiles.models import MedicalDisclosure, MedicalRecord
from casefiles.pack_content import who_looked
from tests.casefiles.pages import opened, queries_of, sent, signed_in, text_of
from tests.factories.cases import World, a_case, a_plan, a_report, day
from tests.factories.medical import a_colleague_in_care, a_medical_disclosure, a_medical_record
from tests.factories.people import a_person
from tests.factories.rights import a_record

pytestmark = pytest.mark.django_db
TEXT = "Slikt medicatie."
TABS = ("case", "journal", "plan", "rights", "team", "documents", "history", "timeline", "why_case", "risks", "client")


@pytest.fixture
def world() -> World:
    world = a_case(state="active")
    a_colleague_in_care(world)
    return world


def typed(world: World, to: str = "member", **fields: Any) -> dict[str, Any]:
    form = {"person": world.people[to].key, "ground": "statutory_duty", "reasoning": "Dat moet van de wet."}
    return form | {"starts_on": str(day(0)), "ends_on": str(day(30)), "version": "1"} | fields


def test_the_circle_writes_discloses_and_ends_on_pages(world: World) -> None:
    nurse, member = world.people["nurse"], world.people["member"]
    assert sent(nurse, "write_medical", world.case.key, kind="medication", text=TEXT).status_code == 302
    record = MedicalRecord.objects.get()
    assert sent(nurse, "disclose_medical", record.key, **typed(world)).status_code == 302
    assert TEXT in text_of(opened(member, "medicalrecord", record.key))
    disclosure = MedicalDisclosure.objects.get()
    assert sent(nurse, "end_disclosure", disclosure.key, version="1").status_code == 302
    assert opened(member, "medicalrecord", record.key).status_code == 404


def test_who_was_told_finds_it_on_the_page_care_and_loses_the_page_with_it(world: World) -> None:
    disclosure, member = a_medical_disclosure(a_medical_record(world), world.people["member"]), world.people["member"]
    care = reverse("casefiles:care", args=[world.case.key])
    assert care in text_of(opened(member, "case", world.case.key))
    assert disclosure.record.key in text_of(opened(member, "care", world.case.key))
    MedicalDisclosure.objects.update(ended_at=disclosure.created_at)
    assert care not in text_of(opened(member, "case", world.case.key))
    assert opened(member, "care", world.case.key).status_code == 404


def test_who_was_told_reads_the_text_and_not_whom_else_it_was_told(world: World) -> None:
    record = a_medical_record(world)
    director = world.people["process_direction"]
    for person in (world.people["member"], director):
        a_medical_disclosure(record, person)
    for page in ("medicalrecord", "why_medical"):
        text = text_of(opened(world.people["member"], page, record.key)).partition("<h1")[2]
        assert director.name not in text
        assert reverse("casefiles:disclose_medical", args=[record.key]) not in text
    assert director.name in text_of(opened(world.people["nurse"], "why_medical", record.key)).partition("<h1")[2]


def test_the_chain_of_who_was_told_names_ground_and_giver(world: World) -> None:
    record = a_medical_record(world)
    a_medical_disclosure(record, world.people["member"])
    text = text_of(opened(world.people["member"], "why_medical", record.key))
    assert "toestemming van de betrokkene" in text
    assert world.people["case_direction"].name in text


def bodies(world: World, browser: Client) -> Iterator[str]:
    """Every page of a case as this browser meets it, tokens of forms apart."""
    for tab in TABS:
        response: HttpResponse = browser.get(reverse(f"casefiles:{tab}", args=[world.case.key]))
        yield str(response.status_code) + _plain(text_of(response))
    for name in ("my_work", "my_cases", "my_access"):
        yield _plain(text_of(browser.get(reverse(name))))
    yield _plain(text_of(browser.post(reverse("search"), {"q": "medicatie"}, follow=True)))


def _plain(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "csrf" not in line and "nonce" not in line)


@pytest.mark.parametrize("who", ["process_direction", "member"])
def test_the_pages_of_others_are_the_same_to_the_byte_with_and_without_it(world: World, who: str) -> None:
    a_report(world)
    a_plan(world, state="in_consultation")
    browser = signed_in(world.people[who])
    before = list(bodies(world, browser))
    told = a_person(world.people["nurse"].organisation, "partner")
    record = a_medical_record(world)
    a_medical_disclosure(record, told)
    opened(world.people["nurse"], "medicalrecord", record.key)
    assert list(bodies(world, browser)) == before


def test_who_directs_reads_no_line_of_the_log_about_it(world: World) -> None:
    record = a_medical_record(world)
    opened(world.people["nurse"], "medicalrecord", record.key)
    assert AccessLogEntry.objects.filter(object_key=record.key).exists()
    page = signed_in(world.people["process_direction"]).get(reverse("case_log", args=[world.case.key]))
    assert "medisch" not in text_of(page)
    assert world.people["nurse"].name not in text_of(page)


def test_who_looked_at_it_counts_in_no_access_pack(world: World) -> None:
    record = a_medical_record(world)
    before = who_looked(world.case)
    opened(world.people["nurse"], "medicalrecord", record.key)
    assert who_looked(world.case) == before


def test_an_access_pack_holds_no_word_of_it(world: World) -> None:
    a_medical_disclosure(a_medical_record(world, text=TEXT), world.people["process_direction"])
    pack = a_record(world, "pack", state="draft", owner=world.people["process_direction"])
    page = text_of(opened(world.people["process_direction"], "access_pack", pack.key))
    assert ("Verstrekt" in page, TEXT in page) == (False, False)


def test_a_reading_of_it_is_a_line(world: World) -> None:
    record = a_medical_record(world)
    opened(world.people["nurse"], "medicalrecord", record.key)
    line = AccessLogEntry.objects.first()
    assert line is not None
    assert (line.noun, line.object_key, [one.case_key for one in line.cases.all()]) == (
        "casefiles.medicalrecord",
        record.key,
        [world.case.key],
    )


def test_who_was_overtaken_reads_both_texts_and_loses_nothing(world: World) -> None:
    record, nurse = a_medical_record(world, text=TEXT), world.people["nurse"]
    sent(world.people["case_direction"], "edit_medical", record.key, kind="medication", text="Anders.", version="1")
    response = sent(nurse, "edit_medical", record.key, kind="medication", text="Mijn tekst.", version="1")
    page = text_of(response)
    assert (response.status_code, "Anders." in page, "Mijn tekst." in page) == (409, True, True)


def test_a_form_with_errors_keeps_what_was_typed(world: World) -> None:
    record = a_medical_record(world)
    response = sent(world.people["nurse"], "disclose_medical", record.key, **typed(world, ground=""))
    assert (response.status_code, "Dat moet van de wet." in text_of(response)) == (422, True)


def test_earlier_texts_and_lines_cost_no_more_queries(world: World) -> None:
    record, nurse = a_medical_record(world), world.people["nurse"]
    a_medical_disclosure(record, world.people["member"])
    few = queries_of(nurse, "medicalrecord", record.key), queries_of(nurse, "care", world.case.key)
    for _time in range(4):
        a_medical_record(world)
        a_medical_disclosure(record, world.people["member"], starts_on=day(-9), ends_on=day(-8))
    assert (queries_of(nurse, "medicalrecord", record.key), queries_of(nurse, "care", world.case.key)) == few
