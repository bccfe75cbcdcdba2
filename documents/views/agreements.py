"""Which covenants and matrices somebody may read, by where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from access.middleware import ViewerRequest
from documents.access import may_make
from documents.selectors.agreements import Agreement, covenants, matrices
from documents.selectors.standing_badges import Part, part_of
from workflows.refusals import Text

PARTS: tuple[tuple[Part, Text], ...] = (
    (Part.NOW, _("In force now")),
    (Part.IN_THE_MAKING, _("In the making")),
    (Part.OVER, _("No longer in force")),
)


@dataclass(frozen=True)
class Group:
    """One kind of agreement, cut by where each stands; parts without rows are left out."""

    name: str
    heading: Text
    parts: Sequence[tuple[Text, Sequence[Agreement]]]


@require_safe
def agreements(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    groups = [
        _group("covenants", _("Covenants"), covenants(viewer)),
        _group("matrices", _("Role matrices"), matrices(viewer)),
    ]
    context = {"groups": groups, "may_make": may_make(viewer)}
    return render(request, "documents/agreements.html", context)


def _group(name: str, heading: Text, rows: Sequence[Agreement]) -> Group:
    parts = [(label, [row for row in rows if part_of(row.standing) == part]) for part, label in PARTS]
    return Group(name, heading, [(label, found) for label, found in parts if found])
