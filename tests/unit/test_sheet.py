"""Forms that are nothing but tables: which they are, their addresses, and the .xlsx made of them."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from tests.samples import PLACE, edited, real_library, small_data
from wenku.export import is_table_form, sheet_paths, word_paths
from wenku.library import read_entry
from wenku.model import Text
from wenku.sheet import sheet_file
from wenku.word.gbt9704 import PAGE_WIDTH_MM
from wenku.word.package import CORE, unpack

ROWS = "| 序号 | 事项 | 备注 |\n|---|---|---|\n| 1 | 由{{单位名称}}的{{联系岗位}}办理，电话{{联系电话}} | 〔填写〕 |\n| =1+1 | +86 |  |"
SIGNED = "\n\n/// signature\n\n{{单位名称}}\n\n{{成文日期}}\n\n///"
ADVICE = "/// guidance | 写作提示\n\n不写姓名。\n\n///\n\n"
LINE = "由{{单位名称}}的{{联系岗位}}负责，电话{{联系电话}}，{{成文日期}}印发。"


def form(body: str) -> Text:
    entry = read_entry(PLACE, edited((LINE, body)).encode(), small_data())
    assert entry.text, entry.problems
    return entry.text


@pytest.mark.parametrize(
    ("body", "is_one"),
    [
        (ROWS, True),
        (ADVICE + ROWS + SIGNED, True),
        (f"{ROWS}\n\n{ADVICE}{ROWS}", True),
        (LINE, False),
        (f"{ROWS}\n\n{LINE}", False),
        (f"## 一、登记\n\n{ROWS}", False),
        (SIGNED.strip(), False),
        (f"{ROWS}{SIGNED}\n\n/// attachment | 登记表\n\n{ROWS}\n\n///", False),
    ],
)
def test_which_texts_are_table_forms(body: str, is_one: bool) -> None:
    text = form(body)
    assert is_table_form(text) == is_one
    assert (word_paths(text), sheet_paths(text)) == (({}, {None: "plans/minzheng/yangwen.xlsx"}) if is_one else ({None: "plans/minzheng/yangwen.docx"}, {}))


def test_every_variant_must_be_one() -> None:
    text = form(f"{ROWS}\n\n/// variant | 村\n\n{LINE}\n\n///")
    levels = (text.levels[0], replace(text.levels[0], id="cun", name="村"))
    assert is_table_form(text) is False and is_table_form(replace(text, variants=levels)) is False
    two = replace(form(ROWS), variants=levels)
    assert sheet_paths(two) == {"社区": "plans/minzheng/yangwen.xlsx", "村": "plans/minzheng/yangwen.cun.xlsx"}


def test_no_text_of_today_is_one() -> None:
    assert [text.code for text in real_library().texts if is_table_form(text)] == []


def test_the_sheet() -> None:
    text = form(ADVICE + ROWS + SIGNED)
    raw = sheet_file(text, None, "2026.11")
    assert raw == sheet_file(text, None, "2026.11")
    book = openpyxl.load_workbook(io.BytesIO(raw))
    (page,) = book.worksheets
    assert [[cell.value for cell in row if cell.value is not None] for row in page.iter_rows()] == [
        ["【社区名称】【年份】年方案"], ["序号", "事项", "备注"], ["1", "由【单位名称】的【联系岗位】办理，电话【联系电话】", "〔填写〕"],
        ["=1+1", "+86"], [], ["【单位名称】"], ["【成文日期】"],
    ]  # fmt: skip
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"} and page["A4"].data_type == "s"
    assert page["B2"].font.bold and not page["B3"].font.bold and page["B3"].border.top.style == page["C4"].border.left.style == "thin"
    assert (page.print_title_rows, page.page_setup.paperSize, page.page_setup.orientation) == ("$1:$2", 9, "portrait")
    assert page.sheet_properties.pageSetUpPr.fitToPage and (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert "A1:C1" in map(str, page.merged_cells.ranges) and page.oddFooter.center.text == "— &P —"
    widths = [page.column_dimensions[letter].width for letter in "ABC"]
    assert widths[1] == max(widths) and sum(widths) / 2 * 11 / 72 * 25.4 < PAGE_WIDTH_MM
    properties = book.properties
    assert (properties.title, properties.identifier, properties.version) == ("样文", "M01", "2026.11")
    assert b"creator" not in unpack(raw)[CORE] and b"modified" not in unpack(raw)[CORE]
    assert "编号 M01" in properties.keywords and "人工智能" in properties.description


def test_several_tables_are_several_sheets_and_wide_ones_lie() -> None:
    wide = "| 甲 | 乙 | 丙 | 丁 | 戊 | 己 | 庚 |\n|---|---|---|---|---|---|---|\n| {{单位名称}} | {{联系岗位}} | {{联系电话}} | 1 | 1 | 1 | 1 |"
    book = openpyxl.load_workbook(io.BytesIO(sheet_file(form(f"{ROWS}\n\n{wide}{SIGNED}"), None, "")))
    assert book.sheetnames == ["表1", "表2"] and [page.page_setup.orientation for page in book] == ["portrait", "landscape"]
    assert [any(cell.value == "【成文日期】" for row in page.iter_rows() for cell in row) for page in book] == [False, True]


def test_no_example_is_ever_read() -> None:
    text = form(ROWS + SIGNED)
    changed = tuple(replace(field, example="另一个例子") for field in text.fields)
    assert sheet_file(replace(text, fields=changed), None, "") == sheet_file(text, None, "")


def test_a_row_is_as_high_as_its_words_on_the_paper() -> None:
    """LibreOffice fits no row of an .xlsx to its words by itself: looked at in a PDF of 40 rows and 8 columns."""
    columns = ["序号", "姓名", "住址（楼栋、单元和门牌都要写）", "日期", "情况", "需要帮助的事", "经办", "备注"]
    long = "请写明由谁在什么时候送到哪里，送去的是什么，本人是否在家；不在家的，写下次上门的日期。"
    rows = ["| " + " | ".join(cells) + " |" for cells in (columns, ["---"] * 8, ["1", *[""] * 7], ["2", *[""] * 4, long, "", ""])]
    (page,) = openpyxl.load_workbook(io.BytesIO(sheet_file(form("\n".join(rows)), None, ""))).worksheets
    header, empty, words = (page.row_dimensions[i].height for i in (2, 3, 4))
    assert empty == 24 < header <= words <= 24 + 4 * 15
