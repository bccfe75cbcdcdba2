"""What a person's place in a case is worth today: D-1's table, and the tokens that follow from it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from access.grants import Grant
from access.viewer import Viewer
from accounts.models import OrganisationKind, Role, RoleAssignment, User
from casefiles import rules
from casefiles.models import Case, Membership, Replacement
from casefiles.models.membership import MembershipQuerySet
from documents.gate import Cover, Covering, coverings
from documents.models import CaseFunction, MeetingType

DIRECTING = frozenset({CaseFunction.PROCESS_DIRECTION, CaseFunction.CASE_DIRECTION})


class Mode(StrEnum):
    """What somebody may still do: D-1's cells."""

    FULL = "full"  # read their circles, add, everything of their function
    CLOSING = "closing"  # read; end, hand over, rights, destruction
    PAST = "past"  # read what they could already read, report progress on own actions
    NOTHING = "nothing"


def mode_of(function: str, cover: Cover) -> Mode:
    """D-1's table and nothing else."""
    if cover == Cover.IN_FORCE:
        return Mode.FULL
    if function in DIRECTING:
        return Mode.CLOSING
    if cover == Cover.WINDING_DOWN and function != CaseFunction.DESK:
        return Mode.PAST
    return Mode.NOTHING


@dataclass(frozen=True)
class Standing:
    """One person's place in one case today, by their own membership or by replacing a member."""

    user: User
    membership: Membership
    covering: Covering
    mode: Mode
    replacement: Replacement | None = None
    # The process director of the house, who chairs a tailored case meeting, belongs to the directors' circle.
    is_process_director: bool = False

    @property
    def function(self) -> str:
        return self.membership.function

    @property
    def admitted(self) -> bool:
        """Whether the meeting gives this function to organisations of this kind (D-19)."""
        member = self.membership
        return member.case.meeting_type.admits(member.function, member.organisation.kind)

    @property
    def on_behalf_of(self) -> User | None:
        return self.membership.user if self.replacement else None

    @property
    def on_behalf_of_key(self) -> str:
        return self.membership.user.key if self.replacement else ""

    @property
    def until(self) -> datetime | None:
        """The last moment of which a winding-down member still reads."""
        if self.mode != Mode.PAST:
            return None
        if self.covering.last_day is None:
            raise ValueError("a covenant that winds down has a last day")
        return end_of(self.covering.last_day)

    def lines(self) -> list[str]:
        member = self.membership
        words = {
            "code": member.case.key,
            "function": member.get_function_display(),
            "who": member.granted_by,
            "from": day(member.starts_on),
            "until": day(member.ends_on),
        }
        lines = [
            _("Member of the team of case %(code)s as %(function)s, granted by %(who)s, from %(from)s until %(until)s.")
            % words
        ]
        if self.replacement:
            lines.insert(0, _stands_in(self.replacement))
        return [*lines, *_kind_of_organisation(self), _covered(self)]

    def grants(self) -> Iterable[Grant]:
        return [Grant(token, self, self.until) for token in self._tokens()]

    def _tokens(self) -> list[str]:
        member = self.membership
        case_id, organisation_id = member.case_id, member.organisation_id
        tokens = [
            rules.case_token(case_id, rules.USER, member.user_id),
            rules.case_token(case_id, rules.OWN, self.user.pk),
        ]
        if self.function == CaseFunction.DESK:
            return [*tokens, rules.case_token(case_id, rules.DESK)]
        tokens += [rules.case_token(case_id, rules.TEAM), rules.case_token(case_id, rules.ORG, organisation_id)]
        if self.function in DIRECTING or (self.function == CaseFunction.CHAIR and self.is_process_director):
            tokens.append(rules.case_token(case_id, rules.DIRECTORS))
        if member.in_care or self.function == CaseFunction.CASE_DIRECTION:
            tokens.append(rules.case_token(case_id, rules.CARE, organisation_id))
        return tokens


def end_of(last: date) -> datetime:
    """The last moment of a day in Amsterdam."""
    return timezone.make_aware(datetime.combine(last, time.max))


def standings_in(viewer: Viewer, case_id: int) -> list[Standing]:
    """Every place that the viewer has in this case today; a person's own before those on behalf of others."""
    own = rules.case_token(case_id, rules.OWN, viewer.user.pk)
    found = [grant.basis for grant in viewer.grants.get(own, ()) if isinstance(grant.basis, Standing)]
    return sorted(found, key=by_own_right_first)


def by_own_right_first(standing: Standing) -> bool:
    """The order in which places count: nobody acts on behalf of another where their own place suffices."""
    return standing.replacement is not None


def all_standings(viewer: Viewer) -> list[Standing]:
    """Every place that the viewer has in any case today."""
    cases = {parsed[0] for token in viewer.grants if (parsed := rules.parse(token))}
    return [standing for case_id in sorted(cases) for standing in standings_in(viewer, case_id)]


def resolve_standings(
    users: Sequence[User], on: date, *, within: Collection[int] | None = None
) -> dict[int, list[Standing]]:
    """Places by person, in a number of queries that does not grow with people or cases; `within`: in these cases."""
    people = {user.pk: user for user in users if user.is_active}
    # Mostly there are none, and then nothing around them is asked either.
    stand_ins = list(
        Replacement.objects.current(on)
        .filter(deputy__in=people)
        .prefetch_related("absent__organisation", "deputy__organisation")
    )
    holders = people | {one.absent_id: one.absent for one in stand_ins if one.absent.is_active}
    members = _memberships_of(holders, on, within=within)
    covered = coverings({triple(one) for one in members}, on=on)
    by_holder: dict[int, list[Membership]] = defaultdict(list)
    for member in members:
        by_holder[member.user_id].append(member)
    chairs = _process_directors({one.user_id for one in members if one.function == CaseFunction.CHAIR}, on)
    places: dict[int, list[Standing]] = defaultdict(list)
    for holder, user, stand_in in _who_stands(people, stand_ins):
        for one in by_holder[holder]:
            mode = _mode(one, covered[triple(one)].cover)
            if mode != Mode.NOTHING:
                places[user.pk].append(Standing(user, one, covered[triple(one)], mode, stand_in, holder in chairs))
    return places


@dataclass(frozen=True)
class Place:
    """That a function is held in a case today, and what it may still do; not by whom."""

    function: str
    mode: Mode
    # Whether the meeting gives the function to organisations of this kind (D-19).
    admitted: bool = True


def places_in(cases: QuerySet[Case], *, on: date) -> dict[int, set[Place]]:
    """What members hold themselves, by case, in a number of queries that does not grow."""
    current = Membership.objects.current(on).filter(case__in=cases, user__is_active=True)
    # Whoever changed employer is no longer who the grant was for.
    rows = current.filter(organisation=F("user__organisation")).values_list(
        "case_id",
        "function",
        "organisation__kind",
        "case__meeting_type_id",
        "organisation_id",
        "case__municipality_id",
    )
    held = set(rows.order_by())
    covered = coverings({(purpose, organisation, place) for *_rest, purpose, organisation, place in held}, on=on)
    meetings = MeetingType.objects.in_bulk({one[3] for one in held})
    places: dict[int, set[Place]] = defaultdict(set)
    for case_id, function, kind, *seat in held:
        mode = mode_of(function, covered[seat[0], seat[1], seat[2]].cover)
        if mode != Mode.NOTHING:
            places[case_id].add(Place(function, mode, meetings[seat[0]].admits(function, kind)))
    return places


def _who_stands(
    people: Mapping[int, User], stand_ins: Iterable[Replacement]
) -> Iterable[tuple[int, User, Replacement | None]]:
    """Whose memberships, who stands in them, and by which replacement; own places first."""
    yield from ((user.pk, user, None) for user in people.values())
    yield from ((one.absent_id, people[one.deputy_id], one) for one in stand_ins)


def _memberships_of(holders: Mapping[int, User], on: date, *, within: Collection[int] | None) -> list[Membership]:
    """With nothing but their cases: of hundreds of places most pages want no more. The rest is read where it shows."""
    rows = Membership.objects.filter(user__in=holders).current(on)
    rows = rows if within is None else rows.filter(case__in=within)
    members = list(rows.select_related("case").prefetch_related("granted_by"))
    # A handful for any number of cases: each is read once.
    meetings = MeetingType.objects.in_bulk({member.case.meeting_type_id for member in members})
    for member in members:
        member.case.meeting_type = meetings[member.case.meeting_type_id]
        member.user = holders[member.user_id]
        if member.organisation_id == member.user.organisation_id:
            member.organisation = member.user.organisation
    return members


def memberships(holders: Iterable[int]) -> MembershipQuerySet:
    return Membership.objects.filter(user__in=list(holders)).select_related(
        "case__municipality", "organisation", "granted_by", "user__organisation"
    )


def triple(member: Membership) -> tuple[int, int, int]:
    return (member.case.meeting_type_id, member.organisation_id, member.case.municipality_id)


def _mode(member: Membership, cover: Cover) -> Mode:
    """Whoever changed employer is no longer who the grant was for."""
    moved = member.organisation_id != member.user.organisation_id
    return Mode.NOTHING if moved else mode_of(member.function, cover)


def _process_directors(chairs: Collection[int], on: date) -> set[int]:
    """Which of those who chair are process director of the house; hardly anybody chairs."""
    if not chairs:
        return set()
    rows = RoleAssignment.objects.current(on).filter(user__in=chairs, role=Role.PROCESS_DIRECTOR)
    return set(rows.values_list("user_id", flat=True))


def _kind_of_organisation(standing: Standing) -> list[str]:
    """Only where the meeting says which organisations hold this function."""
    member = standing.membership
    kind = member.case.meeting_type.kind_for(member.function)
    if not kind:
        return []
    words = {
        "meeting": member.case.meeting_type,
        "function": member.get_function_display(),
        "kind": OrganisationKind(kind).label,
        "organisation": member.organisation,
    }
    if standing.admitted:
        return [_("In %(meeting)s %(function)s belongs to: %(kind)s.") % words]
    text = _(
        "In %(meeting)s %(function)s belongs to: %(kind)s. %(organisation)s is another kind of organisation, so this "
        "place gives no steps of that function."
    )
    return [text % words]


def _stands_in(replacement: Replacement) -> str:
    return _("Stands in for %(absent)s from %(from)s until %(until)s.") % {
        "absent": replacement.absent,
        "from": day(replacement.starts_on),
        "until": day(replacement.ends_on),
    }


def _covered(standing: Standing) -> str:
    words = {
        "organisation": standing.membership.organisation,
        "clause": standing.covering.clause,
        "day": day(standing.covering.last_day) if standing.covering.last_day else _("no end date"),
    }
    match standing.mode:
        case Mode.FULL:
            return _("%(organisation)s falls under %(clause)s, in force until %(day)s.") % words
        case Mode.PAST:
            return _("%(clause)s ended on %(day)s and is winding down: reading goes no further than that day.") % words
    return _("No covenant is in force for %(organisation)s: direction may still read, end and hand over.") % words


def day(moment: date) -> str:
    return date_format(moment, "j F Y")


def moment(at: datetime) -> str:
    """22 november 2026, 9.05 uur."""
    local = timezone.localtime(at)
    return _("%(day)s at %(clock)s") % {"day": day(local), "clock": date_format(local, "G.i")}
