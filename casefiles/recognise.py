"""By what could somebody be recognised in a text that should not name them?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Organisation, User

# Parts of names that are words as well.
PARTICLES = {"van", "de", "den", "der", "het", "ten", "ter", "op", "in", "el", "la", "le", "von", "bij", "aan"}
SHORTEST = 3
TELLING = (
    (re.compile(r"\b\d{1,2}[-/. ](?:\d{1,2}|[a-z]+)[-/. ]\d{2,4}\b", re.I), _("a date")),
    (re.compile(r"\b[\w.+-]+@[\w-]+\.\w+"), _("a mail address")),
    (re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b"), _("a postal code")),
    (re.compile(r"\b(?:\+31|0)[\d -]{8,12}\b"), _("a telephone number")),
    (re.compile(r"\b[A-Z0-9]{1,3}-[A-Z0-9]{2,3}-[A-Z0-9]{1,3}\b"), _("a number plate or case code")),
    (re.compile(r"\b\d{1,3}[ -]?(?:jaar|jarige)\b", re.I), _("an exact age: give a range")),
    (re.compile(r"\b\d{5,}\b"), _("a long number")),
    # Inside a sentence a capital is a name of somebody or something.
    (re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b"), _("a word with a capital: is it a name?")),
    (
        re.compile(r"\b(?:enige|eerste|bekende|tweeling|burgemeester|voorzitter|wethouder|kampioen)\w*\b", re.I),
        _("a rare fact: does it fit one person only?"),
    ),
    (re.compile(r"\b[\w-]+\.(?:docx?|pdf|xlsx?|jpe?g|png|msg)\b", re.I), _("a file name")),
)


@dataclass(frozen=True)
class Telling:
    """A piece of the text, and why it may tell who this is."""

    words: str
    why: str | Promise


def text_of(extract: Any) -> str:
    return "\n".join((extract.question, extract.situation, extract.tried))


def names_left(extract: Any) -> list[str]:
    """Names of the person and of the people around the table, of the key, and of the case, that still stand in it."""
    text = text_of(extract)
    return sorted({one for name in _names(extract) for one in _parts(name) if _stands_in(one, text)})


def telling(extract: Any) -> list[Telling]:
    """What a second person must weigh. Four queries."""
    text, place = text_of(extract), extract.case.municipality
    found = [Telling(name, _("a municipality")) for name in _known(Municipality, text)]
    found += [Telling(name, _("an organisation")) for name in _known(Organisation, text)]
    found += [Telling(match.group(0).strip(), why) for shape, why in TELLING for match in shape.finditer(text)]
    if place.inhabitants is not None and place.inhabitants < settings.SMALL_MUNICIPALITY:
        found.append(Telling(str(place), _("a small municipality: little is needed to recognise somebody")))
    return list(dict.fromkeys(found))


def _names(extract: Any) -> Iterator[str]:
    client = getattr(extract.case, "client", None)
    if client:
        yield client.name
    yield from (name for name, _pseudonym in extract.pseudonyms.pairs)
    yield from User.objects.filter(memberships__case=extract.case_id).values_list("name", flat=True)
    yield extract.case.key


def _parts(name: str) -> list[str]:
    parts = [part for part in re.split(r"[\s.]+", name) if len(part) >= SHORTEST and part.lower() not in PARTICLES]
    return parts or [name]


def _stands_in(word: str, text: str) -> bool:
    return bool(word.strip()) and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.I) is not None


def _known(model: type[Municipality] | type[Organisation], text: str) -> list[str]:
    return [name for name in model._default_manager.values_list("name", flat=True) if _stands_in(name, text)]
