"""Measure how the build grows with the library: python -m scripts.bench [--sizes 300 600 1200] [--no-peers].

Generated libraries (bench.corpus) are built in scratch folders, Chinese pages only: by our build, and by mkdocs-material
without our hooks over the same texts, once with MkDocs's automatic navigation, once with a navigation that names no text.
"""

from __future__ import annotations

import gzip
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from scripts.command import Parser

ROOT = Path(__file__).resolve().parent.parent
OURS, AUTOMATIC, LIMITED = "本库", "Material，自动导航", "Material，导航不列文本"


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of wall clock and of user + system time, peak memory in bytes."""

    wall: float
    cpu: float
    memory: int


@dataclass(frozen=True)
class Result:
    """A build's cost and what it wrote: bytes of one text's page raw and by gzip, bytes of the site, number of pages."""

    name: str
    texts: int
    cost: Cost
    page: int
    page_gzip: int
    site: int
    pages: int


class BuildError(RuntimeError):
    """A measured command failed; the message is its own last output."""


def measured(command: Sequence[str], environment: dict[str, str]) -> Cost:
    """Run a command to its end; its children are counted when it has waited for them. Raises BuildError."""
    with tempfile.TemporaryFile() as output:
        start = time.monotonic()
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise BuildError(output.read().decode("utf-8", "replace")[-2000:])
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


def write_corpus(docs: Path, count: int, seed: int = 1) -> None:
    """Generate a library in a process of its own: a large parent would be counted into the peak memory of its children."""
    command = [sys.executable, "-m", "bench.corpus", "--texts", str(count), "--out", str(docs), "--seed", str(seed)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def first_text(docs: Path) -> str:
    """Return the address of text number 0, the same in a library of any size."""
    own = (p for p in sorted(docs.glob("plans/*/*.md")) if "\ncode: D0001\n" in p.read_text("utf-8"))
    return next(own).relative_to(docs).as_posix().removesuffix(".md") + ".html"


def peer_config(docs: Path, automatic: bool) -> dict[str, object]:
    """Return the configuration of mkdocs-material as it comes, without search."""
    config: dict[str, object] = {
        "site_name": "基层文库", "docs_dir": str(docs), "use_directory_urls": False,
        "theme": {"name": "material", "language": "zh", "font": False}, "plugins": [],
        "markdown_extensions": ["tables", {"pymdownx.blocks.admonition": {"types": ["guidance", "variant", "signature", "attachment"]}}],
    }  # fmt: skip
    return config if automatic else {**config, "nav": ["index.md"], "not_in_nav": "*"}


def peer_docs(docs: Path, out: Path) -> None:
    """Copy the texts with the title alone for front matter (`template` is the name of a theme's file to MkDocs)."""
    for path in sorted(docs.glob("plans/*/*.md")):
        target = out / path.relative_to(docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        kept = [line for line in front.split("\n") if line.startswith("title:")]
        target.write_text("\n".join(["---", *kept, "---", ""]) + body, encoding="utf-8")
    (out / "index.md").write_text("# 首页\n", encoding="utf-8")


def build(name: str, texts: int, page: str, site: Path, config: Path, **environment: str) -> Result:
    """Build one site strictly, Chinese pages only, and measure it. Raises BuildError."""
    env = {**os.environ, "LANGS": "zh", "RELEASE": "bench", "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    env.update({"SOURCE_DATE_EPOCH": "1767225600", **environment})
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(config), "--site-dir", str(site)]
    cost = measured(command, env)
    html = (site / page).read_bytes()
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return Result(name, texts, cost, len(html), len(gzip.compress(html, 6, mtime=0)), sum(p.stat().st_size for p in files), pages)


def build_ours(texts: int, scratch: Path) -> Result:
    """Generate a library of a size in scratch/docs, build it by the real hooks into scratch/site and measure the build."""
    docs = scratch / "docs"
    write_corpus(docs, texts)
    return build(OURS, texts, first_text(docs), scratch / "site", ROOT / "mkdocs.yml", DOCS_DIR=str(docs))


def build_peer(texts: int, scratch: Path, automatic: bool) -> Result:
    """Build the same texts by mkdocs-material alone and measure the build."""
    docs, own, config = scratch / "docs", scratch / "peer", scratch / "mkdocs.yml"
    write_corpus(docs, texts)
    peer_docs(docs, own)
    config.write_text(yaml.safe_dump(peer_config(own, automatic), allow_unicode=True), encoding="utf-8")
    return build(AUTOMATIC if automatic else LIMITED, texts, first_text(docs), scratch / "site", config)


def exponent(before: Result, after: Result) -> float:
    """Return e in cpu ~ texts^e between two sizes."""
    return math.log(after.cost.cpu / before.cost.cpu) / math.log(after.texts / before.texts)


def table(results: Sequence[Result]) -> list[tuple[str, ...]]:
    """Return the rows of the table, the header first; the exponent stands at the larger of two sizes."""
    rows = [("生成方式", "文本", "页面", "用时 s", "CPU s", "内存 MB", "文本页 kB", "gzip kB", "全站 MB", "CPU 指数")]
    last: dict[str, Result] = {}
    for one in results:
        growth = f"{exponent(last[one.name], one):.2f}" if one.name in last else "—"
        last[one.name] = one
        cost = one.cost
        rows.append((one.name, str(one.texts), str(one.pages), f"{cost.wall:.1f}", f"{cost.cpu:.1f}", f"{cost.memory / 1e6:.0f}",
                     f"{one.page / 1000:.1f}", f"{one.page_gzip / 1000:.1f}", f"{one.site / 1e6:.1f}", growth))  # fmt: skip
    return rows


def _print(rows: Sequence[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table

    shown = Table()
    for at, title in enumerate(rows[0]):
        shown.add_column(title, justify="right" if at else "left", no_wrap=True)
    for row in rows[1:]:
        shown.add_row(*row)
    Console(width=120).print(shown)


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = Parser(prog="python -m scripts.bench", description="测量生成的用时、内存、页面大小随文本数量怎样增长。")
    parser.add_argument("--sizes", metavar="N", type=int, nargs="+", default=[300, 600, 1200], help="文本数量，默认 300 600 1200")
    parser.add_argument("--no-peers", action="store_true", help="不与没有本库程序的 mkdocs-material 对比")
    args = parser.parse_args(argv)
    if not hasattr(os, "wait4"):
        print("测量 CPU 时间和内存需要 Linux 或 macOS。", file=sys.stderr)
        return 2
    if min(args.sizes) < 1 or max(args.sizes) > 10_000:
        print("文本数量应当在 1 到 10000 之间。", file=sys.stderr)
        return 2
    ways: list[tuple[str, Callable[[int, Path], Result]]] = [(OURS, build_ours)]
    if not args.no_peers:
        ways += [(LIMITED, lambda n, at: build_peer(n, at, False)), (AUTOMATIC, lambda n, at: build_peer(n, at, True))]
    results: list[Result] = []
    for name, way in ways:
        for size in sorted(set(args.sizes)):
            print(f"正在生成：{name}，{size} 个文本……", file=sys.stderr, flush=True)
            scratch = Path(tempfile.mkdtemp(prefix="jiceng-bench-"))
            try:
                results.append(way(size, scratch))
            except BuildError as error:
                print(f"没有生成：{name}，{size} 个文本。它最后的输出是：\n{error}", file=sys.stderr)
                return 1
            finally:
                shutil.rmtree(scratch, ignore_errors=True)
    _print(table(results))
    print("只生成中文；CPU 是用户态加内核态；CPU 指数是与上一行相比，1.00 就是成正比。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
