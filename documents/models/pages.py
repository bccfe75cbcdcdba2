"""The pages of the house: a welcome, news and explanations. Written in Wagtail's editor, read on our own pages only."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.forms import DateInput
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from access.models import Audience
from access.querysets import ProtectedQuerySet
from access.registry import internal, protected
from access.rules import AudienceRule
from access.viewer import Viewer
from accounts.keys import random_key
from documents.page_blocks import TextBlock
from documents.page_form import PageForm
from documents.page_panels import READERS
from documents.page_permissions import HousePagePermissions

# Wagtail's own panel for titles writes along in a field for the address, which is not on these forms.
TITLE = FieldPanel("title", classname="title")
# The browser's own calendar: Wagtail's is started by a script in the page, which the back room does not run.
DAY = FieldPanel("day", widget=DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class PageRule(AudienceRule):
    """As for an agreement; and what is not published is read in the back room only, by who writes there."""

    def __init__(self) -> None:
        super().__init__("readership__audience")

    def tokens(self, thing: Any) -> frozenset[str]:
        return super().tokens(thing) if thing.live and hasattr(thing, "readership") else frozenset()

    def q(self, viewer: Viewer) -> Q:
        return super().q(viewer) & Q(live=True)


class HousePageQuerySet(ProtectedQuerySet["HousePage"], PageQuerySet):  # type: ignore[misc]
    """Both: what somebody may see, and Wagtail's tree."""


HousePageManager = PageManager.from_queryset(HousePageQuerySet)


class InTheHouse:
    """Wagtail's own way of serving pages knows no audience: it leads nowhere, in whatever address it is mounted."""

    # Whether somebody writes it, and whether it may go.
    is_text = False
    is_removable = False

    # Who may read it is chosen on our own page, never as one of Wagtail's restrictions.
    private_page_options: list[str] = []

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Where the back room finds the published page; none for what has no page of its own."""
        address = self.get_absolute_url()
        return (0, "", address) if address else None

    def get_absolute_url(self) -> str:
        return ""

    def permissions_for_user(self, user: Any) -> HousePagePermissions:
        return HousePagePermissions(user, self)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        raise Http404

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


@protected(PageRule())
class HousePage(InTheHouse, Page):  # type: ignore[misc]
    """What the kinds of pages have in common. Its readers are a row of their own: no old revision brings them back."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    intro = models.CharField(
        _("introduction"), max_length=300, blank=True, help_text=_("One or two sentences. They also stand in lists.")
    )
    body = StreamField(TextBlock(), verbose_name=_("text"), blank=True)

    objects = HousePageManager()

    base_form_class = PageForm
    is_creatable = False
    is_text = True
    subpage_types: list[str] = []
    content_panels = [TITLE, "intro", "body", READERS]
    promote_panels: list[Any] = []
    settings_panels: list[Any] = []
    exclude_fields_in_copy = ["key"]
    template_name = "documents/pages/page.html"

    def __str__(self) -> str:
        return str(self.title)

    @property
    def version(self) -> int:
        """The lock on its readers; the text has revisions."""
        return self.readership.version if hasattr(self, "readership") else 1

    def make_preview_request(
        self, original_request: Any = None, preview_mode: str | None = None, extra_request_attrs: Any = None
    ) -> HttpResponse:
        """As its readers will see it, in the request of who writes it: one request, one line in the access log."""
        return render(original_request, self.template_name, {"page": self, "is_preview": True})


@internal("whom a page is shown to; read through the page")
class Readership(models.Model):
    page = models.OneToOneField(HousePage, on_delete=models.CASCADE, related_name="readership")
    audience = models.OneToOneField(Audience, on_delete=models.PROTECT, related_name="readership")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.page}: {self.audience}"


@protected(PageRule())
class HomePage(HousePage):
    """The welcome: there is one."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["documents.NewsIndexPage", "documents.ExplanationIndexPage"]
    is_creatable = True
    max_count = 1

    class Meta:
        verbose_name = _("welcome")

    def get_absolute_url(self) -> str:
        return reverse("pages:welcome")


@internal("a place in Wagtail's tree: what is shown is below it")
class NewsIndexPage(InTheHouse, Page):  # type: ignore[misc]
    parent_page_types = ["documents.HomePage"]
    subpage_types = ["documents.NewsPage"]
    max_count = 1
    preview_modes: list[Any] = []

    class Meta:
        verbose_name = _("news")

    def get_absolute_url(self) -> str:
        return reverse("pages:news")


@protected(PageRule())
class NewsPage(HousePage):
    day = models.DateField(_("date"), default=timezone.localdate)

    parent_page_types = ["documents.NewsIndexPage"]
    is_creatable = True
    is_removable = True
    content_panels = [TITLE, DAY, "intro", "body", READERS]

    class Meta:
        verbose_name = _("news item")

    def get_absolute_url(self) -> str:
        return reverse("pages:news_item", args=[self.key])


@internal("a place in Wagtail's tree: what is shown is below it")
class ExplanationIndexPage(InTheHouse, Page):  # type: ignore[misc]
    parent_page_types = ["documents.HomePage"]
    subpage_types = ["documents.ExplanationPage"]
    max_count = 1
    preview_modes: list[Any] = []

    class Meta:
        verbose_name = _("explanations")

    def get_absolute_url(self) -> str:
        return reverse("pages:explanations")


@protected(PageRule())
class ExplanationPage(HousePage):
    """How one works with Casustafel."""

    place = models.PositiveSmallIntegerField(
        _("place in the list"), default=50, help_text=_("The lowest number stands first.")
    )

    parent_page_types = ["documents.ExplanationIndexPage"]
    is_creatable = True
    is_removable = True
    content_panels = [TITLE, "place", "intro", "body", READERS]

    class Meta:
        verbose_name = _("explanation")

    def get_absolute_url(self) -> str:
        return reverse("pages:explanation", args=[self.key])
