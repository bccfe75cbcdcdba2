"""One form on a page of its own in a case: asked, refused, or done and back to where one came from."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect

from access.middleware import ViewerRequest
from casefiles.models import Case
from casefiles.selectors.frame import case_frame
from casefiles.views.answers import Ground, answer, refused, show
from workflows.refusals import StepRefused, Text, Unmet


@dataclass(frozen=True)
class Asked:
    """What the page says. `doing`: as the end of "This is not possible yet: …"; `done`: when it happened."""

    heading: Text
    button: Text
    doing: Text
    done: Text
    back_url: str
    intro: Text = ""
    tab: str = "rights"


def ask(request: ViewerRequest, case: Case, form: BaseForm, asked: Asked, act: Callable[[], object]) -> HttpResponse:
    if form.is_bound and form.is_valid():

        def run() -> HttpResponse:
            act()
            messages.success(request, str(asked.done))
            return redirect(asked.back_url)

        return answer(request, run, ground=Ground(asked.doing, asked.back_url, case, asked.tab, [form]))
    frame = case_frame(case, viewer=request.viewer, tab=asked.tab, primary=False)
    context = {"case_frame": frame, "form": form, "asked": asked}
    return show(request, "casefiles/asking.html", context, forms=[form])


def not_theirs(request: ViewerRequest, case: Case, asked: Asked, *, who: Text) -> HttpResponse:
    """Before a word is typed: whose it is to do."""
    refusal = StepRefused(asked.doing, [Unmet(asked.heading, who=who, forbidden=True)])
    return refused(request, refusal, ground=Ground(asked.doing, asked.back_url, case, asked.tab))
