"""What is asked when a Word file comes in: the file itself, and what to call it once it was understood."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.forms.fields import choices_of
from documents.models.covenant import CovenantKind


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Word file"),
        help_text=_("A .docx file without a password. Nothing is saved until you have seen what was understood."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Choose a Word file."), "empty": _("The file is empty.")},
    )


class NameForm(forms.Form):
    """What the matrix is called."""

    title = forms.CharField(label=_("Title"), max_length=200, error_messages={"required": _("Fill in a title.")})
    kind = forms.ChoiceField(label=_("Kind of agreement"), choices=choices_of(CovenantKind))

    def __init__(self, *args: object, covenant: bool, **kwargs: object) -> None:
        """Only a covenant has a kind."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not covenant:
            del self.fields["kind"]
