"""The front-matter key `waivers`: a text may keep an old name as often as it says, and no more."""

from __future__ import annotations

import pytest

from tests.samples import PLACE, edited, small_data
from wenku.check import check
from wenku.library import Library, read_entry

DATA = small_data()
OLD = "旧牌子上写的是安监局。"
LAW = "《旧条例》把餐券叫作饭票。"


def findings(text: str) -> list[tuple[int, str, str]]:
    library = Library(DATA, (read_entry(PLACE, text.encode(), DATA),))
    return [(f.line, f.code, f"{f.message} → {f.right}") for f in check(library)]


def found(waivers: str, *paragraphs: str, other: tuple[str, str] = ("样例", "样例")) -> list[tuple[int, str, str]]:
    """The findings of a text with `waivers: …` at line 14 and its paragraphs at the lines 26, 28 …"""
    text = edited(("added:", f"waivers: {waivers}\nadded:"), other, more="\n\n".join(paragraphs))
    assert text.split("\n")[13].startswith("waivers")
    return findings(text)


def waiver(term: object = "anjianju", count: object = 1, why: object = "说明旧牌子的来历") -> str:
    return f"{{term: {term}, count: {count}, why: {why}}}"


def codes(rows: list[tuple[int, str, str]]) -> list[tuple[int, str]]:
    return [(line, code) for line, code, _ in rows]


@pytest.mark.parametrize("paragraph, code", [(OLD, "WORD-1"), (LAW, "LAW-1")])
def test_without_a_waiver_it_is_found(paragraph: str, code: str) -> None:
    assert codes(findings(edited(more=paragraph))) == [(25, code)]


@pytest.mark.parametrize(
    "waivers, paragraphs",
    [
        (f"[{waiver()}]", [OLD]),
        (f"[{waiver(count=2)}]", [OLD, OLD]),
        (f"[{waiver(count=2)}]", [OLD + OLD]),
        (f"[{waiver('jiu-tiaoli')}]", [LAW]),
        (f"[{waiver()}, {waiver('jiu-tiaoli')}]", [OLD, LAW]),
        (f"[{waiver()}]", [f"/// guidance | 写作提示\n\n{OLD}\n\n///"]),
    ],
)
def test_the_right_count_is_no_finding(waivers: str, paragraphs: list[str]) -> None:
    assert found(waivers, *paragraphs) == []


def test_a_waiver_holds_where_another_key_is_wrong() -> None:
    assert codes(found(f"[{waiver()}]", OLD, other=("review_in: 12", "review_in: 0"))) == [(17, "META-8")]


@pytest.mark.parametrize(
    "count, number, left, right",
    [(1, 2, [26, 28], "把 count 改为 2"), (3, 1, [26], "把 count 改为 1"), (1, 0, [], "删去这一条")],
)
def test_a_wrong_count_says_both_numbers_and_allows_nothing(count: int, number: int, left: list[int], right: str) -> None:
    rows = found(f"[{waiver(count=count)}]", *[OLD] * number)
    assert codes(rows) == [(14, "WORD-4"), *((line, "WORD-1") for line in left)]
    assert f"有 {count} 处，正文有 {number} 处" in rows[0][2] and right in rows[0][2]


def test_an_unknown_term() -> None:
    rows = found(f"[{waiver('anjian')}]", "每日送餐。")
    assert codes(rows) == [(14, "WORD-4")] and "“anjian”不是用语库或者法规库的编号" in rows[0][2]


def test_a_term_named_twice() -> None:
    rows = found(f"[{waiver()}, {waiver()}]", OLD)
    assert codes(rows) == [(14, "WORD-4")] and "次数相加" in rows[0][2]


def test_another_fault_is_not_waived() -> None:
    assert codes(found(f"[{waiver()}]", OLD, "有农业户口的,也可以。")) == [(28, "TYPO-1"), (28, "WORD-2")]


@pytest.mark.parametrize(
    "waivers, sentence",
    [
        ("安监局", "应当是列表，现在是字符串"),
        ("[]", "列表"),
        ("{term: anjianju, count: 1, why: 说明旧牌子的来历}", "应当是列表，现在是键值"),
        ("[anjianju]", "要有 term、count、why"),
        ("[[anjianju]]", "要有 term、count、why"),
        ("[{term: anjianju, count: 1}]", "要有 term、count、why"),
        ("[{term: anjianju, count: 1, why: 说明旧牌子的来历, note: 无}]", "要有 term、count、why"),
        (f"[{waiver(count=0)}]", "不是正整数"),
        (f"[{waiver(count='true')}]", "不是正整数"),
        (f"[{waiver(count='两')}]", "不是正整数"),
        (f"[{waiver(count='[1]')}]", "不是正整数"),
        (f"[{waiver(term=8)}]", "不少于 6 个字的理由"),
        (f"[{waiver(why='[旧, 牌子, 的, 来, 历, 说]')}]", "不少于 6 个字的理由"),
    ],
)
def test_wrong_types(waivers: str, sentence: str) -> None:
    rows = found(waivers, "每日送餐。")
    assert codes(rows) == [(14, "META-6")], rows
    assert sentence in rows[0][2] and "{term: hunyinfa, count: 2, why: " in rows[0][2]


def test_a_reason_too_short() -> None:
    assert codes(found(f"[{waiver(why='旧牌子')}]", OLD)) == [(14, "META-6")]


def test_eleven_are_too_many() -> None:
    many = ", ".join([waiver()] * 11)
    assert (14, "META-8") in codes(found(f"[{many}]", OLD))


def test_a_list_with_a_line_for_each() -> None:
    lines = f"\n  - {waiver()}\n  - {waiver('anjian')}"
    assert codes(found(lines, OLD)) == [(16, "WORD-4")]
