"""Check and build the whole site into site/: python -m scripts.build [--lang zh] [--out DIR]."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from scripts.command import Parser, languages

ROOT = Path(__file__).resolve().parent.parent


def main(argv: list[str] | None = None) -> int:
    """Run the build; return its exit code."""
    parser = Parser(prog="python -m scripts.build", description="检查并生成整个网站。")
    parser.add_argument("--lang", metavar="语言", type=languages, default=os.environ.get("LANGS") or "all", help="all（默认）、zh，或者 zh,en")
    parser.add_argument("--out", metavar="文件夹", type=Path, default=ROOT / "site", help="写到哪个文件夹")
    args = parser.parse_args(argv)
    print("正在检查文本并生成网站……", flush=True)
    start = time.monotonic()
    code = mkdocs("build", "--site-dir", str(args.out.resolve()), lang=args.lang)
    if code == 0:
        count = sum(1 for _ in args.out.rglob("*.html"))
        print(f"网站已生成：{args.out}，{count} 个页面，用时 {time.monotonic() - start:.0f} 秒。")
    return code


def mkdocs(*arguments: str, lang: str) -> int:
    """Run MkDocs in a process of its own with reproducible dates, show what it says beyond its progress; return its code.

    Not with --quiet: that raises the level of its log, and strict mode would no longer count warnings.
    """
    environment = {**os.environ, "LANGS": lang, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    environment.setdefault("SOURCE_DATE_EPOCH", "1767225600")
    command = [sys.executable, "-m", "mkdocs", *arguments]
    running = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, encoding="utf-8", errors="replace")
    for line in running.stderr or ():
        if not line.startswith("INFO "):
            print(line, end="", file=sys.stderr, flush=True)
    return running.wait()


if __name__ == "__main__":
    sys.exit(main())
