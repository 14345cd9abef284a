"""Marks that number the texts of a compilation, in any word, unit or signs; and what only looks like one."""

from __future__ import annotations

import pytest

from wenku.importing import split
from wenku.importing.labels import labels
from wenku.importing.model import Line, Lines
from wenku.importing.titles import tidy

BODY = (
    "再过半个月要放水，各组把门前的一段清出来，枯枝运到堆肥场，薄膜交给收购点，不许推到下一组去，老弱户的那一段由青壮年帮着做。",
    "门口的路窄，接孩子的电动车一停就堵死，低年级改在东边的空院里接，高年级仍在大门，下雨天由老师送到屋檐下，行不通再改。",
)


def lines(*texts: str) -> Lines:
    return tuple(Line(text, number) for number, text in enumerate(texts, 1))


def titles(*texts: str) -> list[str]:
    return [tidy(piece.title) for piece in split.split(lines(*texts))[0]]


@pytest.mark.parametrize(
    "marks", [("◆草稿一◆", "◆草稿二◆"), ("-=-=- 第 1 份 -=-=-", "-=-=- 第 2 份 -=-=-"), ("Ａ篇", "Ｂ篇"), ("#1", "#2"), ("制度之一", "制度之二"), ("【壹】", "【贰】"), ("卷一之1", "卷一之2")]
)
def test_signs_words_and_units_with_a_number_mark_texts(marks: tuple[str, str]) -> None:
    assert titles(marks[0], "清理水渠的办法", *BODY, marks[1], "校门口的秩序公约", *BODY) == ["清理水渠的办法", "校门口的秩序公约"]
    assert titles(marks[0] + "　清理水渠的办法", *BODY, marks[1] + "　校门口的秩序公约", *BODY) == ["清理水渠的办法", "校门口的秩序公约"]


@pytest.mark.parametrize("marks", [("步骤一", "步骤二"), ("活动一", "活动二"), ("3号楼", "4号楼"), ("第一天", "第二天"), ("表1", "表2"), ("1.1", "1.2")])
def test_parts_of_one_text_are_no_marks(marks: tuple[str, str]) -> None:
    assert len(titles("清理水渠的办法", BODY[0], marks[0], "先把淤泥挖开", *BODY, marks[1], "再把石头搬走", *BODY)) == 1


def test_marks_within_parts_before_the_longest_chain_part_texts_too() -> None:
    parts = [("卷一之1", "清理水渠的办法"), ("卷一之2", "护秋的通告"), ("卷二之1", "校门口的秩序公约"), ("卷二之2", "谷场用电的须知"), ("卷二之3", "水井看护的约定")]
    assert titles("本集旧稿按卷排列。", *(line for mark, title in parts for line in (mark, title, *BODY))) == [title for _, title in parts]


def test_numbered_titles_are_texts_when_half_of_them_are_surely_titles() -> None:
    assert titles("（1）厨余垃圾投放方案", *BODY, "（2）大件垃圾清运工作安排", *BODY) == ["厨余垃圾投放方案", "大件垃圾清运工作安排"]
    assert len(titles("清理水渠的办法", "（1）淤泥的清运安排", *BODY, "（2）石头的搬运安排", *BODY)) == 1


def test_a_label_has_its_number_and_where_the_title_begins() -> None:
    found = labels(lines("=== 范例 Ⅲ ===", "清理水渠的办法", "（文稿4）校门口的秩序公约"))
    assert [(label.value, label.end) for label in found] == [(3, 12), (4, 5)]
    assert labels(lines("今年第3份活儿，是清淤。", "清理水渠的办法")) == []


def test_a_number_left_before_a_title_goes() -> None:
    assert tidy("第三篇暑假防溺水工作方案") == "暑假防溺水工作方案"
