"""Confidentiality declarations: one's own, signing one, and recording what somebody signed on paper."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.access import may_make
from documents.actions.declare import declare, end_declaration, last_day_of, record_declaration
from documents.body import from_json
from documents.forms.declaration import EndDeclarationForm, OnPaperForm
from documents.forms.steps import TextHashForm
from documents.models.covenant import CovenantVersion
from documents.models.declaration import Declaration
from documents.selectors.declarations import declarations_page, texts_in_force
from documents.views.answers import CONFLICT, UNPROCESSABLE, changed_meanwhile, refused
from documents.views.crumbs import agreements_crumb, declarations_crumb
from workflows.refusals import Stale, StepRefused, Text

LIST = "documents:declarations"


@require_safe
def declarations(request: ViewerRequest) -> HttpResponse:
    context = {
        "page": declarations_page(request.viewer),
        "today": request.viewer.today,
        "may_make": may_make(request.viewer),
        "crumbs": [agreements_crumb()],
    }
    return render(request, "documents/declarations.html", context)


class DeclarePage(View):
    """The whole text, its hash, and one button."""

    http_method_names = ["get", "post", "head"]
    request: ViewerRequest
    version: CovenantVersion

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.version = find_or_404(self.request.viewer, texts_in_force(self.request.viewer), kwargs["key"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = TextHashForm(request.POST)
        if not form.is_valid():
            return self.page(status=UNPROCESSABLE)
        try:
            declare(self.version, viewer=self.request.viewer, revision=form.cleaned_data["revision"])
        except Stale as conflict:
            self.version = conflict.current
            changed_meanwhile(self.request, self.version)
            return self.page(status=CONFLICT)
        except StepRefused as refusal:
            return refused(self.request, refusal, back_url=_list_url())
        messages.success(request, _("You signed the declaration."))
        return redirect(LIST)

    def page(self, *, status: int = 200) -> HttpResponse:
        context = {
            "version": self.version,
            "blocks": from_json(self.version.body),
            "form": TextHashForm(initial={"revision": self.version.revision}),
            "back_url": _list_url(),
            "crumbs": [agreements_crumb(), declarations_crumb()],
        }
        return render(self.request, "documents/declare.html", context, status=status)


class LeaderPage(View):
    """One form of the project leader about a declaration."""

    http_method_names = ["get", "post", "head"]
    request: ViewerRequest
    heading: Text = ""
    submit_label: Text = ""
    saved: Text = ""

    def find(self, key: str) -> None:
        """What the address names; raises Http404."""

    def form(self, data: Any = None) -> BaseForm:
        raise NotImplementedError

    def again(self, form: Any) -> BaseForm:
        """What was typed, beside what is there now."""
        return self.form()

    def save(self, form: Any) -> None:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_make(self.request.viewer):
            raise Http404
        self.find(kwargs.get("key", ""))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        try:
            self.save(form)
        except Stale as conflict:
            self.find(conflict.current.key)
            changed_meanwhile(self.request, conflict.current)
            return self.page(self.again(form), status=CONFLICT)
        except StepRefused as refusal:
            return refused(self.request, refusal, back_url=_list_url(), form=form)
        messages.success(request, str(self.saved))
        return redirect(LIST)

    def page(self, form: BaseForm, *, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "heading": self.heading,
            "submit_label": self.submit_label,
            "back_url": _list_url(),
            "crumbs": [agreements_crumb(), declarations_crumb()],
        }
        return render(self.request, "documents/declaration_form.html", context, status=status)


class RecordDeclarationPage(LeaderPage):
    heading = gettext_lazy("Who signed a declaration on paper?")
    submit_label = gettext_lazy("Record declaration")
    saved = gettext_lazy("The declaration is recorded.")

    def form(self, data: Any = None) -> OnPaperForm:
        return OnPaperForm(data, texts=texts_in_force(self.request.viewer))

    def save(self, form: Any) -> None:
        record_declaration(form.cleaned_data["version"], viewer=self.request.viewer, paper=form.paper())


class EndDeclarationPage(LeaderPage):
    submit_label = gettext_lazy("End declaration")
    saved = gettext_lazy("The declaration has a last day.")
    declaration: Declaration

    def find(self, key: str) -> None:
        rows = Declaration.objects.select_related("version__covenant", "user")
        self.declaration = find_or_404(self.request.viewer, rows, key)
        self.heading = _("End the declaration of %(name)s?") % {
            "name": self.declaration.user or self.declaration.third_party
        }

    def form(self, data: Any = None) -> EndDeclarationForm:
        initial = {"opened_with": last_day_of(self.declaration), "last_day": self.declaration.valid_until}
        return EndDeclarationForm(data, initial=initial)

    def again(self, form: Any) -> EndDeclarationForm:
        initial = {"opened_with": last_day_of(self.declaration), "last_day": form.cleaned_data["last_day"]}
        return EndDeclarationForm(initial=initial)

    def save(self, form: Any) -> None:
        end_declaration(self.declaration, viewer=self.request.viewer, **form.cleaned_data)


def _list_url() -> str:
    return declarations_crumb()[1]
