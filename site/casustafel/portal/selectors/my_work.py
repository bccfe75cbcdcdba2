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
from casustafel.portal.selectors.steps import FOLLOWED, awaited_steps, row_of
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
    agreements = [row_of(one) for one in mine if one.of.name not in FOLLOWED] + rows_to_confirm(viewer)
    agreements += rows_to_sign(viewer)
    groups = _now(in_order(cases), in_order(agreements))
    others = in_order(rows_with_others(viewer, steps))
    groups.append(Group("others", _("Waiting for somebody else"), others, _("Nothing of yours is with somebody else.")))
    in_cases = bool(all_standings(viewer))
    if in_cases:
        # Who is in no case gets no news of one.
        groups.append(_news(news_of(viewer)))
    return MyWork(groups, in_cases, Extract.objects.visible_to(viewer).exists())


def _now(cases: list[Row], agreements: list[Row]) -> list[Group]:
    """One list for most people; who has agreements waiting beside work in cases reads them apart."""
    now = Group("now", _("Now with you"), cases, _("There is nothing with you now."))
    if not agreements:
        return [now]
    if not cases:
        return [Group("now", _("Now with you"), agreements, in_case=True)]
    return [now, Group("agreements", _("Now with you: agreements"), agreements, in_case=True)]


def _news(news: News) -> Group:
    heading = _("New for you since %(moment)s") % {"moment": moment(news.since)}
    return Group("news", heading, news.rows, _("Nothing was recorded in your cases since then."))
