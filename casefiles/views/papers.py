"""What lies in a case as a file, and which steps were taken in it."""

from django.db.models import Q
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from access.middleware import ViewerRequest
from casefiles.models import PlanFile, Referral
from casefiles.selectors.frame import case_frame
from casefiles.selectors.history import NOUNS, history
from casefiles.selectors.other_cases import read_together
from casefiles.selectors.referral_letters import letters_of_case
from casefiles.views.answers import show
from casefiles.views.found import the_case
from documents.selectors.steps_taken import all_in_words


@require_GET
def documents(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    files = PlanFile.objects.visible_to(request.viewer).filter(plan_version__case__in=read_together(case))
    referrals = Referral.objects.visible_to(request.viewer).filter(Q(case=case) | Q(joined_to=case))
    context = {
        "case_frame": case_frame(case, viewer=request.viewer, tab="documents"),
        "case": case,
        "files": files.select_related("plan_version__adopted_by").order_by("-plan_version__number"),
        "letters": letters_of_case(case, viewer=request.viewer),
        "referrals": referrals.select_related("organisation"),
    }
    return show(request, "casefiles/documents.html", context)


@require_GET
def history_page(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    page = history(case, viewer=request.viewer, page=request.GET.get("page"))
    context = {
        "case_frame": case_frame(case, viewer=request.viewer, tab="history"),
        "case": case,
        "page": page,
        "steps": all_in_words(page.object_list, viewer=request.viewer, nouns=NOUNS),
    }
    return show(request, "casefiles/history.html", context)
