"""Word files: XML that Word needs and LibreOffice would not miss, fields, plain text, properties, bytes; geometry where it can be measured."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import docx
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from scripts import proof_word
from tests.samples import ROOT, real_library
from wenku.document import (
    Attachment,
    Document,
    Guidance,
    Heading,
    Paragraph,
    Signature,
    Table,
    pieces,
    reading,
    used_fields,
    walk,
)
from wenku.export import plain_text, variant_names, word_paths
from wenku.model import Text
from wenku.word import gbt9704 as g
from wenku.word.build import DISCLAIMER, word_file
from wenku.word.geometry import RIGHT_EDGE_MM, Line, Sheet, faults
from wenku.word.measure import column_widths, signature_indents
from wenku.word.package import DOCUMENT, FIELD_RUN, blank, fields, pack, unpack
from wenku.word.styles import styles_xml
from wenku.word.template import template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXTS = real_library().texts
READINGS = [(text, name) for text in TEXTS for name in variant_names(text)]
every_reading = pytest.mark.parametrize(("text", "variant"), READINGS, ids=[f"{t.code}-{n}" for t, n in READINGS])
RELEASE = "2026.11"

# The order of children in the schema (ISO/IEC 29500-1, wml.xsd) for each element that we write with several.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku "
           "wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
           "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing "
           "w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tbl": "tblPr tblGrid tr", "tr": "trPr tc", "tc": "tcPr p", "p": "pPr r fldSimple", "r": "rPr t",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg docGrid",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "styles": "docDefaults latentStyles style", "docDefaults": "rPrDefault pPrDefault",
}  # fmt: skip


@cache
def stored(text_path: str, variant: str | None) -> bytes:
    return word_file(next(t for t in TEXTS if t.path == text_path), variant, RELEASE)


def made(body: Document | tuple, text: Text = TEXTS[0]) -> bytes:
    document = body if isinstance(body, Document) else Document(tuple(body))
    return word_file(dataclasses.replace(text, document=document), None, RELEASE)


def xml(docx_bytes: bytes, part: str = DOCUMENT) -> etree._Element:
    return etree.fromstring(unpack(docx_bytes)[part])


def style(paragraph: etree._Element) -> str:
    return paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")


def words(element: etree._Element) -> str:
    return "".join(element.itertext(f"{W}t"))


def paragraphs(docx_bytes: bytes) -> list[tuple[str, str]]:
    return [(style(p), words(p)) for p in xml(docx_bytes).iter(f"{W}p")]


def read_back(docx_bytes: bytes) -> Iterator[str]:
    """The lines that python-docx reads, as `plain_text` gives them.

    Left out: what Word adds (附件说明, the paragraph of a point behind a table). Put together again: 附件1 and its title.
    """
    label = ""
    for block in docx.Document(io.BytesIO(docx_bytes)).iter_inner_content():
        if isinstance(block, docx.table.Table):
            yield from ("\t".join(cell.text for cell in row.cells) for row in block.rows)
        elif block.style.style_id == "AttachmentLabel":
            label = f"{block.text}："
        elif block.style.style_id not in ("AttachmentNote", "TableEnd"):
            yield label + block.text
            label = ""


# Every text and variant


@every_reading
def test_plain_text_is_the_readings(text: Text, variant: str | None) -> None:
    assert tuple(read_back(stored(text.path, variant))) == plain_text(reading(text.document, variant))


@every_reading
def test_bytes(text: Text, variant: str | None) -> None:
    one = stored(text.path, variant)
    assert one == word_file(text, variant, RELEASE)
    assert len(one) <= g.MAX_BYTES and len(blank(one)) <= g.MAX_BYTES
    with zipfile.ZipFile(io.BytesIO(blank(one))) as archive:
        entries = archive.infolist()
    assert [e.filename for e in entries] == sorted(e.filename for e in entries) and entries[0].filename == "[Content_Types].xml"
    assert {(e.compress_type, e.date_time, e.create_system, e.external_attr) for e in entries} == {(0, (1980, 1, 1, 0, 0, 0), 0, 0o644 << 16)}


@every_reading
def test_each_field_is_one_run(text: Text, variant: str | None) -> None:
    source = unpack(stored(text.path, variant))[DOCUMENT].decode("utf-8")
    document = Document(reading(text.document, variant))
    assert set(fields(stored(text.path, variant))) == set(used_fields(document))
    assert source.count("{{") == source.count("}}") == len(FIELD_RUN.findall(source)) == source.count('<w:rStyle w:val="Field"/>')


@every_reading
def test_blank_shows_every_field(text: Text, variant: str | None) -> None:
    before, after = stored(text.path, variant), blank(stored(text.path, variant))
    assert all("{{" not in part.decode("utf-8") for part in unpack(after).values())
    assert fields(after) == fields(before) and blank(after) == after
    assert all(f"【{name}】" in words(xml(after)) for name in fields(before))
    assert {n: p for n, p in unpack(after).items() if n != DOCUMENT} == {n: p for n, p in unpack(before).items() if n != DOCUMENT}


@every_reading
def test_no_example_is_ever_read(text: Text, variant: str | None) -> None:
    changed = tuple(dataclasses.replace(field, example=f"另一个例子{i}") for i, field in enumerate(text.fields))
    assert word_file(dataclasses.replace(text, fields=changed), variant, RELEASE) == stored(text.path, variant)


@every_reading
def test_guidance_stays_behind(text: Text, variant: str | None) -> None:
    advice = {t for b in walk(text.document.blocks) if isinstance(b, Guidance) for inner in walk((b,)) for _, t in pieces(inner)}
    kept = {t for b in walk(reading(text.document, variant)) for _, t in pieces(b)}
    shown = {line for _, line in paragraphs(stored(text.path, variant))}
    assert advice and not (advice - kept) & shown


@every_reading
def test_children_stand_in_the_order_of_the_schema(text: Text, variant: str | None) -> None:
    for name, content in unpack(stored(text.path, variant)).items():
        for element in etree.fromstring(content).iter(f"{W}*"):
            order = ORDER.get(etree.QName(element).localname, "").split()
            if order and name.startswith("word/"):
                tags = [etree.QName(child).localname for child in element]
                assert set(tags) <= set(order), (name, element.tag, tags)
                ordered = tags[:1] if element.tag == f"{W}p" else tags  # the runs of a paragraph come as they are read
                assert ordered == sorted(tags, key=order.index)[: len(ordered)], (name, element.tag, tags)


@every_reading
def test_nothing_but_styles_knows_fonts_and_every_run_has_the_hint(text: Text, variant: str | None) -> None:
    parts = unpack(stored(text.path, variant))
    assert set(parts) == set(unpack(template(g.SYSTEM_FONTS))) and not any("theme" in name for name in parts)
    for name, content in parts.items():
        source = content.decode("utf-8")
        assert "<w:b/>" not in source and "<w:b " not in source and "Theme=" not in source.replace("themeFontLang", "")
        if name not in ("word/styles.xml", "word/fontTable.xml", "docProps/core.xml"):
            assert not re.search(r"w:(ascii|hAnsi|eastAsia|cs)=", source.replace('<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>', ""))
            for run in etree.fromstring(content).iter(f"{W}r"):
                assert run.find(f"{W}rPr/{W}rFonts").attrib == {f"{W}hint": "eastAsia"}


@every_reading
def test_tables_fill_the_page(text: Text, variant: str | None) -> None:
    for table in xml(stored(text.path, variant)).iter(f"{W}tbl"):
        widths = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
        rows = table.findall(f"{W}tr")
        assert sum(widths) == g.mm_twips(g.TYPE_WIDTH_MM) and min(widths) > 400
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert all([int(c.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for c in row.iter(f"{W}tc")] == widths for row in rows)
        assert table.getnext().tag == f"{W}p"


def test_addresses() -> None:
    paths = [path for text in TEXTS for path in word_paths(text).values()]
    assert len(set(paths)) == len(READINGS) and all(path.endswith(".docx") and path.isascii() for path in paths)


# The template


@pytest.mark.parametrize("profile", [g.SYSTEM_FONTS, g.OFFICIAL_FONTS], ids=["system", "official"])
def test_styles(profile: dict[str, str]) -> None:
    root = etree.fromstring(styles_xml(profile).encode("utf-8"))
    for fonts in root.iter(f"{W}rFonts"):
        assert len({fonts.get(f"{W}{c}") for c in ("ascii", "hAnsi", "eastAsia", "cs")} - {None}) == 1 and len(fonts.attrib) == 5
        assert fonts.get(f"{W}hint") == "eastAsia" and fonts.get(f"{W}ascii") in profile.values()
    found = {s.get(f"{W}styleId"): s for s in root.iter(f"{W}style")}

    def value(ident: str, path: str, attribute: str = "val") -> str | None:
        element = found[ident].find("/".join(f"{W}{step}" for step in path.split("/")))
        return None if element is None else element.get(f"{W}{attribute}")

    assert [value(f"Heading{n}", "pPr/outlineLvl") for n in range(1, 5)] == ["0", "1", "2", "3"]
    assert [value(f"Heading{n}", "rPr/rFonts", "eastAsia") for n in range(1, 5)] == [profile[role] for role in g.HEADINGS]
    assert (value("Normal", "rPr/sz"), value("Title", "rPr/sz"), value("Footer", "rPr/sz")) == ("32", "44", "28")
    assert (value("Title", "rPr/rFonts", "ascii"), value("Title", "pPr/jc")) == ("方正小标宋简体", "center")
    assert (value("Normal", "pPr/spacing", "line"), value("Normal", "pPr/spacing", "lineRule"), value("Normal", "rPr/spacing")) == ("579", "exact", "-5")
    assert (value("Body", "pPr/ind", "firstLineChars"), value("Body", "pPr/ind", "firstLine")) == ("200", "640")
    names = {s.find(f"{W}name").get(f"{W}val") for s in found.values()}
    assert {"heading 1", "heading 4", "Title", "Body Text", "Signature", "Date", "footer", "字段"} <= names


def test_font_table_names_a_fallback_for_each_font() -> None:
    for profile in (g.SYSTEM_FONTS, g.OFFICIAL_FONTS):
        rows = {f.get(f"{W}name"): f.find(f"{W}altName").get(f"{W}val") for f in xml(template(profile), "word/fontTable.xml")}
        assert rows == {name: g.FALLBACKS[name] for name in profile.values()}


def test_the_page() -> None:
    section = next(xml(template(g.SYSTEM_FONTS)).iter(f"{W}sectPr"))
    size, margins, grid = (dict(section.find(f"{W}{tag}").attrib) for tag in ("pgSz", "pgMar", "docGrid"))
    assert (size[f"{W}w"], size[f"{W}h"]) == ("11906", "16838")
    assert [int(margins[f"{W}{side}"]) for side in ("top", "right", "bottom", "left")] == pytest.approx([2098, 1474, 1984, 1588], abs=1)
    assert grid == {f"{W}type": "lines", f"{W}linePitch": "579"}
    assert g.LINES * g.LINE_PT <= g.TYPE_HEIGHT_MM * 72 / 25.4 < g.LINES * g.LINE_PT + 1.5
    assert g.CHARACTERS * g.ADVANCE_PT <= g.TYPE_WIDTH_MM * 72 / 25.4 < (g.CHARACTERS + 1) * g.ADVANCE_PT


def test_page_numbers_differ_on_odd_and_even_pages() -> None:
    package = docx.Document(io.BytesIO(template(g.SYSTEM_FONTS)))
    section = package.sections[0]
    assert package.settings.odd_and_even_pages_header_footer and not section.different_first_page_header_footer
    for footer, ident, side in ((section.footer, "Footer", "right"), (section.even_page_footer, "FooterEven", "left")):
        (line,) = footer.paragraphs
        assert (words(line._p), line.style.style_id) == ("— 1 —", ident) and line._p.find(f"{W}fldSimple").get(f"{W}instr").strip() == "PAGE"
        looks = line.style.element.pPr
        assert looks.find(f"{W}jc").get(f"{W}val") == side and looks.find(f"{W}ind").get(f"{W}{side}") == "280"
    assert [p.text for header in (section.header, section.even_page_header) for p in header.paragraphs] == ["", ""]


# The parts of a text


def test_salutation_is_flush_left_only_below_the_title() -> None:
    title, to, after = Heading(1, "通知", "", "通知", 1), Paragraph("各社区：", 2), Paragraph("安排如下：", 3)
    assert [name for name, _ in paragraphs(made((title, to, after)))] == ["Title", "Salutation", "Body"]
    assert [name for name, _ in paragraphs(made((title, after)))] == ["Title", "Body"]
    assert [name for name, _ in paragraphs(made((to, title)))] == ["Body", "Title"]


def signed(unit: str, date: str) -> Signature:
    return Signature((Paragraph(unit, 1), Paragraph(date, 2)), 1)


def test_attachments_have_a_note_a_page_and_a_title() -> None:
    table = Table(("甲", "乙"), (("一", "二"),), 1)
    one = (Paragraph("正文。", 1), signed("春晖社区居民委员会", "2026年3月1日"), Attachment("登记表", "附件1", (table,), 3))
    assert [p for p in paragraphs(made(one)) if p[0] not in ("CellHead", "Cell")] == [
        ("Body", "正文。"), ("AttachmentNote", "附件：登记表"), ("Signature", "春晖社区居民委员会"), ("Date", "2026年3月1日"),
        ("AttachmentLabel", "附件"), ("AttachmentTitle", "登记表"), ("TableEnd", ""),
    ]  # fmt: skip
    two = (Paragraph("正文。", 1), *(Attachment(f"表{{{{项目}}}}{n}", f"附件{n}", (table, table), 3, n) for n in (1, 2)))
    found = paragraphs(made(two))
    assert [t for s, t in found if s.startswith("Attachment")] == ["附件：1.表{{项目}}1", "2.表{{项目}}2", "附件1", "表{{项目}}1", "附件2", "表{{项目}}2"]
    notes = [p.find(f"{W}pPr/{W}ind") for p in xml(made(two)).iter(f"{W}p") if style(p) == "AttachmentNote"]
    assert len({n.get(f"{W}left") for n in notes}) == 1 and int(notes[0].get(f"{W}hanging")) - int(notes[1].get(f"{W}hanging")) == 3 * 315


def test_a_signature_does_not_stand_alone_on_a_page() -> None:
    body = list(xml(made((Paragraph("正文。", 1), signed("甲单位", "2026年3月1日")))).iter(f"{W}p"))
    assert body[0].find(f"{W}pPr/{W}keepNext") is not None
    assert body[1].find(f"{W}pPr/{W}spacing").get(f"{W}before") == "579"


@pytest.mark.parametrize(
    ("unit", "date", "unit_right", "date_right"),
    [
        ("春晖社区居民委员会", "2026年3月1日", 640, 640 - 630 + 3 * 315),  # 9 and 6 字
        ("居委会", "2026年3月1日", 640 + 630 + 3 * 315, 640),  # the date is longer
        ("【单位名称】", "【成文日期】", 640, 10),
        ("国" * 40, "2026年10月10日", 640, 10 + 19 * 315),
        ("甲", "国" * 40, 27 * 315, 640),
    ],
)
def test_signature_and_date(unit: str, date: str, unit_right: int, date_right: int) -> None:
    assert signature_indents(unit, date) == (unit_right, date_right)


@given(st.integers(1, 26), st.integers(1, 24))
def test_date_begins_two_characters_right_of_the_unit(unit: int, date: int) -> None:
    unit_right, date_right = signature_indents("国" * unit, "国" * date)
    assert (unit_right + unit * 315) - (date_right + date * 315) == 2 * 315 or date_right == 0 or unit_right + unit * 315 == 28 * 315
    assert min(unit_right, date_right) >= 0 and max(unit_right + unit * 315, date_right + date * 315) <= 8844


def test_columns() -> None:
    rows = [("序号", "事项", "说明"), ("1", "登记", "这一格的字数很多，应当得到这张表大部分的宽度，否则行数太多")]
    widths = column_widths(rows, 35)
    assert sum(widths) == pytest.approx(35, abs=0.5) and widths[2] > 20 and min(widths) >= 2
    to_fill = column_widths([("栏目", "填写"), ("意见", ""), ("签名", "〔填写〕")], 35)
    assert to_fill[1] > 2 * to_fill[0]
    many = column_widths([("很长很长的表头",) * 12, ("很长很长的内容",) * 12], 20)
    assert sum(many) <= 20.001 and min(many) > 0


def test_words_of_a_text_are_words() -> None:
    text = "“引号”<标签>&amp; {单} {{单}} 【方括号】"
    document = made((Paragraph(text, 1), Paragraph(" 前后有空格 ", 2)))
    assert [t for _, t in paragraphs(document)] == [text, " 前后有空格 "] and fields(document) == ("单",)
    assert [t for _, t in paragraphs(blank(document))][0] == text.replace("{{单}}", "【单】")


def test_properties() -> None:
    text = next(t for t in TEXTS if t.laws)
    properties = docx.Document(io.BytesIO(word_file(text, None, RELEASE))).core_properties
    assert (properties.title, properties.identifier, properties.version) == (text.title, text.code, RELEASE)
    assert all(word in properties.keywords for word in (text.code, text.reviewed, RELEASE))
    assert properties.comments == DISCLAIMER.format(date=min(law.checked for law in text.laws))
    assert (properties.author, properties.last_modified_by) == ("", "") and properties.modified.date().isoformat() == text.reviewed
    assert yaml.safe_load((ROOT / "docs/_data/ui.yml").read_text("utf-8"))["disclaimer"]["zh"] == DISCLAIMER


def test_packing_does_not_depend_on_order() -> None:
    assert pack({"b": b"1", "a": b"2"}) == pack({"a": b"2", "b": b"1"}) and unpack(pack({"a": b"2"})) == {"a": b"2"}


# Geometry


def sheet(number: int = 1, **changes: float) -> Sheet:
    """A page as it should be, or with its first line, its edge or its number somewhere else."""
    top = g.MARGIN_TOP_MM + g.mm((g.LINE_PT - g.BODY_PT) / 2 + 0.88 * g.BODY_PT) + changes.get("down", 0)
    body = tuple(Line(top + i * g.mm(g.LINE_PT), 28.0, 184.0 + changes.get("wider", 0), 16.0, "国" * 28) for i in range(int(changes.get("lines", 22))))
    folio = RIGHT_EDGE_MM - 4.94 - changes.get("inward", 0)
    return Sheet(number, body, Line(272.0, 40.0, folio, 14.0, "—1—"))


def test_the_measure_sees_what_is_off() -> None:
    assert faults([sheet()]) == []
    for changes in ({"down": 0.7}, {"wider": 0.7}, {"lines": 23}, {"inward": 1.0}):
        assert faults([sheet(**changes)]), changes
    assert faults([dataclasses.replace(sheet(), folio=None)]) == ["第1页没有页码"]
    assert faults([sheet(2)]) == ["第2页没有页码"]  # it reads — 1 —


def test_without_libreoffice_the_proof_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(proof_word.VARIABLE, "/nowhere/soffice")
    assert proof_word.main(["minzheng"]) == 2 and "没有找到 LibreOffice" in capsys.readouterr().err
    assert proof_word.main(["没有这一篇"]) == 2 and "没有这样的文本" in capsys.readouterr().err


def test_libreoffice_lays_out_22_lines_of_28_characters(tmp_path: Path) -> None:
    if proof_word.find_soffice() is None:
        pytest.skip("没有 LibreOffice，没有量版面：" + proof_word.NO_OFFICE)
    files = proof_word.write_files(TEXTS, tmp_path)
    files = [files[0], *files[1 : len(files) // 2 : max(1, len(files) // 8)][:4], *files[-3:]]
    assert len(files) == 8
    pdfs = proof_word.convert(files, tmp_path)
    assert {pdf.name: found for pdf in pdfs.values() if (found := faults(proof_word.sheets(pdf)))} == {}
    pages = proof_word.sheets(pdfs[files[0]])
    assert [(len(page.body), {line.columns for line in page.body[1:]}) for page in pages] == [(g.LINES, {g.CHARACTERS})] * 3
    gap = proof_word.stroke_gap(pdfs[files[0]])
    assert gap is None or gap == pytest.approx(g.PAGE_NUMBER_GAP_MM, abs=0.5)
