"""Accounts and roles, for the administrator: who can sign in, and as what."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import PasswordResetForm
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.middleware import ViewerRequest
from accounts.models import Municipality, RoleAssignment, User
from casustafel.portal.access import may_administer
from casustafel.portal.actions.people import add_person, count_inhabitants, end_role, give_role, set_active
from casustafel.portal.forms import InhabitantsForm, PersonForm, RoleForm
from casustafel.portal.tables import municipalities_table, people_table

View = Callable[..., HttpResponse]
PER_PAGE = 50


def for_administrators(view: View) -> View:
    """Found by administrators; for everybody else these pages do not exist."""

    @wraps(view)
    def guarded(request: ViewerRequest, **kwargs: Any) -> HttpResponse:
        if not may_administer(request.viewer):
            raise Http404
        return view(request, **kwargs)

    return guarded


@for_administrators
@require_safe
def people(request: ViewerRequest) -> HttpResponse:
    current = RoleAssignment.objects.current(request.viewer.today).select_related("municipality")
    everybody = User.objects.select_related("organisation").prefetch_related(
        Prefetch("role_assignments", queryset=current, to_attr="current_roles")
    )
    page = Paginator(everybody, PER_PAGE).get_page(request.GET.get("page"))
    request.viewer.trail.looked_at("accounts.user", "")
    return render(request, "portal/people.html", {"page": page, "table": people_table(page.object_list)})


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ViewerRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        person = add_person(form.cleaned_data, viewer=request.viewer)
        _send_password_mail(request, person)
        messages.success(request, _("Account made. %(name)s chooses a password by mail.") % {"name": person.name})
        return redirect("person", key=person.key)
    return _form(request, form, title=_("New account"), back=reverse("people"), label=_("Make account"))


@for_administrators
@require_safe
def person(request: ViewerRequest, *, key: str) -> HttpResponse:
    found = _find(request, key)
    roles = found.role_assignments.select_related("municipality").order_by("-starts_on", "pk")
    crumbs = [_crumb()]
    context = {"person": found, "roles": roles, "today": request.viewer.today, "crumbs": crumbs}
    return render(request, "portal/person.html", context)


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: ViewerRequest, *, key: str) -> HttpResponse:
    found = _find(request, key)
    form = RoleForm(request.POST or None, initial={"starts_on": request.viewer.today})
    if form.is_bound and form.is_valid():
        give_role(found, form.cleaned_data, viewer=request.viewer)
        messages.success(request, _("Role given to %(name)s.") % {"name": found.name})
        return redirect("person", key=key)
    title = _("Give a role to %(name)s") % {"name": found.name}
    return _form(request, form, title=title, back=reverse("person", args=[key]), label=_("Give role"))


@for_administrators
@require_POST
def end(request: ViewerRequest, *, key: str, number: int) -> HttpResponse:
    assignment = get_object_or_404(RoleAssignment, user=_find(request, key), pk=number)
    end_role(assignment, viewer=request.viewer)
    messages.success(request, _("The role has ended. This holds from the next page on."))
    return redirect("person", key=key)


@for_administrators
@require_POST
def account(request: ViewerRequest, *, key: str) -> HttpResponse:
    found = _find(request, key)
    active = request.POST.get("active") == "yes"
    set_active(found, viewer=request.viewer, active=active)
    messages.success(request, _("The account is open.") if active else _("The account is closed."))
    return redirect("person", key=key)


@for_administrators
@require_safe
def municipalities(request: ViewerRequest) -> HttpResponse:
    request.viewer.trail.looked_at("accounts.municipality", "")
    context = {"table": municipalities_table(Municipality.objects.all()), "crumbs": [_crumb()]}
    return render(request, "portal/municipalities.html", context)


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def inhabitants(request: ViewerRequest, *, key: str) -> HttpResponse:
    place = get_object_or_404(Municipality, key=key)
    request.viewer.trail.looked_at("accounts.municipality", place.key)
    form = InhabitantsForm(request.POST or None, initial={"inhabitants": place.inhabitants})
    if form.is_bound and form.is_valid():
        count_inhabitants(place, viewer=request.viewer, inhabitants=form.cleaned_data["inhabitants"])
        messages.success(request, _("Saved: the inhabitants of %(name)s.") % {"name": place.name})
        return redirect("municipalities")
    title = _("Inhabitants of %(name)s") % {"name": place.name}
    return _form(request, form, title=title, back=reverse("municipalities"), label=_("Save inhabitants"))


def _crumb() -> tuple[str, str]:
    return _("People and roles"), reverse("people")


def _send_password_mail(request: ViewerRequest, person: User) -> None:
    """Only the owner of the address chooses a password."""
    mail = PasswordResetForm({"email": person.email})
    if mail.is_valid():
        mail.save(request=request, use_https=request.is_secure())


def _find(request: ViewerRequest, key: str) -> User:
    found = get_object_or_404(User.objects.select_related("organisation"), key=key)
    request.viewer.trail.looked_at("accounts.user", found.key)
    return found


def _form(request: ViewerRequest, form: Any, *, title: str, back: str, label: str) -> HttpResponse:
    wrong = form.is_bound and not form.is_valid()
    context = {"form": form, "title": title, "back_url": back, "submit_label": label, "has_errors": wrong}
    return render(request, "portal/people_form.html", context, status=422 if wrong else 200)
