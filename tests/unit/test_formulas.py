"""Formulas: a sentence that names a leader, a congress or a guiding thought equals an entry, in its place and time."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import real_library
from wenku.formulas import CODES, Formulas, text_problems
from wenku.parser import parse

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = real_library()
ON = datetime.date(2026, 11, 22)
REAL = Formulas(LIBRARY.data["formulas"], ON)
PASSAGES = yaml.safe_load((ROOT / "tests/passages/tuning/formulas.yml").read_text("utf-8"))
LEAD = "以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大和二十届历次全会精神"


def row(id="a", wording="学习党的二十大精神", where=("任何",), start=None, end=None):
    return {"id": id, "wording": wording, "where": list(where), "kind": "congress", "valid_from": start, "valid_until": end}


def codes(text, rows=None, domain=None, on=ON):
    formulas = REAL if rows is None else Formulas({r["id"]: r for r in rows}, on)
    return [hit.code for hit in formulas.scan(text, domain)]


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: p["text"][:20])
def test_passages(passage):
    assert codes(passage["text"]) == passage["expect"]


@pytest.mark.parametrize("entry", LIBRARY.data["formulas"].values(), ids=lambda r: r["id"])
def test_every_entry_may_stand_in_its_place(entry):
    domain = None if entry["where"] == ["任何"] else entry["where"][0]
    for form in ("{}", "{}。", "前一句。{}；后一句。", "（一）{}。", "{}！"):
        assert codes(form.format(entry["wording"]), domain=domain) == []


@pytest.mark.parametrize(
    "text",
    [
        LEAD.replace("全面", "深入学习"), LEAD + "，制定本计划", LEAD.replace("，", ","), "按照" + LEAD, "学习贯彻党的二十大精神",
        "习近平总书记指出", "党的十九大以来", "二十届四中全会", "以毛泽东思想为指导", "牢记“三个代表”重要思想", "落实科学发展观",
        "党的xx大", "增强“四个意识”",
    ],
)  # fmt: skip
def test_one_character_more_or_less_is_a_finding(text):
    assert codes(text) == ["FORM-1"]


@pytest.mark.parametrize(
    "text",
    [
        "", "学习《习近平谈治国理政》", "读《论党的二十大。精神》一书", "党员大会", "全国代表大会制度常识", "全国妇女十三大精神", "十大提案",
        "两届三次居民代表会议", "做通思想工作", "二十多名党员", "按{{党的二十大}}填写",
    ],
)  # fmt: skip
def test_what_names_nobody(text):
    assert codes(text) == []


def test_the_hit_lies_on_the_name_and_offers_the_nearest():
    text = "今年，深入学习党的二十大精神。"
    hit = next(REAL.scan(text))
    assert text[hit.start : hit.end] == "党的二十大"
    assert "今年，深入学习党的二十大精神" in hit.message and "深入贯彻党的二十大和二十届历次全会精神" in hit.right
    assert next(Formulas({}, ON).scan(text)).right == "删去这一句"


@pytest.mark.parametrize(
    ("start", "end", "on", "wrong"),
    [
        ("2022-10", "2027-10", "2027-10-31", False),
        ("2022-10", "2027-10", "2027-11-01", True),
        ("2022-10", "2027", "2027-12-31", False),
        ("2022-10", "2027-10-15", "2027-10-16", True),
        ("2027", None, "2026-12-31", True),
        ("2027", None, "2027-01-01", False),
        (None, None, "2026-01-01", False),
    ],
)
def test_an_entry_is_valid_on_a_given_day(start, end, on, wrong):
    rows = [row(start=start, end=end), row("b", "以习近平新时代中国特色社会主义思想为指导")]
    hits = list(Formulas({r["id"]: r for r in rows}, datetime.date.fromisoformat(on)).scan("学习党的二十大精神。"))
    assert [h.code for h in hits] == (["FORM-1"] if wrong else [])
    if wrong:
        assert "现在不能用" in hits[0].message and "以习近平" in hits[0].right


def test_an_entry_in_the_wrong_domain():
    assert codes("深入学习宣传贯彻习近平法治思想。", domain="pingan") == []
    assert codes("深入学习宣传贯彻习近平法治思想。", domain="chengguan") == ["FORM-3"]
    assert codes("坚持以人民为中心的发展思想。", domain="chengguan") == []
    assert codes("坚持党建引领基层治理。", domain="kepu") == ["FORM-3"]


def problems(code, body):
    text = next(t for t in LIBRARY.texts if t.code == code)
    return [(p.code, p.line) for p in text_problems(replace(text, document=parse(f"# 题\n\n{body}", 10)), REAL)]


def test_how_many_a_text_may_have():
    two = f"{LEAD}。\n\n坚持以人民为中心的发展思想。"
    assert problems("D01", two) == []
    assert problems("D01", two + "\n\n坚持党建引领基层治理。") == [("FORM-2", 16)]
    assert problems("M04", "坚持以人民为中心的发展思想。") == []
    assert problems("M04", "坚持以人民为中心的发展思想，办好三件事。\n\n铸牢中华民族共同体意识。") == [("FORM-2", 14)]


def test_each_variant_counts_by_itself_and_guidance_not_at_all():
    part = "/// variant | {}\n\n" + LEAD + "。\n\n坚持党建引领基层治理。\n\n///\n\n"
    assert problems("D01", part.format("社区") + part.format("村")) == []
    assert problems("D01", part.format("社区 村") + "坚持以人民为中心的发展思想。") == [("FORM-2", 20)]
    assert problems("D01", "/// guidance | 提示\n\n学习党的二十大精神这样的话不写。\n\n///") == []


def test_nothing_false_in_the_library():
    assert [p for text in LIBRARY.texts for p in text_problems(text, REAL)] == []


@given(st.text(alphabet="党的二十大习近平思想为指导届三中全会。；《》“”，12{}", max_size=40))
def test_never_raises_and_stays_inside(text):
    for hit in REAL.scan(text, "kepu"):
        assert 0 <= hit.start < hit.end <= len(text)


def test_codes():
    assert set(CODES) == {"FORM-1", "FORM-2", "FORM-3"}
