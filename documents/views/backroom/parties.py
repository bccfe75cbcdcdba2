"""The parties of a covenant: which organisation, whether it is required, who signs and by which mandate."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from documents.actions.edit_covenant import PartyFields
from documents.actions.edit_parties import remove_party, set_party
from documents.forms.covenant import ChooseForm, PartyForm, party_values
from documents.models.party import Party
from documents.views.backroom.bases import CovenantEditPage
from workflows.forms import VersionForm


class ChoosePartyPage(CovenantEditPage):
    """Which organisation; the rest is asked on its own page, where its people are known."""

    heading = gettext_lazy("Which organisation becomes a party?")
    submit_label = gettext_lazy("Add party")
    saved = ""
    chosen = ""

    def form(self, data: Any = None) -> ChooseForm:
        others = Organisation.objects.exclude(pk__in=self.version.parties.values("organisation_id"))
        initial = {"version": self.version.version}
        return ChooseForm(data, initial=initial, label=_("Organisation"), queryset=others)

    def save(self, form: ChooseForm) -> None:
        organisation = form.cleaned_data["choice"]
        set_party(
            self.version,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            party=PartyFields(organisation),
        )
        self.chosen = organisation.key

    def done_url(self) -> str:
        return reverse("backroom:party", args=[self.version.key, self.chosen])


class PartyPage(CovenantEditPage):
    template_name = "documents/backroom/party.html"
    submit_label = gettext_lazy("Save party")
    saved = gettext_lazy("The party is saved.")
    party: Party

    def title(self) -> str:
        return self.party.organisation.name

    def find(self, version: Any) -> None:
        parties = version.parties.select_related("organisation", "signatory")
        found = parties.filter(organisation__key=self.kwargs["organisation"]).first()
        if found is None:
            raise Http404
        self.party = found

    def form(self, data: Any = None) -> VersionForm:
        return PartyForm(data, initial=party_values(self.party), organisation=self.party.organisation)

    def save(self, form: Any) -> None:
        set_party(self.version, viewer=self.request.viewer, expected_version=form.expected_version, party=form.party())

    def context(self) -> dict[str, Any]:
        return super().context() | {"party": self.party}


class RemovePartyPage(PartyPage):
    template_name = "documents/backroom/confirm.html"
    submit_label = gettext_lazy("Remove party")
    saved = gettext_lazy("The party is removed.")
    danger = True

    def title(self) -> str:
        return _("Remove %(name)s as a party?") % {"name": self.party.organisation}

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        remove_party(self.party, viewer=self.request.viewer, expected_version=form.expected_version)

    def context(self) -> dict[str, Any]:
        return super().context() | {"consequence": _("It also loses its place in every annex.")}
