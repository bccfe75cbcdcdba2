"""Which circles a report can be for, and who would see it there today."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.viewer import Viewer, resolve_many
from accounts.models import Organisation, User
from casefiles import rules
from casefiles.models import Case, Circle, Membership
from documents.gate import given_by
from documents.models import DataCategory


@dataclass(frozen=True)
class CircleChoice:
    """`people` none: not shown to this reader (the desk does not see who is in the team)."""

    value: str
    label: str
    people: Sequence[User] | None

    @property
    def words(self) -> str:
        if self.people is None:
            return self.label
        number = len(self.people)
        return ngettext("%(label)s (%(number)s person)", "%(label)s (%(number)s people)", number) % {
            "label": self.label,
            "number": number,
        }


def circle_choices(case: Case, *, owner: User, viewer: Viewer) -> list[CircleChoice]:
    """The circles that a new report of this owner may be for; the care circle only for who is in it (D-20)."""
    if rules.case_token(case.pk, rules.TEAM) not in viewer.grants:
        return [CircleChoice(Circle.TEAM, _("Whole team"), None), CircleChoice(Circle.DIRECTORS, _("Directors"), None)]
    members = members_today(case, viewer=viewer)
    care = f"{rules.CARE}:{owner.organisation_id}"
    choices = [
        CircleChoice(Circle.TEAM, _("Whole team"), _holding(members, rules.case_token(case.pk, rules.TEAM))),
        CircleChoice(Circle.DIRECTORS, _("Directors"), _holding(members, rules.case_token(case.pk, rules.DIRECTORS))),
    ]
    if rules.case_token(case.pk, care) in viewer.grants:
        label = _("Care circle of %(organisation)s") % {"organisation": owner.organisation}
        choices.append(CircleChoice(Circle.CARE, label, _holding(members, rules.case_token(case.pk, care))))
    return [*choices, CircleChoice(Circle.NAMED, _("Only people whom I name"), None)]


def readers_today(case: Case, *, viewer: Viewer) -> list[User]:
    """Everyone in the team who would read a report that is recorded now."""
    return _holding(members_today(case, viewer=viewer), rules.case_token(case.pk, rules.TEAM))


def members_today(case: Case, *, viewer: Viewer) -> list[Viewer]:
    """Everyone with a membership today, as the access rule sees them, by name."""
    rows = Membership.objects.current(viewer.today).filter(case=case, user__is_active=True)
    users = {row.user_id: row.user for row in rows.select_related("user__organisation")}
    return list(resolve_many(sorted(users.values(), key=lambda user: user.name), at=viewer.at).values())


def categories(case: Case, *, organisation: Organisation, viewer: Viewer) -> list[DataCategory]:
    """The kinds of data that this organisation may give in this case today (D-18)."""
    triple = (case.meeting_type_id, organisation.pk, case.municipality_id)
    return list(DataCategory.objects.filter(pk__in=given_by(triple, on=viewer.today)))


def _holding(members: Sequence[Viewer], token: str) -> list[User]:
    """Who reads what is shared now; a grant that winds down does not reach it (D-1)."""
    return [one.user for one in members if one.grant_for(token, one.at)]
