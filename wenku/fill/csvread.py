"""CSV as Excel, WPS and people write it: UTF-8, UTF-16, GB18030 or Big5; parted by , ; tab or ，; quoted cells may hold line breaks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator

from wenku.decode import Decoded, decode
from wenku.fill.foreign import Unreadable
from wenku.fill.table import Cell, Row, Table, check_size, trimmed

_LONGEST_CELL = 100_000
_SEPARATORS = ",;\t，"
_EXCEL_SAYS = re.compile(r"sep=([,;\t])\n")
_GUARD = re.compile(r"^'(?=[=+\-@])")
"""The apostrophe that our own tables put before what Excel would take for a formula."""
_HEAD_ROWS = 10


def read_csv(raw: bytes, names: Callable[[str], bool]) -> Table:
    """Return the table in a CSV file's bytes. Raises Unreadable."""
    tried = [(decoded, rows) for decoded in _decodings(raw) for rows in [_head(decoded.text)]]
    decoded, head = max(tried, key=lambda one: (_known(one[1], names), not one[0].problems))
    if decoded.problems:
        raise Unreadable(f"{decoded.problems[0].message}：用 Excel 或 WPS 打开，另存为 .xlsx 或者 UTF-8 的 CSV 再试")
    if "\0" in decoded.text:
        raise Unreadable("不是表格：里面有不是文字的内容")
    text, separator = _parted(decoded.text, names)
    rows = tuple(_rows(text, separator))
    return Table(rows, decoded.encoding)


def _decodings(raw: bytes) -> Iterator[Decoded]:
    """The likeliest reading first; where it is only a guess, the other codes of Chinese too."""
    first = decode(raw)
    yield first
    if not first.sure:
        for codec, name in (("gb18030", "GB18030"), ("big5hkscs", "Big5")):
            try:
                yield Decoded(raw.decode(codec).replace("\r\n", "\n").replace("\r", "\n"), name, False)
            except UnicodeDecodeError:
                continue


def _head(text: str) -> str:
    return "\n".join(text.split("\n", _HEAD_ROWS)[:_HEAD_ROWS])


def _known(head: str, names: Callable[[str], bool]) -> int:
    return max(_matches(head, separator, names) for separator in _SEPARATORS)


def _matches(head: str, separator: str, names: Callable[[str], bool]) -> int:
    """Return how many cells of the best of the first rows name a field."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    try:
        return max((sum(map(names, row)) for row in reader), default=0)
    except csv.Error:
        return 0


def _parted(text: str, names: Callable[[str], bool]) -> tuple[str, str]:
    """Return the text and its separator: the one that Excel's first line names, else the one that gives the most columns."""
    said = _EXCEL_SAYS.match(text)
    if said:
        return text[said.end() :], said.group(1)
    head = _head(text)
    lines = head.split("\n")
    names_line = max(lines, key=lambda line: max(_matches(line, separator, names) for separator in _SEPARATORS))
    return text, max(_SEPARATORS, key=lambda s: (_matches(head, s, names), names_line.count(s)))


def _rows(text: str, separator: str) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    kept = 0
    for number, cells in enumerate(_records(reader), 1):
        row = Row(number, trimmed([Cell(_GUARD.sub("", cell, count=1)) for cell in cells]))
        if not row.blank:
            kept += 1
            check_size(kept, len(row.cells))
            yield row


def _records(reader: Iterable[list[str]]) -> Iterator[list[str]]:
    lines = iter(reader)
    number = 0
    while True:
        number += 1
        try:
            yield next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            long = "limit" in str(error)
            what = f"有一格超过 {_LONGEST_CELL} 个字符" if long else "引号没有成对"
            raise Unreadable(f"第 {number} 行起{what}：用 Excel 或 WPS 打开检查，另存为 .xlsx 再试") from error
