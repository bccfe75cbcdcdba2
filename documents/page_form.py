"""The form in which a page is written: who was just a little later than somebody else is told, and keeps their text."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Revision


class PageForm(WagtailAdminPageForm):  # type: ignore[misc]
    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean()
        latest = self._latest()
        if latest and str(latest.pk) != self.data.get("loaded_revision_id", ""):
            raise ValidationError(_overtaken(latest), code="stale")
        if self.data.get("overwrite_revision_id"):
            # Wagtail's autosave writes over a revision; here every saved text stays.
            raise ValidationError(_("This cannot be saved like this. Open the page anew."), code="overwrite")
        return values

    def _latest(self) -> Revision | None:
        if self.instance.pk is None:
            return None
        return Revision.page_revisions.filter(object_id=str(self.instance.pk)).order_by("-created_at", "-id").first()


def _overtaken(latest: Revision) -> str:
    name = latest.user.get_full_name() if latest.user else _("Somebody else")
    return _(
        "%(name)s saved this page while you were writing. Nothing of yours is saved yet; your text stands below. "
        "Look at the other text in the history. If you save again, yours becomes the text; the other stays in the "
        "history."
    ) % {"name": name}
