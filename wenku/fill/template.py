"""The list to begin with: a row of names, and in .xlsx a second sheet that says what each column wants. Never an example."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from wenku.fields import KINDS
from wenku.fill.rows import header_names
from wenku.fill.tablewrite import SheetOut, csv_bytes, saved, xlsx_bytes
from wenku.model import Field

LIST, HELP = "名单", "说明"
_WANTED = {"number": "只写数字", "date": "如 2026年3月1日 或 2026-3-1", "year": "四位数字", "paragraph": "可以几行", "choice": "从选项里选"}


def rows_template(fields: Sequence[Field], xlsx: bool) -> bytes:
    """Return the bytes of an empty list for these fields, .xlsx or .csv."""
    head = header_names(fields)
    if not xlsx:
        return csv_bytes([head])
    wanted = [(name, KINDS[f.kind], _wanted(f), f.unit, f.hint) for name, f in zip(head, fields, strict=True)]
    return _as_text(xlsx_bytes([SheetOut(LIST, [head]), SheetOut(HELP, [("列", "种类", "写法", "单位（不用写）", "说明"), *wanted])]), len(head))


def _wanted(field: Field) -> str:
    return "、".join(field.choices) if field.choices else _WANTED.get(field.kind, "")


def _as_text(raw: bytes, count: int) -> bytes:
    """Set the columns to text: so Excel keeps a telephone's noughts and does not turn 3-1 into a date."""
    book = load_workbook(io.BytesIO(raw))
    for i in range(1, count + 1):
        book[LIST].column_dimensions[get_column_letter(i)].number_format = "@"
    return saved(book)
