"""Which synthetic reports are there: recorded, most of them phoned in, some for fewer than the whole team?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.db.models import F

from accounts.models import User
from casefiles.effects import COPIED
from casefiles.models import Circle, Report, ReportState, ReportVersion
from casefiles.models.report import Channel, ReportScope, Valence
from casustafel.demo.synthetic.cases import Opened
from casustafel.demo.synthetic.region import CATEGORIES, MEDICAL
from casustafel.demo.synthetic.rows import Progress, batches, key, store
from casustafel.demo.synthetic.sentences import care_story, story
from casustafel.demo.world import World
from documents.models import CaseFunction

# Shares of all reports.
DIRECTORS, CARE, NAMED = 0.08, 0.02, 0.02
PHONED_IN, CORRECTED = 0.6, 0.03
# Of what was phoned in within so many days, the reporter has yet to look.
UNCHECKED_DAYS = 3
SPEAK = (CaseFunction.PROCESS_DIRECTION, CaseFunction.CASE_DIRECTION, CaseFunction.MEMBER)


@dataclass(frozen=True)
class Reports:
    world: World
    chance: Random

    def write(self, wanted: int, *, cases: list[Opened], progress: Progress) -> None:
        """So many reports over these cases: busy ones have many."""
        weights = [self.chance.paretovariate(1.5) for _case in cases]
        done = 0
        for batch in batches(range(wanted)):
            chosen = self.chance.choices(cases, weights, k=len(batch))
            reports = store([self._report(one) for one in chosen])
            self._name(Report, reports, chosen)
            versions = store([self._version(report) for report in reports])
            self._name(ReportVersion, versions, chosen)
            done += len(batch)
            progress("reports", done, wanted)
        # `auto_now_add` says now, but they are as old as their publication.
        Report.objects.update(created_at=F("published_at"))
        ReportVersion.objects.update(created_at=F("shared_at"))

    def _report(self, opened: Opened) -> Report:
        circle = self._circle(opened)
        reporter = self._reporter(opened, circle)
        phoned = circle == Circle.TEAM and self.chance.random() < PHONED_IN
        age = (self.world.calendar.now - opened.case.opened_at) * self.chance.random()
        shared_at = self.world.calendar.now - age
        return Report(
            key=key(self.chance),
            case=opened.case,
            circle=circle,
            source_organisation=reporter.organisation,
            author=opened.holders(CaseFunction.DESK)[0] if phoned else reporter,
            owner=reporter,
            data_category=self.world.categories[MEDICAL[0] if circle == Circle.CARE else self._category()],
            onward=self.chance.random() < 0.2,
            shared_at=shared_at,
            published_at=shared_at,
            channel=Channel.CALL if phoned else Channel.DIRECT,
            checked_at=shared_at if not phoned or age > timedelta(days=UNCHECKED_DAYS) else None,
            scope=self.chance.choice(ReportScope.values),
            valence=self.chance.choice(Valence.values),
            story=care_story(self.chance) if circle == Circle.CARE else story(self.chance),
            state=ReportState.PUBLISHED,
        )

    def _version(self, report: Report) -> ReportVersion:
        return ReportVersion(
            key=key(self.chance),
            report=report,
            number=1,
            written_by_id=report.author_id,
            shared_at=report.shared_at,
            **{name: getattr(report, name) for name in COPIED},
        )

    def _circle(self, opened: Opened) -> str:
        drawn = self.chance.random()
        for circle, share in ((Circle.DIRECTORS, DIRECTORS), (Circle.CARE, CARE), (Circle.NAMED, NAMED)):
            if drawn < share:
                return circle
            drawn -= share
        return Circle.TEAM

    def _reporter(self, opened: Opened, circle: str) -> User:
        """Who may speak in this circle: medical data come from the care circle, and so from case direction here."""
        if circle in {Circle.CARE, Circle.DIRECTORS}:
            return opened.holders(CaseFunction.CASE_DIRECTION)[0]
        return self.chance.choice([seat.user for seat in opened.seats if seat.function in SPEAK])

    def _category(self) -> str:
        return self.chance.choice(CATEGORIES)[0]

    def _name(self, model: type[Report] | type[ReportVersion], rows: list[Report], cases: list[Opened]) -> None:
        """A report for named people names its reporter and one more of the team."""
        names = model.named_people.through
        column = f"{model._meta.model_name}_id"
        store(
            [
                names(**{column: row.pk, "user_id": user_id})
                for row, one in zip(rows, cases, strict=True)
                if row.circle == Circle.NAMED
                for user_id in self._named(row, one)
            ]
        )

    def _named(self, row: Report, opened: Opened) -> Iterator[int]:
        yield row.owner_id
        others = [seat.user.pk for seat in opened.seats if seat.function in SPEAK and seat.user.pk != row.owner_id]
        yield from others[:1]
