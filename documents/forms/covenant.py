"""What is asked of a covenant: when and where it holds, who is party and who signs, what is agreed per meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Organisation, User
from documents.actions.edit_covenant import AnnexFields, CovenantFields, PartnerFields, PartyFields
from documents.admission import NotUnderstood, parse
from documents.forms.fields import choices_of, tick_list
from documents.models.covenant import CovenantKind, CovenantVersion
from documents.models.party import Annex, AnnexPartner, Party
from documents.models.purpose import DataCategory, MeetingType
from documents.paired_text import as_pairs, as_text
from workflows.forms import VersionForm, chooser, day_field, text_field

LONGEST_WINDING_DOWN = 3660
LONGEST_LINE = 500
NO_SUCH_DAY = {"invalid": _("Fill in an existing day.")}


class FieldsForm(VersionForm):
    title = forms.CharField(label=_("Title"), max_length=200, error_messages={"required": _("Fill in a title.")})
    kind = forms.ChoiceField(label=_("Kind of agreement"), choices=choices_of(CovenantKind))
    starts_on = day_field(_("Valid from"), required=False, error_messages=NO_SUCH_DAY)
    ends_on = day_field(
        _("Valid until"),
        required=False,
        help_text=_("The last day. Leave it empty when it has no end."),
        error_messages=NO_SUCH_DAY,
    )
    winding_down_days = forms.IntegerField(
        label=_("Winding-down term in days"),
        help_text=_("So long after the last day people read what they could read already."),
        min_value=0,
        max_value=LONGEST_WINDING_DOWN,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "ct-short"}),
        error_messages={"required": _("Fill in a number of days."), "invalid": _("Fill in a number of days.")},
    )
    territory = tick_list(_("Municipalities in which it holds"), Municipality.objects.all())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        return cleaned

    def covenant(self) -> CovenantFields:
        names = ("title", "kind", "starts_on", "ends_on", "winding_down_days")
        values = {name: self.cleaned_data[name] for name in names}
        return CovenantFields(**values, territory=tuple(self.cleaned_data["territory"]))


def field_values(version: CovenantVersion) -> dict[str, Any]:
    return {
        "version": version.version,
        "title": version.covenant.title,
        "kind": version.covenant.kind,
        "starts_on": version.starts_on,
        "ends_on": version.ends_on,
        "winding_down_days": version.winding_down_days,
        "territory": list(version.territory.all()),
    }


class ChooseForm(VersionForm):
    """One of a list, to go on with."""

    def __init__(self, *args: Any, label: Any, queryset: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"] = forms.ModelChoiceField(
            label=label,
            queryset=queryset,
            to_field_name="key",
            widget=forms.RadioSelect,
            empty_label=None,
            error_messages={"required": _("Choose one of these.")},
        )


class PartyForm(VersionForm):
    required = forms.BooleanField(label=_("The covenant does not begin without this party"), required=False)
    signatory = forms.ModelChoiceField(
        label=_("Who signs?"),
        help_text=_("A person of this organisation who has an account. Leave it open for who signs on paper."),
        queryset=User.objects.none(),
        to_field_name="key",
        empty_label=_("Not known yet"),
        required=False,
    )
    mandate = forms.CharField(
        label=_("By which mandate?"),
        help_text=_(
            "For instance: mayor, or director by decision of 3 March 2026. Who signs on paper is named here too."
        ),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        people = User.objects.filter(organisation=organisation, is_active=True)
        chooser(self, "signatory").queryset = people

    def party(self) -> PartyFields:
        values = self.cleaned_data
        return PartyFields(self.organisation, values["required"], values["signatory"], values["mandate"].strip())


def party_values(party: Party) -> dict[str, Any]:
    return {
        "version": party.version.version,
        "required": party.required,
        "signatory": party.signatory.key if party.signatory else "",
        "mandate": party.mandate,
    }


class AnnexForm(VersionForm):
    title = forms.CharField(label=_("Title"), max_length=200, error_messages={"required": _("Fill in a title.")})
    purpose = text_field(_("Purpose"), rows=3, required=False, help_text=_("Needed before anyone can sign."))
    target_group = text_field(_("Target group"), rows=3, required=False)
    legal_basis = text_field(_("Legal basis"), rows=3, required=False, help_text=_("Needed before anyone can sign."))
    criteria = text_field(
        _("Admission criteria"),
        rows=8,
        required=False,
        help_text=_("One question a paragraph. What stands on the lines below it explains the question."),
    )
    admission = forms.CharField(
        label=_("Which criteria must be met?"),
        help_text=_(
            "By number, for instance: 1 and 2 and (3 or 4). Name each criterion. Empty: all of them must be met."
        ),
        max_length=300,
        required=False,
    )
    deviations = text_field(
        _("Deviating agreements"),
        rows=6,
        required=False,
        help_text=_("One a paragraph: first the article from which you depart, below it what you agree instead."),
    )

    def clean_criteria(self) -> str:
        return _short_enough(self.cleaned_data["criteria"])

    def clean_deviations(self) -> str:
        return _short_enough(self.cleaned_data["deviations"])

    def clean_admission(self) -> str:
        """Kept in one form, so that the same rule is the same text."""
        typed: str = self.cleaned_data["admission"].strip()
        if not typed:
            return ""
        try:
            return str(parse(typed, count=len(as_pairs(self.cleaned_data.get("criteria", "")))))
        except NotUnderstood as problem:
            raise forms.ValidationError(
                _("This rule was not understood. Name each criterion, and put brackets where “and” meets “or”.")
            ) from problem

    def annex(self, meeting_type: MeetingType, partners: tuple[PartnerFields, ...]) -> AnnexFields:
        words = {name: self.cleaned_data[name].strip() for name in ("title", "purpose", "target_group", "legal_basis")}
        criteria, deviations = (as_pairs(self.cleaned_data[name]) for name in ("criteria", "deviations"))
        rule = self.cleaned_data["admission"]
        return AnnexFields(
            meeting_type, **words, partners=partners, criteria=criteria, admission=rule, deviations=deviations
        )


def annex_values(annex: Annex) -> dict[str, Any]:
    words = {name: getattr(annex, name) for name in ("title", "purpose", "target_group", "legal_basis")}
    lists = {
        "criteria": as_text((one.question, one.explanation) for one in annex.criteria.all()),
        "deviations": as_text((one.clause, one.agreed) for one in annex.deviations.all()),
    }
    return {"version": annex.version.version, "admission": annex.admission} | words | lists


def _short_enough(text: str) -> str:
    """The first line of a paragraph is a heading, and has a limit."""
    if any(len(first) > LONGEST_LINE for first, _rest in as_pairs(text)):
        raise forms.ValidationError(
            _("The first line of a paragraph has at most %(most)s signs. Put the rest on the lines below it."),
            params={"most": LONGEST_LINE},
        )
    return text


class PartnerForm(VersionForm):
    gives = tick_list(_("Data that it gives"), DataCategory.objects.all(), to_field_name="identifier")
    receives = tick_list(_("Data that it receives"), DataCategory.objects.all(), to_field_name="identifier")

    def partner(self, organisation: Organisation) -> PartnerFields:
        values = self.cleaned_data
        return PartnerFields(organisation, tuple(values["gives"]), tuple(values["receives"]))


def partner_values(version: CovenantVersion, partner: AnnexPartner) -> dict[str, Any]:
    return {
        "version": version.version,
        "gives": list(partner.gives.all()),
        "receives": list(partner.receives.all()),
    }


def partners_of(annex: Annex) -> tuple[PartnerFields, ...]:
    """Who sits at the meeting now: kept when the words of the annex change."""
    rows = annex.partners.select_related("organisation").prefetch_related("gives", "receives")
    return tuple(PartnerFields(one.organisation, tuple(one.gives.all()), tuple(one.receives.all())) for one in rows)
