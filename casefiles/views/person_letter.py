"""A letter to the person, made from the house's template: what the case does not know is asked first."""

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.middleware import ViewerRequest
from casefiles.letter_values import person_values, template_in_use, unknown_fields
from casefiles.models import Case
from casefiles.selectors.frame import case_frame
from casefiles.selectors.place import place_in
from casefiles.views.answers import Ground, refused, show
from casefiles.views.asking import Asked, not_theirs
from casefiles.views.found import the_case
from documents.actions.render_letter import render_letter
from documents.attachments.download import to_save
from documents.letter_fields import FIELDS
from documents.models import CaseFunction, LetterPurpose, LetterVersion
from documents.word.letter_problems import LetterRefused
from workflows.refusals import StepRefused, Unmet

PURPOSES = (LetterPurpose.NOTICE, LetterPurpose.CONSENT)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class LetterForm(forms.Form):
    """One field for each text that is not known; what the template needs all the same is said afterwards."""

    def __init__(self, *args: object, names: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.names = names
        for number, name in enumerate(names):
            several = "adres" in name
            self.fields[f"field_{number}"] = forms.CharField(
                label=capfirst(str(FIELDS[name].label)),
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}) if several else forms.TextInput(),
            )

    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"field_{number}"] for number, name in enumerate(self.names)}


@require_http_methods(["GET", "HEAD", "POST"])
def person_letter(request: ViewerRequest, code: str, purpose: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    if purpose not in PURPOSES:
        raise Http404
    asked = _asked(case, purpose)
    if not place_in(viewer, case).in_team:
        return not_theirs(request, case, asked, who=CaseFunction.MEMBER.label)
    version = template_in_use(purpose, viewer=viewer)
    if version is None:
        return _stopped(request, case, asked, [Unmet(_("No template is in use for this."), who=_("project leader"))])
    known = person_values(case, viewer=viewer)
    form = LetterForm(request.POST or None, names=unknown_fields(version, known))
    if request.method == "POST" and form.is_valid():
        return _made(request, case, version, form)
    frame = case_frame(case, viewer=viewer, tab="rights", primary=False)
    return show(request, "casefiles/asking.html", {"case_frame": frame, "form": form, "asked": asked}, forms=[form])


def _made(request: ViewerRequest, case: Case, version: LetterVersion, form: LetterForm) -> HttpResponse:
    values = person_values(case, viewer=request.viewer) | form.values()
    try:
        letter = render_letter(version, viewer=request.viewer, values=values)
    except LetterRefused as refusal:
        unmet = [Unmet(str(problem)) for problem in refusal.problems]
        return _stopped(request, case, _asked(case, version.template.purpose), unmet)
    request.viewer.trail.downloaded(export=True)
    # No name in the name of a file: those live on in download folders.
    return to_save(letter, name=f"{version.template.purpose}-{case.key}.docx", content_type=WORD)


def _stopped(request: ViewerRequest, case: Case, asked: Asked, unmet: list[Unmet]) -> HttpResponse:
    return refused(
        request, StepRefused(asked.doing, unmet), ground=Ground(asked.doing, asked.back_url, case, asked.tab)
    )


def _asked(case: Case, purpose: str) -> Asked:
    return Asked(
        heading=_("Make the letter") if purpose == LetterPurpose.NOTICE else _("Make the consent form"),
        intro=_("The case fills in what it knows. What it does not know stands below; empty fields are left out."),
        button=_("Make Word file"),
        doing=_("make letter"),
        done="",
        back_url=reverse("casefiles:rights", args=[case.key]),
    )
