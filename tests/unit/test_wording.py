"""Wording: every row against its own samples, messages, counted waivers, patterns that are wrong or never end."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import real_library
from wenku import wording
from wenku.lawindex import LawIndex
from wenku.lawnames import find, settle
from wenku.model import Problem
from wenku.wording import CODES, LEVELS, Waiver, Wording, apply, limit, pattern_problems

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = real_library()
ROWS = LIBRARY.data["wording"]
TABLE = Wording(ROWS)
INDEX = LawIndex(LIBRARY.data["laws"])
PASSAGES = yaml.safe_load((ROOT / "tests/passages/tuning/wording.yml").read_text("utf-8"))


def row(id="jia", pattern="旧词", **more):
    base = {"severity": "error", "since": "2018-03", "advice": "机构已经改了。", "replacement": "新词", "bad": [], "good": []}
    return {"id": id, "pattern": pattern, **(base | more)}


def table(*rows, lines=None):
    return Wording({r["id"]: r for r in rows}, lines)


@pytest.mark.parametrize("entry", ROWS.values(), ids=lambda r: r["id"])
def test_every_row_finds_its_bad_samples_and_no_good_one(entry):
    own = table(entry)
    assert own.problems == ()
    for sample in entry["bad"]:
        assert LEVELS[entry["severity"]] in [hit.code for hit in own.scan(sample)], sample
    for sample in entry["good"]:
        assert list(own.scan(sample)) == [], sample


def test_the_whole_table_is_sound_and_quick():
    start = time.perf_counter()
    assert Wording(ROWS).problems == () and len(TABLE.entries) == len(ROWS)
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: p["text"][:20])
def test_passages(passage):
    merged = settle(passage["text"], INDEX, find(passage["text"], INDEX), TABLE.find(passage["text"]))
    assert sorted(hit.code for _, hit in merged) == sorted(passage["expect"])


def test_the_message_quotes_says_why_and_since():
    hit = next(TABLE.scan("联系街道安监站。"))
    assert (hit.start, hit.end, hit.code, hit.fix) == (4, 7, "WORD-1", None)
    assert hit.message == "“安监站”：机构已并入应急管理部门（2018年3月起）"
    assert hit.right == "写“应急管理部门、应急管理站”"


def test_severities_and_right():
    rows = [row("a", "甲"), row("b", "乙", severity="warning", since=None), row("c", "丙", severity="info", replacement="删去")]
    found = list(table(*rows).scan("甲乙丙"))
    assert [(h.code, h.right) for h in found] == [("WORD-1", "写“新词”"), ("WORD-2", "写“新词”"), ("WORD-3", "删去")]
    assert found[1].message == "“乙”：机构已经改了"


def test_fields_are_opaque():
    assert list(table(row()).scan("{{旧词}}和{{旧词数}}")) == []
    assert [h.start for h in table(row()).scan("{{甲}}旧词")] == [5]


def test_the_longer_finding_covers_the_shorter():
    rows = [row("a", "旧词"), row("b", "旧词语", severity="warning"), row("c", "老旧词语", severity="error")]
    assert [(id, h.code) for id, h in table(*rows).find("老旧词语")] == [("c", "WORD-1")]
    assert [id for id, _ in table(*rows[:2]).find("旧词语")] == ["a", "b"], "a warning does not cover an error"


def test_pieces_together_are_found_as_one_by_one():
    pieces = [sample for entry in ROWS.values() for sample in (*entry["bad"], *entry["good"])]
    assert TABLE.find_all(pieces) == [TABLE.find(piece) for piece in pieces]
    assert TABLE.find_all([]) == []


@given(st.lists(st.text(alphabet="安监站网吧党的大xX20年计划“”、。{}《》社区", max_size=20), max_size=5))
def test_pieces_together_property(pieces):
    assert TABLE.find_all(pieces) == [TABLE.find(piece) for piece in pieces]


def test_a_pattern_that_does_not_compile():
    broken = table(row("a", "(旧词"), row("b", "乙"), lines={"a": 7})
    assert [(p.line, p.code) for p in broken.problems] == [(7, "DATA-8")]
    assert "“a”的正则写法有误" in broken.problems[0].message
    assert [e.id for e in broken.entries] == ["b"], "the others still work"


@pytest.mark.parametrize(
    ("pattern", "sample"),
    [("(a+)+b", "aaab"), ("(?:社?区?)+办", "社区办"), ("(x|xx)+y", "xxxy"), (r"(?:[\w]+\s?)+:", "a b:"), ("(?:[一-龥]+、?)+。", "党、社。")],
)
def test_a_pattern_that_backtracks_without_end_is_stopped(pattern, sample):
    """`regex` saves itself from some of these; what it does not, the time limit stops. Either way the check comes back soon."""
    start = time.perf_counter()
    problems = list(pattern_problems([row(pattern=pattern, bad=[sample])], {"jia": 3}, timeout=0.05))
    assert time.perf_counter() - start < 10
    assert {(p.line, p.code) for p in problems} <= {(3, "DATA-8")}
    if pattern in ("(a+)+b", "(x|xx)+y"):
        assert "太慢" in problems[0].message


def test_a_catastrophe_at_run_time_is_reported_and_the_rest_goes_on(monkeypatch):
    """The load-time test may miss a text: then the limit per piece holds, and the problem names the row's line."""
    monkeypatch.setattr(wording, "TIMEOUT", 0.1)
    two = Wording({}, {"slow": 12})
    two.entries = tuple(wording._entry(r) for r in (row("slow", "(a+)+b"), row("good", "旧词")))
    late: list[Problem] = []
    start = time.perf_counter()
    assert [id for id, _ in two.find("旧词" + "a" * 5000 + "！", late.append)] == ["good"]
    assert time.perf_counter() - start < 5
    assert [(p.line, p.code) for p in late] == [(12, "DATA-8")]


def test_the_limit_grows_with_the_piece():
    assert limit("") == wording.TIMEOUT and limit("一" * 200_000) == wording.TIMEOUT + 2


def test_a_pattern_that_fits_nothing_and_everything():
    assert [p.code for p in pattern_problems([row(pattern="旧?")], {})] == ["DATA-8"]
    found = list(pattern_problems([row(bad=["没有"], good=["有旧词"])], {"jia": 5}))
    assert [(p.line, p.code) for p in found] == [(5, "DATA-9"), (5, "DATA-9")]
    assert "查不出" in found[0].message and "误报" in found[1].message


FOUND = [("a", 1), ("a", 2), ("b", 3)]


@pytest.mark.parametrize(
    ("waivers", "left", "codes"),
    [
        ([], ["a", "a", "b"], []),
        ([Waiver("a", 2, "引用")], ["b"], []),
        ([Waiver("a", 2, "引用"), Waiver("b", 1, "引用")], [], []),
        ([Waiver("a", 1, "引用")], ["a", "a", "b"], ["WORD-4"]),
        ([Waiver("a", 3, "引用")], ["a", "a", "b"], ["WORD-4"]),
        ([Waiver("c", 1, "引用")], ["a", "a", "b"], ["WORD-4"]),
        ([Waiver("x", 1, "引用")], ["a", "a", "b"], ["WORD-4"]),
        ([Waiver("a", 2, "引用"), Waiver("a", 2, "引用")], ["b"], ["WORD-4"]),
    ],
)
def test_waivers_are_counted(waivers, left, codes):
    result = apply(FOUND, waivers, {"a", "b", "c"})
    assert [term for term, _ in result.remaining] == left
    assert [p.code for p in result.problems] == codes


def test_a_waiver_says_both_numbers_at_its_line():
    problem = apply(FOUND, [Waiver("a", 1, "引用", line=9)], {"a"}).problems[0]
    assert problem.line == 9 and "1 处" in problem.message and "2 处" in problem.message and "改为 2" in problem.right
    assert apply(FOUND, [Waiver("c", 1, "引用")], {"c"}).problems[0].right == "删去这一条"


def test_a_waiver_names_a_law_too():
    found = list(find("讲清《合同法》与民法典的不同", INDEX))
    assert apply(found, [Waiver("hetongfa", 1, "对照讲解")], INDEX.laws).remaining == ()


def test_nothing_false_in_the_library():
    """The texts' official part and guidance; a text may have waivers of its own later."""
    for text in LIBRARY.entries:
        if text.is_text:
            assert [h for line in TABLE.find_all(text.source.split("\n")) for _, h in line] == [], text.path


def test_codes():
    assert set(CODES) == {"WORD-1", "WORD-2", "WORD-3", "WORD-4", "DATA-8", "DATA-9"}
