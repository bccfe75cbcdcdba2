"""What somebody may do now, for which case, since when, by when."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.models import Extract
from casefiles.standing import all_standings
from casustafel.portal.selectors.declarations import rows_to_sign
from casustafel.portal.selectors.due import rows_due
from casustafel.portal.selectors.holders import rows_with_others
from casustafel.portal.selectors.news import News, news_of
from casustafel.portal.selectors.reading import rows_to_confirm
from casustafel.portal.selectors.rows import Group, Row, in_order
from casustafel.portal.selectors.steps import FOLLOWED, Awaited, awaited_steps, row_of
from casustafel.templatetags.face import moment
from workflows.authority import read_papers


@dataclass(frozen=True)
class MyWork:
    """The groups of the page, in reading order."""

    groups: Sequence[Group]
    in_cases: bool = False
    # Whether there is anything at the advisory table, or on its way there, that the reader reads.
    reads_extracts: bool = False

    @property
    def case_codes(self) -> set[str]:
        return {row.case for group in self.groups for row in group.rows if row.case}


def my_work(viewer: Viewer) -> MyWork:
    """A fixed number of queries, whatever waits."""
    papers = read_papers()
    steps = awaited_steps(viewer, papers)
    mine = [one for one in steps if one.mine]
    cases = [row_of(one) for one in mine if one.of.name in FOLLOWED] + rows_due(viewer, papers)
    groups = _now(in_order(cases), _of_agreements(viewer, mine))
    others = in_order(rows_with_others(viewer, steps))
    groups.append(Group("others", _("Waiting for somebody else"), others, _("Nothing of yours is with somebody else.")))
    in_cases = bool(all_standings(viewer))
    if in_cases:
        # Who is in no case gets no news of one.
        groups.append(_news(news_of(viewer)))
    return MyWork(groups, in_cases, Extract.objects.visible_to(viewer).exists())


def agreements_for(viewer: Viewer) -> Group | None:
    """What "my work" says of agreements, for who begins elsewhere; none when nothing waits."""
    rows = _of_agreements(viewer, awaited_steps(viewer, read_papers(), of_agreements=True))
    return _agreements(rows) if rows else None


def _of_agreements(viewer: Viewer, mine: Sequence[Awaited]) -> list[Row]:
    steps = [row_of(one) for one in mine if one.of.name not in FOLLOWED]
    return in_order(steps + rows_to_confirm(viewer) + rows_to_sign(viewer))


def _agreements(rows: list[Row]) -> Group:
    return Group("agreements", _("Now with you: agreements"), rows, in_case=True)


def _now(cases: list[Row], agreements: list[Row]) -> list[Group]:
    """One list for most people; who has agreements waiting beside work in cases reads them apart."""
    now = Group("now", _("Now with you"), cases, _("There is nothing with you now."))
    if not agreements:
        return [now]
    if not cases:
        return [Group("now", _("Now with you"), agreements, in_case=True)]
    return [now, _agreements(agreements)]


def _news(news: News) -> Group:
    heading = _("New for you since %(moment)s") % {"moment": moment(news.since)}
    return Group("news", heading, news.rows, _("Nothing was recorded in your cases since then."))
