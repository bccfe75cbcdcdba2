"""What a viewer's place in a case opens on its pages, and in which words it is shown."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles import rules
from casefiles.models import Case
from casefiles.standing import Mode, Standing, day, standings_in
from casefiles.team_source import EmergencyGround
from documents.function_names import holder_name
from documents.models import CaseFunction


@dataclass(frozen=True)
class Place:
    """`in_team`: reads along today; `until`: a winding-down member's last moment (D-1), else none."""

    in_team: bool
    directs: bool
    until: datetime | None


def place_in(viewer: Viewer, case: Case) -> Place:
    team = viewer.grants.get(rules.case_token(case.pk, rules.TEAM), ())
    in_team = any(grant.until is None for grant in team)
    until = max((grant.until for grant in team if grant.until), default=None)
    return Place(in_team, rules.case_token(case.pk, rules.DIRECTORS) in viewer.grants, None if in_team else until)


def in_team_or_desk(viewer: Viewer, case: Case) -> bool:
    """Whether the case itself is open to them, up to whatever moment."""
    return any(rules.case_token(case.pk, kind) in viewer.grants for kind in (rules.TEAM, rules.DESK))


def role_name(case: Case, function: str) -> str:
    """The function in the words of this kind of meeting: its role where that is fixed, never a bare "director"."""
    return holder_name(case.meeting_type, function)


def standing_line(viewer: Viewer, case: Case) -> str:
    """What the viewer is in this case and until when."""
    grounds = [grant.basis for grant in viewer.grants.get(rules.case_token(case.pk, rules.TEAM), ())]
    emergencies = [one for one in grounds if isinstance(one, EmergencyGround)]
    lines = [_("emergency access, to read, until %(until)s") % {"until": one.until} for one in emergencies]
    return " · ".join([*(_words(case, one) for one in standings_in(viewer, case.pk)), *lines])


def _words(case: Case, standing: Standing) -> str:
    words = {
        "role": _("member of the team")
        if standing.function == CaseFunction.MEMBER
        else role_name(case, standing.function),
        "day": day(standing.membership.ends_on),
        "absent": standing.on_behalf_of,
    }
    if standing.mode == Mode.PAST and standing.covering.last_day:
        words["day"] = day(standing.covering.last_day)
        return _("%(role)s, the covenant ended: you read what was there on %(day)s") % words
    if standing.mode == Mode.CLOSING:
        return _("%(role)s, no covenant in force: you can read, end and hand over") % words
    if standing.replacement:
        return _("%(role)s in place of %(absent)s") % words
    return _("%(role)s until %(day)s") % words
