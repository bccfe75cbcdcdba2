"""Which actions of all plans are shown: whose, and how far."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casefiles.selectors.action_list import HOW, WHOSE


class ActionFilter(forms.Form):
    whose = forms.ChoiceField(label=_("Whose actions?"), choices=list(WHOSE.items()), required=False)
    how = forms.ChoiceField(label=_("How far?"), choices=list(HOW.items()), required=False)
