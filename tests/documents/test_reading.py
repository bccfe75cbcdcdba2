"""What changed since somebody read an agreement, for them alone; and who confirmed that they read it."""

from typing import Any

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import translation

from audit.models import AccessLogEntry, Event
from casustafel.portal.selectors.my_work import my_work
from documents.actions.confirm_reading import ask_to_confirm, confirm_reading
from documents.actions.decide_protocol import withdraw_protocol
from documents.actions.next_version import start_next_version
from documents.actions.publish import publish
from documents.actions.read_version import note_reading
from documents.comparing import Change, compare
from documents.models import Binding, ReadingConfirmation, ReadVersion
from documents.selectors.comparison import comparison, earlier_for
from documents.selectors.reading import readers_of, to_confirm
from documents.selectors.version_parts import parts_of
from documents.word.blocks import Paragraph
from tests.documents.pages import as_user, now, sent
from tests.factories.documents import (
    a_draft_covenant,
    a_draft_matrix,
    a_leader,
    a_meeting,
    a_signed_covenant,
    an_adopted_matrix,
    people_for_roles,
    today,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, an_organisation
from tests.factories.protocols import TEXT, a_next_protocol, a_reader, an_adopted_protocol, published_to
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db
CHANGED = (*TEXT[:5], Paragraph("Leg vast binnen een uur."), TEXT[5])


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def leader():
    return a_leader()


@pytest.fixture
def reader():
    return a_reader()


@pytest.fixture
def protocol(leader):
    return published_to(an_adopted_protocol(leader), leader, "everyone")


def url(version, name="documents:protocol"):
    return reverse(name, args=[version.key])


def asked(version, leader, day=None):
    version = now(version)
    return ask_to_confirm(version, viewer=viewer_of(leader), expected_version=version.version, due_on=day or today())


def test_who_read_the_version_before_sees_what_changed_since(protocol, leader, reader):
    as_user(reader).get(url(protocol))
    second = a_next_protocol(protocol, leader, CHANGED, "everyone")
    shown = as_user(reader).get(url(second)).content.decode()
    assert "Before this you read version 1" in shown
    changes = as_user(reader).get(url(second, "documents:protocol_changes")).content.decode()
    assert "Leg vast binnen een uur." in changes
    assert "You read version 1 on" in changes


def test_reading_the_new_version_again_keeps_what_changed(protocol, leader, reader):
    viewer = viewer_of(reader)
    note_reading(protocol, viewer=viewer)
    second = a_next_protocol(protocol, leader, CHANGED, "everyone")
    for _time in range(2):
        note_reading(second, viewer=viewer)
    earlier = earlier_for(viewer, second)
    assert (earlier.version, earlier.read_at is not None) == (protocol, True)


def test_who_skipped_a_version_sees_all_that_changed_since_their_own(protocol, leader, reader):
    viewer = viewer_of(reader)
    note_reading(protocol, viewer=viewer)
    second = a_next_protocol(protocol, leader, CHANGED, "everyone")
    third = a_next_protocol(second, leader, (*CHANGED, Paragraph("En bel na.")), "everyone")
    note_reading(third, viewer=viewer)
    found = comparison(viewer, third)
    assert found.earlier.version == protocol
    assert {change.becomes for change in found.changes} == {"Leg vast binnen een uur.", "En bel na."}


def test_the_list_marks_what_changed_since_its_reader_read_it_and_nothing_else(protocol, leader, reader):
    client, page = as_user(reader), reverse("documents:agreements")
    client.get(url(protocol))
    assert "changed since you last read it" not in client.get(page).content.decode()
    second = a_next_protocol(protocol, leader, CHANGED, "everyone")
    assert "changed since you last read it" in client.get(page).content.decode()
    assert "changed since you last read it" not in as_user(a_reader()).get(page).content.decode()
    client.get(url(second))
    assert "changed since you last read it" not in client.get(page).content.decode()


def test_looking_back_at_an_older_version_changes_nothing(protocol, leader, reader):
    viewer = viewer_of(reader)
    second = a_next_protocol(protocol, leader, CHANGED, "everyone")
    for version in (second, protocol):
        note_reading(version, viewer=viewer)
    assert ReadVersion.objects.get(user=reader).version_number == 2


def test_having_read_it_once_gives_nothing_today(protocol, leader, reader):
    viewer = viewer_of(reader)
    note_reading(protocol, viewer=viewer)
    publish(now(protocol), viewer=viewer_of(leader), expected_version=now(protocol).version, tokens=())
    second = a_next_protocol(now(protocol), leader, CHANGED, "everyone")
    assert earlier_for(viewer_of(reader), second) is None
    assert comparison(viewer_of(reader), second) is None


def test_nobody_sees_who_read_what(protocol, leader, reader):
    as_user(reader).get(url(protocol))
    asked(protocol, leader)
    shown = as_user(leader).get(url(protocol, "backroom:protocol_readers")).content.decode()
    assert reader.name in shown
    assert "0 of 1 people confirmed" in shown
    assert str(ReadVersion.objects.get(user=reader).read_at.year) not in shown.split("<tbody")[1]


def test_a_draft_is_not_noted_as_read(leader):
    note_reading(a_draft_covenant(a_meeting(), [an_organisation()], a_municipality()), viewer=viewer_of(leader))
    note_reading(a_draft_matrix(), viewer=viewer_of(leader))
    assert not ReadVersion.objects.exists()


def test_reading_every_kind_of_agreement_is_noted(protocol, leader):
    people_for_roles("municipal_director")
    covenant = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    matrix = an_adopted_matrix()
    client = as_user(leader)
    for version, name in ((covenant, "covenant"), (matrix, "matrix"), (protocol, "protocol")):
        assert client.get(url(version, f"documents:{name}")).status_code == 200
    assert set(ReadVersion.objects.filter(user=leader).values_list("kind", flat=True)) == {
        "covenant",
        "matrix",
        "protocol",
    }


def differences(first: Any, second: Any) -> tuple[Change, ...]:
    return compare(parts_of(first), parts_of(second)).changes


def test_a_covenant_tells_what_changed_in_its_terms(leader):
    first = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    second = start_next_version(first, viewer=viewer_of(leader), expected_version=first.version)
    second.annexes.update(purpose="Anders samenwerken.")
    second.winding_down_days = 99
    second.save()
    found = {(one.was, one.becomes) for one in differences(first, second)}
    before = f"winding-down term in days: {first.winding_down_days}"
    assert (before, "winding-down term in days: 99") in found
    assert ("purpose: Veilig samenwerken.", "purpose: Anders samenwerken.") in found
    assert not any("municipality" in one for pair in found for one in pair)


def test_a_matrix_tells_a_binding_that_changed_while_no_word_did(leader):
    people_for_roles("municipal_director")
    first = an_adopted_matrix({"municipal_director": ["plan.adopt"]})
    second = start_next_version(first, viewer=viewer_of(leader), expected_version=first.version)
    Binding.objects.filter(statement__row__section__version=second).delete()
    (change,) = differences(first, second)
    assert (change.kind, change.becomes) == ("dropped", "")


def test_a_reader_is_asked_and_confirms(protocol, leader, reader):
    client = as_user(reader)
    assert "Confirm reading" not in client.get(url(protocol)).content.decode()
    asked(protocol, leader)
    (row,) = [row for group in my_work(viewer_of(reader)).groups for row in group.rows]
    assert (str(row.title), row.url, row.due) == ("Confirm that you read it", url(protocol), today())
    assert "Confirm reading" in client.get(row.url).content.decode()
    assert client.post(url(protocol, "documents:protocol_confirm")).url == url(protocol)
    assert ReadingConfirmation.objects.get().user == reader
    assert to_confirm(viewer_of(reader)) == []
    assert "You confirmed on" in client.get(url(protocol)).content.decode()


def test_confirming_leaves_one_line_and_confirming_twice_no_second(protocol, leader, reader):
    asked(protocol, leader)
    for _time in range(2):
        confirm_reading(now(protocol), viewer=viewer_of(reader))
    lines = AccessLogEntry.objects.filter(event=Event.CHANGE, user_key=reader.key, object_key=protocol.key)
    assert lines.count() == ReadingConfirmation.objects.count() == 1


def test_nobody_confirms_what_was_not_asked_or_may_not_be_seen(protocol, leader, reader):
    with pytest.raises(StepRefused):
        confirm_reading(protocol, viewer=viewer_of(reader))
    hidden = published_to(an_adopted_protocol(leader), leader)
    asked(hidden, leader)
    with pytest.raises(Http404):
        confirm_reading(hidden, viewer=viewer_of(reader))
    assert as_user(reader).post(url(hidden, "documents:protocol_confirm")).status_code == 404


def test_project_leaders_are_not_asked(protocol, leader):
    asked(protocol, leader)
    assert to_confirm(viewer_of(leader)) == []
    assert leader not in [one.user for one in readers_of(protocol, on=today())]
    with pytest.raises(StepRefused):
        confirm_reading(protocol, viewer=viewer_of(leader))


def test_the_overview_names_people_of_the_audience_only(leader):
    inside, outside = an_organisation(), an_organisation()
    version = published_to(an_adopted_protocol(leader), leader, f"org:{inside.pk}")
    first, second, stranger = a_person(inside), a_person(inside), a_person(outside)
    asked(version, leader)
    confirm_reading(version, viewer=viewer_of(second))
    found = readers_of(version, on=today())
    assert [(one.user, one.confirmed_at is not None) for one in found] == [(first, False), (second, True)]
    shown = as_user(leader).get(url(version, "backroom:protocol_readers")).content.decode()
    assert first.name in shown
    assert stranger.name not in shown
    publish(now(version), viewer=viewer_of(leader), expected_version=now(version).version, tokens=())
    assert readers_of(now(version), on=today()) == []


def test_who_left_the_audience_is_not_asked_any_more(protocol, leader, reader):
    asked(protocol, leader)
    assert len(to_confirm(viewer_of(reader))) == 1
    publish(now(protocol), viewer=viewer_of(leader), expected_version=now(protocol).version, tokens=())
    assert to_confirm(viewer_of(reader)) == []


def test_of_what_is_withdrawn_or_replaced_nobody_confirms(protocol, leader, reader):
    asked(protocol, leader)
    withdraw_protocol(now(protocol), viewer=viewer_of(leader), expected_version=now(protocol).version, reason="Oud.")
    assert to_confirm(viewer_of(reader)) == []
    assert "Confirm reading" not in as_user(reader).get(url(protocol)).content.decode()
    with pytest.raises(StepRefused):
        confirm_reading(now(protocol), viewer=viewer_of(reader))


def test_covenants_and_matrices_are_asked_for_alike(leader):
    people_for_roles("municipal_director")
    party = an_organisation()
    covenant = a_signed_covenant(a_meeting(), [party], a_municipality())
    matrix = publish(
        an := an_adopted_matrix(), viewer=viewer_of(leader), expected_version=an.version, tokens=["partners"]
    )
    reader = a_person(party)
    for version in (covenant, matrix):
        asked(version, leader)
    assert {one.version for one in to_confirm(viewer_of(reader))} == {covenant, matrix}
    for version, name in ((covenant, "covenant"), (matrix, "matrix")):
        as_user(reader).post(url(version, f"documents:{name}_confirm"))
    assert to_confirm(viewer_of(reader)) == []


def test_the_leader_asks_chooses_another_day_and_stops_on_the_page(protocol, leader):
    client, page = as_user(leader), url(protocol, "backroom:protocol_readers")
    assert client.post(page, sent(protocol, due_on=today().isoformat())).url == page
    stale = sent(protocol, due_on=today().isoformat()) | {"version": 1}
    assert client.post(page, stale).status_code == 409
    assert client.post(page, sent(protocol, due_on="2020-01-01")).status_code == 409
    client.post(page, sent(protocol, do="stop"))
    assert "people confirmed" not in client.get(page).content.decode()


def test_the_overview_costs_no_more_with_more_readers(leader, django_assert_max_num_queries):
    party = an_organisation()
    version = published_to(an_adopted_protocol(leader), leader, f"org:{party.pk}")
    asked(version, leader)
    for _number in range(12):
        a_person(party)
    with django_assert_max_num_queries(20):
        readers_of(now(version), on=today())
