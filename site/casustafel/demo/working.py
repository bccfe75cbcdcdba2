"""What the teams of the demo region asked, flagged, opened in an emergency and handed over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta

from django.conf import settings
from django.utils import timezone

from casefiles.actions.emergency import Alarm, start_emergency
from casefiles.actions.flag import set_flag
from casefiles.actions.hand_over import Receiver, offer_handover, record_closing_notice
from casefiles.actions.team import Grant, invite
from casefiles.models import EmergencyAccess, ScalingRequest
from casustafel.demo.history import Event
from casustafel.demo.world import World
from workflows.fire import fire

LATER = "De toon werd harder, maar de afspraken houden nog. We kijken over twee weken opnieuw."
WHY_UP = "Twee keer in een week politie in het portiek, en zijn zus kan het niet meer alleen."
ALARM = "De reclassering moet vanavond weten wat er vandaag aan de balie gebeurde."
VITAL = "Een medewerker en zijn vriendin zijn met de dood bedreigd; hij is nu onderweg."


@dataclass(frozen=True)
class TeamHistory:
    """By the keys of the content; what is still open stands in somebody's work."""

    world: World

    def events(self) -> Iterator[Event]:
        yield Event(-30, time(10, 5), lambda: self.ask("lammers", "bart", "Zij stond weer bij de school."))
        yield Event(-28, time(9, 10), lambda: self.decline("lammers"))
        yield Event(-20, time(9, 5), lambda: self.flag("verweij", "top_x", "Besproken op de regionale Top-X-lijst."))
        yield Event(-17, time(16, 0), lambda: self.flag("kroon", "code_red", "Bedreiging met een wapen."))
        yield Event(-16, time(19, 30), self.alarm)
        yield Event(-14, time(9, 40), self.review)
        yield Event(-5, time(20, 15), self.alarm)
        yield Event(-4, time(11, 0), self.tell)
        yield Event(-3, time(11, 20), self.hand_over)
        yield Event(-2, time(15, 45), lambda: self.ask("verweij", "dewi", WHY_UP))
        yield Event(-1, time(9, 25), self.invite)

    def ask(self, key: str, by: str, reason: str) -> None:
        case = self.world.case(key)
        fire("case.ask_scale_up", case, viewer=self.world.viewer(by), expected_version=case.version, reason=reason)

    def decline(self, key: str) -> None:
        request = ScalingRequest.objects.get(case=self.world.cases[key], state="waiting")
        viewer = self.world.viewer("sanne")
        fire("scaling.decline", request, viewer=viewer, expected_version=request.version, reason=LATER)

    def flag(self, key: str, kind: str, reason: str) -> None:
        case = self.world.case(key)
        director = case.memberships.current(timezone.localdate()).directing().select_related("user").get().user
        login = next(login for login, user in self.world.people.items() if user == director)
        set_flag(case, kind, viewer=self.world.viewer(login), reason=reason)

    def alarm(self) -> None:
        alarm = Alarm(self.world.people["lotte"], ALARM, VITAL)
        start_emergency(self.world.case("kroon"), alarm, viewer=self.world.viewer("omar"))

    def review(self) -> None:
        access = EmergencyAccess.objects.get(case=self.world.cases["kroon"])
        reason = "De dreiging was ernstig en acuut; er is gelezen wat nodig was en niet meer."
        viewer = self.world.viewer("marit")
        fire("emergency.justify", access, viewer=viewer, expected_version=access.version, reason=reason)

    def tell(self) -> None:
        words = "Thuis verteld door de casuscoördinator; mevrouw is het eens met de afsluiting."
        viewer, today = self.world.viewer("sanne"), timezone.localdate()
        record_closing_notice(self.world.case("mansour"), viewer=viewer, told_on=today, words=words)

    def hand_over(self) -> None:
        receiver = Receiver(outside="R. Wielinga, wijkcoach, Sociaal wijkteam Veldersloot")
        words = "Neem je de begeleiding over zodra wij de casus afsluiten?"
        offer_handover(self.world.case("mansour"), receiver, viewer=self.world.viewer("sanne"), words=words)

    def invite(self) -> None:
        today = timezone.localdate()
        grant = Grant(self.world.people["hugo"], "member", today, today + timedelta(days=settings.GRANT_DAYS // 2))
        invite(self.world.case("verweij"), grant, viewer=self.world.viewer("sanne"))
