"""How well and how fast files become drafts: python -m scripts.bench_import [--wrong] [--many 10000] [--old 300]. Exit 1 below the aims.

The tuning half was looked at while the stages were written, the reporting half has other layouts and is for reporting only.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.importing.files import corpus
from bench.importing.measures import Score, add
from scripts import soffice
from scripts.tables import ROOT
from wenku.importing import reporting
from wenku.importing.model import Refused
from wenku.importing.pipeline import Context, context, import_file
from wenku.library import read_library

AIMS = {"拆分 F1": 0.95, "题名": 0.90, "领域": 0.90, "种类": 0.90}
LOST = 0.001


def main(argv: list[str] | None = None) -> int:
    """Print figures of both halves, then of speed and memory; return 1 when the reporting half misses an aim."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench_import", description="导入的准确率、速度和内存。")
    parser.add_argument("--wrong", action="store_true", help="列出每一处不符")
    parser.add_argument("--many", type=int, default=300, metavar="N", help="导入 N 个生成的文件，量速度和内存；0 不量")
    parser.add_argument("--old", type=int, default=0, metavar="N", help="导入 N 个 .doc（先由 LibreOffice 做出来）")
    args = parser.parse_args(argv)
    library = read_library(ROOT / "docs")
    shared = context(library.data, {})
    poor = []
    for half, name in (("tuning", "调规则用的文件"), ("reporting", "只用于报告的文件")):
        score = measured(half, shared)
        print(f"{name}：{len(corpus(half))} 个文件，{score.golds} 篇")
        poor = _print(score, args.wrong)
    if args.many:
        _many(args.many)
    if args.old:
        _old(args.old)
    if poor:
        print(f"没有达到：{'、'.join(poor)}")
    return 1 if poor else 0


def measured(half: str, shared: Context) -> Score:
    """Import one half of the corpus and return its score."""
    score = Score()
    for name, raw, golds in corpus(half):
        try:
            done = import_file(name, raw, shared)
        except Refused as error:
            score.wrong.append(f"{name} 没有导入：{error}")
            done = None
        add(score, name, golds, done, reporting.as_text(done) + reporting.as_json(done, {}) if done else "")
    return score


def figures(score: Score) -> dict[str, float]:
    """Return the figures that have an aim, 0 to 1."""
    found = max(1, score.found)
    return {"拆分 F1": score.f1, "题名": score.titles / max(1, score.titled), "领域": score.domains / found, "种类": score.kinds / found}


def _print(score: Score, wrong: bool) -> list[str]:
    values = figures(score)
    print("  " + "，".join(f"{name} {value:.3f}" for name, value in values.items()))
    lost = score.lost / max(1, score.grams)
    print(f"  丢失文字 {lost:.3%}（{score.lost}/{score.grams}），残留广告 {score.junk} 处，残留个人信息 {score.private} 处")
    if wrong:
        print("\n".join(f"    {line}" for line in score.wrong))
    poor = [name for name, aim in AIMS.items() if values[name] < aim]
    return poor + ["丢失文字"] * (lost > LOST) + ["残留广告"] * (score.junk > 0) + ["残留个人信息"] * (score.private > 0)


def _many(count: int) -> None:
    """Import generated files twice as many the second time by the command itself: speed, and memory that must not grow."""
    for number in (max(1, count // 10), count):
        with tempfile.TemporaryDirectory(prefix="wenku-bench-") as folder:
            place = Path(folder) / "raw"
            place.mkdir()
            size = _fill(place, number)
            seconds, peak = _run(place, Path(folder) / "drafts")
            print(f"{number} 个文件，{size / 1e6:.1f} MB：{seconds:.0f} 秒，{size / 1e6 / seconds:.3f} MB/秒（2 个进程），最大的一个进程 {peak / 1024:.0f} MB")


def _fill(place: Path, number: int) -> int:
    models, size = corpus("tuning") + corpus("reporting"), 0
    for n in range(number):
        name, raw, _ = models[n % len(models)]
        (place / f"{n:05d}-{name}").write_bytes(raw)
        size += len(raw)
    return size


def _run(place: Path, out: Path) -> tuple[float, int]:
    """Return (seconds, kB of the largest process so far) of one run of the command."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "scripts.import_texts", str(place), "--out", str(out)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


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
        subprocess.run([soffice.found(), profile, "--headless", "--convert-to", "doc", "--outdir", str(made), *map(str, sorted(place.iterdir()))], capture_output=True, timeout=1800)
        seconds, _ = _run(made, Path(folder) / "drafts")
        drafts = len(list((Path(folder) / "drafts").rglob("*.report.json")))
        print(f"{len(list(made.iterdir()))} 个 .doc：{seconds:.0f} 秒，{drafts} 个导入")


if __name__ == "__main__":
    sys.exit(main())
