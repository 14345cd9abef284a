"""The one reader of docs/_data: records from good files, problems with lines from bad ones, never an exception."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.samples import ROOT, SMALL_DATA, make_docs, small_data
from wenku.data import FILES, Data, read_data, replacement_cycles, schema_problems
from wenku.model import Domain, Kind, Law
from wenku.yamlread import parse


def data_with(tmp_path: Path, name: str, content: str | bytes | None) -> Data:
    folder = make_docs(tmp_path / "docs", {}) / "_data"
    path = folder / name
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_data(folder)


@pytest.mark.parametrize("folder", [ROOT / "docs" / "_data", None], ids=["real", "small"])
def test_vocabularies_are_right(folder: Path | None) -> None:
    data = read_data(folder) if folder else small_data()
    assert data.problems == () and data.broken == frozenset()
    assert set(data.tables) == set(FILES) and all(data[name] for name in FILES)


def test_every_file_has_a_schema_and_every_small_file_a_real_one() -> None:
    schemas = {path.stem for path in (ROOT / "docs/_data/schemas").glob("*.json")}
    assert set(FILES) <= schemas
    assert {path.stem for path in SMALL_DATA.glob("*.yml")} <= set(FILES)


def test_records() -> None:
    data = small_data()
    minzheng, law = data["domains"]["minzheng"], data["laws"]["jiu-tiaoli"]
    assert isinstance(minzheng, Domain) and minzheng.core and minzheng.name == "民政"
    assert isinstance(data["kinds"]["fangan"], Kind) and data["kinds"]["fangan"].parts == ("目的", "步骤")
    assert isinstance(law, Law) and law.replaced_by == "xin-tiaoli" and not law.citable
    assert data["laws"]["xin-tiaoli"].citable and data["laws"]["xin-tiaoli"].title == "新条例"
    assert data["fields"]["年份"].example == "2027" and data["fields"]["年份"].common
    assert data["days"]["elder-day"].months == (10,)
    assert [term.id for term in data.domains()] == ["minzheng", "kepu"]
    assert data.by_name["topics"]["居家养老"].aliases == ("养老服务", "居家照护")
    assert data["nothing"] == {}


LAWS = (SMALL_DATA / "laws.yml").read_text("utf-8")


@pytest.mark.parametrize(
    "name, content, line, code",
    [
        ("laws.yml", None, 1, "DATA-1"),
        ("laws.yml", "", 1, "DATA-1"),
        ("laws.yml", "# 只有注释\n", 1, "DATA-1"),
        ("laws.yml", LAWS + "- id: [\n", 55, "DATA-1"),
        ("laws.yml", "a: 1\nb: \xa0\xff".encode("latin-1"), 2, "DATA-1"),
        ("laws.yml", LAWS.replace("  note: null\n", "  note: null\n  note: 无\n", 1), 16, "DATA-2"),
        ("laws.yml", "a: 1", 1, "DATA-3"),
        ("laws.yml", "[]", 1, "DATA-3"),
        ("laws.yml", LAWS.replace("confidence: high", "confidence: 高", 1), 17, "DATA-3"),
        ("laws.yml", LAWS.replace("  note: null\n", "", 1), 1, "DATA-3"),
        ("laws.yml", LAWS.replace("  note: null\n", "  note: null\n  notes: x\n", 1), 1, "DATA-3"),
        ("laws.yml", LAWS.replace('checked: "2026-11-22"', "checked: 2026-11-22", 1), 18, "DATA-3"),
        ("laws.yml", LAWS.replace("domains: [minzheng]", "domains: []", 1), 14, "DATA-3"),
        ("laws.yml", LAWS.replace("id: jiu-tiaoli", 'id: ""'), 1, "DATA-3"),
        ("laws.yml", LAWS.replace("id: xin-tiaoli", "id: jiu-tiaoli"), 19, "DATA-4"),
        ("fields.yml", (SMALL_DATA / "fields.yml").read_text("utf-8").replace("key: 社区名称", "key: 单位名称"), 7, "DATA-4"),
        ("laws.yml", LAWS.replace("replaced_by: xin-tiaoli", "replaced_by: meiyou"), 13, "DATA-5"),
        ("laws.yml", LAWS.replace("domains: [minzheng]", "domains: [meiyou]", 1), 14, "DATA-5"),
        ("laws.yml", LAWS.replace("replaced_by: xin-tiaoli", "replaced_by: jiu-tiaoli"), 13, "DATA-6"),
        ("laws.yml", LAWS.replace("id: jiu-tiaoli", "id: z-tiaoli"), 19, "DATA-7"),
        ("topics.yml", "- id: a\n  name: x\n  name_en: A\n  aliases: []\n  summary: 二十个字以上的一句话，才合乎这个词表的要求。\n", 2, "DATA-3"),
    ],
)  # fmt: skip
def test_fault(name: str, content: str | bytes | None, line: int, code: str, tmp_path: Path) -> None:
    data = data_with(tmp_path, name, content)
    ((path, problem),) = data.problems
    assert (path, problem.line, problem.code) == (f"_data/{name}", line, code)
    assert any("\u4e00" <= char <= "\u9fff" for char in problem.message)
    assert any("\u4e00" <= char <= "\u9fff" for char in problem.right)


def test_a_broken_file_breaks_nothing_else(tmp_path: Path) -> None:
    data = data_with(tmp_path, "laws.yml", "[")
    assert data.broken == {"laws"} and data["laws"] == {} and data["topics"]


@pytest.mark.parametrize("content", ["{", None])
def test_a_broken_or_missing_schema(content: str | None, tmp_path: Path) -> None:
    data = data_with(tmp_path, "schemas/topics.json", content)
    assert [(path, p.line, p.code) for path, p in data.problems] == [("_data/topics.yml", 1, "DATA-1")]


@pytest.mark.parametrize(
    "table, rings",
    [
        ({}, 0),
        ({"a": "b", "b": "c", "c": None}, 0),
        ({"a": "x"}, 0),
        ({"a": "a"}, 1),
        ({"a": "b", "b": "a"}, 1),
        ({"x": "a", "a": "b", "b": "c", "c": "a"}, 1),
        ({"a": "b", "b": "a", "c": "d", "d": "c", "e": "a"}, 2),
    ],
)
def test_replacement_cycles(table: dict[str, str | None], rings: int) -> None:
    found = replacement_cycles(table)
    assert len(found) == rings and set(found) <= {"a", "b", "c", "d"}


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["a", "b", "c", "d", "e", "f", "z", None])))
def test_a_cycle_is_found_exactly_when_one_can_run_in_a_circle(table: dict[str, str | None]) -> None:
    def circles(start: str) -> bool:
        at: str | None = start
        for _ in range(len(table) + 1):
            at = table.get(at) if at else None
        return at is not None and at in table

    assert bool(replacement_cycles(table)) == any(circles(key) for key in table)


def test_schema_problems_say_one_thing_about_one_value() -> None:
    schema = json.loads((ROOT / "docs/_data/schemas/levels.json").read_text("utf-8"))
    node = parse('- id: ""\n  name: 甲\n  name_en: A\n  order: 0\n  summary: 乙\n', "S", "D").node
    assert node is not None
    assert [(p.line, p.code) for p in schema_problems(node, schema)] == [(1, "DATA-3"), (4, "DATA-3")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
def test_any_bytes_in_a_data_file_are_a_problem_and_no_exception(raw: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    data = data_with(tmp_path_factory.mktemp("d"), "levels.yml", raw)
    assert data.broken == {"levels"}
    assert all(1 <= problem.line <= len(raw.splitlines()) + 1 for _, problem in data.problems)
