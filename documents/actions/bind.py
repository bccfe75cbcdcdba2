"""Which statement decides which step: bound, unbound, or given to nobody on purpose."""

from django.utils import timezone
from django.utils.translation import gettext as _

from access.viewer import Viewer
from documents.actions.editing import editing, refused
from documents.gaps import gaps
from documents.models.binding import AcknowledgedGap, Binding, NobodyStep
from documents.models.matrix import MatrixVersion
from documents.models.matrix_rows import Statement
from workflows.steps import governed_steps


def bind_step(statement: Statement, *, viewer: Viewer, expected_version: int, step_id: str) -> MatrixVersion:
    """This statement lets its role take this step; confirming a suggestion is the same act."""
    version = statement.row.section.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.bind") as current:
        own = Statement.objects.get(pk=statement.pk, row__section__version=current)
        _must_be_governed(step_id)
        if current.nobody_steps.filter(step=step_id).exists():
            raise refused(_("Nobody was chosen for this step. Take that back first."))
        Binding.objects.update_or_create(statement=own, step=step_id, defaults={"suggested": False})
    return current


def unbind_step(statement: Statement, *, viewer: Viewer, expected_version: int, step_id: str) -> MatrixVersion:
    """The step keeps its other bindings, or else its default (D-12)."""
    version = statement.row.section.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.unbind") as current:
        Binding.objects.filter(statement=statement.pk, statement__row__section__version=current, step=step_id).delete()
    return current


def choose_nobody(version: MatrixVersion, *, viewer: Viewer, expected_version: int, step_id: str) -> MatrixVersion:
    """The explicit choice that nobody may take this step."""
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.nobody") as current:
        _must_be_governed(step_id)
        if Binding.objects.filter(statement__row__section__version=current, step=step_id).exists():
            raise refused(_("A statement gives this step to somebody. Unbind that first."))
        NobodyStep.objects.get_or_create(version=current, step=step_id)
    return current


def take_back_nobody(version: MatrixVersion, *, viewer: Viewer, expected_version: int, step_id: str) -> MatrixVersion:
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.nobody") as current:
        current.nobody_steps.filter(step=step_id).delete()
    return current


def acknowledge_gap(version: MatrixVersion, *, viewer: Viewer, expected_version: int, gap: str) -> MatrixVersion:
    """The project leader has seen that this step will have no one."""
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.acknowledge") as current:
        if gap not in {one.id for one in gaps(current, viewer=viewer)}:
            raise refused(_("This gap is no longer there."))
        AcknowledgedGap.objects.get_or_create(
            version=current, gap=gap, defaults={"user": viewer.user, "at": timezone.now()}
        )
    return current


def _must_be_governed(step_id: str) -> None:
    if step_id not in {step.id for step in governed_steps()}:
        raise refused(_("This step is fixed by the system and cannot be bound."))
