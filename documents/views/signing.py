"""Signing one exact text: the signatory reads all of it, sees its hash, and signs or says why not."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.actions.sign import decline, sign
from documents.forms.steps import DeclineForm, TextHashForm
from documents.models.covenant import CovenantState, CovenantVersion
from documents.selectors.attachments import attachments_of
from documents.selectors.covenant_page import covenant_page
from documents.selectors.offers import offer_of
from documents.selectors.signing import before
from documents.views.answers import CONFLICT, UNPROCESSABLE, changed_meanwhile, refused
from documents.views.crumbs import agreements_crumb
from workflows.refusals import Stale, StepRefused
from workflows.steps import step_by_id


class SigningPage(View):
    """For who signs for one of the parties; nobody else gets here."""

    http_method_names = ["get", "post", "head"]
    request: ViewerRequest
    version: CovenantVersion

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        versions = CovenantVersion.objects.select_related("covenant")
        self.version = find_or_404(self.request.viewer, versions, kwargs["key"])
        if not self.version.parties.filter(signatory=self.request.viewer.user, left_on__isnull=True).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        declines = request.POST.get("do") == "decline"
        form = DeclineForm(request.POST) if declines else TextHashForm(request.POST)
        if not form.is_valid():
            return self.page(form if declines else None, status=UNPROCESSABLE)
        try:
            self._answer(form)
        except Stale as conflict:
            self.version = conflict.current
            changed_meanwhile(self.request, self.version)
            return self.page(self._again(form), status=CONFLICT)
        except StepRefused as refusal:
            return refused(self.request, refusal, back_url=self.version.get_absolute_url(), form=form)
        return redirect(self.version.get_absolute_url())

    def _answer(self, form: BaseForm) -> None:
        viewer, revision = self.request.viewer, form.cleaned_data["revision"]
        if isinstance(form, DeclineForm):
            decline(self.version, viewer=viewer, revision=revision, reason=form.cleaned_data["reason"])
            said = _("You did not sign. The project leader reads your reason.")
        else:
            after = sign(self.version, viewer=viewer, revision=revision)
            concluded = after.state == CovenantState.SIGNED and self.version.state != CovenantState.SIGNED
            said = _("You signed. With this the covenant is concluded.") if concluded else _("You signed this text.")
        messages.success(self.request, said)

    def _again(self, form: BaseForm) -> DeclineForm | None:
        """The reason that was typed, below the text as it is now."""
        if not isinstance(form, DeclineForm):
            return None
        return DeclineForm(initial={"revision": self.version.revision, "reason": form.cleaned_data["reason"]})

    def page(self, form: BaseForm | None = None, *, status: int = 200) -> HttpResponse:
        version, viewer = self.version, self.request.viewer
        step = step_by_id("covenant.accede" if version.state == CovenantState.SIGNED else "covenant.sign")
        context = {
            "page": covenant_page(version, on=viewer.today),
            "attachments": attachments_of(version, viewer=viewer),
            "before": before(version, viewer=viewer),
            "offer": offer_of(step, version, viewer=viewer),
            "own": version.parties.filter(signatory=viewer.user, left_on__isnull=True).select_related("organisation"),
            "sign_form": TextHashForm(initial={"revision": version.revision}),
            "form": form or DeclineForm(initial={"revision": version.revision}),
            "crumbs": [agreements_crumb(), (version.title, version.get_absolute_url())],
        }
        return render(self.request, "documents/sign.html", context, status=status)
