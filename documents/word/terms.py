"""From when until when does a covenant hold, and how long does it wind down, if its wording makes that clear?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from documents.word.remarks import Remark, remark

_MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_MONTHS = _MONTH.split("|")
_COUNTED = "nul|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
_FIGURES = {word: value for value, word in enumerate(_COUNTED.split("|"))}
_FIGURES |= {"één": 1, "veertien": 14, "twintig": 20, "dertig": 30, "zestig": 60, "negentig": 90}
_DATE = rf"(?:\d{{1,2}}\s+(?:{_MONTH})\s+\d{{4}}|\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}})"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(_FIGURES, key=len, reverse=True))})\s*(?:\(\w+\)\s*)?"
_FEW_WORDS = r"(?:\S+\s+){0,5}?"
_HOLDS = r"(?:geldt|geldig|duur|looptijd|aangegaan|gesloten|werking|loopt)"


def _patterns(*texts: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)


_STARTS = _patterns(
    rf"in\s+werking\s+{_FEW_WORDS}(?:op|per|met\s+ingang\s+van|vanaf)\s+(?P<date>{_DATE})",
    rf"(?:gaat|gaan)\s+in\s+(?:op|per)\s+(?P<date>{_DATE})",
    rf"(?:ingangsdatum|datum\s+van\s+inwerkingtreding)\W+(?:is\s+)?(?P<date>{_DATE})",
    rf"{_HOLDS}\b.*?\b(?:van|vanaf|met\s+ingang\s+van)\s+(?P<date>{_DATE})\s+(?:tot|t/m)",
    rf"{_HOLDS}\s+{_FEW_WORDS}(?:vanaf|met\s+ingang\s+van)\s+(?P<date>{_DATE})",
)
_ENDS = _patterns(
    rf"(?:eindigt|vervalt|expireert|loopt\s+af)\s+{_FEW_WORDS}(?:op|per)\s+(?P<date>{_DATE})",
    rf"{_HOLDS}\b.*?\b(?:tot\s+en\s+met|t/m)\s+(?P<date>{_DATE})",
    rf"einddatum\W+(?:is\s+)?(?P<date>{_DATE})",
)
# "tot" without "en met" leaves the day itself out.
_ENDS_BEFORE = _patterns(rf"{_HOLDS}\b.*?\btot\s+(?P<date>{_DATE})")
_DURATION = _patterns(
    rf"(?:voor\s+de\s+duur\s+van|voor\s+een\s+(?:periode|termijn|duur|tijdvak)\s+van|looptijd\s+(?:van|is|bedraagt))\s+"
    rf"{_COUNT}\s*(?P<unit>jaar|jaren|maand|maanden)\b"
)
_WINDING_DOWN = _patterns(
    rf"(?:afbouw|afwikkelings?|uitloop|afrondings?)(?:termijn|periode|fase|tijd)\b[^.;]{{0,80}}?\b{_COUNT}\s*"
    rf"(?P<unit>dag|dagen|week|weken|maand|maanden)\b",
    rf"(?:gedurende|binnen|tot)\s+(?:uiterlijk\s+)?{_COUNT}\s*(?P<unit>dag|dagen|week|weken|maand|maanden)\s+na\s+"
    rf"(?:\w+\s+){{0,2}}(?:einde|beëindiging|afloop|einddatum)\b",
)
_SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=[A-Z0-9])|\n")
# Longer than any sentence of a covenant; looking for a date in a book without full stops would take for ever.
_LONGEST_SENTENCE = 2_000
_DAYS = {"dag": 1, "week": 7, "maand": 30}


@dataclass(frozen=True)
class Terms:
    starts_on: date | None = None
    ends_on: date | None = None
    winding_down_days: int | None = None
    remarks: tuple[Remark, ...] = ()


def find_terms(texts: Iterable[str]) -> Terms:
    sentences = [part for text in texts for part in _SENTENCE_END.split(text) if 0 < len(part) <= _LONGEST_SENTENCE]
    remarks: list[Remark] = []
    start = _only(_dates(_STARTS, sentences), "starts_unclear", remarks)
    end = _only(_dates(_ENDS, sentences), "ends_unclear", remarks)
    if end is None and not remarks:
        end = _calculated_end(sentences, start, remarks)
    return Terms(start, end, _winding_down(sentences, remarks), tuple(remarks))


def _dates(patterns: Sequence[re.Pattern[str]], sentences: Iterable[str]) -> list[date]:
    found = (match["date"] for match in _matches(patterns, sentences))
    return sorted({day for text in found if (day := _day(text))})


def _matches(patterns: Sequence[re.Pattern[str]], sentences: Iterable[str]) -> Iterator[re.Match[str]]:
    for sentence in sentences:
        for pattern in patterns:
            yield from pattern.finditer(sentence)


def _day(text: str) -> date | None:
    day, month, year = re.split(r"[-/\s]+", text)
    figure = _MONTHS.index(month.casefold()) + 1 if month.isalpha() else int(month)
    try:
        return date(int(year), figure, int(day))
    except ValueError:
        return None


def _only(days: list[date], doubt: str, remarks: list[Remark]) -> date | None:
    if len(days) > 1:
        remarks.append(remark(doubt, text=", ".join(map(in_words, days))))
    return days[0] if len(days) == 1 else None


def in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _calculated_end(sentences: list[str], start: date | None, remarks: list[Remark]) -> date | None:
    days = [day - timedelta(days=1) for day in _dates(_ENDS_BEFORE, sentences)]
    if not days and start is not None:
        days = sorted({_after(start, match) - timedelta(days=1) for match in _durations(sentences)})
    end = _only(days, "ends_unclear", remarks)
    if end is not None:
        remarks.append(remark("end_calculated", text=in_words(end)))
    return end


def _durations(sentences: Iterable[str]) -> Iterator[re.Match[str]]:
    """How long it holds; not by how much it may be prolonged."""
    for match in _matches(_DURATION, sentences):
        if "verleng" not in match.string[: match.start()].casefold():
            yield match


def _after(start: date, duration: re.Match[str]) -> date:
    count = _figure(duration)
    months = count * 12 if duration["unit"].startswith("ja") else count
    years, month = divmod(start.month - 1 + months, 12)
    # 29 February, or the 31st of a short month: the period ends with that month.
    last_days = (date(start.year + years + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(start.year + years, month + 1, min(start.day, last_days))


def _figure(match: re.Match[str]) -> int:
    text = match["count"].casefold()
    return int(text) if text.isdigit() else _FIGURES[text]


def _winding_down(sentences: Iterable[str], remarks: list[Remark]) -> int | None:
    terms = {_figure(match) * _DAYS[_unit(match)]: _unit(match) for match in _matches(_WINDING_DOWN, sentences)}
    if len(terms) > 1:
        remarks.append(remark("winding_down_unclear", text=", ".join(map(str, sorted(terms)))))
    if len(terms) != 1:
        return None
    days, unit = next(iter(terms.items()))
    if unit == "maand":
        remarks.append(remark("winding_down_calculated", text=days))
    return days


def _unit(match: re.Match[str]) -> str:
    # dag/dagen, week/weken, maand/maanden: two letters tell them apart.
    return next(name for name in _DAYS if name[:2] == match["unit"].casefold()[:2])
