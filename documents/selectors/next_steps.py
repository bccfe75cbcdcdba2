"""What the project leader does next: from the import of each agreement until it is in force and published."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.viewer import Viewer
from documents.access import may_make
from documents.kinds import kind_of
from documents.models.binding import Binding
from documents.models.covenant import CovenantState, CovenantVersion
from documents.models.matrix import MatrixState, MatrixVersion
from documents.models.matrix_rows import Column, MatrixRow
from documents.models.protocol import ADOPTER, ProtocolState, ProtocolVersion
from documents.selectors.closing import closing
from workflows.authority import machine
from workflows.steps import step_by_id, unmet

# How long before its end a covenant is announced (domain, 3).
WARN_DAYS = (7, 30, 90)


@dataclass(frozen=True)
class NextStep:
    """One thing to do (or, with `waits_for`, to wait for); `step` is the step that is ready to be taken, if one is.

    `holds_up`: it stands in the way of a step, whose own line says so where the steps are shown.
    """

    kind: str
    key: str
    title: str
    text: str | Promise
    step: str = ""
    waits_for: str = ""
    holds_up: bool = False


def next_steps(viewer: Viewer) -> list[NextStep]:
    """In the order in which agreements are numbered; empty for who makes no agreements."""
    if not may_make(viewer):
        return []
    covenants: Any = CovenantVersion.objects.visible_to(viewer).select_related("covenant")
    matrices: Any = MatrixVersion.objects.visible_to(viewer).select_related("matrix")
    found = [step for version in covenants for step in _covenant(version, viewer)]
    found += [step for version in matrices for step in _matrix(version, viewer)]
    protocols = ProtocolVersion.objects.visible_to(viewer).select_related("protocol")
    found += [step for version in protocols for step in _protocol(version, viewer)]
    if not covenants:
        found.append(NextStep("covenant", "", "", _("Import the first covenant from Word.")))
    if not matrices:
        found.append(NextStep("matrix", "", "", _("Import the first role matrix from Word.")))
    return found


def needs_of(version: CovenantVersion | MatrixVersion | ProtocolVersion, *, viewer: Viewer) -> list[NextStep]:
    """The same for one agreement, on its own page."""
    if not may_make(viewer):
        return []
    if isinstance(version, ProtocolVersion):
        return list(_protocol(version, viewer))
    return list(_covenant(version, viewer) if isinstance(version, CovenantVersion) else _matrix(version, viewer))


# Keyed by kind as well: both kinds of agreement begin as a draft.
FORWARD = {
    ("covenant", CovenantState.DRAFT): "covenant.start_consultation",
    ("covenant", CovenantState.IN_CONSULTATION): "covenant.ready_to_sign",
    ("matrix", MatrixState.DRAFT): "matrix.propose",
    ("protocol", ProtocolState.DRAFT): "protocol.submit",
}


def _covenant(version: CovenantVersion, viewer: Viewer) -> Iterator[NextStep]:
    if ("covenant", version.state) in FORWARD:
        yield from _forward(version, viewer, tuple(_silent(version)))
        return
    if version.state == CovenantState.READY_TO_SIGN:
        # Without a signatory who has an account a party signs on paper.
        on_paper = version.parties.filter(left_on__isnull=True, signatory__isnull=True).select_related("organisation")
        unsigned = on_paper.exclude(pk__in=version.parties.signed().values("pk"))
        names = get_text_list(
            [str(one) for one in [*machine("covenant").people("signatory", version), *unsigned]], _("and")
        )
        yield _step(version, _("Wait for the signatures."), waits_for=names)
        return
    over = version.last_day is not None and version.last_day < viewer.today
    if version.published_at is None and not over:
        yield _step(version, _("Choose who may read it, and publish it."))
    if version.state == CovenantState.SIGNED:
        yield from _ended(version, viewer) if over else _expiring(version, viewer)


def _silent(version: CovenantVersion) -> Iterator[str]:
    """Where nobody gives any data: no obstacle to signing, but nothing could be shared there."""
    silent = version.annexes.exclude(pk__in=version.annexes.filter(partners__gives__isnull=False).values("pk"))
    if names := get_text_list([str(one) for one in silent], _("and")):
        yield _("Say which data are given in: %(names)s. Now nothing can be shared there.") % {"names": names}


def _matrix(version: MatrixVersion, viewer: Viewer) -> Iterator[NextStep]:
    if ("matrix", version.state) in FORWARD:
        yield from _forward(version, viewer, tuple(_unfinished(version)))
    elif version.state == MatrixState.PROPOSED:
        directors = [str(person) for person in machine("matrix").people("director_of_territory", version)]
        voted = len(version.votes.all())
        text = _("Wait for the second vote.") if voted else _("Wait for two votes of two organisations.")
        yield _step(version, text, waits_for=get_text_list(directors, _("and")))
    elif version.published_at is None:
        yield _step(version, _("Choose who may read it, and publish it."))


def _protocol(version: ProtocolVersion, viewer: Viewer) -> Iterator[NextStep]:
    if ("protocol", version.state) in FORWARD:
        yield from _forward(version, viewer, ())
    elif version.state == ProtocolState.IN_REVIEW:
        people = machine("protocol").people(ADOPTER, version)
        if viewer.user in people:
            yield _step(version, _("Read it, and adopt it or send it back."), step="protocol.adopt")
            return
        names = get_text_list([str(person) for person in people], _("and"))
        yield _step(version, _("Wait until somebody else adopts it."), waits_for=names)
    elif version.state == ProtocolState.ADOPTED:
        if version.published_at is None:
            yield _step(version, _("Choose who may read it, and publish it."))
        if version.review_on and version.review_on <= viewer.today:
            day = {"day": date_format(version.review_on, "j F Y")}
            yield _step(version, _("Review it: that was planned for %(day)s.") % day)


def _forward(version: Any, viewer: Viewer, advice: tuple[str, ...]) -> Iterator[NextStep]:
    """What stands between a draft and its next state; when nothing does, the step itself."""
    step = step_by_id(FORWARD[kind_of(version), version.state])
    missing = unmet(step.guards, thing=version, viewer=viewer)
    for text in advice:
        yield _step(version, text)
    for one in missing:
        yield replace(_step(version, one.text), holds_up=True)
    if not missing:
        yield _step(version, step.label, step=step.id)


def _unfinished(version: MatrixVersion) -> Iterator[str]:
    """What an editor should look at, and what does not stop the proposal."""
    suggested = Binding.objects.filter(statement__row__section__version=version, suggested=True).count()
    if suggested:
        yield ngettext(
            "Look at %(count)d step that was suggested by wording.",
            "Look at %(count)d steps that were suggested by wording.",
            suggested,
        ) % {"count": suggested}
    unmarked = _unmarked(version)
    if unmarked:
        yield ngettext(
            "Say of %(count)d empty cell whether it is empty on purpose.",
            "Say of %(count)d empty cells whether they are empty on purpose.",
            unmarked,
        ) % {"count": unmarked}


def _unmarked(version: MatrixVersion) -> int:
    rows = MatrixRow.objects.filter(section__version=version, is_heading=False)
    said = 0
    for row in rows.prefetch_related("statements", "empty_cells"):
        filled = {one.column for one in row.statements.all()} | {one.column for one in row.empty_cells.all()}
        said += len(filled)
    return len(rows) * len(Column) - said


def _expiring(version: CovenantVersion, viewer: Viewer) -> Iterator[NextStep]:
    """The warning, and what would close: only of what the viewer sees (D-10)."""
    if version.last_day is None:
        return
    left = (version.last_day - viewer.today).days
    if any(left <= days for days in WARN_DAYS):
        words = {"count": left, "day": date_format(version.last_day, "j F Y")}
        if _is_renewed(version):
            text = ngettext(
                "It ends in %(count)d day, on %(day)s. The next version must be signed before that.",
                "It ends in %(count)d days, on %(day)s. The next version must be signed before that.",
                left,
            )
        else:
            text = ngettext(
                "It ends in %(count)d day, on %(day)s. Make a next version.",
                "It ends in %(count)d days, on %(day)s. Make a next version.",
                left,
            )
        yield _step(version, text % words)
        closes = closing(version, viewer=viewer)
        for line in closes.counted if closes else ():
            yield _step(version, line)


def _ended(version: CovenantVersion, viewer: Viewer) -> Iterator[NextStep]:
    """As long as it is winding down; later it is history."""
    if version.last_day is None or version.readable_until is None or version.readable_until < viewer.today:
        return
    days = {"day": date_format(version.last_day, "j F Y"), "until": date_format(version.readable_until, "j F Y")}
    text = _("It ended on %(day)s. Its members read until %(until)s what they could read already.") % days
    yield _step(version, text)
    if not _is_renewed(version):
        yield _step(version, _("Make a next version, or let it be."))


def _is_renewed(version: CovenantVersion) -> bool:
    return CovenantVersion.objects.filter(
        covenant=version.covenant_id, version_number__gt=version.version_number
    ).exists()


def _step(version: Any, text: str | Promise, *, step: str = "", waits_for: str = "") -> NextStep:
    return NextStep(kind_of(version), version.key, version.title, text, step, waits_for)
