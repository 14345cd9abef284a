"""Field declarations and the forms that values must have."""

import pytest

from tests.samples import small_data
from wenku.fields import KINDS, build, fits, key_of, right_name, validate
from wenku.model import Field
from wenku.yamlread import Map, Seq, parse

DATA = small_data()


def declared(text: str) -> Seq:
    node = parse(f"fields: {text}", "S", "D").node
    assert isinstance(node, Map)
    return node.get("fields")  # type: ignore[return-value]


@pytest.mark.parametrize(
    "kind, value, good",
    [
        ("text", "春晖社区", True),
        ("text", " ", False),
        ("paragraph", "一段话。", True),
        ("number", "1260", True),
        ("number", "-3.5", True),
        ("number", "1260人", False),
        ("number", "1,260", False),
        ("number", "", False),
        ("year", "2027", True),
        ("year", "27", False),
        ("year", "2127", False),
        ("date", "2026年3月1日", True),
        ("date", "2024年2月29日", True),
        ("date", "2026年2月29日", False),
        ("date", "2026年03月01日", False),
        ("date", "2026-03-01", False),
        ("date", "2026年13月1日", False),
        ("choice", "甲", True),
        ("choice", "丙", False),
    ],
)
def test_fits(kind: str, value: str, good: bool) -> None:
    assert fits(kind, value, ("甲", "乙")) is good


OWN = "{key: 老人数, label: 老人数, kind: number, unit: 人, example: 1260}"


@pytest.mark.parametrize(
    "text, codes",
    [
        ("[社区名称, 年份]", []),
        (f"[{OWN}]", []),
        ("[{key: 社区名称, example: 和平社区}]", []),
        ("[{key: 时段, label: 时段, kind: choice, choices: [上午, 下午], example: 上午}]", []),
        ("社区名称", ["META-6"]),
        ("[]", ["META-8"]),
        ("[年份, 年份]", ["FIELD-8"]),
        ("[年份, {key: 年份, example: 2028}]", ["FIELD-8"]),
        ("[老人数]", ["FIELD-4"]),
        ("[老人 数]", ["FIELD-3"]),
        ("[一二三四五六七八九十甲乙丙]", ["FIELD-3"]),
        ("[[年份]]", ["FIELD-3"]),
        ("[{label: 老人数}]", ["FIELD-3"]),
        ("[{key: 老人数}]", ["FIELD-4"]),
        ("[{key: 老人数, label: 老人数, kind: 数字, example: 1}]", ["FIELD-4"]),
        ("[{key: 老人数, label: 老人数, kind: number, example: 1}]", ["FIELD-4"]),
        ("[{key: 时段, label: 时段, kind: choice, example: 上午}]", ["FIELD-4"]),
        ("[{key: 老人数, label: [a], kind: text, example: 1}]", ["FIELD-4"]),
        (f"[{OWN.replace('unit', 'units')}]", ["FIELD-4"]),
        ("[{key: 社区名称, label: 小区}]", ["FIELD-5"]),
        ("[{key: 社区名称}]", ["FIELD-7"]),
        ("[{key: 年份, example: 今年}]", ["FIELD-7"]),
        (f"[{OWN.replace('1260', '很多')}]", ["FIELD-7"]),
        ("[{key: 时段, label: 时段, kind: choice, choices: [上午], example: 下午}]", ["FIELD-7"]),
        ('[{key: 时段, label: 时段, kind: text, example: "{{年份}}"}]', ["META-10"]),
    ],
)
def test_declaration(text: str, codes: list[str]) -> None:
    problems = list(validate(declared(text), 1, DATA))
    assert [problem.code for problem in problems] == codes
    assert all("\u4e00" <= char <= "\u9fff" for problem in problems for char in problem.right[:1])


def test_build_takes_common_definitions_and_own_ones() -> None:
    common, adapted, own = build(declared(f"\n  - 社区名称\n  - {{key: 年份, example: 2030}}\n  - {OWN}"), DATA)
    assert (common.label, common.example, common.common, common.line) == ("社区名称", "春晖社区", True, 2)
    assert (adapted.kind, adapted.example, adapted.line) == ("year", "2030", 3)
    assert own == Field("老人数", "老人数", "number", "1260", "人", line=4)
    assert build(None, DATA) == ()


def test_key_of_and_right_name() -> None:
    assert [key_of(item) for item in declared("[年份, {key: 甲}, {label: 乙}, [丙]]").items] == ["年份", "甲", "", ""]
    assert right_name("联系 电话").startswith("写成“联系电话”") and right_name("！").startswith("写成“社区名称”")


def test_kinds_are_those_of_the_schema() -> None:
    assert set(KINDS) == {"text", "paragraph", "number", "date", "year", "choice"}
    assert {field.kind for field in DATA["fields"].values()} <= set(KINDS)
