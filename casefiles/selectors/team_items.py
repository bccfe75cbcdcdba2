"""What the page of an invitation, handover, request, flag, emergency or notice shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casefiles.emergency_guards import review_by
from casefiles.models import (
    ClosingNotice,
    EmergencyAccess,
    Flag,
    Handover,
    Invitation,
    PurposeChange,
    ScalingRequest,
)
from casefiles.models.team_item import TeamItem
from casefiles.selectors.confirm import Fact
from casefiles.selectors.place import role_name
from casefiles.standing import day, moment
from workflows.refusals import Text


@dataclass(frozen=True)
class Kind:
    """How one noun is called and what of it is told; `beside`: what that needs, in the same query."""

    name: str
    model: type[TeamItem]
    label: Text
    facts: Callable[[Any], Sequence[Fact]]
    beside: tuple[str, ...] = ()
    tab: str = "team"


def _invitation(one: Invitation) -> list[Fact]:
    return [
        Fact(_("Who is asked"), f"{one.user} ({one.user.organisation})"),
        Fact(_("Function in the case"), role_name(one.case, one.function)),
        Fact(_("From"), day(one.starts_on)),
        Fact(_("Until"), day(one.ends_on)),
        Fact(_("To be answered by"), day(one.expires_on)),
    ]


def _handover(one: Handover) -> list[Fact]:
    where = [Fact(_("The case goes on in"), str(one.municipality))] if one.municipality else []
    return [Fact(_("Receiver"), one.receiver_name), *where, Fact(_("What is asked"), one.words)]


def _request(one: ScalingRequest) -> list[Fact]:
    return [Fact(_("Why scale up?"), one.words)]


def _flag(one: Flag) -> list[Fact]:
    return [Fact(_("Flag"), capfirst(one.get_kind_display())), Fact(_("Reason"), one.words)]


def _emergency(one: EmergencyAccess) -> list[Fact]:
    return [
        Fact(_("Who may read"), f"{one.person} ({one.person.organisation})"),
        Fact(_("Ends at"), moment(one.ends_at) if one.ends_at else ""),
        Fact(_("Why it could not wait"), one.words),
        Fact(_("Vital interest"), one.vital_interest, empty=_("Not recorded: a covenant covers this person")),
        Fact(_("To be reviewed by"), day(review_by(one))),
    ]


def _notice(one: ClosingNotice) -> list[Fact]:
    told = day(one.told_on) if one.told_on else ""
    return [Fact(_("Told on"), told, empty=_("The person was not told")), Fact(_("How, or why not"), one.words)]


def _purpose(one: PurposeChange) -> list[Fact]:
    return [Fact(_("Before"), str(one.before)), Fact(_("Now"), str(one.after)), Fact(_("Reason"), one.words)]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("invitation", Invitation, gettext_lazy("invitation into the team"), _invitation, ("user__organisation",)),
        Kind("handover", Handover, gettext_lazy("handover"), _handover, ("receiver__organisation", "municipality")),
        Kind("scaling", ScalingRequest, gettext_lazy("request to scale up"), _request, (), "overview"),
        Kind("flag", Flag, gettext_lazy("flag"), _flag, (), "overview"),
        Kind("emergency", EmergencyAccess, gettext_lazy("emergency access"), _emergency, ("person__organisation",)),
        Kind("closing_notice", ClosingNotice, gettext_lazy("what the person was told"), _notice, (), "overview"),
        Kind("purpose", PurposeChange, gettext_lazy("change of purpose"), _purpose, ("before", "after"), "overview"),
    )
}


def kind_of(item: TeamItem) -> Kind:
    return next(kind for kind in KINDS.values() if isinstance(item, kind.model))


def item_url(item: TeamItem) -> str:
    return reverse(f"casefiles:{kind_of(item).name}", args=[item.key])


def item_facts(item: TeamItem) -> list[Fact]:
    """First what everyone asks: which case, from whom, since when."""
    common = [
        Fact(_("Case"), item.case.key),
        Fact(_("Municipality"), str(item.case.municipality)),
        Fact(_("By whom"), f"{item.author} ({item.source_organisation})"),
        Fact(_("Since"), moment(item.shared_at) if item.shared_at else ""),
        Fact(_("Status"), capfirst(str(item.get_state_display()))),  # type: ignore[attr-defined]
    ]
    return [*common, *kind_of(item).facts(item)]
