"""Domain and kind of passages: many lines of work and forms, with a title and without one."""

from __future__ import annotations

from functools import cache

import pytest

from bench.importing import shorts
from tests.conftest import ROOT
from wenku.data import read_data
from wenku.importing import classify, identity, kinds, personal, sensitive
from wenku.importing.model import Line
from wenku.importing.pipeline import context, import_file
from wenku.importing.structure import Block, structure
from wenku.lawindex import LawIndex

DATA = read_data(ROOT / "docs" / "_data")


@cache
def vocabulary() -> classify.Vocabulary:
    return classify.vocabulary(DATA, LawIndex(DATA["laws"]))


@pytest.mark.parametrize("half", shorts.HALVES)
def test_every_domain_and_kind_is_asked_for(half: str) -> None:
    found = shorts.passages(half)
    assert {domain for passage in found for domain in passage.domain} == set(DATA["domains"])
    assert {kind for passage in found for kind in passage.kind} == {kind.name for kind in DATA["kinds"].values()}
    assert len(found) > 30 and any(not passage.title for passage in found)


@pytest.mark.parametrize(("half", "aim"), [("tuning", 0.95), ("heldback", 0.9)])
@pytest.mark.parametrize("what", ["domain", "kind"])
def test_passages_find_their_place(half: str, aim: float, what: str) -> None:
    poor = [words for kind, words in shorts.wrong(half, vocabulary()) if kind == what]
    assert 1 - len(poor) / len(shorts.passages(half)) >= aim, poor if half == "tuning" else len(poor)


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        ("致业主的一封信——一起照看井盖", "井盖松了请打电话。", "倡议书"),
        ("巡查值班计划表（样表）", "两人一组。", "计划"),
        ("", "全体党员：\n雨下了三天，请大家就近上堤。", "倡议书"),
        ("", "各楼组长：\n明天停水半天，请转告邻居。", "通知"),
        ("", "镇人民政府：\n村口路灯坏了八盏，恳请拨款修理。", "请示"),
        ("", "时间：三月二日\n地点：二楼\n主持人：支部书记\n与会人员商量了停车的事。", "纪要"),
        ("", "第一条 借书要登记。\n第二条 坏了不罚。", "制度"),
        ("", "甲方出场地。\n乙方出人手。", "责任书"),
        ("", "各位领导：\n井盖换了三十个，请上级协调电力部门。", "汇报"),
        ("", "第一年查管线，第二年换管子，第三年收尾。", "规划"),
        ("", "一季度讲用药，二季度讲饮食，三季度讲睡眠，四季度评一评。", "计划"),
    ],
)
def test_the_kind_is_told_from_title_or_form(title: str, body: str, kind: str) -> None:
    assert kinds.kind(title, body).value == kind


def test_who_signs_speaks_for_the_domain() -> None:
    body = ("请各户配合，把门口的东西收好。", "镇妇女联合会", "2026年3月1日")
    blocks, _ = structure(tuple(Line(text, n) for n, text in enumerate(body, 2)))
    assert any(block.unit for block in blocks) and classify.classify("", blocks, vocabulary()).domain.value == "fulian"


def test_an_office_named_in_passing_is_no_line_of_work() -> None:
    blocks, _ = structure((Line("镇人民政府：", 2), Line("村口的水源离得远，消防车进不来。", 3)))
    assert classify.classify("", blocks, vocabulary()).domain.value == "yingji"


@pytest.mark.parametrize(("half", "left", "lost"), [("tuning", 1, 0), ("heldback", 23, 1)])
def test_personal_and_sensitive_matter_goes_and_the_text_stays(half: str, left: int, lost: int) -> None:
    told = list(shorts.told(half))
    kinds_told = [what for what, _ in told]
    assert kinds_told.count("gone") <= left and kinds_told.count("stays") <= lost, told if half == "tuning" else len(told)


def test_what_a_report_quotes_holds_no_roster_and_no_birthday() -> None:
    words = "值班：丁海涛（白班）、任小丽（夜班），出生年月：1946年8月，手机138****5566。"
    shown = identity.redacted(words)
    assert len(shown) == len(words) and not any(secret in shown for secret in ("海涛", "小丽", "1946", "5566"))


@pytest.mark.parametrize("words", ["张贴、宣传、高空作业等三项", "周一清扫、周二巡楼、周三开会", "组长、副组长、成员每月碰头", "户主在家时再去，病人先走", "自2027年3月1日起施行"])
def test_lists_of_work_are_no_roster(words: str) -> None:
    assert not list(identity.find(words))


def test_a_section_under_such_a_heading_and_a_sentence_that_goes_on_go_too() -> None:
    heading = Block("heading", 1, "信教群众摸排管控", 2, 1)
    blocks = (heading, Block("paragraph", 2, "每周上门一次。"), Block("heading", 3, "清扫楼道", 2, 2), Block("paragraph", 4, "对上访人员派人接回。对其家属一并谈话。每月清扫一次楼道，人流多的地方两次。"))
    found, notes = sensitive.remove(blocks)
    assert [(block.text, block.value) for block in found] == [("清扫楼道", 1), ("每月清扫一次楼道，人流多的地方两次。", 0)] and len(notes) == 4


def test_names_in_forms_go_and_posts_stay() -> None:
    rows = (("姓名", "罗 春 燕", "楼栋", "三栋"), ("监护人：", "郑家和（父）13912345678", "岗位", "楼长"), ("责任人", "社区主任", "地点", "广场"))
    _, found, notes = personal.remove("", (Block("table", 1, rows=rows),))
    assert [row[1] for row in found[0].rows] == ["{{负责人岗位}}", "{{负责人岗位}}{{联系电话}}", "社区主任"] and found[0].rows[0][3] == "三栋"
    assert not any(secret in str(notes) for secret in ("春", "家和", "13912345678"))


def test_a_summary_is_made_of_what_may_stand() -> None:
    lines = ["社区综合治理工作计划", "一、夜间巡逻安排", "每晚两人一组走一圈，只劝导不盘查，遇到情况先报警再通知值班室。", "二、信教群众摸排", "每周上门一次，问清去过哪里。", "三、矛盾纠纷调解"]
    lines += ["纠纷由调解员登记，七日内约双方见面，谈成了写协议，谈不成说清可以去哪里。", "四、普法讲座", "讲物业费和相邻权，带着判例讲，讲完留半小时提问，问题记下来下次再答。"]
    draft = import_file("治理.txt", "\n".join(lines).encode(), context(DATA, {})).drafts[0]
    assert "矛盾纠纷调解" in draft.profile.summary and "信教" not in draft.source


def test_a_text_that_is_about_such_matter_as_a_whole_is_no_draft() -> None:
    assert "整篇不宜公开" in sensitive.unfit("信教群众摸排管控工作方案") and not sensitive.unfit("信访接待工作制度") and not sensitive.unfit("困难群众救助工作方案")
    words = "\n".join(["上访人员稳控方案", "一、分工", "每名干部负责一户，" * 12 + "天天上门。", "图书角管理制度", "一、借书", "借书登记姓名，看完放回原处。" * 9])
    done = import_file("两篇.txt", words.encode(), context(DATA, {}))
    assert [draft.title for draft in done.drafts] == ["图书角管理制度"] and "不宜公开" in done.left[0].why


def domain(title: str, *lines: str) -> str:
    blocks, _ = structure(tuple(Line(text, n) for n, text in enumerate(lines, 2)))
    return classify.classify(title, blocks, vocabulary()).domain.value


def test_a_long_body_does_not_shout_its_title_down() -> None:
    health = "慢性病患者每季度量血压血糖，家庭医生上门义诊，讲合理用药和传染病预防，接种疫苗自愿，疾病早查早治。"
    assert domain("科普宣传栏更换计划", *[health] * 6) == "kepu"


def test_who_signs_texts_of_every_kind_says_nothing() -> None:
    assert domain("", "老照片请送到一楼，用完当面还，照片里的故事写在背面。", "社区居委会", "2026年3月1日") == "wenjiao"


def test_a_text_about_everything_is_about_the_community() -> None:
    works = ["党课每月一次。", "低保对象逐户核对。", "占道经营先劝导。", "妇联办家风故事会。", "人民调解员登记纠纷。", "灭火器每月检查。", "义诊每季度一次。", "合唱队周五排练。", "河长每周巡河。"]
    assert domain("", *works) == "zhili"


def test_a_report_does_not_name_whom_a_passage_is_about() -> None:
    _, notes = sensitive.remove((Block("paragraph", 1, "对信教者余修珍老师加强监督管教。"),))
    assert notes and "修珍" not in notes[0].quoted


@pytest.mark.parametrize("words", ["贺春生，女，七十岁，患尿毒症，已经送去慰问金。", "帮扶对象：郑家和，二级残疾，米油按月送到。"])
def test_the_plight_of_someone_named_is_left_out(words: str) -> None:
    found, notes = sensitive.remove((Block("paragraph", 1, f"慰问品不统一买。{words}"),))
    assert found[0].text == "慰问品不统一买。" and "春生" not in str(notes) and "家和" not in str(notes)


@pytest.mark.parametrize("words", ["患病的老人由家庭医生上门看。", "组长：王建国，副组长：李春梅，每月走访一次低保户。"])
def test_plights_of_nobody_and_names_of_staff_stay(words: str) -> None:
    assert sensitive.remove((Block("paragraph", 1, words),))[0][0].text == words
