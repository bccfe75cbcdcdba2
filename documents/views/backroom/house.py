"""What the house is called and how it can be reached, for every letter."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from documents.actions.edit_house import edit_house
from documents.forms.letters import HouseForm
from documents.models.house import HouseDetails
from documents.selectors.letter_values import the_house
from documents.views.backroom.letters import letters_crumb
from documents.views.editing import EditPage
from workflows.forms import VersionForm
from workflows.refusals import Text


class HousePage(EditPage):
    template_name = "documents/backroom/house.html"
    heading = _("Details of the house")
    submit_label = _("Save details")
    saved = _("The details are saved. New letters carry them.")
    version: HouseDetails

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """There is one house: its address needs no key."""
        return super().dispatch(request, *args, **kwargs, key=the_house().key)

    def versions(self) -> ProtectedQuerySet[HouseDetails]:
        return HouseDetails.objects.all()

    def is_open(self) -> bool:
        return True

    def form(self, data: Any = None) -> VersionForm:
        return HouseForm(data, instance=self.version, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        edit_house(
            self.version, viewer=self.request.viewer, expected_version=form.expected_version, details=form.details
        )

    def start_url(self) -> str:
        return reverse("backroom:letters")

    def crumbs(self) -> list[tuple[Text, str]]:
        return [letters_crumb()]
