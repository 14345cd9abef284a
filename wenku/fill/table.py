"""A table that somebody typed: cells as they were meant, rows by the numbers that Excel shows, faults at the cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from wenku.fill.foreign import Unreadable
from wenku.hant import simplify

MAX_BYTES, MAX_ROWS, MAX_COLUMNS = 20 * 1024 * 1024, 20_000, 200
_HEAD_ROWS = 10
"""Rows for a title and the names of columns."""
_IGNORED = re.compile(r"[\s*＊:：]+")

@dataclass(frozen=True)
class Cell:
    """`text` as the writer sees it; `day`: the full date behind it (2026年3月1日) or ""; `fault`: why it cannot be used, and what to do."""

    text: str = ""
    fault: str = ""
    day: str = ""


@dataclass(frozen=True)
class Row:
    """A row with the number that Excel shows beside it. Missing cells at its end are blank."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """Return the cell of a 0-based column."""
        return self.cells[column] if column < len(self.cells) else Cell()

    @property
    def blank(self) -> bool:
        """True when nothing stands in it."""
        return not any(cell.text.strip() or cell.fault for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """The rows that hold something, and how the table was read (GB18030, 工作表“表1”)."""

    rows: tuple[Row, ...]
    read_as: str


def check_size(rows: int, columns: int) -> None:
    """Raise Unreadable when a table has more rows that hold something, or more columns, than anybody means to have."""
    if rows > MAX_ROWS + _HEAD_ROWS:
        raise Unreadable(f"超过 {MAX_ROWS} 行：分成几个文件")
    if columns > MAX_COLUMNS:
        raise Unreadable(f"超过 {MAX_COLUMNS} 列：删去与填写无关的列")


def folded(name: str) -> str:
    """Return a column's name for comparing: width, spaces, marks, case and Traditional script make no difference."""
    return simplify(_IGNORED.sub("", unicodedata.normalize("NFKC", name))).casefold()


def letter(column: int) -> str:
    """Return the letters over a 0-based column: A, B … AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def trimmed(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return cells without the blank ones at the end."""
    end = len(cells)
    while end and cells[end - 1] == Cell():
        end -= 1
    return tuple(cells[:end])
