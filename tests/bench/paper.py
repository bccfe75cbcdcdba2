"""How do the figures look on paper? docs/performance.md, with nothing in it that was not measured."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

# What was aimed at (design, section 7).
MOST_TIMES_THE_FLOOR = 2.5
MOST_TIMES_A_BARE_VIEW = 15

HEAD = """# Performance

Measured by `make bench` on {day}. Every figure is of this one run; the machine may have had other work beside it.

"""
SEARCH = """
The *floor* is the least that an answer needs: the prebuilt, trimmed query to the index for twenty hits in order, their
number and four facets. The *whole answer* is what `search()` gives: hits, count, facets, each hit checked once more
against the database, and snippets cut from it. Both take turns on the same sixty questions (words, phrases, beginnings,
rare words). Resolving the viewer happens once a request and is apart. Aim: at most {most} × the floor.

"""
PAGES = """
A *bare view* is a logged-in view that returns 2 kB through the same middleware, in turns with the page, same run and
process. Its queries are those of signing in, resolving the viewer and the access log; they are part of the page's. The
number of queries of a page may not grow with what is on it. Aim: the first screen of a crowded case within {most} × the
bare view.

"""
WORD = """
The biggest papers that are expected, imported as a project leader does: read in the limited child process, understood
and saved as a draft. Aim: under ten seconds. The page is that on which the draft is made.

"""


def performance(sizes: Sequence[dict[str, Any]], *, machine: Iterable[tuple[str, str]]) -> str:
    parts = [HEAD.format(day=date.today().isoformat()), _table(("", "machine"), machine)]
    parts += ["\n## Making and indexing\n\n", _table(INDEX_HEADS, map(_index_row, sizes))]
    parts += ["\n## Search\n", SEARCH.format(most=MOST_TIMES_THE_FLOOR)]
    parts.append(_table(SEARCH_HEADS, (_search_row(size, row) for size in sizes for row in size["search"])))
    parts += ["\n## Pages\n", PAGES.format(most=MOST_TIMES_A_BARE_VIEW)]
    parts.append(_table(PAGE_HEADS, (_page_row(size, row) for size in sizes for row in size["pages"])))
    parts += ["\n## Word\n", WORD]
    parts.append(_table(WORD_HEADS, (_word_row(row) for size in sizes[:1] for row in size.get("word", []))))
    return "".join(parts)


INDEX_HEADS = ("reports", "cases", "made in", "documents", "indexed in", "documents a second", "database", "index")
SEARCH_HEADS = (
    *(
        "reports",
        "viewer's cases",
        "found (median)",
        "floor p50",
        "floor p95",
        "whole p50",
        "whole p95",
        "whole ÷ floor",
    ),
    *("aim", "resolving the viewer p50"),
)
PAGE_HEADS = ("reports", "page", "of", "queries", "bare view's", "p50", "p95", "bare view p50", "page ÷ bare")

WORD_HEADS = ("paper", "imported in", "page in", "queries", "page size")


def _word_row(row: dict[str, Any]) -> tuple[str, ...]:
    return (
        row["paper"],
        f"{row['import_seconds']:.1f} s",
        f"{1000 * row['page_seconds']:.0f} ms",
        str(row["page_queries"]),
        f"{row['page_bytes'] / 1000:.0f} kB",
    )


def _index_row(size: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"{size['reports']:,}",
        f"{size['cases']:,}",
        f"{size['made_seconds']:.0f} s",
        f"{size['documents']:,}",
        f"{size['index_seconds']:.0f} s",
        f"{size['documents'] / size['index_seconds']:,.0f}",
        f"{size['database_bytes'] / 1e6:.0f} MB",
        f"{size['index_bytes'] / 1e6:.0f} MB",
    )


def _search_row(size: dict[str, Any], row: dict[str, Any]) -> tuple[str, ...]:
    floor, answer = row["floor"], row["answer"]
    times = answer["p50"] / floor["p50"]
    return (
        f"{size['reports']:,}",
        str(row["cases"]),
        str(row["found"]),
        *(f"{one[name]:.1f} ms" for one in (floor, answer) for name in ("p50", "p95")),
        f"{times:.1f}",
        "met" if times <= MOST_TIMES_THE_FLOOR else "not met",
        f"{row['resolve']['p50']:.1f} ms",
    )


def _page_row(size: dict[str, Any], row: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"{size['reports']:,}",
        row["page"],
        row["of"],
        str(row["queries"]),
        str(row["bare_queries"]),
        f"{row['time']['p50']:.1f} ms",
        f"{row['time']['p95']:.1f} ms",
        f"{row['bare']['p50']:.1f} ms",
        f"{row['time']['p50'] / row['bare']['p50']:.1f}",
    )


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _head in heads), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
