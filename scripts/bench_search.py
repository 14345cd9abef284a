"""Measure search: python -m scripts.bench_search [--sizes 1000 5000 10000] [--real] [--half reporting] [--no-peers] [--cache DIR].

For the real library and generated ones: how well queries of each kind are answered, what the first answer costs in a fresh
browser, how long later ones take, memory, size of the index and what building it takes; ours beside the peers in the same run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from rich.console import Console
from rich.progress import Progress

from bench.search.engines import (
    Engine,
    PeerError,
    fetch_jieba,
    material,
    ours,
    page_of,
    pagefind,
)  # fmt: skip
from bench.search.measures import Score, score
from bench.search.queries import KINDS, Query, Shelf, abbreviations, generate, read, shelf
from bench.search.server import renderer_memory, served
from scripts.bench import write_corpus
from scripts.browser import ensure
from wenku.library import Library, read_library

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "bench" / "search"
COLD = 5
"""Fresh browsers a cold start is measured in; the median counts."""
MANY = 200
PEER_EACH = 30
"""Queries of a kind that peers are asked in a large library: one takes Material's search a third of a second."""
_COLD = """async (text) => {
  const start = performance.now();
  await window.first(text);
  return performance.now() - start;
}"""
_WARM = """async (texts) => {
  const rows = [];
  for (const text of texts) {
    const start = performance.now();
    const found = await window.ask(text);
    rows.push([found, performance.now() - start]);
  }
  return rows;
}"""


@dataclass
class Measured:
    """What was measured of one engine at one size. Times in milliseconds."""

    engine: Engine
    texts: int
    scores: dict[str, Score] = field(default_factory=dict)
    cold: float = 0
    cold_slow: float = 0
    bytes: int = 0
    gzipped: int = 0
    requests: int = 0
    with_fetches: tuple[float, float] = (0, 0)
    without: tuple[float, float] = (0, 0)
    without_slow: tuple[float, float] = (0, 0)
    memory: int = 0


def queries_for(library: Library, on: Shelf, half: str, size: int) -> list[Query]:
    """Return the queries of a half: the file in the repository where there is one, generated otherwise."""
    path = QUERIES / f"{half}-{size}.tsv"
    if path.exists():
        return read(path)
    groups = [row["words"] for row in library.data["synonyms"].values()]
    return [*generate(on, half), *abbreviations(on, half, groups)]


def measure(engine: Engine, texts: int, queries: Sequence[Query], wanted: Sequence[frozenset[str]], chromium: Any, path: Path, step: Any) -> Measured:
    """Measure one engine."""
    found = Measured(engine, texts)
    with served(engine.folder) as (address, sent):
        launch = lambda: chromium.launch(executable_path=str(path), args=["--no-sandbox"])  # noqa: E731
        known = [q for q in queries if q.kind == "known"] or list(queries)
        rows = []
        for slow in (False, True):
            times = []
            for query in known[:COLD]:
                browser = launch()
                page = _open(browser, address + page_of(engine), 4 if slow else 1)
                sent.reset()
                times.append(page.evaluate(_COLD, engine.put(query.typed)))
                if not slow:
                    rows.append((sent.plain, sent.gzipped, len(sent.paths)))
                browser.close()
                step()
            if slow:
                found.cold_slow = median(times)
            else:
                found.cold = median(times)
        extra = _page_bytes(engine)
        found.bytes, found.gzipped, found.requests = max(r[0] for r in rows) + extra[0], max(r[1] for r in rows) + extra[1], max(r[2] for r in rows) + extra[2]
        browser = launch()
        page = _open(browser, address + page_of(engine), 1)
        blank = renderer_memory(browser)
        answers: list[tuple[list[str], float]] = []
        for at in range(0, len(queries), 50):
            answers += page.evaluate(_WARM, [engine.put(q.typed) for q in queries[at : at + 50]])
            if len(answers) <= MANY:
                found.memory = renderer_memory(browser) - blank
            step()
        found.with_fetches = _spread([ms for _, ms in answers])
        again = [engine.put(q.typed) for q in queries[:10]]
        page.evaluate(_WARM, again)
        found.without = _spread([ms for _, ms in page.evaluate(_WARM, again * 5)])
        _slow(page, 4)
        found.without_slow = _spread([ms for _, ms in page.evaluate(_WARM, again * 5)])
        browser.close()
    for kind in KINDS:
        own = [(a[0], w) for q, a, w in zip(queries, answers, wanted, strict=True) if q.kind == kind]
        if own:
            found.scores[kind] = score(own)
    return found


def _open(browser: Any, address: str, slower: int) -> Any:
    page = browser.new_page()
    page.goto(address)
    page.wait_for_function("window.ask", timeout=180_000)  # a busy machine
    _slow(page, slower)
    return page


def _slow(page: Any, times: int) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def _page_bytes(engine: Engine) -> tuple[int, int, int]:
    """What came with the page and belongs to the engine: our script. Peers load theirs when they are first asked."""
    import gzip

    script = engine.folder / "assets" / "search-engine.js"
    if not script.exists():
        return 0, 0, 0
    content = script.read_bytes()
    return len(content), len(gzip.compress(content, 6, mtime=0)), 1


def _spread(times: Sequence[float]) -> tuple[float, float]:
    return median(times), quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def table(results: Sequence[Measured]) -> list[tuple[str, ...]]:
    """Return the rows of the table, the header first."""
    rows = [("文本", "引擎", *(f"{kind} 召回/MRR/空" for kind in KINDS), "首个结果 kB (gzip)/请求", "冷 ms (4×)", "热 中位/p95 ms (4× p95)", "含取数 中位/p95", "内存 MB", "索引 MB/文件", "建索引 CPU s")]
    for one in results:
        scores = [f"{s.recall:.3f}/{s.reciprocal:.3f}/{s.empty:.2f}" if (s := one.scores.get(kind)) else "—" for kind in KINDS]
        rows.append((
            str(one.texts), one.engine.name, *scores, f"{one.bytes / 1000:.0f} ({one.gzipped / 1000:.0f})/{one.requests}",
            f"{one.cold:.0f} ({one.cold_slow:.0f})", f"{one.without[0]:.1f}/{one.without[1]:.1f} ({one.without_slow[1]:.1f})",
            f"{one.with_fetches[0]:.1f}/{one.with_fetches[1]:.1f}", f"{one.memory / 1e6:.0f}",
            f"{one.engine.size[0] / 1e6:.1f}/{one.engine.size[1]}", f"{one.engine.cost.cpu:.1f}" if one.engine.cost else "同上",
        ))  # fmt: skip
    return rows


def run(size: int, args: argparse.Namespace, scratch: Path, chromium: Any, path: Path, progress: Progress) -> list[Measured]:
    """Measure all engines on one library; 0 is the real one."""
    docs = scratch / "docs"
    if size:
        write_corpus(docs, size)
    library = read_library(docs if size else ROOT / "docs")
    on = shelf(library)
    queries = queries_for(library, on, args.half, size)
    engines = [ours(library, scratch)]
    if not args.no_peers:
        own = material(library, scratch, args.cache)
        engines += [*pagefind(own.folder, args.cache), own]
    results = []
    for engine in engines:
        few = queries if engine.name == engines[0].name or size <= 1000 else _thinned(queries)
        task = progress.add_task(f"{len(on.found)} 个文本：{engine.name}", total=2 * COLD + -(-len(few) // 50))
        wanted = [on.urls(query) for query in few]
        results.append(measure(engine, len(on.found), few, wanted, chromium, path, lambda task=task: progress.advance(task)))
    return results


def _thinned(queries: Sequence[Query]) -> list[Query]:
    return [q for kind in KINDS for q in [one for one in queries if one.kind == kind][:PEER_EACH]]


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench_search", description="测量搜索：找得到吗，要多少字节和时间。")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000], help="生成的文库的大小（默认 1000）")
    parser.add_argument("--real", action="store_true", help="也测真实文库")
    parser.add_argument("--half", choices=("tuning", "reporting"), default="reporting", help="用哪一半查询")
    parser.add_argument("--no-peers", action="store_true", help="不与 Pagefind 和 Material 比较")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "jiceng-wenku-bench", help="比较对象放在哪里")
    args = parser.parse_args(argv)
    try:
        sys.path.insert(0, str(fetch_jieba(args.cache)))  # queries are cut into words by it
    except PeerError as error:
        print(error, file=sys.stderr)
        return 2
    from playwright.sync_api import sync_playwright

    results: list[Measured] = []
    with sync_playwright() as playwright, Progress(console=Console(stderr=True), transient=True) as progress:
        browser = ensure()
        for size in ([0] if args.real else []) + args.sizes:
            with tempfile.TemporaryDirectory() as scratch:
                try:
                    results += run(size, args, Path(scratch), playwright.chromium, browser, progress)
                except PeerError as error:
                    print(error, file=sys.stderr)
                    return 2
    for row in table(results):
        print(" | ".join(row))
    return 0


if __name__ == "__main__":
    sys.exit(main())
