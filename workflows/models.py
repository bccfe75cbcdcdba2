"""State, its log, and who contributed."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Expression, F, Q
from django_fsm import FSMField

from access.registry import internal
from access.viewer import Viewer


class StateField(FSMField):
    """A state that only `fire` assigns. To migrations it is the column that it has: each copy of the package's field
    that a migration makes goes on listening to every model that comes after it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 32, "protected": True, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("protected", None)
        return name, "django.db.models.CharField", args, kwargs


class Stateful(models.Model):
    """A noun with a state machine. The state moves through `fire` only; `version` is the optimistic lock."""

    state = StateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def state_for(self, viewer: Viewer) -> str:
        """The state as this viewer may know it: its own, unless a noun keeps something from some of its readers."""
        return str(self.state)

    @classmethod
    def shown_state(cls, viewer: Viewer) -> Expression | F:
        """`state_for` as a column of a list."""
        return F("state")

    def clean_fields(self, exclude: Iterable[str] | None = None) -> None:
        # Cleaning assigns every field, which a protected one refuses; the database constraint checks the state.
        super().clean_fields(exclude={*(exclude or ()), "state"})


def state_field(states: type[models.TextChoices], *, start: str) -> StateField:
    """The state of one machine: its known states, and where it starts."""
    return StateField(choices=states.choices, default=start)


def known_states(states: type[models.TextChoices], *, name: str) -> CheckConstraint:
    """The constraint that every concrete machine carries: what bypasses `fire` cannot invent a state."""
    return CheckConstraint(condition=Q(state__in=states.values), name=name)


@internal("shown on the page of the thing that moved, to who sees that thing")
class Transition(models.Model):
    """One step that was taken: by whom, on whose behalf, by which clause. Never changed or deleted."""

    noun = models.CharField(max_length=64)
    thing_id = models.BigIntegerField()
    thing_key = models.CharField(max_length=24)
    step = models.CharField(max_length=64)
    source = models.CharField(max_length=32)
    target = models.CharField(max_length=32)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    function = models.CharField(max_length=64)
    clause = models.CharField(max_length=200)
    matrix_version_id = models.BigIntegerField(null=True)
    statement_id = models.BigIntegerField(null=True)
    reason_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["noun", "thing_id", "-id"])]

    def __str__(self) -> str:
        return f"{self.step} {self.thing_key}"


@internal("the words of a transition, apart so that destruction can erase them")
class TransitionReason(models.Model):
    transition = models.OneToOneField(Transition, on_delete=models.PROTECT, related_name="reason")
    text = models.TextField()
    salt = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"reason of {self.transition_id}"

    @staticmethod
    def digest(text: str, salt: str) -> str:
        """Keyed digest: with the row its salt dies, and the log proves nothing about the words any more."""
        return hashlib.blake2b(text.encode(), key=salt.encode(), digest_size=32).hexdigest()

    @staticmethod
    def new_salt() -> str:
        return secrets.token_hex(16)


@internal("who wrote, typed or submitted; asked by the four-eyes rule only")
class Contribution(models.Model):
    """D-16: writer, contributor, submitter, typist, and whoever acted on behalf of one of them."""

    noun = models.CharField(max_length=64)
    thing_id = models.BigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["noun", "thing_id", "user"], name="contributed_once")]

    def __str__(self) -> str:
        return f"{self.noun} {self.thing_id} {self.user_id}"


def contributed(thing: models.Model, *people: Any) -> None:
    """Note that these people (users; none is skipped) had a hand in a thing."""
    noun = thing._meta.label_lower
    for person in {person for person in people if person is not None}:
        Contribution.objects.get_or_create(noun=noun, thing_id=thing.pk, user=person)
