"""The one parser of the body: each construct becomes its block; each fault is one problem at its line, and reading goes on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wenku.document import (
    Attachment,
    Bullets,
    Guidance,
    Heading,
    Paragraph,
    Signature,
    Table,
    Variant,
    anchor,
    heading_number,
    pieces,
    reading,
    used_fields,
    walk,
)
from wenku.parser import parse


def faults(body: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in parse(body).problems]


@pytest.mark.parametrize(
    "line, level, text, number",
    [
        ("# {{年份}}年计划", 1, "{{年份}}年计划", ""),
        ("## 一、目的", 2, "一、目的", "一"),
        ("### （十二）分工", 3, "（十二）分工", "十二"),
        ("#### 3.时限", 4, "3.时限", "3"),
        ("##### （4）说明", 5, "（4）说明", "4"),
        ("## 目的", 2, "目的", ""),
    ],
)
def test_heading(line: str, level: int, text: str, number: str) -> None:
    assert parse(line, 7).blocks == (Heading(level, text, number, anchor(text), 7),)


def test_blocks_of_a_whole_text() -> None:
    body = """# 题

第一段。

| 甲 | 乙 |
|---|:---:|
| 1 | |

/// guidance | 提示

- 一
- 二

///

//// variant | 村 社区

村里的话。

/// guidance

内层。

///

////

/// signature

{{单位}}

{{日期}}

///

/// attachment | 表

内容。

///"""
    document = parse(body)
    assert document.problems == ()
    title, first, table, guidance, variant, signature, attachment = document.blocks
    assert first == Paragraph("第一段。", 3)
    assert table == Table(("甲", "乙"), (("1", ""),), 5)
    assert guidance == Guidance("提示", (Bullets(("一", "二"), 11),), 9)
    assert isinstance(variant, Variant) and variant.levels == ("村", "社区")
    assert variant.blocks[1] == Guidance("写作提示", (Paragraph("内层。", 22),), 20)
    assert isinstance(signature, Signature) and len(signature.blocks) == 2
    assert isinstance(attachment, Attachment) and (attachment.title, attachment.anchor) == ("表", "附件1")
    assert [type(block).__name__ for block in walk((variant,))] == ["Variant", "Paragraph", "Guidance", "Paragraph"]
    assert used_fields(document) == {"单位": 30, "日期": 32}
    assert list(pieces(table)) == [(5, "甲"), (5, "乙"), (7, "1"), (7, "")]


def test_reading_opens_the_variant_and_leaves_guidance_out() -> None:
    document = parse("/// variant | 村\n\n村。\n\n///\n\n/// variant | 社区\n\n社区。\n\n///\n\n/// guidance\n\n提示。\n\n///")
    texts = {variant: [b.text for b in reading(document, variant)] for variant in (None, "村", "社区", "街道")}
    assert texts == {None: ["村。", "社区。"], "村": ["村。"], "社区": ["社区。"], "街道": []}
    assert isinstance(reading(document, "村", guidance=True)[-1], Guidance)


def test_anchors_are_unique_and_never_empty() -> None:
    blocks = parse("## 一、目的\n\n## 一、目的\n\n## ！！\n\n## 一、目的").blocks
    assert [b.anchor for b in blocks] == ["一目的", "一目的_1", "section", "一目的_2"]


@pytest.mark.parametrize("level, text, number", [(2, "十一、", "十一"), (2, "1、", ""), (4, "12.甲", "12"), (1, "一、", "")])
def test_heading_number(level: int, text: str, number: str) -> None:
    assert heading_number(level, text) == number


G = "/// guidance\n\n提示。\n\n///"


@pytest.mark.parametrize(
    "body, expected",
    [
        # blocks: unclosed ones end where the next begins
        ("/// guidance\n\n提示。", [(1, "BLOCK-1")]),
        ("/// guidance", [(1, "BLOCK-1")]),
        (f"/// guidance\n\n甲。\n\n{G}\n\n{G}", [(1, "BLOCK-1")]),
        (f"{G}\n\n/// variant | 村\n\n甲。\n\n{G}", [(7, "BLOCK-1")]),
        ("//// variant | 村\n\n/// guidance\n\n甲。\n\n////", [(3, "BLOCK-1")]),
        ("//// variant | 村\n\n甲。\n\n/// guidance\n\n乙。\n\n///", [(1, "BLOCK-1")]),
        ("/// signature\n\n甲\n\n乙\n\n/// attachment | 表\n\n丙。\n\n///", [(1, "BLOCK-1")]),
        # names
        ("/// warning\n\n甲。\n\n///", [(1, "BLOCK-2")]),
        ("/// guidence | 提示\n\n- 甲\n\n///", [(1, "BLOCK-2")]),
        ("/// 见附件", [(1, "BLOCK-2")]),
        ("/// |", [(1, "BLOCK-2")]),
        ("///guidance\n\n甲。\n\n///", []),
        ("//// guidance\n\n/// warning\n\n甲。\n\n///\n\n////", [(3, "BLOCK-2")]),
        ("//// warning\n\n/// variant | 村\n\n甲。\n\n///\n\n////", [(1, "BLOCK-2")]),
        # nesting and slashes
        ("//// guidance\n\n/// variant | 村\n\n甲。\n\n///\n\n////", [(3, "BLOCK-3")]),
        ("/// variant | 村\n\n/// guidance\n\n甲。\n\n///\n\n///", [(3, "BLOCK-3")]),
        ("/// guidance\n\n甲。\n\n////", [(5, "BLOCK-5")]),
        ("///", [(1, "BLOCK-5")]),
        (f"{G}\n\n///", [(7, "BLOCK-5")]),
        ("/// signature\n\n///", [(1, "BLOCK-6")]),
        # empty lines
        ("/// guidance\n甲。\n\n///", [(1, "BLOCK-7")]),
        ("/// guidance\n\n甲。\n///", [(4, "BLOCK-7")]),
        (f"{G}\n{G}", [(6, "BLOCK-7")]),
        ("甲。\n/// guidance\n\n乙。\n\n///", [(2, "BLOCK-7")]),
        # headings
        ("##目的", [(1, "HEAD-5")]),
        ("##  目的", [(1, "HEAD-5")]),
        ("##", [(1, "HEAD-5")]),
        ("###### 目的", [(1, "HEAD-2")]),
        # paragraphs
        ("甲\n乙\n丙", [(2, "BODY-7")]),
        ("甲\n乙\n\n丙\n丁", [(2, "BODY-7"), (5, "BODY-7")]),
        ("　　甲。", [(1, "BODY-4")]),
        ("甲。\n## 一、目的", []),
        ("- 甲", [(1, "BODY-3")]),
        ("* 甲", [(1, "BODY-3")]),
        ("1. 甲", [(1, "BODY-3")]),
        ("1.甲", []),
        ("> 甲\n> 乙", [(1, "BODY-4")]),
        ("---", [(1, "BODY-4")]),
        ("甲\n===", [(2, "BODY-4")]),
        ("甲\n=", [(2, "BODY-7")]),
        ("```\n甲\n\n乙\n```\n\n丙。", [(1, "BODY-4")]),
        ("~~~\n甲", [(1, "BODY-4")]),
        # lists in guidance
        ("/// guidance\n\n甲：\n- 乙\n\n///", [(4, "BODY-3")]),
        ("/// guidance\n\n- 甲\n乙\n\n///", [(4, "BODY-3")]),
        ("/// guidance\n\n- 甲\n  乙\n\n///", [(4, "BODY-3")]),
        ("/// guidance\n\n  - 甲\n\n///", [(3, "BODY-4")]),
        # tables
        ("| 甲 |\n|---|\n| 1 |", []),
        ("| 甲 |\n| 1 |", [(1, "BODY-6")]),
        ("| 甲 | 乙 |\n|---|---|\n| 1 |", [(3, "BODY-6")]),
        ("| 甲 |\n|---|\n| 1", [(3, "BODY-6")]),
        ("| 甲 | |\n|---|---|\n| 1 | 2 |", [(1, "BODY-6")]),
        ("甲。\n| 甲 |\n|---|\n| 1 |", [(2, "BODY-6")]),
        ("| 甲 |\n|---|\n| 1 |\n合计。", [(4, "BODY-6")]),
        ("|", [(1, "BODY-6"), (1, "BODY-6")]),
    ],
)
def test_fault(body: str, expected: list[tuple[int, str]]) -> None:
    assert faults(body) == expected


def test_what_stands_behind_a_broken_block_is_not_in_it() -> None:
    for broken in ("//// variant | 村\n\n/// guidance\n\n甲。\n\n////", f"/// guidance\n\n甲。\n\n{G}", "/// warning\n\n甲。\n\n///"):
        assert isinstance(parse(f"{broken}\n\n乙。").blocks[-1], Paragraph), broken


def test_what_is_indented_is_still_read_as_what_it_is() -> None:
    body = "  # 题\n\n　　甲。\n\n | 甲 |\n |---|\n | 1 |\n\n /// guidance\n\n  - 乙\n\n ///"
    heading, paragraph, table, guidance = parse(body).blocks
    assert isinstance(heading, Heading) and paragraph == Paragraph("甲。", 3) and isinstance(table, Table)
    assert isinstance(guidance, Guidance) and guidance.blocks == (Bullets(("乙",), 11),)


def test_words_of_what_does_not_belong_are_kept() -> None:
    """So that a field in a quotation or list counts as used: one fault, one finding."""
    for body in ("> {{甲}}", "```\n{{甲}}\n```", "* {{甲}}", "###### {{甲}}", "/// warning\n\n{{甲}}\n\n///", "/// guidance\n\n{{甲}}"):
        assert set(used_fields(parse(body))) == {"甲"}, body


LINES = ["", "", "甲。", "{{乙}}", "# 题", "## 一、", "###### 六", "#", "- 项", "  - 项", "-", "* 星", "1. 数", "> 引", "```", "~~~", "---", "===",
         "| 甲 | 乙 |", "|---|---|", "|", "|-", "///", "////", " ///", "/// guidance", "/// guidance | 提示", "//// variant | 村 社区", "/// variant",
         "/// signature", "/// attachment | 表", "/// warning", "/// |", "//", "\t", "　甲", "\u2028", "\x0c甲"]  # fmt: skip  # noqa: E501


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(LINES), max_size=25).map("\n".join)), st.integers(1, 50))
def test_parse_never_raises_and_lines_lie_within_the_body(body: str, first: int) -> None:
    document = parse(body, first)
    last = first + body.count("\n")
    assert all(first <= problem.line <= last for problem in document.problems)
    for block in walk(document.blocks):
        assert all(first <= line <= last for line, _ in pieces(block))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=25).map("\n".join))
def test_no_hanzi_of_the_body_gets_lost(body: str) -> None:
    found = "".join(text for block in walk(parse(body).blocks) for _, text in pieces(block))
    # Code fences swallow block lines as they are; everything else must come back.
    if "```" not in body and "~~~" not in body:
        lost = set("甲乙题一六项星数引") & set(body) - set(found)
        assert lost <= ({"甲", "乙"} if "| 甲 | 乙 |" in body else set()), (lost, body)
