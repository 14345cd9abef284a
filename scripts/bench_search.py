"""Measure search: python -m scripts.bench_search [--sizes 1000 5000 10000] [--real] [--half reporting] [--no-peers] [--cold] [--cache DIR].

For the real library and generated ones: how well queries of each kind are answered, what the first answer costs in a fresh
browser, how long later ones take, memory, size of the index and what building it takes; ours beside the peers in the same run.
Built peers are kept in the cache, so that an interrupted run goes on where it was; nothing is kept in the repository.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bench.search.browser import LARGE, Chromium, Measured, measure, steps
from bench.search.engines import MATERIAL, OURS, Engine, PeerError, fetch_jieba, ours, peers
from bench.search.queries import KINDS, Query, Shelf, abbreviations, by_hand, generate, read, shelf
from bench.search.report import cost, quality
from scripts.bench import write_corpus
from scripts.browser import ensure
from scripts.command import Parser
from wenku.library import Library, read_library

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "bench" / "search"
PEER_EACH = 30
"""Queries of a kind that peers are asked in a large library: one takes Material's search a third of a second."""
MATERIAL_EACH = 10
WIDTH = 190


def queries_for(library: Library, on: Shelf, half: str, size: int) -> list[tuple[Query, frozenset[str]]]:
    """Return the queries of a half with the addresses to find: the file in the repository where there is one, generated otherwise.

    For the real library (size 0) those written by hand come with them.
    """
    path = QUERIES / f"{half}-{size}.tsv"
    groups = [row["words"] for row in library.data["synonyms"].values()]
    queries = read(path) if path.exists() else [*generate(on, half), *abbreviations(on, half, groups)]
    found = [(query, on.urls(query)) for query in queries]
    return found + ([] if size else list(by_hand(QUERIES / f"real-{half}.yml", on)))


def run(size: int, args: argparse.Namespace, scratch: Path, chromium: Chromium, progress: Progress) -> list[Measured]:
    """Measure all engines on one library; 0 is the real one."""
    docs = scratch / "docs"
    if size:
        write_corpus(docs, size)
    library = read_library(docs if size else ROOT / "docs")
    on = shelf(library)
    queries = queries_for(library, on, args.half, size)
    engines = [ours(library, scratch)]
    if not args.no_peers:
        engines += peers(library, docs if size else ROOT / "docs", size, args.cache)
    task = progress.add_task(f"{len(on.found)} 个文本", total=steps(engines))
    return measure(engines, len(on.found), lambda engine: _for(engine, queries, size), chromium, lambda: progress.advance(task), args.cold)


def _for(engine: Engine, queries: Sequence[tuple[Query, frozenset[str]]], size: int) -> Sequence[tuple[Query, frozenset[str]]]:
    if engine.name == OURS or size < LARGE:
        return queries
    each = MATERIAL_EACH if engine.name == MATERIAL else PEER_EACH
    return [row for kind in KINDS for row in [own for own in queries if own[0].kind == kind][:each]]


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = Parser(prog="python -m scripts.bench_search", description="测量检索：找得到吗，要多少字节和时间。")
    parser.add_argument("--sizes", metavar="N", type=int, nargs="*", default=[1000], help="生成的文库的大小（默认 1000）")
    parser.add_argument("--real", action="store_true", help="也测真实文库")
    parser.add_argument("--half", choices=("tuning", "reporting"), default="reporting", help="用哪一半查询")
    parser.add_argument("--no-peers", action="store_true", help="不与 Pagefind 和 Material 比较")
    parser.add_argument("--cold", action="store_true", help="只量冷启动")
    parser.add_argument("--cache", metavar="文件夹", type=Path, default=Path.home() / ".cache" / "jiceng-wenku-bench", help="比较对象放在哪里")
    args = parser.parse_args(argv)
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    try:
        sys.path.insert(0, str(fetch_jieba(args.cache)))  # queries are cut into words by it
        for size in ([0] if args.real else []) + args.sizes:
            measure_one(size, args, console)
    except PeerError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def measure_one(size: int, args: argparse.Namespace, console: Console) -> None:
    """Measure one library and print its tables at once: a later one may be interrupted."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            found = run(size, args, Path(scratch), Chromium(playwright.chromium, ensure()), progress)
        if not args.cold:
            console.print(quality(found))
        console.print(cost(found))


if __name__ == "__main__":
    sys.exit(main())
