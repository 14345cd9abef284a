"""Tables that we hand out, .csv or .xlsx: the same content gives the same bytes, and no cell of a writer becomes a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from wenku.word.package import CORE, pack, unpack

Value = str | int | float
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*%?")
_DATES = re.compile(r"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_AUTHOR = re.compile(r"<dc:creator[^>]*>[^<]*</dc:creator>")
_LONGEST = 32_767
_THIN = Side(style="thin")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_PLAIN, _BOLD = Font(name="宋体", size=11), Font(name="宋体", size=11, bold=True)
_LEFT, _MIDDLE = Alignment(vertical="center", wrap_text=True), Alignment(horizontal="center", vertical="center", wrap_text=True)
_WIDEST, _LEAST = 40, 8


@dataclass(frozen=True)
class SheetOut:
    """A sheet: its name, and its rows, the first of which names the columns."""

    name: str
    rows: Sequence[Sequence[Value]]


def csv_bytes(rows: Sequence[Sequence[Value]]) -> bytes:
    """Return rows as CSV that Excel and WPS open rightly: UTF-8 with BOM, CRLF, an apostrophe before what they would compute."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([[_guarded(value) for value in row] for row in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def xlsx_bytes(sheets: Sequence[SheetOut]) -> bytes:
    """Return a workbook: numbers as numbers, all else as text whatever it begins with; names of columns bold and held in sight."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for i, row in enumerate(sheet.rows, 1):
            for j, value in enumerate(row, 1):
                put(page, i, j, value, bold=i == 1)
        page.freeze_panes = "A2"
        for j in range(1, max((len(row) for row in sheet.rows), default=0) + 1):
            widest = max(wide(str(row[j - 1])) for row in sheet.rows if len(row) >= j)
            page.column_dimensions[get_column_letter(j)].width = min(max(widest + 2, _LEAST), _WIDEST)
    return saved(book)


def put(page: Worksheet, row: int, column: int, value: Value, bold: bool = False, middle: bool = False) -> None:
    """Write one framed cell; a text never becomes a formula, an error or a link."""
    cell = page.cell(row, column)
    if isinstance(value, str) and value:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
        cell.data_type = "s"
        cell.number_format = "@"
    elif value != "":
        cell.value = value
    cell.font = _BOLD if bold else _PLAIN
    cell.border = _FRAME
    cell.alignment = _MIDDLE if middle else _LEFT


def saved(book: Workbook) -> bytes:
    """Return a workbook's bytes, without clock and author."""
    out = io.BytesIO()
    book.save(out)
    parts = unpack(out.getvalue())
    core = _AUTHOR.sub("", _DATES.sub("", parts[CORE].decode("utf-8")))
    return pack({**parts, CORE: core.encode("utf-8")})


def wide(text: str) -> int:
    """Return the width of the widest line of a text in columns: 2 for a Hanzi."""
    return max((sum(2 if char > "\u2e7f" else 1 for char in line) for line in text.split("\n")), default=0)


def _guarded(value: Value) -> str:
    text = str(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
