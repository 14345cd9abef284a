"""Prove that publishing never breaks the site: python -m scripts.proof_publish [--only …] [--publications 50] [--kills 200] [--quick].

Real git, the real build of a small library, nginx and wrk on this machine's own addresses. Prints counts; exit 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from scripts.bench import write_corpus
from scripts.command import Parser
from scripts.publishing import hostile, trials
from scripts.publishing.load import found
from scripts.publishing.trial import Copy, copy, install

TEXTS = 4
NEEDED = {"nginx": "nginx-light", "wrk": "wrk", "bwrap": "bubblewrap"}
Proof = Callable[[Copy, argparse.Namespace], tuple[bool, str]]
PROOFS: dict[str, tuple[str, Proof]] = {
    "reading": ("不断访问时连续发布", lambda made, args: trials.publications(made, args.publications)),
    "kill": ("任意时刻 kill -9", lambda made, args: trials.kills(made, args.kills, random.Random(args.seed))),
    "race": ("两人同时推送", lambda made, args: trials.races(made, args.rounds)),
    "branches": ("强制推送和删除分支", lambda made, args: trials.branches(made)),
    "hang": ("生成时卡住", lambda made, args: trials.hang(made)),
    "copy": ("写到一半时复制整个文件夹", lambda made, args: trials.copies(made, args.rounds)),
    "clock": ("时钟被拨回十年", lambda made, args: trials.clock(made)),
    "disk": ("磁盘写满", lambda made, args: trials.full_disk(made)),
    "files": ("一次推送 10,000 个文件", lambda made, args: hostile.many_files(made)),
    "names": ("文件名里有换行、不是 UTF-8", lambda made, args: hostile.odd_names(made)),
    "zeros": ("一个提交 500 MB（全是零）", lambda made, args: hostile.half_a_gigabyte(made, False)),
    "random": ("一个提交 500 MB（不能压缩）", lambda made, args: hostile.half_a_gigabyte(made, True)),
}


def main(argv: list[str] | None = None) -> int:
    """Run the proofs; return 0 when all hold."""
    args = _parser().parse_args(argv)
    missing = [package for program, package in NEEDED.items() if not found(program)]
    if missing:
        print(f"缺少 {'、'.join(missing)}：Debian 和 Ubuntu 运行 apt-get install --no-install-recommends {' '.join(missing)}", file=sys.stderr)
        return 2
    held = []
    with tempfile.TemporaryDirectory() as folder:
        print(f"正在建立服务器和 {TEXTS} 个文本的文库……", file=sys.stderr, flush=True)
        first = _first(Path(folder), args.quick)
        for name in args.only or PROOFS:
            title, proof = PROOFS[name]
            begun = time.monotonic()
            with tempfile.TemporaryDirectory(dir=folder) as room:
                good, said = proof(trials.own(first, Path(room)), args)
            held.append(good)
            print(f"{'通过' if good else '不通过'}  {title}：{said}（{time.monotonic() - begun:.0f} 秒）", flush=True)
    print(f"{sum(held)} 项通过，{len(held) - sum(held)} 项不通过")
    return 0 if all(held) else 1


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m scripts.proof_publish", description="证明一次推送就发布，而且网站从不损坏。")
    parser.add_argument("--only", nargs="+", choices=PROOFS, metavar="项目", help=f"只做其中几项：{' '.join(PROOFS)}")
    parser.add_argument("--publications", metavar="N", type=int, default=50, help="不断访问时发布多少次")
    parser.add_argument("--kills", metavar="N", type=int, default=200, help="kill -9 多少次")
    parser.add_argument("--rounds", metavar="N", type=int, default=10, help="同时推送、复制各做多少次")
    parser.add_argument("--seed", metavar="N", type=int, default=1, help="随机数的种子")
    parser.add_argument("--quick", action="store_true", help="用几行的程序代替 MkDocs，只试发布的机制")
    return parser


def _first(folder: Path, quick: bool) -> Copy:
    """Make a server with one release, and the copy it came from."""
    write_corpus(folder / "docs", TEXTS)
    server = install(folder / "server", quick)
    server.settings(site={"LANGS": "zh"})
    made = copy(folder / "work", server, folder / "docs")
    code, said = made.push()
    if code:
        raise RuntimeError(said)
    return made


if __name__ == "__main__":
    sys.exit(main())
