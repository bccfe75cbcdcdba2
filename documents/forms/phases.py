"""What is asked of a phase × actor table: a task with a part for every actor, a phase, an actor."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from documents.actions.edit_phase_table import TaskFields
from documents.forms.fields import choices_of
from documents.models.phase_table import Phase, PhaseActor, PhaseTask
from workflows.forms import VersionForm, text_field

NO_PART, PART = "", "yes"
CHOICES = [(NO_PART, gettext_lazy("Has no part in it")), (PART, gettext_lazy("Does this"))]
NEEDED = {"required": gettext_lazy("Fill in the words.")}


class TaskForm(VersionForm):
    """Two fields for every actor of the table: whether they do it, and what there is to say of that."""

    text = text_field(gettext_lazy("Task"), rows=2, error_messages=NEEDED)

    def __init__(self, *args: Any, actors: Sequence[PhaseActor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actors = actors
        for actor in actors:
            self.fields[f"part_{actor.order}"] = forms.ChoiceField(label=actor.name, choices=CHOICES, required=False)
            self.fields[f"words_{actor.order}"] = forms.CharField(
                label=_("In which way does %(actor)s do this?") % {"actor": actor.name},
                max_length=300,
                required=False,
            )
        self.fields["remark"] = text_field(_("Remark"), rows=2, required=False)

    def task(self) -> TaskFields:
        values = self.cleaned_data
        marks = {
            actor.pk: values[f"words_{actor.order}"]
            for actor in self.actors
            # Words alone say that there is a part.
            if values[f"part_{actor.order}"] == PART or values[f"words_{actor.order}"].strip()
        }
        return TaskFields(values["text"], values["remark"], marks)


def task_form(task: PhaseTask, data: Any = None) -> TaskForm:
    said = {mark.actor_id: mark.words for mark in task.marks.all()}
    actors = list(task.phase.table.actors.all())
    values: dict[str, Any] = {"version": task.phase.table.version.version, "text": task.text, "remark": task.remark}
    for actor in actors:
        values[f"part_{actor.order}"] = PART if actor.pk in said else NO_PART
        values[f"words_{actor.order}"] = said.get(actor.pk, "")
    return TaskForm(data, actors=actors, initial=values)


class PhaseForm(VersionForm):
    name = forms.CharField(label=gettext_lazy("Name of the phase"), max_length=300, error_messages=NEEDED)


class NewRowForm(VersionForm):
    """Below which of the `rows` of its table something new stands; 0: at the top."""

    def __init__(self, *args: Any, rows: Sequence[Phase | PhaseActor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = [
            (place, _("After “%(name)s”") % {"name": row.name or _("Phase without a name")})
            for place, row in enumerate(rows, start=1)
        ]
        self.fields["after"] = forms.TypedChoiceField(
            label=_("In which place?"), choices=[(0, _("At the beginning")), *below], coerce=int
        )

    @property
    def after(self) -> int:
        return int(self.cleaned_data["after"])


class NewPhaseForm(NewRowForm, PhaseForm):
    def phase(self) -> Phase:
        return Phase(name=self.cleaned_data["name"])


class NewTaskForm(VersionForm):
    text = text_field(gettext_lazy("Task"), rows=2, error_messages=NEEDED)


class ActorForm(VersionForm):
    name = forms.CharField(label=gettext_lazy("Name of the actor in this table"), max_length=200, error_messages=NEEDED)
    role = forms.ChoiceField(
        label=gettext_lazy("Role in Casustafel"),
        choices=choices_of(Role, empty=gettext_lazy("None of these")),
        required=False,
    )


class NewActorForm(NewRowForm, ActorForm):
    def actor(self) -> PhaseActor:
        return PhaseActor(name=self.cleaned_data["name"], role=self.cleaned_data["role"])
