"""The pieces of a file that was read, a page at a time: what is each of them really?"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from documents.forms.imports import PiecesForm
from documents.selectors.import_parts import LABELS, PartPage, part_page
from documents.views.answers import CONFLICT, UNPROCESSABLE
from documents.views.backroom.import_bases import ReadingPage
from documents.views.crumbs import back_room_crumb


class CheckPartPage(ReadingPage):
    part: PartPage

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(self._form()) if self._find() else self.lost()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self._find():
            return self.lost()
        form = self._form(request.POST)
        if self.is_stale():
            return self.page(self._form(self.sent_anew()), status=CONFLICT)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        self._keep(form.chosen())
        if request.POST.get("do") == "next" and self.part.next:
            return redirect(self._url(self.part.next))
        return redirect("backroom:check_import", kind=kwargs["kind"], token=kwargs["token"])

    def _find(self) -> bool:
        if not self.read_again():
            return False
        found = part_page(self.reading, self.kwargs["part"], self.kwargs["number"])
        if found is None:
            raise Http404
        self.part = found
        return True

    def _form(self, data: Any = None) -> PiecesForm:
        return PiecesForm(data, pieces=self.part.pieces, choices=self.choices, version=self.counted)

    def _keep(self, chosen: dict[str, str]) -> None:
        changed = {name: value for name, value in chosen.items() if value != self.choices.get(name, "")}
        if any(name.startswith("block-") for name in changed):
            # Other headings may make other annexes: what was said of the third may not be said of the third any more.
            changed |= {name: "" for name in self.choices if name.startswith("annex-")}
        if changed:
            self.keep(changed)

    def _url(self, number: int) -> str:
        given = {name: self.kwargs[name] for name in ("kind", "token", "part")}
        return reverse("backroom:check_part", kwargs=given | {"number": number})

    def page(self, form: PiecesForm, *, status: int = 200) -> HttpResponse:
        check = reverse("backroom:check_import", args=[self.kwargs["kind"], self.kwargs["token"]])
        context = {
            "form": form,
            "heading": LABELS[self.part.part],
            "name": self.upload["name"],
            "part": self.part,
            "back_url": check,
            "crumbs": [back_room_crumb(), (_("What was understood"), check)],
        }
        return render(self.request, "documents/backroom/check_part.html", context, status=status)
