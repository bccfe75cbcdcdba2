"""Which checklists were agreed in the demo region? One in force in a running case, and one that is still a draft."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time

from casefiles.actions.checklist import (
    WrittenChecklist,
    propose_for_checklist,
    start_checklist,
    write_checklist,
)
from casefiles.models import Checklist, LineKind
from casefiles.models.checklist import YesNo
from casustafel.demo.history import Event
from casustafel.demo.world import World, now
from workflows.fire import fire

RUNNING, BEGUN, COORDINATOR, MEMBER = "verweij", "noordhuis", "ilse", "noor"
# Before the plan in force was adopted, so that it is attached to that plan.
DRAFTED = -70
PROPOSED = "Vraag ook of hij zijn post heeft opengemaakt. Dat zegt vaak hoe de week was."


def _line(kind: str, text: str, risk: str = "", protects: str = "") -> dict[str, str]:
    return {"kind": kind, "text": text, "risk_factors": risk, "protective_measures": protects}


IN_FORCE = WrittenChecklist(
    "Hij slaapt twee nachten achter elkaar buiten of in het portiek.",
    YesNo.YES,
    (
        _line(LineKind.QUESTION, "Waar sliep hij vannacht?", "Geen vaste slaapplek", "Zijn zus belt elke dag"),
        _line(LineKind.QUESTION, "Hoe was het contact: rustig, kort of boos?", "Een nacht zonder slaap"),
        _line(LineKind.QUESTION, "Ging er iets goed?", "", "Vertel het hem ook"),
        _line(
            LineKind.ATTENTION, "Bel niet onaangekondigd aan: spreek hem eerst aan op straat.", "", "Vaste gezichten"
        ),
    ),
)
DRAFT = WrittenChecklist(
    "Hij laat niemand meer op het erf.",
    "",
    (_line(LineKind.QUESTION, "Rook of zag je vuur of gas?", "Papier naast het kookstel", "Rookmelders hangen"),),
)


@dataclass
class ChecklistHistory:
    world: World
    rows: dict[str, Checklist] = field(default_factory=dict)

    def events(self) -> Iterator[Event]:
        yield Event(DRAFTED, time(11, 5), lambda: self.write(RUNNING, IN_FORCE))
        yield Event(DRAFTED + 1, time(9, 10), lambda: self.step("checklist.align"))
        yield Event(DRAFTED + 2, time(14, 20), self.propose)
        yield Event(DRAFTED + 5, time(8, 35), lambda: self.step("checklist.adopt"))
        yield Event(-4, time(15, 40), lambda: self.write(BEGUN, DRAFT))

    def write(self, case: str, content: WrittenChecklist) -> None:
        viewer = self.world.viewer(COORDINATOR)
        row = start_checklist(self.world.case(case), viewer=viewer)
        self.rows[case] = write_checklist(row, content, viewer=viewer, expected_version=row.version)

    def propose(self) -> None:
        row, viewer = now(self.rows[RUNNING]), self.world.viewer(MEMBER)
        propose_for_checklist(row, PROPOSED, viewer=viewer, expected_version=1)

    def step(self, name: str) -> None:
        row = now(self.rows[RUNNING])
        fire(name, row, viewer=self.world.viewer(COORDINATOR), expected_version=row.version)
