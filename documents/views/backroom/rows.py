"""One row of a matrix: its three cells, why one is empty, and which steps its statements decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.actions.bind import bind_step, unbind_step
from documents.actions.edit_matrix import add_row, remove_row
from documents.actions.edit_row import save_row
from documents.binding_suggestions import suggest_step
from documents.forms.matrix import row_form
from documents.forms.presses import BindForm
from documents.models.matrix_rows import Column, MatrixRow, Statement
from documents.selectors.clause_places import row_part
from documents.views.answers import UNPROCESSABLE, stale
from documents.views.backroom.bases import MatrixEditPage
from workflows.forms import VersionForm
from workflows.refusals import Text
from workflows.steps import governed_steps, step_by_id

PRESSES = {"bind": bind_step, "unbind": unbind_step}


@dataclass(frozen=True)
class BoundView:
    step: str
    label: Any
    suggested: bool


@dataclass(frozen=True)
class StatementView:
    """`suggestion`: a step that its wording points at, while it is bound to none."""

    id: int
    column: Any
    text: str
    bound: Sequence[BoundView]
    suggestion: BoundView | None
    form: BindForm
    # A task or a responsibility that decides nothing: shown when it is asked for.
    folded: bool = False


class RowPage(MatrixEditPage):
    template_name = "documents/backroom/row.html"
    submit_label = gettext_lazy("Save row")
    saved: Text = gettext_lazy("The row is saved.")
    row: MatrixRow

    def title(self) -> str:
        return _("Row %(number)s") % {"number": self.row.order}

    def find(self, version: Any) -> None:
        rows = MatrixRow.objects.filter(section__version=version, order=self.kwargs["order"])
        found = rows.select_related("section").prefetch_related("statements__bindings", "empty_cells").first()
        if found is None:
            raise Http404
        found.section.version = version
        self.row = found

    def form(self, data: Any = None) -> VersionForm:
        return row_form(self.row, data)

    def save(self, form: Any) -> None:
        save_row(self.row, viewer=self.request.viewer, expected_version=form.expected_version, fields=form.row())

    def back_url(self) -> str:
        return f"{self.start_url()}?{row_part(self.row.section.order, self.row.order)}"

    def done_url(self) -> str:
        return self.own_url()

    def own_url(self) -> str:
        return reverse("backroom:row", args=[self.version.key, self.row.order])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("do") not in PRESSES:
            return super().post(request, *args, **kwargs)
        form = BindForm(request.POST, auto_id=f"{request.POST.get('statement', '')}_%s")
        if not form.is_valid():
            return self.page(self.form(), status=UNPROCESSABLE, bind_form=form)
        self.saved = gettext_lazy("The binding is saved.")
        return self.attempt(self.press, form)

    def press(self, form: BindForm) -> None:
        values = form.cleaned_data
        statement = Statement.objects.filter(row=self.row, pk=values["statement"]).first()
        if statement is None or values["do"] not in PRESSES:
            raise Http404
        PRESSES[values["do"]](
            statement, viewer=self.request.viewer, expected_version=form.expected_version, step_id=values["step"]
        )

    def stale(self, current: Any, form: VersionForm) -> HttpResponse:
        if isinstance(form, BindForm):
            return stale(self.request, current, back_url=self.own_url())
        return super().stale(current, form)

    def context(self) -> dict[str, Any]:
        orders = list(MatrixRow.objects.filter(section__version=self.version).values_list("order", flat=True))
        place = orders.index(self.row.order)
        statements = self._statements()
        return {
            "row": self.row,
            "section": self.row.section,
            "statements": statements,
            "folded": [one for one in statements if one.folded],
            "before": orders[place - 1] if place else None,
            "after": orders[place + 1] if place + 1 < len(orders) else None,
        }

    def _statements(self) -> list[StatementView]:
        phrases = {step.id: step.phrases for step in governed_steps()}
        return [self._statement(one, phrases) for one in self.row.statements.all()]

    def _statement(self, statement: Statement, phrases: Any) -> StatementView:
        bound = [BoundView(one.step, step_by_id(one.step).label, one.suggested) for one in statement.bindings.all()]
        found = None if bound else suggest_step(statement.text, phrases)
        return StatementView(
            id=statement.pk,
            column=statement.get_column_display(),
            text=statement.text,
            bound=bound,
            suggestion=BoundView(found, step_by_id(found).label, True) if found else None,
            form=BindForm(
                initial={"version": self.version.version, "statement": statement.pk}, auto_id=f"{statement.pk}_%s"
            ),
            folded=statement.column != Column.AUTHORITY and not bound and not found,
        )


class AddBelowPage(RowPage):
    """A button: an empty row below this one, and on to its page."""

    saved = ""
    added = 0

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.own_url())

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data)

    def save(self, form: Any) -> None:
        viewer, section = self.request.viewer, self.row.section
        row = add_row(section, viewer=viewer, expected_version=form.expected_version, after=self.row)
        self.added = row.order

    def done_url(self) -> str:
        return reverse("backroom:row", args=[self.version.key, self.added])


class RemoveRowPage(RowPage):
    template_name = "documents/backroom/remove_row.html"
    submit_label = gettext_lazy("Remove row")
    saved: Text = gettext_lazy("The row is removed.")
    danger = True

    def title(self) -> str:
        return _("Remove row %(number)s?") % {"number": self.row.order}

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        remove_row(self.row, viewer=self.request.viewer, expected_version=form.expected_version)

    def back_url(self) -> str:
        return self.own_url()

    def done_url(self) -> str:
        """Where it stood: the row that took its number, or the last one."""
        return f"{self.start_url()}?{row_part(self.row.section.order, self.row.order)}"
