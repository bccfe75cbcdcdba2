"""What a version of an agreement says, as parts that can be laid beside those of another version."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.actions.editing import AnyVersion
from documents.body import from_json
from documents.comparing import Part
from documents.models.binding import Binding
from documents.models.covenant import CovenantVersion
from documents.models.matrix import MatrixVersion
from documents.models.matrix_rows import Column
from documents.models.party import Annex
from documents.phase_paper import as_word, phase_tables_of
from documents.word.blocks import Block, Heading, Table, block_text
from documents.word.phase_shapes import PhaseTable
from workflows.steps import step_by_id


def parts_of(version: AnyVersion) -> list[Part]:
    """In the order in which they are read."""
    if isinstance(version, CovenantVersion):
        return list(_covenant(version))
    if isinstance(version, MatrixVersion):
        return [*_matrix(version), *_decisions(version)]
    return list(_text(from_json(version.body), prefix="text", heading=_("Text")))


def _covenant(version: CovenantVersion) -> Iterator[Part]:
    yield Part("period", _("Where and when it holds"), tuple(_period(version)))
    parties = version.parties.select_related("organisation", "signatory").order_by("organisation__name")
    yield Part("parties", _("Parties"), tuple(_party(one) for one in parties))
    annexes = version.annexes.select_related("meeting_type").prefetch_related(
        "partners__organisation", "partners__gives", "partners__receives", "criteria", "deviations", "admissions"
    )
    for annex in annexes:
        yield Part(f"annex {annex.meeting_type.key}", annex.title, tuple(_annex(annex)))
        yield from _text(from_json(annex.body), prefix=f"text {annex.meeting_type.key}", heading=annex.title)
    yield from _text(from_json(version.body), prefix="text", heading=_("Text"))


def _period(version: CovenantVersion) -> Iterator[str]:
    for label, day in ((_("from"), version.starts_on), (_("until"), version.ends_on)):
        yield f"{label}: {date_format(day, 'j F Y') if day else _('not chosen yet')}"
    yield _("winding-down term in days: %(days)s") % {"days": version.winding_down_days}
    yield from sorted(_("municipality: %(name)s") % {"name": place.name} for place in version.territory.all())


def _party(party: Any) -> str:
    needed = _("must sign") if party.required else _("may accede later")
    signs = f"{party.signatory or _('no signatory')}, {party.mandate}".rstrip(", ")
    return f"{party.organisation}: {needed} · {signs}"


def _annex(annex: Annex) -> Iterator[str]:
    said = {
        _("title"): annex.title,
        _("purpose"): annex.purpose,
        _("target group"): annex.target_group,
        _("legal basis"): annex.legal_basis,
    }
    yield from (f"{label}: {text}" for label, text in said.items() if text)
    for criterion in annex.criteria.all():
        yield _labelled(_("admission criterion"), criterion.question, criterion.explanation)
    if annex.admission:
        yield f"{_('admission rule')}: {annex.admission}"
    for deviation in annex.deviations.all():
        yield _labelled(_("deviating agreement"), deviation.clause, deviation.agreed)
    for partner in annex.partners.all():
        gives = ", ".join(sorted(one.label for one in partner.gives.all())) or _("nothing")
        receives = ", ".join(sorted(one.label for one in partner.receives.all())) or _("nothing")
        words = {"who": partner.organisation, "gives": gives, "receives": receives}
        yield _("%(who)s gives: %(gives)s; receives: %(receives)s") % words


def _labelled(label: str, first: str, more: str) -> str:
    return f"{label}: " + "\n".join(text for text in (first, more) if text)


def _text(blocks: Iterable[Block], *, prefix: str, heading: str) -> Iterator[Part]:
    """A part for each heading of the text; a row of a table is a block of its own."""
    found: list[str] = []
    name = heading
    seen: dict[str, int] = defaultdict(int)
    for block in blocks:
        if isinstance(block, Heading):
            yield from _stretch(prefix, name, found, seen)
            name, found = block.text, []
        elif isinstance(block, Table):
            found += [row.text for row in block.rows if row.text]
        else:
            found.append(block_text(block))
    yield from _stretch(prefix, name, found, seen)


def _stretch(prefix: str, name: str, blocks: list[str], seen: dict[str, int]) -> Iterator[Part]:
    """Two headings with the same words are told apart by their order."""
    seen[name] += 1
    yield Part(f"{prefix} {name} {seen[name]}", name, (name, *blocks))


def _matrix(version: MatrixVersion) -> Iterator[Part]:
    seen: dict[str, int] = defaultdict(int)
    for section in version.sections.prefetch_related("rows__statements"):
        # The role of the house where there is one: its name in the matrix may change with the version.
        name = section.role or section.name
        seen[name] += 1
        yield Part(f"{name} {seen[name]}", section.name, tuple(_rows(section)))


def _decisions(version: MatrixVersion) -> Iterator[Part]:
    """Phase tables, and which steps each role may take: a binding may change while no word does."""
    for number, table in enumerate(map(as_word, phase_tables_of(version))):
        yield Part(f"phases {number} {table.title}", table.title or _("Phases"), tuple(_tasks(table)))
    bindings = Binding.objects.filter(statement__row__section__version=version)
    steps = (
        f"{one.statement.row.section.name}: {step_by_id(one.step).label}"
        for one in bindings.select_related("statement__row__section").order_by("statement__row__section__order", "step")
    )
    nobody = (f"{_('nobody')}: {step_by_id(one.step).label}" for one in version.nobody_steps.all())
    yield Part("steps", _("Who may take which step"), tuple(dict.fromkeys([*steps, *nobody])))
    places = sorted(place.name for place in version.municipalities.all())
    meetings = sorted(str(meeting) for meeting in version.meeting_types.all())
    yield Part("scope", _("Where and when it holds"), (*places, *meetings))


def _tasks(table: PhaseTable) -> Iterator[str]:
    for phase in table.phases:
        for task in phase.tasks:
            who = ", ".join(f"{table.actors[one.actor]} {one.words}".strip() for one in task.marks) or _("nobody")
            said = f"{task.text} ({task.remark})" if task.remark else task.text
            yield f"{phase.name}: {said}: {who}" if phase.name else f"{said}: {who}"


def _rows(section: Any) -> Iterator[str]:
    columns = list(Column)
    for row in section.rows.all():
        if row.is_heading:
            yield row.heading
        for statement in sorted(row.statements.all(), key=lambda one: (columns.index(Column(one.column)), one.order)):
            yield f"{Column(statement.column).label}: {statement.text}"
