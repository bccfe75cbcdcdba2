"""What somebody asked and saved, the pieces of one question, and how its last word could end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from casustafel.portal.selectors.choices import FACETS, as_fields, choices_of, chosen_parts, in_words
from search.actions.alert import still_seen
from search.advice import Advice, Offer
from search.analysis.tokens import tokenise
from search.models import Question
from search.query import Piece, Query, pieces, without
from workflows.refusals import Text

RECENT = 10
# Of what is new in a saved search, as many are looked at to say that there is something new.
LOOKED_AT = 20
# What is left out of a period is the other side of it, and says so by itself.
PERIODS: Mapping[str, Text] = {"since": gettext_lazy("From"), "until": gettext_lazy("Up to and including")}
PIECES = {**FACETS, **PERIODS}


@dataclass(frozen=True)
class Chip:
    """One piece of a question or one choice; its number takes it away."""

    label: str
    number: int
    understood: bool = True


@dataclass(frozen=True)
class Asked:
    """A question in a list."""

    key: str
    text: str
    choices: str
    name: str = ""
    alert: bool = False
    new: bool = False


@dataclass(frozen=True)
class Kept:
    """What the search page shows before anything is asked."""

    recent: Sequence[Asked]
    saved: Sequence[Asked]


@dataclass(frozen=True)
class ShownOffer:
    """Another question that finds something, ready to be sent."""

    offer: Offer
    fields: Sequence[tuple[str, str]]


def chips_of(question: Question) -> list[Chip]:
    """In one row: the words as they were understood, in the order typed, then what was chosen."""
    words = [(_said(piece), piece.understood) for piece in pieces(question.text)]
    chosen = [(label, True) for label, _left in chosen_parts(question.choices)]
    return [Chip(label, number, understood) for number, (label, understood) in enumerate([*words, *chosen])]


def without_chip(question: Question, number: int) -> tuple[str, Mapping[str, Any]]:
    """Text and choices without the chip of this number; a number that no chip has takes nothing away."""
    words = len(pieces(question.text))
    if number < words:
        return without(question.text, number), question.choices
    chosen = chosen_parts(question.choices)
    left = chosen[number - words][1] if number - words < len(chosen) else question.choices
    return question.text, left


def kept_of(viewer: Viewer) -> Kept:
    """The last ten questions, each once whatever was chosen beside it, and all that was saved."""
    own = Question.objects.visible_to(viewer)
    last = {one.text: one for one in reversed(own.recent().defer("seen", "told"))}
    recent = sorted(last.values(), key=lambda one: one.asked_at, reverse=True)[:RECENT]
    saved = list(own.saved().defer("seen"))
    told = {one.pk: one.told[:LOOKED_AT] for one in saved if one.alert_at}
    seen = still_seen(viewer, {id for ids in told.values() for id in ids})
    return Kept(
        recent=[_asked(one) for one in recent],
        saved=[_asked(one, new=not seen.isdisjoint(told.get(one.pk, ()))) for one in saved],
    )


def offers_of(advice: Advice) -> dict[str, list[ShownOffer]]:
    return {
        "fewer": [_shown(one) for one in advice.fewer],
        "spelling": [_shown(one) for one in advice.spelling],
        "wider": [_shown(advice.wider)] if advice.wider else [],
    }


def completions(text: str, words: Iterable[str]) -> list[str]:
    """What would be asked: the text with its last word completed."""
    typed = tokenise(text)
    before = text[: typed[-1][1].start()] if typed else text
    return [f"{before}{word}" for word in words]


def everything_of(viewer: Viewer) -> list[dict[str, Any]]:
    """All that is kept of somebody's searching, for themselves."""
    return [
        {
            "text": one.text,
            "choices": one.choices,
            "asked_at": one.asked_at.isoformat(),
            "name": one.name,
            "alert": one.alert_at is not None,
            "seen": one.seen,
            "new": one.told,
        }
        for one in Question.objects.visible_to(viewer).order_by("asked_at", "pk")
    ]


def _said(piece: Piece) -> str:
    """A piece of a question in the words of the page."""
    said = f"{PIECES[piece.kind]}: {piece.text}" if piece.understood and piece.kind in PIECES else piece.text
    said = f"“{said}”" if piece.kind == "phrase" else said
    return _("not: %(words)s") % {"words": said} if piece.left_out and piece.kind not in PERIODS else said


def _asked(question: Question, *, new: bool = False) -> Asked:
    return Asked(
        key=question.key,
        text=question.text,
        choices=in_words(question.choices),
        name=question.name,
        alert=question.alert_at is not None,
        new=new,
    )


def _shown(offer: Offer) -> ShownOffer:
    query: Query = offer.query
    return ShownOffer(offer, [("q", query.text), *as_fields(choices_of(query))])
