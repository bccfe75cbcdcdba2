"""How a page answers when something was refused, or when somebody else was first: nothing that was typed is lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from access.middleware import ViewerRequest
from documents.forms.fields import in_words
from documents.selectors.last_change import last_change
from workflows.refusals import StepRefused, Text, Unmet

CONFLICT, UNPROCESSABLE = 409, 422
# What a browser sends along with the words of a person.
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "version", "choice", "do", "statement", "step", "target", "revision"})


@dataclass(frozen=True)
class Refusal:
    """A refusal as `refusal.html` shows it."""

    heading: Text
    unmet: Sequence[Unmet]
    clause: Text
    back_url: str
    retry_url: str = ""
    kept: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Difference:
    """One field in which two texts differ; `field` is the reader's own, to edit once more."""

    field: BoundField
    mine: str
    theirs: str

    @property
    def name(self) -> str:
        return str(self.field.html_name)

    @property
    def label(self) -> Text:
        return self.field.label

    @property
    def sent_as(self) -> set[str]:
        """The names under which a browser sends it: a moment has a day and a time."""
        parts = getattr(self.field.field.widget, "widgets_names", [""])
        return {f"{self.name}{part}" for part in parts}


@dataclass(frozen=True)
class Conflict:
    """Two savers, as `stale.html` shows them; without differences there was nothing to type."""

    other_name: str
    at: datetime | None
    action_url: str
    back_url: str
    differences: Sequence[Difference]
    hidden: Sequence[tuple[str, str]]


def refused(
    request: ViewerRequest, refusal: StepRefused, *, back_url: str, form: BaseForm | None = None
) -> HttpResponse:
    """All that is unmet, with the text that was typed."""
    shown = Refusal(
        heading=_without_preamble(refusal.heading),
        unmet=refusal.unmet,
        clause=refusal.clause,
        back_url=back_url,
        retry_url=request.path,
        kept=typed_in(form) if form else (),
    )
    return render(request, "refusal.html", {"refusal": shown}, status=refusal.status)


def gone(request: ViewerRequest, heading: Text, *, back_url: str) -> HttpResponse:
    """What was being written about is not there any more: nothing to save to, but the words are kept."""
    unmet = [Unmet(_("Somebody else took this away while you were writing."))]
    sent = {name: values for name, values in request.POST.lists() if name not in NOT_TYPED}
    words = "\n\n".join(value for values in sent.values() for value in values if value.strip())
    kept = [(_("What you typed"), words)] if words else []
    shown = Refusal(heading, unmet, "", back_url, kept=kept)
    return render(request, "refusal.html", {"refusal": shown}, status=CONFLICT)


def stale(
    request: ViewerRequest, current: Any, *, back_url: str, mine: BaseForm | None = None, theirs: BaseForm | None = None
) -> HttpResponse:
    """Somebody was first: both texts beside each other, field by field."""
    by = last_change(current)
    differences = _compared(mine, theirs) if mine and theirs else []
    hidden = [("version", str(current.version)), *_sent_besides(request, differences)]
    conflict = Conflict(by.name, by.at, request.path, back_url, differences, hidden)
    return render(request, "stale.html", {"stale": conflict}, status=CONFLICT)


def changed_meanwhile(request: ViewerRequest, current: Any) -> None:
    """For a page that shows everything anew: say that it is not what was opened."""
    by = last_change(current).name
    messages.warning(
        request,
        _("%(name)s changed this while you had it open. Nothing was done. Look at it once more.") % {"name": by},
    )


def typed_in(form: BaseForm) -> list[tuple[str, str]]:
    """What somebody wrote or chose, by the label of its field."""
    return [(str(one.label), in_words(one)) for one in form if not one.is_hidden and one.value() not in (None, "", [])]


def _compared(mine: BaseForm, theirs: BaseForm) -> list[Difference]:
    pairs = [(own, in_words(own), in_words(theirs[own.name])) for own in mine if own.name != "version"]
    return [Difference(own, words, others) for own, words, others in pairs if words != others]


def _sent_besides(request: ViewerRequest, differences: Sequence[Difference]) -> Iterator[tuple[str, str]]:
    """What was sent and does not differ, to be sent once more."""
    asked = {"csrfmiddlewaretoken", "choice", "version"}.union(*(one.sent_as for one in differences))
    for name, values in request.POST.lists():
        if name not in asked:
            yield from ((name, str(value)) for value in values)


def _without_preamble(heading: Text) -> str:
    """`fire` says "This cannot be done now: …" itself; the page has a heading of its own around the step."""
    _before, colon, step = str(heading).partition(": ")
    return step if colon else str(heading)
