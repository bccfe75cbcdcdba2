"""Which purposes (meeting types) there are, which functions a case has, and which kinds of data are shared."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import public
from accounts.keys import random_key


class CaseFunction(models.TextChoices):
    """What somebody does in a case. A meeting type maps each function to a role and a kind of organisation (D-19)."""

    PROCESS_DIRECTION = "process_direction", _("process direction")
    CASE_DIRECTION = "case_direction", _("case direction")
    CARE_DIRECTION = "care_direction", _("care direction")
    CHAIR = "chair", _("chair")
    DESK = "desk", _("desk")
    EXPERT = "expert", _("expert by experience")
    MEMBER = "member", _("member")


@public("the kinds of data that covenants speak of")
class DataCategory(models.Model):
    identifier = models.SlugField(unique=True)
    label = models.CharField(_("name"), max_length=120)
    # Special in the sense of the law (health, criminal offences); shown with every item of this category.
    special = models.BooleanField(_("special category"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label

    @property
    def key(self) -> str:
        return self.identifier


@public("which meetings exist and for what purpose is known to every partner")
class MeetingType(models.Model):
    """A purpose. Every annex, and every case, has exactly one (D-17)."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    name = models.CharField(_("name"), max_length=160, unique=True)
    alias = models.CharField(_("regional name"), max_length=160, blank=True)
    # Case function → role: GGZ doing case direction is one mapping, a youth table has another.
    functions = models.JSONField(_("functions"), default=dict, blank=True)
    # Case function → kind of organisation: only people of that kind hold it here. With a role, both must fit.
    kinds = models.JSONField(_("kinds of organisations"), default=dict, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def role_for(self, function: str) -> str | None:
        """The role that holds this function here; none when the meeting type leaves it open."""
        role: str | None = self.functions.get(function)
        return role

    def kind_for(self, function: str) -> str:
        """The kind of organisation that holds this function here; empty: any."""
        kind: str = self.kinds.get(function, "")
        return kind

    def admits(self, function: str, kind: str) -> bool:
        """Whether somebody of an organisation of this kind may hold this function here."""
        return self.kind_for(function) in {"", kind}

    def function_for(self, role: str) -> str | None:
        """The function that this role holds here; of several, the first in the order of `CaseFunction`."""
        return next((function for function in CaseFunction.values if self.functions.get(function) == role), None)
