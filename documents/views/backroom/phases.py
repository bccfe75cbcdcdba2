"""A phase × actor table, a row at a time: a task with its marks, a phase, an actor."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.actions.edit_phase_table import add_task, edit_actor, edit_task, remove_task, rename_phase
from documents.forms.phases import ActorForm, NewTaskForm, PhaseForm, task_form
from documents.models.phase_table import Phase, PhaseActor, PhaseTable, PhaseTask
from documents.views.backroom.bases import MatrixEditPage
from workflows.forms import VersionForm
from workflows.refusals import Text


class PhaseTablePage(MatrixEditPage):
    """Below one table of the matrix; `part` is the row that the page is about."""

    rows: Any = None
    part: Any

    def find(self, version: Any) -> None:
        table = PhaseTable.objects.filter(version=version, order=self.kwargs["table"]).first()
        found = self.rows_of(table).filter(order=self.kwargs["order"]).first() if table else None
        if found is None or table is None:
            raise Http404
        table.version = version
        self.part = found
        self.place(found, table)

    def rows_of(self, table: PhaseTable) -> Any:
        raise NotImplementedError

    def place(self, part: Any, table: PhaseTable) -> None:
        part.table = table

    def sent(self, form: Any) -> dict[str, Any]:
        return {"viewer": self.request.viewer, "expected_version": form.expected_version}

    def back_url(self) -> str:
        return f"{self.start_url()}#phases-{self.kwargs['table']}"


class TaskPage(PhaseTablePage):
    template_name = "documents/backroom/phase_task.html"
    submit_label = gettext_lazy("Save task")
    saved: Text = gettext_lazy("The task is saved.")
    part: PhaseTask

    def title(self) -> str:
        return _("Task %(number)s") % {"number": self.part.order}

    def rows_of(self, table: PhaseTable) -> Any:
        return PhaseTask.objects.filter(phase__table=table).select_related("phase").prefetch_related("marks")

    def place(self, part: Any, table: PhaseTable) -> None:
        part.phase.table = table

    def form(self, data: Any = None) -> VersionForm:
        return task_form(self.part, data)

    def save(self, form: Any) -> None:
        edit_task(self.part, fields=form.task(), **self.sent(form))

    def context(self) -> dict[str, Any]:
        return {"task": self.part, "table": self.kwargs["table"]}


class RemoveTaskPage(TaskPage):
    template_name = "documents/backroom/form.html"
    submit_label = gettext_lazy("Remove task")
    saved = gettext_lazy("The task is removed.")
    danger = True

    def title(self) -> str:
        return _("Remove task “%(text)s”?") % {"text": self.part.text}

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        remove_task(self.part, **self.sent(form))


class PhasePage(PhaseTablePage):
    template_name = "documents/backroom/phase.html"
    submit_label = gettext_lazy("Save phase")
    saved: Text = gettext_lazy("The phase is saved.")
    part: Phase

    def title(self) -> str:
        return self.part.name or _("Phase without a name")

    def rows_of(self, table: PhaseTable) -> Any:
        return Phase.objects.filter(table=table)

    def form(self, data: Any = None) -> VersionForm:
        return PhaseForm(data, initial={"version": self.version.version, "name": self.part.name})

    def save(self, form: Any) -> None:
        rename_phase(self.part, name=form.cleaned_data["name"], **self.sent(form))

    def context(self) -> dict[str, Any]:
        return {"part": self.part, "table": self.kwargs["table"]}


class AddTaskPage(PhasePage):
    """And on to the page of the new task, to say who does it."""

    template_name = "documents/backroom/form.html"
    submit_label = gettext_lazy("Add task")
    saved = gettext_lazy("The task is added. Say who does it.")
    added = 0

    def title(self) -> str:
        return _("Add task")

    def form(self, data: Any = None) -> VersionForm:
        return NewTaskForm(data, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        self.added = add_task(self.part, text=form.cleaned_data["text"], **self.sent(form)).order

    def done_url(self) -> str:
        return reverse("backroom:phase_task", args=[self.version.key, self.kwargs["table"], self.added])


class ActorPage(PhaseTablePage):
    template_name = "documents/backroom/phase_actor.html"
    submit_label = gettext_lazy("Save actor")
    saved: Text = gettext_lazy("The actor is saved.")
    part: PhaseActor

    def title(self) -> str:
        return self.part.name

    def rows_of(self, table: PhaseTable) -> Any:
        return PhaseActor.objects.filter(table=table)

    def form(self, data: Any = None) -> VersionForm:
        initial = {"version": self.version.version, "name": self.part.name, "role": self.part.role}
        return ActorForm(data, initial=initial)

    def save(self, form: Any) -> None:
        values = form.cleaned_data
        edit_actor(self.part, name=values["name"], role=values["role"], **self.sent(form))

    def context(self) -> dict[str, Any]:
        return {"part": self.part, "table": self.kwargs["table"]}
