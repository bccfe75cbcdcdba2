"""A plan of action: who does what by when, adopted by somebody who did not write it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from accounts.keys import random_key
from accounts.models import Organisation
from casefiles import guards
from casefiles.models.checklist import Checklist
from casefiles.models.item import CaseItem
from casefiles.plan_rules import PlanFileRule, PlanRule
from casefiles.rules import CaseItemRule
from documents.models import CaseFunction
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step


class PlanState(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_CONSULTATION = "in_consultation", _("in consultation")
    ADOPTED = "adopted", _("adopted")
    REPLACED = "replaced", _("replaced")
    EVALUATED = "evaluated", _("evaluated")


S = PlanState
CASE_DIRECTION, PROCESS_DIRECTION = CaseFunction.CASE_DIRECTION, CaseFunction.PROCESS_DIRECTION
# The parts of a plan that are text, in the order in which they are read.
TEXT_PARTS = (
    "analysis",
    "risk_factors",
    "protective_measures",
    "client_wishes",
    "police_section",
    "signalling_plan",
    "crisis_card",
)
SUBMITTED = (
    guards.case_is_open,
    guards.plan_has_actions,
    guards.every_action_is_complete,
    guards.quality_owner_is_named,
)


@protected(PlanRule())
class PlanVersion(Stateful, CaseItem):
    """One version. Adopted: immutable, with number, date, hash and Word file; a deviation is a new row (D-41).

    `named_people`: who was asked to write a part of it, or to say what they think of it, while it is in the making.
    """

    HAS_FALLBACK = True

    number = models.PositiveIntegerField(null=True, editable=False)
    analysis = models.TextField(_("analysis of problems and opportunities"), blank=True)
    risk_factors = models.TextField(_("risk factors"), blank=True)
    protective_measures = models.TextField(_("protective measures"), blank=True)
    client_wishes = models.TextField(_("goals and wishes of the client"), blank=True)
    police_section = models.TextField(_("police section"), blank=True)
    signalling_plan = models.TextField(_("signalling plan"), blank=True)
    crisis_card = models.TextField(_("crisis card"), blank=True)
    # One person answers for the quality of the police section and the care section together.
    quality_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("quality owner"),
    )
    # The version that was in force when the plan was adopted.
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="plans", null=True, editable=False)
    adopted_on = models.DateField(null=True, editable=False)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    # What the digest was taken over (plan_file.py); none: the parts that a plan had at first.
    content_scheme = models.PositiveSmallIntegerField(null=True, editable=False)
    # Of plans that were evaluated before every goal had an evaluation of its own.
    evaluation = models.TextField(_("evaluation"), blank=True)

    state = state_field(PlanState, start=S.DRAFT)

    class Meta(CaseItem.Meta):
        ordering = ["-pk"]
        constraints = [
            known_states(PlanState, name="plan_state_is_known"),
            models.UniqueConstraint(fields=["case", "number"], name="a_plan_number_once_in_a_case"),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state__in=[S.DRAFT, S.IN_CONSULTATION]),
                name="one_plan_in_the_making_in_a_case",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "plan.submit",
            _("Submit plan"),
            (S.DRAFT,),
            S.IN_CONSULTATION,
            CASE_DIRECTION,
            guards=(*SUBMITTED, guards.remarks_are_handled),
            awaited=True,
            phrases=("stelt het plan van aanpak op", "dient het plan van aanpak in", "schrijft het plan van aanpak"),
        )
    )
    def submit(self) -> None: ...

    @step(
        Step(
            "plan.adopt",
            _("Adopt plan"),
            (S.IN_CONSULTATION,),
            S.ADOPTED,
            PROCESS_DIRECTION,
            four_eyes=True,
            guards=SUBMITTED,
            awaited=True,
            phrases=("stelt het plan van aanpak vast", "vaststelling van het plan van aanpak"),
        )
    )
    def adopt(self) -> None: ...

    @step(
        Step(
            "plan.send_back",
            _("Send plan back with reason"),
            (S.IN_CONSULTATION,),
            S.DRAFT,
            PROCESS_DIRECTION,
            four_eyes=True,
            needs_reason=True,
            phrases=("stuurt het plan van aanpak terug", "geeft het plan van aanpak terug met opmerkingen"),
        )
    )
    def send_back(self) -> None: ...

    @step(Step("plan.replace", _("Replace plan"), (S.ADOPTED,), S.REPLACED, "next_version", kind=Kind.CONSTITUTIONAL))
    def replace(self) -> None: ...

    @step(
        Step(
            "plan.evaluate",
            _("Evaluate plan"),
            (S.ADOPTED,),
            S.EVALUATED,
            CASE_DIRECTION,
            guards=(guards.evaluation_is_written,),
            closing=True,
            phrases=("evalueert de doelen van het plan", "evaluatie van het plan van aanpak"),
        )
    )
    def evaluate(self) -> None: ...


@protected(PlanRule("plan_version__"))
class PlanAction(models.Model):
    """One action with the seven answers: who, does what, where, when, how, to which subgoal, contributing how."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    plan_version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="actions")
    order = models.PositiveIntegerField()
    who = models.CharField(_("who"), max_length=200, blank=True)
    what = models.TextField(_("does what"), blank=True)
    where = models.CharField(_("where"), max_length=200, blank=True)
    when = models.CharField(_("when"), max_length=200, blank=True)
    due_on = models.DateField(_("at the latest on"), null=True, blank=True)
    how = models.TextField(_("how"), blank=True)
    goal = models.ForeignKey("casefiles.PlanGoal", on_delete=models.PROTECT, related_name="actions", null=True)
    # The words of that goal as they are adopted, signed with a digest and searched.
    subgoal = models.CharField(_("to reach which subgoal"), max_length=300, blank=True)
    contribution = models.TextField(_("how this helps to prevent escalation"), blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("organisation")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("person")
    )
    version = models.PositiveIntegerField(default=1)

    objects = ProtectedQuerySet.as_manager()

    SEVEN = ("who", "what", "where", "when", "how", "subgoal", "contribution")

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.plan_version_id}/{self.order}"

    @property
    def unanswered(self) -> list[str]:
        """Which of the seven questions are still open, by field name."""
        return [name for name in self.SEVEN if not str(getattr(self, name)).strip()]


class ProgressStatus(models.TextChoices):
    OPEN = "open", _("open")
    BUSY = "busy", _("busy")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


@protected(CaseItemRule("action__plan_version__", since="at", to_decide=False))
class ActionProgress(models.Model):
    """Progress beside the adopted version: status, remark, date; who, what, when and goal change by deviation only."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    action = models.ForeignKey(PlanAction, on_delete=models.CASCADE, related_name="progress")
    status = models.CharField(_("status"), max_length=16, choices=ProgressStatus)
    remark = models.TextField(_("remark"), blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.action_id} {self.status}"


@protected(PlanFileRule("plan_version__"))
class PlanFile(models.Model):
    """The Word file of a plan as it was adopted, in private storage."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    plan_version = models.OneToOneField(PlanVersion, on_delete=models.PROTECT, related_name="word_file")
    name = models.CharField(max_length=160)
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    objects = ProtectedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
