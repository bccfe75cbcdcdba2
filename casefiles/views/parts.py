"""What pages are made of that are facts, tables and forms, and nothing of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page
from django.forms import BaseForm
from django.http import HttpResponse

from access.middleware import ViewerRequest
from casefiles.models import Case
from casefiles.selectors.confirm import Fact
from casefiles.selectors.frame import case_frame
from casefiles.views.answers import show
from workflows.refusals import Text

Link = tuple[Text, str]
Cell = Text | tuple[Text, str]


@dataclass(frozen=True)
class Line:
    """One row of `components/table.html`."""

    head: Text
    cells: Sequence[Cell]
    url: str = ""


@dataclass(frozen=True)
class Table:
    caption: Text
    columns: Sequence[Text]
    rows: Sequence[Line]
    hide_caption: bool = True
    empty: Text = ""


@dataclass(frozen=True)
class Section:
    """A heading, with what stands below it; `empty` in place of a table without rows."""

    heading: Text
    name: str
    text: Text = ""
    words: Sequence[tuple[Text, Text]] = ()
    facts: Sequence[Fact] = ()
    table: Table | None = None
    empty: Text = ""
    links: Sequence[Link] = ()
    # Of the table, where it is long.
    page: Page[Any] | None = None


@dataclass(frozen=True)
class Leaf:
    """A page: what it is called, what it says first, its parts."""

    heading: Text
    lead: Text = ""
    facts: Sequence[Fact] = ()
    sections: Sequence[Section] = ()
    steps: Sequence[Any] = ()
    links: Sequence[Link] = ()
    case: Case | None = None
    tab: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def show_leaf(request: ViewerRequest, leaf: Leaf) -> HttpResponse:
    return show(request, "casefiles/leaf.html", {"leaf": leaf, **_frame(request, leaf), **leaf.more})


def show_form(request: ViewerRequest, leaf: Leaf, form: BaseForm, *, button: Text) -> HttpResponse:
    """A form below what it concerns; the way back is the page's first link."""
    context = {"leaf": leaf, "form": form, "submit_label": button, "cancel_url": leaf.links[0][1], **leaf.more}
    return show(request, "casefiles/leaf_form.html", {**context, **_frame(request, leaf)}, forms=[form])


def _frame(request: ViewerRequest, leaf: Leaf) -> dict[str, Any]:
    """In the frame of the case for who is in it; for others the page stands alone."""
    if leaf.case is None or not Case.objects.visible_to(request.viewer).filter(pk=leaf.case.pk).exists():
        return {"above": "base.html"}
    frame = case_frame(leaf.case, viewer=request.viewer, tab=leaf.tab, primary=False)
    return {"above": "base_case.html", "case_frame": frame}
