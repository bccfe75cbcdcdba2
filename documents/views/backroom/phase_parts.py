"""Phases and actors of a phase × actor table: one more, one less, or in another order."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.actions.order_phase_table import (
    add_actor,
    add_phase,
    move_actor_up,
    move_phase_up,
    remove_actor,
    remove_phase,
)
from documents.forms.phases import NewActorForm, NewPhaseForm
from documents.models.phase_table import Phase, PhaseActor, PhaseTable
from documents.views.backroom.bases import MatrixEditPage
from documents.views.backroom.phases import ActorPage, PhasePage
from workflows.forms import VersionForm
from workflows.refusals import Text


class AddToTablePage(MatrixEditPage):
    """Something new in one table of the matrix, behind one of the `rows` that it has already."""

    table: PhaseTable
    asked: Any = None

    def find(self, version: Any) -> None:
        table = PhaseTable.objects.filter(version=version, order=self.kwargs["table"]).first()
        if table is None:
            raise Http404
        table.version = version
        self.table = table

    def title(self) -> Text:
        return self.submit_label

    def rows(self) -> list[Any]:
        raise NotImplementedError

    def form(self, data: Any = None) -> VersionForm:
        rows = self.rows()
        found: VersionForm = self.asked(data, rows=rows, initial={"version": self.version.version, "after": len(rows)})
        return found

    def back_url(self) -> str:
        return f"{self.start_url()}#phases-{self.kwargs['table']}"


class AddPhasePage(AddToTablePage):
    submit_label = gettext_lazy("Add phase")
    saved: Text = gettext_lazy("The phase is added.")
    asked = NewPhaseForm

    def rows(self) -> list[Any]:
        return list(self.table.phases.all())

    def save(self, form: Any) -> None:
        viewer, version = self.request.viewer, form.expected_version
        add_phase(self.table, viewer=viewer, expected_version=version, new=form.phase(), after=form.after)


class AddActorPage(AddToTablePage):
    submit_label = gettext_lazy("Add actor")
    saved: Text = gettext_lazy("The actor is added. Say in its tasks what it does.")
    asked = NewActorForm

    def rows(self) -> list[Any]:
        return list(self.table.actors.all())

    def save(self, form: Any) -> None:
        viewer, version = self.request.viewer, form.expected_version
        add_actor(self.table, viewer=viewer, expected_version=version, new=form.actor(), after=form.after)


class ButtonPage(MatrixEditPage):
    """A button without a page of its own."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.back_url())

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data)


class RemovingPage(MatrixEditPage):
    """Asks once more, and says what goes along."""

    template_name = "documents/backroom/remove_from_table.html"
    danger = True

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data, initial={"version": self.version.version})

    def context(self) -> dict[str, Any]:
        return {"goes_along": self.goes_along()}

    def goes_along(self) -> str:
        raise NotImplementedError


class MovePhasePage(ButtonPage, PhasePage):
    submit_label = gettext_lazy("Move phase up")
    saved: Text = gettext_lazy("The phase is moved.")

    def save(self, form: Any) -> None:
        move_phase_up(self.part, **self.sent(form))


class MoveActorPage(ButtonPage, ActorPage):
    submit_label = gettext_lazy("Move actor forward")
    saved: Text = gettext_lazy("The actor is moved.")

    def save(self, form: Any) -> None:
        move_actor_up(self.part, **self.sent(form))


class RemovePhasePage(RemovingPage, PhasePage):
    submit_label = gettext_lazy("Remove phase")
    saved: Text = gettext_lazy("The phase is removed.")
    part: Phase

    def title(self) -> str:
        return _("Remove phase “%(name)s”?") % {"name": self.part.name or _("Phase without a name")}

    def goes_along(self) -> str:
        tasks = self.part.tasks.count()
        return ngettext("%(count)d task goes with it.", "%(count)d tasks go with it.", tasks) % {"count": tasks}

    def save(self, form: Any) -> None:
        remove_phase(self.part, **self.sent(form))


class RemoveActorPage(RemovingPage, ActorPage):
    submit_label = gettext_lazy("Remove actor")
    saved: Text = gettext_lazy("The actor is removed.")
    part: PhaseActor

    def title(self) -> str:
        return _("Remove actor “%(name)s”?") % {"name": self.part.name}

    def goes_along(self) -> str:
        marks = self.part.marks.count()
        text = ngettext(
            "It has a part in %(count)d task; that goes with it.",
            "It has a part in %(count)d tasks; that goes with it.",
            marks,
        )
        return text % {"count": marks}

    def save(self, form: Any) -> None:
        remove_actor(self.part, **self.sent(form))
