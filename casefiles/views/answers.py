"""How a page answers: shown, with errors, refused with everything that is unmet, or overtaken by somebody else."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseForm, BaseFormSet, Textarea
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from access.middleware import ViewerRequest
from casefiles.models import Case
from casefiles.selectors.frame import case_frame
from casefiles.selectors.last_change import last_change
from workflows.refusals import Stale, StepRefused, Text, Unmet

Forms = Sequence[BaseForm | BaseFormSet[Any]]


@dataclass(frozen=True)
class Written:
    """One text as it stands now, under the name that the form gives it."""

    name: str
    label: str
    text: str


@dataclass(frozen=True)
class Theirs:
    """What somebody else saved meanwhile: texts to compare, and values that the next attempt must carry."""

    texts: Sequence[Written] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ground:
    """Where a form stands: what a refusal or an overtaken save needs to lose nothing and show the way back."""

    # What was tried, as the end of "This is not possible yet: …".
    doing: Text
    back_url: str
    case: Case | None = None
    tab: str = ""
    forms: Forms = ()
    theirs: Callable[[Any], Theirs] = lambda current: Theirs()


def show(request: ViewerRequest, template: str, context: dict[str, Any], *, forms: Forms = ()) -> HttpResponse:
    """A page; 422 when one of its forms has errors."""
    wrong = any(has_errors(form) for form in forms)
    crumbs = {"crumbs": [(_("Cases"), reverse("my_cases"))]} if "case_frame" in context else {}
    return render(request, template, {**crumbs, **context, "has_errors": wrong}, status=422 if wrong else 200)


def has_errors(form: BaseForm | BaseFormSet[Any]) -> bool:
    return form.is_bound and not form.is_valid()


def answer(request: ViewerRequest, act: Callable[[], HttpResponse], *, ground: Ground) -> HttpResponse:
    """Run an action. Whatever stands in its way, nothing was changed and nothing that was typed is lost."""
    try:
        return act()
    except StepRefused as refusal:
        return refused(request, refusal, ground=ground)
    except Stale as stale:
        return overtaken(request, stale, ground=ground)


def refused(request: ViewerRequest, refusal: StepRefused, *, ground: Ground) -> HttpResponse:
    context = {
        "refusal": {
            "heading": ground.doing,
            "unmet": refusal.unmet,
            "clause": refusal.clause,
            "kept": kept(ground.forms),
            "retry_url": request.get_full_path(),
            "back_url": ground.back_url,
        },
        **framed(request, ground),
    }
    return render(request, "refusal.html", context, status=refusal.status)


def overtaken(request: ViewerRequest, stale: Stale, *, ground: Ground) -> HttpResponse:
    """Both texts beside each other; without a text that differs, the news that it was changed."""
    theirs, change = ground.theirs(stale.current), last_change(stale.current)
    differing = [one for one in theirs.texts if _differs(request.POST.get(one.name, ""), one.text)]
    if not differing:
        words = {"name": change.name}
        refusal = StepRefused(
            _("This was changed meanwhile"), [Unmet(_("%(name)s was before you. Look again.") % words)]
        )
        return refused(request, refusal, ground=ground)
    names = {one.name for one in differing}
    fixed = {"version": str(stale.current.version)} | {k: v for k, v in theirs.fixed.items() if k not in names}
    context = {
        "stale": {
            "other_name": change.name,
            "at": change.at,
            "differences": [
                {"name": one.name, "label": one.label, "mine": request.POST.get(one.name, ""), "theirs": one.text}
                for one in differing
            ],
            "hidden": [*_posted(request, but={*fixed, *names}), *fixed.items()],
            "action_url": request.get_full_path(),
            "back_url": ground.back_url,
        },
        **framed(request, ground),
    }
    return render(request, "stale.html", context, status=409)


def keeps_theirs(request: ViewerRequest) -> bool:
    """The reader of the page above chose the other text: there is nothing to save."""
    return request.method == "POST" and request.POST.get("choice") == "theirs"


def framed(request: ViewerRequest, ground: Ground) -> dict[str, Any]:
    if ground.case is None:
        return {}
    crumbs = [(_("Cases"), reverse("my_cases"))]
    return {
        "crumbs": crumbs,
        "case_frame": case_frame(ground.case, viewer=request.viewer, tab=ground.tab, primary=False),
    }


def kept(forms: Iterable[BaseForm | BaseFormSet[Any]]) -> list[tuple[str, str]]:
    """Every text that was typed, with the label of its field."""
    found = []
    for form in forms:
        if isinstance(form, BaseFormSet):
            found += [pair for number, one in enumerate(form.forms, 1) for pair in _typed(one, f"{number}. ")]
        else:
            found += _typed(form, "")
    return found


def _typed(form: BaseForm, before: str) -> list[tuple[str, str]]:
    bound = [one for one in form if not one.is_hidden and one.widget_type in {"textarea", "text"}]
    return [(f"{before}{one.label}", str(one.value())) for one in bound if one.value()]


def texts_of(form: BaseForm, *, number: str = "") -> list[Written]:
    """The texts of an unbound form, as they stand now."""
    before = _("Action %(number)s") % {"number": number} + ": " if number else ""
    return [
        Written(one.html_name, f"{before}{one.label}", str(one.value() or ""))
        for one in form
        if isinstance(one.field.widget, Textarea) or one.widget_type == "text"
    ]


def _differs(mine: str, theirs: str) -> bool:
    """Browsers send line ends their own way."""
    return mine.replace("\r\n", "\n").strip() != theirs.replace("\r\n", "\n").strip()


def _posted(request: ViewerRequest, *, but: set[str]) -> list[tuple[str, str]]:
    left_out = {"csrfmiddlewaretoken", "choice", *but}
    return [(name, str(value)) for name, values in request.POST.lists() if name not in left_out for value in values]
