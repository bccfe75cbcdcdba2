"""What is asked of a page that was signed on paper: the scan, and the mark that is printed on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.actions.paper_page import is_mark_of
from documents.attachments.intake import MB, Intake, check_size, most_bytes, take_in_scan
from documents.attachments.refusals import FileRefused
from documents.forms.steps import GIVE_A_REASON, TextHashForm
from documents.models.covenant import CovenantVersion
from workflows.forms import VersionForm, text_field


class PaperPageForm(VersionForm):
    file = forms.FileField(
        label=_("Scan of the signed page"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
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
        limit = most_bytes() // MB
        self.fields["file"].help_text = gettext("A PDF, PNG or JPEG, %(limit)s MB at most.") % {"limit": limit}

    def clean_file(self) -> Intake:
        file = self.cleaned_data["file"]
        try:
            check_size(file.size)
            return take_in_scan(file.read())
        except FileRefused as refused:
            raise forms.ValidationError(refused.message) from refused

    def clean_mark(self) -> str:
        mark = str(self.cleaned_data["mark"])
        if not is_mark_of(self.covenant, mark):
            raise forms.ValidationError(
                _("This is not the mark of the text as it is now. The page was printed from another text.")
            )
        return mark


class RefusePageForm(TextHashForm):
    reason = text_field(_("Why is this page not right?"), rows=3, error_messages=GIVE_A_REASON)
