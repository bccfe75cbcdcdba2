"""Which members of open cases lose or gain steps, were other functions of a meeting adopted (D-13, D-19)."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import QuerySet

from access.viewer import Viewer
from accounts.models import RoleAssignment
from casefiles.code_list import code_list
from casefiles.gaps import governed_steps_in_a_case
from casefiles.models import Case, Membership
from documents.clauses import MatrixReading
from documents.models import CaseFunction, MatrixVersion, MeetingType
from documents.models.function_mapping import FunctionMapping
from documents.selectors.mapping_page import TouchedMember, functions_for
from workflows.steps import Step

# The roles of one person, each with the municipality that it is held for (none: all).
Roles = set[tuple[str, int | None]]


def members_touched(mapping: FunctionMapping, viewer: Viewer) -> list[TouchedMember]:
    """Of the cases and members that the viewer sees (D-10); one a person and change, in a fixed number of queries."""
    cases = Case.objects.visible_to(viewer).open().filter(meeting_type=mapping.meeting_type_id)
    members = Membership.objects.visible_to(viewer).current(viewer.today).filter(case__in=cases, user__is_active=True)
    roles = _roles(members, viewer)
    before, after = _Meeting(mapping.before()), _Meeting(mapping.after())
    codes: dict[tuple[str, tuple[Step, ...], tuple[Step, ...]], list[str]] = defaultdict(list)
    for member in members.select_related("case", "user", "organisation"):
        was, becomes = (one.steps_of(member, roles[member.user_id]) for one in (before, after))
        if was != becomes:
            lost, gained = (tuple(one for one in a if one not in b) for a, b in ((was, becomes), (becomes, was)))
            codes[f"{member.user} ({member.organisation})", lost, gained].append(member.case.key)
    return [
        TouchedMember(who, code_list(keys, viewer=viewer), [one.label for one in lost], [one.label for one in gained])
        for (who, lost, gained), keys in codes.items()
    ]


class _Meeting:
    """What places in a team give under one mapping; what a matrix says is worked out once."""

    def __init__(self, meeting: MeetingType) -> None:
        self.meeting, self.reading = meeting, MatrixReading()
        self.decided: dict[MatrixVersion | None, list[tuple[Step, set[str]]]] = {}

    def steps_of(self, member: Membership, roles: Roles) -> list[Step]:
        """By function and by role; the covenant apart, which does not change here."""
        place, function = member.case.municipality_id, member.function
        own = {function} if function == CaseFunction.DESK else {function, CaseFunction.MEMBER.value}
        held = {one for one in own if self.meeting.admits(one, member.organisation.kind)}
        held |= {f"role:{role}" for role, where in roles if where in {None, place}}
        return [step for step, asked in self._decided_in(place) if not held.isdisjoint(asked)]

    def _decided_in(self, place: int) -> list[tuple[Step, set[str]]]:
        version = self.reading.governing_in(place, self.meeting.pk)
        if version not in self.decided:
            self.decided[version] = [
                (step, functions_for(step, self.meeting, reading=self.reading, version=version))
                for step in governed_steps_in_a_case()
            ]
        return self.decided[version]


def _roles(members: QuerySet[Membership], viewer: Viewer) -> Mapping[int, Roles]:
    held: dict[int, Roles] = defaultdict(set)
    rows = RoleAssignment.objects.current(viewer.today).filter(user__in=members.order_by().values("user"))
    for user_id, role, place in rows.values_list("user_id", "role", "municipality_id"):
        held[user_id].add((role, place))
    return held
