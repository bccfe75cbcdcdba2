"""An anonymised referral to the advisory table: an extract of its own, whose readers never see the case."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from access.rules import Rule
from access.viewer import Viewer
from accounts.keys import random_key
from casefiles import extract_guards as guards
from casefiles.rules import DIRECTORS, case_token, held_by_kind, in_cases
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step


class ExtractState(models.TextChoices):
    DRAFT = "draft", _("draft")
    TO_CHECK = "to_check", _("waiting for a second person")
    CHECKED = "checked", _("checked")
    SUBMITTED = "submitted", _("at the advisory table")
    INCLUDED = "included", _("included")
    ADVISED = "advised", _("advice given")
    RELINKED = "relinked", _("linked to the case again")


S = ExtractState
HOUSE = "role:process_director"
# From here on the process director of the house reads it, and whom they name.
CHECKED_ON = (S.CHECKED, S.SUBMITTED, S.INCLUDED, S.ADVISED, S.RELINKED)
AT_THE_TABLE = (S.SUBMITTED, S.INCLUDED, S.ADVISED, S.RELINKED)


class ExtractRule(Rule):
    """The directors of the case; once checked the process director of the house; once submitted whom they named."""

    def tokens(self, thing: Any) -> frozenset[str]:
        found = {case_token(thing.case_id, DIRECTORS)}
        if thing.state in CHECKED_ON:
            found.add(HOUSE)
        if thing.state in AT_THE_TABLE:
            found |= {f"user:{one.pk}" for one in thing.readers.all()}
        return frozenset(found)

    def q(self, viewer: Viewer) -> Q:
        condition = Q(case_id__in=in_cases(held_by_kind(viewer.grants), DIRECTORS))
        if HOUSE in viewer.grants:
            condition |= Q(state__in=CHECKED_ON)
        if f"user:{viewer.user.pk}" in viewer.grants:
            named = Extract.readers.through._base_manager.filter(user_id=viewer.user.pk).values("extract_id")
            condition |= Q(state__in=AT_THE_TABLE, pk__in=named)
        return condition


class ExtractKeyRule(Rule):
    """The process director of the house alone (D-4)."""

    def tokens(self, thing: Any) -> frozenset[str]:
        return frozenset({HOUSE}) if thing.extract.state in CHECKED_ON else frozenset()

    def q(self, viewer: Viewer) -> Q:
        return Q(extract__state__in=CHECKED_ON) if HOUSE in viewer.grants else Q(pk__in=[])


EXTRACT_PARTS = ("question", "situation", "tried")


@protected(ExtractRule())
class Extract(Stateful):
    """No line of the log or the page ties it to its case, until it is linked again."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    case = models.ForeignKey("casefiles.Case", on_delete=models.PROTECT, related_name="extracts")
    question = models.TextField(_("question to the advisory table"))
    situation = models.TextField(_("what is going on, without names"))
    tried = models.TextField(_("what was tried"), blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    readers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    state = state_field(ExtractState, start=S.DRAFT)
    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [known_states(ExtractState, name="extract_state_is_known")]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "extract.offer",
            _("Offer anonymised referral for checking"),
            (S.DRAFT,),
            S.TO_CHECK,
            "extract_writer",
            kind=Kind.CONSTITUTIONAL,
            guards=(guards.no_name_is_left,),
        )
    )
    def offer(self) -> None: ...

    @step(
        Step(
            "extract.confirm",
            _("Confirm that nobody can be recognised"),
            (S.TO_CHECK,),
            S.CHECKED,
            "extract_writer",
            kind=Kind.CONSTITUTIONAL,
            four_eyes=True,
            guards=(guards.no_name_is_left,),
            awaited=True,
        )
    )
    def confirm(self) -> None: ...

    @step(
        Step(
            "extract.send_back",
            _("Send anonymised referral back"),
            (S.TO_CHECK,),
            S.DRAFT,
            "extract_writer",
            kind=Kind.CONSTITUTIONAL,
            four_eyes=True,
            needs_reason=True,
        )
    )
    def send_back(self) -> None: ...

    @step(
        Step(
            "extract.submit",
            _("Submit to the advisory table"),
            (S.CHECKED,),
            S.SUBMITTED,
            HOUSE,
            awaited=True,
            phrases=("dient de casus in bij de adviestafel", "legt de casus voor aan de adviestafel"),
        )
    )
    def submit(self) -> None: ...

    @step(
        Step(
            "extract.include",
            _("Record that it is included"),
            (S.SUBMITTED,),
            S.INCLUDED,
            HOUSE,
            needs_reason=True,
            awaited=True,
            phrases=("besluit over opname na de adviestafel",),
        )
    )
    def include(self) -> None: ...

    @step(
        Step(
            "extract.advise",
            _("Record the advice"),
            (S.SUBMITTED,),
            S.ADVISED,
            HOUSE,
            needs_reason=True,
            awaited=True,
            phrases=("legt het advies van de adviestafel vast",),
        )
    )
    def advise(self) -> None: ...

    @step(
        Step(
            "extract.relink",
            _("Link to the case again"),
            (S.INCLUDED,),
            S.RELINKED,
            HOUSE,
            awaited=True,
            phrases=("koppelt de geanonimiseerde aanmelding weer aan de casus",),
        )
    )
    def relink(self) -> None: ...


@protected(ExtractKeyRule())
class ExtractKey(models.Model):
    """Which pseudonym stands for whom. Whoever wrote it reads it no more once it is checked."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    extract = models.OneToOneField(Extract, on_delete=models.PROTECT, related_name="pseudonyms")
    # [[name, pseudonym], …]
    pairs = models.JSONField(default=list)

    objects = ProtectedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"key of {self.extract_id}"
