"""What the person is given of a case: prepared by one director, checked by the other, destroyed after a term."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from accounts.keys import random_key
from casefiles import pack_guards as guards
from casefiles.models.item import CaseItem
from casefiles.models.rights_request import RequestAnswer
from casefiles.models.subject_notice import DIRECTION
from casefiles.rules import DirectorsRule
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step


class PackState(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_CHECK = "in_check", _("being checked")
    MADE = "made", _("made")


S = PackState


@protected(DirectorsRule())
class AccessPack(Stateful, CaseItem):
    """`owner` makes it, with their rights. `content_digest`: what lay there when it was sent to be checked."""

    answer = models.ForeignKey(RequestAnswer, on_delete=models.PROTECT, related_name="packs", null=True)
    content_digest = models.CharField(max_length=64, blank=True, editable=False)
    destroy_on = models.DateField(null=True, editable=False)
    destroyed_at = models.DateTimeField(null=True, editable=False)

    state = state_field(S, start=S.DRAFT)

    class Meta(CaseItem.Meta):
        ordering = ["-pk"]
        constraints = [
            known_states(S, name="access_pack_state_is_known"),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state__in=[S.DRAFT, S.IN_CHECK]),
                name="one_access_pack_in_the_making_in_a_case",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "pack.submit",
            _("Let access pack be checked"),
            (S.DRAFT,),
            S.IN_CHECK,
            DIRECTION,
            kind=Kind.CONSTITUTIONAL,
            closing=True,
            guards=(guards.is_own_pack, guards.passages_still_stand),
        )
    )
    def submit(self) -> None: ...

    @step(
        Step(
            "pack.approve",
            _("Approve and make access pack"),
            (S.IN_CHECK,),
            S.MADE,
            DIRECTION,
            kind=Kind.CONSTITUTIONAL,
            closing=True,
            four_eyes=True,
            awaited=True,
            guards=(guards.nothing_changed_since,),
        )
    )
    def approve(self) -> None: ...

    @step(
        Step(
            "pack.send_back",
            _("Send access pack back with reason"),
            (S.IN_CHECK,),
            S.DRAFT,
            DIRECTION,
            kind=Kind.CONSTITUTIONAL,
            closing=True,
            four_eyes=True,
            needs_reason=True,
        )
    )
    def send_back(self) -> None: ...


class RemovalGround(models.TextChoices):
    RELATIVE = "relative", _("about a relative")
    THIRD_PARTY = "third_party", _("about somebody else")
    REPORTER = "reporter", _("shows who told it, who may be in danger")
    INVESTIGATION = "investigation", _("a criminal investigation")
    SAFETY = "safety", _("the safety of the person or of others")


@protected(DirectorsRule("pack__"))
class PackRemoval(models.Model):
    """A passage that the person is not given, or a whole item (`passage` empty), and why."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    pack = models.ForeignKey(AccessPack, on_delete=models.CASCADE, related_name="removals")
    item_key = models.CharField(max_length=24)
    passage = models.TextField(_("passage"), blank=True)
    ground = models.CharField(_("ground"), max_length=16, choices=RemovalGround)
    explanation = models.TextField(_("explanation"))

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.item_key}"


class PackFormat(models.TextChoices):
    WORD = "word", _("Word file")
    DATA = "data", _("data (JSON)")


@protected(DirectorsRule("pack__"))
class PackFile(models.Model):
    """One file of a pack, in private storage until its term ends."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    pack = models.ForeignKey(AccessPack, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=8, choices=PackFormat)
    name = models.CharField(max_length=160)
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "format"], name="a_pack_file_of_each_format_once")]

    def __str__(self) -> str:
        return self.name
