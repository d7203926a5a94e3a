"""What was measured, beside what is asked (docs/performance.md)."""

from bench.pages import DETAIL, LIST, PUBLIC, Page

QUERIES = 12
LIST_MS = 25.0
LIST_BYTES = 100 * 1024
# × floor
RATIO = {LIST: 12.0, DETAIL: 10.0, PUBLIC: 1.5}


def rows(pages: list[Page], counted: dict[Page, dict], timed: dict[Page, dict]) -> list[dict]:
    """The measured pages in order, the first being the floor."""
    floor = timed[pages[0]]["p50_ms"]
    return [
        {
            "name": page.name,
            "url": page.url,
            "role": page.role or "visitor",
            **counted[page],
            **timed[page],
            "ratio": round(timed[page]["p50_ms"] / floor, 2),
        }
        for page in pages
    ]


def over_budget(page: Page, row: dict) -> list[str]:
    """Which of its limits a page is over; an export has none but memory."""
    if page.kind not in RATIO:
        return []
    found = []
    if row["queries"] > QUERIES:
        found.append("queries")
    if row["ratio"] > RATIO[page.kind]:
        found.append("× floor")
    if page.kind == LIST and row["p50_ms"] > LIST_MS:
        found.append("ms")
    if page.kind == LIST and row["bytes"] > LIST_BYTES:
        found.append("bytes")
    return found


def table(pages: list[Page], measured: list[dict]) -> str:
    """A Markdown table."""
    lines = ["| page | role | queries | bytes | p50 ms | p95 ms | × floor | over |", f"|{'---|' * 8}"]
    lines += [
        f"| {row['name']} | {row['role']} | {row['queries']} | {row['bytes']:,} | {row['p50_ms']:.1f} "
        f"| {row['p95_ms']:.1f} | {row['ratio']:.1f} | {', '.join(over_budget(page, row))} |"
        for page, row in zip(pages, measured, strict=True)
    ]
    return "\n".join(lines)


def memory_table(memory: dict[Page, dict]) -> str:
    """The highest memory of the worker before and after each export."""
    lines = ["| export | worker before, MiB | highest with it, MiB |", f"|{'---|' * 3}"]
    lines += [f"| {page.name} | {row['before_mib']} | {row['peak_mib']} |" for page, row in memory.items()]
    return "\n".join(lines)
