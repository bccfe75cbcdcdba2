"""A report: what a professional has to tell, phoned in or written, in their own words."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import protected
from casefiles import guards
from casefiles.models.item import CaseItem
from casefiles.rules import CaseItemRule
from documents.models import CaseFunction
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step


class ReportState(models.TextChoices):
    RECEIVED = "received", _("received")
    BEING_WRITTEN = "being_written", _("being written")
    PUBLISHED = "published", _("recorded")
    CORRECTED = "corrected", _("corrected")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Channel(models.TextChoices):
    CALL = "call", _("phone call")
    VOICEMAIL = "voicemail", _("voicemail")
    DIRECT = "direct", _("written directly")


class ReportScope(models.TextChoices):
    PERSON = "person", _("the person")
    ENVIRONMENT = "environment", _("the environment")


class Valence(models.TextChoices):
    POSITIVE = "positive", _("positive")
    NEUTRAL = "neutral", _("neutral")
    CONCERN = "concern", _("concern")


S = ReportState
UNPUBLISHED = (S.RECEIVED, S.BEING_WRITTEN)
READABLE = (S.PUBLISHED, S.CORRECTED)


class ReportContent(CaseItem):
    """What is told, as the report and each of its versions hold it."""

    scope = models.CharField(_("about"), max_length=16, choices=ReportScope)
    valence = models.CharField(_("how it goes"), max_length=16, choices=Valence)
    story = models.TextField(_("story in own words"))

    class Meta(CaseItem.Meta):
        abstract = True


@protected(CaseItemRule())
class Report(Stateful, ReportContent):
    """`owner` is the reporter, whose report it stays; `author` typed it. `shared_at`: when this text was shared."""

    channel = models.CharField(_("channel"), max_length=16, choices=Channel, default=Channel.DIRECT)
    version_number = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(null=True, editable=False)
    # From when its readers are to be told of it; none: they were.
    tell_at = models.DateTimeField(null=True, editable=False, db_index=True)
    # Written on behalf: until its reporter has looked at it, it stands in their work list.
    checked_at = models.DateTimeField(null=True, editable=False)

    state = state_field(ReportState, start=S.BEING_WRITTEN)

    class Meta(CaseItem.Meta):
        ordering = ["-published_at", "-pk"]
        constraints = [known_states(ReportState, name="report_state_is_known")]
        indexes = [*CaseItem.Meta.indexes, models.Index(fields=["case", "-published_at"])]

    def __str__(self) -> str:
        return self.key

    @property
    def on_behalf(self) -> bool:
        return self.author_id != self.owner_id

    @step(
        Step(
            "report.publish",
            _("Record report"),
            UNPUBLISHED,
            S.PUBLISHED,
            CaseFunction.MEMBER,
            guards=(
                guards.is_own_report,
                guards.everything_is_told,
                guards.case_is_open,
                guards.reporter_is_covered,
                guards.category_may_be_given,
            ),
            phrases=("doet een melding", "legt een melding vast"),
        )
    )
    def publish(self) -> None: ...

    @step(
        Step(
            "report.publish_on_behalf",
            _("Record report on behalf of its reporter"),
            UNPUBLISHED,
            S.PUBLISHED,
            CaseFunction.DESK,
            guards=(
                guards.everything_is_told,
                guards.case_is_open,
                guards.reporter_is_covered,
                guards.category_may_be_given,
            ),
            awaited=True,
            phrases=("legt de melding vast namens de melder",),
        )
    )
    def publish_on_behalf(self) -> None: ...

    @step(
        Step(
            "report.correct",
            _("Correct report"),
            READABLE,
            S.CORRECTED,
            "owner",
            kind=Kind.CONSTITUTIONAL,
            guards=(
                guards.everything_is_told,
                guards.case_is_open,
                guards.reporter_is_covered,
                guards.category_may_be_given,
            ),
        )
    )
    def correct(self) -> None: ...

    @step(
        Step(
            "report.withdraw",
            _("Withdraw report"),
            (*UNPUBLISHED, *READABLE),
            S.WITHDRAWN,
            "owner",
            kind=Kind.CONSTITUTIONAL,
            needs_reason=True,
        )
    )
    def withdraw(self) -> None: ...


@protected(CaseItemRule())
class ReportVersion(ReportContent):
    """One text of a report as it was shared; a database trigger keeps it as it was."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseItem.Meta):
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="a_report_version_number_once")]

    def __str__(self) -> str:
        return f"{self.report_id} v{self.number}"
