"""Whom a signed covenant, an adopted matrix or protocol is published to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from access.models import AudienceToken
from documents.access import is_decided
from documents.actions.publish import always, publish
from documents.forms.audience import AudienceForm, audience_values
from documents.selectors.audience import audience_in_words
from documents.views.backroom.bases import CovenantEditPage, MatrixEditPage, ProtocolEditPage
from documents.views.editing import EditPage
from workflows.forms import VersionForm


class AudiencePage(EditPage):
    template_name = "documents/backroom/audience.html"
    heading = _("Who may read it?")
    submit_label = _("Publish")
    saved = _("It is published. Whom you chose can read it now.")

    def is_open(self) -> bool:
        return is_decided(self.version)

    def form(self, data: Any = None) -> VersionForm:
        chosen = AudienceToken.objects.filter(audience=self.version.audience_id).values_list("token", flat=True)
        return AudienceForm(data, initial=audience_values(self.version, set(chosen) - always(self.version)))

    def save(self, form: Any) -> None:
        publish(self.version, viewer=self.request.viewer, expected_version=form.expected_version, tokens=form.tokens())

    def context(self) -> dict[str, Any]:
        return {"always": audience_in_words(always(self.version))}


class MatrixAudiencePage(AudiencePage, MatrixEditPage):
    """The matrix in force for everyone who works by it."""


class CovenantAudiencePage(AudiencePage, CovenantEditPage):
    voids_signatures = False


class ProtocolAudiencePage(AudiencePage, ProtocolEditPage):
    """The protocol in use for everyone who works by it."""
