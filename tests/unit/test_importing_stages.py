"""The importer's stages one by one, on files that we wrote with the kinds of mess that people have."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from wenku.data import read_data
from wenku.importing import (
    alike,
    characters,
    clean,
    contents,
    decoding,
    filling,
    furniture,
    htmlpage,
    judge,
    pagemarks,
    personal,
    plain,
    runs,
    sensitive,
    slugs,
    split,
    structure,
    titles,
    wrap,
)
from wenku.importing.model import Line, Lines, Piece, Refused
from wenku.importing.patterns import is_title, number
from wenku.importing.structure import Block

DATA = read_data(ROOT / "docs" / "_data")
LOOKALIKES = DATA["lookalikes"]
LONG = "居民把旧书送到活动室，登记书名以后放上书架，谁想看谁拿，看完自己放回去，不收押金也不催还。"


def lines(*texts: str, **more: bool) -> Lines:
    return tuple(Line(text, n, **more) for n, text in enumerate(texts, 1))


def texts(found: Lines) -> list[str]:
    return [line.text for line in found]


@pytest.mark.parametrize("codec, name", [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("gb18030", "GB18030"), ("utf-16-le", "UTF-16")])
def test_every_encoding_is_told_with_its_confidence(codec: str, name: str) -> None:
    read = decoding.read((LONG * 3).encode(codec))
    assert (read.text, read.encoding) == (LONG * 3, name) and 0.5 < read.confidence <= 1


def test_big5_is_told_from_gb18030() -> None:
    text = "社區居民委員會組織志願者清掃樓道，並且登記參加的人數。" * 3
    assert (decoding.read(text.encode("big5")).encoding, decoding.read(text.encode("big5")).text) == ("Big5", text)


def test_a_byte_that_cannot_be_read_is_told_with_its_offset_and_stays_marked() -> None:
    raw = (LONG * 4).encode("gb18030")
    read = decoding.read(raw[:100] + b"\xff\xff" + raw[100:])
    assert read.text.count("\ufffd") == 2 and any("第 101 个字节" in note.what for note in read.notes)


@pytest.mark.parametrize("raw, why", [(b"", "空"), (b" \n\n", "空"), (b"\xff\xd8\xff\xe0" + bytes(range(256)), "JPEG"), (bytes(range(128, 256)) * 40, "不是文字文件")])
def test_what_is_no_text_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        decoding.read(raw)


def test_markdown_gives_headings_tables_and_words() -> None:
    found = plain.md("---\nx: 1\n---\n# 题名\n\n**粗体**的[话](http://a.b)\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n![图](a.png)\n").lines
    assert [(line.text, line.level, line.rows) for line in found] == [("题名", 1, ()), ("粗体的话", 0, ()), ("", 0, (("甲", "乙"), ("1", "2")))]


def test_a_page_gives_its_main_content_without_navigation_and_scripts() -> None:
    side = "".join(f"<li><a href=/{n}>推荐范文第{n}个</a></li>" for n in range(9))
    page = f"<html><head><title>某站</title><script>alert('x')</script></head><body><div class=nav><a>首页</a></div><div><h1>图书角制度</h1><p>{LONG}<p>{LONG}<br>第二行<table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table></div><div id=sidebar>{side}</div></body>"
    found = htmlpage.page(page)
    assert [line.text for line in found.lines] == ["图书角制度", LONG, LONG, "第二行", ""] and found.lines[0].level == 1 and found.lines[-1].rows


def test_characters_are_mended_and_told() -> None:
    spoilt = lines("⽣活\u200b小组的`值班人员要按时到岗，社区主任和邓-小-平同志", "1□做好登记,公布结果(每月一次);", "★节水要点", "社 区 公 约", "结合*年工作实际，把楼道清理干净")
    found, notes = characters.clean(spoilt, LOOKALIKES)
    assert texts(found) == ["生活小组的值班人员要按时到岗，社区主任和邓小平同志", "1、做好登记，公布结果（每月一次）；", "节水要点", "社区公约", "结合××年工作实际，把楼道清理干净"]
    assert {note.line for note in notes} >= {1, 2, 3}


def test_traditional_script_becomes_simplified_and_particles_too() -> None:
    found, notes = characters.clean(lines("新來的工作人員先跟著老同志走一遍，學會寫著名的公約。", "居民委員會組織環境衛生檢查，並且張貼結果。"), LOOKALIKES)
    assert texts(found)[0] == "新来的工作人员先跟着老同志走一遍，学会写著名的公约。" and "繁体" in notes[0].what


@pytest.mark.parametrize(
    "junk",
    ["- 12 -", "第3页 共10页", "http://www.fanwen.example.com/a/1.html", "关注公众号“文秘”免费领取全文", "点击查看更多范文", "上一篇：会议主持词", "本文来源：网络",
     "下载本文前请登录", "QQ交流群：12345678", "责任编辑：小王", "社区工作总结.docx_第2页", "当前位置：首页 > 范文 > 总结", "备案号：京ICP备12345678号", "（完）"],
)  # fmt: skip
def test_furniture_goes_and_the_text_stays(junk: str) -> None:
    found, notes = furniture.clean(lines(LONG, junk, "一、关注公众号里的活动预告", "上一次的活动记录要存档，下载以后打印一份。", LONG + "完"))
    assert junk not in texts(found) and len(found) == 4 and [note.line for note in notes] == [2]


def test_a_title_carried_into_a_sentence_goes() -> None:
    found, notes = furniture.clean(lines("先登记再借书。{三年社区图书工作计划}.借书不收押金，{{期限}}内归还。"))
    assert texts(found) == ["先登记再借书。借书不收押金，{{期限}}内归还。"] and notes


def test_a_table_of_contents_goes_and_is_kept_for_titles() -> None:
    found, titled, _ = contents.taken_off(lines("目录", "1、社区图书角制度", "2、社区消防演练方案", "社区图书角制度", LONG, "社区消防演练方案", LONG))
    assert titled == ("社区图书角制度", "社区消防演练方案") and texts(found) == ["社区图书角制度", LONG, "社区消防演练方案", LONG]


def test_page_marks_that_cut_words_go_and_lists_stay() -> None:
    page = (LONG * 14)[:610]
    cut = [f"{n}、{page}居民" if n == 1 else f"{n}、委员{page}居民" for n in range(1, 6)]
    found, notes = pagemarks.clean(lines(*cut))
    assert len(found) == 1 and "居民委员" in found[0].text and len(notes) == 5
    items = lines(*(f"{n}、{LONG * (1 + n % 3)}" for n in range(1, 9)))
    assert pagemarks.clean(items) == (items, ())


@pytest.mark.parametrize("width", [14, 20, 28, 36, 44])
@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_wrapped_lines_are_joined_at_any_width(width: int, indent: str) -> None:
    whole = [LONG * 2, "一、借书办法", LONG + LONG[:20] + "。", "（一）登记", LONG * 3]
    raw: list[str] = []
    for text in whole:
        text = (indent if len(text) > 10 else "") + text
        raw += [text[at : at + width] for at in range(0, len(text), width)]
    found, _ = wrap.clean(plain.txt("\n".join(raw)).lines)
    joined = "".join(texts(found))
    assert joined == "".join(whole) and {"一、借书办法", "（一）登记"} <= set(texts(found))
    assert len(found) <= len(whole) + 3


def test_paragraphs_cut_in_two_are_joined_and_titles_are_not() -> None:
    found, _ = wrap.clean(lines("社区消防演练方案", "为了让居民知道从哪里跑、在哪里集合，居民委员会每季度组织一次疏散", "演练，结束以后当场讲评。", "一、时间", LONG))
    assert texts(found)[:3] == ["社区消防演练方案", "为了让居民知道从哪里跑、在哪里集合，居民委员会每季度组织一次疏散演练，结束以后当场讲评。", "一、时间"]


def test_parts_that_run_on_are_parted() -> None:
    found, notes = runs.part(lines("一、目的让居民就近读书。二、办法（一）登记姓名；（二）当场借走。三、其他未尽事项另行公布。", "每人交1、2、3元不等的工本费，由会计收。"))
    assert texts(found) == ["一、目的让居民就近读书。", "二、办法", "（一）登记姓名；", "（二）当场借走。", "三、其他未尽事项另行公布。", "每人交1、2、3元不等的工本费，由会计收。"]
    assert notes


BODY = (LONG, "一、谁来管", LONG, "二、怎样借", LONG)


@pytest.mark.parametrize(
    "marks",
    [("篇一", "篇二"), ("社区工作计划篇1：", "社区工作计划篇2："), ("【篇1】", "【篇2】"), ("第一篇", "第二篇"), ("精选篇1", "精选篇2"), ("范文一", "范文二"), ("（篇一）", "（篇二）"),
     ("社区工作计划（一）", "社区工作计划（二）"), ("Part 1", "Part 2")],
)  # fmt: skip
def test_marks_of_many_forms_part_the_texts(marks: tuple[str, str]) -> None:
    pieces, _ = split.split(lines(marks[0], "社区图书角管理制度", *BODY, marks[1], "社区消防演练方案", *BODY))
    assert [(titles.tidy(piece.title), len(piece.lines)) for piece in pieces] == [("社区图书角管理制度", 5), ("社区消防演练方案", 5)]


@pytest.mark.parametrize("head", ["题名", "连着", "没有", "编号"])
def test_texts_without_marks_are_parted_by_titles_signatures_and_numbers(head: str) -> None:
    first, second = "社区图书角管理制度", "社区消防演练方案"
    start = {"题名": [(first,), (second,)], "连着": [(), ()], "没有": [(), ()], "编号": [("1、" + first,), ("2、" + second,)]}[head]
    opening = ["为了让居民就近读书，制定本制度。" + LONG, "为了让居民知道往哪里跑，制定本方案。" + LONG]
    if head == "连着":
        opening = [first + opening[0], second + opening[1]]
    ends = ("春晖社区居民委员会", "2026年3月1日")
    pieces, _ = split.split(lines(*start[0], opening[0], *BODY[1:], *ends, *start[1], opening[1], *BODY[1:], *ends))
    assert len(pieces) == 2 and all(piece.lines[-1].text == "2026年3月1日" for piece in pieces)
    if head != "没有":
        assert [titles.tidy(piece.title) for piece in pieces] == [first, second]


@pytest.mark.parametrize("frame", ["*****{}*****", "《{}》", "一、{}", "====={}====="])
def test_titles_in_frames_part_the_texts(frame: str) -> None:
    heads = ("（一）谁来管", "（二）怎样借") if frame.startswith("一") else ("一、谁来管", "二、怎样借")
    body = (LONG, heads[0], LONG, heads[1], LONG)
    raw = lines(frame.format("社区图书角管理制度"), *body, frame.format("社区消防演练方案").replace("一、", "二、"), *body)
    pieces, _ = split.split(characters.clean(raw, LOOKALIKES)[0])
    assert [titles.tidy(piece.title) for piece in pieces] == ["社区图书角管理制度", "社区消防演练方案"]


def test_a_title_on_two_lines_is_one() -> None:
    pieces, _ = split.split(lines("春晖社区", "2026年图书角管理制度", *BODY, "青禾村", "2026年消防演练方案", *BODY))
    assert [piece.title for piece in pieces] == ["春晖社区2026年图书角管理制度", "青禾村2026年消防演练方案"]


def test_compilations_within_compilations_are_parted() -> None:
    inner = [line for n in "一二三" for line in (f"社区党支部工作计划（{n}）", *BODY)]
    pieces, _ = split.split(lines("篇一：社区图书角管理制度", *BODY, "篇二：社区党支部工作计划", *inner, "篇三：社区消防演练方案", *BODY))
    assert len(pieces) == 5


def test_one_text_with_parts_stays_one() -> None:
    whole = lines("社区图书角管理制度", LONG, "第一部分 总的规定", "一、谁来管", LONG, "二、怎样借", LONG, "第二部分 借还", "一、借书", LONG, "二、还书", LONG, "春晖社区居民委员会", "2026年3月1日", "附件：借书登记表", "一、填写说明", LONG)
    assert len(split.split(whole)[0]) == 1


def test_blocks_have_levels_without_gaps_and_a_signature() -> None:
    found, _ = structure.structure(lines(LONG, "1、谁来管", LONG, "（1）值班", LONG, "2、怎样借", "指导思想", LONG, "春晖社区居民委员会", "2026年3月1日", "附件：登记表", LONG))
    assert [(block.level, block.text) for block in found if block.kind == "heading"] == [(2, "谁来管"), (2, "怎样借"), (2, "指导思想")]
    signature = next(block for block in found if block.kind == "signature")
    assert (signature.unit, signature.text) == ("春晖社区居民委员会", "2026年3月1日") and found[-2].kind == "attachment"


def test_blanks_of_every_form_become_fields_and_old_values_are_told() -> None:
    words = "XX社区定于20xx年__月在（此处填写活动地点）办活动，××街道派人参加，共____人，某某单位出资，党的xx大精神要学。春晖社区2026年的安排照旧，春晖社区另有通知。"
    title, blocks, notes = filling.fill("春晖社区2026年工作计划", (Block("paragraph", 3, words), Block("signature", 4, "2026年3月1日", unit="春晖社区居民委员会")))
    text = blocks[0].text
    for field in ("{{社区名称}}定于", "{{年份}}年", "{{活动地点}}", "{{街道名称}}派人", "{{人数}}人", "{{会议名称}}"):
        assert field in text, field
    assert "XX" not in text and "__" not in text and "春晖" not in text + title and blocks[1].text == "{{成文日期}}"
    assert any(note.quoted == "春晖社区" for note in notes)


def test_verbs_before_a_unit_are_no_names() -> None:
    words = "充分发挥社区作用，完善社区设施，提高社区水平。充分发挥社区作用，完善社区设施，提高社区水平，规范集镇管理。"
    assert filling.fill("社区工作计划", (Block("paragraph", 1, words),))[1][0].text == words


def test_personal_data_becomes_fields_and_is_told_blotted_out() -> None:
    blocks = (Block("paragraph", 1, "联系人：欧阳建国，电话13912345678，身份证号11010519491231002X。"), Block("table", 2, rows=(("姓名", "楼栋"), ("王建军", "3栋"))))
    _, found, notes = personal.remove("", blocks)
    shown = str(found) + str(notes)
    assert not any(secret in shown for secret in ("建国", "13912345678", "11010519491231002X", "建军")) and "{{联系电话}}" in found[0].text
    assert any("139****5678" in note.quoted for note in notes)


@pytest.mark.parametrize("words", ["对信教群众逐户摸排，掌握思想动态。", "及时做好上访人员的劝返工作。", "长效避孕率达到98%以上。", "公示低保对象名单并且张贴照片、门牌。"])
def test_what_no_library_may_carry_is_left_out_and_listed(words: str) -> None:
    found, notes = sensitive.remove((Block("heading", 1, "主要工作", 2, 1), Block("paragraph", 2, f"每月清扫一次楼道。{words}")))
    assert found[1].text == "每月清扫一次楼道。" and [note.stage for note in notes] == ["sensitive"]


def test_what_is_no_model_text_is_recognised() -> None:
    news = Piece("", lines("本报讯（记者 李明）昨天，社区举办了读书节，三百多人到场。", LONG * 3), "")
    links = Piece("", lines(*(f"社区{n}工作计划范文" for n in "一二三四五六七八九十")), "")
    assert "新闻" in judge.judge(news) and "清单" in judge.judge(links) and judge.judge(Piece("", lines("短"), ""))
    assert judge.judge(Piece("", lines(*BODY, *BODY), "")) == ""


def test_near_duplicates_are_found_among_pieces_and_in_the_library() -> None:
    other = "楼道里不堆杂物，电动自行车推到棚里充电，谁家有困难先说一声，志愿者上门帮忙搬。"
    found = alike.alike([LONG * 2, other, LONG * 2 + "再补一句不同的话。"], alike.Known({"plans/a.md": other * 2}))
    assert [(item.index, item.other) for item in found] == [(1, "plans/a.md"), (2, "第 1 篇")]


@pytest.mark.parametrize(
    "raw, tidy",
    [("社区妇联2025年度工作计划范文", "社区妇联年度工作计划"), ("20xx年街道科普工作总结（三）", "街道科普工作总结"), ("社区药师年度工作计划例文_药师工作计划_网", "社区药师年度工作计划"), ("【精选】社区消防演练方案3篇", "社区消防演练方案")],
)
def test_titles_are_tidied(raw: str, tidy: str) -> None:
    assert titles.tidy(raw) == tidy


def test_numbers_at_the_head_of_lines() -> None:
    found = [(n.style, n.value) if (n := number(text)) else None for text in ("一、甲", "（十二）乙", "3．丙", "(4)丁", "⑤戊", "第六章 己", "七月份安排", "1.5万元", "2026年")]
    assert found == [("一、", 1), ("（一）", 12), ("1、", 3), ("（1）", 4), ("①", 5), ("第一章", 6), None, None, None]
    assert is_title("社区图书角管理制度") and not is_title("一、工作计划") and not is_title("要把制度写好，再去执行这个计划，人人遵守工作制度吗")


def test_the_stages_lose_no_word() -> None:
    raw = lines(*(word for n in range(1, 6) for word in (f"{'一二三四五'[n - 1]}、第{n}件事", f"{LONG}第{n}次记录在案，")))
    found, _, _ = clean.clean(raw, LOOKALIKES)
    assert "".join(texts(found)) == "".join(texts(raw))


@pytest.mark.parametrize("rule", ["★★★★★★★★", "----------------", "~ ~ ~ ~ ~", "◆◆◆◆◆"])
def test_lines_of_marks_part_the_texts_that_they_stand_between(rule: str) -> None:
    one, two = ("图书角管理制度", "读书会活动总结")
    whole = "\n".join([rule, one, LONG, LONG.replace("旧书", "新书"), "记录：社区办公室", rule, two, LONG.replace("活动室", "阅览室"), LONG[::-1], rule])
    cleaned, contents, _ = clean.clean(plain.txt(whole).lines, LOOKALIKES)
    pieces, _ = split.split(cleaned, contents)
    assert [titles.tidy(piece.title) for piece in pieces] == [one, two]


def test_rules_part_untitled_texts_when_a_table_of_contents_names_as_many() -> None:
    bodies = [LONG, LONG.replace("旧书", "种子"), LONG.replace("旧书", "玩具")]
    whole = "\n".join(["目　　录", "一、旧书交换启事", "二、种子交换办法", "三、玩具交换总结", *(line for body in bodies for line in ("-" * 40, body, "就是这样。"))])
    cleaned, contents, _ = clean.clean(plain.txt(whole).lines, LOOKALIKES)
    pieces, _ = split.split(cleaned, contents)
    assert [piece.title for piece in pieces] == ["旧书交换启事", "种子交换办法", "玩具交换总结"]


@pytest.mark.parametrize("mark", ["【材料{n}】{t}", "〖范例{n}〗{t}", "制度之{n}　{t}", "样稿{n}：{t}", "[{n}] {t}", "第{n}则　{t}"])
def test_any_word_with_a_number_before_a_title_marks_a_text(mark: str) -> None:
    names = ("图书角管理制度", "读书会活动方案")
    body = [LONG, LONG.replace("旧书", "新书"), "第一，按时来。", LONG[::-1]]
    whole = "\n".join(line for n, name in zip("一二", names, strict=True) for line in (mark.format(n=n, t=name), *body, "社区居委会"))
    cleaned, contents, _ = clean.clean(plain.txt(whole).lines, LOOKALIKES)
    pieces, _ = split.split(cleaned, contents)
    assert [titles.tidy(piece.title) for piece in pieces] == list(names)


def test_steps_and_measures_of_one_text_are_no_marks() -> None:
    body = "\n".join(["读书周活动方案", LONG, "步骤一：制定活动方案", LONG, "步骤二：落实值班制度", LONG, "措施一 完善借阅制度", LONG])
    cleaned, contents, _ = clean.clean(plain.txt(body).lines, LOOKALIKES)
    assert len(split.split(cleaned, contents)[0]) == 1


def test_page_marks_between_wrapped_lines_go() -> None:
    text = "居民把旧书送到活动室，登记书名以后放上书架，谁想看谁拿，看完自己放回去，书皮不要弄坏。" * 20
    rows = [text[at : at + 32] for at in range(0, len(text), 32)]
    marks = [8, 16]
    assert all(rows[i - 1][-1] not in "。，" for i in marks)
    for value, i in enumerate(marks, 2):
        rows[i] = f"{value}、{rows[i]}"
    cleaned, _, _ = clean.clean(plain.txt("\n".join(rows)).lines, LOOKALIKES)
    assert "".join(line.text for line in cleaned) == text


def test_rows_of_a_table_cut_at_one_length_are_whole_again() -> None:
    table = ["时间\t做什么\t谁来做", "三月\t把活动室的旧书登记一遍，破的补好再上架，补不好的交给废品站\t阅览室管理员和两名志愿者", "四月\t换新书\t管理员"]
    rows = [line[at : at + 30] for line in [LONG, LONG, *table, LONG] for at in range(0, len(line), 30)]
    found = [line.rows for line in plain.txt("\n".join(rows)).lines if line.rows]
    assert found == [tuple(tuple(line.split("\t")) for line in table)]


def test_what_forbids_to_name_recipients_stays() -> None:
    block = Block("paragraph", 1, "积分不与补贴、救助、入学相联系，不张贴受助家庭照片。")
    assert sensitive.remove((block,))[0] == (block,)


@pytest.mark.parametrize(
    "title, name",
    [
        ("社区党支部工作计划", "shequ-dangzhibu-gongzuo-jihua"),
        ("关于添置健身器材的请示", "tianzhi-jianshen-qicai-qingshi"),
        ("村（社区）妇联年度工作计划", "cun-shequ-fulian-niandu-gongzuo-jihua"),
        ("反诈宣传与劝阻方案", "fanzha-xuanchuan-quanzu-fangan"),
        ("ABC 123", "wenben-2"),
        ("", "wenben-2"),
    ],
)
def test_file_names_are_parted_at_words(title: str, name: str) -> None:
    assert slugs.slug(title, slugs.known(DATA), ("wenben",)) == name


def test_file_names_are_short_plain_and_each_once() -> None:
    known, taken = slugs.known(DATA), set()
    for _ in range(3):
        name = slugs.slug("社区居民委员会关于进一步加强老旧小区消防安全隐患排查整治工作的实施方案" * 3, known, taken)
        assert name not in taken and len(name) <= slugs.LONGEST and name.replace("-", "").isalnum() and name.isascii() and "shishi-fangan" in name
        taken.add(name)


def test_the_place_in_a_signature_is_a_field_and_other_places_are_proposed() -> None:
    blocks = (
        Block("paragraph", 2, "幸福路社区决定组织一次演练，集合点在阳光花园小区东侧。"),
        Block("signature", 3, "2025年10月20日", unit="幸福路社区居委会"),
    )
    title, filled, notes = filling.fill("幸福路社区演练方案", blocks)
    assert title == "{{社区名称}}演练方案"
    assert filled[0].text.startswith("{{社区名称}}决定")
    assert [note.quoted for note in notes if note.what.startswith("建议设成字段（原值 阳光花园小区")] == ["阳光花园小区"]
