"""Vague words, and plans without who, what, when or how measured."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import real_library
from wenku.data import schema_problems
from wenku.parser import parse
from wenku.vague import CODES, Vague, plan_problems, roles
from wenku.yamlread import parse as read_yaml
from wenku.yamlread import plain

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = real_library()
NODE = read_yaml((ROOT / "docs/_data/vague.yml").read_text("utf-8"), "DATA-1", "DATA-2").node
ROWS = {row["id"]: row for row in plain(NODE)}
TABLE = Vague(ROWS)
KINDS = LIBRARY.data.by_name["kinds"]
PASSAGES = yaml.safe_load((ROOT / "tests/passages/tuning/vague.yml").read_text("utf-8"))
FULL = "| 任务 | 牵头 | 完成时限 | 怎样算做到 |\n|---|---|---|---|\n| 甲 | 书记 | 3月31日 | 有记录 |"


def test_the_table_fits_its_schema_and_is_sorted():
    schema = json.loads((ROOT / "docs/_data/schemas/vague.json").read_text("utf-8"))
    assert schema_problems(NODE, schema) == ()
    assert list(ROWS) == sorted(ROWS) and len(ROWS) == len(plain(NODE))
    assert TABLE.problems == () and len(TABLE.entries) == len(ROWS)


@pytest.mark.parametrize("entry", ROWS.values(), ids=lambda r: r["id"])
def test_every_row_finds_its_bad_samples_and_no_good_one(entry):
    own = Vague({entry["id"]: entry})
    assert [s for s in entry["bad"] if not list(own.scan(s))] == []
    assert [s for s in entry["good"] if list(own.scan(s))] == []


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: p["text"][:20])
def test_passages(passage):
    assert [hit.code for hit in TABLE.scan(passage["text"])] == passage["expect"]


def test_the_message_quotes_and_says_what_to_write():
    hit = next(TABLE.scan("社区适时召开会议"))
    assert (hit.start, hit.end, hit.code, hit.fix) == (2, 4, "VAGUE-1", None)
    assert hit.message == "“适时”：什么时候、由谁定都没有写" and hit.right.startswith("写日期")


def test_one_place_is_reported_once():
    assert [h.message[:7] for h in TABLE.scan("进一步加强领导")] == ["“进一步加强”"]


def test_quotations_and_names_are_not_used_words():
    assert list(TABLE.scan("不写“适时”；《关于进一步加强社区工作的意见》")) == []


def test_a_row_is_the_context_of_its_cells():
    body = "| 做什么 | 什么时候 |\n|---|---|\n| 定期检查 | 每月5日 |\n| 定期检查 | 全年 |"
    assert [line for line, _ in TABLE.document_hits(parse(f"# 题\n\n{body}"))] == [6]


def test_guidance_is_not_searched_and_variants_are():
    body = "# 题\n\n/// guidance | 提示\n\n适时写。\n\n///\n\n/// variant | 村\n\n适时开会。\n\n///"
    assert [line for line, _ in TABLE.document_hits(parse(body))] == [11]


def test_the_library_has_three_real_ones():
    found = [(t.code, h.message[1:5]) for t in LIBRARY.texts for _, h in TABLE.document_hits(t.document)]
    assert sorted(found) in ([("C04", "有关部门"), ("D01", "有关单位"), ("K03", "有关单位")], []), "report new ones, or mend the texts"


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("任务", "task"), ("任务和具体内容", "task"), ("做什么", "task"), ("负责的事", "task"), ("上年度问题", "task"),
        ("牵头", "person"), ("负责人", "person"), ("责任单位", "person"), ("主体", "person"), ("由谁办", "person"), ("项目负责人", "person"),
        ("完成时限", "date"), ("月份", "date"), ("到什么时候", "date"), ("工作时间", "date"),
        ("衡量方式", "measure"), ("怎样算做到", "measure"), ("完成的标志", "measure"), ("当月看得见的结果", "measure"), ("工作标准", "measure"),
        ("责任单位和时限", "date person"), ("时间、负责人", "date person"), ("配合", ""), ("序号", ""), ("备注", ""), ("经费", ""),
    ],
)  # fmt: skip
def test_what_a_column_is_for(header, found):
    assert roles(header) == frozenset(found.split())


def plan(body, kind="计划", code="D01"):
    text = next(t for t in LIBRARY.texts if t.code == code)
    changed = replace(text, kind=KINDS[kind], variants=(), document=parse(f"# 题\n\n{body}"))
    return [(p.code, p.line) for p in plan_problems(changed)], [p.message for p in plan_problems(changed)]


def without(*columns):
    names = [name for name in ("任务", "牵头", "完成时限", "怎样算做到") if name not in columns]
    return f"| {' | '.join(names)} |\n|{'---|' * len(names)}\n|{' 甲 |' * len(names)}"


def test_a_full_table_is_enough():
    assert plan(FULL)[0] == []
    assert plan("没有表")[0] == [("PLAN-1", 1)]
    assert plan("没有表", "制度")[0] == [], "only kinds with task_table"


@pytest.mark.parametrize(("column", "word"), [("牵头", "由谁做"), ("完成时限", "完成时限"), ("怎样算做到", "怎样算做到"), ("任务", "任务")])
def test_a_missing_column_is_named(column, word):
    found, messages = plan(without(column))
    assert found == [("PLAN-1", 3)] and word in messages[0]


def test_the_best_table_counts():
    assert plan(without("怎样算做到", "牵头") + "\n\n" + FULL)[0] == []
    assert plan(without("怎样算做到", "牵头") + "\n\n" + without("怎样算做到"))[0] == [("PLAN-1", 7)]


def test_a_scheme_may_hold_the_columns_over_two_tables():
    two = "| 主体 | 做什么 |\n|---|---|\n| 社区 | 甲 |\n\n| 时间 | 工作 | 完成的标志 |\n|---|---|---|\n| 3月 | 甲 | 有记录 |"
    assert plan(two, "方案")[0] == plan(two, "规划")[0] == []
    assert [code for code, _ in plan(two, "计划")[0]] == ["PLAN-1"]
    assert plan(two.replace("完成的标志", "备注"), "方案")[1] == ["任务表缺少“怎样算做到”"]


def test_empty_cells_of_needed_columns():
    rows = "\n| 乙 |  | 待定 | — |\n| 丙 | {{负责人岗位}} | 〔年月日〕 | 〔完成标准〕 |"
    found, messages = plan(FULL + rows)
    assert found == [("PLAN-2", 6)] * 3
    assert messages[0].startswith("任务表第 2 行的“")
    assert plan(FULL + "\n\n/// attachment | 登记表\n\n| 项目 | 日期 |\n|---|---|\n|  |  |\n\n///")[0] == []


def test_each_variant_has_its_own_table():
    text = next(t for t in LIBRARY.texts if t.code == "D01")
    body = f"# 题\n\n/// variant | 社区\n\n{FULL}\n\n///\n\n/// variant | 村\n\n{without('牵头')}\n\n///"
    assert [p.code for p in plan_problems(replace(text, document=parse(body)))] == ["PLAN-1"]


def test_parts_that_hold_no_task():
    body = "## 一、指导思想\n\n文\n\n## 二、任务\n\n" + FULL + "\n\n## 三、加强组织领导\n\n文\n\n## 四、宣传和激励\n\n文"
    found, messages = plan(body)
    assert found == [("PLAN-3", 3), ("PLAN-3", 13)] and "一、指导思想" in messages[0]


def test_nothing_false_in_the_library():
    assert [p for text in LIBRARY.texts for p in plan_problems(text)] == []


@given(st.text(alphabet="适时定期及有关部门每月3日内，。；《》“”{}", max_size=40), st.text(max_size=5))
def test_never_raises_and_stays_inside(text, context):
    for hit in TABLE.scan(text, context):
        assert 0 <= hit.start < hit.end <= len(text)


def test_codes():
    assert set(CODES) == {"VAGUE-1", "PLAN-1", "PLAN-2", "PLAN-3"}
