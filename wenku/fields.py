"""Field declarations of a text's front matter: check them, and turn them into Field records."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import replace

from wenku.data import Data
from wenku.document import FIELD, FIELD_NAME
from wenku.model import Field, Problem
from wenku.nearest import nearest
from wenku.yamlread import Map, Node, Scalar, Seq

KINDS = {"text": "文字", "paragraph": "段落", "number": "数字", "date": "日期", "year": "年份", "choice": "选项"}
"""Kinds of field and their Chinese names."""

_KEYS = ("key", "label", "kind", "unit", "example", "hint", "choices")
_DATE = re.compile(r"(\d{4})年([1-9]\d?)月([1-9]\d?)日")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_FORM = "{key: 老人数, label: 60岁以上老人数, kind: number, unit: 人, example: 1260}"


def fits(kind: str, value: str, choices: tuple[str, ...] = ()) -> bool:
    """True when a value has the form that a field of this kind asks for (date: 2026年3月1日 without leading zeros)."""
    if kind == "number":
        return bool(_NUMBER.fullmatch(value))
    if kind == "year":
        return bool(re.fullmatch(r"(?:19|20)\d{2}", value))
    if kind == "choice":
        return value in choices
    if kind == "date":
        match = _DATE.fullmatch(value)
        try:
            return bool(match and datetime.date(*map(int, match.groups())))
        except ValueError:
            return False
    return bool(value.strip())


def validate(node: Node, line: int, data: Data) -> Iterable[Problem]:
    """Check a `fields` list: names of common fields, or records that define or adapt one."""
    if not isinstance(node, Seq):
        yield Problem(line, "META-6", "“fields”的值应当是列表", f"写成 [社区名称, 年份, {_FORM}]")
        return
    if not node.items:
        yield Problem(line, "META-8", "“fields”里没有字段", "至少写一个字段")
    seen: dict[str, int] = {}
    for item in node.items:
        key = key_of(item)
        if key and key in seen:
            yield Problem(item.line, "FIELD-8", f"字段“{key}”声明了两次", f"留下第 {seen[key]} 行的一个")
        seen.setdefault(key, item.line)
        yield from _declaration(item, key, data)


def build(node: Node | None, data: Data) -> tuple[Field, ...]:
    """Return the Field records of a `fields` list that has no problem."""
    items = node.items if isinstance(node, Seq) else ()
    return tuple(_field(item, data) for item in items)


def key_of(item: Node) -> str:
    """Return the name that an item of a `fields` list declares, "" where there is none."""
    if isinstance(item, Map):
        item = item.get("key") or item
    return item.raw if isinstance(item, Scalar) else ""


def right_name(name: str) -> str:
    """Return how a field's name is to be written instead of a wrong one."""
    clean = "".join(re.findall(r"[\u3400-\u9fffA-Za-z0-9]", name))[:12] or "社区名称"
    return f"写成“{clean}”：1 到 12 个汉字、字母或数字，没有空格和标点"


def _declaration(item: Node, key: str, data: Data) -> Iterable[Problem]:
    if not FIELD_NAME.fullmatch(key):
        yield Problem(item.line, "FIELD-3", f"字段名“{key}”不能用", f"{right_name(key)}，正文里也一样改")
    elif "fields" in data.broken:
        return
    elif isinstance(item, Scalar):
        if key not in data["fields"]:
            right = f"{nearest(key, data['fields'])}不是就写成 {_FORM.replace('老人数', key, 1)}".removeprefix("不是就")
            yield Problem(item.line, "FIELD-4", f"“{key}”不是公共字段，没有定义", right)
    elif isinstance(item, Map):
        keys = [name for name, _, _ in item.items]
        unknown = [name for name in keys if name not in _KEYS]
        if unknown:
            message = f"字段“{key}”有不认识的键 {'、'.join(unknown)}"
            yield Problem(item.line, "FIELD-4", message, f"只用 {'、'.join(_KEYS)}")
        elif key in data["fields"]:
            if set(keys) - {"key", "example"}:
                yield Problem(item.line, "FIELD-5", f"“{key}”是公共字段，只能换例子", f"写成 {{key: {key}, example: …}}")
            else:
                yield from _example(replace(_field(item, data), choices=()))
        else:
            yield from _own(item, key, data)


def _own(item: Map, key: str, data: Data) -> Iterable[Problem]:
    missing = [name for name in ("label", "kind", "example") if item.get(name) is None]
    kind = _raw(item, "kind")
    if missing:
        yield Problem(item.line, "FIELD-4", f"字段“{key}”缺少 {'、'.join(missing)}", f"写成 {_FORM}")
    elif kind not in KINDS:
        yield Problem(item.line, "FIELD-4", f"字段“{key}”的 kind“{kind}”不存在", f"只能是 {'、'.join(KINDS)}")
    elif kind == "number" and not _raw(item, "unit"):
        yield Problem(item.line, "FIELD-4", f"数字字段“{key}”没有单位", "补上 unit，如 unit: 人")
    elif kind == "choice" and not isinstance(item.get("choices"), Seq):
        yield Problem(item.line, "FIELD-4", f"选项字段“{key}”没有选项", "补上 choices: [甲, 乙]")
    elif not all(isinstance(item.get(k), Scalar) for k in _KEYS[:6] if item.get(k)):
        yield Problem(item.line, "FIELD-4", f"字段“{key}”有一项不是单个的值", f"写成 {_FORM}")
    else:
        yield from _example(_field(item, data))


def _example(field: Field) -> Iterable[Problem]:
    if FIELD.search(field.example + field.hint + field.label):
        yield Problem(field.line, "META-10", f"字段“{field.key}”的说明里又写了字段", "这里写普通文字")
    elif not fits(field.kind, field.example, field.choices):
        rights = {"number": "只写数字，单位写在 unit 里", "date": "写成 2026年3月1日，月和日不补零", "year": "写四位年份"}
        right = rights.get(field.kind, f"从选项里选：{'、'.join(field.choices)}" if field.choices else "写一个具体的例子")
        message = f"字段“{field.key}”的例子“{field.example}”不是{KINDS[field.kind]}"
        yield Problem(field.line, "FIELD-7", message, right)


def _raw(item: Map, key: str) -> str:
    node = item.get(key)
    return node.raw if isinstance(node, Scalar) else ""


def _field(item: Node, data: Data) -> Field:
    if isinstance(item, Scalar):
        return replace(data["fields"][item.raw], line=item.line)
    assert isinstance(item, Map)
    key, example = _raw(item, "key"), _raw(item, "example")
    if key in data["fields"]:
        return replace(data["fields"][key], example=example, examples=(), line=item.line)
    node = item.get("choices")
    choices = tuple(c.raw for c in node.items if isinstance(c, Scalar)) if isinstance(node, Seq) else ()
    unit, hint = _raw(item, "unit"), _raw(item, "hint")
    return Field(key, _raw(item, "label"), _raw(item, "kind"), example, unit, hint, choices, False, item.line)
