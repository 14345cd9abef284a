"""What was measured, as two tables: how well each kind of query is answered, and what it costs; targets beside the figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.table import Table

from bench.search.browser import Measured
from bench.search.engines import BIGRAMS, MATERIAL, OURS, PAGEFIND
from bench.search.queries import KINDS

TARGETS = {
    "known": (0.99, 0.98), "traditional": (0.99, 0.98), "reversed": (0.97, 0.0), "partial": (0.99, 0.0),
    "abbreviation": (0.95, 0.0), "pinyin": (0.95, 0.0),
}  # fmt: skip
"""Recall@10 and MRR@10 to reach, by kind (issue 5)."""
NAMES = {
    "known": "已知条目", "reversed": "倒序", "spaced": "带空格", "traditional": "繁体", "partial": "半个词", "two": "两个字",
    "abbreviation": "简称", "pinyin": "拼音", "typo": "错别字", "hand": "手写的",
}  # fmt: skip
COLD_RATIO, BUILD_RATIO, MOST_BYTES, WARM, MEMORY = 0.6, 0.3, 100, 30, 100
"""Against Pagefind; kB, ms at the 95th percentile, MB."""
NONE = "—"


def quality(found: Sequence[Measured]) -> Table:
    """A row for each kind of query, a column for each engine."""
    table = Table(title=f"{found[0].texts} 个文本：前十条的查全率 / MRR / 没有结果的比例", title_justify="left")
    for head in ("查询", "条数", *(one.engine.name for one in found), "目标", ""):
        table.add_column(head, justify="left" if head == "查询" else "right")
    for kind in KINDS:
        own = found[0].scores.get(kind)
        if own is None:
            continue
        cells = [f"{s.recall:.3f} / {s.reciprocal:.3f} / {s.empty:.2f}" if (s := one.scores.get(kind)) else NONE for one in found]
        recall, reciprocal = TARGETS.get(kind, (0.0, 0.0))
        reached = own.recall >= recall and own.reciprocal >= reciprocal
        target = f"≥ {recall:.2f}" + (f" / {reciprocal:.2f}" if reciprocal else "") if recall else ""
        table.add_row(NAMES[kind], str(own.queries), *cells, target, ("✓" if reached else "✗") if target else "")
    return table


def cost(found: Sequence[Measured]) -> Table:
    """A row for each measure, a column for each engine, ours against each way of asking Pagefind."""
    table = Table(title=f"{found[0].texts} 个文本：代价（中位数；CPU 慢到四分之一的在括号里）", title_justify="left")
    by_name = {one.engine.name: one for one in found}
    peers = [name for name in (PAGEFIND, BIGRAMS, MATERIAL) if name in by_name]
    for head in ("", *by_name, *(f"对 {name}" for name in peers), "目标", ""):
        table.add_column(head, justify="right" if head else "left")

    def row(label: str, show: Callable[[Measured], str], value: Callable[[Measured], float] | None, target: str, reached: bool | None) -> None:
        own = value(by_name[OURS]) if value else 0
        ratios = [f"{own / value(by_name[name]):.2f}" if value and value(by_name[name]) else "" for name in peers]
        table.add_row(label, *(show(one) for one in found), *ratios, target, "" if reached is None else "✓" if reached else "✗")

    mine = by_name[OURS]
    rival = by_name.get(BIGRAMS)
    row("首个结果前的 kB（gzip）", lambda m: f"{m.bytes / 1000:.0f} ({m.gzipped / 1000:.0f})", lambda m: m.gzipped, "", None)
    if mine.scores:
        row("各类查询中最多 kB（gzip）", lambda m: f"{m.most_bytes / 1000:.0f} ({m.most_gzipped / 1000:.0f})", lambda m: m.most_gzipped, f"≤ {MOST_BYTES}", mine.most_bytes <= 1000 * MOST_BYTES)
    row("首个结果前的请求数", lambda m: str(m.requests), lambda m: m.requests, "", None)
    row("冷启动到首个结果 ms", lambda m: f"{m.cold:.0f}", lambda m: m.cold, f"≤ {COLD_RATIO} 倍", mine.cold <= COLD_RATIO * rival.cold if rival else None)
    row("（CPU 慢四倍）", lambda m: f"({m.cold_slow:.0f})" if m.cold_slow else NONE, lambda m: m.cold_slow, f"≤ {COLD_RATIO} 倍", mine.cold_slow <= COLD_RATIO * rival.cold_slow if rival else None)
    row("冷启动到前十条 ms", lambda m: f"{m.ten:.0f}", lambda m: m.ten, "", None)
    row("（CPU 慢四倍）", lambda m: f"({m.ten_slow:.0f})" if m.ten_slow else NONE, lambda m: m.ten_slow, "", None)
    if not mine.scores:  # cold starts only
        return table
    row("热查询 ms 中位 / p95", lambda m: "{:.1f} / {:.1f}".format(*m.warm), lambda m: m.warm[1], f"p95 ≤ {WARM}", mine.warm[1] <= WARM)
    row("（CPU 慢四倍）", lambda m: "({:.1f} / {:.1f})".format(*m.warm_slow), lambda m: m.warm_slow[1], "", None)
    row("含取数的查询 ms 中位 / p95", lambda m: "{:.1f} / {:.1f}".format(*m.with_fetches), lambda m: m.with_fetches[1], "", None)
    row("200 次查询后的内存 MB", lambda m: f"{m.memory / 1e6:.0f}", lambda m: m.memory, f"≤ {MEMORY}", mine.memory <= MEMORY * 1e6)
    row("索引 MB / 文件数", lambda m: f"{m.engine.size[0] / 1e6:.1f} / {m.engine.size[1]}", lambda m: m.engine.size[0], "", None)
    pagefind = by_name[PAGEFIND].engine.cost if PAGEFIND in by_name else None
    took = mine.engine.cost.cpu if mine.engine.cost else 0
    row("建索引 CPU s", lambda m: f"{m.engine.cost.cpu:.1f}" if m.engine.cost else "同左", lambda m: m.engine.cost.cpu if m.engine.cost else 0, f"≤ {BUILD_RATIO} 倍", took <= BUILD_RATIO * pagefind.cpu if pagefind else None)
    return table
