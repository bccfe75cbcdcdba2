"""What is the demo region made of? Checked content from the TOML files in this folder; no database."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from casustafel.demo.content.checks import problems
from casustafel.demo.content.reading import ContentError, convert, read
from casustafel.demo.content.shapes import Region

__all__ = ["ContentError", "Region", "anchor", "load"]

FOLDER = Path(__file__).parent
THURSDAY = 3


def anchor(today: date) -> date:
    """Day 0: the last Thursday on or before today, so that every phone call falls on a day the desk is staffed."""
    return today - timedelta(days=(today.weekday() - THURSDAY) % 7)


def load(folder: Path = FOLDER) -> Region:
    """The whole region, every reference checked; raises `ContentError` that lists all that is wrong."""
    raw: dict[str, Any] = {}
    for part in ("region", "pages", "news", "cases", "lists", "declarations"):
        raw |= read(folder / f"{part}.toml")
    raw["covenants"] = [read(path) for path in sorted((folder / "covenants").glob("*.toml"))]
    raw["protocols"] = [read(path) for path in sorted((folder / "protocols").glob("*.toml"))]
    raw["matrix"] = read(folder / "matrix.toml")
    for part in ("reports", "plans"):
        _hang_under_cases(raw["cases"], part, folder)
    region: Region = convert(Region, raw, "region")
    if found := problems(region):
        raise ContentError("\n".join(found))
    return region


def _hang_under_cases(cases: list[dict[str, Any]], part: str, folder: Path) -> None:
    by_key = {case["key"]: case for case in cases}
    for path in sorted((folder / part).glob("*.toml")):
        content = read(path)
        if content.get("case") not in by_key:
            raise ContentError(f"{part}/{path.name}: no case “{content.get('case')}”")
        by_key[content["case"]][part] = content[part]
