"""What the journal can be narrowed to."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from casefiles.models.report import Valence
from casefiles.selectors.journal import NEWEST, OLDEST
from workflows.forms import chooser, day_field


class JournalFilter(forms.Form):
    valence = forms.ChoiceField(label=_("How it goes"), required=False)
    organisation = forms.ModelChoiceField(
        label=_("From"), queryset=Organisation.objects.none(), required=False, to_field_name="key", empty_label=_("All")
    )
    from_day = day_field(_("From day"), required=False)
    until_day = day_field(_("Up to and including"), required=False)
    order = forms.ChoiceField(
        label=_("Order"), required=False, choices=[(NEWEST, _("Newest first")), (OLDEST, _("Oldest first"))]
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser(self, "organisation").queryset = organisations
        choices = [("", _("All")), *((one.value, capfirst(one.label)) for one in Valence)]
        chooser(self, "valence").choices = choices
