"""The files attached to an agreement in the making: add one, say what it is, read its text again, take it away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.querysets import ProtectedQuerySet
from documents.actions.attach import attach, describe_attachment, read_again, remove_attachment
from documents.attachment_owners import owner_kind_at, owner_kind_of
from documents.attachments.intake import take_in
from documents.attachments.refusals import FileRefused
from documents.forms.attachments import AttachForm, DescriptionForm
from documents.models.attachment import Attachment
from documents.models.covenant import CovenantVersion
from documents.selectors.covenant_page import signatures_at_stake
from documents.selectors.last_change import last_change
from documents.views.answers import CONFLICT, UNPROCESSABLE
from documents.views.backroom.bases import warning_of
from documents.views.editing import EditPage
from workflows.forms import VersionForm
from workflows.refusals import Text


class OfAnAgreement(EditPage):
    """For every kind of agreement; which one it is stands in the address."""

    def versions(self) -> ProtectedQuerySet[Any]:
        owner = owner_kind_at(self.kwargs["kind"])
        if owner is None:
            raise Http404
        versions: ProtectedQuerySet[Any] = owner.versions()
        return versions

    def start_url(self) -> str:
        return reverse(f"backroom:{owner_kind_of(self.version).kind}", args=[self.version.key])

    def context(self) -> dict[str, Any]:
        at_stake = signatures_at_stake(self.version) if isinstance(self.version, CovenantVersion) else 0
        return {"warning": warning_of(at_stake)}


class AttachPage(OfAnAgreement):
    heading = gettext_lazy("Which file do you attach?")
    submit_label = gettext_lazy("Attach file")
    saved = gettext_lazy("The file is attached.")

    def form(self, data: Any = None) -> VersionForm:
        files = None if data is None else self.request.FILES
        return AttachForm(data, files, initial={"version": self.version.version})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except FileRefused as refusal:
            return self._once_more(refusal.message, status=UNPROCESSABLE)

    def save(self, form: Any) -> None:
        chosen = form.cleaned_data["file"]
        attach(
            self.version,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            file=take_in(chosen.read(), name=chosen.name),
            description=form.cleaned_data["description"],
        )

    def stale(self, current: Any, form: VersionForm) -> HttpResponse:
        """A browser cannot be handed a file back: the words are kept, the file is chosen once more."""
        self.version = current
        said = _("%(name)s changed this agreement meanwhile. Look at it, and choose the file once more.")
        return self._once_more(said % {"name": last_change(current).name}, status=CONFLICT)

    def _once_more(self, problem: str, *, status: int) -> HttpResponse:
        data = self.request.POST.copy()
        if status == CONFLICT:
            data["version"] = str(self.version.version)
        form = self.form(data)
        form.add_error("file", problem)
        return self.page(form, status=status)


class OneAttachment(OfAnAgreement):
    attachment: Attachment

    def find(self, version: Any) -> None:
        attached = Attachment.objects.listed().visible_to(self.request.viewer)
        found = attached.filter(audience=version.audience_id, key=self.kwargs["attachment"]).first()
        if not isinstance(found, Attachment):
            raise Http404
        self.attachment = found


class DescribePage(OneAttachment):
    submit_label = gettext_lazy("Save description")
    saved: Text = gettext_lazy("The description is saved.")

    def title(self) -> str:
        return self.attachment.name

    def form(self, data: Any = None) -> VersionForm:
        initial = {"version": self.version.version, "description": self.attachment.description}
        return DescriptionForm(data, initial=initial)

    def save(self, form: Any) -> None:
        describe_attachment(
            self.attachment,
            self.version,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            description=form.cleaned_data["description"],
        )


class RemovePage(OneAttachment):
    template_name = "documents/backroom/confirm.html"
    submit_label = gettext_lazy("Remove file")
    saved: Text = gettext_lazy("The file is removed.")
    danger = True

    def title(self) -> str:
        return _("Remove file “%(name)s”?") % {"name": self.attachment.name}

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        remove_attachment(
            self.attachment, self.version, viewer=self.request.viewer, expected_version=form.expected_version
        )

    def context(self) -> dict[str, Any]:
        return super().context() | {"consequence": _("It cannot be undone: to have it back, attach it again.")}


class ReadAgainPage(OneAttachment):
    """No content changes by it, so it is open for a decided version as well, and knows no later version."""

    template_name = "documents/backroom/confirm.html"
    submit_label = gettext_lazy("Read text again")
    saved: Text = ""

    def is_open(self) -> bool:
        return True

    def title(self) -> str:
        return _("Read the text of “%(name)s” again?") % {"name": self.attachment.name}

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        read_again(self.attachment, viewer=self.request.viewer)

    def done_url(self) -> str:
        return self.attachment.get_absolute_url()

    def context(self) -> dict[str, Any]:
        return {"consequence": _("It may take half a minute. Afterwards you see how far its words can be found.")}
