"""What only care writes beside a plan."""

from django.utils.translation import gettext_lazy as _

from workflows.forms import VersionForm, text_field


class CareForm(VersionForm):
    text = text_field(
        _("Care section"),
        rows=10,
        required=False,
        help_text=_(
            "Only members of the care circle of your organisation read this. It is not in the plan or its file."
        ),
    )
