"""Who is in the team of a case, on what ground, and who could be added."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import Organisation, User
from casefiles.access import may_end, may_grant, may_put_in_care
from casefiles.models import Case, Membership, Replacement
from casefiles.models.membership import same_role
from casefiles.selectors.place import role_name
from casefiles.standing import day
from documents.gate import Cover, Covering, coverings
from documents.models import CaseFunction


@dataclass(frozen=True)
class MemberRow:
    """One place in the team. `ground`: the covenant that covers it, in words; `may_…`: what this reader may change."""

    member: Membership
    role: str
    ground: str
    replaced_by: str
    may_extend: bool
    may_end: bool
    may_care: bool


@dataclass(frozen=True)
class Team:
    current: Sequence[MemberRow]
    coming: Sequence[MemberRow]
    past: Sequence[MemberRow]
    may_grant: bool


def team(case: Case, *, viewer: Viewer) -> Team:
    """Every place that this viewer may know of, by what it is today."""
    rows = list(
        Membership.objects.visible_to(viewer)
        .filter(case=case)
        .select_related("user", "organisation", "granted_by", "case")
    )
    covered = coverings({_triple(case, one.organisation_id) for one in rows}, on=viewer.today)
    deputies = _deputies(rows, viewer)
    powers = Powers(bool(may_grant(viewer, case)), bool(may_end(viewer, case)), bool(may_put_in_care(viewer, case)))

    def row(one: Membership) -> MemberRow:
        own = one.user_id == viewer.user.pk
        ended = one.ends_on < viewer.today
        return MemberRow(
            member=one,
            role=role_name(case, one.function),
            ground=_ground(one, covered[_triple(case, one.organisation_id)]),
            replaced_by=deputies.get(one.user_id, ""),
            may_extend=powers.grant and not own and case.is_open,
            may_end=(powers.end or own) and not ended,
            may_care=powers.care and not ended and one.function != CaseFunction.DESK and (one.in_care or not own),
        )

    today = viewer.today
    return Team(
        current=[row(one) for one in rows if one.starts_on <= today <= one.ends_on],
        coming=[row(one) for one in rows if today < one.starts_on],
        past=[row(one) for one in rows if one.ends_on < today],
        may_grant=powers.grant and case.is_open,
    )


@dataclass(frozen=True)
class Powers:
    """What the reader may change in this team."""

    grant: bool
    end: bool
    care: bool


def grouped_people(case: Case, *, viewer: Viewer) -> list[tuple[str, list[tuple[str, str]]]]:
    """Everybody who could be added, by organisation; an organisation without covenant says so."""
    rows = User.objects.filter(is_active=True).exclude(pk=viewer.user.pk).select_related("organisation")
    people = list(rows.order_by("organisation__name", "name"))
    covered = coverings({_triple(case, one.organisation_id) for one in people}, on=viewer.today)
    groups: dict[Organisation, list[tuple[str, str]]] = {}
    for one in people:
        groups.setdefault(one.organisation, []).append((one.key, one.name))
    return [
        (_heading(organisation, covered[_triple(case, organisation.pk)]), members)
        for organisation, members in groups.items()
    ]


def possible_deputies(user: User, *, viewer: Viewer) -> QuerySet[User]:
    """Colleagues of the same organisation who hold one of the same roles today (D-25)."""
    colleagues = User.objects.filter(organisation=user.organisation_id, is_active=True).exclude(pk=user.pk)
    return colleagues.filter(same_role(viewer.today, deputy=OuterRef("pk"), absent=user))


def replacements_of(viewer: Viewer) -> QuerySet[Replacement]:
    """Who stands in for the viewer, now or later."""
    rows = Replacement.objects.between_colleagues(viewer.today).filter(absent=viewer.user, ends_on__gte=viewer.today)
    return rows.select_related("deputy", "named_by").order_by("starts_on")


def _triple(case: Case, organisation_id: int) -> tuple[int, int, int]:
    return (case.meeting_type_id, organisation_id, case.municipality_id)


def _deputies(rows: Sequence[Membership], viewer: Viewer) -> dict[int, str]:
    current = Replacement.objects.current(viewer.today).filter(absent__in={one.user_id for one in rows})
    return {
        one.absent_id: _("%(deputy)s stands in until %(day)s") % {"deputy": one.deputy, "day": day(one.ends_on)}
        for one in current.select_related("deputy")
    }


def _ground(member: Membership, covering: Covering) -> str:
    words = {"clause": covering.clause, "day": day(covering.last_day) if covering.last_day else _("no end date")}
    match covering.cover:
        case Cover.IN_FORCE:
            return _("%(clause)s, in force until %(day)s") % words
        case Cover.WINDING_DOWN:
            return _("%(clause)s ended on %(day)s: reads what was there by then") % words
    return _("No covenant in force")


def _heading(organisation: Organisation, covering: Covering) -> str:
    if covering.cover == Cover.IN_FORCE:
        return organisation.name
    return _("%(organisation)s (no covenant in force)") % {"organisation": organisation}
