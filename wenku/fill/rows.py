"""Many files at once: which column of a table is which field, and what is in each row, good values and faults."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wenku.document import Document, reading, used_fields
from wenku.fill.foreign import Unreadable
from wenku.fill.table import Cell, Row, Table, folded, letter
from wenku.fill.values import check_values
from wenku.model import Field, Text
from wenku.nearest import closest

_HEAD_ROWS = 10
"""The names of the columns stand in one of the first rows: a title often stands above them."""
_UNIT = re.compile(r"[（(][^（()）]*[)）]$")
_WRONG = {
    "number": "不是数字", "date": "不是存在的日期", "year": "不是年份", "choice": "不在选项里", "lines": "有几行", "long": "太长",
    "control": "有乱码或者看不见的字符", "emoji": "有表情符号", "braces": "有空白处的记号",
}  # fmt: skip
"""Code of a fault of a value → what is wrong; what is right says wenku.fill.values."""
_MISSING = "补上；不想填的加 --allow-blanks，留成空白"


@dataclass(frozen=True)
class Columns:
    """What the row of names says: 0-based column → field; and what fits nothing, for the report."""

    header: int
    fields: Mapping[int, Field]
    missing: tuple[Field, ...]
    """Fields of the variant that have no column."""
    notes: tuple[str, ...]


@dataclass(frozen=True)
class RowFault:
    """What is wrong in a row, at a column (its letters; "" where it has none), and what would be right."""

    row: int
    column: str
    label: str
    found: str
    message: str
    right: str

    def __str__(self) -> str:
        place = f"第 {self.row} 行" + (f" {self.column} 列" if self.column else "")
        return f"{place}“{self.label}”：{self.message} → {self.right}"


@dataclass(frozen=True)
class Record:
    """One row: checked values by key, and its faults; a row with faults is not to be used."""

    row: int
    values: Mapping[str, str]
    faults: tuple[RowFault, ...]


def fields_of(text: Text, variant: str | None) -> tuple[Field, ...]:
    """Return the fields that stand in a variant of a text, in the order in which they are declared."""
    used = used_fields(Document(reading(text.document, variant)))
    return tuple(field for field in text.fields if field.key in used)


def header_names(fields: Sequence[Field]) -> tuple[str, ...]:
    """Return a name for the column of each field: its label, or its key where two labels read alike."""
    times = Counter(folded(field.label) for field in fields)
    keys = {folded(field.key): field for field in fields}
    good = {f.key for f in fields if times[folded(f.label)] == 1 and keys.get(folded(f.label), f) is f}
    return tuple(field.label if field.key in good else field.key for field in fields)


def field_finder(fields: Sequence[Field]) -> Callable[[str], Field | None]:
    """Return a function that finds the field that a cell names: label or key, with or without its unit in brackets."""
    known = {folded(field.label): field for field in reversed(fields)} | {folded(field.key): field for field in fields}
    known |= {folded(name): field for name, field in zip(header_names(fields), fields, strict=True)}

    def find(name: str) -> Field | None:
        plain = folded(name) if len(name) <= 60 else ""
        return known.get(plain) or known.get(_UNIT.sub("", plain)) if plain else None

    return find


def columns(table: Table, text: Text, variant: str | None) -> Columns:
    """Find the row of names among the first, and the field of each column. Raises Unreadable when no column fits or two are the same."""
    find = field_finder(text.fields)
    head = max(table.rows[:_HEAD_ROWS], key=lambda row: (len(_named(row, find)), -row.number))
    named = _named(head, find)
    if not named:
        names = "、".join(header_names(fields_of(text, variant))[:8])
        raise Unreadable(f"没有找到写着字段名称的一行：第一行写 {names} 等；用 --template 可以得到这一行")
    for i, field in named.items():
        first = next(j for j, other in named.items() if other.key == field.key)
        if first != i:
            raise Unreadable(f"{letter(first)} 列和 {letter(i)} 列都是“{field.label}”：删去一列")
    wanted = fields_of(text, variant)
    keys = {field.key for field in wanted}
    missing = tuple(field for field in wanted if field.key not in {f.key for f in named.values()})
    notes = tuple(_notes(table, head, named, keys, missing))
    return Columns(head.number, {i: f for i, f in named.items() if f.key in keys}, missing, notes)


def records(table: Table, found: Columns, allow_blanks: bool) -> tuple[Record, ...]:
    """Return each row below the names in which a field was filled in. A field without a value is a fault unless blanks are allowed; a missing column is none."""
    below = (row for row in table.rows if row.number > found.header)
    return tuple(_record(row, found, allow_blanks) for row in below if not _untouched(row, found))


def passed_over(table: Table, found: Columns) -> tuple[str, ...]:
    """Return a sentence for the rows that hold nothing but what no field asks for: numbered beforehand, and never filled."""
    numbers = [str(row.number) for row in table.rows if row.number > found.header and _untouched(row, found)]
    more = f"等 {len(numbers)} 行" if len(numbers) > 5 else ""
    return (f"第 {'、'.join(numbers[:5])} 行{more}的各个字段都空着，跳过了",) if numbers else ()


def _untouched(row: Row, found: Columns) -> bool:
    return not any(row.cell(i).text.strip() or row.cell(i).fault for i in found.fields)


def repeated(found: Sequence[Record]) -> tuple[str, ...]:
    """Return a sentence for each good row that says just what an earlier one says: most likely pasted twice."""
    first: dict[tuple[tuple[str, str], ...], int] = {}
    said = []
    for record in found:
        values = tuple(sorted(record.values.items()))
        if not record.faults and first.setdefault(values, record.row) != record.row:
            said.append(f"第 {record.row} 行与第 {first[values]} 行完全相同，也做了一份")
    return tuple(said)


def _named(row: Row, find: Callable[[str], Field | None]) -> dict[int, Field]:
    found = {i: find(cell.text) for i, cell in enumerate(row.cells)}
    return {i: field for i, field in found.items() if field}


def _notes(table: Table, head: Row, named: Mapping[int, Field], keys: set[str], missing: Sequence[Field]) -> Iterator[str]:
    below = [row for row in table.rows if row.number > head.number]
    names = [field.label for field in missing]
    for i in range(max((len(row.cells) for row in table.rows), default=0)):
        name = " ".join(head.cell(i).text.split())
        if i in named and named[i].key not in keys:
            yield f"{letter(i)} 列“{name}”这个版本用不到，没有用"
        elif i not in named and name:
            near = closest(name, names)
            yield f"{letter(i)} 列“{name[:30]}”不是这个文本的字段，没有用" + (f"；是不是“{near}”？" if near else "")
        elif i not in named and any(row.cell(i).text.strip() for row in below):
            yield f"{letter(i)} 列没有名称，没有用"
    if missing:
        yield f"表里没有这些字段的列：{'、'.join(names)}"


def _record(row: Row, found: Columns, allow_blanks: bool) -> Record:
    at = {field.key: (i, row.cell(i)) for i, field in found.fields.items()}
    raw = {key: _raw(field, at[key][1]) for field in found.fields.values() for key in [field.key]}
    values, wrong = check_values(tuple(found.fields.values()), {key: text for key, text in raw.items() if not at[key][1].fault})
    codes = {fault.key: fault for fault in wrong}
    faults = []
    for i, field in sorted(found.fields.items()):
        cell = at[field.key][1]
        about = RowFault(row.number, letter(i), field.label, _short(cell.text), "", "")
        if cell.fault:
            message, _, right = cell.fault.partition("：")
            faults.append(replace(about, message=message, right=right))
        elif field.key in codes:
            fault = codes[field.key]
            right = fault.message.removeprefix(f"“{field.label}”")
            faults.append(replace(about, message=f"“{_short(cell.text)}”{_WRONG.get(fault.code, '不合要求')}", right=right))
        elif field.key not in values and not allow_blanks:
            faults.append(replace(about, message="没有填", right=_MISSING))
    return Record(row.number, values, tuple(faults))


def _raw(field: Field, cell: Cell) -> str:
    return cell.day if field.kind == "date" and cell.day else cell.text


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 30 else line[:30] + "…"
