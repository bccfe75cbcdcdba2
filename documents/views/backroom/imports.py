"""Importing Word: upload, see what was understood and what was not, and only then save."""

import secrets
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from access.middleware import ViewerRequest
from documents.access import may_make
from documents.actions import pending
from documents.actions.import_covenant import save_covenant
from documents.actions.import_matrix import save_matrix
from documents.actions.import_protocol import save_protocol
from documents.actions.upload import Upload
from documents.forms.imports import NameForm, UploadForm
from documents.selectors.import_report import import_report
from documents.storage import FileDamaged
from documents.views.answers import UNPROCESSABLE, refused
from documents.views.crumbs import back_room_crumb
from documents.word.limits import MAX_FILE
from documents.word.matrix_shapes import MatrixImport
from documents.word.protocol_shapes import ProtocolImport
from documents.word.refusals import WordRefused
from documents.word.untrusted import Import, Kind, read_untrusted
from workflows.refusals import StepRefused

KINDS: dict[str, Kind] = {"convenant": "covenant", "matrix": "matrix", "protocol": "protocol"}
SESSION = "imports"
# Files that one person has open at a time; the oldest makes room.
MOST_OPEN = 5


class ImportPage(View):
    """For project leaders; which kind of agreement it is stands in the address."""

    http_method_names = ["get", "post", "head"]
    request: ViewerRequest
    kind: Kind

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_make(self.request.viewer) or kwargs["kind"] not in KINDS:
            raise Http404
        self.kind = KINDS[kwargs["kind"]]
        return super().dispatch(request, *args, **kwargs)

    def read(self, content: bytes) -> Import:
        return read_untrusted(content, self.kind)


class UploadPage(ImportPage):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(UploadForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        file = form.cleaned_data["file"]
        try:
            if file.size > MAX_FILE:
                raise WordRefused("too_big")
            content = file.read()
            self.read(content)
        except WordRefused as refusal:
            form.add_error("file", refusal.message)
            return self.page(form, status=UNPROCESSABLE)
        token = self._lay_aside(content, name=file.name)
        return redirect("backroom:check_import", kind=kwargs["kind"], token=token)

    def _lay_aside(self, content: bytes, *, name: str) -> str:
        token = secrets.token_urlsafe(9)
        opened = dict(self.request.session.get(SESSION, {}))
        while len(opened) >= MOST_OPEN:
            pending.drop(opened.pop(next(iter(opened))))
        opened[token] = pending.hold(content) | {"name": name, "kind": self.kind}
        self.request.session[SESSION] = opened
        return token

    def page(self, form: UploadForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "kind": self.kind, "crumbs": [back_room_crumb()], "back_url": reverse("backroom:todo")}
        return render(self.request, "documents/backroom/upload.html", context, status=status)


class CheckPage(ImportPage):
    """What was understood, from the file that waits in private storage; only its uploader has the way to it."""

    upload: dict[str, Any]
    content: bytes
    reading: Import

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = request.session.get(SESSION, {}).get(kwargs["token"])
        if found is None or KINDS.get(kwargs["kind"]) != found["kind"]:
            raise Http404
        self.upload = found
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self._read_again():
            return redirect("backroom:upload", kind=kwargs["kind"])
        return self.page(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("do") == "drop":
            self._forget(kwargs["token"])
            return redirect("backroom:todo")
        if not self._read_again():
            return redirect("backroom:upload", kind=kwargs["kind"])
        form = self._form(request.POST)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        try:
            version = self._save(form)
        except StepRefused as refusal:
            return refused(self.request, refusal, back_url=reverse("backroom:todo"), form=form)
        self._forget(kwargs["token"])
        messages.success(request, _("It is saved as a draft. Only project leaders see it."))
        return redirect(f"backroom:{self.kind}", key=version.key)

    def _read_again(self) -> bool:
        """The same bytes give the same reading; a file that waited too long is asked for once more."""
        try:
            self.content = pending.held(self.upload)
            self.reading = self.read(self.content)
        except (FileDamaged, WordRefused):
            messages.info(self.request, _("The file is no longer here. Choose it again."))
            return False
        return True

    def _form(self, data: Any = None) -> NameForm:
        found = Upload(b"", self.upload["name"]).titled(self.reading.title)
        initial = {"title": found, "kind": Upload.kind}
        return NameForm(data, initial=initial, covenant=self.kind == "covenant")

    def _save(self, form: NameForm) -> Any:
        named = Upload(self.content, self.upload["name"], **form.cleaned_data)
        viewer = self.request.viewer
        if isinstance(self.reading, MatrixImport):
            return save_matrix(self.reading, upload=named, viewer=viewer)
        if isinstance(self.reading, ProtocolImport):
            return save_protocol(self.reading, upload=named, viewer=viewer)
        return save_covenant(self.reading, upload=named, viewer=viewer)

    def _forget(self, token: str) -> None:
        pending.drop(self.upload)
        opened = dict(self.request.session.get(SESSION, {}))
        opened.pop(token, None)
        self.request.session[SESSION] = opened

    def page(self, form: BaseForm, *, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "kind": self.kind,
            "name": self.upload["name"],
            "report": import_report(self.reading),
            "crumbs": [back_room_crumb()],
        }
        return render(self.request, "documents/backroom/check_import.html", context, status=status)
