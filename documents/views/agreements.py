"""Which covenants, matrices and protocols somebody may read, by where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from access.middleware import ViewerRequest
from documents.access import may_make
from documents.selectors.agreements import Agreement, covenants, matrices, protocols, with_news
from documents.views.parts import in_parts
from workflows.refusals import Text


@dataclass(frozen=True)
class Group:
    """One kind of agreement in one table, cut by where each stands; parts without rows are left out."""

    name: str
    heading: Text
    parts: Sequence[tuple[Text, Sequence[Agreement]]]


@require_safe
def agreements(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    kinds = [
        ("covenants", _("Covenants"), covenants(viewer)),
        ("matrices", _("Role matrices"), matrices(viewer)),
        ("protocols", _("Protocols"), protocols(viewer)),
    ]
    groups = [Group(name, heading, in_parts(with_news(rows, viewer=viewer))) for name, heading, rows in kinds]
    context = {"groups": groups, "may_make": may_make(viewer)}
    return render(request, "documents/agreements.html", context)
