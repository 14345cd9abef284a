"""An .xlsx sheet as its writer sees it, in one pass: kept results of formulas, dates, merged cells, each fault at its cell.

Our own reader: openpyxl shows either formulas or results, no merged cells while streaming, and does not know the date formats
that Excel and WPS use in China (27 to 36, 50 to 58). It writes our tables, and a test holds both to the same values.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from wenku.fill.foreign import Package, Unreadable, local, target
from wenku.fill.table import MAX_COLUMNS, MAX_ROWS, Cell, Row, Table, check_size, letter, trimmed
from wenku.fill.xlsxvalues import number_cell

WORKBOOK = "xl/workbook.xml"
_MERGES = 20_000
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MERGED = "这一格是合并单元格：先拆分，再每一格填上各自的内容"
_NO_RESULT = "这一格是公式，文件里没有算出的结果：用 Excel 或 WPS 打开保存一次，或者改成数值"
_BROKEN = "这一格读不出来：重新录入"


@dataclass(frozen=True)
class _Book:
    strings: Sequence[str]
    formats: Sequence[tuple[int, str]]
    """Of each cell style: number and code of its number format."""
    from_1904: bool


def read_xlsx(raw: bytes, sheet: str = "") -> Table:
    """Return one sheet of a workbook. Raises Unreadable."""
    package = Package(raw, " Excel 文件（.xlsx）")
    if WORKBOOK not in package.names:
        binary = "xl/workbook.bin" in package.names
        raise Unreadable("是二进制的 .xlsb：另存为 .xlsx 再试" if binary else "不是 Excel 文件（.xlsx）：只读 .csv 和 .xlsx")
    workbook = package.tree(WORKBOOK)
    name, part = _sheet(package, workbook, sheet)
    properties = next((e for e in workbook.iter() if local(e.tag) == "workbookPr"), None)
    book = _Book(_strings(package), _formats(package), properties is not None and properties.get("date1904") in ("1", "true"))
    rows, merges = _read(package.xml(part), book)
    return Table(tuple(row for row in _with_merges(rows, merges) if not row.blank), f"工作表“{name}”")


def _sheet(package: Package, workbook: ElementTree.Element, wanted: str) -> tuple[str, str]:
    """Return name and part of the sheet wanted (name or number from 1), or of the first that is not hidden."""
    links = {e.get("Id", ""): e.get("Target", "") for e in package.tree("xl/_rels/workbook.xml.rels")}
    sheets = [e for e in workbook.iter() if local(e.tag) == "sheet"]
    names = [e.get("name", "") for e in sheets]
    if wanted:
        numbers = [str(i) for i in range(1, len(names) + 1)]
        at = names.index(wanted) if wanted in names else numbers.index(wanted) if wanted in numbers else -1
    else:
        at = next((i for i, e in enumerate(sheets) if e.get("state", "visible") == "visible"), -1)
    if at < 0:
        what = f"没有工作表“{wanted}”" if wanted else "没有工作表"
        raise Unreadable(f"{what}；文件里有：{'、'.join(names[:20])}")
    link = next((value for key, value in sheets[at].attrib.items() if local(key) == "id" and "}" in key), "")
    part = target(WORKBOOK, links.get(link, ""))
    if part not in package.names:
        raise Unreadable(f"工作表“{names[at]}”读不出来：用 Excel 或 WPS 打开，另存以后再试")
    return names[at], part


def _strings(package: Package) -> tuple[str, ...]:
    """The shared strings: runs of rich text joined, readings of phonetic guides left out."""
    part = "xl/sharedStrings.xml"
    return tuple(_words(item) for item in package.tree(part)) if part in package.names else ()


def _words(item: ElementTree.Element) -> str:
    parts = []
    for child in item:
        if local(child.tag) == "t":
            parts.append(child.text or "")
        elif local(child.tag) == "r":
            parts += [t.text or "" for t in child if local(t.tag) == "t"]
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), "".join(parts))


def _formats(package: Package) -> tuple[tuple[int, str], ...]:
    part = "xl/styles.xml"
    if part not in package.names:
        return ()
    root = package.tree(part)
    own = {e.get("numFmtId"): e.get("formatCode", "") for e in root.iter() if local(e.tag) == "numFmt"}
    cells = next((e for e in root if local(e.tag) == "cellXfs"), ())
    ids = [e.get("numFmtId", "0") for e in cells]
    return tuple((int(i) if i.isdigit() else 0, own.get(i, "")) for i in ids)


def _read(xml: bytes, book: _Book) -> tuple[list[Row], list[str]]:
    rows: list[Row] = []
    merges: list[str] = []
    at = 0
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(xml), events=("end",)):
            tag = local(element.tag)
            if tag == "row":
                number = element.get("r", "")
                at = int(number) if number.isdigit() else at + 1
                row = Row(at, _cells(element, book))
                element.clear()
                if row.cells:
                    rows.append(row)
                    check_size(len(rows), len(row.cells))
            elif tag == "mergeCell":
                merges.append(element.get("ref", ""))
    except (ElementTree.ParseError, LookupError) as error:
        raise Unreadable("工作表损坏，读不出来：用 Excel 或 WPS 打开，另存以后再试") from error
    if len(merges) > _MERGES:
        raise Unreadable(f"合并单元格超过 {_MERGES} 处：先拆分")
    return rows, merges


def _cells(row: ElementTree.Element, book: _Book) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for element in row:
        if local(element.tag) != "c":
            continue
        place = _place(element.get("r", ""))
        at = place[0] if place else len(cells)
        cell = _cell(element, book)
        if at >= MAX_COLUMNS:
            if cell != Cell():
                check_size(0, at + 1)
            continue
        cells += [Cell()] * (at + 1 - len(cells))
        cells[at] = cell
    return trimmed(cells)


def _cell(element: ElementTree.Element, book: _Book) -> Cell:
    parts = {local(child.tag): child for child in element}
    kind, value = element.get("t", "n"), parts.get("v")
    content = (value.text or "") if value is not None else ""
    if "f" in parts and not content and kind != "str":
        return Cell("", _NO_RESULT)
    if kind == "inlineStr":
        return Cell(_words(parts["is"]) if "is" in parts else "")
    if kind == "s":
        known = content.isdigit() and int(content) < len(book.strings)
        return Cell(book.strings[int(content)]) if known else Cell("", _BROKEN if content else "")
    if kind == "str":
        return Cell(_ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), content))
    if kind == "b":
        return Cell({"1": "TRUE", "0": "FALSE"}.get(content, content))
    if kind == "e":
        return Cell(content, f"这一格是错误值 {content[:20]}：改正公式，或者改成数值")
    style = element.get("s", "0")
    number, code = book.formats[int(style)] if style.isdigit() and int(style) < len(book.formats) else (0, "")
    return number_cell(content, number, code, book.from_1904) if content else Cell()


def _place(reference: str) -> tuple[int, int] | None:
    """Return the 0-based column and the row of a reference such as B3."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for char in match.group(1):
        column = column * 26 + ord(char) - 64
    return column - 1, int(match.group(2))


def _with_merges(rows: Sequence[Row], merges: Sequence[str]) -> Iterator[Row]:
    """Show the text of merged cells in each of them, as one sees it, with the fault; merges without text do not matter."""
    by_number = {row.number: row for row in rows}
    changed: dict[int, dict[int, Cell]] = {}
    work = 0
    for merge in merges:
        first, _, last = merge.partition(":")
        top, end = _place(first), _place(last)
        if not top or not end or top == end or top[1] not in by_number or not by_number[top[1]].cell(top[0]).text.strip():
            continue
        shown = replace(by_number[top[1]].cell(top[0]), fault=_MERGED)
        numbers = [n for n in range(top[1], min(end[1], top[1] + MAX_ROWS) + 1) if n in by_number]
        width = min(end[0], MAX_COLUMNS - 1) - top[0] + 1
        work += len(numbers) * width
        if work > MAX_ROWS * 20:
            raise Unreadable(f"合并单元格太多太大（如 {letter(top[0])}{top[1]}）：先拆分")
        for number in numbers:
            changed.setdefault(number, {}).update(dict.fromkeys(range(top[0], top[0] + width), shown))
    for row in rows:
        cells = changed.get(row.number, {})
        count = max([len(row.cells), *(column + 1 for column in cells)])
        yield Row(row.number, tuple(cells.get(i, row.cell(i)) for i in range(count)))
