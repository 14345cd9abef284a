"""Front matter: split it off, check it against the one table of keys (docs/_data/frontmatter.yml), build a Text from it."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wenku import fields as field_reader
from wenku.data import Data
from wenku.document import FIELD, Document
from wenku.model import TO_FILL, Archived, Change, Problem, Text
from wenku.yamlread import Map, Node, Scalar, Seq, parse, plain

_YAML_TYPES = {int: "整数", float: "小数", bool: "真假值", type(None): "空值", datetime.date: "日期", datetime.datetime: "日期"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TRAILING = "。，、；：！？.,;:!?"


@dataclass(frozen=True)
class Front:
    """The front matter as a tree, the body below it, the 1-based line on which the body starts, and what was wrong."""

    node: Map | None
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()

    def raw(self, key: str) -> str:
        """Return a scalar as written, or "" when it is missing or no scalar."""
        node = self.node.get(key) if self.node else None
        return node.raw if isinstance(node, Scalar) else ""

    def line(self, key: str) -> int:
        """Return the line of a key, or 1."""
        return self.node.line_of(key) if self.node else 1


def split(source: str) -> Front:
    """Split a text file into front matter and body; a file without a proper front matter has `node` None. Never raises."""
    if not source.strip():
        return Front(None, "", 1, (Problem(1, "META-1", "文件是空的", "用 python -m scripts.new 新建文本"),))
    lines = source.split("\n")
    if lines[0].rstrip() != "---":
        right = "第一行写 ---，键写完后再写一行 ---"
        return Front(None, source, 1, (Problem(1, "META-1", "第一行不是 ---，没有文本信息", right),))
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        return Front(None, "", 1, (Problem(1, "META-1", "文本信息没有结尾的 ---", "在最后一个键的下面单独写一行 ---"),))
    parsed = parse("\n".join(lines[1:end]), "META-2", "META-3", first_line=2)
    body, body_line = "\n".join(lines[end + 1 :]), end + 2
    if parsed.node is None or not isinstance(parsed.node, Map):
        problems = parsed.problems or (Problem(2, "META-2", "文本信息里没有键", "每行写一个 键: 值"),)
        return Front(None, body, body_line, problems)
    return Front(parsed.node, body, body_line, parsed.problems)


def validate(front: Front, data: Data, is_form: bool) -> tuple[Problem, ...]:
    """Check every key of one text on its own. What needs other texts (duplicates, templates) is checked over the library."""
    if front.node is None:
        return ()
    spoilt = {problem.line for problem in front.problems}
    problems: list[Problem] = list(_keys(front.node, data, is_form))
    for key, line, node in front.node.items:
        spec = data["frontmatter"].get(key)
        if spec and spec["form" if is_form else "plan"] != "none" and line not in spoilt:
            problems += _value(spec, node, line, front.raw("status") == "draft", data)
    return tuple(problems) + tuple(_status(front)) + tuple(_dates(front))


def build(path: str, front: Front, document: Document, data: Data) -> Text:
    """Build the Text of a file whose front matter has no problem. `path` is relative to docs."""
    values: Mapping[str, Any] = plain(front.node)
    by = data.by_name

    def terms(vocabulary: str, key: str) -> tuple[Any, ...]:
        return tuple(by[vocabulary][name] for name in values.get(key, ()))

    return Text(
        path=path,
        document=document,
        kind=by["kinds"][values["kind"]],  # type: ignore[arg-type]
        levels=terms("levels", "level"),
        horizon=by["horizons"][values["horizon"]],
        topics=terms("topics", "topics"),
        variants=terms("levels", "variants"),
        laws=tuple(data["laws"][law] for law in values.get("laws", ())),
        days=tuple(data["days"][day] for day in values.get("days", ())),
        domain=data["domains"][path.split("/")[1]] if path.startswith("plans/") else None,
        aliases=tuple(values["aliases"]),
        own_months=tuple(values.get("months", ())),
        fields=field_reader.build(front.node.get("fields") if front.node else None, data),
        changes=tuple(Change(**change) for change in values["changes"]),
        archived=Archived(**values["archived"]) if "archived" in values else None,
        **{key: values[key] for key in _PLAIN if key in values},
    )


_PLAIN = (
    "code", "title", "title_en", "summary", "summary_en", "lead_days", "template", "suits", "not_for",
    "local_rules", "added", "reviewed", "review_in", "status",
)  # fmt: skip


def nearest(name: str, names: Iterable[str]) -> str:
    """Return 是不是“X”？for the nearest of some names, or "" when none is near."""
    near = difflib.get_close_matches(name, list(names), n=1, cutoff=0.5)
    return f"是不是“{near[0]}”？" if near else ""


def is_date(text: str) -> bool:
    """True for an ISO date that exists."""
    try:
        return bool(_DATE.fullmatch(text) and datetime.date.fromisoformat(text))
    except ValueError:
        return False


def _keys(node: Map, data: Data, is_form: bool) -> Iterable[Problem]:
    place = "form" if is_form else "plan"
    table = data["frontmatter"]
    for key, line, _ in node.items:
        if key not in table:
            right = nearest(key, table) or f"只用这些键：{'、'.join(table)}"
            yield Problem(line, "META-4", f"不认识的键“{key}”", right)
        elif table[key][place] == "none":
            yield Problem(line, "META-16", f"空白稿不写“{key}”", "删去这个键；主题、依据和月份只用于 docs/plans 里的文本")
    for key, spec in table.items():
        if spec[place] == "required" and node.get(key) is None:
            yield Problem(node.line, "META-5", f"缺少必填的“{key}”（{spec['name']}）", f"补上 {key}: {spec['right']}")
    order = [key for key, _, _ in node.items if key in table]
    if order != sorted(order, key=list(table).index):
        message = "键的顺序与统一的顺序不同"
        yield Problem(node.line, "META-17", message, "运行 python -m scripts.check --fix 自动排好")


def _value(spec: Mapping[str, Any], node: Node, line: int, draft: bool, data: Data) -> Iterable[Problem]:
    kind, key = spec["type"], spec["key"]
    if isinstance(node, Scalar) and node.raw == TO_FILL:
        if not draft:
            yield Problem(line, "META-11", f"“{key}”还是待填", f"写上{spec['right']}；没有写完的文本把 status 改成 draft")
        return
    if kind == "fields":
        yield from field_reader.validate(node, line, data)
    elif kind in ("strings", "integers"):
        yield from _list(spec, node, line, data)
    elif kind == "changes":
        yield from _changes(spec, node, line)
    elif kind == "archived":
        yield from _record(spec, node, line, {"date", "reason"}, {"instead"})
    else:
        yield from _scalar(spec, node, line, data)


def _type_problem(spec: Mapping[str, Any], node: Node, line: int, want: str) -> Problem:
    key = spec["key"]
    if not isinstance(node, Scalar):
        return Problem(line, "META-6", f"“{key}”的值应当是{want}，现在是{'列表' if isinstance(node, Seq) else '键值'}", spec["right"])
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
        yield from _range(spec, len(value), line, "字")
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
        if name == "laws" and not known[value].citable:
            law = known[value]
            message = f"《{law.title}》不能作依据：{law.status}，可信度 {law.confidence}"
            yield Problem(line, "META-7", message, "换成现行有效的依据；查不实的只写工作要求，不写文件名")
        return
    alias = next((term.name for term in data[name].values() if value in getattr(term, "aliases", ())), "")
    hint = f"写成“{alias}”" if alias else nearest(value, known) or f"从 docs/_data/{name}.yml 里选"
    yield Problem(line, "META-7", f"“{spec['key']}”里的“{value}”不在词表里", hint)


def _list(spec: Mapping[str, Any], node: Node, line: int, data: Data) -> Iterable[Problem]:
    if not isinstance(node, Seq):
        yield _type_problem(spec, node, line, "列表")
        return
    cls = int if spec["type"] == "integers" else str
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


def _changes(spec: Mapping[str, Any], node: Node, line: int) -> Iterable[Problem]:
    if not isinstance(node, Seq) or not node.items:
        yield _type_problem(spec, node, line, "列表")
        return
    found = [p for item in node.items for p in _record(spec, item, item.line, {"date", "what"}, set())]
    yield from found
    dates = [item.get("date").raw for item in node.items] if not found else []  # type: ignore[union-attr]
    if dates != sorted(dates):
        yield Problem(line, "META-15", "修改记录没有从早到晚排列", spec["right"])


def _status(front: Front) -> Iterable[Problem]:
    has = front.node is not None and front.node.get("archived") is not None
    if front.raw("status") == "archived" and not has:
        right = '补上 archived: {date: "2026-11-20", reason: 为什么}'
        yield Problem(front.line("status"), "META-14", "存档的文本没有说明存档的日期和原因", right)
    elif has and front.raw("status") != "archived":
        yield Problem(front.line("archived"), "META-14", "文本没有存档，却写了 archived", "删去 archived，或者把 status 改成 archived")


def _dates(front: Front) -> Iterable[Problem]:
    added, reviewed = front.raw("added"), front.raw("reviewed")
    if is_date(added) and is_date(reviewed) and reviewed < added:
        yield Problem(front.line("reviewed"), "META-15", "核对日期早于收录日期", f"核对日期不早于 {added}")
