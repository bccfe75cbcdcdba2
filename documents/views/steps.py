"""Taking one step of a covenant or a matrix: what it concerns, what is still open, a reason where one is needed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from access.doors import find_or_404
from access.middleware import ViewerRequest
from access.querysets import ProtectedQuerySet
from documents.access import may_make
from documents.forms.steps import StepForm
from documents.models.covenant import CovenantVersion
from documents.models.matrix import MatrixVersion
from documents.models.protocol import ProtocolVersion
from documents.selectors.offers import NO_BUTTON, OWN_PAGE, offer_of
from documents.views.answers import CONFLICT, UNPROCESSABLE, changed_meanwhile, refused
from workflows.fire import fire
from workflows.refusals import Stale, StepRefused, Text
from workflows.steps import Step, steps_of

# Who hears of it, in words: nothing happens that is not told beforehand.
TOLD: dict[str, Text] = {
    "covenant.start_consultation": gettext_lazy("Everyone of the parties can read it from then on."),
    "covenant.ready_to_sign": gettext_lazy("The signatories find it in their work from then on."),
    "covenant.send_back": gettext_lazy(
        "Only project leaders read it from then on. Signatures on this text lapse when it changes."
    ),
    "matrix.propose": gettext_lazy("The municipal directors find it in their work. Two of two organisations adopt it."),
    "letter.take_into_use": gettext_lazy("New letters are made with it. The version that was in use is replaced."),
    "letter.withdraw": gettext_lazy("No letters are made with it any more. Letters that were made stay as they are."),
    "letter.drop": gettext_lazy("It cannot be taken into use any more. You can add another version."),
    "mapping.adopt": gettext_lazy("The functions hold from the next page that anybody opens, also in open cases."),
    "mapping.refuse": gettext_lazy("The functions stay as they are. Your reason goes with it."),
    "mapping.withdraw": gettext_lazy("The functions stay as they are."),
    "protocol.submit": gettext_lazy("Another project leader, or else a process director, finds it in their work."),
    "protocol.adopt": gettext_lazy(
        "It takes the place of the version before it. The project leader chooses who reads it."
    ),
    "protocol.send_back": gettext_lazy("Only project leaders read it from then on. Your reason goes with it."),
    "protocol.take_back": gettext_lazy("Only project leaders read it from then on."),
    "protocol.withdraw": gettext_lazy("Nobody works by it any more. Who could read it can still read it."),
    "matrix.withdraw": gettext_lazy("Only project leaders read it from then on. Votes that were given lapse."),
}


class StepPage(View):
    """GET asks, POST fires; steps that ask more than a reason have pages of their own."""

    http_method_names = ["get", "post", "head"]
    machine = ""
    request: ViewerRequest
    version: Any
    step: Step

    def versions(self) -> ProtectedQuerySet[Any]:
        raise NotImplementedError

    def home(self) -> str:
        """Where the reader came from: who makes agreements works in the back room."""
        if may_make(self.request.viewer):
            return reverse(f"backroom:{self.machine}", args=[self.version.key])
        return str(self.version.get_absolute_url())

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.version = find_or_404(self.request.viewer, self.versions(), kwargs["key"])
        mine = (one for one in steps_of(self.machine) if one.id not in NO_BUTTON and one.id not in OWN_PAGE)
        found = next((one for one in mine if one.method == kwargs["method"]), None)
        if found is None:
            raise Http404
        self.step = found
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(StepForm(initial={"version": self.version.version}, step=self.step))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = StepForm(request.POST, step=self.step)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        viewer = self.request.viewer
        try:
            fire(
                self.step.id,
                self.version,
                viewer=viewer,
                expected_version=form.expected_version,
                reason=form.given_reason,
            )
        except Stale as conflict:
            self.version = conflict.current
            changed_meanwhile(self.request, self.version)
            again = StepForm(initial={"version": self.version.version, "reason": form.given_reason}, step=self.step)
            return self.page(again, status=CONFLICT)
        except StepRefused as refusal:
            return refused(self.request, refusal, back_url=self.home(), form=form)
        messages.success(request, _("Done: %(step)s.") % {"step": self.step.label})
        return redirect(self.home())

    def page(self, form: StepForm, *, status: int = 200) -> HttpResponse:
        offer = offer_of(self.step, self.version, viewer=self.request.viewer)
        context = {
            "offer": offer,
            "told": TOLD.get(self.step.id, ""),
            "form": form,
            "version": self.version,
            "state": self.version.get_state_display(),
            "back_url": self.home(),
            "crumbs": [(self.version.title, self.home())],
        }
        return render(self.request, "documents/step.html", context, status=status)


class CovenantStep(StepPage):
    machine = "covenant"

    def versions(self) -> ProtectedQuerySet[CovenantVersion]:
        return CovenantVersion.objects.select_related("covenant")


class MatrixStep(StepPage):
    machine = "matrix"

    def versions(self) -> ProtectedQuerySet[MatrixVersion]:
        return MatrixVersion.objects.select_related("matrix")


class ProtocolStep(StepPage):
    machine = "protocol"

    def versions(self) -> ProtectedQuerySet[ProtocolVersion]:
        return ProtocolVersion.objects.select_related("protocol")

    def home(self) -> str:
        """Sent back, it is with the project leaders alone again."""
        viewer = self.request.viewer
        seen = ProtocolVersion.objects.visible_to(viewer).filter(pk=self.version.pk).exists()
        return super().home() if seen else reverse("documents:agreements")
