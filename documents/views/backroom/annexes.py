"""The annexes of a covenant: one for each kind of meeting, with who takes part and what is shared there."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from documents.actions.edit_covenant import (
    AnnexFields,
    PartnerFields,
    edit_annex_text,
    remove_annex,
    set_annex,
)
from documents.actions.edit_parties import remove_partner, set_partner
from documents.forms.covenant import AnnexForm, ChooseForm, PartnerForm, annex_values, partner_values, partners_of
from documents.forms.covenant_text import annex_text_form
from documents.models.party import Annex, AnnexPartner
from documents.models.purpose import MeetingType
from documents.views.backroom.bases import CovenantEditPage
from workflows.forms import VersionForm
from workflows.refusals import Text


class ChooseMeetingPage(CovenantEditPage):
    heading = gettext_lazy("For which kind of meeting is this annex?")
    submit_label = gettext_lazy("Add annex")
    saved = ""
    chosen = ""

    def form(self, data: Any = None) -> ChooseForm:
        free = MeetingType.objects.exclude(pk__in=self.version.annexes.values("meeting_type_id"))
        initial = {"version": self.version.version}
        return ChooseForm(data, initial=initial, label=_("Kind of meeting"), queryset=free)

    def save(self, form: ChooseForm) -> None:
        meeting = form.cleaned_data["choice"]
        set_annex(
            self.version,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            annex=AnnexFields(meeting, meeting.name),
        )
        self.chosen = meeting.key

    def done_url(self) -> str:
        return reverse("backroom:annex", args=[self.version.key, self.chosen])


class AnnexPage(CovenantEditPage):
    """The words of an annex; its seats have pages of their own and stay as they are."""

    template_name = "documents/backroom/annex.html"
    submit_label = gettext_lazy("Save annex")
    saved: Text = gettext_lazy("The annex is saved.")
    annex: Annex

    def title(self) -> str:
        return self.annex.title

    def find(self, version: Any) -> None:
        annexes = version.annexes.select_related("meeting_type")
        found = annexes.filter(meeting_type__key=self.kwargs["meeting"]).first()
        if found is None:
            raise Http404
        self.annex = found

    def form(self, data: Any = None) -> VersionForm:
        return AnnexForm(data, initial=annex_values(self.annex))

    def save(self, form: Any) -> None:
        set_annex(
            self.version,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            annex=form.annex(self.annex.meeting_type, partners_of(self.annex)),
        )

    def own_url(self) -> str:
        return reverse("backroom:annex", args=[self.version.key, self.annex.meeting_type.key])

    def context(self) -> dict[str, Any]:
        partners = self.annex.partners.select_related("organisation").prefetch_related("gives", "receives")
        return super().context() | {"annex": self.annex, "meeting": self.annex.meeting_type, "partners": partners}


class AnnexTextPage(AnnexPage):
    """What the annex says besides what is filled in; written like the general part."""

    template_name = "documents/backroom/form.html"
    submit_label = gettext_lazy("Save text")
    saved: Text = gettext_lazy("The text of the annex is saved.")

    def title(self) -> str:
        return _("What does “%(title)s” say?") % {"title": self.annex.title}

    def form(self, data: Any = None) -> VersionForm:
        return annex_text_form(self.annex, data)

    def save(self, form: Any) -> None:
        viewer, version = self.request.viewer, form.expected_version
        edit_annex_text(self.annex, viewer=viewer, expected_version=version, blocks=form.blocks)

    def back_url(self) -> str:
        return self.own_url()


class RemoveAnnexPage(AnnexPage):
    template_name = "documents/backroom/confirm.html"
    submit_label = gettext_lazy("Remove annex")
    saved: Text = gettext_lazy("The annex is removed.")
    danger = True

    def title(self) -> str:
        return _("Remove annex “%(title)s”?") % {"title": self.annex.title}

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        remove_annex(self.annex, viewer=self.request.viewer, expected_version=form.expected_version)

    def context(self) -> dict[str, Any]:
        return super().context() | {"consequence": _("What was filled in here about this meeting goes with it.")}


class ChoosePartnerPage(AnnexPage):
    template_name = "documents/backroom/form.html"
    submit_label = gettext_lazy("Add participant")
    saved = ""
    chosen = ""

    def title(self) -> str:
        return _("Who takes part in “%(title)s”?") % {"title": self.annex.title}

    def form(self, data: Any = None) -> VersionForm:
        parties = Organisation.objects.filter(pk__in=self.version.parties.values("organisation_id"))
        free = parties.exclude(pk__in=self.annex.partners.values("organisation_id"))
        initial = {"version": self.version.version}
        return ChooseForm(data, initial=initial, label=_("Party"), queryset=free)

    def save(self, form: Any) -> None:
        organisation = form.cleaned_data["choice"]
        set_partner(
            self.annex,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            partner=PartnerFields(organisation),
        )
        self.chosen = organisation.key

    def back_url(self) -> str:
        return self.own_url()

    def done_url(self) -> str:
        return reverse("backroom:partner", args=[self.version.key, self.annex.meeting_type.key, self.chosen])


class PartnerPage(AnnexPage):
    template_name = "documents/backroom/partner.html"
    submit_label = gettext_lazy("Save participant")
    saved: Text = gettext_lazy("The participant is saved.")
    partner: AnnexPartner

    def title(self) -> str:
        return _("%(name)s at “%(title)s”") % {"name": self.partner.organisation, "title": self.annex.title}

    def find(self, version: Any) -> None:
        super().find(version)
        partners = self.annex.partners.select_related("organisation")
        found = partners.filter(organisation__key=self.kwargs["organisation"]).first()
        if found is None:
            raise Http404
        self.partner = found

    def form(self, data: Any = None) -> VersionForm:
        return PartnerForm(data, initial=partner_values(self.version, self.partner))

    def save(self, form: Any) -> None:
        set_partner(
            self.annex,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            partner=form.partner(self.partner.organisation),
        )

    def back_url(self) -> str:
        return self.own_url()

    def context(self) -> dict[str, Any]:
        return super().context() | {"partner": self.partner}


class RemovePartnerPage(PartnerPage):
    template_name = "documents/backroom/confirm.html"
    submit_label = gettext_lazy("Remove participant")
    saved: Text = gettext_lazy("The participant is removed.")
    danger = True

    def title(self) -> str:
        return _("Remove %(name)s from “%(title)s”?") % {"name": self.partner.organisation, "title": self.annex.title}

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        remove_partner(
            self.annex,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            organisation_id=self.partner.organisation_id,
        )

    def context(self) -> dict[str, Any]:
        return super().context() | {"consequence": _("It can share nothing at this meeting from then on.")}
