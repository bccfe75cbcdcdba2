"""What a report asks: own words first; nothing is required to keep a draft, everything to go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casefiles.actions.report import OnBehalf, ReportText
from casefiles.forms.fields import radios, with_organisation
from casefiles.models import Circle
from casefiles.models.report import Channel, ReportContent, ReportScope, Valence
from casefiles.selectors.circles import CircleChoice
from documents.models import DataCategory
from workflows.forms import VersionForm, chooser, text_field

NOT_HERE = _("This information is for a criminal investigation. Do not record it here. Contact the police.")
SCOPES = [(scope.value, capfirst(scope.label)) for scope in ReportScope]
SIGNED = [(Valence.POSITIVE, _("+ Positive")), (Valence.NEUTRAL, _("= Neutral")), (Valence.CONCERN, _("! Concern"))]
SPOKEN = [(channel.value, capfirst(channel.label)) for channel in (Channel.CALL, Channel.VOICEMAIL)]


@dataclass(frozen=True)
class Options:
    """What the writer may choose from here."""

    circles: Sequence[CircleChoice]
    categories: Sequence[DataCategory]
    people: Sequence[User]
    owner: User


class ReportForm(VersionForm):
    # Empty while nothing was kept yet.
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    scope = radios(_("What is it about?"), SCOPES)
    valence = radios(_("How is it going?"), SIGNED)
    story = text_field(
        _("Tell it in your own words"), rows=7, help_text=_("Good news is welcome too. Report it just as easily.")
    )
    data_category = forms.ModelChoiceField(
        label=_("What kind of data is this?"),
        queryset=DataCategory.objects.none(),
        to_field_name="identifier",
        empty_label=_("Choose a kind"),
        error_messages={"required": _("Choose a kind of data.")},
    )
    circle = radios(_("Who may see this?"), [])
    named = forms.ModelMultipleChoiceField(
        label=_("Whom do you name?"),
        help_text=_("Only when you chose “Only people whom I name”."),
        queryset=User.objects.none(),
        to_field_name="key",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    onward = forms.BooleanField(label=_("Who reads this may pass it on"), required=False)
    criminal = radios(_("Is this meant for a criminal investigation?"), [("no", _("No")), ("yes", _("Yes"))])

    def __init__(self, *args: Any, options: Options, draft: bool = False, **kwargs: Any) -> None:
        """`draft`: keep what is there, whatever is missing."""
        super().__init__(*args, **kwargs)
        self.options = options
        chooser(self, "circle").choices = [(one.value, one.words) for one in options.circles]
        self._offer("data_category", DataCategory.objects.filter(pk__in=[one.pk for one in options.categories]))
        chooser(self, "named").label_from_instance = with_organisation
        self._offer(
            "named", User.objects.filter(pk__in=[one.pk for one in options.people]).select_related("organisation")
        )
        if not options.people:
            del self.fields["named"]
        for field in self.fields.values() if draft else ():
            field.required = False

    def _offer(self, name: str, choices: Any) -> None:
        chooser(self, name).queryset = choices

    def clean_criminal(self) -> str:
        """Refused at entry, a draft as well: nothing of it is kept."""
        answer: str = self.cleaned_data["criminal"]
        if answer == "yes":
            raise forms.ValidationError(NOT_HERE)
        return answer

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("circle") == Circle.NAMED and not cleaned.get("named"):
            self.add_error("named", _("Name one or more people of the team."))
        return cleaned

    def text(self) -> ReportText:
        values = self.cleaned_data
        return ReportText(
            scope=values["scope"],
            valence=values["valence"],
            story=values["story"],
            data_category=values["data_category"],
            circle=values["circle"] or Circle.TEAM,
            onward=values["onward"],
            # Whoever names others stays among them: it is still their report.
            named=(*(values.get("named") or ()), self.options.owner) if values["circle"] == Circle.NAMED else (),
        )


class CallerForm(forms.Form):
    """Who phoned in, of the people in the team that this desk serves."""

    reporter = forms.ModelChoiceField(
        label=_("Who is calling?"),
        queryset=User.objects.none(),
        to_field_name="key",
        empty_label=_("Choose the caller"),
    )
    channel = radios(_("How did it come in?"), SPOKEN)

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = User.objects.filter(pk__in=[one.pk for one in people]).select_related("organisation")
        chooser(self, "reporter").queryset = rows
        chooser(self, "reporter").label_from_instance = with_organisation

    def on_behalf(self) -> OnBehalf:
        return OnBehalf(self.cleaned_data["reporter"], self.cleaned_data["channel"])


def told(report: ReportContent) -> dict[str, Any]:
    """A report as the form shows it; whether it is for an investigation is asked anew each time."""
    names = ("scope", "valence", "story", "data_category", "circle", "onward")
    return {name: getattr(report, name) for name in names} | {"named": list(report.named_people.all())}
