"""A place in a team that is offered: it counts from the day that the invited accept (D-15)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.registry import protected
from casefiles import place_guards
from casefiles.models.team_item import NEW, TeamItem
from casefiles.team_rules import ASKED, AskedRule
from documents.models import CaseFunction
from workflows.models import known_states, state_field
from workflows.steps import Kind, Step, step

# Who may give places in this team today (D-15): see `access.may_grant`.
GRANTER = "granter"


class InvitationState(models.TextChoices):
    NEW = NEW, _("new")
    OFFERED = "offered", _("not answered yet")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("taken back")


S = InvitationState


@protected(AskedRule("user"))
class Invitation(TeamItem):
    """`owner` is who gives the place; after `expires_on` it can be accepted no more."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    function = models.CharField(_("function"), max_length=32, choices=CaseFunction, default=CaseFunction.MEMBER)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    expires_on = models.DateField(_("to be answered by"))

    state = state_field(InvitationState, start=S.NEW)

    class Meta(TeamItem.Meta):
        constraints = [
            known_states(InvitationState, name="invitation_state_is_known"),
            models.CheckConstraint(condition=Q(function__in=CaseFunction.values), name="invited_function_is_known"),
        ]

    @step(
        Step(
            "invitation.offer",
            _("Invite into the team"),
            (S.NEW,),
            S.OFFERED,
            GRANTER,
            kind=Kind.CONSTITUTIONAL,
            guards=(*place_guards.PLACE, place_guards.not_for_oneself, place_guards.not_invited_yet),
        )
    )
    def offer(self) -> None:
        self.share()

    @step(
        Step(
            "invitation.accept",
            _("Accept invitation"),
            (S.OFFERED,),
            S.ACCEPTED,
            ASKED,
            kind=Kind.CONSTITUTIONAL,
            guards=(place_guards.invitation_still_stands, *place_guards.PLACE),
            awaited=True,
        )
    )
    def accept(self) -> None: ...

    @step(
        Step(
            "invitation.decline",
            _("Decline invitation"),
            (S.OFFERED,),
            S.DECLINED,
            ASKED,
            kind=Kind.CONSTITUTIONAL,
            needs_reason=True,
        )
    )
    def decline(self) -> None: ...

    @step(
        Step(
            "invitation.withdraw",
            _("Take invitation back"),
            (S.OFFERED,),
            S.WITHDRAWN,
            GRANTER,
            kind=Kind.CONSTITUTIONAL,
        )
    )
    def withdraw(self) -> None: ...
