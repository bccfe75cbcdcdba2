"""That the person is told that they are discussed, and that telling them was postponed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import protected
from casefiles import rights_guards as guards
from casefiles.models.item import CaseItem
from casefiles.rules import CaseItemRule
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step

# Process or case direction, whichever: either may act, and with four eyes the other decides.
DIRECTION = "direction"


class NoticeState(models.TextChoices):
    DUE = "due", _("not told yet")
    GIVEN = "given", _("told")


class NoticeWay(models.TextChoices):
    LETTER = "letter", _("by letter")
    TALK = "talk", _("in a talk")
    PHONE = "phone", _("by telephone")
    REPRESENTATIVE = "representative", _("through the representative")


@protected(CaseItemRule())
class SubjectNotice(Stateful, CaseItem):
    """One a case, made when the person is told. Until when they must be told: `casefiles.notice_clock`."""

    way = models.CharField(_("how"), max_length=16, choices=NoticeWay)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by whom")
    )
    told_on = models.DateField(_("on which day"))
    remark = models.TextField(_("how the person took it"), blank=True)

    state = state_field(NoticeState, start=NoticeState.DUE)

    class Meta(CaseItem.Meta):
        constraints = [
            known_states(NoticeState, name="notice_state_is_known"),
            models.UniqueConstraint(fields=["case"], name="a_person_is_told_once"),
        ]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "notice.give",
            _("Inform the person concerned"),
            (NoticeState.DUE,),
            NoticeState.GIVEN,
            DIRECTION,
            kind=Kind.CONSTITUTIONAL,
            closing=True,
        )
    )
    def give(self) -> None: ...


class PostponementState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("proposed")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")


class PostponementGround(models.TextChoices):
    """Article 23 GDPR as article 41 of the Dutch act lists it, as far as it fits a case."""

    SAFETY_OF_OTHERS = "safety_of_others", _("the safety or the rights of others")
    SAFETY_OF_PERSON = "safety_of_person", _("the safety of the person concerned")
    INVESTIGATION = "investigation", _("a criminal investigation")
    UNREACHABLE = "unreachable", _("the person cannot be reached")


P = PostponementState


@protected(CaseItemRule())
class NoticePostponement(Stateful, CaseItem):
    """A later day, on a ground, approved by somebody else. The team sees it: nobody tells by mistake."""

    HAS_FALLBACK = True

    ground = models.CharField(_("ground"), max_length=24, choices=PostponementGround)
    explanation = models.TextField(_("explanation"))
    planned_on = models.DateField(_("inform at the latest on"))

    state = state_field(P, start=P.DRAFT)

    class Meta(CaseItem.Meta):
        ordering = ["-pk"]
        constraints = [
            known_states(P, name="postponement_state_is_known"),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(state=P.PROPOSED), name="one_postponement_waits_in_a_case"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "postponement.propose",
            _("Propose to inform the person later"),
            (P.DRAFT,),
            P.PROPOSED,
            DIRECTION,
            kind=Kind.CONSTITUTIONAL,
            closing=True,
            guards=(guards.is_not_told_yet,),
        )
    )
    def propose(self) -> None: ...

    @step(
        Step(
            "postponement.approve",
            _("Approve informing the person later"),
            (P.PROPOSED,),
            P.APPROVED,
            DIRECTION,
            kind=Kind.CONSTITUTIONAL,
            closing=True,
            four_eyes=True,
            awaited=True,
            guards=(guards.is_not_told_yet, guards.planned_day_is_to_come),
        )
    )
    def approve(self) -> None: ...

    @step(
        Step(
            "postponement.reject",
            _("Refuse informing the person later"),
            (P.PROPOSED,),
            P.REJECTED,
            DIRECTION,
            kind=Kind.CONSTITUTIONAL,
            closing=True,
            four_eyes=True,
            needs_reason=True,
        )
    )
    def reject(self) -> None: ...
