"""What closes in open cases when a covenant ends: in those that the reader sees, and not a word of others (D-10)."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import F
from django.utils.translation import ngettext

from access.viewer import Viewer
from casefiles.code_list import code_list
from casefiles.models import Case, Membership
from casefiles.standing import DIRECTING
from documents.gate import sole_cover
from documents.models import CovenantVersion


def closes_in_cases(version: CovenantVersion, viewer: Viewer) -> Iterator[str]:
    """The cases in which somebody would no longer be covered, and how many members would read nothing at last."""
    rows = list(_members(version, viewer))
    lost = sole_cover(version, {row[2:] for row in rows}, on=viewer.today, after=_day_after(version, viewer.today))
    hit = [(code, function) for code, function, *seat in rows if tuple(seat) in lost]
    if not hit:
        return
    codes = {code for code, _function in hit}
    words = {"number": len(codes), "codes": code_list(codes, viewer=viewer)}
    yield (
        ngettext(
            "%(number)s open case that you see has members whom only this covenant covers: %(codes)s.",
            "%(number)s open cases that you see have members whom only this covenant covers: %(codes)s.",
            len(codes),
        )
        % words
    )
    if members := sum(function not in DIRECTING for _code, function in hit):
        yield (
            ngettext(
                "In their teams %(number)s place then gives no access any more.",
                "In their teams %(number)s places then give no access any more.",
                members,
            )
            % {"number": members}
        )


def _members(version: CovenantVersion, viewer: Viewer) -> Iterator[tuple[str, str, int, int, int]]:
    """Code and function, and what a covenant covers: purpose, organisation and municipality."""
    purposes = version.annexes.values("meeting_type_id")
    cases = Case.objects.open().filter(meeting_type__in=purposes, municipality__in=version.territory.values("pk"))
    seen = Membership.objects.visible_to(viewer).current(viewer.today).filter(case__in=cases, user__is_active=True)
    held = seen.filter(organisation=F("user__organisation"), organisation__in=version.parties.values("organisation_id"))
    return held.values_list(
        "case__key", "function", "case__meeting_type_id", "organisation_id", "case__municipality_id"
    ).iterator()


def _day_after(version: CovenantVersion, today: date) -> date:
    """The first day without it: after the day that it has, or as if it ended now."""
    return (version.last_day or today - timedelta(days=1)) + timedelta(days=1)
