"""What was gathered before a plan was written: answers, a list of the police, risks and a representative."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from functools import partial

from django.utils import timezone

from access.viewer import Viewer, resolve
from accounts.models import OrganisationKind, User
from casefiles.actions.client import add_representative
from casefiles.actions.information_round import Answer, answer_question
from casefiles.actions.look_back import Check, ListFacts, read_in, share_list, write_analysis
from casefiles.actions.risk import save_inventory
from casefiles.look_back_rows import Row
from casefiles.models import Case as CaseRow
from casefiles.models import LifeDomain, RiskKind, RoundKind, RoundState
from casefiles.selectors.circles import categories
from casustafel.demo.content.shapes import Case, CaseStep
from casustafel.demo.history import Event
from casustafel.demo.world import World
from documents.models import CaseFunction, DataCategory
from workflows.fire import fire

ANSWERS = {
    RoundKind.POLICE_ANALYSIS: "In het weekend meldingen van geluid en van rondhangen. Geen aangifte van geweld.",
    RoundKind.MUNICIPAL_ROUND: "Bekend bij het sociaal wijkteam. Er loopt een regeling voor de huur.",
    RoundKind.OTHER: "Er is niets bekend.",
}
# What kind of data each of these is, where the source may give it.
KINDS = {RoundKind.POLICE_ANALYSIS: "police_contacts", RoundKind.MUNICIPAL_ROUND: "finances"}
NOT_IN_TEAM = "De organisatie zit nog niet in het team."
REGISTRATIONS = (
    (-20, "Overlast", "Stationsplein", "betrokkene", "Luid aanwezig op straat, ging mee toen de wijkagent kwam."),
    (
        -75,
        "Burenruzie",
        "thuis",
        "betrokkene",
        "Buren bellen om geluid in de nacht. Gesprek aan de deur, rustig vertrokken.",
    ),
    (-140, "Zorg", "park", "betrokkene", "Sliep buiten. Naar de opvang gebracht."),
)
ANALYSIS = "Het gaat mis in weken zonder vaste slaapplek. Na contact met de wijkagent blijft het rustig."
RISKS = (
    (RiskKind.RISK, LifeDomain.HOUSING, "De huur loopt achter en er dreigt uitzetting."),
    (RiskKind.PROTECTIVE, LifeDomain.HOUSING, "De wooncoach komt elke week langs."),
    (RiskKind.PROTECTIVE, LifeDomain.NETWORK, "Een familielid belt elke dag."),
)


@dataclass
class DossierHistory:
    """Of one case; everything the morning before it went over to planning."""

    content: Case
    world: World

    def events(self) -> Iterator[Event]:
        for step in self.content.steps:
            if step.state == "planning":
                yield Event(step.day, time(8, 20), partial(self.answer, step))
                yield Event(step.day, time(8, 25), self.look_back)
                yield Event(step.day, time(8, 30), partial(self.weigh, step))

    def answer(self, step: CaseStep) -> None:
        """By somebody of the organisation that was asked, or a reason by who directs."""
        case = self.world.case(self.content.key)
        for task in case.roundtask_set.filter(state=RoundState.ASKED).select_related("case", "organisation"):
            viewer = self._of(case, task.organisation.kind) if task.organisation else None
            category = self._category(case, viewer, KINDS.get(RoundKind(task.kind))) if viewer else None
            if viewer and category:
                answer = Answer(ANSWERS[RoundKind(task.kind)], viewer.user.organisation, category)
                answer_question(task, answer, viewer=viewer, expected_version=task.version)
            else:
                director = self.world.viewer(step.by)
                version = task.version
                fire("round.mark_unavailable", task, viewer=director, expected_version=version, reason=NOT_IN_TEAM)

    def look_back(self) -> None:
        case = self.world.case(self.content.key)
        police = self._of(case, OrganisationKind.POLICE)
        category = self._category(case, police, KINDS[RoundKind.POLICE_ANALYSIS]) if police else None
        if police is None or category is None:
            return
        today = timezone.localdate()
        facts = ListFacts(police.user.organisation, today - timedelta(days=365), today, category)
        rows = [
            Row(number, today + timedelta(days=day), kind, place, role, text, "", "")
            for number, (day, kind, place, role, text) in enumerate(REGISTRATIONS, start=2)
        ]
        found = read_in(case, rows, facts, viewer=police)
        found = share_list(found, dict[str, Check](), viewer=police, expected_version=found.version)
        if coordinator := self._coordinator(case):
            write_analysis(found, ANALYSIS, viewer=coordinator, expected_version=0)

    def weigh(self, step: CaseStep) -> None:
        case = self.world.case(self.content.key)
        coordinator = self._coordinator(case)
        if coordinator is None:
            return
        source = self.world.people[step.by].organisation
        lines = [{"kind": kind, "domain": domain, "text": text, "source": source} for kind, domain, text in RISKS]
        save_inventory(case, lines, viewer=coordinator, expected_version=0)
        mentor = {"name": "W. van der Meent", "kind": "mentor", "contact": "Via het secretariaat van het mentorschap."}
        add_representative(
            case, mentor | {"starts_on": timezone.localdate(), "ends_on": None}, viewer=self.world.viewer(step.by)
        )

    def _of(self, case: CaseRow, kind: str) -> Viewer | None:
        """Somebody of such an organisation who is in the team now."""
        members = case.memberships.current(timezone.localdate()).exclude(function=CaseFunction.DESK)
        found = members.filter(organisation__kind=kind).select_related("user__organisation").first()
        return resolve(found.user) if found else None

    def _coordinator(self, case: CaseRow) -> Viewer | None:
        members = case.memberships.current(timezone.localdate()).filter(function=CaseFunction.CASE_DIRECTION)
        found: User | None = next((one.user for one in members.select_related("user__organisation")), None)
        return resolve(found) if found else None

    def _category(self, case: CaseRow, viewer: Viewer, kind: str | None) -> DataCategory | None:
        given = list(categories(case, organisation=viewer.user.organisation, viewer=viewer))
        wanted = self.world.categories.get(kind or "")
        return wanted if wanted in given else next(iter(given), None)
