"""Two directors of two organisations adopt a matrix: conditions, what changes, then the choice."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.actions.decide_matrix import adopt_matrix, send_back_matrix
from documents.forms.steps import StepForm
from documents.gaps import keep_gaps
from documents.models.matrix import MatrixState, MatrixVersion
from documents.selectors.matrix_page import matrix_page
from documents.selectors.offers import offer_of
from documents.selectors.step_changes import step_changes
from documents.selectors.text_changes import text_changes
from documents.views.answers import CONFLICT, UNPROCESSABLE, changed_meanwhile, refused
from documents.views.crumbs import agreements_crumb
from workflows.forms import VersionForm
from workflows.refusals import Stale, StepRefused, Unmet
from workflows.steps import step_by_id

SEND_BACK = "matrix.send_back"


class AdoptionPage(View):
    """For a proposed matrix; who may vote sees the buttons, every other reader who has them."""

    http_method_names = ["get", "post", "head"]
    request: ViewerRequest
    version: MatrixVersion

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.version = find_or_404(self.request.viewer, MatrixVersion.objects.select_related("matrix"), kwargs["key"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.version.state != MatrixState.PROPOSED:
            return redirect(self.version.get_absolute_url())
        return self.page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._sent(request)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        try:
            self._decide(form)
        except Stale as conflict:
            return self._changed(conflict.current, form)
        except StepRefused as refusal:
            return refused(self.request, refusal, back_url=self.version.get_absolute_url(), form=form)
        return redirect(self._next_url())

    def _next_url(self) -> str:
        """Sent back, it is with the project leader alone again."""
        still = MatrixVersion.objects.visible_to(self.request.viewer).filter(pk=self.version.pk).exists()
        return self.version.get_absolute_url() if still else reverse("documents:agreements")

    def _sent(self, request: HttpRequest) -> VersionForm:
        if request.POST.get("do") == "send_back":
            return StepForm(request.POST, step=step_by_id(SEND_BACK))
        return VersionForm(request.POST)

    def _decide(self, form: VersionForm) -> None:
        viewer, version = self.request.viewer, self.version
        if isinstance(form, StepForm):
            send_back_matrix(version, viewer=viewer, expected_version=form.expected_version, reason=form.given_reason)
            said = _("The matrix went back to the project leader.")
        else:
            after = adopt_matrix(version, viewer=viewer, expected_version=form.expected_version)
            adopted = after.state == MatrixState.ADOPTED
            said = _("The matrix is adopted.") if adopted else _("You voted for it. A second person adopts it.")
        messages.success(self.request, said)

    def _changed(self, current: Any, form: VersionForm) -> HttpResponse:
        self.version = current
        if current.state != MatrixState.PROPOSED:
            over = Unmet(_("It is “%(state)s” now.") % {"state": current.get_state_display()})
            refusal = StepRefused(step_by_id(SEND_BACK).label, [over])
            return refused(self.request, refusal, back_url=current.get_absolute_url(), form=form)
        changed_meanwhile(self.request, current)
        reason = form.given_reason if isinstance(form, StepForm) else ""
        return self.page(self._form(reason), status=CONFLICT)

    def _form(self, reason: str = "") -> StepForm:
        initial = {"version": self.version.version, "reason": reason}
        return StepForm(initial=initial, step=step_by_id(SEND_BACK))

    def page(self, form: VersionForm | None = None, *, status: int = 200) -> HttpResponse:
        version, viewer = self.version, self.request.viewer
        keep_gaps(version, viewer=viewer)
        page = matrix_page(version, viewer=viewer)
        step = step_by_id("matrix.adopt" if page.votes else "matrix.endorse")
        context = {
            "page": page,
            "offer": offer_of(step, version, viewer=viewer),
            "send_back": offer_of(step_by_id(SEND_BACK), version, viewer=viewer),
            "changes": step_changes(version, viewer=viewer),
            "texts": text_changes(version, viewer=viewer),
            "form": form if isinstance(form, StepForm) else self._form(),
            "crumbs": [agreements_crumb(), (version.title, version.get_absolute_url())],
        }
        return render(self.request, "documents/adopt.html", context, status=status)
