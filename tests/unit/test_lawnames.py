"""Law names: 《…》 found, resolved, judged; the library's own texts; what laws: says against what a text says."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import real_library
from wenku.lawindex import LawIndex, citations
from wenku.lawlike import is_local, law_like
from wenku.lawnames import CODES, cited, find, library_findings, scan, settle, shown, spoken
from wenku.model import Law
from wenku.parser import parse
from wenku.wording import Wording

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = real_library()
LAWS = LIBRARY.data["laws"]
INDEX = LawIndex(LAWS)
OWN = {text.title for text in LIBRARY.texts}
PASSAGES = yaml.safe_load((ROOT / "tests/passages/tuning/laws.yml").read_text("utf-8"))


def law(id, name, status="现行有效", **more):
    base = dict.fromkeys(("number", "adopted", "in_force", "last_revised", "repealed_on", "replaced_by", "note"))
    base |= {"short": (), "wrong": (), "kind": "法律", "issuer": "某机关", "domains": (), "confidence": "high", "checked": "2026-11-22"}
    return Law(id=id, name=name, status=status, **(base | more))


def only(text, **more):
    hits = list(scan(text, INDEX, **more))
    assert len(hits) == 1, hits
    return hits[0]


def codes(text, **more):
    return [hit.code for hit in scan(text, INDEX, **more)]


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: p["text"][:20])
def test_passages(passage):
    words = Wording({}).find(passage["text"])
    merged = settle(passage["text"], INDEX, find(passage["text"], INDEX), words)
    assert sorted(hit.code for _, hit in merged) == sorted(passage["expect"])


@pytest.mark.parametrize(
    ("name", "id", "how"),
    [
        ("中华人民共和国个人信息保护法", "gerenxinxi-baohufa", "name"),
        ("个人信息保护法", "gerenxinxi-baohufa", "short"),
        ("个保法", "gerenxinxi-baohufa", "wrong"),
        (" 个人信息 保护法", "gerenxinxi-baohufa", "short"),
        ("个人信息保护法第十三条", "gerenxinxi-baohufa", "short"),
        ("支部工作条例(试行)", "zhibu-tiaoli", "short"),
        ("支部工作条例", "zhibu-tiaoli", "short"),
        ("中国妇女发展纲要(2021-2030年)", "funv-gangyao", "name"),
        ("中国妇女发展纲要（2021～2030年）", "funv-gangyao", "name"),
        ("中国妇女发展纲要", "funv-gangyao", "short"),
        ("“十四五”城乡社区服务体系建设规划", "shequ-fuwu-shisiwu", "name"),
        ('"十四五"城乡社区服务体系建设规划', "shequ-fuwu-shisiwu", "name"),
        ("国办发〔2017〕26号", "laji-fenlei-fangan", "name"),
        ("GB/T 19095-2019", "gbt-19095", "name"),
        ("中共中央办公厅、国务院办公厅关于推进基本养老服务体系建设的意见", "jiben-yanglao-yijian", "name"),
        ("关于深化养老服务改革发展的意见", "yanglao-gaige-yijian", "short"),
        ("党章", "dangzhang", "short"),
        ("国务院办公厅关于转发生活垃圾分类制度实施方案的通知", "laji-fenlei-fangan", "name"),
    ],
)
def test_a_name_is_resolved(name, id, how):
    found = INDEX.resolve(name)
    assert (found.law and found.law.id, found.how) == (id, how)


def test_an_unknown_name_offers_the_nearest():
    near = INDEX.resolve("老年人保护法")
    assert (near.law, near.how, near.nearest.id) == (None, "near", "laonianren-quanyi-baozhangfa")
    none = INDEX.resolve("志愿者登记表")
    assert (none.law, none.how, none.nearest) == (None, "none", None)


def test_every_spelling_in_the_table_is_its_own_law():
    """No name, short or wrong name of one law resolves to another one."""
    for entry in LAWS.values():
        for name in (entry.name, entry.title, *entry.short, *entry.wrong):
            assert INDEX.resolve(name).law is entry, name


def test_citations_with_their_places():
    text = "按《甲法》《关于印发〈乙办法〉的通知》和《丙》办"
    assert [(c.name, text[c.start : c.end]) for c in citations(text)] == [
        ("甲法", "《甲法》"), ("关于印发〈乙办法〉的通知", "《关于印发〈乙办法〉的通知》"), ("乙办法", "〈乙办法〉"), ("丙", "《丙》"),
    ]  # fmt: skip
    assert [c.name for c in citations("《外《内》外》《没有关上")] == ["外《内》外", "内"]


def test_repealed_law_says_what_replaced_it_and_when():
    hit = only("依据《中华人民共和国固体废物污染环境防治法》第四十九条")
    assert (hit.code, hit.start, hit.end, hit.fix) == ("LAW-1", 2, 22, None)
    assert "已经废止（2026年8月15日）" in hit.message
    assert "《生态环境法典》（2026年8月15日起施行）" in hit.right


def test_unknown_day_and_chain_and_circle():
    rows = {
        "a": law("a", "甲法", "已废止", replaced_by="b"),
        "b": law("b", "乙法", "已修订", replaced_by="c", repealed_on="2020"),
        "c": law("c", "丙法", in_force="2024-03"),
        "d": law("d", "丁法", "已废止", replaced_by="e"),
        "e": law("e", "戊法", "已废止", replaced_by="d"),
        "f": law("f", "己法", "已废止"),
    }
    index = LawIndex(rows)
    first, circle, last = (next(scan(f"依照《{name}》办理", index)) for name in ("甲法", "丁法", "己法"))
    assert "日期待核" in first.message and "《丙法》（2024年3月起施行）" in first.right
    assert "也不能引用" in circle.right
    assert "没有取代它的文件" in last.right


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("依据《医疗保障法》报销", "2027年1月1日起施行"),
        ("按照《托育服务法（草案）》办园", "征求意见"),
        ("按照《行政复议法实施条例》答复", "没有查实"),
        ("依照《城市居民最低生活保障条例》审核", "《社会救助法》"),
        ("依照《治安管理处罚法（修订草案）》处理", "草案"),
        ("依照《未成年人保护法（2030年修订）》", "2030年"),
    ],
)
def test_what_cannot_be_cited_yet(text, words):
    hit = only(text)
    assert hit.code == "LAW-2" and words in hit.message + hit.right


def test_wrong_name_offers_the_right_one():
    assert only("依照《治安处罚法》").right == "写成《治安管理处罚法》"
    assert only("学习《知识产权法》").right == "写成《专利法》《商标法》《著作权法》"
    assert only("讲解《固废法》").code == "LAW-1", "a wrong name of a repealed law is repealed first of all"


def test_a_sentence_that_says_so_is_true():
    assert codes("《婚姻法》《继承法》自2021年1月1日起废止。") == []
    assert codes("《婚姻法》自2021年1月1日起废止。依照《继承法》办理。") == ["LAW-1"]
    assert codes("《医疗保障法》将于2027年1月1日起施行。") == []
    assert codes("依照《医疗保障法》办理，本制度自印发之日起施行。") == ["LAW-2"]
    assert codes("《中长期青年发展规划（2016—2025年）》期间办的三件事") == []
    assert codes("按照《中长期青年发展规划（2016—2025年）》") == ["LAW-1"]
    assert codes("按照《中长期青年发展规划（2016—2025年）》", narrates=True) == []


def test_an_old_edition():
    assert "2025年6月27日" in only("《治安管理处罚法（2012年修正）》").message
    assert codes("《治安管理处罚法（2025年修订）》《消防法（2021年修正）》《慈善法》（2023年修正）") == []
    assert only("《中国儿童发展纲要（2011—2020年）》").code == "LAW-1"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("根据《浙江省志愿服务条例》", "地方依据"),
        ("执行《春晖市养犬管理规定》", "地方依据"),
        ("根据《交通安全法法》", "是不是《道路交通安全法》"),
        ("根据《全民科学素质纲要》", "是不是《全民科学素质行动规划纲要（2021—2035年）》"),
        ("根据《城乡社区治理促进法》", "核对全称"),
    ],
)
def test_a_name_that_no_law_has(text, words):
    hit = only(text)
    assert hit.code == "LAW-4" and words in hit.right


@pytest.mark.parametrize(
    "text",
    [
        "填《登记表》《服务协议》《居民公约》《承诺书》《倡议书》《物资清单》《会议纪要》",
        "讨论通过《居民自治章程》", "依据《业主大会议事规则》表决", "修订《活动室管理办法》", "《章程》第三条",
        "执行《社区财务管理规定》", "按照《志愿者值班规范》到岗",
        "根据《{{地方依据}}》", "书架上有《三国演义》《孙子兵法》《常用书法》和《民法典读本》", "《五老志愿者队伍管理制度》",
        "生态环境保护法律常识", "办理合同法人变更", "浙江省计划生育技术服务管理条例",
    ],
)  # fmt: skip
def test_names_of_other_papers_are_left_alone(text):
    assert codes(text, own=OWN) == []


def test_own_titles_are_left_alone():
    assert codes("根据《社区助餐管理规定》") == ["LAW-4"]
    assert codes("根据《社区助餐管理规定》", own={"社区助餐管理规定"}) == []


def test_bare_names_of_repealed_laws():
    assert only("依照侵权责任法赔偿").code == "LAW-1"
    assert codes("签劳动合同法定须写明的事；海洋环境保护法律") == []
    assert [INDEX.resolve(n).law.id for n in ("合同法", "劳动合同法")] == ["hetongfa", "laodong-hetongfa"]
    assert codes("依照劳动合同法签约") == []
    assert only("依照海洋环境保护法处理").end == 9, "the longer name, once"
    assert codes("{{合同法}}") == []


def test_helpers():
    assert [spoken(d) for d in ("2026-08-05", "2026-08", "2026", None)] == ["2026年8月5日", "2026年8月", "2026年", "日期待核"]
    assert shown(LAWS["minfadian"]) == "《民法典》"
    assert is_local("上海市养犬条例") and is_local("省志愿服务条例") and is_local("浦东新区若干规定")
    assert not any(map(is_local, ("城市市容管理条例", "农贸市场管理办法", "市场主体登记管理条例", "社区矫正法", "国家公园法")))
    assert law_like("养老法", "", "", False) and not law_like("做饭的方法", "根据", "", False)
    assert set(CODES) == {f"LAW-{n}" for n in range(1, 8)}


def test_wording_and_laws_report_one_place_once():
    wording = Wording(LIBRARY.data["wording"])

    def merged(text):
        return [(h.code, text[h.start : h.end]) for _, h in settle(text, INDEX, find(text, INDEX), wording.find(text))]

    assert merged("依照《治安处罚法》和《婚姻法》，走访五保户") == [
        ("LAW-3", "《治安处罚法》"), ("LAW-1", "《婚姻法》"), ("WORD-2", "五保户"),
    ]  # fmt: skip
    assert merged("依照婚姻法") == [("WORD-1", "婚姻法")]
    assert merged("依照《民法通则》") == [("WORD-1", "《民法通则》")]
    assert merged("办理《城市生活无着的流浪乞讨人员救助管理办法》规定的事") == []


def test_the_library_stands_on_known_laws():
    """Nothing false on careful texts: every 《…》 of docs/plans is a law of the table, and laws: agrees with the text."""
    found = []
    for entry in LIBRARY.entries:
        for number, line in enumerate(entry.source.split("\n"), 1):
            found += [(entry.path, number, hit) for hit in scan(line, INDEX, OWN)] if entry.is_text else []
            if entry.path.startswith("plans/"):
                assert all(INDEX.resolve(c.name).law for c in citations(line)), line
    assert found == []
    assert [p for text in LIBRARY.texts for p in library_findings(text, INDEX)] == []


def text_with(body, *laws):
    text = next(t for t in LIBRARY.texts if t.code == "C04")
    return replace(text, document=parse(f"# 题\n\n{body}", 10), laws=tuple(LAWS[id] for id in laws))


def findings(body, *laws, lines=None):
    return [(p.code, p.line) for p in library_findings(text_with(body, *laws), INDEX, lines)]


def test_laws_key_against_the_text():
    assert findings("依照《民法典》。", "minfadian") == []
    assert findings("依照《民法典》。") == [("LAW-6", 12)]
    assert findings("依照《婚姻法》。") == [], "LAW-1 speaks of it already"
    assert findings("不写。", "minfadian", lines={"minfadian": 7}) == [("LAW-7", 7)]
    assert findings("依照《婚姻法》。", "hunyinfa") == [("LAW-5", 1)]
    assert findings("全面贯彻党的二十大精神，以习近平新时代中国特色社会主义思想为指导。", "ershida", "xin-sixiang") == []
    assert findings("标志使用GB/T 19095—2019。", "gbt-19095") == []
    assert findings("/// guidance | 提示\n\n参看《民法典》。\n\n///\n\n正文。") == []
    assert cited(text_with("/// variant | 村\n\n按《民法典》。\n\n///"), INDEX) == {"minfadian": 14}


def test_names_in_traditional_script():
    index = LawIndex(LAWS, fold=lambda name: name.replace("調", "调").replace("廢", "废"))
    assert list(scan("依照《人民調解法》調解", index)) == []


@given(st.text(alphabet="《》〈〉（）民法典条例第一章办2021年—{}。根据", max_size=60))
def test_never_raises_and_stays_inside(text):
    for hit in scan(text, INDEX):
        assert 0 <= hit.start < hit.end <= len(text) and hit.message and hit.right
