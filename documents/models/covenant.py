"""Which agreements there are, in which version, and where each stands."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import internal, protected
from access.rules import AudienceRule
from accounts.keys import random_key
from accounts.models import Municipality
from documents import covenant_guards as guards
from documents.days import today
from documents.models.signature import Signature
from documents.models.version import Version
from workflows.models import known_states, state_field
from workflows.steps import Kind, Step, step

LEADER = "role:project_leader"
SIGNATORY = "signatory"
# Somebody of a party whose page was signed on paper (D-28).
OF_PARTY = "of_party"


class CovenantKind(models.TextChoices):
    DECLARATION_OF_INTENT = "declaration_of_intent", _("declaration of intent")
    SAFETY_HOUSE_COVENANT = "safety_house_covenant", _("safety-house covenant")
    MUNICIPAL_COVENANT = "municipal_covenant", _("municipal covenant")
    SECTOR_COVENANT = "sector_covenant", _("sector covenant")
    DATA_PROCESSING_PROTOCOL = "data_processing_protocol", _("data-processing protocol")
    CONFIDENTIALITY_DECLARATION = "confidentiality_declaration", _("confidentiality declaration")
    GUIDE = "guide", _("guide")


# Only a covenant opens sharing; the other kinds explain, intend or bind one person.
GIVES_COVER = (CovenantKind.SAFETY_HOUSE_COVENANT, CovenantKind.MUNICIPAL_COVENANT, CovenantKind.SECTOR_COVENANT)


class CovenantState(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_CONSULTATION = "in_consultation", _("in consultation")
    READY_TO_SIGN = "ready_to_sign", _("ready to sign")
    SIGNED = "signed", _("signed")
    TERMINATED = "terminated", _("terminated")
    REPLACED = "replaced", _("replaced")


S = CovenantState
EDITABLE = (S.DRAFT, S.IN_CONSULTATION, S.READY_TO_SIGN)
CONCLUDED = (S.SIGNED, S.TERMINATED, S.REPLACED)


class Standing(models.TextChoices):
    """What a covenant is today: its state, and what follows from dates and signatures alone."""

    DRAFT = "draft", _("draft")
    IN_CONSULTATION = "in_consultation", _("in consultation")
    READY_TO_SIGN = "ready_to_sign", _("ready to sign")
    PARTIALLY_SIGNED = "partially_signed", _("partially signed")
    NOT_YET_BEGUN = "not_yet_begun", _("signed, not yet in force")
    IN_FORCE = "in_force", _("in force")
    WINDING_DOWN = "winding_down", _("winding down")
    EXPIRED = "expired", _("expired")
    TERMINATED = "terminated", _("ended early")
    REPLACED = "replaced", _("replaced by a newer version")


def default_winding_down() -> int:
    """The term of a covenant that names none; it stands in the text that is signed."""
    return int(settings.WINDING_DOWN_DAYS)


@internal("the series of one covenant; read through its versions")
class Covenant(models.Model):
    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    number = models.CharField(_("number"), max_length=16, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=32, choices=CovenantKind)
    title = models.CharField(_("title"), max_length=200)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class CovenantVersionQuerySet(ProtectedQuerySet["CovenantVersion"]):
    def with_standing(self, on: date) -> "CovenantVersionQuerySet":
        """Adds `standing` (a `Standing`) as it is on this day: labels and filters both read it."""
        signatures = Signature.objects.filter(version=OuterRef("pk"), revision=OuterRef("revision"), declined=False)
        stopped = Q(last_day__lt=on)
        return self.annotate(
            standing=Case(
                When(Q(state=S.READY_TO_SIGN) & Exists(signatures), then=Value(Standing.PARTIALLY_SIGNED)),
                When(begins_on__isnull=True, then=F("state")),
                When(begins_on__gt=on, then=Value(Standing.NOT_YET_BEGUN)),
                When(stopped & Q(readable_until__gte=on), then=Value(Standing.WINDING_DOWN)),
                When(stopped & Q(state__in=(S.TERMINATED, S.REPLACED)), then=F("state")),
                When(stopped, then=Value(Standing.EXPIRED)),
                default=Value(Standing.IN_FORCE),
                output_field=models.CharField(),
            )
        )

    def in_force(self, on: date) -> "CovenantVersionQuerySet":
        return self.with_standing(on).filter(Q(standing=Standing.IN_FORCE))

    def expiring(self, on: date, *, days: int) -> "CovenantVersionQuerySet":
        """In force today, and ending within so many days."""
        return self.in_force(on).filter(last_day__lte=on + timedelta(days=days))


@protected(AudienceRule())
class CovenantVersion(Version):
    """One text. Content is frozen once signed (database trigger); `revision` is the hash that signatures bind to."""

    covenant = models.ForeignKey(Covenant, on_delete=models.PROTECT, related_name="versions")
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    winding_down_days = models.PositiveSmallIntegerField(_("winding-down term in days"), default=default_winding_down)
    territory = models.ManyToManyField(Municipality, related_name="+", blank=True)
    body = models.JSONField(default=list, blank=True)
    revision = models.CharField(max_length=64, editable=False)
    # What follows from signing, ending early and being replaced; all days inclusive.
    signed_on = models.DateField(null=True, editable=False)
    begins_on = models.DateField(null=True, editable=False)
    stops_on = models.DateField(_("last day"), null=True, editable=False)
    last_day = models.DateField(null=True, editable=False)
    readable_until = models.DateField(null=True, editable=False)

    state = state_field(CovenantState, start=S.DRAFT)
    objects = CovenantVersionQuerySet.as_manager()

    class Meta:
        ordering = ["covenant__number", "-version_number"]
        constraints = [
            known_states(CovenantState, name="covenant_state_is_known"),
            models.UniqueConstraint(fields=["covenant", "version_number"], name="a_covenant_version_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="a_covenant_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=CONCLUDED) | Q(signed_on__isnull=False, begins_on__isnull=False),
                name="a_concluded_covenant_has_its_first_day",
            ),
        ]
        indexes = [models.Index(fields=["begins_on", "last_day"])]

    def __str__(self) -> str:
        return f"{self.covenant} ({self.version_number})"

    @property
    def title(self) -> str:
        return self.covenant.title

    def get_absolute_url(self) -> str:
        return reverse("documents:covenant", args=[self.key])

    def end_by(self, day: date | None) -> None:
        """Let this be the last day, unless it ends earlier already; none leaves it open."""
        if day is not None and (self.last_day is None or day < self.last_day):
            self.last_day = day
            self.readable_until = day + timedelta(days=self.winding_down_days)

    @step(
        Step(
            "covenant.start_consultation",
            _("Start consultation"),
            (S.DRAFT,),
            S.IN_CONSULTATION,
            LEADER,
            Kind.CONSTITUTIONAL,
            guards=(guards.has_parties,),
        )
    )
    def start_consultation(self) -> None: ...

    @step(
        Step(
            "covenant.ready_to_sign",
            _("Make ready to sign"),
            (S.IN_CONSULTATION,),
            S.READY_TO_SIGN,
            LEADER,
            Kind.CONSTITUTIONAL,
            guards=guards.COMPLETE,
        )
    )
    def ready_to_sign(self) -> None: ...

    @step(
        Step(
            "covenant.send_back",
            _("Send covenant back to draft"),
            (S.IN_CONSULTATION, S.READY_TO_SIGN),
            S.DRAFT,
            LEADER,
            Kind.CONSTITUTIONAL,
            needs_reason=True,
        )
    )
    def send_back(self) -> None: ...

    @step(
        Step(
            "covenant.sign",
            _("Sign covenant"),
            (S.READY_TO_SIGN,),
            S.READY_TO_SIGN,
            SIGNATORY,
            Kind.CONSTITUTIONAL,
            guards=(guards.not_signed_yet,),
            awaited=True,
        )
    )
    def sign(self) -> None: ...

    @step(
        Step(
            "covenant.accede",
            _("Accede to covenant"),
            (S.SIGNED,),
            S.SIGNED,
            SIGNATORY,
            Kind.CONSTITUTIONAL,
            guards=(guards.not_signed_yet, guards.has_not_ended),
            awaited=True,
        )
    )
    def accede(self) -> None: ...

    @step(
        Step(
            "covenant.confirm_page",
            _("Confirm signed page"),
            (S.READY_TO_SIGN,),
            S.READY_TO_SIGN,
            OF_PARTY,
            Kind.CONSTITUTIONAL,
            awaited=True,
        )
    )
    def confirm_page(self) -> None: ...

    @step(
        Step(
            "covenant.confirm_later",
            _("Confirm signed page and accede"),
            (S.SIGNED,),
            S.SIGNED,
            OF_PARTY,
            Kind.CONSTITUTIONAL,
            guards=(guards.has_not_ended,),
            awaited=True,
        )
    )
    def confirm_later(self) -> None: ...

    @step(
        Step(
            "covenant.conclude",
            _("Conclude covenant"),
            (S.READY_TO_SIGN,),
            S.SIGNED,
            SIGNATORY,
            Kind.CONSTITUTIONAL,
            guards=(guards.required_parties_have_signed,),
        )
    )
    def conclude(self) -> None:
        self.signed_on = today()
        self.begins_on = max(self.starts_on or self.signed_on, self.signed_on)
        self.end_by(self.ends_on)

    @step(
        Step(
            "covenant.terminate",
            _("End covenant early"),
            (S.SIGNED,),
            S.TERMINATED,
            LEADER,
            Kind.CONSTITUTIONAL,
            guards=(guards.has_a_last_day_to_come,),
            needs_reason=True,
        )
    )
    def terminate(self) -> None:
        self.end_by(self.stops_on)

    @step(
        Step(
            "covenant.replace",
            _("Mark covenant as replaced"),
            (S.SIGNED,),
            S.REPLACED,
            LEADER,
            Kind.CONSTITUTIONAL,
            guards=(guards.has_a_successor,),
        )
    )
    def replace(self) -> None: ...
