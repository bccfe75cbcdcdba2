"""What the pages of an import have in common: who comes here, the file that waits, and what was chosen so far."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import View

from access.middleware import ViewerRequest
from documents.access import may_make
from documents.actions import pending
from documents.storage import FileDamaged
from documents.word.refusals import WordRefused
from documents.word.untrusted import Import, Kind, read_untrusted

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

    def lay_aside(self, content: bytes, *, name: str) -> str:
        token = secrets.token_urlsafe(9)
        opened = dict(self.request.session.get(SESSION, {}))
        while len(opened) >= MOST_OPEN:
            pending.drop(opened.pop(next(iter(opened))))
        opened[token] = pending.hold(content) | {"name": name, "kind": self.kind}
        self.request.session[SESSION] = opened
        return token


class ReadingPage(ImportPage):
    """About one file that waits in private storage; only its uploader has the way to it.

    `choices` are what its importer corrected, by the names of `documents.word.corrections`; `counted` goes up with
    every change of them, so that two windows do not undo each other.
    """

    upload: dict[str, Any]
    content: bytes
    reading: Import

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = request.session.get(SESSION, {}).get(kwargs["token"])
        if found is None or KINDS.get(kwargs["kind"]) != found["kind"]:
            raise Http404
        self.upload = found
        return super().dispatch(request, *args, **kwargs)

    @property
    def choices(self) -> dict[str, str]:
        found: dict[str, str] = self.upload.get("choices", {})
        return found

    @property
    def counted(self) -> int:
        return int(self.upload.get("counted", 0))

    def read_again(self) -> bool:
        """The same bytes give the same reading; a file that waited too long is asked for once more."""
        try:
            self.content = pending.held(self.upload)
            self.reading = self.read(self.content)
        except (FileDamaged, WordRefused):
            messages.info(self.request, _("The file is no longer here. Choose it again."))
            return False
        return True

    def lost(self) -> HttpResponse:
        return redirect("backroom:upload", kind=self.kwargs["kind"])

    def is_stale(self) -> bool:
        return self.request.POST.get("version") != str(self.counted)

    def sent_anew(self) -> QueryDict:
        """What was sent, to look at once more on the page as it is now; says why."""
        messages.warning(self.request, _("You changed this in another window. Look at it once more: nothing is lost."))
        data = self.request.POST.copy()
        data["version"] = str(self.counted)
        return data

    def keep(self, chosen: dict[str, str]) -> None:
        self._write(self.upload | {"choices": self.choices | chosen, "counted": self.counted + 1})

    def forget(self) -> None:
        self._write(None)

    def _write(self, upload: dict[str, Any] | None) -> None:
        opened = dict(self.request.session.get(SESSION, {}))
        opened.pop(self.kwargs["token"], None)
        if upload is not None:
            opened[self.kwargs["token"]] = self.upload = upload
        self.request.session[SESSION] = opened
