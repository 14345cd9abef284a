"""Values of front-matter keys, checked one by one against the table of keys (docs/_data/frontmatter.yml)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

from wenku import fields as field_reader
from wenku.data import Data
from wenku.document import FIELD
from wenku.model import TO_FILL, Problem
from wenku.nearest import nearest
from wenku.yamlread import Map, Node, Scalar, Seq, plain

_YAML_TYPES = {
    int: "整数", float: "小数", bool: "真假值", type(None): "空值", datetime.date: "日期", datetime.datetime: "日期",
}  # fmt: skip
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TRAILING = "。，、；：！？.,;:!?"
_FULL_WIDTH = re.compile(r"[，、；]")


def is_date(text: str) -> bool:
    """True for an ISO date that exists."""
    try:
        return bool(_DATE.fullmatch(text) and datetime.date.fromisoformat(text))
    except ValueError:
        return False


def problems(spec: Mapping[str, Any], node: Node, line: int, draft: bool, data: Data) -> Iterable[Problem]:
    """Yield what is wrong with the value of one key, which stands at `line`."""
    kind, key = spec["type"], spec["key"]
    if isinstance(node, Scalar) and node.raw == TO_FILL:
        if not draft:
            right = f"写上：{spec['right']}；没有写完的文本把 status 改成 draft"
            yield Problem(line, "META-11", f"“{key}”还是待填", right)
        return
    if kind == "fields":
        yield from field_reader.validate(node, line, data)
    elif kind in ("strings", "integers"):
        yield from _list(spec, node, line, data)
    elif kind == "changes":
        yield from _changes(spec, node, line)
    elif kind == "waivers":
        yield from _waivers(spec, node, line)
    elif kind == "archived":
        yield from _record(spec, node, line, {"date", "reason"}, {"instead"})
    else:
        yield from _scalar(spec, node, line, data)


def _type_problem(spec: Mapping[str, Any], node: Node, line: int, want: str) -> Problem:
    key = spec["key"]
    if not isinstance(node, Scalar):
        read = "列表" if isinstance(node, Seq) else "键值"
        return Problem(line, "META-6", f"“{key}”的值应当是{want}，现在是{read}", spec["right"])
    read = _YAML_TYPES.get(type(node.value), "字符串")
    if want == "文字" and node.raw:
        return Problem(line, "META-6", f"“{key}”的值 {node.raw} 被 YAML 读成了{read}", f'加上英文双引号："{node.raw}"')
    return Problem(line, "META-6", f"“{key}”的值“{node.raw}”应当是{want}，现在是{read}", spec["right"])


def _scalar(spec: Mapping[str, Any], node: Node, line: int, data: Data) -> Iterable[Problem]:
    want, cls = {"integer": ("整数", int), "boolean": ("true 或 false", bool)}.get(spec["type"], ("文字", str))
    if not isinstance(node, Scalar) or type(node.value) is not cls or node.value == "":
        yield _type_problem(spec, node, line, want)
        return
    value, key = node.value, spec["key"]
    if spec["type"] == "date" and not is_date(value):
        yield Problem(line, "META-8", f"“{key}”的值“{value}”不是存在的日期", spec["right"])
    elif spec["type"] == "integer":
        yield from _range(spec, value, line, "")
    elif spec["type"] == "string":
        yield from _range(spec, len(value), line, " 字")
        yield from _string(spec, value, line, data)


def _string(spec: Mapping[str, Any], value: str, line: int, data: Data) -> Iterable[Problem]:
    key = spec["key"]
    if "pattern" in spec and not re.fullmatch(spec["pattern"], value):
        yield Problem(line, "META-8", f"“{key}”的值“{value}”格式不对", spec["right"])
    if "choices" in spec and value not in spec["choices"]:
        yield Problem(line, "META-7", f"“{key}”没有“{value}”这个值", f"只能是 {'、'.join(spec['choices'])}")
    if FIELD.search(value):
        yield Problem(line, "META-10", f"“{key}”里写了字段", "字段只写在正文里，这里写普通文字")
    if key == "title" and value[-1] in _TRAILING:
        yield Problem(line, "META-8", "题名末尾有标点", f"写成“{value.rstrip(_TRAILING)}”")
    yield from _vocabulary(spec, value, line, data)


def _range(spec: Mapping[str, Any], size: int, line: int, unit: str) -> Iterable[Problem]:
    low, high = spec.get("min", 0 if unit else size), spec.get("max", size)
    if not low <= size <= high:
        yield Problem(line, "META-8", f"“{spec['key']}”现在是 {size}{unit}，应当在 {low} 到 {high} 之间", spec["right"])


def _vocabulary(spec: Mapping[str, Any], value: str, line: int, data: Data) -> Iterable[Problem]:
    name = spec.get("vocabulary")
    if not name or name == "templates" or name in data.broken:
        return
    known: Mapping[str, Any] = data.by_name.get(name, {}) if name not in ("laws", "days") else data[name]
    if value in known:
        return
    meant = next((key for key, term in known.items() if value in _other_names(term)), "")
    hint = f"写成“{meant}”" if meant else nearest(value, known) or f"从 docs/_data/{name}.yml 里选"
    yield Problem(line, "META-7", f"“{spec['key']}”里的“{value}”不在词表里", hint)


def _other_names(term: Any) -> tuple[str, ...]:
    return (term.id, term.name, *getattr(term, "aliases", ()), *getattr(term, "short", ()))


def _list(spec: Mapping[str, Any], node: Node, line: int, data: Data) -> Iterable[Problem]:
    if not isinstance(node, Seq):
        yield _type_problem(spec, node, line, "列表")
        return
    cls = int if spec["type"] == "integers" else str
    wide = next((item for item in node.items if isinstance(item, Scalar) and _FULL_WIDTH.search(item.raw)), None)
    if wide:
        yield Problem(wide.line, "META-8", f"“{spec['key']}”的各项之间用了中文标点", "用英文逗号隔开，如 [甲, 乙]")
        return
    yield from _range(spec, len(node.items), line, " 个")
    seen = set()
    for item in node.items:
        if not isinstance(item, Scalar) or type(item.value) is not cls or item.value == "":
            yield _type_problem(spec, item, item.line, "整数" if cls is int else "文字")
        elif item.value in seen:
            yield Problem(item.line, "META-7", f"“{spec['key']}”里的“{item.raw}”写了两次", "留一个")
        elif cls is int and not 1 <= item.value <= 12:
            yield Problem(item.line, "META-8", f"没有 {item.raw} 月", spec["right"])
        elif cls is str:
            yield from _vocabulary(spec, item.value, item.line, data)
            if FIELD.search(item.value):
                yield Problem(item.line, "META-10", f"“{spec['key']}”里写了字段", "这里写普通文字")
        if isinstance(item, Scalar):
            seen.add(item.value)


def _record(spec: Mapping[str, Any], node: Node, line: int, need: set[str], may: set[str]) -> Iterable[Problem]:
    if not isinstance(node, Map):
        yield _type_problem(spec, node, line, "键值")
        return
    keys = {key for key, _, _ in node.items}
    if need - keys or keys - need - may:
        yield Problem(line, "META-6", f"“{spec['key']}”的键不对：{'、'.join(sorted(keys))}", spec["right"])
    for key, at, child in node.items:
        if not isinstance(child, Scalar) or not isinstance(child.value, str) or not child.value:
            yield _type_problem({**spec, "key": f"{spec['key']}·{key}"}, child, at, "文字")
        elif key == "date" and not is_date(child.value):
            yield Problem(at, "META-8", f"“{child.value}”不是存在的日期", spec["right"])


def _waivers(spec: Mapping[str, Any], node: Node, line: int) -> Iterable[Problem]:
    """A list of {term, count, why}: what it names and whether the count is right is checked with the wording (WORD-4)."""
    if not isinstance(node, Seq) or not node.items:
        yield _type_problem(spec, node, line, "列表")
        return
    yield from _range(spec, len(node.items), line, " 项")
    for item in node.items:
        keys = {key for key, _, _ in item.items} if isinstance(item, Map) else set()
        values = plain(item) if isinstance(item, Map) else {}
        if keys != {"term", "count", "why"}:
            yield Problem(item.line, "META-6", "“waivers”的一项要有 term、count、why", spec["right"])
        elif type(values["count"]) is not int or values["count"] < 1:
            yield Problem(item.line, "META-6", f"“waivers·count”的值“{values['count']}”不是正整数", spec["right"])
        elif not isinstance(values["term"], str) or not isinstance(values["why"], str) or len(values["why"]) < 6:
            yield Problem(item.line, "META-6", "“waivers”要写明 term 和不少于 6 个字的理由", spec["right"])


def _changes(spec: Mapping[str, Any], node: Node, line: int) -> Iterable[Problem]:
    if not isinstance(node, Seq) or not node.items:
        yield _type_problem(spec, node, line, "列表")
        return
    found = [p for item in node.items for p in _record(spec, item, item.line, {"date", "what"}, set())]
    yield from found
    dates = [item.get("date").raw for item in node.items] if not found else []  # type: ignore[union-attr]
    if dates != sorted(dates):
        yield Problem(line, "META-15", "修改记录没有从早到晚排列", spec["right"])
