"""Importing: marks that stand alone, titles that only the contents or a space tell, kept messages of a chat, tables of two columns, seldom names."""

from __future__ import annotations

import pytest

from wenku.importing import (
    alone,
    clean,
    contents,
    identity,
    numbered,
    pagemarks,
    plain,
    posts,
    recurring,
    split,
    titles,
)
from wenku.importing.model import Line, Lines

BODY = "值班的人每天早晚各走一圈，看楼道有没有堆东西，看消防栓有没有水，看老人家门口的牛奶取了没有，看到的写在本子上，办不了的当天报给社区。"


def lines(*texts: str) -> Lines:
    return tuple(Line(text, at, gap=int(text.endswith(BODY))) for at, text in enumerate(texts, 1))


@pytest.mark.parametrize("marks", [("范文1", "范文2"), ("【1】", "【2】"), ("01", "02"), ("第一套：", "第二套："), ("(1/2)", "(2/2)"), ("Part One", "Part Two"), ("壹", "贰"), ("★甲★", "★乙★")])
def test_marks_alone_part_texts_without_titles(marks: tuple[str, str]) -> None:
    raw = lines(marks[0], BODY, "头一回。" + BODY, marks[1], "有老人的人家。" + BODY, "下了雨的日子里。" + BODY)
    kept, _, _ = clean.clean(raw, {})
    pieces, _ = split.split(kept)
    assert [len(piece.lines) for piece in pieces] == [2, 2]


@pytest.mark.parametrize("marks", [("1", "2"), ("- 1 -", "- 2 -"), ("第1页", "第2页"), ("步骤一", "步骤二"), ("一、", "二、"), ("【1】", "【3】")])
def test_pages_and_parts_of_one_text_are_no_marks(marks: tuple[str, str]) -> None:
    assert alone.marks(lines(marks[0], BODY, marks[1], BODY)) == {}


def test_a_mark_in_the_middle_of_a_sentence_is_none() -> None:
    assert alone.marks(lines("01", BODY, BODY[:-1], "02", BODY)) == {}


def test_titles_of_the_contents_take_the_place_of_numbers() -> None:
    raw = lines("目录", "楼道巡查工作方案", "老年食堂管理制度", "01", BODY, "02", BODY)
    found, notes = contents.filled_in(raw)
    assert [line.text for line in found[3::2]] == ["楼道巡查工作方案", "老年食堂管理制度"] and len(notes) == 2
    assert contents.filled_in(raw[:5]) == (raw[:5], ())


def test_a_title_ends_at_a_space_or_before_whom_it_speaks_to() -> None:
    assert titles.own("楼道巡查工作方案　　为了" + BODY) == ("楼道巡查工作方案", "为了" + BODY)
    assert titles.own("村平安建设工作汇报镇综治中心：" + BODY) == ("村平安建设工作汇报", "镇综治中心：" + BODY)
    assert titles.own("楼道里的 " + BODY) is None
    assert numbered.named("楼道巡查工作方案 为了" + BODY) == "楼道巡查工作方案" and numbered.named("完善值班制度 为了" + BODY) == ""


def test_kept_messages_of_a_chat_begin_with_a_day_and_a_speaker() -> None:
    raw = lines("2025年5月30日 星期五", "楼栋群助手 08:12", "安静迎考倡议书", BODY, "2025年6月2日 星期一", "物业小秘书 19:47", "文明晾晒倡议书", BODY)
    assert posts.heads(raw) == {0, 1, 4, 5}
    assert posts.heads(lines("活动安排", "开场 08:30", BODY)) == frozenset()


def test_lines_with_one_tab_each_are_a_table() -> None:
    table = plain.txt("收费\t每月五元\n地点\t一楼大厅\n时间\t上午九点\n").lines
    assert len(table) == 1 and table[0].rows == (("收费", "每月五元"), ("地点", "一楼大厅"), ("时间", "上午九点"))
    assert not plain.txt("一、\t收费\n二、\t地点\n三、\t时间\n").lines[0].rows


def test_a_page_mark_within_a_word_goes() -> None:
    found, notes = pagemarks.clean(lines("原件装订成册，便于日后核5、对。", "分1、2、3三步做"))
    assert [line.text for line in found] == ["原件装订成册，便于日后核对。", "分1、2、3三步做"] and len(notes) == 1


def test_what_a_site_puts_into_sentences_is_told_by_its_name() -> None:
    found = recurring.stamps(lines("没干好的事由用户“夏蝉”上传至一叶文档写在下面。", "改在一叶文档—试读阴凉处。", "每周碰头【一叶文档】一次。"), frozenset(["一叶文档"]))
    assert found == ["由用户“夏蝉”上传至一叶文档", "一叶文档—试读", "【一叶文档】"]


@pytest.mark.parametrize("text", ["丈夫戎建国嗜酒", "对鄂小妹、习秀琴两名学员", "请与濮阳建国联系", "常到蔺福生家做客", "村会计羿长根，", "昨晚九点，吕大勇酒后与邻居争吵", "六楼的向桂芳腿脚不便"])
def test_seldom_names_are_told_by_what_stands_around(text: str) -> None:
    assert identity.names_someone(text)


@pytest.mark.parametrize("text", ["每人看顾一到两个孩子", "可设座席位八个", "鼓励居民一户一表", "与物业公司联系", "步行二十分钟", "第二周自学，第三周来一回", "画一张月亮挂起来", "弘扬文明家风", "廉洁自律情况", "占三成以上"])
def test_ordinary_words_are_no_names(text: str) -> None:
    assert not identity.names_someone(text)


def test_headings_and_page_numbers_are_no_places_for_titles_of_the_contents() -> None:
    body = "居民把旧书送到活动室，登记书名以后放上书架，谁想看谁拿，看完自己放回去，不收押金也不催还，弄丢的说一声就行，每月整理一次。"
    chapters = tuple(Line(text, n) for n, text in enumerate(("目录", "一、工作目标", "二、工作措施", "一、", body + body, "二、", body + body), 1))
    assert contents.filled_in(chapters) == (chapters, ())
    paged = tuple(Line(text, n) for n, text in enumerate(("目录", "图书漂流方案", "楼道清理制度", "1", body + body[:-1], "2", body + body), 1))
    assert contents.filled_in(paged) == (paged, ())
