"""What became of each row, for the terminal, 报告.txt and 报告.csv."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wenku.fill.rows import Record

TITLE = "基层文库：成批填写的报告"
HEADER = ("行", "列", "字段", "结果", "问题", "怎样才对")


@dataclass(frozen=True)
class Outcome:
    """A row and what became of it: the name of its file, or why there is none (`failed`) beside its own faults."""

    record: Record
    name: str = ""
    failed: str = ""

    @property
    def good(self) -> bool:
        """True when its file was written."""
        return bool(self.name) and not self.failed


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return the result in one line."""
    good = sum(outcome.good for outcome in outcomes)
    bad = len(outcomes) - good
    return f"共 {len(outcomes)} 行，做好 {good} 份" + (f"，{bad} 行没有做" if bad else "，全部做好") + "。"


def lines(source: str, about: Sequence[str], outcomes: Sequence[Outcome], files: bool = True) -> list[str]:
    """Return the report as lines. `source` names the table, `about` says what was noticed at it; `files`: with the files made."""
    said = [TITLE, f"表格：{source}", *about, summary(outcomes)]
    bad = [outcome for outcome in outcomes if not outcome.good]
    if bad:
        said += ["", "没有做的行："]
    for outcome in bad:
        said += [str(fault) for fault in outcome.record.faults]
        if outcome.failed:
            said.append(f"第 {outcome.record.row} 行：{outcome.failed}")
    good = [outcome for outcome in outcomes if outcome.good]
    if good and files:
        said += ["", "做好的文件：", *(f"第 {outcome.record.row} 行：{outcome.name}" for outcome in good)]
    return said


def table(outcomes: Sequence[Outcome]) -> list[Sequence[str | int]]:
    """Return the report as rows, the first of which names the columns: a row for each fault, and for each file."""
    rows: list[Sequence[str | int]] = [HEADER]
    for outcome in outcomes:
        rows += [(f.row, f.column, f.label, "没有做", f.message, f.right) for f in outcome.record.faults]
        if outcome.failed:
            what, _, right = outcome.failed.partition(" → ")
            rows.append((outcome.record.row, "", "", "没有做", what, right))
        elif outcome.good:
            rows.append((outcome.record.row, "", "", outcome.name, "", ""))
    return rows
