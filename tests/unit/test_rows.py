"""Tables of values: CSV and .xlsx as people save them, columns that name fields, rows with their faults, names of files."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import quoteattr

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import PLACE, TEXT, edited, small_data
from wenku.fill import report, rows
from wenku.fill.find import find_text
from wenku.fill.foreign import Unreadable
from wenku.fill.names import names, telling
from wenku.fill.reading import read_table
from wenku.fill.report import Outcome
from wenku.fill.rows import Record, columns, field_finder, fields_of, header_names, records, repeated
from wenku.fill.table import MAX_COLUMNS, MAX_ROWS, Cell, Row, Table, letter
from wenku.fill.tablewrite import SheetOut, csv_bytes, xlsx_bytes
from wenku.fill.template import rows_template
from wenku.library import read_entry
from wenku.model import Text
from wenku.word.filled import STAMP

LABELS = ("单位名称", "社区名称", "年份", "60周岁以上老人数", "方式", "安排", "成文日期")
BODY = "由{{单位名称}}负责，老人{{老人数}}人，{{方式}}办理，{{成文日期}}印发。\n\n{{安排}}\n"
SOURCE = edited(
    ("fields: [单位名称, 社区名称, 年份, 联系电话, 联系岗位, 成文日期]", "fields: [单位名称, 社区名称, 年份, {key: 老人数, label: 60周岁以上老人数, kind: number, unit: 人, "
     "example: 987654}, {key: 方式, label: 方式, kind: choice, choices: [上门, 到站], example: 上门}, {key: 安排, label: 安排, kind: paragraph, example: 一段}, 成文日期]"),
    ("由{{单位名称}}的{{联系岗位}}负责，电话{{联系电话}}，{{成文日期}}印发。\n", BODY),
)  # fmt: skip
GOOD = ("春晖社区居委会", "春晖社区", "2027", "1260", "上门", "第一段", "2027年3月1日")


def text_of(source: str = SOURCE) -> Text:
    entry = read_entry(PLACE, source.encode(), small_data())
    assert entry.text, entry.problems
    return entry.text


SAMPLE = text_of()


def known(name: str) -> bool:
    return field_finder(SAMPLE.fields)(name) is not None


def read(raw: bytes | str, sheet: str = "") -> Table:
    return read_table(raw if isinstance(raw, bytes) else raw.encode(), known, sheet)


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def found(raw: bytes | str, blanks: bool = False) -> tuple[Record, ...]:
    table = read(raw)
    return records(table, columns(table, SAMPLE, None), blanks)


def faults(raw: bytes | str, blanks: bool = False) -> list[str]:
    return [str(fault) for record in found(raw, blanks) for fault in record.faults]


def refused(raw: bytes | str, sheet: str = "") -> str:
    with pytest.raises(Unreadable) as error:
        read(raw, sheet)
    assert "\n" not in str(error.value)
    return str(error.value)


def csv_of(*lines: tuple[str, ...], head: tuple[str, ...] = LABELS) -> str:
    return "\n".join(",".join(line) for line in (head, *lines)) + "\n"


def with_value(label: str, value: str) -> tuple[str, ...]:
    return tuple(value if name == label else good for name, good in zip(LABELS, GOOD, strict=True))


# CSV


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "big5"])
def test_csv_in_the_encodings_that_people_have(codec: str) -> None:
    plain = csv_of(GOOD) if codec != "big5" else "單位名稱,社區名稱\n春暉社區居委會,春暉社區\n"
    table = read(plain.encode(codec))
    assert table.rows[-1].cells[1].text in ("春晖社区", "春暉社區") and len(columns(table, SAMPLE, None).fields) == (2 if codec == "big5" else 7)


def test_a_rare_character_does_not_turn_gb18030_into_big5() -> None:
    for name in ("镕社区", "镕㐂社区"):  # 镕 is not in GB 2312, and its bytes are good Big5
        assert texts(read(f"单位名称,社区名称\n甲,{name}\n".encode("gb18030")))[1] == ["甲", name]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(separator: str) -> None:
    assert texts(read("\n".join(separator.join(line) for line in (LABELS, GOOD)))) == [list(LABELS), list(GOOD)]


def test_the_line_that_excel_reads_is_no_row() -> None:
    assert texts(read("sep=;\n社区名称;年份\n甲,乙;2027\n")) == [["社区名称", "年份"], ["甲,乙", "2027"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_quoted_cells_hold_breaks_and_rows_keep_the_numbers_of_excel(end: str) -> None:
    table = read(f'社区名称,安排{end}甲,"第一段{end}第二段，说""好"""{end}{end}乙,x{end}')
    assert [row.number for row in table.rows] == [1, 2, 4] and table.rows[1].cells[1].text == '第一段\n第二段，说"好"'


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "是空的"),
        (b"\xef\xbb\xbf", "空"),
        (b"\n\n , \n", "表格是空的"),
        ('社区名称,年份\n"甲,2027\n乙,2027\n'.encode(), "第 2 行起引号没有成对"),
        (f"社区名称\n{'长' * 100_001}\n".encode(), "第 2 行起有一格超过"),
        ("社区名称\n甲".encode() + b"\xff" + "乙".encode(), "读不出来"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        (b"<html><table>", "网页格式"),
        (b"%PDF-1.7", "不是表格"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01", "不是表格"),
        (b"PK\x03\x04 and so on", "不是完好的"),
        (",".join(["列"] * (MAX_COLUMNS + 1)).encode(), f"超过 {MAX_COLUMNS} 列"),
        (b"a\n" * (MAX_ROWS + 20), f"超过 {MAX_ROWS} 行"),
        (b"a" * (20 * 1024 * 1024 + 1), "超过 20 MB"),
    ],
    ids=range(15),
)
def test_what_is_no_table_is_refused_in_one_line(raw: bytes, why: str) -> None:
    assert why in refused(raw)


def test_a_sheet_is_asked_of_a_workbook_only() -> None:
    assert "--sheet" in refused(csv_of(GOOD), "表1")


def test_five_thousand_rows() -> None:
    assert len(found(csv_of(*[GOOD] * 5000))) == 5000


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_no_bytes_end_in_anything_but_a_table_or_a_refusal(raw: bytes) -> None:
    for bytes_ in (raw, "社区名称,年份\n".encode() + raw, b"PK\x03\x04" + raw):
        try:
            table = read(bytes_)
        except Unreadable:
            continue
        assert table.rows


# Workbooks

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(rows_xml: str, after: str = "", formats: tuple[str, ...] = (), strings: str = "", sheets: str = "", head: str = "", **parts: str) -> bytes:
    """A workbook as small as can be. `formats`: numFmt id, or id=code, of the cell styles 1, 2 …"""
    codes = "".join(f'<numFmt numFmtId="{f.split("=")[0]}" formatCode={quoteattr(f.split("=", 1)[1])}/>' for f in formats if "=" in f)
    styles = "".join(f'<xf numFmtId="{f.split("=")[0]}"/>' for f in ("0", *formats))
    sheets = sheets or '<sheet name="表1" sheetId="1" r:id="r1"/>'
    files = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}">{parts.pop("properties", "")}<sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{MAIN}"><sheetData>{rows_xml}</sheetData>{after}</worksheet>',
        "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="inlineStr"><is><t>第二张</t></is></c></row></sheetData></worksheet>',
        **parts,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def words(*cells: str) -> str:
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells) + "</row>"


def cell(xml: str, formats: tuple[str, ...] = (), **more: str) -> Cell:
    return read(workbook(f"<row>{xml}<c t='str'><v>x</v></c></row>", formats=formats, **more)).rows[0].cells[0]


@pytest.mark.parametrize(
    ("xml", "formats", "text", "day"),
    [
        ('<c t="s"><v>0</v></c>', (), "共享", ""),
        ('<c t="s"><v>1</v></c>', (), "富文本", ""),
        ('<c t="inlineStr"><is><t>内联_x000A_换行</t></is></c>', (), "内联\n换行", ""),
        ("<c><v>1260</v></c>", (), "1260", ""),
        ("<c><v>1260.0</v></c>", (), "1260", ""),
        ("<c><v>1.26E3</v></c>", (), "1260", ""),
        ("<c><v>0.30000000000000004</v></c>", (), "0.3", ""),
        ("<c><v>-0.5</v></c>", (), "-0.5", ""),
        ('<c s="1"><v>0.62</v></c>', ("9",), "62%", ""),
        ('<c s="1"><v>12345</v></c>', ("164=000000",), "012345", ""),
        ('<c s="1"><v>46082</v></c>', ("14",), "2026年3月1日", "2026年3月1日"),
        ('<c s="1"><v>46082</v></c>', ("31",), "2026年3月1日", "2026年3月1日"),
        ('<c s="1"><v>46082</v></c>', ("57",), "2026年3月", "2026年3月1日"),
        ('<c s="1"><v>46082</v></c>', ("58",), "3月1日", "2026年3月1日"),
        ('<c s="1"><v>46082.354166667</v></c>', ("22",), "2026年3月1日 8:30", "2026年3月1日"),
        ('<c s="1"><v>0.354166667</v></c>', ("20",), "8:30", ""),
        ('<c s="1"><v>1</v></c>', ("14",), "1900年1月1日", "1900年1月1日"),
        ('<c s="1"><v>61</v></c>', ("14",), "1900年3月1日", "1900年3月1日"),
        ('<c s="1"><v>46082</v></c>', ('165=yyyy"年"m"月"d"日";@',), "2026年3月1日", "2026年3月1日"),
        ('<c s="1"><v>46082</v></c>', ("166=[$-804][DBNum1]yyyy\\-mm\\-dd",), "2026年3月1日", "2026年3月1日"),
        ('<c s="1"><v>86</v></c>', ('167=0"日"',), "86", ""),
        ('<c s="1"><v>86</v></c>', ("168=[Red]General",), "86", ""),
        ('<c t="d"><v>2026-03-01</v></c>', (), "2026年3月1日", "2026年3月1日"),
        ('<c t="b"><v>1</v></c>', (), "TRUE", ""),
        ('<c t="str"><f>A1</f><v>算出的</v></c>', (), "算出的", ""),
        ("<c><f>1+1</f><v>2</v></c>", (), "2", ""),
        ('<c t="str"><f>""</f><v></v></c>', (), "", ""),
        ("<c/>", (), "", ""),
    ],
)  # fmt: skip
def test_cells_of_a_workbook_are_what_one_sees(xml: str, formats: tuple[str, ...], text: str, day: str) -> None:
    strings = "<si><t>共享</t></si><si><r><t>富</t></r><r><t>文本</t></r><rPh><t>wén</t></rPh></si>"
    assert cell(xml, formats, strings=strings) == Cell(text, "", day)


@pytest.mark.parametrize(
    ("xml", "fault"),
    [
        ("<c><f>A1+1</f><v></v></c>", "公式"),
        ("<c><f>A1+1</f></c>", "公式"),
        ('<c t="e"><v>#N/A</v></c>', "错误值 #N/A"),
        ('<c t="s"><v>99</v></c>', "读不出来"),
        ("<c><v>一百</v></c>", "读不出来"),
        ("<c><v>NaN</v></c>", "不是数字"),
        ("<c><v>110101199001011234</v></c>", "超过 15 位"),
        ('<c s="1"><v>-5</v></c>', "不是存在的日期"),
        ('<c s="1"><v>9999999</v></c>', "不是存在的日期"),
    ],
)
def test_cells_that_cannot_be_used_say_why(xml: str, fault: str) -> None:
    assert fault in cell(xml, ("14",)).fault


def test_days_counted_from_1904() -> None:
    assert cell('<c s="1"><v>44620</v></c>', ("14",), properties='<workbookPr date1904="1"/>').text == "2026年3月1日"


def test_our_reader_and_openpyxl_see_the_same() -> None:
    values = ["文字", 1260, 12.5, True, datetime.datetime(2026, 3, 1), datetime.datetime(2026, 3, 1, 8, 30), datetime.time(8, 30), "=1+1", "0123", "第一行\n第二行", " 空格 ", "&<>"]
    book, out = openpyxl.Workbook(), io.BytesIO()
    for i, value in enumerate(values, 1):
        book.active.cell(2 * i, 3, value)
    book.save(out)
    table = read(out.getvalue())
    assert [row.number for row in table.rows] == [2 * i for i in range(1, len(values) + 1)]
    shown = ["文字", "1260", "12.5", "TRUE", "2026年3月1日", "2026年3月1日 8:30", "8:30", "", "0123", "第一行\n第二行", " 空格 ", "&<>"]
    assert [row.cells[2].text for row in table.rows] == shown and "公式" in table.rows[7].cells[2].fault


def test_merged_cells_are_faults_where_something_stands_in_them() -> None:
    body = words("社区名称", "年份") + words("甲", "2027") + "<row><c/><c t='str'><v>2028</v></c></row>" + words("", "") + words("丁", "2029")
    table = read(workbook(body, '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="A4:B4"/></mergeCells>'))
    assert texts(table) == [["社区名称", "年份"], ["甲", "2027"], ["甲", "2028"], ["丁", "2029"]]
    assert [bool(row.cells[0].fault) for row in table.rows] == [False, True, True, False]
    assert "拆分" in table.rows[2].cells[0].fault


def test_a_merge_as_large_as_the_sheet_costs_nothing() -> None:
    body = words("社区名称") + words("甲")
    table = read(workbook(body, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))
    assert len(table.rows) == 2 and len(table.rows[1].cells) == MAX_COLUMNS


def test_a_title_above_and_two_rows_of_names() -> None:
    body = words("2027年名单", "", "") + words("社区名称", "人数", "") + words("", "年份", "60周岁以上老人数") + words("甲", "2027", "5")
    table = read(workbook(body, '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B2:C2"/><mergeCell ref="A2:A3"/></mergeCells>'))
    places = columns(table, SAMPLE, None)
    assert places.header == 3 and [f.key for f in places.fields.values()] == ["社区名称", "年份", "老人数"]


def test_formatted_but_empty_rows_and_columns_do_not_count() -> None:
    empty = "".join(f'<row r="{i}"><c r="A{i}" s="1"/><c r="XFD{i}" s="1"/></row>' for i in range(3, 30_000))
    assert len(read(workbook(words("社区名称") + words("甲") + empty, formats=("14",))).rows) == 2


def test_sheets() -> None:
    two = '<sheet name="藏" sheetId="1" state="hidden" r:id="r2"/><sheet name="表1" sheetId="2" r:id="r1"/>'
    raw = workbook(words("社区名称"), sheets=two)
    assert read(raw).read_as == "工作表“表1”" and texts(read(raw, "藏")) == texts(read(raw, "1")) == [["第二张"]]
    assert "没有工作表“表9”" in refused(raw, "表9") and "藏、表1" in refused(raw, "表9")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"head": '<!DOCTYPE a [<!ENTITY b "c">]>'}, "DOCTYPE"),
        ({"rows_xml": "<row>" + words("x" * 1000)[5:] * 70_000}, "太大"),
        ({"rows_xml": "<row><c>"}, "损坏"),
        ({"rows_xml": f'<row><c r="ZZZ1" t="str"><v>x</v></c></row>{words("a")}'}, f"超过 {MAX_COLUMNS} 列"),
        ({"rows_xml": words("a") * (MAX_ROWS + 20)}, f"超过 {MAX_ROWS} 行"),
        ({"sheets": "<!-- -->"}, "没有工作表"),
        ({"sheets": '<sheet name="图" sheetId="1" r:id="r9"/>'}, "读不出来"),
        ({"after": '<mergeCells>' + '<mergeCell ref="A1:B2"/>' * 20_001 + "</mergeCells>"}, "合并单元格超过"),
    ],
    ids=range(8),
)
def test_workbooks_that_are_not_read(more: dict[str, str], why: str) -> None:
    assert why in refused(workbook(**{"rows_xml": words("社区名称"), **more}))


def test_zip_files_that_are_no_workbook() -> None:
    for name, why in (("word/document.xml", "不是 Excel"), ("xl/workbook.bin", ".xlsb")):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, "x")
        assert why in refused(out.getvalue())


def test_a_damaged_workbook_is_refused_wherever_it_is_cut() -> None:
    raw = workbook(words(*LABELS) + words(*GOOD))
    for cut in range(4, len(raw), 97):
        refused(raw[:cut])


# Columns


@pytest.mark.parametrize("name", ["老人数", "60周岁以上老人数", "６０周岁以上老人数", " 60 周岁以上　老人数：", "60周歲以上老人數", "60周岁以上老人数（人）", "*60周岁以上老人数"])
def test_a_column_names_its_field_by_label_or_key(name: str) -> None:
    field = field_finder(SAMPLE.fields)(name)
    assert field is not None and field.key == "老人数"


def test_what_fits_nothing_is_said() -> None:
    table = read(csv_of(("甲", "2027", "x", "y", ""), head=("社区名称", "年份", "60周岁以上老年人", "", "电话")))
    said = columns(table, SAMPLE, None)
    assert [f.key for f in said.missing] == ["单位名称", "老人数", "方式", "安排", "成文日期"]
    assert "C 列“60周岁以上老年人”不是这个文本的字段，没有用；是不是“60周岁以上老人数”？" in said.notes
    assert "D 列没有名称，没有用" in said.notes and any(note.startswith("E 列“电话”不是") for note in said.notes)
    assert said.notes[-1] == "表里没有这些字段的列：单位名称、60周岁以上老人数、方式、安排、成文日期"


@pytest.mark.parametrize(("raw", "why"), [("甲,乙\n1,2\n", "没有找到写着字段名称的一行"), ("年份,社区名称,年份\n1,2,3\n", "A 列和 C 列都是“年份”"), ("老人数,60周岁以上老人数\n1,2\n", "都是")])
def test_columns_that_cannot_be_used(raw: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        columns(read(raw), SAMPLE, None)


def test_two_fields_with_one_label_go_by_their_keys() -> None:
    first, second = SAMPLE.fields[0], replace(SAMPLE.fields[1], label=SAMPLE.fields[0].label)
    assert header_names((first, second)) == ("单位名称", "社区名称") and header_names(SAMPLE.fields) == LABELS
    one, two = replace(first, key="甲", label="名称"), replace(second, key="乙", label="名称")
    assert header_names((one, two)) == ("甲", "乙") and field_finder((one, two))("乙") is two


def test_fields_of_another_variant_are_passed_over() -> None:
    varied = text_of(SOURCE.replace("level: [社区]", "level: [社区, 村]").replace("suits:", "variants: [社区, 村]\nsuits:") + "\n/// variant | 社区\n\n{{社区名称}}\n\n///\n\n/// variant | 村\n\n村里。\n\n///\n")
    varied = replace(varied, document=replace(varied.document, blocks=varied.document.blocks[1:]))
    assert "社区名称" in {f.key for f in fields_of(varied, "社区")} and "社区名称" not in {f.key for f in fields_of(varied, "村")}
    said = columns(read(csv_of(GOOD)), varied, "村")
    assert "B 列“社区名称”这个版本用不到，没有用" in said.notes and 1 not in said.fields


# Rows


def test_values_are_checked_and_normalised() -> None:
    (record,) = found(csv_of(("甲", "乙", "２０２７年", "1260人", "上门", " 一 ", "2027-3-1")))
    assert record.faults == () and record.row == 2
    assert record.values == {"单位名称": "甲", "社区名称": "乙", "年份": "2027", "老人数": "1260", "方式": "上门", "安排": "一", "成文日期": "2027年3月1日"}


@pytest.mark.parametrize(
    ("label", "value", "what"),
    [
        ("60周岁以上老人数", "一千", "“一千”不是数字 → 只写数字"),
        ("成文日期", "2027年2月30日", "不是存在的日期 → 写成"),
        ("年份", "27", "不是年份"),
        ("方式", "邮寄", "不在选项里 → 从这几项里选：上门、到站"),
        ("单位名称", "长" * 10_000, "太长"),
        ("安排", "长" * 10_000, "太长"),
        ("单位名称", "a\x07b", "有乱码"),
        ("单位名称", "笑\U0001f600", "表情符号"),
        ("单位名称", "{{年份}}", "空白处的记号"),
        ("单位名称", "", "没有填 → 补上"),
        ("单位名称", "【单位名称】", "没有填"),
    ],
)
def test_a_fault_names_row_column_what_is_wrong_and_what_is_right(label: str, value: str, what: str) -> None:
    (said,) = faults(csv_of(GOOD, with_value(label, value)))
    assert said.startswith(f"第 3 行 {letter(LABELS.index(label))} 列“{label}”：") and what in said and len(said) < 200


def test_blanks_are_allowed_when_asked_for() -> None:
    assert faults(csv_of(with_value("年份", "")), blanks=True) == [] and len(faults(csv_of(with_value("年份", "二〇二七")), blanks=True)) == 1


def test_faults_of_cells_and_dates_of_a_workbook_reach_the_row() -> None:
    line = words(*GOOD[:3]) .replace("</row>", "<c><f>1+1</f></c>") + "".join(f'<c t="inlineStr"><is><t>{v}</t></is></c>' for v in GOOD[4:6]) + '<c s="1"><v>46082</v></c></row>'
    (record,) = found(workbook(words(*LABELS) + line, formats=("58",)))
    assert record.values["成文日期"] == "2026年3月1日" and [f.column for f in record.faults] == ["D"] and "公式" in record.faults[0].message


def test_rows_numbered_beforehand_and_never_filled_are_passed_over() -> None:
    table = read(csv_of(*[(str(n), *(GOOD if n < 3 else [""] * 7)) for n in range(1, 11)], head=("序号", *LABELS)))
    places = columns(table, SAMPLE, None)
    assert [record.row for record in records(table, places, False)] == [2, 3]
    assert rows.passed_over(table, places) == ("第 4、5、6、7、8 行等 8 行的各个字段都空着，跳过了",)


def test_a_row_pasted_twice_is_said() -> None:
    assert repeated(found(csv_of(GOOD, with_value("年份", "2028"), GOOD))) == ("第 4 行与第 2 行完全相同，也做了一份",)


# Names


def named(*values: dict[str, str], examples: bool = False) -> tuple[str, ...]:
    return names(SAMPLE, None, [Record(i, v, ()) for i, v in enumerate(values, 2)], SAMPLE.fields, examples)


def test_names_begin_with_what_tells_the_rows_apart() -> None:
    assert named({"社区名称": "春晖社区"}, {"社区名称": "青禾社区"}) == ("春晖社区样文.docx", "青禾社区样文.docx")
    assert named({"年份": "2027", "方式": "上门"}, {"年份": "2027", "方式": "到站"}) == ("上门样文.docx", "到站样文.docx")
    assert named({"年份": "2027"}, {"年份": "2027"}) == ("样文.docx", "样文（2）.docx") and named() == ()
    assert telling([Record(2, {"老人数": "1"}, ()), Record(3, {"老人数": "2"}, ())], SAMPLE.fields) == "老人数"


def test_names_are_unique_where_capitals_do_not_count() -> None:
    assert named({"社区名称": "A区"}, {"社区名称": "a区"}, {"社区名称": "A区"}) == ("A区样文.docx", "a区样文（2）.docx", "A区样文（3）.docx")
    assert named({"社区名称": "甲/乙"}, {"社区名称": "甲:乙"}) == ("甲_乙样文.docx", "甲_乙样文（2）.docx")
    assert named({"社区名称": "甲"}, {"社区名称": "甲"}, {"社区名称": "甲"})[1:] == ("甲样文（2）.docx", "甲样文（3）.docx")


@given(st.lists(st.text(max_size=300), min_size=1, max_size=8), st.booleans())
@settings(deadline=None)
def test_names_suit_windows_and_linux(units: list[str], examples: bool) -> None:
    for name in (made := named(*({"社区名称": unit} for unit in units), examples=examples)):
        assert len(name) <= 85 and len(name.encode("utf-8", "replace")) < 245 and not set(name) & set('\\/:*?"<>|\n\0')
        assert not name.startswith((".", " ")) and name.endswith(".docx") and (STAMP in name) == examples
    assert len({name.casefold() for name in made}) == len(units)


# What goes out


def test_the_template_reads_back_and_holds_no_example() -> None:
    for xlsx in (False, True):
        raw = rows_template(fields_of(SAMPLE, None), xlsx)
        assert raw == rows_template(fields_of(SAMPLE, None), xlsx)
        said = columns(read(raw), SAMPLE, None)
        assert said.missing == () and said.notes == () and list(said.fields) == list(range(7))
        unzipped = raw if not xlsx else b"".join(zipfile.ZipFile(io.BytesIO(raw)).read(n) for n in zipfile.ZipFile(io.BytesIO(raw)).namelist())
        assert b"987654" not in unzipped and "春晖".encode() not in unzipped
    assert rows_template(SAMPLE.fields, False).startswith(b"\xef\xbb\xbf") and "说明" in openpyxl.load_workbook(io.BytesIO(raw)).sheetnames


DANGEROUS = ["=1+1", "+86 10", "-a", "@x", "\t=1", "\r=1", "=HYPERLINK(\"http://a\")", "-5", "+5%"]


def test_nothing_that_we_write_is_a_formula() -> None:
    page = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([SheetOut("表", [["列"], *([d] for d in DANGEROUS), [5], [1.5], ["#N/A"], ["a\x07b"]])])))["表"]
    kinds = [(c.value, c.data_type) for (c,) in page.iter_rows(min_row=2)]
    assert {kind for _, kind in kinds[:-4]} == {"s"} and kinds[-4:] == [(5, "n"), (1.5, "n"), ("#N/A", "s"), ("ab", "s")]
    lines = csv_bytes([[d] for d in DANGEROUS]).decode("utf-8-sig")
    assert [line[:2] for line in lines.replace('"', "").split("\r\n")[:4]] == ["'=", "'+", "'-", "'@"] and "\r\n-5\r\n+5%\r\n" in lines


def test_what_we_write_reads_back(tmp_path: Path) -> None:
    values = [["社区名称", "安排"], ["=甲", "一\n二"], ["+86", "'引"], ["-5", ","]]
    assert texts(read(csv_bytes(values))) == values and texts(read(xlsx_bytes([SheetOut("表", values)]))) == values
    assert xlsx_bytes([SheetOut("表", values)]) == xlsx_bytes([SheetOut("表", values)])


def test_the_report() -> None:
    bad, good = found(csv_of(with_value("年份", "x"), GOOD))
    outcomes = [Outcome(bad), Outcome(good, "春晖社区样文.docx"), Outcome(good, "乙.docx", "文件“乙.docx”已经有了 → 加 --force")]
    said = report.lines("名单.csv", ["C 列…"], outcomes)
    assert said[0] == report.TITLE and "共 3 行，做好 1 份，2 行没有做。" in said and "第 3 行：春晖社区样文.docx" in said
    assert "第 2 行 C 列“年份”：“x”不是年份 → 写四位年份，如 2027" in said and "第 3 行：文件“乙.docx”已经有了 → 加 --force" in said
    assert report.table(outcomes)[1:] == [
        (2, "C", "年份", "没有做", "“x”不是年份", "写四位年份，如 2027"), (3, "", "", "春晖社区样文.docx", "", ""), (3, "", "", "没有做", "文件“乙.docx”已经有了", "加 --force"),
    ]  # fmt: skip


# Which text


@pytest.mark.parametrize("wanted", ["M01", "m01", "Ｍ０１", " 样文 ", "樣文", PLACE, f"docs/{PLACE}", "plans/minzheng/yangwen", "http://10.0.0.1/zh-Hant/plans/minzheng/yangwen.html#x", "docs\\plans\\minzheng\\yangwen.md"])
def test_a_text_is_found_by_code_title_path_and_address(wanted: str) -> None:
    assert find_text([SAMPLE], wanted) == (SAMPLE, ())


def test_the_nearest_texts_are_named() -> None:
    assert find_text([SAMPLE], "样") [1] == () or find_text([SAMPLE], "样")[1] == (SAMPLE,)
    assert find_text([SAMPLE], "样例文") == (None, (SAMPLE,)) and find_text([SAMPLE], "完全无关") == (None, ()) and find_text([SAMPLE], "  ") == (None, ())


def test_rows_and_letters() -> None:
    assert [letter(i) for i in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert Row(1, (Cell(" "),)).blank and not Row(1, (Cell("", "公式"),)).blank and Row(1, ()).cell(5) == Cell()
    assert rows.field_finder(SAMPLE.fields)("字" * 1000) is None and TEXT
