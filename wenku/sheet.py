"""Forms that are nothing but tables, as .xlsx (wenku.export.is_table_form): a sheet for each table, ready to print on A4.

Fields stand as blanks 【字段】; no example is ever read here. The same text gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from wenku.document import FIELD, Heading, Paragraph, Signature, Table, reading
from wenku.fill.tablewrite import put, saved
from wenku.model import Text
from wenku.word import gbt9704 as g
from wenku.word.build import DISCLAIMER
from wenku.word.measure import column_widths, width

_FONT, _TITLE_FONT, _SIZE, _TITLE_SIZE = "宋体", "黑体", 11, 16
_LANDSCAPE_FROM = 7
"""Columns."""
_SIDE_MM, _TOP_MM = 20, 25
_A4 = "9"
_CHARACTER = 2.0
"""Units of a column's width that a Hanzi takes."""
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")
_ROW_PT, _LINE_PT, _PADDING_PT = 24, 15, 9
"""Least height of a row, and what a cell of several lines needs: given for every row, as LibreOffice fits none to its words on opening."""


def sheet_file(text: Text, variant: str | None, release: str) -> bytes:
    """Return the .xlsx of one variant of a text that is a table form (a level's name; None: the text has none)."""
    blocks = reading(text.document, variant)
    title = next((_blank(b.text) for b in blocks if isinstance(b, Heading)), text.title)
    tables = [block for block in blocks if isinstance(block, Table)]
    signed = [_blank(p.text) for b in blocks if isinstance(b, Signature) for p in b.blocks if isinstance(p, Paragraph)]
    book = Workbook()
    book.remove(book.active)
    for i, table in enumerate(tables, 1):
        page = book.create_sheet(f"表{i}" if len(tables) > 1 else _FORBIDDEN.sub("", text.title)[:31])
        _fill(page, title, table, signed if i == len(tables) else [])
    _describe(book, text, variant, release)
    return saved(book)


def _blank(text: str) -> str:
    return FIELD.sub(r"【\1】", text)


def _fill(page: Worksheet, title: str, table: Table, signed: Sequence[str]) -> None:
    columns, shares = len(table.header), _shares(table)
    _line(page, 1, columns, title, Font(name=_TITLE_FONT, size=_TITLE_SIZE), "center", 2 * _ROW_PT)
    for i, row in enumerate((table.header, *table.rows), 2):
        for j, cell in enumerate(row, 1):
            middle = i == 2 or 0 < width(cell) <= g.TABLE_CENTRED_TO
            put(page, i, j, _blank(cell), bold=i == 2, middle=middle)
        page.row_dimensions[i].height = _height(row, shares)
    for i, words in enumerate(signed, len(table.rows) + 4):
        _line(page, i, columns, words, Font(name=_FONT, size=_SIZE), "right", _ROW_PT)
    _set_up(page, columns, shares)


def _shares(table: Table) -> tuple[float, ...]:
    """Return the characters (字) that each column has room for on the paper."""
    rows = [[_blank(cell) for cell in row] for row in (table.header, *table.rows)]
    total = _paper_mm(len(table.header)) / 25.4 * 72 / _SIZE - len(table.header)  # less the sides of the cells
    return column_widths(rows, total)


def _paper_mm(columns: int) -> float:
    return (g.PAGE_HEIGHT_MM if columns >= _LANDSCAPE_FROM else g.PAGE_WIDTH_MM) - 2 * _SIDE_MM


def _height(row: Sequence[str], shares: Sequence[float]) -> float:
    """Return the points that the words of a row take. A line ends up to one 字 early, where a mark may not begin the next."""
    needs = [(width(_blank(cell)), share) for cell, share in zip(row, shares, strict=True)]
    lines = max(ceil(need / max(share - 1, 1)) if need > share else 1 for need, share in needs)
    return max(_ROW_PT, lines * _LINE_PT + _PADDING_PT)


def _line(page: Worksheet, row: int, columns: int, words: str, font: Font, side: str, height: float) -> None:
    """Write a line over all columns."""
    cell = page.cell(row, 1)
    cell.value, cell.data_type = words, "s"
    cell.font, cell.alignment = font, Alignment(horizontal=side, vertical="center", wrap_text=True)
    if columns > 1:
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    page.row_dimensions[row].height = height


def _set_up(page: Worksheet, columns: int, shares: Sequence[float]) -> None:
    wide = columns >= _LANDSCAPE_FROM
    for j, share in enumerate(shares, 1):
        page.column_dimensions[get_column_letter(j)].width = round((share + 1) * _CHARACTER, 1)
    page.page_setup.paperSize, page.page_setup.orientation = _A4, "landscape" if wide else "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    margins = page.page_margins
    margins.left = margins.right = _SIDE_MM / 25.4
    margins.top = margins.bottom = _TOP_MM / 25.4
    page.print_options.horizontalCentered = True
    page.print_title_rows = "1:2"
    page.oddFooter.center.text = f"{g.PAGE_NUMBER_DASH} &P {g.PAGE_NUMBER_DASH}"
    page.freeze_panes = "A3"


def _describe(book: Workbook, text: Text, variant: str | None, release: str) -> None:
    properties = book.properties
    properties.title, properties.identifier, properties.version = text.title, text.code, release
    properties.subject, properties.category, properties.language = variant or "", text.kind.name, "zh-CN"
    properties.keywords = f"编号 {text.code}；核对日期 {text.reviewed}；版本 {release}"
    properties.description = DISCLAIMER.format(date=min((law.checked for law in text.laws), default=text.reviewed))
