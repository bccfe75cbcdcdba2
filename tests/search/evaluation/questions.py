"""Which reports of the demo region answer which question? Judged by a person, found by the analyser alone."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from casustafel.demo.content import load

QUESTIONS = Path(__file__).with_name("questions.txt")
CASES = ("bosman", "hoekema", "verweij", "zijlstra")


@cache
def judged() -> Mapping[str, frozenset[str]]:
    """Question → the reports that answer it."""
    rows = (line.partition(":") for line in QUESTIONS.read_text(encoding="utf-8").splitlines())
    return {question: frozenset(reports.split()) for question, colon, reports in rows if colon and question[0] != "#"}


@cache
def reports() -> Mapping[str, str]:
    """The reports of those cases, named by case and number."""
    cases = [case for case in load().cases if case.key in CASES]
    return {f"{case.key}/{number}": report.text for case in cases for number, report in enumerate(case.reports, 1)}
