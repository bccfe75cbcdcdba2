"""The lists of the house: kinds of meeting with their functions, other names, systems, kinds of data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from access.middleware import ViewerRequest
from documents.access import may_make
from documents.actions.edit_lists import add_entry, remove_entry, save_entry
from documents.forms.lists import (
    CategoryForm,
    EntryForm,
    MeetingForm,
    MeetingNameForm,
    NameForm,
    SynonymForm,
    SystemForm,
    TriageCategoryForm,
)
from documents.function_names import mapping_lines
from documents.models.function_mapping import FunctionMapping
from documents.models.names import KnownSystem, LocalName
from documents.models.purpose import DataCategory, MeetingType
from documents.models.triage_category import TriageCategory
from documents.views.answers import UNPROCESSABLE, refused, stale
from documents.views.crumbs import back_room_crumb
from search.models import SynonymGroup
from workflows.forms import VersionForm
from workflows.refusals import Stale, StepRefused, Text


@dataclass(frozen=True)
class House:
    """One list. `key`: the column by which an address names an entry."""

    model: Any
    form: type[EntryForm]
    heading: Text
    add_label: Text
    key: str = "key"
    removable: bool = False
    # What is asked of an entry that is there, where that is less than of a new one.
    change_form: type[EntryForm] | None = None
    related: tuple[str, ...] = ()


LISTS = {
    "overleg": House(
        MeetingType,
        MeetingForm,
        gettext_lazy("Kinds of meeting"),
        gettext_lazy("Add kind of meeting"),
        change_form=MeetingNameForm,
    ),
    "naam": House(
        LocalName,
        NameForm,
        gettext_lazy("Other names"),
        gettext_lazy("Add other name"),
        removable=True,
        related=("meeting_type", "municipality"),
    ),
    "systeem": House(KnownSystem, SystemForm, gettext_lazy("Systems"), gettext_lazy("Add system"), removable=True),
    "gegevens": House(
        DataCategory, CategoryForm, gettext_lazy("Kinds of data"), gettext_lazy("Add kind of data"), key="identifier"
    ),
    "triage": House(
        TriageCategory, TriageCategoryForm, gettext_lazy("Kinds of signals"), gettext_lazy("Add kind of signal")
    ),
    "synoniem": House(
        SynonymGroup,
        SynonymForm,
        gettext_lazy("Words that find each other"),
        gettext_lazy("Add words that find each other"),
        removable=True,
    ),
}


@require_safe
def overview(request: ViewerRequest) -> HttpResponse:
    if not may_make(request.viewer):
        raise Http404
    groups = [(kind, house, list(house.model.objects.select_related(*house.related))) for kind, house in LISTS.items()]
    context = {
        "groups": groups,
        "heading": _("Meetings, names and kinds of data"),
        "pending": FunctionMapping.objects.visible_to(request.viewer).pending().select_related("meeting_type"),
        "crumbs": [back_room_crumb()],
    }
    return render(request, "documents/backroom/lists.html", context)


class ListPage(View):
    """One form on one list; for project leaders."""

    http_method_names = ["get", "post", "head"]
    request: ViewerRequest
    house: House
    entry: Any = None
    submit_label: Text = gettext_lazy("Save")
    saved: Text = gettext_lazy("Your change is saved.")
    danger = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_make(self.request.viewer) or kwargs["kind"] not in LISTS:
            raise Http404
        self.house = LISTS[kwargs["kind"]]
        if "key" in kwargs:
            self.entry = self.house.model.objects.filter(**{self.house.key: kwargs["key"]}).first()
            if self.entry is None:
                raise Http404
            self.request.viewer.trail.looked_at(self.entry._meta.label_lower, self.entry.key)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("choice") == "theirs":
            return redirect("backroom:lists")
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        return self.attempt(self.save, form)

    def attempt(self, save: Callable[[Any], None], form: VersionForm) -> HttpResponse:
        back_url = reverse("backroom:lists")
        try:
            save(form)
        except Stale as conflict:
            self.entry = conflict.current
            return stale(self.request, conflict.current, back_url=back_url, mine=form, theirs=self.form())
        except StepRefused as refusal:
            return refused(self.request, refusal, back_url=back_url, form=form)
        messages.success(self.request, str(self.saved))
        return redirect(self.next_url())

    def next_url(self) -> str:
        return reverse("backroom:lists")

    def form(self, data: Any = None) -> VersionForm:
        asked = self.house.change_form or self.house.form
        return asked(data, initial=asked.values(self.entry) | {"version": self.entry.version})

    def save(self, form: Any) -> None:
        raise NotImplementedError

    def title(self) -> Text:
        return str(self.entry)

    def page(self, form: BaseForm, *, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "heading": self.title(),
            "submit_label": self.submit_label,
            "danger": self.danger,
            "back_url": reverse("backroom:lists"),
            "remove_url": self.remove_url(),
            "explained": self.explained(),
            "mapping_url": self.mapping_url(),
            "mapped": self.mapped(),
            "crumbs": [back_room_crumb(), (_("Meetings, names and kinds of data"), reverse("backroom:lists"))],
        }
        return render(self.request, "documents/backroom/entry.html", context, status=status)

    def remove_url(self) -> str:
        return ""

    def explained(self) -> Text:
        """What to know before saving."""
        return ""

    def mapping_url(self) -> str:
        """Where other functions are proposed: of a meeting that is there."""
        return ""

    def mapped(self) -> list[str]:
        return []


class AddEntryPage(ListPage):
    submit_label = gettext_lazy("Save")

    def form(self, data: Any = None) -> VersionForm:
        return self.house.form(data, initial={"version": 0})

    def save(self, form: Any) -> None:
        add_entry(self.house.model, viewer=self.request.viewer, fields=form.fields_of())

    def title(self) -> Text:
        return self.house.add_label


class EntryPage(ListPage):
    def save(self, form: Any) -> None:
        save_entry(
            self.entry, viewer=self.request.viewer, expected_version=form.expected_version, fields=form.fields_of()
        )

    def mapping_url(self) -> str:
        is_meeting = isinstance(self.entry, MeetingType)
        return reverse("backroom:propose_mapping", args=[self.entry.key]) if is_meeting else ""

    def mapped(self) -> list[str]:
        return mapping_lines(self.entry) if isinstance(self.entry, MeetingType) else []

    def remove_url(self) -> str:
        place = [self.kwargs["kind"], self.kwargs["key"]]
        return reverse("backroom:remove_entry", args=place) if self.house.removable else ""


class RemoveEntryPage(ListPage):
    submit_label = gettext_lazy("Remove")
    saved = gettext_lazy("It is removed.")
    danger = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if kwargs["kind"] in LISTS and not LISTS[kwargs["kind"]].removable:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data, initial={"version": self.entry.version})

    def save(self, form: Any) -> None:
        remove_entry(self.entry, viewer=self.request.viewer, expected_version=form.expected_version)

    def title(self) -> Text:
        return _("Remove “%(name)s”?") % {"name": self.entry}
