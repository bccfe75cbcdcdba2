"""Which letter templates the house has, in which version, and which of them is in use."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.models import Audience
from access.querysets import ProtectedQuerySet
from access.registry import internal, protected
from access.rules import AudienceRule
from accounts.keys import random_key
from documents import letter_guards as guards
from documents.models.stored_file import StoredFile
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step

LEADER = "role:project_leader"


class LetterPurpose(models.TextChoices):
    """What a letter is for. Of each purpose the house has one template; of its own letters as many as it likes."""

    INCLUSION_DIRECTOR = "inclusion_director", _("inclusion: letter to the municipal director")
    INCLUSION_CARE = "inclusion_care", _("inclusion: letter to the care case manager")
    NOTICE = "notice", _("notice to the person concerned")
    CONSENT = "consent", _("consent form")
    OUTCOME = "outcome", _("outcome of a referral")
    OWN = "own", _("a letter of our own")


class LetterState(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_USE = "in_use", _("in use")
    REPLACED = "replaced", _("replaced")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = LetterState


@internal("the series of one template; read through its versions")
class LetterTemplate(models.Model):
    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    purpose = models.CharField(_("purpose"), max_length=24, choices=LetterPurpose)
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose"], condition=~Q(purpose=LetterPurpose.OWN), name="one_letter_template_a_purpose"
            )
        ]

    def __str__(self) -> str:
        return self.title


class LetterVersionQuerySet(ProtectedQuerySet["LetterVersion"]):
    def in_use(self) -> "LetterVersionQuerySet":
        return self.filter(state=S.IN_USE)


@protected(AudienceRule())
class LetterVersion(Stateful):
    """One Word file with fields. It never changes (database trigger): another text is another version.

    Holds no case data. A draft is for project leaders; what is in use is for everybody who makes letters with it.
    """

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    template = models.ForeignKey(LetterTemplate, on_delete=models.PROTECT, related_name="versions")
    version_number = models.PositiveIntegerField()
    audience = models.OneToOneField(Audience, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    # Names of the fields in it, as they were found when it was checked.
    fields = models.JSONField(default=list)
    # What can be read in it, as it is typed; none: it came in before its words were read.
    words = models.TextField(null=True, editable=False)  # noqa: DJ001 - unread is another thing than empty
    created_at = models.DateTimeField(auto_now_add=True)

    state = state_field(LetterState, start=S.DRAFT)
    objects = LetterVersionQuerySet.as_manager()

    class Meta:
        ordering = ["template__title", "-version_number"]
        constraints = [
            known_states(LetterState, name="letter_state_is_known"),
            models.UniqueConstraint(fields=["template", "version_number"], name="a_letter_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.version_number})"

    @property
    def title(self) -> str:
        return self.template.title

    def get_absolute_url(self) -> str:
        return reverse("backroom:letter", args=[self.key])

    @step(
        Step(
            "letter.take_into_use",
            _("Take template into use"),
            (S.DRAFT,),
            S.IN_USE,
            LEADER,
            Kind.CONSTITUTIONAL,
            guards=(guards.every_field_exists,),
        )
    )
    def take_into_use(self) -> None: ...

    @step(
        Step(
            "letter.withdraw",
            _("Withdraw template"),
            (S.IN_USE,),
            S.WITHDRAWN,
            LEADER,
            Kind.CONSTITUTIONAL,
            needs_reason=True,
        )
    )
    def withdraw(self) -> None: ...

    @step(Step("letter.drop", _("Drop draft"), (S.DRAFT,), S.WITHDRAWN, LEADER, Kind.CONSTITUTIONAL))
    def drop(self) -> None: ...

    @step(Step("letter.replace", _("Mark template as replaced"), (S.IN_USE,), S.REPLACED, LEADER, Kind.CONSTITUTIONAL))
    def replace(self) -> None: ...
