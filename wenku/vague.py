"""Vague words (docs/_data/vague.yml), and plans that lack who, what, by when or how measured.

Decisions. Words in “…” are quoted, not used; 《…》 are names. In a table the whole row is the context of a cell: 定期 beside 每季度
is no finding. A 计划 needs one table with task, person, measure and date; a 方案 or 规划 may hold them over several tables, since
it has a table of duties and a timetable. Columns decide in blank forms too: cells that are still to fill are not empty. Parts:
a heading is not measured against `parts` of kinds.yml (the subject decides how a 方案 is cut); only headings known to hold no task
(指导思想, 组织领导 …) are pointed out, with the parts of the kind as the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import regex

from wenku.document import Block, Document, Heading, Table, pieces, reading, walk
from wenku.model import ERROR, INFO, WARNING, Kind, Problem, Text
from wenku.prose import Hit
from wenku.wording import limit, pattern_problems

CODES: dict[str, tuple[str, str, str, bool]] = {
    "VAGUE-1": ("该写谁、做什么、什么时候的地方是空话", "照着空话没有人能办事，年底也查不出办没办。", WARNING, False),
    "PLAN-1": ("任务表缺少一栏", "每项任务要写清由谁做、到什么时候、怎样算做到；缺一样就落不了地。", ERROR, False),
    "PLAN-2": ("任务表里有空格", "空着的一格就是没有定下来的一件事；定不下来的写明由谁在哪一天定。", WARNING, False),
    "PLAN-3": ("这一部分通常没有任务", "指导思想、组织领导一类的部分换到哪份文件都一样；读的人要找的是任务。", INFO, False),
}
COLUMNS = {"task": "任务", "person": "由谁做（牵头、负责人）", "date": "完成时限", "measure": "怎样算做到"}
"""What a task table must have, in Chinese for messages."""
SPLIT_KINDS = ("fangan", "guihua")

_MASK = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|“[^“”]{1,24}”")
_HEADERS = (
    ("date", re.compile(r"时限|时间|月份|期限|日期|时候|何时|节点|时段|周次|进度|阶段|年度$|^年份$|完成月|频次|哪一天|哪天|截止")),
    ("measure", re.compile(r"衡量|怎[样么]算|如何算|算做到|标准|标志|指标|验收|考核|成效|成果|结果|看得见|评价|完成情形|凭据|做到什么")),
    ("person", re.compile(r"牵头|负责人|责任人|责任(?:单位|部门|岗位|主体|方)|^责任$|^负责$|承办|主办|谁|主体|岗位|执行人|经办|组织者|落实人|分管")),
    ("task", re.compile(r"任务|做什么|事项|工作|内容|项目|措施|要做|要办|办什么|负责的事|负责什么|问题|重点|举措|职责")),
)
_PARTS = re.compile(r"[和及与、/／]")
_EMPTY = re.compile(r"[\s\-—–/／…。.·]*|待定|暂缺|同上")
_HOLLOW = re.compile(
    r"^(?:指导思想|总体要求|基本原则|工作原则|(?:重要|重大|深远)?意义|(?:充分)?认识.{0,8}(?:重要性|意义)|"
    r"(?:统一思想|提高认识|高度重视).*|(?:加强|强化)?(?:组织)?领导|组织保障|保障措施|工作要求|(?:加强|强化)(?:宣传|保障|督导|督查).{0,6})$"
)


@dataclass(frozen=True)
class Entry:
    """A row of the table, compiled."""

    id: str
    pattern: Any
    allow: tuple[Any, ...]
    why: str
    write: str


class Vague:
    """The table, compiled. Rows that do not compile or take too long are left out and stand in `problems` (DATA-8)."""

    def __init__(self, rows: Mapping[str, Mapping[str, Any]], lines: Mapping[str, int] | None = None) -> None:
        self.problems = tuple(pattern_problems(rows.values(), lines or {}))
        broken = {row for row in rows for p in self.problems if p.code == "DATA-8" and f"“{row}”" in p.message}
        self.entries = tuple(_entry(row) for row in rows.values() if row["id"] not in broken)

    def scan(self, text: str, context: str = "") -> Iterator[Hit]:
        """Yield VAGUE-1 for a piece. `context`: the other cells of its row."""
        masked = _MASK.sub(lambda m: "　" * len(m.group()), text)
        last = -1
        for start, end, entry in sorted(self._spans(masked), key=lambda span: (span[0], -span[1])):
            around = f"{_sentence(text, start, end)}\n{context}"
            if start < last or any(allow.search(around) for allow in entry.allow):
                continue
            last = end
            yield Hit(start, end, "VAGUE-1", f"“{text[start:end]}”：{entry.why}", entry.write)

    def document_hits(self, document: Document) -> Iterator[tuple[int, Hit]]:
        """Yield (line, finding) for the official text: every variant, no guidance; a table row is the context of its cells."""
        for block in walk(reading(document, None)):
            if isinstance(block, Table):
                for number, row in enumerate(block.rows):
                    whole = "\n".join(row)
                    yield from ((block.line + 2 + number, hit) for cell in row for hit in self.scan(cell, whole))
            else:
                yield from ((line, hit) for line, piece in pieces(block) for hit in self.scan(piece))

    def _spans(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        for entry in self.entries:
            try:
                yield from ((*m.span(), entry) for m in entry.pattern.finditer(text, timeout=limit(text)))
            except TimeoutError:
                continue


def roles(header: str) -> frozenset[str]:
    """Return which of task, person, date, measure a column's header names (责任单位和时限 names two)."""
    found = set()
    for part in _PARTS.split(header):
        found.update(next(([role] for role, words in _HEADERS if words.search(part)), []))
    return frozenset(found)


def plan_problems(text: Text) -> Iterator[Problem]:
    """PLAN-1 to PLAN-3 for a text of a kind that needs a task table (kinds.yml: task_table)."""
    if not text.kind.task_table:
        return
    found: dict[Problem, None] = {}
    for variant in [term.name for term in text.variants] or [None]:
        blocks = tuple(walk(reading(text.document, variant)))
        found.update(dict.fromkeys(_columns(blocks, text.kind)))
        found.update(dict.fromkeys(_empty_cells(blocks)))
        found.update(dict.fromkeys(_hollow(blocks, text.kind)))
    yield from sorted(found, key=lambda problem: (problem.line, problem.code))


def _columns(blocks: Iterable[Block], kind: Kind) -> Iterator[Problem]:
    """PLAN-1: the best table, or for a 方案 or 规划 all its task tables together, has every column."""
    blocks = tuple(blocks)
    tables = [(_table_roles(block), block) for block in blocks if isinstance(block, Table)]
    tasks = [(has, table) for has, table in tables if len(has & {"task", "person", "date"}) >= 2]
    if not tasks:
        line = next((b.line for b in blocks if isinstance(b, Heading)), 1)
        right = f"加一张表，列出{'、'.join(COLUMNS.values())}"
        yield Problem(line, "PLAN-1", f"{kind.name}里没有任务表", right)
        return
    if any(len(has) == len(COLUMNS) for has, _ in tasks):
        return
    best, table = max(tasks, key=lambda item: (len(item[0]), -item[1].line))
    together = frozenset().union(*(has for has, _ in tables)) if kind.id in SPLIT_KINDS else best
    missing = [name for role, name in COLUMNS.items() if role not in together]
    if missing:
        message = f"任务表缺少{'、'.join(f'“{name}”' for name in missing)}"
        yield Problem(table.line, "PLAN-1", message, "给每项任务加上这一栏，逐行填写")


def _empty_cells(blocks: Iterable[Block]) -> Iterator[Problem]:
    """PLAN-2: in a table with task, person and date no cell of a needed column is empty. Fields and 〔…〕 are to fill, not empty."""
    for block in blocks:
        if not isinstance(block, Table) or not {"task", "person", "date"} <= _table_roles(block):
            continue
        for number, row in enumerate(block.rows):
            for header, cell in zip(block.header, row, strict=False):
                if roles(header) and _EMPTY.fullmatch(cell):
                    message = f"任务表第 {number + 1} 行的“{header}”{'是“' + cell.strip() + '”' if cell.strip() else '空着'}"
                    yield Problem(block.line + 2 + number, "PLAN-2", message, "写上内容；还没有定的，写由谁在哪一天以前定")


def _hollow(blocks: Iterable[Block], kind: Kind) -> Iterator[Problem]:
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            name = re.sub(r"^[一二三四五六七八九十]+、", "", block.text)
            if _HOLLOW.match(name) and not any(name in part for part in kind.parts):
                right = f"{kind.name}的部分：{'、'.join(kind.parts)}；有具体事情的并进去，没有的删去"
                yield Problem(block.line, "PLAN-3", f"“{block.text}”里通常没有谁、做什么、什么时候", right)


def _table_roles(table: Table) -> frozenset[str]:
    return frozenset().union(*(roles(header) for header in table.header))


def _entry(row: Mapping[str, Any]) -> Entry:
    allow = tuple(regex.compile(pattern) for pattern in row["allow"])
    return Entry(row["id"], regex.compile(row["pattern"]), allow, row["why"], row["write"])


def _sentence(text: str, start: int, end: int) -> str:
    before = re.split(r"[。！？；\n]", text[max(0, start - 120) : start])[-1]
    return before + text[start:end] + re.split(r"[。！？；\n]", text[end : end + 120])[0]
