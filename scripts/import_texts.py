"""Turn messy files into drafts: python -m scripts.import_texts FILE|DIR|ZIP… [--out drafts] [--jobs 2] [--force].

Writes OUT/<stem>/<domain>/<slug>.md, OUT/<stem>.report.txt and .report.json. Exit 0 when all was imported, 1 when something was
refused, 2 when nothing could be done. A draft that somebody has edited is never overwritten; a file already imported is passed over.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from scripts import soffice
from scripts.command import whole
from scripts.importfiles import Source, sources
from scripts.importwork import Outcome, context, prepare, work
from scripts.tables import ROOT, Parser, Stop, library_in, obey
from wenku.importing.pipeline import Context

_BROKEN = "处理这个文件时程序中断了两次，可能内存不够：拆成几个文件再试"
_AHEAD = 8
"""Files handed to the workers before the first answer is taken: memory stays flat, whatever the number of files."""


Task = tuple[Source, bytes | str | None]
"""A file and what it was converted to: None when nothing had to be, a sentence when it could not be."""


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    return obey(lambda: _import(_parser().parse_args(argv)), "中途停止；已经写好的草稿留着，再运行一次会接着做。")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        usage="python -m scripts.import_texts 文件或文件夹… [--out drafts] [--jobs 2] [--force]",
        description="把杂乱的 .docx、.doc、.wps、.rtf、.txt、.md、.html、.zip 变成一篇篇草稿；存疑的地方写在报告里。",
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="要导入的文件", help="文件、文件夹（连同子文件夹）或者 .zip")
    parser.add_argument("--out", metavar="文件夹", type=Path, default=Path("drafts"), help="写到这个文件夹，默认 drafts/；不能在 docs/ 里面")
    parser.add_argument("--jobs", type=whole(1, 16), default=2, metavar="N", help="同时处理几个文件，1 到 16，默认 2")
    parser.add_argument("--force", action="store_true", help="已经导入过、没有改动的文件也重做；改过的草稿仍然不动")
    parser.add_argument("--docs", metavar="文件夹", type=Path, default=ROOT / "docs", help="docs 文件夹")
    return parser


def _import(args: argparse.Namespace) -> int:
    library = library_in(args.docs)
    if args.out.resolve().is_relative_to(args.docs.resolve()):
        raise Stop("--out 不能在 docs 里面：草稿放在库外，用 python -m scripts.adopt 一篇一篇收进去。")
    if args.out.exists() and not args.out.is_dir():
        raise Stop(f"--out “{args.out}”不是文件夹：换一个名称。")
    if any(path.is_dir() and path.resolve() == args.out.resolve() for path in args.paths):
        raise Stop(f"--out “{args.out}”就是原件的文件夹：草稿会被当成原件，换一个文件夹，如 --out drafts。")
    found, refused = sources(args.paths, args.out)
    if not found and not refused:
        raise Stop("没有可以导入的文件。")
    outcomes = [*refused, *_all(found, context(library), args)]
    _show(sorted(outcomes, key=lambda outcome: outcome.name), args.out)
    done = sum(not outcome.why for outcome in outcomes)
    return 0 if done == len(outcomes) else 1 if done else 2


def _all(found: list[Source], shared: Context, args: argparse.Namespace) -> Iterator[Outcome]:
    old = [source for source in found if source.suffix in soffice.OLD]
    new = [source for source in found if source.suffix not in soffice.OLD]
    console = Console(stderr=True)
    total = len(found)
    tasks = _tasks(new, old)
    yield from track(_parallel(tasks, shared, args), "正在导入", total, console=console, transient=True, disable=not console.is_terminal)


def _tasks(new: list[Source], old: list[Source]) -> Iterator[Task]:
    """Yield each file with what it was converted to: None when nothing had to be, a sentence when it could not be."""
    yield from ((source, None) for source in new)
    for start in range(0, len(old), soffice.BATCH):
        batch = old[start : start + soffice.BATCH]
        contents = [source.read(soffice.LARGEST) for source in batch]
        good = [(source.name, raw) for source, raw in zip(batch, contents, strict=True) if isinstance(raw, bytes)]
        made = iter(soffice.convert(good))
        for source, raw in zip(batch, contents, strict=True):
            yield source, next(made) if isinstance(raw, bytes) else raw


def _parallel(tasks: Iterable[Task], shared: Context, args: argparse.Namespace) -> Iterator[Outcome]:
    if args.jobs == 1:
        prepare(shared)
        yield from (work(source, made, args.out, args.force) for source, made in tasks)
        return
    rest = iter(tasks)
    while True:
        waiting: deque[Task] = deque()
        try:
            yield from _pooled(rest, waiting, shared, args)
            return
        except BrokenProcessPool:
            yield from (_alone(task, shared, args) for task in waiting)


def _pooled(rest: Iterator[Task], waiting: deque[Task], shared: Context, args: argparse.Namespace) -> Iterator[Outcome]:
    """Import with several processes. `waiting` holds what has no outcome yet, so that no file is forgotten when a process dies."""
    futures: deque[Future[Outcome]] = deque()
    with ProcessPoolExecutor(args.jobs, initializer=prepare, initargs=(shared,)) as pool:
        try:
            for task in rest:
                waiting.append(task)
                futures.append(pool.submit(work, *task, args.out, args.force))
                if len(waiting) >= args.jobs * _AHEAD:
                    yield _first(waiting, futures)
            while waiting:
                yield _first(waiting, futures)
        finally:
            pool.shutdown(cancel_futures=True)


def _first(waiting: deque[Task], futures: deque[Future[Outcome]]) -> Outcome:
    outcome = futures[0].result()
    waiting.popleft()
    futures.popleft()
    return outcome


def _alone(task: Task, shared: Context, args: argparse.Namespace) -> Outcome:
    """Import a file in a process of its own: that which ends the process is then known, and the others are done."""
    with ProcessPoolExecutor(1, initializer=prepare, initargs=(shared,)) as pool:
        try:
            return pool.submit(work, *task, args.out, args.force).result()
        except BrokenProcessPool:
            return Outcome(task[0].name, why=_BROKEN)


def _show(outcomes: list[Outcome], out: Path) -> None:
    """Print what was done: a line for each file, and for what was refused the reason."""
    drafts = sum(outcome.drafts for outcome in outcomes)
    table = Table(box=None, pad_edge=False)
    for name in ("文件", "草稿", "结果"):
        table.add_column(name, overflow="fold", justify="right" if name == "草稿" else "left")
    for outcome in outcomes[:500]:
        table.add_row(_plain(outcome.name), str(outcome.drafts or ""), _plain(outcome.why or outcome.said))
    Console(width=None if sys.stdout.isatty() else 160, highlight=False, markup=False, emoji=False).print(table)
    if len(outcomes) > 500:
        print(f"……另有 {len(outcomes) - 500} 个文件，见各自的报告。")
    refused = sum(bool(outcome.why) for outcome in outcomes)
    adopted = sum(outcome.adopted for outcome in outcomes)
    said = f"共 {len(outcomes)} 个文件：{drafts} 篇草稿{f'（其中 {adopted} 篇已收进文库）' if adopted else ''}，{refused} 个文件没有导入。"
    print(said + (f"报告在 {out}{os.sep}〈文件名〉.report.txt。" if drafts else ""))


def _plain(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)


if __name__ == "__main__":
    sys.exit(main())
