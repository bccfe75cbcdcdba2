"""What was signed or adopted cannot be changed, not even around the actions: the database refuses."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Organisation
from documents.actions.phase_tables import save_phase_tables
from documents.models import (
    AcknowledgedGap,
    AdoptionVote,
    Annex,
    AnnexPartner,
    Binding,
    Covenant,
    CovenantVersion,
    DataCategory,
    EmptyCell,
    MatrixRow,
    MatrixSection,
    MatrixVersion,
    NobodyStep,
    Party,
    Phase,
    PhaseActor,
    PhaseMark,
    PhaseTask,
    RoleMatrix,
    Signature,
    Statement,
    StoredFile,
)
from tests.documents.test_phase_tables import TABLE
from tests.factories.documents import (
    a_leader,
    a_meeting,
    a_proposed_matrix,
    a_signed_covenant,
    adopted,
    people_for_roles,
    today,
)
from tests.factories.people import a_municipality, an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def covenant() -> CovenantVersion:
    return a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())


@pytest.fixture
def matrix() -> MatrixVersion:
    people_for_roles("municipal_director")
    draft = a_proposed_matrix({"municipal_director": ["plan.adopt"]})
    save_phase_tables(draft, [TABLE])
    return adopted(draft)


def refuses(change) -> bool:
    """Whether the database refuses this change."""
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


COVENANT_CHANGES = {
    "period": lambda v: CovenantVersion.objects.filter(pk=v.pk).update(ends_on=today()),
    "body": lambda v: CovenantVersion.objects.filter(pk=v.pk).update(body=[{"kind": "paragraph", "text": "anders"}]),
    "hash": lambda v: CovenantVersion.objects.filter(pk=v.pk).update(revision="x"),
    "first day": lambda v: CovenantVersion.objects.filter(pk=v.pk).update(begins_on=None),
    "state backwards": lambda v: CovenantVersion.objects.filter(pk=v.pk).update(state="draft"),
    "file": lambda v: CovenantVersion.objects.filter(pk=v.pk).update(adopted=None),
    "title": lambda v: Covenant.objects.update(title="anders"),
    "mandate": lambda v: Party.objects.update(mandate="anders"),
    "new party": lambda v: Party.objects.create(version=v, organisation=an_organisation()),
    "party gone": lambda v: v.parties.all().delete(),
    "purpose": lambda v: Annex.objects.update(purpose="anders"),
    "new annex": lambda v: Annex.objects.create(version=v, meeting_type=a_meeting(), title="x"),
    "new partner": lambda v: AnnexPartner.objects.create(annex=v.annexes.get(), organisation=an_organisation()),
    "partner": lambda v: AnnexPartner.objects.update(organisation=Organisation.objects.order_by("-pk")[0]),
    "gives": lambda v: AnnexPartner.objects.get().gives.add(DataCategory.objects.create(identifier="a", label="a")),
    "receives": lambda v: AnnexPartner.objects.get().receives.add(
        DataCategory.objects.create(identifier="b", label="b")
    ),
    "territory": lambda v: v.territory.add(a_municipality()),
    "territory gone": lambda v: v.territory.clear(),
    "signature": lambda v: Signature.objects.update(revision="x"),
    "signature gone": lambda v: Signature.objects.all().delete(),
    "bytes": lambda v: StoredFile.objects.update(sha256="x"),
}


@pytest.mark.parametrize("name", COVENANT_CHANGES)
def test_a_signed_covenant_refuses(covenant, name):
    assert refuses(lambda: COVENANT_CHANGES[name](covenant))


def test_what_happens_to_a_signed_covenant_later_can_be_recorded(covenant):
    Party.objects.update(left_on=today())
    CovenantVersion.objects.filter(pk=covenant.pk).update(
        state="terminated", version=9, last_day=today(), readable_until=today(), stops_on=today()
    )
    assert CovenantVersion.objects.get(pk=covenant.pk).state == "terminated"


MATRIX_CHANGES = {
    "moment": lambda v: MatrixVersion.objects.filter(pk=v.pk).update(effective_at=v.created_at),
    "state backwards": lambda v: MatrixVersion.objects.filter(pk=v.pk).update(state="draft"),
    "proposer": lambda v: MatrixVersion.objects.filter(pk=v.pk).update(proposer=None),
    "title": lambda v: RoleMatrix.objects.update(title="anders"),
    "section": lambda v: MatrixSection.objects.update(role="partner"),
    "new section": lambda v: MatrixSection.objects.create(version=v, order=9, name="x"),
    "row": lambda v: MatrixRow.objects.update(heading="anders"),
    "new row": lambda v: MatrixRow.objects.create(section=v.sections.get(), order=9),
    "statement": lambda v: Statement.objects.update(text="anders"),
    "statement gone": lambda v: Statement.objects.filter(bindings=None).delete(),
    "mark": lambda v: EmptyCell.objects.create(row=MatrixRow.objects.first(), column="task", mark="to_agree"),
    "binding": lambda v: Binding.objects.update(step="case.close"),
    "binding gone": lambda v: Binding.objects.all().delete(),
    "new binding": lambda v: Binding.objects.create(statement=Statement.objects.first(), step="case.close"),
    "nobody": lambda v: NobodyStep.objects.create(version=v, step="case.close"),
    "gap": lambda v: AcknowledgedGap.objects.create(version=v, gap="x", user=a_leader(), at=v.created_at),
    "municipality": lambda v: v.municipalities.add(a_municipality()),
    "meeting": lambda v: v.meeting_types.add(a_meeting()),
    "phase table": lambda v: v.phase_tables.update(title="anders"),
    "new phase table": lambda v: v.phase_tables.create(order=9, title="x"),
    "actor": lambda v: PhaseActor.objects.update(name="anders"),
    "phase": lambda v: Phase.objects.update(name="anders"),
    "task": lambda v: PhaseTask.objects.update(text="anders"),
    "new task": lambda v: PhaseTask.objects.create(phase=Phase.objects.first(), order=9, text="x"),
    "mark of a task": lambda v: PhaseMark.objects.update(words="anders"),
    "mark of a task gone": lambda v: PhaseMark.objects.all().delete(),
    "vote": lambda v: AdoptionVote.objects.update(organisation=an_organisation()),
    "vote gone": lambda v: AdoptionVote.objects.all().delete(),
}


@pytest.mark.parametrize("name", MATRIX_CHANGES)
def test_an_adopted_matrix_refuses(matrix, name):
    assert refuses(lambda: MATRIX_CHANGES[name](matrix))


def test_an_adopted_matrix_can_be_superseded_and_published(matrix):
    MatrixVersion.objects.filter(pk=matrix.pk).update(state="superseded", version=9, published_at=matrix.created_at)
    assert MatrixVersion.objects.get(pk=matrix.pk).state == "superseded"
