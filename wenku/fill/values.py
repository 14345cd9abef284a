"""What a writer may put into a field: checked, and normalised to the form that the text wants. Twin of overrides/assets/values.js.

Both are driven by tests/fill/values.json; a rule changes in both or in neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wenku.fields import fits
from wenku.model import Field

TEXT_LIMIT, PARAGRAPH_LIMIT, NUMBER_LIMIT = 200, 2000, 15
"""Longest value, in characters: of one line, of a paragraph field, and of a number's digits and point."""

FAULTS = {
    "number": "“{label}”只写数字，如 1260；单位“{unit}”文中已有",
    "date": "“{label}”写成 2027年3月1日 这样的日期",
    "year": "“{label}”写四位年份，如 2027",
    "choice": "“{label}”从这几项里选：{choices}",
    "lines": "“{label}”只能写一行，去掉换行",
    "long": "“{label}”太长，最多 {limit} 个字符",
    "control": "“{label}”里有乱码或者不能写进 Word 的字符，删去后重写",
    "emoji": "“{label}”里有表情符号，公文里不用，请删去",
    "braces": "“{label}”里不能有 {{ 或 }}，它们是空白处的记号",
}
"""Code of a fault → the sentence for the writer: which field, and what is right."""

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffd-\uffff]")
_EMOJI = re.compile("[\U0001f000-\U0001faff]")
_BRACES = re.compile(r"\{\{|\}\}")
_EDGES = " \t\u00a0\u3000"
_SPACES = re.compile(f"[{_EDGES}]+")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DATE = re.compile(r"([0-9]{4})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})[日号]?")


@dataclass(frozen=True)
class Checked:
    """A value as the text wants it, or the code of what is wrong (a key of FAULTS). Both are "" where nothing was typed."""

    value: str
    fault: str = ""


@dataclass(frozen=True)
class ValueFault:
    """What is wrong with the value of one field; `message` is for the writer."""

    key: str
    label: str
    code: str
    message: str


def check_value(field: Field, raw: str) -> Checked:
    """Check what was typed for a field. Blanks at the edges and invisible characters go; 【字段】 left standing is no value."""
    text = _INVISIBLE.sub("", _BREAKS.sub("\n", raw))
    lines = [line.strip(_EDGES) for line in text.split("\n")]
    text = "\n".join(line for line in lines if line)
    if text in ("", f"【{field.key}】"):
        return Checked("")
    fault = _fault_of_characters(text)
    return Checked("", fault) if fault else _by_kind(field, text)


def check_values(fields: Sequence[Field], raw: Mapping[str, str]) -> tuple[dict[str, str], tuple[ValueFault, ...]]:
    """Return the good values by key, blank ones left out, and a fault for each bad one; keys of no field are passed over."""
    checked = [(field, check_value(field, raw.get(field.key, ""))) for field in fields]
    faults = tuple(ValueFault(f.key, f.label, c.fault, message(f, c.fault)) for f, c in checked if c.fault)
    return {field.key: c.value for field, c in checked if c.value}, faults


def message(field: Field, code: str) -> str:
    """Return the sentence for a fault of a field."""
    limit = PARAGRAPH_LIMIT if field.kind == "paragraph" else TEXT_LIMIT
    names = {"label": field.label, "unit": field.unit, "choices": "、".join(field.choices), "limit": str(limit)}
    return re.sub(r"\{(label|unit|choices|limit)\}", lambda match: names[match.group(1)], FAULTS[code])


def _fault_of_characters(text: str) -> str:
    if _CONTROL.search(text):
        return "control"
    if _EMOJI.search(text):
        return "emoji"
    return "braces" if _BRACES.search(text) else ""


def _by_kind(field: Field, text: str) -> Checked:
    if field.kind == "paragraph":
        return Checked(text) if len(text) <= PARAGRAPH_LIMIT else Checked("", "long")
    if "\n" in text:
        return Checked("", "lines")
    if field.kind == "choice":
        return Checked(text) if text in field.choices else Checked("", "choice")
    if field.kind in _NORMAL:
        value = _NORMAL[field.kind](_SPACES.sub("", _half_width(text)), field)
        return Checked(value) if value and fits(field.kind, value) else Checked("", field.kind)
    text = _SPACES.sub(" ", text)
    return Checked(text) if len(text) <= TEXT_LIMIT else Checked("", "long")


def _half_width(text: str) -> str:
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)


def _number(text: str, field: Field) -> str:
    """1,260人 → 1260, 007 → 7."""
    if field.unit and text.endswith(field.unit):
        text = text.removesuffix(field.unit)
    text = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", text)
    if not _NUMBER.fullmatch(text) or len(text) > NUMBER_LIMIT:
        return ""
    return re.sub(r"^(-?)0+(?=[0-9])", r"\1", text)


def _date(text: str, field: Field) -> str:
    """2027-03-01 → 2027年3月1日."""
    match = _DATE.fullmatch(text)
    if not match or not match.group(1).startswith(("19", "20")):
        return ""
    year, month, day = map(int, match.groups())
    return f"{year}年{month}月{day}日"


def _year(text: str, field: Field) -> str:
    year = text.removesuffix("年")
    return year if year.isascii() else ""


_NORMAL = {"number": _number, "date": _date, "year": _year}
