"""Name the texts that a change in the law data touches: python -m scripts.stale --since 2026-08-01 [--json]. Exit 0, or 2.

`make stale SINCE=2026-08-01` passes the day in the environment, so that no shell ever reads it.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.command import Parser
from wenku.library import read_library
from wenku.stale import LawChange, Touched, changes_since, touched

ROOT = Path(__file__).resolve().parent.parent


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    args = _parser().parse_args(argv)
    wanted = args.since if args.since is not None else os.environ.get("SINCE", "")
    since = _day(wanted)
    if since is None:
        given = f"“{wanted[:30]}”不是存在的日期" if wanted else "没有写从哪一天算起"
        print(f"{given}：请写成 --since 2026-08-01（make stale SINCE=2026-08-01）。", file=sys.stderr)
        return 2
    docs = args.docs.resolve()
    if not (docs / "_data").is_dir():
        print(f"找不到数据文件夹 {docs / '_data'}：--docs 应当指向含有 _data 的 docs 文件夹。", file=sys.stderr)
        return 2
    library = read_library(docs)
    if library.data.broken or any(problem.code.startswith("DATA") for _, problem in library.data.problems):
        print("数据文件有错误，先运行 python -m scripts.check 改正。", file=sys.stderr)
        return 2
    laws = library.data["laws"]
    texts = [entry.text for entry in library.entries if entry.text]
    _print(since, changes_since(laws, since), touched(texts, laws, since), args.json)
    unread = [entry.path for entry in library.entries if entry.is_text and entry.text is None]
    if unread:
        print(f"有 {len(unread)} 个文本还有错误，没有看：{'、'.join(unread[:5])}", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(usage="python -m scripts.stale --since 2026-08-01 [--json]", description="列出法规库的变动影响到的文本。")
    parser.add_argument("--since", metavar="日期", help="从哪一天算起，如 2026-08-01；不写时用环境变量 SINCE")
    parser.add_argument("--json", action="store_true", help="结果写成 JSON")
    parser.add_argument("--docs", metavar="文件夹", type=Path, default=ROOT / "docs", help="docs 文件夹")
    return parser


def _day(text: str) -> datetime.date | None:
    """Read one full ISO date; nothing else is a day (fromisoformat alone also takes 20260801 and week dates)."""
    try:
        return datetime.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None


def _print(since: datetime.date, changes: Sequence[LawChange], found: Sequence[Touched], as_json: bool) -> None:
    if as_json:
        print(json.dumps(_record(since, changes, found), ensure_ascii=False, indent=2))
        return
    print(f"{since.isoformat()} 以来法规库有 {len(changes)} 部变动，影响 {len(found)} 个文本。")
    for item in found:
        print(f"\ndocs/{item.text.path}（{item.text.code} {item.text.title}）")
        for change in item.changes:
            where = "" if change.law.id in item.listed else "；正文写到，laws 没有列"
            later = f"；改看《{change.replacement.title}》" if change.replacement else ""
            print(f"  - 《{change.law.title}》{'，'.join(change.what)}{later}{where}")


def _record(since: datetime.date, changes: Sequence[LawChange], found: Sequence[Touched]) -> dict[str, object]:
    def law(change: LawChange) -> dict[str, object]:
        later = change.replacement.id if change.replacement else None
        return {"id": change.law.id, "name": change.law.name, "what": list(change.what), "replaced_by": later}

    texts = [
        {
            "path": f"docs/{item.text.path}",
            "code": item.text.code,
            "title": item.text.title,
            "laws": [{**law(change), "listed": change.law.id in item.listed} for change in item.changes],
        }
        for item in found
    ]
    return {"since": since.isoformat(), "laws": [law(change) for change in changes], "texts": texts}


if __name__ == "__main__":
    sys.exit(main())
