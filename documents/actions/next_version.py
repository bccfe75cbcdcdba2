"""How a signed covenant, or an adopted matrix or protocol, is changed: a next version, begun as a copy of it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Model
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from documents.access import is_decided
from documents.actions.attach import copy_attachments
from documents.actions.editing import AnyVersion, V, must_make, refused, renewed, seal
from documents.actions.phase_tables import copy_phase_tables
from documents.audiences import LEADERS, new_audience
from documents.kinds import kind_of
from documents.models.covenant import CovenantVersion
from documents.models.matrix import MatrixVersion
from documents.models.matrix_rows import MatrixSection
from documents.models.party import Annex, Party
from documents.models.protocol import ProtocolVersion
from search.outbox import changed
from workflows.claim import claim
from workflows.models import contributed


def start_next_version(version: V, *, viewer: Viewer, expected_version: int) -> V:
    """A draft with everything that the version says; the version stays in force until the next one takes over."""
    with transaction.atomic():
        fresh = renewed(viewer)
        current = claim(version, viewer=fresh, expected_version=expected_version)
        must_make(fresh)
        must_be_the_last(current)
        copy: V = _copy(current)
        copy_attachments(current, copy)
        seal(copy)
        contributed(copy, viewer.user)
        note_change(fresh, copy, Action.CREATE, step=f"{kind_of(copy)}.next_version")
        changed(kind_of(copy), copy.key)
        return copy


def must_be_the_last(version: AnyVersion) -> None:
    """One next version at a time, and only of what was decided."""
    if not is_decided(version):
        raise refused(_("It was not signed or adopted yet: change it as it is."))
    if _in_the_making(version):
        raise refused(_("A next version is being made already."))


def _in_the_making(version: AnyVersion) -> bool:
    if isinstance(version, CovenantVersion):
        return version.covenant.versions.filter(begins_on__isnull=True).exists()
    series = version.protocol if isinstance(version, ProtocolVersion) else version.matrix
    return series.versions.filter(adopted_at__isnull=True).exists()


def next_version_number(series: Any) -> int:
    """Versions are whole numbers that follow each other; a draft that is under way keeps its own."""
    highest: int | None = series.versions.aggregate(highest=Max("version_number"))["highest"]
    return (highest or 0) + 1


def _copy(version: AnyVersion) -> Any:
    if isinstance(version, CovenantVersion):
        return _covenant(version)
    return _protocol(version) if isinstance(version, ProtocolVersion) else _matrix(version)


def _protocol(version: ProtocolVersion) -> ProtocolVersion:
    """Its text; when the new text is looked at again is chosen anew."""
    return ProtocolVersion.objects.create(
        protocol=version.protocol,
        version_number=next_version_number(version.protocol),
        audience=new_audience(LEADERS),
        body=version.body,
    )


def _covenant(version: CovenantVersion) -> CovenantVersion:
    copy = CovenantVersion.objects.create(
        covenant=version.covenant,
        version_number=next_version_number(version.covenant),
        audience=new_audience(LEADERS),
        starts_on=version.last_day + timedelta(days=1) if version.last_day else None,
        winding_down_days=version.winding_down_days,
        body=version.body,
    )
    copy.territory.set(version.territory.all())
    # Who left is not asked again.
    for party in version.parties.filter(left_on__isnull=True):
        _again(party, version=copy)
    for annex in version.annexes.all():
        _annex(annex, copy)
    return copy


def _annex(annex: Annex, version: CovenantVersion) -> None:
    copy = _again(annex, version=version)
    for part in (*annex.criteria.all(), *annex.deviations.all(), *annex.admissions.all()):
        _again(part, annex=copy)
    staying = Party.objects.filter(version=version).values("organisation")
    for partner in annex.partners.filter(organisation__in=staying):
        seat = _again(partner, annex=copy)
        seat.gives.set(partner.gives.all())
        seat.receives.set(partner.receives.all())


def _matrix(version: MatrixVersion) -> MatrixVersion:
    copy = MatrixVersion.objects.create(
        matrix=version.matrix,
        version_number=next_version_number(version.matrix),
        audience=new_audience(LEADERS),
    )
    copy.municipalities.set(version.municipalities.all())
    copy.meeting_types.set(version.meeting_types.all())
    for nobody in version.nobody_steps.all():
        _again(nobody, version=copy)
    for section in version.sections.prefetch_related("rows__statements__bindings", "rows__empty_cells"):
        _section(section, copy)
    copy_phase_tables(version, copy)
    return copy


def _section(section: MatrixSection, version: MatrixVersion) -> None:
    new_section = _again(section, version=version)
    for row in section.rows.all():
        new_row = _again(row, section=new_section)
        for mark in row.empty_cells.all():
            _again(mark, row=new_row)
        for statement in row.statements.all():
            new_statement = _again(statement, row=new_row)
            for binding in statement.bindings.all():
                _again(binding, statement=new_statement)


def _again(row: Any, /, **parent: Model) -> Any:
    """The same row below another parent."""
    skipped = {"id", *parent}
    fields = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name not in skipped}
    return type(row)._default_manager.create(**fields, **parent)
