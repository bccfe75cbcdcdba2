"""Confirming a page that one's own organisation signed on paper, or saying what is wrong with it."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.actions.paper_page import confirm_page, refuse_page
from documents.forms.paper_page import RefusePageForm
from documents.forms.steps import TextHashForm
from documents.models.covenant import CovenantVersion
from documents.models.paper_signature import PaperSignature
from documents.views.answers import CONFLICT, UNPROCESSABLE, changed_meanwhile, refused
from documents.views.crumbs import agreements_crumb
from workflows.refusals import Stale, StepRefused


class ConfirmPaperPage(View):
    """For the people of that party; not for who uploaded the page."""

    http_method_names = ["get", "post", "head"]
    request: ViewerRequest
    version: CovenantVersion
    paper: PaperSignature

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        versions = CovenantVersion.objects.select_related("covenant")
        self.version = find_or_404(self.request.viewer, versions, kwargs["key"])
        found = self.version.paper_signatures.awaiting(self.request.viewer.user)
        paper = found.select_related("organisation", "file", "uploaded_by").first()
        if paper is None:
            raise Http404
        self.paper = paper
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refuses = request.POST.get("do") == "refuse"
        form = RefusePageForm(request.POST) if refuses else TextHashForm(request.POST)
        if not form.is_valid():
            return self.page(form if refuses else None, status=UNPROCESSABLE)
        try:
            self._answer(form)
        except Stale as conflict:
            changed_meanwhile(self.request, conflict.current)
            return self.page(status=CONFLICT)
        except StepRefused as refusal:
            return refused(self.request, refusal, back_url=self.version.get_absolute_url(), form=form)
        return redirect(self.version.get_absolute_url())

    def _answer(self, form: BaseForm) -> None:
        viewer, revision = self.request.viewer, form.cleaned_data["revision"]
        if isinstance(form, RefusePageForm):
            refuse_page(self.version, viewer=viewer, revision=revision, reason=form.cleaned_data["reason"])
            messages.success(self.request, _("You did not confirm the page. The project leader reads your reason."))
        else:
            confirm_page(self.version, viewer=viewer, revision=revision)
            messages.success(self.request, _("You confirmed the page. Your organisation has signed this text."))

    def page(self, form: BaseForm | None = None, *, status: int = 200) -> HttpResponse:
        revision = {"revision": self.paper.revision}
        context = {
            "version": self.version,
            "paper": self.paper,
            "confirm_form": TextHashForm(initial=revision),
            "form": form or RefusePageForm(initial=revision),
            "crumbs": [agreements_crumb(), (self.version.title, self.version.get_absolute_url())],
        }
        return render(self.request, "documents/confirm_page.html", context, status=status)
