"""The letters on a referral: made on a page that asks what the system does not know, and downloaded."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import find_or_404
from access.middleware import ViewerRequest
from casefiles.actions.referral_letter import addressee_of, kinds_for, make_letter, may_make_letters
from casefiles.forms.referral_letter import LetterForm
from casefiles.letter_values import OF_THE_HOUSE, asked_fields, referral_values, template_in_use
from casefiles.models import LetterKind, Referral, ReferralLetter
from casefiles.selectors.stepping import referral_facts
from casefiles.views.answers import Ground, answer, show
from casefiles.views.found import the_referral
from documents.models.stored_file import WORD
from documents.storage import read_private
from documents.word.letter_problems import LetterRefused, Problem
from workflows.refusals import StepRefused, Unmet


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: ViewerRequest, key: str, kind: str) -> HttpResponse:
    referral = the_referral(request, key)
    if not may_make_letters(request.viewer, referral) or kind not in kinds_for(referral):
        raise Http404
    letter, back_url = LetterKind(kind), reverse("casefiles:referral", args=[key])
    asked = _asked(request, referral, letter)
    form = LetterForm(request.POST or None, asked=asked)
    if form.is_bound and form.is_valid():
        ground = Ground(_("make letter"), back_url, forms=[form])
        return answer(request, lambda: _made(request, referral, letter, form), ground=ground)
    context = {
        "crumbs": [(_("Referrals"), reverse("casefiles:referrals")), (_("Referral"), back_url)],
        "letter": letter,
        "addressee": addressee_of(referral, kind),
        "facts": referral_facts(referral)[:1],
        "form": form,
        "asked": asked,
        "back_url": back_url,
    }
    return show(request, "casefiles/make_letter.html", context, forms=[form])


@require_GET
def download(request: ViewerRequest, key: str) -> HttpResponse:
    """The file is checked by its own rule, and its bytes against the digest of when it was made."""
    found = find_or_404(request.viewer, ReferralLetter.objects.select_related("referral__case"), key)
    request.viewer.trail.downloaded()
    response = HttpResponse(read_private(found.path, sha256=found.sha256), content_type=WORD)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _asked(request: ViewerRequest, referral: Referral, kind: LetterKind) -> list[str]:
    template, addressee = template_in_use(kind, viewer=request.viewer), addressee_of(referral, kind)
    if template is None or addressee is None:
        return []
    return asked_fields(template, referral_values(referral, kind, addressee=addressee), referral=referral)


def _made(request: ViewerRequest, referral: Referral, kind: LetterKind, form: LetterForm) -> HttpResponse:
    try:
        make_letter(referral, kind, viewer=request.viewer, told=form.told())
    except LetterRefused as problem:
        raise StepRefused(_("This letter cannot be made yet"), [_unmet(one) for one in problem.problems]) from problem
    messages.success(request, _("The letter is made and kept here."))
    return redirect("casefiles:referral", key=referral.key)


def _unmet(problem: Problem) -> Unmet:
    """What the house itself fills in is for who keeps its details."""
    of_the_house = problem.values.get("field", "").startswith(OF_THE_HOUSE)
    return Unmet(str(problem), who=_("project leader") if of_the_house else "")
