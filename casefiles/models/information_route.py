"""By which route information about the person is shared, and what they said yes or no to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import protected
from casefiles.models.item import CaseItem
from casefiles.rules import CaseItemRule
from documents.models import CaseFunction
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step

MEMBER = CaseFunction.MEMBER


class InForce(models.TextChoices):
    """Of records that stay when a later one takes their place."""

    DRAFT = "draft", _("draft")
    IN_FORCE = "in_force", _("in force")
    ENDED = "ended", _("ended")


class RouteKind(models.TextChoices):
    VOLUNTARY = "voluntary", _("voluntary, with a consent form")
    ASSERTIVE_OUTREACH = "assertive_outreach", _("assertive outreach")
    COMPULSORY_CARE = "compulsory_care", _("compulsory care")


@protected(CaseItemRule())
class InformationRoute(Stateful, CaseItem):
    """Consent is not the general legal basis: the route says how the person takes part."""

    route = models.CharField(_("route"), max_length=24, choices=RouteKind)
    explanation = models.TextField(_("why this route"))
    chosen_on = models.DateField(_("from"))

    state = state_field(InForce, start=InForce.DRAFT)

    class Meta(CaseItem.Meta):
        ordering = ["-pk"]
        constraints = [
            known_states(InForce, name="route_state_is_known"),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(state=InForce.IN_FORCE), name="one_information_route_in_a_case"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "route.choose",
            _("Choose information route"),
            (InForce.DRAFT,),
            InForce.IN_FORCE,
            "direction",
            kind=Kind.CONSTITUTIONAL,
        )
    )
    def choose(self) -> None: ...

    @step(
        Step(
            "route.end",
            _("End information route"),
            (InForce.IN_FORCE,),
            InForce.ENDED,
            "direction",
            kind=Kind.CONSTITUTIONAL,
            needs_reason=True,
            closing=True,
        )
    )
    def end(self) -> None: ...


class ConsentState(models.TextChoices):
    ASKED = "asked", _("asked")
    GIVEN = "given", _("given")
    DECLINED = "declined", _("not given")
    WITHDRAWN = "withdrawn", _("withdrawn")


C = ConsentState


@protected(CaseItemRule())
class Consent(Stateful, CaseItem):
    """What the person says yes or no to. Withdrawing is as easy as giving: any member records it."""

    purpose = models.TextField(_("what for"))
    answered_on = models.DateField(_("answered on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, editable=False)

    state = state_field(C, start=C.ASKED)

    class Meta(CaseItem.Meta):
        ordering = ["-pk"]
        constraints = [known_states(C, name="consent_state_is_known")]

    def __str__(self) -> str:
        return self.key

    @step(Step("consent.give", _("Record consent"), (C.ASKED,), C.GIVEN, MEMBER, kind=Kind.CONSTITUTIONAL))
    def give(self) -> None: ...

    @step(
        Step(
            "consent.decline",
            _("Record that consent is not given"),
            (C.ASKED,),
            C.DECLINED,
            MEMBER,
            kind=Kind.CONSTITUTIONAL,
        )
    )
    def decline(self) -> None: ...

    @step(
        Step(
            "consent.withdraw",
            _("Record that consent is withdrawn"),
            (C.GIVEN,),
            C.WITHDRAWN,
            MEMBER,
            kind=Kind.CONSTITUTIONAL,
            closing=True,
        )
    )
    def withdraw(self) -> None: ...


@protected(CaseItemRule())
class SharingAgreement(Stateful, CaseItem):
    """What was agreed with the person about sharing (D-35): for the team, and for the desk that takes calls."""

    text = models.TextField(_("what was agreed"))
    agreed_on = models.DateField(_("agreed on"))

    state = state_field(InForce, start=InForce.DRAFT)

    class Meta(CaseItem.Meta):
        ordering = ["-pk"]
        constraints = [known_states(InForce, name="sharing_state_is_known")]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "sharing.agree",
            _("Record agreement about sharing"),
            (InForce.DRAFT,),
            InForce.IN_FORCE,
            MEMBER,
            kind=Kind.CONSTITUTIONAL,
        )
    )
    def agree(self) -> None: ...

    @step(
        Step(
            "sharing.end",
            _("End agreement about sharing"),
            (InForce.IN_FORCE,),
            InForce.ENDED,
            MEMBER,
            kind=Kind.CONSTITUTIONAL,
            needs_reason=True,
            closing=True,
        )
    )
    def end(self) -> None: ...
