"""Precision and recall of the checks per rule group: python -m scripts.bench_checks [--wrong]. Exit 1 below 0.95.

tests/passages/tuning was used while the rules were written; tests/passages/reporting was written afterwards by somebody who
had not seen them, and is for reporting only: no passage goes in or out because of how the rules do on it.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Any

import yaml

from scripts.command import Parser
from wenku.library import read_library
from wenku.passages import GROUPS, Passage, Score, score
from wenku.scanners import Scanners

ROOT = Path(__file__).resolve().parent.parent
PASSAGES = ROOT / "tests" / "passages"
AIM = 0.95
DAY = datetime.date(2026, 11, 22)


def main(argv: list[str] | None = None) -> int:
    """Print a table for both halves; return 1 when a group of the reporting half is below the aim."""
    parser = Parser(prog="python -m scripts.bench_checks", description="各类检查的查准率和查全率。")
    parser.add_argument("--wrong", action="store_true", help="列出每一处不符")
    args = parser.parse_args(argv)
    scanners = Scanners(read_library(ROOT / "docs").data, DAY)
    poor = []
    for half, title in (("tuning", "调规则用的短文"), ("reporting", "只用于报告的短文")):
        print(f"{title}（tests/passages/{half}）\n{'组':<12}{'短文':>6}{'应查出':>7}{'查准率':>8}{'查全率':>8}")
        for group, family in GROUPS.items():
            result = score(passages(half, group), family, scanners)
            print(f"{group:<12}{result.passages:>8}{result.right + result.missed:>9}{result.precision:>10.3f}{result.recall:>10.3f}")
            if args.wrong:
                _show(result)
            if half == "reporting" and min(result.precision, result.recall) < AIM:
                poor.append(group)
        print()
    if poor:
        print(f"低于 {AIM}：{'、'.join(poor)}")
    return 1 if poor else 0


def passages(half: str, group: str) -> list[Passage]:
    """Read the passages of a group: half is tuning or reporting."""
    path = PASSAGES / half / f"{group}.yml"
    rows = yaml.safe_load(path.read_text("utf-8")) if path.exists() else []
    return [_passage(row) for row in rows]


def _passage(row: dict[str, Any]) -> Passage:
    """A passage that begins with # is a heading, written as in a text."""
    heading = row.get("heading", False) or row["text"].startswith("#")
    return Passage(row["text"].lstrip("# ") if heading else row["text"], tuple(row["expect"]), heading)


def _show(result: Score) -> None:
    for text, too_many, missed in result.wrong:
        print(f"    {text}\n      多出 {' '.join(too_many) or '—'}，漏了 {' '.join(missed) or '—'}")


if __name__ == "__main__":
    sys.exit(main())
