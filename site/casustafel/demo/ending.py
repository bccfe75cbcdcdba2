"""What is at its end in the demo region: a seal, a hold, a destruction list, questions to the advisory table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import partial

from access.viewer import resolve
from casefiles.actions.destruction import make_lists
from casefiles.actions.extract import Pairs, name_readers, write_extract
from casefiles.actions.report import ReportText, record_report, write_report
from casefiles.actions.restrict import Why, set_aside
from casefiles.actions.retention import place_hold
from casefiles.actions.seal import Ground, seal_item
from casefiles.machines import people_in
from casefiles.models import DestructionList, Extract, Report
from casustafel.demo.content.shapes import Client
from casustafel.demo.history import Event
from casustafel.demo.live import LiveReferral, ReferralHistory
from casustafel.demo.world import World, now
from documents.models import CaseFunction
from workflows.fire import fire

# Advice was given more than a year ago: these are due.
OLD = (
    LiveReferral(
        "advice_given",
        -392,
        "dewi",
        "rietmonde",
        "zorg-veiligheid",
        Client("Wim Hofstra", date(1949, 5, 17)),
        "gut_feeling",
        "Meneer Hofstra komt sinds de sluiting van de sociëteit niet meer buiten. Wie kan eens bij hem langsgaan?",
        by="omar",
        decided_day=-388,
        reason="De wijkcoach gaat langs; er is maar één keten nodig.",
    ),
    LiveReferral(
        "advice_given",
        -381,
        "bart",
        "rietmonde",
        "zorg-veiligheid",
        Client("Gonnie Tillema", date(1957, 12, 2)),
        "fact",
        "Mevrouw Tillema belt elke nacht over het licht van de kas. Er is geen gevaar, wel een moe dorp. Wat helpt?",
        by="omar",
        decided_day=-377,
        reason="Buurtbemiddeling is genoeg; daar is zij aangemeld.",
    ),
)
STRAY = "Bij het inloopspreekuur vertelde de buurman over zijn eigen schulden en zijn scheiding."
WRONG = Ground("wrong_client", "Dit gaat over de buurman en niet over de cliënt.")
CONTESTED = "Bij de balie zei hij dat hij de huur expres niet betaalt, en liep boos weg."
CONTESTS = Why("contested", "De betrokkene zegt dat hij die dag niet bij de balie was.")
HOLD = "Er loopt een klacht over de manier waarop deze casus is afgesloten."
CHECKING = {
    "question": "Hoe blijft iemand die alle zorg weigert toch in beeld, zonder dat het als dwang voelt?",
    "situation": "Een volwassene woont alleen en raakt werk en ritme kwijt. In het portiek is vaak ruzie. "
    "Persoon B uit de familie komt elke week langs en is de enige die binnenkomt.",
    "tried": "Gesprekken aan de deur, hulp bij schulden, een dagbesteding die na twee weken stopte.",
}
CHECKING_NAMES = [("de zus", "Persoon B uit de familie")]
ADVISED = {
    "question": "Wat helpt als een ouder na een scheiding steeds weer de grens van een contactverbod opzoekt?",
    "situation": "Een ouder van middelbare leeftijd ziet de kinderen niet meer en zoekt hen op. De toon wordt harder, "
    "ook aan de kant van Persoon C. Drank maakt het erger; met een vaste afspraak gaat het weken goed.",
    "tried": "Bemiddeling, een vaste contactpersoon, begeleide momenten die twee keer zijn afgezegd.",
}
ADVISED_NAMES = [("de ex-man", "Persoon C")]
ADVICE = "Begin met één begeleid moment in de maand op een vaste plek, en spreek af wie belt als het niet doorgaat."


@dataclass
class EndingHistory:
    """Of the whole region; who decides the seal, the list and the first question is left for who looks at the demo."""

    world: World
    extracts: dict[str, Extract] = field(default_factory=dict)

    def events(self) -> Iterator[Event]:
        for referral in (ReferralHistory(one, self.world) for one in OLD):
            day, decided = referral.content.day, referral.content.decided_day
            yield Event(day, time(13, 20), referral.write)
            yield Event(day, time(13, 45), referral.submit)
            yield Event(decided, time(9, 5), referral.take_up_and_weigh)
            yield Event(decided, time(9, 35), referral.advise)
        yield Event(-9, time(7, 0), make_lists)
        yield Event(-8, time(11, 10), partial(self._destruction, "destruction.propose", "ruben"))
        yield Event(-5, time(16, 20), partial(self._destruction, "destruction.review", "omar"))
        yield Event(-30, time(14, 5), partial(self._hold, "bosman", "marit"))
        yield Event(-3, time(10, 30), partial(self._stray, "noordhuis", "dewi"))
        yield Event(-2, time(11, 40), partial(self._contested, "noordhuis", "dewi"))
        yield Event(-4, time(15, 0), partial(self._write, "verweij", CHECKING, CHECKING_NAMES))
        yield Event(-40, time(9, 50), partial(self._write, "lammers", ADVISED, ADVISED_NAMES))
        yield Event(-38, time(10, 5), partial(self._fire, "lammers", "extract.confirm", "sanne"))
        yield Event(-37, time(13, 15), partial(self._read_by, "lammers", ("lotte", "murat")))
        yield Event(-37, time(13, 20), partial(self._fire, "lammers", "extract.submit", "hugo"))
        yield Event(-20, time(16, 40), partial(self._fire, "lammers", "extract.advise", "hugo", ADVICE))

    def _destruction(self, step: str, login: str) -> None:
        made = DestructionList.objects.get()
        fire(step, made, viewer=self.world.viewer(login), expected_version=made.version)

    def _hold(self, case: str, login: str) -> None:
        place_hold(self.world.case(case), viewer=self.world.viewer(login), reason=HOLD)

    def _stray(self, case: str, login: str) -> None:
        """Reported in the wrong case, and sealed by who did it."""
        seal_item(self._recorded(case, login, STRAY), WRONG, viewer=self.world.viewer(login))

    def _contested(self, case: str, login: str) -> None:
        """The person says that it went otherwise: set aside by process direction, until it is looked into."""
        made = self._recorded(case, login, CONTESTED)
        (director, *_others) = people_in(self.world.case(case), CaseFunction.PROCESS_DIRECTION)
        set_aside(made, CONTESTS, viewer=resolve(director))

    def _recorded(self, case: str, login: str, story: str) -> Report:
        viewer, finances = self.world.viewer(login), self.world.categories["finances"]
        text = ReportText(scope="person", valence="neutral", story=story, data_category=finances)
        made: Report = write_report(self.world.case(case), text, viewer=viewer)
        record_report(made, viewer=viewer, expected_version=made.version)
        found: Report = now(made)
        return found

    def _write(self, case: str, texts: Mapping[str, str], names: Pairs) -> None:
        made = write_extract(self.world.case(case), texts, viewer=self.world.viewer("ilse"), pairs=names)
        self.extracts[case] = made
        self._fire(case, "extract.offer", "ilse")

    def _read_by(self, case: str, logins: tuple[str, ...]) -> None:
        found, readers = now(self.extracts[case]), [self.world.people[one] for one in logins]
        name_readers(found, viewer=self.world.viewer("hugo"), expected_version=found.version, readers=readers)

    def _fire(self, case: str, step: str, login: str, reason: str = "") -> None:
        found = now(self.extracts[case])
        fire(step, found, viewer=self.world.viewer(login), expected_version=found.version, reason=reason)
