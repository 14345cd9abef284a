"""Pipe tables: lines to a Table, with what is wrong in them."""

from __future__ import annotations

import re

from wenku.document import Table
from wenku.model import Problem

_SEPARATOR = re.compile(r"^:?-{3,}:?$")


def read_table(lines: list[str], number: int) -> tuple[Table, list[Problem]]:
    """Read the lines of one table, all of which begin with |; the first is line `number` of its file."""
    problems = [
        Problem(number + i, "BODY-6", "表格的行没有用 | 收尾", "每一行以 | 开头、以 | 收尾")
        for i, line in enumerate(lines)
        if not _ends(line)
    ]
    rows = [_cells(line) for line in lines]
    if len(rows) < 3 or not all(_SEPARATOR.match(cell) for cell in rows[1]):
        right = "第一行表头，第二行 |---|---|，第三行起是数据"
        problems.append(Problem(number, "BODY-6", "表格缺少表头、分隔行或数据行", right))
        return Table(tuple(cell for row in rows for cell in row), (), number), problems
    for i, row in enumerate(rows[1:], 1):
        if len(row) != len(rows[0]):
            message = f"这一行有 {len(row)} 格，表头有 {len(rows[0])} 格"
            problems.append(Problem(number + i, "BODY-6", message, "每一行的格数与表头相同，没有内容的格写“—”"))
    if not all(rows[0]):
        problems.append(Problem(number, "BODY-6", "表头有空格子", "给每一列写上名称"))
    return Table(rows[0], tuple(rows[2:]), number), problems


def _ends(line: str) -> bool:
    return line.endswith("|") and len(line) > 1


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line[1 : -1 if _ends(line) else None].split("|"))
