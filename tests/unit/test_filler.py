"""The Word filler: values in their places, lines, title and signature placed anew, blanks, examples, fonts, names; bytes."""

from __future__ import annotations

import dataclasses
import io
import re

import docx
import pytest
from lxml import etree

from tests.fillcases import fill_cases, quick_file, values_of
from tests.unit.test_word import RELEASE, TEXTS, made, paragraphs, words, xml
from wenku.document import Attachment, Heading, Paragraph, Signature, Table, reading
from wenku.export import plain_text, variant_names
from wenku.fill.values import check_values
from wenku.model import Text
from wenku.word import gbt9704 as g
from wenku.word.build import word_file
from wenku.word.filled import STAMP, clean_name, file_name, filled_file
from wenku.word.filler import escape, fill_document
from wenku.word.measure import title_indent
from wenku.word.package import DOCUMENT, blank, unpack
from wenku.word.scripts import document_script, parts_script
from wenku.word.traditional import traditional, traditional_blanks

CASES = {case["name"]: case for case in fill_cases()}
READINGS = [(text, name) for text in TEXTS for name in variant_names(text)]
every_reading = pytest.mark.parametrize(("text", "variant"), READINGS, ids=[f"{t.code}-{n}" for t, n in READINGS])
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def filled(body: tuple, **values: str) -> bytes:
    docx_bytes = made(body)
    document = unpack(docx_bytes)[DOCUMENT].decode("utf-8")
    return fill_document(document, values).encode("utf-8")


def lines(document: bytes) -> list[tuple[str, str]]:
    root = etree.fromstring(document)
    return [(p.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), words(p)) for p in root.iter(f"{W}p")]


@every_reading
def test_filling_nothing_gives_the_blank_file(text: Text, variant: str | None) -> None:
    assert filled_file(text, variant, {}, RELEASE) == blank(word_file(text, variant, RELEASE)) == quick_file(text, variant, {}, RELEASE)


@every_reading
def test_every_value_stands_where_its_field_stood(text: Text, variant: str | None) -> None:
    values = values_of(CASES["short"], text)
    shown = [line for style, line in paragraphs(quick_file(text, variant, values, RELEASE)) if style not in ("AttachmentNote", "TableEnd")]
    expected = "\n".join(plain_text(reading(text.document, variant))).replace("\t", "\n")
    for key, value in values.items():
        expected = expected.replace(f"{{{{{key}}}}}", value)
    assert "\n".join(shown) == re.sub(r"(?m)^(附件\d?)：", r"\1\n", expected)


@every_reading
def test_no_example_leaves(text: Text, variant: str | None) -> None:
    """Another set of examples changes nothing (an example may by chance be a word of the text)."""
    other = dataclasses.replace(text, fields=tuple(dataclasses.replace(f, example=f"另一个例子{i}") for i, f in enumerate(text.fields)))
    for case in ("blank", "half"):
        one = quick_file(text, variant, values_of(CASES[case], text), RELEASE)
        assert one == filled_file(other, variant, values_of(CASES[case], text), RELEASE)
        assert STAMP not in "".join(part.decode("utf-8") for part in unpack(one).values())


@every_reading
def test_values_are_words_never_markup(text: Text, variant: str | None) -> None:
    values = values_of(CASES["marks"], text)
    docx_bytes = quick_file(text, variant, values, RELEASE)
    shown = "\n".join(line for _, line in paragraphs(docx_bytes))
    for key in {f.key for f in text.fields if f.kind == "text"} & set(re.findall(r"\{\{(.*?)\}\}", unpack(word_file(text, variant, RELEASE))[DOCUMENT].decode())):
        assert values[key] in shown
    assert not list(xml(docx_bytes).iter(f"{W}b"))


@every_reading
def test_readers_open_every_case(text: Text, variant: str | None) -> None:
    for case in CASES.values():
        one = quick_file(text, variant, values_of(case, text), RELEASE, case.get("fonts", "system"), bool(case.get("examples")))
        assert docx.Document(io.BytesIO(one)).core_properties.identifier == text.code
        assert len(one) < g.MAX_BYTES * 3


def test_lines_of_a_value_become_paragraphs() -> None:
    body = (Heading(1, "某某方案", "", "a", 1), Paragraph("经费：{{经费}}完。", 2), Paragraph("{{经费}}", 3))
    assert lines(filled(body, 经费="甲\n乙\n丙")) == [
        ("Title", "某某方案"), ("Body", "经费：甲"), ("Body", "乙"), ("Body", "丙完。"), ("Body", "甲"), ("Body", "乙"), ("Body", "丙"),
    ]  # fmt: skip


def test_lines_in_a_cell_stay_in_it() -> None:
    body = (Heading(1, "某某方案", "", "a", 1), Table(("事项", "经费"), (("一", "{{经费}}"),), 2))
    root = etree.fromstring(filled(body, 经费="甲\n乙"))
    assert [[words(p) for p in cell.iter(f"{W}p")] for cell in root.iter(f"{W}tc")] == [["事项"], ["经费"], ["一"], ["甲", "乙"]]


def test_lines_in_a_heading_stay_in_one() -> None:
    body = (Heading(1, "{{经费}}方案", "", "a", 1), Heading(2, "一、{{经费}}", "一", "b", 2))
    assert lines(filled(body, 经费="甲\n乙")) == [("Title", "甲；乙方案"), ("Heading1", "一、甲；乙")]


def test_runs_of_a_value_keep_their_style() -> None:
    body = (Heading(1, "某某方案", "", "a", 1), Paragraph("经费：{{经费}}。", 2))
    root = etree.fromstring(filled(body, 经费="甲\n乙"))
    marked = [words(run) for run in root.iter(f"{W}r") if run.find(f"{W}rPr/{W}rStyle") is not None]
    assert marked == ["甲", "乙"]


def indents(document: bytes, style: str) -> list[int]:
    root = etree.fromstring(document)
    return [int(p.find(f"{W}pPr/{W}ind").get(f"{W}right")) for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == style]


@pytest.mark.parametrize(("unit", "date"), [("春晖社区居民委员会", "2027年1月1日"), ("村", "2027年12月31日"), ("一" * 40, "2027年1月1日")])
def test_signature_is_placed_for_what_was_filled_in(unit: str, date: str) -> None:
    def body(name: str, day: str) -> tuple:
        return (Heading(1, "某某方案", "", "a", 1), Paragraph("完。", 2), Signature((Paragraph(name, 3), Paragraph(day, 4)), 3))

    one = filled(body("{{单位}}", "{{日期}}"), 单位=unit, 日期=date)
    written = unpack(made(body(unit, date)))[DOCUMENT]
    assert indents(one, "Signature") == indents(written, "Signature")
    assert indents(one, "Date") == indents(written, "Date")


def test_two_signatures_are_placed_each_for_itself() -> None:
    signed = [Signature((Paragraph(f"{{{{甲{i}}}}}", 3), Paragraph("{{日期}}", 4)), 3) for i in (1, 2)]
    one = filled((Heading(1, "责任书", "", "a", 1), *signed), 甲1="春晖社区居民委员会", 甲2="村", 日期="2027年1月1日")
    first, second = indents(one, "Signature")
    assert first != second and len(set(indents(one, "Date"))) == 2


def test_attachments_title_is_balanced_too() -> None:
    body = (Heading(1, "方案", "", "a", 1), Attachment("{{名称}}登记表", "附件1", (Paragraph("一。", 3),), 2))
    assert indents(filled(body, 名称="一" * 25), "AttachmentTitle")[0] > 0 == indents(filled(body, 名称="一"), "AttachmentTitle")[0]


@pytest.mark.parametrize(("pieces", "broken"), [
    (["春晖社区关心下一代工作委员会", "五老志愿者队伍管理制度"], "春晖社区关心下一代工作委员会|五老志愿者队伍管理制度"),
    (["春晖社区居民委员会", "2027", "年居家养老服务实施方案"], "春晖社区居民委员会2027年|居家养老服务实施方案"),
    (["春晖社区居民委员会", "独居高龄老年人巡访关爱制度"], "春晖社区居民委员会独居高龄老年人巡访|关爱制度"),
    (["短标题"], "短标题"),
])  # fmt: skip
def test_titles_break_between_words(pieces: list[str], broken: str) -> None:
    """The line between the indents, filled Hanzi by Hanzi, breaks where it should."""
    wide = g.TITLE_CHARACTERS - 2 * title_indent(pieces) / (20 * g.TITLE_PT)
    got, filled_to = "", 0.0
    for character in "".join(pieces):
        one = 0.5 if character.isascii() else 1.0
        if filled_to + one > wide:
            got, filled_to = got + "|", 0.0
        got, filled_to = got + character, filled_to + one
    assert got == broken


def test_examples_are_stamped_on_every_page_and_in_the_name() -> None:
    text = next(t for t in TEXTS if t.variants and any(f.key == "年份" for f in t.fields))
    variant = text.variants[0].name
    parts = unpack(filled_file(text, variant, {"年份": "2031"}, RELEASE, examples=True))
    assert all(STAMP in parts[f"word/header{i}.xml"].decode("utf-8") for i in (1, 2))
    document = parts[DOCUMENT].decode("utf-8")
    assert "2031" in document
    assert "【" not in re.sub(r"<[^>]*>", "", document)
    assert all(escape(f.example) in document for f in text.fields if f.key != "年份" and f"{{{{{f.key}}}}}" in unpack(word_file(text, variant, RELEASE))[DOCUMENT].decode())
    assert file_name(text, variant, {}, examples=True).endswith(f"（{STAMP}）.docx")
    assert "示例" not in file_name(text, variant, {})


def test_official_fonts_change_fonts_only() -> None:
    one, other = (unpack(filled_file(TEXTS[0], variant_names(TEXTS[0])[0], {}, RELEASE, fonts=name)) for name in ("system", "official"))
    changed = {name for name in one if one[name] != other[name]}
    assert changed == {"word/styles.xml", "word/fontTable.xml"}
    assert "仿宋_GB2312" in other["word/styles.xml"].decode("utf-8") and "_GB2312" not in one["word/styles.xml"].decode("utf-8")


@pytest.mark.parametrize(("raw", "clean"), [("a/b\\c:d*e?f", "a_b_c_d_e_f"), ("..", "文件"), ("名" * 200, "名" * 80), (" 名. ", "名"), ('<"|>', "_"), ("CON", "CON")])
def test_names_of_files(raw: str, clean: str) -> None:
    assert clean_name(raw) == clean


def test_file_name_begins_with_the_unit() -> None:
    text = TEXTS[0]
    assert file_name(text, None, {"社区名称": "春晖/社区"}) == f"春晖_社区{text.title}.docx"
    assert file_name(text, None, {"社区名称": "一" * 200}).endswith(".docx")


def test_traditional_file_keeps_keys_and_shows_traditional_blanks() -> None:
    text = next(t for t in TEXTS if any(f.key == "单位名称" for f in t.fields))
    stored = word_file(text, variant_names(text)[0], RELEASE)
    document = unpack(traditional(stored))[DOCUMENT].decode("utf-8")
    assert "{{单位名称}}" in document and "{{單位名稱}}" not in document
    assert "【單位名稱】" in unpack(traditional(blank(stored)))[DOCUMENT].decode("utf-8")
    assert traditional_blanks(["单位名称", "年份"]) == {"单位名称": "【單位名稱】"}


def test_scripts_hold_data_only() -> None:
    text = TEXTS[0]
    script = document_script("plans/x", word_file(text, variant_names(text)[0], RELEASE))
    assert script.startswith('jiceng.docx("plans/x",{"document":"<?xml') and script.endswith("});\n") and script.count("\n") == 1
    assert parts_script().startswith('jiceng.wordParts({"stamp":')
    assert not any(f.example in script for f in text.fields if len(f.example) > 12)


def test_checked_values_fill_without_fault() -> None:
    text = TEXTS[0]
    values, faults = check_values(text.fields, {f.key: f.example for f in text.fields})
    assert not faults and set(values) == {f.key for f in text.fields}
