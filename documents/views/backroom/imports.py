"""Importing Word: upload, see what was understood and what was not, correct it, and only then save."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from documents.actions import pending
from documents.actions.import_covenant import recognise, save_covenant
from documents.actions.import_matrix import save_matrix
from documents.actions.import_protocol import save_protocol
from documents.actions.upload import Upload
from documents.forms.imports import NONE, CheckForm, CovenantCheckForm, MatrixCheckForm, UploadForm
from documents.selectors.followed import may_be_followed
from documents.selectors.import_parts import LABELS, pieces_of
from documents.selectors.import_report import import_report
from documents.views.answers import CONFLICT, UNPROCESSABLE, refused
from documents.views.backroom.import_bases import ImportPage, ReadingPage
from documents.views.crumbs import back_room_crumb
from documents.word.corrections import corrected_covenant, corrected_matrix, corrected_protocol
from documents.word.limits import MAX_FILE
from documents.word.matrix_shapes import MatrixImport
from documents.word.protocol_shapes import ProtocolImport
from documents.word.refusals import WordRefused
from workflows.refusals import StepRefused


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
        token = self.lay_aside(content, name=file.name)
        return redirect("backroom:check_import", kind=kwargs["kind"], token=token)

    def page(self, form: UploadForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "kind": self.kind, "crumbs": [back_room_crumb()], "back_url": reverse("backroom:todo")}
        return render(self.request, "documents/backroom/upload.html", context, status=status)


class CheckPage(ReadingPage):
    """All of it at a glance, with the way to its pieces; here it gets its names, and is saved."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(self._form()) if self.read_again() else self.lost()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        press, _colon, part = request.POST.get("do", "").partition(":")
        if press == "drop":
            pending.drop(self.upload)
            self.forget()
            return redirect("backroom:todo")
        if not self.read_again():
            return self.lost()
        form = self._form(request.POST)
        if self.is_stale():
            return self.page(self._form(self.sent_anew()), status=CONFLICT)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        self.keep(form.chosen())
        if press == "part":
            return redirect("backroom:check_part", kind=kwargs["kind"], token=kwargs["token"], part=part, number=1)
        return self._saved(form)

    def _saved(self, form: CheckForm) -> HttpResponse:
        try:
            version = self._save(form)
        except StepRefused as refusal:
            return refused(self.request, refusal, back_url=reverse("backroom:todo"), form=form)
        pending.drop(self.upload)
        self.forget()
        messages.success(self.request, _("It is saved as a draft. Only project leaders see it."))
        return redirect(f"backroom:{self.kind}", key=version.key)

    def _form(self, data: Any = None) -> CheckForm:
        found = Upload(b"", self.upload["name"]).titled(self.reading.title)
        asked: dict[str, Any] = {
            "choices": {"title": found, "kind": Upload.kind} | self.choices,
            "version": self.counted,
            "followed": list(may_be_followed(self.kind, self.request.viewer)),
        }
        if isinstance(self.reading, MatrixImport):
            return MatrixCheckForm(self.reading, data, **asked)
        if isinstance(self.reading, ProtocolImport):
            return CheckForm(data, **asked)
        corrected = corrected_covenant(self.reading, self.choices)
        return CovenantCheckForm(corrected, recognise(corrected), data, **asked)

    def _save(self, form: CheckForm) -> Any:
        values = form.cleaned_data
        named = Upload(
            self.content, self.upload["name"], values["title"], values.get("kind") or Upload.kind, form.next_of()
        )
        viewer = self.request.viewer
        if isinstance(self.reading, ProtocolImport):
            return save_protocol(corrected_protocol(self.reading, self.choices), upload=named, viewer=viewer)
        if isinstance(self.reading, MatrixImport):
            matrix = corrected_matrix(self.reading, self.choices)
            chosen = (self.choices.get(f"role-{place}") for place in matrix.sources)
            roles = [{"": None, NONE: ""}.get(role, role) if role is not None else None for role in chosen]
            return save_matrix(matrix.reading, upload=named, viewer=viewer, roles=roles)
        corrected = corrected_covenant(self.reading, self.choices)
        return save_covenant(corrected, upload=named, viewer=viewer, choices=self.choices)

    def page(self, form: CheckForm, *, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "kind": self.kind,
            "name": self.upload["name"],
            "report": import_report(self._corrected(), self.choices),
            "parts": [(part, label, len(pieces_of(self.reading, part))) for part, label in LABELS.items()],
            "crumbs": [back_room_crumb()],
        }
        return render(self.request, "documents/backroom/check_import.html", context, status=status)

    def _corrected(self) -> Any:
        if isinstance(self.reading, MatrixImport):
            return corrected_matrix(self.reading, self.choices).reading
        if isinstance(self.reading, ProtocolImport):
            return corrected_protocol(self.reading, self.choices)
        return corrected_covenant(self.reading, self.choices)
