"""With whom a step lies that somebody else must take: by name where the reader may see them, else by role."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from access.viewer import Viewer, resolve_many
from accounts.models import User
from casefiles.models import Membership
from casefiles.token_source import CaseSource
from casustafel.portal.selectors.rows import Row
from casustafel.portal.selectors.steps import Awaited, row_of
from casustafel.portal.selectors.things import SHAPES, meeting_type_of
from documents.function_names import holder_name
from documents.models import CaseFunction
from workflows.models import Contribution
from workflows.refusals import Text

Teams = Mapping[int, Sequence[Viewer]]
# Noun and primary key of a thing, and of who had a hand in it.
Hands = set[tuple[str, int, int]]


def rows_with_others(viewer: Viewer, found: Iterable[Awaited]) -> list[Row]:
    """What lies with others, in a number of queries that does not grow."""
    elsewhere = [one for one in found if not one.mine]
    teams, hands = _teams(viewer, elsewhere), _hands(elsewhere)
    return [_row(one, teams, hands) for one in elsewhere]


def _row(one: Awaited, teams: Teams, hands: Hands) -> Row:
    if not one.clauses:
        return row_of(one, note=_("Nobody may take this step. The matrix has a gap here."))
    labels = ", ".join(dict.fromkeys(str(_label(one, clause.function)) for clause in one.clauses))
    names = ", ".join(viewer.user.name for viewer in _who(one, teams, hands))
    return row_of(one, holder=f"{names} ({labels})" if names else labels)


def _label(one: Awaited, function: str) -> Text:
    """Whom the purpose gives this function to: people know each other by their roles."""
    purpose = meeting_type_of(one.of, one.thing)
    return (
        holder_name(purpose, function)
        if purpose and function in CaseFunction.values
        else one.of.function_label(function)
    )


def _who(one: Awaited, teams: Teams, hands: Hands) -> list[Viewer]:
    if not SHAPES[one.of.name].in_a_case:
        return []
    noun = one.thing._meta.label_lower
    return [
        viewer
        for viewer in teams.get(one.thing.case_id, ())
        if not (one.step.four_eyes and (noun, one.thing.pk, viewer.user.pk) in hands) and _holds(viewer, one)
    ]


def _holds(viewer: Viewer, one: Awaited) -> bool:
    """By a place of their own: who stands in for somebody is not whom the work lies with."""
    held = (one.of.held(viewer, one.step, clause.function, one.thing) for clause in one.clauses)
    return any(found is not None and found.on_behalf_of is None for found in held)


def _teams(viewer: Viewer, found: Iterable[Awaited]) -> Teams:
    """The members that the reader sees, as viewers: what they may use today is theirs to say."""
    waiting = [one for one in found if SHAPES[one.of.name].in_a_case]
    cases = frozenset(one.thing.case_id for one in waiting)
    members = Membership.objects.visible_to(viewer).current(viewer.today).filter(case__in=cases)
    places = members.filter(_seats(waiting)).values_list("case_id", "user_id")
    users = User.objects.filter(pk__in={user_id for _case, user_id in places}).select_related("organisation")
    # Of these cases alone: a director of hundreds is asked about the few that wait.
    viewers = resolve_many(list(users), at=viewer.at, by=[CaseSource(within=cases)])
    teams: dict[int, dict[int, Viewer]] = defaultdict(dict)
    for case_id, user_id in places:
        teams[case_id][user_id] = viewers[user_id]
    return {case_id: list(people.values()) for case_id, people in teams.items()}


def _seats(waiting: Iterable[Awaited]) -> Q:
    """The places whose holders could take what waits: those functions alone, unless anybody in the team could."""
    asked = {clause.function for one in waiting for clause in one.clauses}
    narrow = asked <= set(CaseFunction.values) - {CaseFunction.MEMBER}
    return Q(function__in=asked) if narrow else Q()


def _hands(found: Iterable[Awaited]) -> Hands:
    condition = Q(pk__in=[])
    for one in found:
        if one.step.four_eyes:
            condition |= Q(noun=one.thing._meta.label_lower, thing_id=one.thing.pk)
    return set(Contribution.objects.filter(condition).values_list("noun", "thing_id", "user_id"))
