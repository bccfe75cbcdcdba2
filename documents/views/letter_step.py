"""Taking one step of a letter template: for who makes them, and a 404 for everybody else."""

from typing import Any

from django.http import Http404, HttpRequest

from access.querysets import ProtectedQuerySet
from documents.access import may_make
from documents.models.letter import LetterVersion
from documents.views.steps import StepPage


class LetterStep(StepPage):
    machine = "letter"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_make(self.request.viewer):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def versions(self) -> ProtectedQuerySet[LetterVersion]:
        return LetterVersion.objects.select_related("template")
