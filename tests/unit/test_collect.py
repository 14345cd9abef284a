"""Filled Word files read back: every text and variant, whatever an editor did to the file, and nothing wrong without a word."""

from __future__ import annotations

import io
import random
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from scripts.proof_word import find_soffice
from tests.samples import real_library
from wenku.document import Document, Paragraph
from wenku.export import variant_names
from wenku.fill.align import align
from wenku.fill.collect import Failure, Reader, Reading, best_text, sheets, unread
from wenku.fill.foreign import Unreadable
from wenku.fill.pattern import captures, fold, make_pattern
from wenku.fill.tablewrite import xlsx_bytes
from wenku.fill.wordread import CELL, ROW, Line, read_word
from wenku.model import Field, Text
from wenku.word.filled import filled_file
from wenku.word.package import CORE, DOCUMENT, pack, unpack
from wenku.word.traditional import traditional

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXTS = real_library().texts
READINGS = [(text, name) for text in TEXTS for name in (variant_names(text) if text.code in ("M04", "Z01", "W09") else variant_names(text)[:1])]
"""Each text's first variant, and all of three texts: reading back is the slowest of all that is done with a Word file."""
every_reading = pytest.mark.parametrize(("text", "variant"), READINGS, ids=[f"{t.code}-{n}" for t, n in READINGS])
PLANS = [(text, name) for text, name in READINGS if not text.is_form]
SAMPLE = next(text for text in TEXTS if text.code == "M04")
MARK = '<w:rStyle w:val="Field"/>'


def value(field: Field, number: int, lines: bool = False) -> str:
    if field.kind == "choice":
        return field.choices[0]
    by_kind = {"number": f"{1000 + number}", "year": "2029", "date": f"2029年{number % 12 + 1}月{number % 28 + 1}日"}
    several = f"（1）第{number}件，说清{field.key}。\n（2）还有；另一件\n最后{number}段"
    return by_kind.get(field.kind, several if lines and field.kind == "paragraph" else f"值{number}号、{field.label}")


def values_of(text: Text, lines: bool = False, **other: str) -> dict[str, str]:
    return {**{field.key: value(field, i, lines) for i, field in enumerate(text.fields)}, **other}


@cache
def reader(code: str) -> Reader:
    return Reader(next(text for text in TEXTS if text.code == code))


def read(raw: bytes, text: Text = SAMPLE) -> Reading:
    return reader(text.code).read("一.docx", read_word(raw))


def shown(reading: Reading) -> dict[str, str]:
    return {key: str(got) for key, got in reading.values.items()}


def notes(reading: Reading) -> dict[str, str]:
    return {note.label: note.what for note in reading.notes}


def filled(variant: str | None = "社区", text: Text = SAMPLE, **other: str) -> bytes:
    return filled_file(text, variant, values_of(text, **other), "")


def changed(raw: bytes, change: Callable[[str], str], part: str = DOCUMENT) -> bytes:
    parts = unpack(raw)
    after = change(parts[part].decode("utf-8"))
    assert after != parts[part].decode("utf-8"), "nothing was changed"
    return pack({**parts, part: after.encode("utf-8")})


def swap(old: str, new: str, count: int = -1) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new, count)


def without_marks(raw: bytes) -> bytes:
    return changed(raw, swap(MARK, ""))


def with_renamed_style(raw: bytes) -> bytes:
    return changed(changed(raw, swap(MARK, '<w:rStyle w:val="a7"/>')), swap('w:styleId="Field"', 'w:styleId="a7"'), "word/styles.xml")


def with_split_runs(raw: bytes) -> bytes:
    """As Word does for its spelling marks and WPS for fonts: a run for each two characters."""
    root = etree.fromstring(unpack(raw)[DOCUMENT])
    for run in list(root.iter(f"{W}r")):
        word = run.find(f"{W}t")
        for at in range((len(word.text or "") - 1) // 2 * 2, 0, -2):
            part = etree.fromstring(etree.tostring(run))
            part.find(f"{W}t").text = word.text[at:]
            word.text = word.text[:at]
            run.addnext(part)
            run.addnext(etree.Element(f"{W}proofErr"))
    return pack({**unpack(raw), DOCUMENT: etree.tostring(root)})


def in_content_controls(raw: bytes) -> bytes:
    return changed(raw, lambda xml: xml.replace("<w:p>", "<w:sdt><w:sdtPr/><w:sdtContent><w:p>").replace("</w:p>", "</w:p></w:sdtContent></w:sdt>"))


SAVED = {"as it was": lambda raw: raw, "style lost": without_marks, "style renamed": with_renamed_style, "runs split": with_split_runs, "content controls": in_content_controls}  # fmt: skip


# Round trips


@every_reading
@pytest.mark.parametrize("saved", SAVED)
def test_every_text_comes_back(text: Text, variant: str | None, saved: str) -> None:
    wanted = values_of(text)
    reading = read(SAVED[saved](filled_file(text, variant, wanted, "")), text)
    assert reading.variant == variant
    for field in reader(text.code).fields(variant):  # without the runs, some fields that touch cannot be parted
        unsure = saved in ("style lost", "runs split") and "分不开" in notes(reading).get(field.label, "")
        assert str(reading.values[field.key]) == ("" if unsure else wanted[field.key]) and (unsure or field.label not in notes(reading))


@every_reading
@pytest.mark.parametrize("saved", ["as it was", "style lost"])
def test_values_of_several_lines_come_back_or_are_said(text: Text, variant: str | None, saved: str) -> None:
    wanted = values_of(text, lines=True)
    reading = read(SAVED[saved](filled_file(text, variant, wanted, "")), text)
    for field in reader(text.code).fields(variant):
        got = str(reading.values[field.key])
        assert got == wanted[field.key] or got == "" and "分不开" in notes(reading)[field.label], field.key


@pytest.mark.parametrize("saved", ["as it was", "style renamed"])
def test_marked_runs_part_paragraphs_that_words_alone_would_not(saved: str) -> None:
    text = next(text for text in TEXTS if text.code == "Z01")
    wanted = values_of(text, lines=True)
    raw = filled_file(text, "村", wanted, "")
    assert "分不开" in notes(read(without_marks(raw), text))["第一个目标"]
    reading = read(SAVED[saved](raw), text)
    assert reading.notes == () and shown(reading)["目标一"] == wanted["目标一"] and shown(reading)["目标二"] == wanted["目标二"]


def test_numbers_are_numbers_and_dates_are_text() -> None:
    got = read(filled()).values
    assert isinstance(got["老人数"], int) and isinstance(got["年份"], int) and isinstance(got["成文日期"], str) and isinstance(got["联系电话"], str)


@every_reading
def test_a_blank_file_has_empty_cells_and_says_so(text: Text, variant: str | None) -> None:
    reading = read(filled_file(text, variant, {}, ""), text)
    assert set(reading.values.values()) == {""} and set(notes(reading).values()) == {"没填"}
    assert set(notes(reading)) == {field.label for field in reader(text.code).fields(variant)}


def test_libreoffice_may_save_it_again(tmp_path: Path) -> None:
    soffice = find_soffice()
    if soffice is None:
        pytest.skip("没有 LibreOffice")
    wanted = values_of(SAMPLE, lines=True)
    (tmp_path / "a.docx").write_bytes(filled_file(SAMPLE, "街道", wanted, ""))
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "out"), str(tmp_path / "a.docx")]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    reading = read((tmp_path / "out" / "a.docx").read_bytes())
    assert shown(reading) == {field.key: wanted[field.key] for field in reader("M04").fields("街道")} and reading.notes == ()


# What people do to a file


def test_the_same_field_in_several_places_must_agree() -> None:
    reading = read(changed(filled(联系人岗位="民政专干"), swap("民政专干", "副主任", 1)))
    assert reading.values["联系人岗位"] in ("副主任 / 民政专干", "民政专干 / 副主任")
    assert notes(reading) == {"联系人岗位": f"前后不一致：{'、'.join('“' + v + '”' for v in str(reading.values['联系人岗位']).split(' / '))}"}


def test_a_field_filled_in_one_place_only() -> None:
    reading = read(changed(filled(联系人岗位="民政专干"), swap(">民政专干<", ">【联系人岗位】<", 1)))
    assert reading.values["联系人岗位"] == "民政专干" and notes(reading) == {"联系人岗位": "有 1 处没填"}


def test_a_value_that_does_not_fit_stays_and_is_said() -> None:
    reading = read(changed(filled(), swap(f">{values_of(SAMPLE)['老人数']}<", ">约一千<")))
    assert reading.values["老人数"] == "约一千" and "不合要求：只写数字" in notes(reading)["60周岁以上常住老年人数"]


def test_a_unit_written_twice_does_no_harm() -> None:
    assert read(changed(filled(), swap(f">{values_of(SAMPLE)['老人数']}<", ">1,260人<"))).values["老人数"] == 1260


def test_a_paragraph_taken_out_is_said_where_its_field_stands_nowhere_else() -> None:
    def without(xml: str) -> str:
        start = xml.rindex("<w:p>", 0, xml.index("其中80周岁以上"))
        return xml[:start] + xml[xml.index("</w:p>", start) + 6 :]

    reading = read(changed(filled(), without))
    assert reading.values["老人数"] == "" and notes(reading)["60周岁以上常住老年人数"] == "找不到：那一段可能删掉了"
    assert reading.values["单位名称"] == values_of(SAMPLE)["单位名称"]


@pytest.mark.parametrize("marked", [True, False])
def test_a_sentence_written_anew_around_a_field(marked: bool) -> None:
    raw = filled() if marked else without_marks(filled())
    raw = changed(raw, lambda xml: xml.replace("服务范围内有60周岁以上常住老年人", "我们这里一共有60周岁以上常住老年人").replace("两项均按实际居住半年以上统计", "按实际居住统计"))
    reading = read(raw)
    assert reading.values["老人数"] == int(values_of(SAMPLE)["老人数"]) and "改过" in notes(reading)["60周岁以上常住老年人数"]


def test_paragraphs_and_rows_put_in_or_taken_out_elsewhere_do_not_matter() -> None:
    def edited(xml: str) -> str:
        at = xml.index("</w:p>", xml.index("三、职责分工")) + 6
        row = xml[xml.index("<w:tr>") : xml.index("</w:tr>") + 7]
        more = "<w:p><w:r><w:t>本单位另外增加的一段，写了2028年的1999人。</w:t></w:r></w:p>"
        return (xml[:at] + more + xml[at:]).replace(row, row + row, 1)

    reading = read(changed(filled(), edited))
    assert shown(reading) == {field.key: values_of(SAMPLE)[field.key] for field in reader("M04").fields("社区")} and reading.notes == ()


def test_tracked_changes_count_as_accepted() -> None:
    raw = changed(filled(), swap(f"<w:t>{values_of(SAMPLE)['老人数']}</w:t></w:r>", "<w:delText>1</w:delText></w:r><w:ins><w:r><w:t>77</w:t></w:r></w:ins>"))
    assert read(raw).values["老人数"] == 77


def test_a_file_in_traditional_script_is_read_too() -> None:
    raw = traditional(filled("街道", 联系人岗位="【联系人岗位】", 运营单位="惠民服务站"))
    reading = read(raw)
    assert (reading.variant, reading.values["运营单位"], reading.values["老人数"]) == ("街道", "惠民服務站", int(values_of(SAMPLE)["老人数"]))
    assert notes(reading) == {"联系人岗位": "没填"} and read_word(raw).reviewed == SAMPLE.reviewed
    with pytest.raises(Unreadable, match="虚构"):
        read_word(changed(traditional(filled()), lambda xml: xml.replace("</w:pPr></w:p>", "</w:pPr><w:r><w:t>示例·數據為虛構</w:t></w:r></w:p>"), "word/header1.xml"))


def test_the_variant_is_told_from_the_words() -> None:
    raw = changed(filled("村"), lambda xml: xml.replace(">村<", "><"), CORE)
    assert read(raw).variant == "村"


def edits(raw: bytes, dice: random.Random) -> bytes:
    """A few changes beside the fields: words, paragraphs and rows without fields."""
    root = etree.fromstring(unpack(raw)[DOCUMENT])
    body = root[0]
    for _ in range(dice.randint(1, 5)):
        plain = [e for e in body.iter(f"{W}p", f"{W}tr") if "rStyle" not in etree.tostring(e, encoding="unicode")]
        element = dice.choice(plain)
        what = dice.choice(["out", "twice", "words", "words"])
        if what == "words":
            words = [t for r in body.iter(f"{W}r") if r.find(f"{W}rPr/{W}rStyle") is None for t in r.iter(f"{W}t") if len(t.text or "") > 8]
            word = dice.choice(words)
            at = dice.randrange(2, len(word.text) - 2)
            word.text = word.text[:at] + dice.choice(["（略）", "还要", ""]) + word.text[at + dice.randint(0, 3) :]
        elif what == "twice":
            element.addnext(etree.fromstring(etree.tostring(element)))
        elif element.getparent().tag != f"{W}tc" and len(list(element.getparent())) > 3:
            element.getparent().remove(element)
    return pack({**unpack(raw), DOCUMENT: etree.tostring(root)})


@pytest.mark.parametrize("seed", range(60))
def test_no_edit_beside_the_fields_leads_to_a_wrong_value_without_a_word(seed: int) -> None:
    dice = random.Random(seed)
    text, variant = dice.choice(READINGS)
    wanted = values_of(text)
    raw = edits(filled_file(text, variant, wanted, ""), dice)
    reading = read(without_marks(raw) if dice.random() < 0.5 else raw, text)
    wrong = {f.key: reading.values[f.key] for f in reader(text.code).fields(reading.variant) if str(reading.values[f.key]) != wanted[f.key] and f.label not in notes(reading)}
    assert wrong == {}


# Files


def office(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
XML = f'<w:document xmlns:w="{W[1:-1]}">%s</w:document>'


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "是 .doc 等旧格式"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        (b"", "是空文件"),
        (b"\xe4\xb8\xad", "不是 Word 文件"),
        (b"%PDF-1.4", "是 PDF"),
        (b"{\\rtf1", "是 RTF"),
        (b"<html>", "是网页"),
        (b"PK\x03\x04broken", "不是完好的"),
        (filled()[:-200], "不是完好的"),
        (office(**{"xl/workbook.xml": "<a/>"}), "改了名的表格"),
        (office(**{"word/document.xml": XML % ""}), "没有正文"),
        (office(**{"word/document.xml": "<a>"}), "不是完好的"),
        (office(**{"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]>' + XML % ""}), "DOCTYPE"),
        (office(**{"word/document.xml": XML % ("<w:body>" + " " * 70_000_000 + "</w:body>")}), "太大"),
        (office(**{"word/document.xml": XML % f"<w:body><w:p><w:r><w:t>{'长' * 50_000}</w:t></w:r></w:p></w:body>"}), "超过 40000 字"),
        (office(**{f"a{i}": "" for i in range(2_001)}), "超过 2000 个"),
        (b"PK" + b"\0" * 21 * 1024 * 1024, "超过 20 MB"),
    ],
    ids=range(17),
)
def test_what_is_no_word_file_is_refused_in_one_line(raw: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as error:
        read_word(raw)
    assert "\n" not in str(error.value)


def test_no_damaged_file_ends_in_anything_but_a_refusal() -> None:
    raw, dice = filled(), random.Random(4)
    for _ in range(150):
        bad = bytearray(raw)
        for _ in range(dice.randint(1, 20)):
            bad[dice.randrange(len(bad))] = dice.randrange(256)
        try:
            reader("M04").read("x", read_word(bytes(bad)))
        except Unreadable as error:
            assert str(error)


def test_a_file_with_examples_is_never_read() -> None:
    with pytest.raises(Unreadable, match="虚构"):
        read_word(filled_file(SAMPLE, "社区", {}, "", examples=True))


def test_another_text_is_no_file_of_this_one() -> None:
    other = next(text for text in TEXTS if text.code == "K03")
    with pytest.raises(Unreadable, match="正文对不上"):
        read(filled("社区", other))


def test_an_older_version_is_said() -> None:
    raw = changed(filled(), lambda xml: xml.replace(f"核对日期 {SAMPLE.reviewed}", "核对日期 2024-01-01"), CORE)
    reading = read(raw)
    assert reading.values["老人数"] and "2024-01-01" in notes(reading)[""]


@pytest.mark.parametrize(("text", "variant"), PLANS[::3], ids=[t.code for t, _ in PLANS[::3]])
def test_a_file_that_lost_its_properties_is_known_by_its_words(text: Text, variant: str | None) -> None:
    raw = filled(variant, text)
    parts = {name: part for name, part in unpack(raw).items() if name != CORE}
    doc = read_word(pack(parts))
    assert doc.code == "" and best_text(TEXTS, doc) is text and best_text(TEXTS, replace(doc, lines=doc.lines[:1])) is None
    assert read_word(raw).code == text.code == best_text([text], read_word(raw)).code  # type: ignore[union-attr]


# Lines and patterns

FIELDS = {f.key: f for f in (Field("甲", "甲", "text", ""), Field("乙", "乙", "text", ""), Field("数", "数", "number", "", "人"), Field("年", "年", "year", ""), Field("段", "段", "paragraph", ""), Field("选", "选", "choice", "", choices=("上门", "到站（所）")))}


def got(template: str, written: str, *marks: tuple[int, int], **known: str) -> dict[str, str | None]:
    found = captures(make_pattern(template, FIELDS), Line(written, marks), known)
    return {capture.field.key: capture.value for capture in found}


@pytest.mark.parametrize(
    ("template", "written", "values"),
    [
        ("由{{甲}}负责", "由 春晖 社区 负责", {"甲": "春晖 社区"}),
        ("{{甲}}{{年}}年计划", "春晖社区2027年计划", {"甲": "春晖社区", "年": "2027"}),
        ("{{甲}}2026年{{年}}年", "2026年会2026年2027年", {"甲": "2026年会", "年": "2027"}),
        ("有{{数}}人，{{选}}", "有１，２６０人，到站(所)", {"数": "１，２６０", "选": "到站(所)"}),
        ("有{{数}}人", "有【数】人", {"数": "【数】"}),
        ("有{{数}}人", "有人", {"数": ""}),
        ("有{{数}}人", "有很多人", {"数": "很多"}),
        ("{{甲}}、{{乙}}", "一、二、三", {"甲": None, "乙": None}),
        ("{{甲}}{{乙}}", "春晖社区", {"甲": None, "乙": None}),
        ("“{{甲}}”。", '"春晖"。', {"甲": "春晖"}),
        (f"{ROW}1{CELL}{{{{段}}}}{CELL}", f"{ROW}1{CELL}一\n二{CELL}", {"段": "一\n二"}),
    ],
)
def test_what_stands_in_the_places(template: str, written: str, values: dict[str, str | None]) -> None:
    assert got(template, written) == values


def test_marked_runs_part_fields_that_touch() -> None:
    assert got("{{甲}}{{乙}}", "春晖社区", (0, 2), (2, 4)) == {"甲": "春晖", "乙": "社区"}
    assert got("{{甲}}、{{乙}}", "一、二、三", (0, 3), (4, 5)) == {"甲": "一、二", "乙": "三"}
    assert got("{{甲}}{{乙}}", "春晖社区", (0, 4)) == {"甲": None, "乙": None}


def test_marked_runs_tell_a_value_where_every_word_around_was_changed() -> None:
    (capture,) = captures(make_pattern("由{{甲}}负责", FIELDS), Line("归春晖管", ((1, 3),)))
    assert (capture.value, capture.edited) == ("春晖", True)


def test_a_value_of_several_paragraphs_at_the_head_of_a_line() -> None:
    text = next(text for text in TEXTS if text.code == "Z04")
    wanted = values_of(text, lines=True)
    assert "\n" in wanted["办理缘由"] and read(filled_file(text, "社区", wanted, ""), text).values["办理缘由"] == wanted["办理缘由"]


def test_a_marked_paragraph_left_over_makes_its_neighbour_doubtful() -> None:
    patterns = [make_pattern(text, FIELDS) for text in ("开头的一段话", "{{段}}办理。", "最后的一段话")]
    first, put_in, last = Line("第一件", ((0, 3),)), Line("插进来的一段"), Line("第二件办理。", ((0, 3),))
    for between, start, doubtful in (((first, last), 1, False), ((put_in, last), 2, False), ((first, put_in, last), 3, True)):
        found = align(patterns, [Line("开头的一段话"), *between, Line("最后的一段话")])
        assert (found[1].start, found[1].edge) == (start, doubtful)


def test_a_value_known_from_elsewhere_parts_them_too() -> None:
    assert got("{{甲}}{{乙}}", "春晖社区", 甲="春晖") == {"甲": "春晖", "乙": "社区"}


def test_folding_keeps_the_places() -> None:
    folded = fold("Ａ　“…”\u200b九")
    assert folded.text == 'a"..."九' and folded.origin == (0, 2, 3, 3, 3, 4, 6)


def lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


def test_unchanged_lines_hold_the_others_in_place() -> None:
    patterns = [make_pattern(text, FIELDS) for text in ("开头的一段话", "{{甲}}", "中间的一段话", "{{乙}}", "最后的一段话")]
    answers = align(patterns, lines("多出来的", "开头的一段话", "值一", "中间的一段话", "最后的一段话"))
    assert [(a.pattern, a.start) for a in answers] == [(0, 1), (1, 2), (2, 3), (4, 4)]


def test_a_line_that_may_as_well_be_another_is_doubted() -> None:
    patterns = [make_pattern(text, FIELDS) for text in ("开头的一段话", "{{甲}}", "最后的一段话")]
    (answer,) = [a for a in align(patterns, lines("开头的一段话", "值一", "值二", "最后的一段话")) if a.pattern == 1]
    assert answer.other


def test_a_printed_row_that_stands_twice_is_no_value() -> None:
    patterns = [make_pattern(text, FIELDS) for text in (f"{ROW}按期办结{CELL}{{{{数}}}}项", f"{ROW}{{{{甲}}}}{CELL}{{{{乙}}}}")]
    twice = f"{ROW}按期办结{CELL}5项"
    assert [answer.other for answer in align(patterns, lines(twice, twice))] == [False, True]


def test_paragraphs_that_may_belong_to_either_are_doubted() -> None:
    patterns = [make_pattern(text, FIELDS) for text in ("{{段}}", "{{段}}")]
    assert all(answer.edge for answer in align(patterns, lines("一", "二", "三"))) and not any(a.edge for a in align(patterns, lines("一", "二")))


def test_ten_thousand_foreign_lines_take_no_time() -> None:
    doc = read_word(filled())
    with pytest.raises(Unreadable, match="段，太长"):
        reader("M04").read("x", replace(doc, lines=doc.lines + (Line("别的内容"),) * 10_000))


# The table


def test_the_table() -> None:
    one, two = read(filled(联系电话="+86 10")), replace(read(filled("村")), name="=二.docx")
    table, rest = sheets(SAMPLE, [one, two], [Failure("三.doc", "是 .doc")])
    labels = [field.label for field in SAMPLE.fields]
    assert list(table.rows[0]) == [*[x for x in labels if x in table.rows[0]], "文件", "备注"] and len(table.rows) == 3
    assert [row[-1] for row in table.rows[1:]] == ["社区版", "村版"] and list(rest.rows) == [("文件", "字段", "原因"), ("三.doc", "", "是 .doc")]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([table, rest])))
    page = book["汇总"]
    cells = {page.cell(1, c).value: page.cell(2, c) for c in range(1, page.max_column + 1)}
    assert (cells["60周岁以上常住老年人数"].data_type, cells["成文日期"].data_type, cells["联系电话"].value) == ("n", "s", "+86 10")
    assert page.cell(3, page.max_column - 1).value == "=二.docx" and page.cell(3, page.max_column - 1).data_type == "s"
    assert book.sheetnames == ["汇总", "未读出"] and xlsx_bytes([table, rest]) == xlsx_bytes([table, rest])


def test_what_was_not_read_is_listed_and_remarked() -> None:
    reading = read(filled_file(SAMPLE, "社区", {"老人数": "5"}, ""))
    table, rest = sheets(SAMPLE, [reading], [])
    assert "单位名称：没填" in str(table.rows[1][-1]) and ("一.docx", "单位名称", "没填") in unread([reading], []) and len(rest.rows) == len(reading.notes) + 1


def test_a_text_of_one_line_is_a_text_too() -> None:
    tiny = replace(SAMPLE, variants=(), document=Document((Paragraph("今年{{年份}}年由{{单位名称}}负责。", 1), Paragraph("办好以后公布。", 2))))
    raw = filled_file(tiny, None, {"年份": "2027", "单位名称": "甲"}, "")
    assert Reader(tiny).read("x", read_word(raw)).values == {"年份": 2027, "单位名称": "甲"}
