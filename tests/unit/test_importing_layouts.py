"""Layouts of compilations that no mark numbers: posts, mails, notices on end, issued documents, chapters that are texts, what is only noted above."""

from __future__ import annotations

import io

import pytest
from docx import Document

from wenku.importing import characters, furniture, posts, split, structure, word, wrap
from wenku.importing.model import Line, Lines
from wenku.importing.patterns import is_dated, value
from wenku.importing.titles import tidy

ONE = "再过半个月要放水，各组把门前的一段清出来，枯枝运到堆肥场，薄膜交给收购点，不许推到下一组去，老弱户的那一段由青壮年帮着做。"
TWO = "门口的路窄，接孩子的电动车一停就堵死，低年级改在东边的空院里接，高年级仍在大门，下雨天由老师送到屋檐下，行不通再改。"


def lines(*texts: str) -> Lines:
    return tuple(Line(text, number) for number, text in enumerate(texts, 1))


def titles(*texts: str) -> list[str]:
    return [piece.title for piece in split.split(lines(*texts))[0]]


def test_a_day_without_its_year_ends_a_text() -> None:
    assert titles("清理水渠的通知", "各位乡亲：", ONE, "三月二日", "接送点调整的通知", "各位家长：", TWO) == ["清理水渠的通知", "接送点调整的通知"]
    assert is_dated("三月二日") and is_dated("12月5日") and not is_dated("三月二日上午开会，各组都来") and not is_dated("三月")


def test_the_only_short_line_in_a_text_is_a_title() -> None:
    assert titles("村级消防演练方案", ONE, TWO, "护林防火巡山安排", TWO) == ["村级消防演练方案", "护林防火巡山安排"]
    assert titles("村级消防演练方案", "演练的路线", ONE, "演练的人手", TWO, "护林防火巡山安排", TWO) == ["村级消防演练方案"]


def test_what_stands_above_an_issued_document_is_no_title_and_no_end() -> None:
    head = ("云溪街道办事处文件", "云街办〔20××〕12号")
    pieces, _ = split.split(lines(*head, "关于走访老人的通知", "各社区：", ONE, "2026年3月2日", *head, "关于规范早市的通知", "各社区：", TWO))
    assert [piece.title for piece in pieces] == ["关于走访老人的通知", "关于规范早市的通知"]
    assert pieces[0].lines[-1].text == "2026年3月2日"


def test_what_goes_into_no_text_is_named() -> None:
    head = ("云溪街道办事处文件", "云街办〔20××〕12号")
    _, notes = split.split(lines(*head, "关于走访老人的通知", "各社区：", ONE, "2026年3月2日"))
    assert [(note.line, note.what) for note in notes] == [(1, "没有收进草稿"), (2, "没有收进草稿")]
    assert split.split(lines("关于走访老人的通知", "各社区：", ONE))[1] == ()


def test_a_unit_that_signs_is_no_place_of_the_next_title() -> None:
    signed = ("社区居民委员会",)
    assert titles("致业主的一封信", "各位业主：", ONE, *signed, "致家长的一封信", "各位家长：", TWO, *signed) == ["致业主的一封信", "致家长的一封信"]


@pytest.mark.parametrize("number", ["第一章 {}|第二章 {}", "一、{}|二、{}", "1、{}|2、{}", "①{}|②{}"])
def test_numbered_titles_are_texts_when_all_are(number: str) -> None:
    one, two = number.split("|")
    assert titles(one.format("母亲课堂计划"), ONE, two.format("家庭调解制度"), TWO) == ["母亲课堂计划", "家庭调解制度"]
    assert len(titles("妇女之家工作安排", ONE, one.format("母亲课堂计划"), ONE, two.format("家庭调解制度"), TWO)) == 1
    assert len(titles(one.format("建立值班制度"), ONE, two.format("落实巡查制度"), TWO)) == 1
    assert len(titles(one.format("母亲课堂计划"), ONE, two.format("时间和地点"), TWO)) == 1


def test_words_for_texts_alone_on_their_lines_part_them() -> None:
    said = ("——调解室的发言", "各位同志：", ONE)
    assert titles("材料（一）", "一张方桌解心结", *said, "材料（二）", "孩子们的四点半", *said) == ["一张方桌解心结", "孩子们的四点半"]
    assert len(titles("邻里节", "游戏一", "踩着高跷过河", ONE, "游戏二", "蒙着眼睛敲锣", TWO)) == 1


def test_a_heading_that_the_title_holds_is_no_title() -> None:
    assert len(titles("上半年工作总结和下半年工作打算", ONE, "上半年工作总结", "一、办成的", ONE, "下半年工作打算", "一、要办的", TWO)) == 1


def test_a_name_from_a_mark_stays_before_a_bare_heading() -> None:
    assert titles("1、球场使用办法", "开放的时候", ONE, "2、图书漂流计划", "从哪里漂起", TWO) == ["球场使用办法", "图书漂流计划"]


def test_texts_without_titles_part_where_a_unit_signs_and_people_are_addressed() -> None:
    assert len(titles("各位种菜的邻居：", ONE, "柳湾社区居委会", "各位顶楼的邻居：", TWO, "柳湾社区居委会")) == 2
    assert len(titles("各位种菜的邻居：", ONE, "各位顶楼的邻居：", TWO)) == 1


def test_heads_of_pages_with_their_numbers_go() -> None:
    book = lines("·18·　文书选", "照料计划", "离不开人的，", "·19·　文书选", "每天去两次。", "奖金  50", "奖金  80")
    assert [line.text for line in furniture.clean(lines(*(line.text.replace("文书选", "社区文书选") for line in book)))[0]] == ["照料计划", "离不开人的，", "每天去两次。", "奖金  50", "奖金  80"]


def test_a_table_of_one_column_only_frames_a_text() -> None:
    document = Document()
    for texts in (("一格里的第一段", "一格里的第二段"),):
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = texts[0]
        cell.add_paragraph(texts[1])
    document.add_table(2, 2).cell(0, 0).text = "真的表"
    raw = io.BytesIO()
    document.save(raw)
    found = word.docx(raw.getvalue()).lines
    assert [line.text for line in found] == ["一格里的第一段", "一格里的第二段", ""] and found[2].rows


def test_a_number_with_a_space_has_its_mark_again() -> None:
    cleaned, notes = characters.clean(lines("一　晾晒管理制度", "一 封 信"), {})
    assert [line.text for line in cleaned] == ["一、晾晒管理制度", "一封信"] and len(notes) == 1


def test_a_title_that_begins_with_guanyu_goes_on_to_its_kind() -> None:
    found, _ = wrap.clean(lines("关于举办旧物交换集市", "的通知", "各楼各户：", "关于停水的通知", "我们的报告"))
    assert [line.text for line in found] == ["关于举办旧物交换集市的通知", "各楼各户：", "关于停水的通知", "我们的报告"]


@pytest.mark.parametrize("front", ["1.1 ", "(1/3) ", "壹、", "II. ", "Ⅲ、", "【第1套】", "方案一", "#2 ", ">> ", "01 "])
def test_numbers_before_a_title_go(front: str) -> None:
    assert tidy(f"{front}家长接送制度") == "家长接送制度"
    assert tidy("96345热线工作制度") == "96345热线工作制度"


def test_a_number_of_the_document_stands_above_its_title() -> None:
    assert titles("编号：SQ-01", "清理水渠方案", ONE, TWO, "编号：SQ-02", "家长接送制度", TWO) == ["清理水渠方案", "家长接送制度"]


def test_letters_number_texts_too() -> None:
    assert titles("模板A：夜校开课计划", ONE, "模板B：突击队工作方案", TWO) == ["夜校开课计划", "突击队工作方案"]
    assert (value("A"), value("Ｃ"), value("Z")) == (1, 3, 0)


def test_a_first_line_that_is_no_sentence_is_the_title() -> None:
    assert titles("村规民约", "为了大家住得安生，订下这份规约。", "一、红白喜事", ONE) == ["村规民约"]
    assert titles("槐树坪村民委员会", ONE) == [""]
    assert titles("复制自笔记，格式有些乱", "治安巡逻工作方案", ONE) == ["治安巡逻工作方案"]


def test_emoji_and_brackets_around_a_title_go() -> None:
    cleaned, _ = characters.clean(lines("✅防溺水宣传方案", "【党费收缴制度】", "【注意】", "①先报名"), {})
    assert [line.text for line in cleaned] == ["防溺水宣传方案", "党费收缴制度", "【注意】", "①先报名"]


def test_heads_of_posts_and_mails_go_and_part_texts() -> None:
    forum = lines("楼主：求几份稿子", "1楼 河马 发表于 昨天 21:03", "督导员工作制度", ONE, "2楼 香菜 发表于 今天 08:15", "旧衣回收倡议书", TWO)
    kept, notes = furniture.clean(forum)
    assert [line.text for line in kept] == ["督导员工作制度", ONE, "旧衣回收倡议书", TWO] and [line.ruled for line in kept] == ["above", "below", "above", ""]
    assert {note.why for note in notes} == {"帖子、邮件、聊天的抬头"}
    assert posts.heads(lines("暑期计划", "—— 原始邮件 ——", "发件人：宣传科", "收件人：社区办", "科普方案")) == {1, 2, 3}
    assert posts.heads(lines("主题：敬老", "时间：周六", "3楼的灯坏了，昨天报修。", "发件人：写信的人")) == frozenset()


def test_what_a_heading_asks_for_stands_below_it_and_articles_are_parted_from_their_number() -> None:
    texts = ("一、时间：九月的第一个周六", "二、地点：活动室门前", "三、办法", "第一条　先到先领，领完为止。", "第二条　领一件登记一件。")
    blocks, _ = structure.structure(tuple(Line(text, n) for n, text in enumerate(texts, 1)))
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "时间"), ("paragraph", "九月的第一个周六"), ("heading", "地点"), ("paragraph", "活动室门前"), ("heading", "办法"),
        ("paragraph", "第一条：先到先领，领完为止。"), ("paragraph", "第二条：领一件登记一件。"),
    ]  # fmt: skip
