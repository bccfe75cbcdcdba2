"""What is due to be destroyed, who reviewed that, and what is left to prove that it happened."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import internal, protected
from access.rules import Rule
from access.viewer import Viewer
from accounts.keys import random_key
from accounts.models import Municipality, Organisation
from casefiles import destruction_guards as guards
from casefiles.places import RETENTION, place_token, places_held
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step


class ListState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("proposed")
    APPROVED = "approved", _("approved")
    CARRIED_OUT = "carried_out", _("carried out")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = ListState
OPEN_LISTS = (S.DRAFT, S.PROPOSED, S.APPROVED)


class PlaceRule(Rule):
    """Who oversees the terms of a municipality; a list and a certificate hold codes and days, no word of a case."""

    def __init__(self, path: str = "") -> None:
        self.path = path

    def tokens(self, thing: Any) -> frozenset[str]:
        for part in filter(None, self.path.split("__")):
            thing = getattr(thing, part)
        return frozenset({place_token(RETENTION, thing.municipality_id)})

    def q(self, viewer: Viewer) -> Q:
        return Q(**{f"{self.path}municipality_id__in": places_held(viewer, RETENTION)})


@protected(PlaceRule())
class DestructionList(Stateful):
    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(default=timezone.localdate, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    proposed_for = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True)
    # Of the lines that were approved; every certificate carries it.
    content_hash = models.CharField(max_length=64, blank=True)

    state = state_field(ListState, start=S.DRAFT)
    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [known_states(ListState, name="destruction_list_state_is_known")]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "destruction.propose",
            _("Propose destruction"),
            (S.DRAFT,),
            S.PROPOSED,
            "role:process_manager",
            kind=Kind.CONSTITUTIONAL,
            guards=(guards.something_is_left,),
            awaited=True,
        )
    )
    def propose(self) -> None: ...

    @step(
        Step(
            "destruction.review",
            _("Agree to destruction"),
            (S.PROPOSED,),
            S.PROPOSED,
            "destruction_reviewer",
            kind=Kind.CONSTITUTIONAL,
            four_eyes=True,
            guards=(guards.something_is_left, guards.reviews_once, guards.two_organisations_review),
            awaited=True,
        )
    )
    def review(self) -> None: ...

    @step(
        Step("destruction.approve", _("Approve destruction"), (S.PROPOSED,), S.APPROVED, "system", Kind.CONSTITUTIONAL)
    )
    def approve(self) -> None: ...

    @step(
        Step(
            "destruction.carry_out",
            _("Carry out destruction"),
            (S.APPROVED,),
            S.CARRIED_OUT,
            "system",
            Kind.CONSTITUTIONAL,
        )
    )
    def carry_out(self) -> None: ...

    @step(
        Step(
            "destruction.withdraw",
            _("Withdraw destruction list"),
            (S.DRAFT, S.PROPOSED),
            S.WITHDRAWN,
            "role:process_manager",
            kind=Kind.CONSTITUTIONAL,
        )
    )
    def withdraw(self) -> None: ...


class EntryKind(models.TextChoices):
    CASE = "case", _("case")
    REFERRAL = "referral", _("referral that was not accepted")


@protected(PlaceRule("destruction_list__"))
class DestructionEntry(models.Model):
    """One line: a code without a foreign key, because it outlives what it names."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    destruction_list = models.ForeignKey(DestructionList, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=16, choices=EntryKind)
    code = models.CharField(max_length=24)
    ended_on = models.DateField()
    due_on = models.DateField()
    extensions = models.PositiveIntegerField(default=0)
    taken_out = models.BooleanField(default=False)
    destroyed_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "code"]
        constraints = [
            models.UniqueConstraint(fields=["destruction_list", "kind", "code"], name="a_thing_once_on_a_list")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


@internal("the words of taking a line off a list, apart so that they die with the case; shown on the list")
class TakenOut(models.Model):
    entry = models.OneToOneField(DestructionEntry, on_delete=models.PROTECT, related_name="why")
    case = models.ForeignKey("casefiles.Case", on_delete=models.PROTECT, null=True, related_name="+")
    referral = models.ForeignKey("casefiles.Referral", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"line {self.entry_id}"


@internal("shown on the list that was reviewed")
class DestructionReview(models.Model):
    destruction_list = models.ForeignKey(DestructionList, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["destruction_list", "reviewer"], name="reviewed_once")]

    def __str__(self) -> str:
        return f"{self.destruction_list_id} by {self.reviewer_id}"


@protected(PlaceRule())
class DestructionCertificate(models.Model):
    """What is left: which code, when, how much, by whose review. Nothing of what it was about."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    # None where a backup brought the thing back after it was destroyed: then it went again, without a new list.
    destruction_list = models.ForeignKey(
        DestructionList, on_delete=models.PROTECT, related_name="certificates", null=True
    )
    kind = models.CharField(max_length=16, choices=EntryKind)
    code = models.CharField(max_length=24)
    ended_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    destroyed_at = models.DateTimeField()
    counts = models.JSONField(default=dict)
    list_hash = models.CharField(max_length=64, blank=True)
    people = models.JSONField(default=list)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-destroyed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


@internal("a random file name that must go; removed with the file")
class DoomedFile(models.Model):
    path = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.path


@internal("that erased bytes are still to be wiped from database, journal and index")
class Wiping(models.Model):
    asked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.asked_at)
