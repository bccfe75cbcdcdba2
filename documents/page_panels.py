"""What stands in Wagtail's editor besides the text: who may read the page, and the way to choose it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from access.models import AudienceToken
from documents.selectors.audience import audience_in_words


class ReadersPanel(Panel):  # type: ignore[misc]
    """In words; changed on a page of its own, because an old revision may not bring old readers back."""

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]
        template_name = "documents/pages/readers_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            if self.instance.pk is None:
                return context
            tokens = AudienceToken.objects.filter(audience__readership__page_id=self.instance.pk)
            return context | {
                "readers": audience_in_words(tokens.values_list("token", flat=True)),
                "url": reverse("backroom:page_audience", args=[self.instance.key]),
            }


READERS = ReadersPanel(heading=_("Who may read it?"))
