"""What every page that edits an agreement has in common: found, filled in, saved, or told why not."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from access.doors import find_or_404
from access.middleware import ViewerRequest
from access.querysets import ProtectedQuerySet
from documents.access import is_editable, may_make
from documents.views.answers import UNPROCESSABLE, gone, refused, stale
from workflows.forms import VersionForm
from workflows.refusals import Stale, StepRefused, Text


class EditPage(View):
    """One form on one version. A page says what it asks (`form`), how it saves (`save`) and where it goes next."""

    http_method_names = ["get", "post", "head"]
    template_name = "documents/backroom/form.html"
    heading: Text = ""
    submit_label: Text = ""
    # What is said afterwards; nothing where the next page says it.
    saved: Text = ""
    danger = False

    request: ViewerRequest
    version: Any

    def versions(self) -> ProtectedQuerySet[Any]:
        raise NotImplementedError

    def title(self) -> Text:
        return self.heading

    def find(self, version: Any) -> None:
        """What else the address names, below the version; raises Http404."""

    def form(self, data: Any = None) -> VersionForm:
        """Filled with what is there now, or with what was sent."""
        raise NotImplementedError

    def save(self, form: Any) -> None:
        raise NotImplementedError

    def start_url(self) -> str:
        """The page of the version itself."""
        raise NotImplementedError

    def back_url(self) -> str:
        return self.start_url()

    def done_url(self) -> str:
        return self.back_url()

    def is_open(self) -> bool:
        return is_editable(self.version)

    def context(self) -> dict[str, Any]:
        """What the page shows besides its form."""
        return {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        viewer = self.request.viewer
        self.version = find_or_404(viewer, self.versions(), kwargs["key"])
        if not may_make(viewer):
            raise Http404
        try:
            self.find(self.version)
        except Http404:
            if request.method != "POST":
                raise
            return gone(self.request, self.submit_label, back_url=self.start_url())
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_open():
            return self.page(self.form())
        # Somebody follows an old link to what is settled by now.
        messages.info(request, _("This does not change any more: make a next version of it."))
        return redirect(self.back_url())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("choice") == "theirs":
            return redirect(self.back_url())
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        return self.attempt(self.save, form)

    def attempt(self, save: Callable[[Any], None], form: VersionForm) -> HttpResponse:
        """Save what is valid, and go on; or say why not, and lose nothing."""
        try:
            save(form)
        except Stale as conflict:
            return self.stale(conflict.current, form)
        except StepRefused as refusal:
            refusal.heading = self.submit_label or refusal.heading
            return refused(self.request, refusal, back_url=self.back_url(), form=form)
        if self.saved:
            messages.success(self.request, str(self.saved))
        return redirect(self.done_url())

    def stale(self, current: Any, form: VersionForm) -> HttpResponse:
        self.version = current
        try:
            self.find(current)
        except Http404:
            return gone(self.request, self.submit_label, back_url=self.start_url())
        return stale(self.request, current, back_url=self.back_url(), mine=form, theirs=self.form())

    def page(self, form: BaseForm, *, status: int = 200, **more: Any) -> HttpResponse:
        shown = {
            "form": form,
            "heading": self.title(),
            "submit_label": self.submit_label,
            "danger": self.danger,
            "back_url": self.back_url(),
            "version": self.version,
            "crumbs": self.crumbs(),
        }
        return render(self.request, self.template_name, shown | self.context() | more, status=status)

    def crumbs(self) -> list[tuple[Text, str]]:
        return [(_("What to do now"), reverse("backroom:todo")), (self.version.title, self.start_url())]
