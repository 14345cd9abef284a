"""The one reader of tables: .csv or .xlsx, told apart by the bytes."""

from __future__ import annotations

from collections.abc import Callable

from wenku.fill.csvread import read_csv
from wenku.fill.foreign import Unreadable, kind
from wenku.fill.table import MAX_BYTES, Table
from wenku.fill.xlsxread import read_xlsx

_KINDS = {
    "ole": "是旧格式（.xls、.et）的表格：用 Excel 或 WPS 打开，另存为 .xlsx 再试",
    "locked": "加了密码，打不开：去掉密码另存一份再试",
    "html": "其实是网页格式的表格：用 Excel 或 WPS 打开，另存为 .xlsx 再试",
    "rtf": "不是表格：只读 .csv 和 .xlsx",
    "pdf": "不是表格：只读 .csv 和 .xlsx",
    "empty": "是空的",
}


def read_table(raw: bytes, names: Callable[[str], bool], sheet: str = "") -> Table:
    """Return the table in a file's bytes. Raises Unreadable with one Chinese line.

    `names` says whether a cell's text names a field: of several possible encodings the one that makes sense is taken.
    `sheet`: name or number of a sheet, "" for the first.
    """
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"文件超过 {MAX_BYTES // 1024 // 1024} MB：删去无关的列和图片，或者分成几个文件")
    found = kind(raw)
    if found in _KINDS:
        raise Unreadable(_KINDS[found])
    if found == "other" and sheet:
        raise Unreadable("CSV 文件里没有工作表，去掉 --sheet")
    table = read_xlsx(raw, sheet) if found == "zip" else read_csv(raw, names)
    if not table.rows:
        raise Unreadable("表格是空的")
    return table
