"""What is asked of a page that was signed on paper: the scan, and the mark that is printed on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.actions.paper_page import MOST_BYTES, is_mark_of, kind_of
from documents.forms.steps import GIVE_A_REASON, TextHashForm
from documents.models.covenant import CovenantVersion
from workflows.forms import VersionForm, text_field

WHICH_FILES = _("Choose a PDF, PNG or JPEG file of 10 MB at most.")


class PaperPageForm(VersionForm):
    file = forms.FileField(
        label=_("Scan of the signed page"),
        help_text=WHICH_FILES,
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        error_messages={"required": WHICH_FILES, "empty": _("The file is empty.")},
    )
    mark = forms.CharField(
        label=_("Mark on the page"),
        help_text=_("Copy at least the first 8 signs of the mark (hash) that is printed on the page."),
        max_length=64,
        error_messages={"required": _("Copy the mark from the page.")},
    )

    def __init__(self, *args: Any, covenant: CovenantVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.covenant = covenant

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(WHICH_FILES)
        content: bytes = file.read()
        if kind_of(content) is None:
            raise forms.ValidationError(WHICH_FILES)
        return content

    def clean_mark(self) -> str:
        mark = str(self.cleaned_data["mark"])
        if not is_mark_of(self.covenant, mark):
            raise forms.ValidationError(
                _("This is not the mark of the text as it is now. The page was printed from another text.")
            )
        return mark


class RefusePageForm(TextHashForm):
    reason = text_field(_("Why is this page not right?"), rows=3, error_messages=GIVE_A_REASON)
