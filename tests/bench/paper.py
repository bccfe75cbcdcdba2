"""How do the figures look on paper? docs/performance.md, with nothing in it that was not measured."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from tests.bench import paper_words as words

# What was aimed at (design, section 7, and the issue on search).
MOST_TIMES_THE_FLOOR = 2.5
MOST_TIMES_A_BARE_VIEW = 15
MOST_TIMES_A_BARE_VIEW_BY_HTTP = 40
MOST_SECONDS_UNTIL_FOUND = 1.0
FEWEST_INDEXED_A_SECOND = 1_500
MOST_MEMORY = 250  # MB
ENGINES = {"tantivy": "Tantivy", "elasticsearch": "Elasticsearch"}

Row = tuple[str, ...]
Size = dict[str, Any]


def performance(sizes: Sequence[Size], *, machine: Iterable[tuple[str, str]]) -> str:
    parts = [words.HEAD.format(day=date.today().isoformat()), _table(("", "machine"), machine), *_left_out(sizes)]
    for title, said, heads, rows in (
        ("Making", "", MADE_HEADS, map(_made, sizes)),
        ("Indexing", words.INDEX, INDEX_HEADS, _of_engines(sizes, lambda one: [one["index"] | _more(one)], _index)),
        ("Search", words.SEARCH, SEARCH_HEADS, _of_engines(sizes, lambda one: one["search"], _search)),
        ("What the hidden costs", words.HIDDEN, HIDDEN_HEADS, _of_engines(sizes, lambda one: [one["hidden"]], _hidden)),
        ("The search page", words.WEB, WEB_HEADS, _of_engines(sizes, lambda one: one["web"]["rows"], _web)),
        ("Memory", words.MEMORY, MEMORY_HEADS, _of_engines(sizes, lambda one: one["web"]["memory"], _memory)),
        ("How soon it is found", words.FRESH, FRESH_HEADS, _of_engines(sizes, lambda one: [one["fresh"]], _fresh)),
        ("Beside other searches", words.COMPARED, COMPARED_HEADS, _of(sizes, "compared", _compared)),
        ("Pages", words.PAGES, PAGE_HEADS, _of(sizes, "pages", _page)),
        ("Word", words.WORD, WORD_HEADS, (_word(row) for size in sizes[:1] for row in size.get("word", []))),
    ):
        if rows := list(rows):
            parts += [f"\n## {title}\n{said.format(**AIMS)}\n" if said else f"\n## {title}\n\n", _table(heads, rows)]
    return "".join(parts)


AIMS = {
    "floor": MOST_TIMES_THE_FLOOR,
    "bare": MOST_TIMES_A_BARE_VIEW,
    "http": MOST_TIMES_A_BARE_VIEW_BY_HTTP,
    "found": MOST_SECONDS_UNTIL_FOUND,
    "rate": FEWEST_INDEXED_A_SECOND,
    "memory": MOST_MEMORY,
}
MADE_HEADS = ("reports", "cases", "made in", "database")
INDEX_HEADS = ("reports", "engine", "documents", "indexed in", "documents a second", "aim", "index", "compared in")
SEARCH_HEADS = (
    *("reports", "engine", "viewer's cases", "questions", "found (median)", "floor p50", "floor p95", "whole p50"),
    *("whole p95", "whole ÷ floor", "aim", "resolving the viewer p50"),
)
HIDDEN_HEADS = (
    *("reports", "engine", "samples", "in hidden documents", "in one", "nowhere", "nowhere too"),
    *("hidden − nowhere", "nowhere − nowhere too"),
)
WEB_HEADS = ("reports", "engine", "viewer's cases", "page p50", "page p95", "bare p50", "bare p95", "p95 ÷ bare", "aim")
MEMORY_HEADS = ("reports", "engine", "in memory", "of its own", "aim")
FRESH_HEADS = ("reports", "engine", "changes", "a second", "p50", "p95", "longest", "aim")
COMPARED_HEADS = ("reports", "database", "search", "viewer's cases", "questions", "found", "p50", "p95")
PAGE_HEADS = ("reports", "page", "of", "queries", "bare view's", "p50", "p95", "bare view p50", "page ÷ bare")
WORD_HEADS = ("paper", "imported in", "page in", "queries", "page size")


def _left_out(sizes: Sequence[Size]) -> Iterator[str]:
    """An engine that could not be started is named, with the reason."""
    reasons = {(name, one["missing"]) for _, name, one in _engines(sizes) if "missing" in one}
    for name, reason in sorted(reasons):
        yield f"\n{ENGINES[name]} was not measured: {reason}.\n"


def _engines(sizes: Sequence[Size]) -> Iterator[tuple[Size, str, dict[str, Any]]]:
    for size in sizes:
        for name, measured in size["engines"].items():
            yield size, name, measured


def _of_engines(sizes: Sequence[Size], rows: Any, cells: Any) -> Iterator[Row]:
    for size, name, measured in _engines(sizes):
        if "missing" not in measured:
            for row in rows(measured):
                yield (_number(size["reports"]), ENGINES[name], *cells(row))


def _of(sizes: Sequence[Size], part: str, cells: Any) -> Iterator[Row]:
    for size in sizes:
        for row in size.get(part, []):
            yield (_number(size["reports"]), *cells(row))


def _more(measured: dict[str, Any]) -> dict[str, Any]:
    return {"reconcile_seconds": measured["reconcile_seconds"]}


def _made(size: Size) -> Row:
    made = f"{size['made_seconds']:.0f} s"
    return _number(size["reports"]), _number(size["cases"]), made, _mb(size["database_bytes"])


def _index(row: dict[str, Any]) -> Row:
    rate = row["documents"] / row["index_seconds"]
    return (
        _number(row["documents"]),
        f"{row['index_seconds']:.0f} s",
        f"{rate:,.0f}",
        _met(rate >= FEWEST_INDEXED_A_SECOND),
        _mb(row["index_bytes"]),
        f"{row['reconcile_seconds']:.0f} s",
    )


def _search(row: dict[str, Any]) -> Row:
    floor, answer = row["floor"], row["answer"]
    times = answer["p50"] / floor["p50"]
    return (
        str(row["cases"]),
        row["class"],
        str(row["found"]),
        *(_ms(one[name]) for one in (floor, answer) for name in ("p50", "p95")),
        f"{times:.1f}",
        _met(times <= MOST_TIMES_THE_FLOOR),
        _ms(row["resolve"]["p50"]),
    )


def _hidden(row: dict[str, Any]) -> Row:
    hidden, once, absent, too = (row[name]["p50"] for name in ("hidden", "hidden once", "absent", "absent too"))
    apart = (f"{1000 * one:+.0f} µs" for one in (hidden - absent, absent - too))
    return (str(row["hidden"]["number"]), *(f"{one:.3f} ms" for one in (hidden, once, absent, too)), *apart)


def _web(row: dict[str, Any]) -> Row:
    page, bare = row["page"], row["bare"]
    times = page["p95"] / bare["p50"]
    cells = (_ms(one[name]) for one in (page, bare) for name in ("p50", "p95"))
    return (str(row["cases"]), *cells, f"{times:.1f}", _met(times <= MOST_TIMES_A_BARE_VIEW_BY_HTTP))


def _memory(row: dict[str, Any]) -> Row:
    return f"{row['resident']:.0f} MB", f"{row['own']:.0f} MB", _met(row["resident"] <= MOST_MEMORY)


def _fresh(row: dict[str, Any]) -> Row:
    soon = row["p95"] <= 1000 * MOST_SECONDS_UNTIL_FOUND
    return (str(row["number"]), str(row["a_second"]), *(_ms(row[name]) for name in ("p50", "p95", "most")), _met(soon))


def _compared(row: dict[str, Any]) -> Row:
    counted = (str(row[name]) for name in ("cases", "number", "found"))
    return (row["database"], row["search"], *counted, _ms(row["p50"]), _ms(row["p95"]))


def _page(row: dict[str, Any]) -> Row:
    return (
        row["page"],
        row["of"],
        str(row["queries"]),
        str(row["bare_queries"]),
        _ms(row["time"]["p50"]),
        _ms(row["time"]["p95"]),
        _ms(row["bare"]["p50"]),
        f"{row['time']['p50'] / row['bare']['p50']:.1f}",
    )


def _word(row: dict[str, Any]) -> Row:
    return (
        row["paper"],
        f"{row['import_seconds']:.1f} s",
        _ms(1000 * row["page_seconds"]),
        str(row["page_queries"]),
        f"{row['page_bytes'] / 1000:.0f} kB",
    )


def _met(is_met: bool) -> str:
    return "met" if is_met else "not met"


def _ms(milliseconds: float) -> str:
    return f"{milliseconds:,.1f} ms"


def _mb(size: int) -> str:
    return f"{size / 1e6:.0f} MB"


def _number(many: int) -> str:
    return f"{many:,}"


def _table(heads: Row, rows: Iterable[Row]) -> str:
    lines = [heads, tuple("---" for _head in heads), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
