"""The checklist of a case: what is asked about this person, agreed with the partners, adopted by case direction."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from accounts.keys import random_key
from casefiles import guards
from casefiles.models.item import CaseItem
from casefiles.plan_rules import ChecklistRule
from casefiles.rules import CaseItemRule
from documents.models import CaseFunction
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step


class ChecklistState(models.TextChoices):
    DRAFT = "draft", _("draft")
    ALIGNED = "aligned", _("aligned with the partners")
    ADOPTED = "adopted", _("adopted")
    SUPERSEDED = "superseded", _("superseded")


class LineKind(models.TextChoices):
    QUESTION = "question", _("question")
    ATTENTION = "attention", _("point of attention")


class YesNo(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")


S = ChecklistState
IN_THE_MAKING = (S.DRAFT, S.ALIGNED)


@protected(ChecklistRule())
class Checklist(Stateful, CaseItem):
    """One version; the next is a new row, and this one stays in force until that is adopted.

    The same case direction writes and adopts it (domain 6): no four eyes, unlike a plan. Nothing medical is asked.
    """

    number = models.PositiveIntegerField(null=True, editable=False)
    tipping_point = models.TextField(_("tipping point"), blank=True)
    # Empty: not answered yet.
    crisis_card = models.CharField(_("crisis card present"), max_length=3, choices=YesNo, blank=True)
    adopted_on = models.DateField(null=True, editable=False)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    content_hash = models.CharField(max_length=64, blank=True, editable=False)

    state = state_field(ChecklistState, start=S.DRAFT)

    class Meta(CaseItem.Meta):
        ordering = ["-pk"]
        constraints = [
            known_states(ChecklistState, name="checklist_state_is_known"),
            models.UniqueConstraint(fields=["case", "number"], name="a_checklist_number_once_in_a_case"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=IN_THE_MAKING), name="one_checklist_in_the_making_in_a_case"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "checklist.align",
            _("Align checklist with the partners"),
            (S.DRAFT,),
            S.ALIGNED,
            CaseFunction.CASE_DIRECTION,
            guards=(guards.case_is_open, guards.checklist_is_complete),
            awaited=True,
            phrases=("stemt de checklist af", "stelt de checklist op", "stelt het uitvraagprotocol op"),
        )
    )
    def align(self) -> None: ...

    @step(
        Step(
            "checklist.adopt",
            _("Adopt checklist"),
            (S.ALIGNED,),
            S.ADOPTED,
            CaseFunction.CASE_DIRECTION,
            guards=(guards.case_is_open, guards.checklist_is_complete),
            awaited=True,
            phrases=("stelt de checklist vast", "stelt het uitvraagprotocol vast", "vaststelling van de checklist"),
        )
    )
    def adopt(self) -> None: ...

    @step(
        Step(
            "checklist.supersede",
            _("Supersede checklist"),
            (S.ADOPTED,),
            S.SUPERSEDED,
            "next_version",
            kind=Kind.CONSTITUTIONAL,
        )
    )
    def supersede(self) -> None: ...


@protected(ChecklistRule("checklist__"))
class ChecklistLine(models.Model):
    """A question or a point of attention, with the risk behind it and what protects."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="lines")
    order = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=LineKind)
    text = models.TextField(_("question or point of attention"))
    risk_factors = models.TextField(_("risk factors"), blank=True)
    protective_measures = models.TextField(_("protective measures"), blank=True)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=LineKind.values), name="line_kind_is_known")]

    def __str__(self) -> str:
        return f"{self.checklist_id}/{self.order}"


@protected(CaseItemRule("checklist__", since="at"))
class ChecklistRemark(models.Model):
    """What a member proposes while it is aligned: one a member, in which they go on writing. Never for the desk."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="remarks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("question or remark"))
    at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["checklist", "by"], name="one_checklist_remark_a_person")]

    def __str__(self) -> str:
        return self.key
