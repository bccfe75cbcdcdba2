"""The risk inventory of a case: the newest, any earlier one, and writing the next."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import find_or_404, note_look
from access.middleware import ViewerRequest
from accounts.models import Organisation
from casefiles.actions.risk import LINE, save_inventory
from casefiles.dossier import COORDINATES, may_coordinate, not_yours
from casefiles.forms.dossier import BaseRiskFormSet, RiskFormSet
from casefiles.models import Case, RiskInventory
from casefiles.sealing import offers_seal
from casefiles.selectors.frame import case_frame
from casefiles.selectors.plan_writing import team_organisations
from casefiles.selectors.risks import domains_of, inventories_of, latest_number
from casefiles.setting_aside import offers_setting_aside
from casefiles.views.answers import Ground, Theirs, answer, keeps_theirs, refused, show, texts_of
from casefiles.views.found import BESIDE_AN_ITEM, the_case
from workflows.forms import VersionForm

PREFIX = "lines"


@require_GET
def risks(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    newest = inventories_of(case, viewer=request.viewer).first()
    if newest:
        note_look(request.viewer, newest)
    return _page(request, case, newest)


@require_GET
def inventory(request: ViewerRequest, key: str) -> HttpResponse:
    found = find_or_404(request.viewer, RiskInventory.objects.select_related(*BESIDE_AN_ITEM), key)
    return _page(request, found.case, found)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    back_url = reverse("casefiles:risks", args=[case.key])
    if keeps_theirs(request):
        return redirect(back_url)
    if may_coordinate(viewer, case) is None:
        refusal = not_yours(case, _("The risk inventory cannot be changed now"), *COORDINATES)
        return refused(request, refusal, ground=Ground(_("change risk inventory"), back_url, case, "overview"))
    newest = inventories_of(case, viewer=viewer).first()
    form = VersionForm(request.POST or None, initial={"version": latest_number(case)})
    lines = _formset(request, case, newest, request.POST or None)
    if form.is_bound and form.is_valid() and lines.is_valid():

        def act() -> HttpResponse:
            save_inventory(case, lines.lines(), viewer=viewer, expected_version=form.expected_version)
            messages.success(request, _("Risk inventory saved."))
            more = request.POST.get("do") == "add"
            here = reverse("casefiles:write_risks", args=[case.key])
            return redirect(f"{here}?more=1#new-line" if more else back_url)

        return answer(request, act, ground=_ground(request, case, [form, lines]))
    frame = case_frame(case, viewer=viewer, tab="overview", primary=False)
    context = {"case_frame": frame, "case": case, "form": form, "lines": lines}
    return show(request, "casefiles/risks_write.html", context, forms=[form, lines])


def _page(request: ViewerRequest, case: Case, shown: RiskInventory | None) -> HttpResponse:
    viewer = request.viewer
    context = {
        "case_frame": case_frame(case, viewer=viewer, tab="overview"),
        "case": case,
        "inventory": shown,
        "domains": domains_of(shown, viewer=viewer) if shown else (),
        "versions": list(inventories_of(case, viewer=viewer)),
        "may_write": may_coordinate(viewer, case) is not None,
        "may_seal": shown is not None and offers_seal(viewer, shown),
        "may_restrict": shown is not None and offers_setting_aside(viewer, shown),
    }
    return show(request, "casefiles/risks.html", context)


def _formset(request: ViewerRequest, case: Case, newest: RiskInventory | None, data: Any) -> BaseRiskFormSet:
    lines = list(newest.lines.select_related("source")) if newest else []
    initial = [] if data else [{name: getattr(one, name) for name in LINE} for one in lines]
    # Whose line stands already may have left the team.
    sources = team_organisations(case, viewer=request.viewer) | Organisation.objects.filter(
        pk__in=[one.source_id for one in lines]
    )
    made = RiskFormSet(
        data,
        prefix=PREFIX,
        initial=initial,
        form_kwargs={"organisations": sources},
    )
    made.extra = 1 if "more" in request.GET or not initial else 0
    return cast(BaseRiskFormSet, made)


def _ground(request: ViewerRequest, case: Case, forms: list[Any]) -> Ground:
    def theirs(current: RiskInventory | None) -> Theirs:
        lines = _formset(request, case, current, None)
        texts = [one for form in lines.forms for one in texts_of(form)]
        mine = int(request.POST[f"{PREFIX}-TOTAL_FORMS"])
        fixed: dict[str, str] = {}
        for form in lines.forms[mine:]:
            # A line that only they have: its choices go along with its words.
            fixed |= {one.html_name: _plain(one.value()) for one in form if one.name != "DELETE"}
        return Theirs(texts, {f"{PREFIX}-TOTAL_FORMS": str(max(mine, len(lines.forms)))} | fixed)

    back_url = reverse("casefiles:risks", args=[case.key])
    return Ground(_("change risk inventory"), back_url, case, "overview", forms, theirs)


def _plain(value: Any) -> str:
    return str(getattr(value, "key", value or ""))
