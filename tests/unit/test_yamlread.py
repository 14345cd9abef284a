"""YAML as a tree with lines: what was written stays known, every fault is one Chinese problem at its line."""

import datetime

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from wenku import yamlread
from wenku.yamlread import Map, Scalar, Seq, line_at, parse, plain

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML speaks in two voices, its own and libyaml's; machines have one or both."""
    monkeypatch.setattr(yamlread, "_LOADER", request.param)


def read(text: str) -> yamlread.Parsed:
    return parse(text, "SYNTAX", "DUPLICATE")


@pytest.mark.parametrize(
    "written, value",
    [
        ("样文", "样文"),
        ("008", "008"),
        ("010", 8),
        ('"010"', "010"),
        ("no", False),
        ("1:30", 90),
        ("12", 12),
        ("1.5", 1.5),
        ("", None),
        ("~", None),
        ("2026-11-20", datetime.date(2026, 11, 20)),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_scalar_keeps_what_was_written(written: str, value: object) -> None:
    node = read(f"a: {written}").node
    assert isinstance(node, Map)
    scalar = node.get("a")
    assert isinstance(scalar, Scalar)
    assert (scalar.value, scalar.raw, scalar.line) == (value, written.strip('"'), 1)


def test_tree_has_order_and_lines() -> None:
    parsed = parse("b: 1\na:\n  - x\n  - {c: y}\n", "S", "D", first_line=10)
    node = parsed.node
    assert isinstance(node, Map) and parsed.problems == ()
    assert [(key, line) for key, line, _ in node.items] == [("b", 10), ("a", 11)]
    assert isinstance(node.get("a"), Seq) and node.get("z") is None and node.line_of("z") == 10
    assert plain(node) == {"b": 1, "a": ["x", {"c": "y"}]}
    assert line_at(node, ("a", 1, "c")) == 13 and line_at(node, ("a", 9)) == 11 and line_at(None, ("a",)) == 1


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "text, line, says",
    [
        ("a: b: c", 1, "第二个冒号"),
        ("a: 1\nbcd\ne: 2", 2, "缺少冒号"),
        ("x: 1\na：b\nc: 1", 2, "全角"),
        ("a:b\nc: 1", 1, "后面没有空格"),
        ("a:\n\tb: 1", 2, "不允许的符号"),
        ("a: @x", 1, "不允许的符号"),
        ("a: [1, 2\nb: 3", 1, "括号没有配对"),
        ("a: {b: 1\nc: 2", 1, "括号没有配对"),
        ("a: ]", 1, "括号没有配对"),
        ('a: "x\nb: y', 1, "引号没有配对"),
        ("a: 'x\nb: \"y\"", 1, "引号没有配对"),
        ('a: 1\nb: "x\nc: "y"\n', 2, "引号没有配对"),
        ('a: "x" y', 1, "后面还有字"),
        ("a: 1\n  b: 2", 2, "缩进不对"),
        ("a:\n    b: 1\n  c: 2", 3, "缩进不对"),
        ('a: "\\q"', 1, "反斜线"),
        ("a: - b", 1, "“- ”"),
        ("a: {{x}}", 1, "花括号"),
        ("a: 1\nb: {{x}}计划", 2, "花括号"),
        ("a: *x", 1, "锚点或引用"),
        ("a: &x 1", 1, "锚点或引用"),
        ("a: 1\nb: !x y", 2, "标签"),
        ("a: !!python/object:os.system {}", 1, "标签"),
        ('a: !!int ""', 1, "标签"),
        ("a: 1\n---\nb: 2", 2, "第二份"),
        ("a: 1\nb: \x07", 2, "不允许的字符"),
        ("a: 1\nb: \ud800", 2, "不允许的字符"),
        ("a: 2026-13-45", 1, "不成立"),
        ("a: 0x_", 1, "不成立"),
        ("a: " + "1" * 5000, 1, "不成立"),
        ("a: 1\nb: " + "[" * 50, 2, "嵌套超过"),
        ("a: |x", 1, "YAML 写法有误"),
    ],
)
def test_fault_is_one_problem_at_its_line(text: str, line: int, says: str) -> None:
    (problem,) = read(text).problems
    assert (problem.line, problem.code) == (line, "SYNTAX")
    assert says in problem.message
    assert any("\u4e00" <= char <= "\u9fff" for char in problem.right)


def test_duplicate_key_keeps_the_first() -> None:
    parsed = read("a: 1\nb: {c: 1, c: 2}\na: 2")
    assert [(p.line, p.code) for p in parsed.problems] == [(2, "DUPLICATE"), (3, "DUPLICATE")]
    assert "第 1 行已有" in parsed.problems[1].message
    assert plain(parsed.node) == {"a": 1, "b": {"c": 1}}


def test_nothing_and_too_much() -> None:
    assert read("") == read("# 只有注释") == yamlread.Parsed(None, ())
    (problem,) = read("a" * (yamlread.MAX_CHARS + 1)).problems
    assert "太长" in problem.message


YAMLISH = st.text(alphabet=st.sampled_from(list("ab:-[]{},\"'#&*!|>%@`\n\t 0129._=<~？：，{中文\u2028\x85\x07")), max_size=60)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=80), YAMLISH))
def test_parse_never_raises_and_problems_lie_within_the_text(text: str) -> None:
    parsed = parse(text, "S", "D", first_line=2)
    last = 2 + len(text.splitlines() or [""])
    assert all(2 <= problem.line <= last for problem in parsed.problems)
    plain(parsed.node)
