"""What the pages on which a report is written have in common."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from access.middleware import ViewerRequest
from accounts.models import User
from casefiles.actions.report import WIDTH
from casefiles.forms.report import Options, ReportForm, told
from casefiles.models import Case, Circle, Report
from casefiles.selectors.circles import categories, circle_choices, readers_today
from casefiles.selectors.frame import case_frame
from casefiles.views.answers import Ground, Theirs, answer, show, texts_of
from workflows.refusals import Text


@dataclass(frozen=True)
class Writing:
    """One such page. `owner`: whose report it is; `report`: what is there already; `drafts`: it can be kept as one."""

    case: Case
    owner: User
    heading: Text
    submit: Text
    back_url: str
    report: Report | None = None
    drafts: bool = True


Save = Callable[[ReportForm], Report]


def written(request: ViewerRequest, writing: Writing, save: Save) -> HttpResponse:
    """The page, or what follows when it was sent."""
    draft = writing.drafts and request.POST.get("do") == "keep"
    options = _options(request, writing)
    initial = told(writing.report) | {"version": writing.report.version} if writing.report else {}
    form = ReportForm(request.POST or None, options=options, draft=draft, initial=initial)
    if form.is_bound and form.is_valid():
        return answer(
            request, lambda: _onward(request, save(form), draft=draft), ground=_ground(writing, request, form)
        )
    context = {
        "case_frame": case_frame(writing.case, viewer=request.viewer, tab="journal", primary=False),
        "writing": writing,
        "form": form,
        "circles": options.circles,
    }
    return show(request, "casefiles/report_form.html", context, forms=[form])


def _options(request: ViewerRequest, writing: Writing) -> Options:
    circles = circle_choices(writing.case, owner=writing.owner, viewer=request.viewer)
    named = any(one.value == Circle.NAMED for one in circles)
    people = readers_today(writing.case, viewer=request.viewer) if named else []
    return Options(
        circles=circles,
        categories=categories(writing.case, organisation=writing.owner.organisation, viewer=request.viewer),
        owner=writing.owner,
        people=[one for one in people if one.pk != writing.owner.pk],
    )


def _ground(writing: Writing, request: ViewerRequest, form: ReportForm) -> Ground:
    def theirs(current: Report) -> Theirs:
        options = form.options
        now = ReportForm(initial=told(current), options=options)
        circle = max(request.POST.get("circle") or Circle.TEAM, current.circle, key=lambda one: WIDTH[Circle(one)])
        return Theirs(texts_of(now), {"circle": circle})

    return Ground(
        doing=_("write report"),
        back_url=writing.back_url,
        case=writing.case,
        tab="journal",
        forms=[form],
        theirs=theirs,
    )


def _onward(request: ViewerRequest, report: Report, *, draft: bool) -> HttpResponse:
    if report.shared_at is not None:
        messages.success(request, _("The correction is recorded. The earlier text stays as a version."))
        return redirect("casefiles:report", key=report.key)
    if not draft:
        return redirect("casefiles:read_back", key=report.key)
    kept = _("Draft saved. Only you see it.")
    messages.success(request, _("Draft saved. The reporter and the desk see it.") if report.on_behalf else kept)
    return redirect(reverse("casefiles:edit_report", args=[report.key]))
