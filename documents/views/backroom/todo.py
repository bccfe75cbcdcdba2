"""What the project leader does next, agreement by agreement, and the way to all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.middleware import ViewerRequest
from documents.access import may_make
from documents.selectors.agreements import Agreement, covenants, matrices, protocols
from documents.selectors.next_steps import NextStep, next_steps
from documents.views.parts import in_parts
from workflows.steps import step_by_id


@dataclass(frozen=True)
class Todo:
    """What one agreement needs; without a key, the agreement is still to be made."""

    kind: str
    title: str
    about: Agreement | None
    url: str
    needs: Sequence[NextStep]
    step_url: str
    step_label: object
    primary: bool = False


@require_safe
def todo(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    if not may_make(viewer):
        raise Http404
    rows = [*covenants(viewer), *matrices(viewer), *protocols(viewer)]
    known = {row.key: row for row in rows}
    grouped = groupby(next_steps(viewer), key=lambda one: (one.kind, one.key))
    found = [_todo(kind, known.get(key), list(needs)) for (kind, key), needs in grouped]
    main = next((one for one in found if one.step_url), None)
    context = {
        "todos": [replace(one, primary=one is main) for one in found],
        "parts": in_parts(rows),
    }
    return render(request, "documents/backroom/todo.html", context)


def _todo(kind: str, about: Agreement | None, needs: list[NextStep]) -> Todo:
    if about is None:
        return Todo(kind, "", None, reverse("backroom:upload", args=[PATHS[kind]]), needs, "", "")
    ready = next((one.step for one in needs if one.step), "")
    step = step_by_id(ready) if ready else None
    return Todo(
        kind=kind,
        title=about.title,
        about=about,
        url=reverse(f"backroom:{kind}", args=[about.key]),
        needs=needs,
        step_url=reverse(f"documents:{kind}_step", args=[about.key, step.method]) if step else "",
        step_label=step.label if step else "",
    )


# Kinds as they stand in an address.
PATHS = {"covenant": "convenant", "matrix": "matrix"}
