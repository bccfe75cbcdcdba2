"""Asking somebody else to decide, and what who was asked reads to decide (D-27)."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import find_or_404, note_beside
from access.middleware import ViewerRequest
from casefiles.actions.fall_back import ask_fallback, may_ask
from casefiles.fallbacks import MACHINES, candidates, machine_of, thing_decided
from casefiles.models import Fallback, NoticePostponement, PlanDeviation
from casefiles.rights_guards import BY_DIRECTION
from casefiles.selectors.confirm import Fact
from casefiles.selectors.fallbacks import fallback_facts, fallback_note
from casefiles.selectors.offers import offers
from casefiles.views.asking import Asked, ask, not_theirs
from casefiles.views.found import BESIDE_AN_ITEM
from casefiles.views.parts import Leaf, Link, Section, show_leaf


@require_http_methods(["GET", "HEAD", "POST"])
def ask_page(request: ViewerRequest, noun: str, key: str) -> HttpResponse:
    model: Any = next((of.model for of in MACHINES if of.model._meta.model_name == noun), None)
    if model is None:
        raise Http404
    viewer = request.viewer
    thing = find_or_404(viewer, model.objects.select_related(*BESIDE_AN_ITEM), key)
    if not may_ask(viewer, thing):
        asked = Asked(_("Ask somebody else to decide"), "", _("ask somebody else to decide"), "", reverse("my_work"))
        return not_theirs(request, thing.case, asked, who=BY_DIRECTION)
    found = candidates(thing, at=viewer.at) if fallback_note(thing, viewer=viewer).ask_url else []
    names = _("%(person)s (%(organisation)s)")
    first = [names % {"person": one, "organisation": one.organisation} for _rung, one in found[:1]]
    asked = Asked(
        heading=_("Ask somebody else to decide"),
        intro=_("%(person)s reads this and decides. They see nothing else of the case.") % {"person": first[0]}
        if first
        else "",
        button=_("Ask to decide"),
        doing=_("ask somebody else to decide"),
        done=_("It is asked. They get a mail without content."),
        back_url=_back(thing),
        tab="rights" if isinstance(thing, NoticePostponement) else "plan",
    )
    form = forms.Form(request.POST if request.method == "POST" else None)
    return ask(request, thing.case, form, asked, lambda: ask_fallback(thing, viewer=viewer))


@require_GET
def fallback(request: ViewerRequest, key: str) -> HttpResponse:
    """For who was asked, while it waits; the directors of the case read that it was asked, and what became of it."""
    viewer = request.viewer
    rows = Fallback.objects.select_related("case__municipality", "case__meeting_type", "person", "opened_by")
    found = find_or_404(viewer, rows, key)
    thing = thing_decided(found)
    asked_of_me = found.ended_at is None and found.person_id == viewer.user.pk
    of = machine_of(found.noun)
    if asked_of_me:
        note_beside(viewer, thing)
    leaf = Leaf(
        _("Decide in place of others"),
        _("In the case nobody can decide on this. You read only what this decision needs."),
        facts=[*fallback_facts(found)] if asked_of_me else _bare(found),
        sections=[_plan(thing)] if asked_of_me and not isinstance(thing, NoticePostponement) else [],
        steps=offers(of.name, thing, viewer=viewer) if asked_of_me and of else [],
        case=found.case,
        tab="plan",
    )
    return show_leaf(request, leaf)


def _plan(thing: Any) -> Section:
    plan = thing.plan_version if isinstance(thing, PlanDeviation) else thing
    links: list[Link] = [(_("Read plan of action"), reverse("casefiles:plan_version", args=[plan.key]))]
    return Section(_("Plan of action"), "plan", links=links)


def _bare(found: Fallback) -> list[Fact]:
    return [Fact(_("Case"), found.case.key), Fact(_("Asked of"), str(found.person))]


def _back(thing: Any) -> str:
    match thing:
        case NoticePostponement():
            return reverse("casefiles:rights", args=[thing.case.key])
        case PlanDeviation():
            return reverse("casefiles:deviation", args=[thing.key])
    return reverse("casefiles:plan_version", args=[thing.key])
