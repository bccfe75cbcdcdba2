"""The journal of a case: who said what, in whose name."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from access.middleware import ViewerRequest
from casefiles.forms.journal import JournalFilter
from casefiles.selectors.frame import case_frame
from casefiles.selectors.journal import journal, told_by
from casefiles.views.answers import show
from casefiles.views.found import the_case


@require_GET
def journal_page(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    form = JournalFilter(request.GET or None, organisations=told_by(case, viewer=request.viewer))
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    wanted = {**chosen, "page": request.GET.get("page")}
    return show(
        request,
        "casefiles/journal.html",
        {
            "case_frame": case_frame(case, viewer=request.viewer, tab="journal"),
            "form": form,
            "filtered": any(value for name, value in chosen.items() if name != "order"),
            "journal": journal(case, viewer=request.viewer, wanted=wanted),
        },
        forms=[form],
    )
