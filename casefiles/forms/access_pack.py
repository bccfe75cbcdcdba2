"""What is asked to leave a passage out of an access pack."""

from django.utils.translation import gettext_lazy as _

from casefiles.forms.fields import radios
from casefiles.forms.person_rights import choices_of
from casefiles.models.access_pack import RemovalGround
from workflows.forms import VersionForm, text_field


class RemovalForm(VersionForm):
    passage = text_field(
        _("Which passage?"),
        rows=3,
        required=False,
        help_text=_("Copy it exactly from the text above. Empty: the whole item is left out."),
    )
    ground = radios(_("On which ground?"), choices_of(RemovalGround))
    explanation = text_field(_("Why is this left out?"), rows=3)
