"""All pages, for who writes them; and whom one is shown to, chosen here, beside Wagtail's editor."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import View

from access.doors import note_look
from access.middleware import ViewerRequest
from access.models import AudienceToken
from documents.access import may_write_pages
from documents.actions.choose_readers import choose_readers
from documents.audiences import LEADERS
from documents.forms.audience import AudienceForm, audience_values
from documents.models.pages import HousePage
from documents.selectors.all_pages import all_pages
from documents.selectors.audience import audience_in_words
from documents.views.crumbs import back_room_crumb
from documents.views.editing import EditPage
from workflows.forms import VersionForm
from workflows.refusals import Text


@require_safe
def pages(request: ViewerRequest) -> HttpResponse:
    if not may_write_pages(request.viewer):
        raise Http404
    return render(request, "documents/backroom/pages.html", {"groups": all_pages(), "crumbs": [back_room_crumb()]})


class PageReadersPage(EditPage):
    template_name = "documents/backroom/audience.html"
    heading = _("Who may read it?")
    submit_label = _("Choose readers")
    saved = _("These readers are chosen. They read the page as long as it is published.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        viewer = self.request.viewer
        page = HousePage.objects.filter(key=kwargs["key"]).select_related("readership").first()
        if page is None or not may_write_pages(viewer):
            raise Http404
        self.version = page
        note_look(viewer, page)
        return View.dispatch(self, request, *args, **kwargs)

    def is_open(self) -> bool:
        return True

    def form(self, data: Any = None) -> VersionForm:
        tokens = AudienceToken.objects.filter(audience__readership__page_id=self.version.pk)
        chosen = set(tokens.values_list("token", flat=True)) - {LEADERS}
        return AudienceForm(data, initial=audience_values(self.version, chosen))

    def save(self, form: Any) -> None:
        choose_readers(
            self.version, viewer=self.request.viewer, expected_version=form.expected_version, tokens=form.tokens()
        )

    def context(self) -> dict[str, Any]:
        return {"always": audience_in_words({LEADERS})}

    def start_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.version.pk])

    def done_url(self) -> str:
        return reverse("backroom:pages")

    def crumbs(self) -> list[tuple[Text, str]]:
        return [back_room_crumb(), (_("Pages"), reverse("backroom:pages")), (self.version.title, self.start_url())]
