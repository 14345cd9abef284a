"""How well and how fast files become drafts: python -m scripts.bench_import [--wrong] [--many 10000] [--old 300]. Exit 1 below the aims.

Two corpora, each in halves: the tuning half may be looked at while the importer is written, the reporting half has other layouts and
gives figures only. The generated corpus is by the importer's own writers, the unseen one is not: its figures are the ones to believe.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.importing import shorts
from bench.importing.files import corpus
from bench.importing.measures import GENERATED, Score, Unwanted, add
from bench.importing.texts import Gold
from bench.importing.unseen import shelf
from bench.importing.unseen.corpus import by_hand
from bench.importing.unseen.gold import Label
from scripts import soffice
from scripts.command import Parser
from scripts.tables import ROOT
from wenku.importing import reporting
from wenku.importing.model import Refused
from wenku.importing.pipeline import Context, context, import_file
from wenku.library import read_library
from wenku.model import Text

AIMS = {"拆分 F1": 0.95, "题名": 0.90, "领域": 0.90, "种类": 0.90}
LOST = 0.001

Raw = tuple[str, bytes, Sequence[Gold | Label], Unwanted]
"""A raw file: its name, its bytes, its texts, and what must have gone."""
GROUPS = (
    ("生成的，调规则用", "generated", "tuning"),
    ("生成的，只用于报告", "generated", "reporting"),
    ("没见过的，手写，调规则用", "by hand", "tuning"),
    ("没见过的，文库改成，调规则用", "library", "tuning"),
    ("没见过的，手写，只用于报告", "by hand", "reporting"),
    ("没见过的，文库改成，只用于报告", "library", "reporting"),
)


def main(argv: list[str] | None = None) -> int:
    """Print figures of each group of files, then of speed and memory; return 1 when a reporting group misses an aim."""
    parser = Parser(prog="python -m scripts.bench_import", description="导入的准确率、速度和内存。")
    parser.add_argument("--wrong", action="store_true", help="列出调规则用的文件中每一处不符")
    parser.add_argument("--reveal", action="store_true", help="同 --wrong 一起用：只用于报告的文件也列出。看过就不再是没见过的")
    parser.add_argument("--many", type=int, default=300, metavar="N", help="导入 N 个生成的文件，量速度和内存；0 不量")
    parser.add_argument("--old", type=int, default=0, metavar="N", help="导入 N 个 .doc（先由 LibreOffice 做出来）")
    args = parser.parse_args(argv)
    library = read_library(ROOT / "docs")
    shared = context(library.data, {})
    poor = []
    for name, corpus_name, half in GROUPS:
        files = list(raws(corpus_name, half, library.texts))
        score = scored(files, shared)
        print(f"{name}：{len(files)} 个文件，{score.golds} 篇")
        missed = _print(score, args.wrong and (half == "tuning" or args.reveal))
        poor += [f"{what}（{name}）" for what in missed if half != "tuning"]
    for half in shorts.HALVES:
        _short(half, shared)
    if args.many:
        _many(args.many)
    if args.old:
        _old(args.old)
    if poor:
        print(f"没有达到：{'、'.join(poor)}")
    return 1 if poor else 0


def _short(half: str, shared: Context) -> None:
    """Print how many labels of the short passages of one half are found: a title and a few lines each."""
    wrong, told = [what for what, _ in shorts.wrong(half, shared.vocabulary)], [what for what, _ in shorts.told(half)]
    number, secrets = len(shorts.passages(half)), shorts.secrets(half)
    print(f"短文（{'调规则用' if half == 'tuning' else '只用于报告'}）：{number} 段，领域 {1 - wrong.count('domain') / number:.3f}，种类 {1 - wrong.count('kind') / number:.3f}")
    print(f"  个人信息和不宜公开的句子 {len(secrets)} 句：该去的 {sum(len(one.gone) for one in secrets)} 处留下 {told.count('gone')}，该留的 {sum(len(one.stays) for one in secrets)} 处丢了 {told.count('stays')}")


def raws(name: str, half: str, texts: Iterable[Text] = ()) -> Iterator[Raw]:
    """Yield the files of one half of a corpus ("generated", "by hand", or "library": made from `texts`)."""
    if name == "generated":
        yield from ((*file, GENERATED) for file in corpus(half))
        return
    for path, raw, gold in by_hand(half) if name == "by hand" else shelf.files(half, texts):
        yield path, raw, gold.texts, Unwanted(gold.gone, gold.private, gold.left_out)


def measured(half: str, shared: Context) -> Score:
    """Import one half of the generated corpus and return its score."""
    return scored(raws("generated", half), shared)


def scored(files: Iterable[Raw], shared: Context) -> Score:
    """Import files and return their score."""
    score = Score()
    for name, raw, golds, unwanted in files:
        try:
            done = import_file(name, raw, shared)
        except Refused as error:
            score.wrong += [f"{name} 没有导入：{error}"] * bool(golds)
            done = None
        add(score, name, golds, done, reporting.as_text(done) + reporting.as_json(done, {}) if done else "", unwanted)
    return score


def figures(score: Score) -> dict[str, float]:
    """Return the figures that have an aim, 0 to 1."""
    found = max(1, score.found)
    return {"拆分 F1": score.f1, "题名": score.titles / max(1, score.titled), "领域": score.domains / found, "种类": score.kinds / found}


def _print(score: Score, wrong: bool) -> list[str]:
    values = figures(score)
    print("  " + "，".join(f"{name} {value:.3f}" for name, value in values.items()))
    lost = score.lost / max(1, score.grams)
    print(f"  丢失文字 {lost:.3%}（{score.lost}/{score.grams}），残留广告 {score.junk} 处，残留个人信息 {score.private} 处，残留不宜公开的内容 {score.sensitive} 处")
    if wrong:
        print("\n".join(f"    {line}" for line in score.wrong))
    poor = [name for name, aim in AIMS.items() if values[name] < aim]
    left = {"残留广告": score.junk, "残留个人信息": score.private, "残留不宜公开的内容": score.sensitive}
    return poor + ["丢失文字"] * (lost > LOST) + [name for name, count in left.items() if count]


def _many(count: int) -> None:
    """Import generated files by the command itself, a tenth of them first: speed, and memory that must not grow with their number."""
    peaks = []
    for number in (max(1, count // 10), count):
        with tempfile.TemporaryDirectory(prefix="wenku-bench-") as folder:
            place = Path(folder) / "raw"
            place.mkdir()
            size = _fill(place, number) / 1e6
            run = _run(place, Path(folder) / "drafts")
            peaks.append(run)
            print(f"{number} 个文件，{size:.1f} MB：{run.seconds:.0f} 秒，{size / run.seconds:.3f} MB/秒（2 个进程），最大的工作进程 {run.worker} MB，主进程 {run.parent} MB")
    first, last = peaks
    print(f"文件多十倍，内存是原来的 {last.worker / max(1, first.worker):.2f} 倍（工作进程）、{last.parent / max(1, first.parent):.2f} 倍（主进程）")


def _fill(place: Path, number: int) -> int:
    models, size = corpus("tuning") + corpus("reporting"), 0
    for n in range(number):
        name, raw, _ = models[n % len(models)]
        (place / f"{n:05d}-{name}").write_bytes(raw)
        size += len(raw)
    return size


@dataclass(frozen=True)
class Run:
    """One run of the command: seconds, and the greatest memory in MB of its own process and of its largest worker."""

    seconds: float
    parent: int
    worker: int


_TOLD = (
    "import resource, sys; from scripts.import_texts import main; main(sys.argv[1:]);"
    "print('peaks', *(resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))"
)


def _run(place: Path, out: Path) -> Run:
    """Run the command on a folder."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", _TOLD, str(place), "--out", str(out)], cwd=ROOT, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    peaks = re.findall(r"(?m)^peaks (\d+) (\d+)", done.stdout)
    if not peaks:
        raise SystemExit(f"导入没有完成：{done.stderr[-500:]}")
    return Run(seconds, *map(int, peaks[0]))


def _old(count: int) -> None:
    if not soffice.found():
        print(f".doc 没有量：{soffice.MISSING}")
        return
    with tempfile.TemporaryDirectory(prefix="wenku-bench-") as folder:
        place, made = Path(folder) / "docx", Path(folder) / "doc"
        place.mkdir()
        models = [raw for name, raw, _ in corpus("tuning") + corpus("reporting") if name.endswith(".docx")]
        for n in range(count):
            (place / f"{n:03d}.docx").write_bytes(models[n % len(models)])
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        sources = sorted(map(str, place.iterdir()))
        for at in range(0, count, 50):  # LibreOffice stops before the end of a long list without a word
            subprocess.run([soffice.found(), profile, "--headless", "--convert-to", "doc", "--outdir", str(made), *sources[at : at + 50]], capture_output=True, timeout=600)
        run = _run(made, Path(folder) / "drafts")
        drafts = len(list((Path(folder) / "drafts").rglob("*.report.json")))
        number = len(list(made.iterdir()))
        print(f"{number} 个 .doc：{run.seconds:.0f} 秒，每秒 {number / run.seconds:.1f} 个；{drafts} 个导入，{number - drafts} 个没有导入")


if __name__ == "__main__":
    sys.exit(main())
