"""Changing what was decided: a next version, begun as a copy, takes over without a day in between."""

from datetime import timedelta

import pytest

from documents.actions.import_covenant import import_covenant
from documents.actions.import_matrix import import_matrix
from documents.actions.next_version import start_next_version
from documents.actions.upload import Upload
from documents.gate import Cover, coverings
from documents.models import CovenantVersion, DataCategory, Party, Standing
from documents.paper import covenant_file, matrix_file
from documents.revision import content_of
from documents.word.covenant import understand_covenant
from documents.word.matrix import understand_matrix
from documents.word.reading import read_document
from tests.documents.word.builders import realistic_covenant_docx, realistic_matrix_docx
from tests.factories.documents import (
    a_covenant_to_sign,
    a_draft_covenant,
    a_leader,
    a_meeting,
    a_signed_covenant,
    an_adopted_matrix,
    people_for_roles,
    sealed,
    signed_by_all,
    today,
    viewer_of,
)
from tests.factories.people import a_municipality, an_organisation
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


def next_of(version):
    return start_next_version(version, viewer=viewer_of(a_leader()), expected_version=version.version)


def agreed(version):
    """The content but for what differs by being another version."""
    return {name: part for name, part in content_of(version).items() if name not in {"version", "period"}}


def test_a_next_covenant_starts_with_everything_that_was_agreed():
    draft = a_draft_covenant(a_meeting(), [an_organisation(), an_organisation()], a_municipality())
    partner = draft.annexes.get().partners.first()
    partner.gives.add(DataCategory.objects.create(identifier="contacts", label="Contactgegevens"))
    version = signed_by_all(a_covenant_to_sign(sealed(draft)))
    copy = next_of(version)
    assert agreed(copy) == agreed(version)
    assert (copy.version_number, copy.state, copy.starts_on) == (2, "draft", version.last_day + timedelta(days=1))


def test_a_party_that_left_is_not_asked_again():
    version = a_signed_covenant(a_meeting(), [an_organisation(), an_organisation()], a_municipality())
    Party.objects.filter(pk=version.parties.first().pk).update(left_on=today())
    copy = next_of(version)
    assert copy.parties.count() == copy.annexes.get().partners.count() == 1


def test_only_one_next_version_is_made_at_a_time():
    version = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    next_of(version)
    with pytest.raises(StepRefused):
        next_of(CovenantVersion.objects.get(pk=version.pk))


def test_the_next_covenant_takes_over_on_its_first_day():
    meeting, police, place = a_meeting(), an_organisation(), a_municipality()
    first = a_signed_covenant(meeting, [police], place)
    copy = next_of(first)
    begins = today() + timedelta(days=10)
    CovenantVersion.objects.filter(pk=copy.pk).update(starts_on=begins)
    second = signed_by_all(a_covenant_to_sign(sealed(CovenantVersion.objects.get(pk=copy.pk))))
    triple = (meeting.pk, police.pk, place.pk)
    found = [coverings([triple], on=begins + timedelta(days=n))[triple] for n in (-1, 0)]
    assert [one.covenant_version_id for one in found] == [first.pk, second.pk]
    assert {one.cover for one in found} == {Cover.IN_FORCE}


def test_the_covenant_before_it_is_replaced_and_stays_in_force_until_then():
    first = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    copy = next_of(first)
    CovenantVersion.objects.filter(pk=copy.pk).update(starts_on=today() + timedelta(days=10))
    signed_by_all(a_covenant_to_sign(sealed(CovenantVersion.objects.get(pk=copy.pk))))
    days = {9: Standing.IN_FORCE, 10: Standing.WINDING_DOWN, 40: Standing.REPLACED}
    on = {n: CovenantVersion.objects.with_standing(today() + timedelta(days=n)).get(pk=first.pk) for n in days}
    assert {n: version.standing for n, version in on.items()} == days
    assert on[9].state == "replaced"


def test_a_next_matrix_keeps_rows_statements_and_bindings():
    people_for_roles("municipal_director", "safety_broker")
    version = an_adopted_matrix({"municipal_director": ["plan.adopt"], "safety_broker": ["case.scale_up"]})
    copy = next_of(version)
    assert matrix_file(copy)[:2] == b"PK"
    assert told(copy) == told(version)
    assert copy.state == "draft"


def told(version) -> list:
    return [
        (section.role, row.order, statement.text, [binding.step for binding in statement.bindings.all()])
        for section in version.sections.all()
        for row in section.rows.all()
        for statement in row.statements.all()
    ]


def test_what_is_exported_is_read_back_the_same():
    people_for_roles("municipal_director")
    version = an_adopted_matrix({"municipal_director": ["plan.adopt"]})
    (section,) = understand_matrix(read_document(matrix_file(version))).sections
    written = [statement.text for row in version.sections.get().rows.all() for statement in row.statements.all()]
    assert [text for row in section.duties for cell in row.cells for text in cell] == written


def test_an_exported_covenant_names_its_parties_annexes_and_signatures():
    version = a_signed_covenant(a_meeting(), [an_organisation("Politie Vaartland")], a_municipality())
    reading = understand_covenant(read_document(covenant_file(version)))
    assert [party.name for party in reading.parties] == ["Politie Vaartland"]
    assert reading.annexes[0].purpose == "Veilig samenwerken."


def test_a_next_version_may_also_come_from_word():
    people_for_roles("municipal_director")
    leader = viewer_of(a_leader())
    first, signed = an_adopted_matrix(), a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    matrix = import_matrix(Upload(realistic_matrix_docx(), "m.docx", next_of=first), viewer=leader)
    covenant = import_covenant(Upload(realistic_covenant_docx(), "c.docx", next_of=signed), viewer=leader)
    assert (matrix.matrix, matrix.version_number) == (first.matrix, 2)
    assert (covenant.covenant, covenant.version_number) == (signed.covenant, 2)
    with pytest.raises(StepRefused):
        import_matrix(Upload(realistic_matrix_docx(), "m.docx", next_of=first), viewer=leader)
