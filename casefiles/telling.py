"""Who hears by mail that a report was recorded, and from when (D-8, D-9): asked of the access rule at that moment."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from access.registry import rule_of
from access.viewer import Viewer, resolve, resolve_many
from accounts.models import User
from casefiles.models import Report
from casefiles.models.report import READABLE, Channel
from casefiles.token_source import CaseSource

# What was written directly waits for the mail of the next morning (D-9).
DIGEST_AT = time(7)


def tell_from(report: Report, *, at: datetime) -> datetime:
    """What was phoned in is told at once, what was written directly once a day."""
    if report.channel != Channel.DIRECT:
        return at
    here = timezone.localtime(at, timezone.get_default_timezone())
    day = here.date() + timedelta(days=here.time() >= DIGEST_AT)
    return timezone.make_aware(datetime.combine(day, DIGEST_AT), timezone.get_default_timezone())


def hears(viewer: Viewer, report: Report) -> bool:
    """Who sees it, but for who typed it; who only still reads what was there (D-1, winding down) is told no more."""
    if report.state not in READABLE or report.author_id == viewer.user.pk:
        return False
    grants = (grant for token in rule_of(Report).tokens(report) for grant in viewer.grants.get(token, ()))
    return any(grant.until is None for grant in grants)


def hearers(report: Report, *, at: datetime) -> list[User]:
    """Everyone who hears of this report now, in a number of queries that does not grow with the team.

    After the death of whom the case is about nobody is mailed about it any more (D-38).
    """
    if report.case.died_on is not None:
        return []
    source = CaseSource(within=frozenset({report.case_id}))
    found = source.candidates(rule_of(Report).tokens(report))
    people = found.filter(is_active=True).select_related("organisation") if found is not None else ()
    return [viewer.user for viewer in resolve_many(list(people), at=at, by=[source]).values() if hears(viewer, report)]


def has_unheard(user: User, *, since: datetime, at: datetime) -> bool:
    """Whether a report that was told of since then is still one that this person hears of."""
    viewer = resolve(user, at=at)
    told = Report.objects.visible_to(viewer).filter(published_at__gte=since, tell_at__isnull=True)
    return any(hears(viewer, one) for one in told.prefetch_related("named_people", "named_organisations"))
