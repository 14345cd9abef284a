"""YAML as a tree of values with line numbers: the safe scanner only, no aliases, tags or duplicate keys, bounded depth.

MkDocs and PyYAML turn `010`, `no` and `2026-11-20` into other types without a word; here every scalar keeps what was
written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from wenku.model import Problem

MAX_DEPTH = 12
MAX_CHARS = 2_000_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTRUCT = yaml.SafeLoader("")

_REASONS = (
    ("mapping values are not allowed", "一行里出现了第二个冒号", "给含冒号的值加上英文双引号"),
    ("could not find expected ':'", "这一行缺少冒号", "写成 键: 值，冒号后面留一个空格"),
    ("cannot start any token", "行首或值的开头有 YAML 不允许的符号", "不用制表符缩进；以 @ ` % 开头的值加上英文双引号"),
    ("expected ',' or", "方括号或花括号没有配对", "补上 ] 或 }，各项之间用英文逗号"),
    ("found unexpected end of stream", "引号没有配对", "补上结尾的引号"),
    ("entries are not allowed", "列表的“- ”写在了键的后面", "列表的每一项另起一行，或者写成 [甲, 乙]"),
    ("node content", "方括号或花括号没有配对", "补上缺的括号，或者删去多的"),
    ("expected <block end>", "缩进不对，或者引号、括号后面还有字", "同一层的键左边对齐；整个值放进一对英文双引号"),
    ("did not find expected key", "缩进不对，或者引号、括号后面还有字", "同一层的键左边对齐；整个值放进一对英文双引号"),
    ("expected '-' indicator", "列表和键混写在同一层", "列表的每一项以“- ”开头，左边对齐"),
    ("escape", "双引号里的反斜线写法不对", "改用单引号，或者写成两个反斜线"),
)
"""What PyYAML and libyaml say, and what it means."""
_BEGINS = ("could not find expected ':'", "expected ',' or", "found unexpected end of stream")
"""Faults noticed at some later line: the line where the value began is the one to mend."""
_TIGHT = re.compile(r"^\s*(?:- )?[A-Za-z_]+(?:：|:(?=[^\s:/]))")
_HALF_QUOTED = re.compile(r""":\s*(["'])(?:(?!\1).)*$""")
_BRACES = ("值里直接写了花括号", "字段只写在正文里；别的值含花括号时加上英文双引号")


@dataclass(frozen=True)
class Scalar:
    """A single value: `value` as YAML 1.1 reads it, `raw` as it was written, `line` 1-based."""

    value: Any
    raw: str
    line: int


@dataclass(frozen=True)
class Seq:
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True)
class Map:
    """A mapping in the order written: (key, line of the key, node)."""

    items: tuple[tuple[str, int, Node], ...]
    line: int

    def get(self, key: str) -> Node | None:
        """Return the node under `key`, or None."""
        return next((node for name, _, node in self.items if name == key), None)

    def line_of(self, key: str) -> int:
        """Return the line of `key`, or that of the mapping where the key is missing."""
        return next((line for name, line, _ in self.items if name == key), self.line)


Node = Scalar | Seq | Map


@dataclass(frozen=True)
class Parsed:
    """A tree (None when nothing could be read) and what was wrong."""

    node: Node | None
    problems: tuple[Problem, ...]


def parse(text: str, code_syntax: str, code_duplicate: str, first_line: int = 1) -> Parsed:
    """Parse one YAML document; findings carry the given codes and lines counted from `first_line`. Never raises."""
    problems: list[Problem] = []
    if len(text) > MAX_CHARS:
        right = f"拆成不超过 {MAX_CHARS} 字符的文件"
        return Parsed(None, (Problem(first_line, code_syntax, f"内容太长（{len(text)} 字符）", right),))
    try:
        refused = _refused(text, first_line, code_syntax)
        if refused:
            return Parsed(None, (refused,))
        root = yaml.compose(text, Loader=_LOADER)
        if root is None:
            return Parsed(None, ())
        node = _convert(root, first_line, problems, code_syntax, code_duplicate)
    except yaml.MarkedYAMLError as error:
        return Parsed(None, (_syntax_problem(error, text.split("\n"), first_line, code_syntax),))
    except (yaml.YAMLError, ValueError):
        bad = yaml.reader.Reader.NON_PRINTABLE.search(text)
        line = first_line + text.count("\n", 0, bad.start() if bad else 0)
        return Parsed(None, (Problem(line, code_syntax, "含有 YAML 不允许的字符", "删去控制字符，按 UTF-8 保存"),))
    return Parsed(node, tuple(problems))


def plain(node: Node | None) -> Any:
    """Return the tree as plain dict, list and scalar values."""
    if isinstance(node, Map):
        return {key: plain(child) for key, _, child in node.items}
    if isinstance(node, Seq):
        return [plain(child) for child in node.items]
    return node.value if node else None


def line_at(node: Node | None, path: tuple[str | int, ...]) -> int:
    """Return the line of the node that `path` (keys and indexes) leads to, or of the nearest one above it."""
    line = node.line if node else 1
    for step in path:
        if isinstance(node, Map):
            line, node = node.line_of(str(step)), node.get(str(step))
        elif isinstance(node, Seq) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            line = node.line
        else:
            break
    return line


def _refused(text: str, first_line: int, code: str) -> Problem | None:
    depth = 0
    documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = first_line + event.start_mark.line
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            right = "把内容写全；以 & 或 * 开头的值加英文双引号"
            return Problem(line, code, "用了 YAML 的锚点或引用（& 或 *）", right)
        if getattr(event, "tag", None):
            return Problem(line, code, "用了 YAML 的标签（!）", "删去标签；以 ! 开头的值加英文双引号")
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > MAX_DEPTH:
                return Problem(line, code, f"嵌套超过 {MAX_DEPTH} 层", "减少嵌套")
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                return Problem(line, code, "一个文件里有第二份 YAML 文档", "删去多余的 --- 行")
    return None


def _convert(node: yaml.Node, first: int, problems: list[Problem], syntax: str, duplicate: str) -> Node:
    line = first + node.start_mark.line
    if isinstance(node, yaml.ScalarNode):
        return Scalar(_scalar_value(node, line, problems, syntax), node.value, line)
    if isinstance(node, yaml.SequenceNode):
        return Seq(tuple(_convert(child, first, problems, syntax, duplicate) for child in node.value), line)
    items: dict[str, tuple[str, int, Node]] = {}
    for key, child in node.value:
        at = first + key.start_mark.line
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem(at, syntax, *_BRACES))
        elif key.value in items:
            first_at = items[key.value][1]
            problems.append(Problem(at, duplicate, f"键“{key.value}”重复，第 {first_at} 行已有", "只留一处"))
        else:
            items[key.value] = (key.value, at, _convert(child, first, problems, syntax, duplicate))
    return Map(tuple(items.values()), line)


def _scalar_value(node: yaml.ScalarNode, line: int, problems: list[Problem], syntax: str) -> Any:
    construct = _CONSTRUCT.yaml_constructors.get(node.tag)
    if construct is None:  # "<<" and "=", which PyYAML cannot construct
        return node.value
    try:
        return construct(_CONSTRUCT, node)
    except (ValueError, OverflowError):
        message = f"值“{node.value[:40]}”看起来像日期或数字却不成立"
        problems.append(Problem(line, syntax, message, "改正，或者给它加上英文双引号"))
        return node.value


def _syntax_problem(error: yaml.MarkedYAMLError, lines: list[str], first_line: int, code: str) -> Problem:
    text = f"{error.problem or ''} {error.context or ''}"
    marks = [error.problem_mark, error.context_mark]
    if any(needle in text for needle in _BEGINS):
        marks.reverse()
    mark = next((mark for mark in marks if mark), None)
    at = min(mark.line if mark else 0, len(lines) - 1)
    while at and not lines[at].strip():
        at -= 1
    quote = next((i for i in range(at + 1) if _HALF_QUOTED.search(lines[i])), None)
    if quote is not None:
        return Problem(first_line + quote, code, "YAML 写法有误：引号没有配对", "补上结尾的引号")
    tight = next((i for i in (at, at - 1) if i >= 0 and _TIGHT.match(lines[i])), None)
    if tight is not None:
        return Problem(first_line + tight, code, "冒号是全角的，或者后面没有空格", "写成 键: 值，用英文冒号，后面空一格")
    if "{{" in lines[at]:
        return Problem(first_line + at, code, *_BRACES)
    if "mapping values" in text and len(re.findall(r":(?:\s|$)", lines[at])) < 2:
        return Problem(first_line + at, code, "缩进不对，或者上一行没有写完", "同一层的键左边对齐")
    for needle, message, right in _REASONS:
        if needle in text:
            return Problem(first_line + at, code, f"YAML 写法有误：{message}", right)
    return Problem(first_line + at, code, "YAML 写法有误", "检查这一行和上一行的冒号、引号和缩进")
