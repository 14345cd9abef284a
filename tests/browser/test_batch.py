"""Many Word files at once on the page: tables as people have them, a zip that Windows 7 reads, a report of what was not made."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page

from tests.samples import real_library
from wenku.fill.rows import fields_of
from wenku.word.filled import filled_file

PATH = "plans/minzheng/jujia-yanglao-fuwu-fangan"
TEXT = real_library().by_path[PATH]
LABELS = {field.key: field.label for field in TEXT.fields}
VALUES = {field.key: field.example for field in TEXT.fields}
STATUS, REPORT = ".batch .word-status", ".batch-report li"


def table(rows: list[dict[str, str]], mark: str = ",") -> str:
    def cell(value: str) -> str:
        return '"' + value.replace('"', '""') + '"' if any(sign in value for sign in (mark, '"', "\n")) else value

    lines = [list(LABELS.values()), *([row.get(key, "") for key in LABELS] for row in rows)]
    return "\r\n".join(mark.join(map(cell, line)) for line in lines) + "\r\n"


def names_and_files(path: Path) -> dict[str, bytes]:
    """The files by their names as Info-ZIP reads them: GBK bytes, with the Unicode Path extra field beside them."""
    files = {}
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            raw = entry.orig_filename.encode("cp437") if not entry.flag_bits & 0x800 else entry.orig_filename.encode()
            name = raw.decode("gbk")
            if any(byte > 0x7F for byte in raw):
                kind, size, version, crc = struct.unpack_from("<HHBI", entry.extra)
                assert (kind, size, version, crc) == (0x7075, len(entry.extra) - 4, 1, zlib.crc32(raw))
                assert entry.extra[9:].decode("utf-8") == name
            files[name] = archive.read(entry)
    return files


@pytest.fixture
def batch(page: Page, address: str) -> Page:
    page.goto(address + PATH + ".html")
    page.click("button[data-action=word]")
    page.click("[data-word=many]")
    page.wait_for_selector(".batch[open]")
    return page


def run(page: Page, tmp_path: Path, text: str) -> dict[str, bytes]:
    page.fill("#batch-table", text)
    with page.expect_download() as download:
        page.click(".batch .button-main")
    assert download.value.suggested_filename.endswith(".zip")
    download.value.save_as(tmp_path / "a.zip")
    return names_and_files(tmp_path / "a.zip")


def said(page: Page, text: str) -> str:
    page.evaluate("text => { document.querySelector('#batch-table').value = text; }", text)  # fill() types line by line
    page.click(".batch .button-main")
    page.wait_for_function("document.querySelector('.batch .button-main').getAttribute('aria-disabled') === null && document.querySelector('.batch .word-status').textContent")
    return page.inner_text(STATUS) + "\n" + "\n".join(page.locator(REPORT).all_inner_texts())


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_row_becomes_a_file(batch: Page, tmp_path: Path, mark: str) -> None:
    rows = [{**VALUES, "单位名称": f"第{n}社区居民委员会", "资金来源": '甲，"乙"\n丙,丁;戊'} for n in (1, 2, 3)]
    files = run(batch, tmp_path, table(rows, mark))
    assert set(files) == {*(f"第{n}社区居民委员会{TEXT.title}（社区）.docx" for n in (1, 2, 3)), "生成报告.txt"}
    for row in rows:
        assert files[f"{row['单位名称']}{TEXT.title}（社区）.docx"] == filled_file(TEXT, "社区", row, "测试版")
    assert "生成 3 个文件" in batch.inner_text(STATUS) and files["生成报告.txt"].decode("utf-8-sig").startswith("生成 3 个文件")


def test_bad_rows_are_said_and_the_others_made(batch: Page, tmp_path: Path) -> None:
    rows = [VALUES, {**VALUES, "老人数": "约一千"}, {**VALUES, "年份": ""}, {**VALUES, "单位名称": "𠮷野村委会😀"}, {**VALUES, "单位名称": "{{x}}"}, VALUES]
    files = run(batch, tmp_path, table(rows))
    title = f"{TEXT.title}（社区）"
    assert set(files) == {f"春晖社区居民委员会{title}.docx", f"春晖社区居民委员会{title}（2）.docx", "生成报告.txt"}
    report = batch.locator(REPORT).all_inner_texts()
    assert [line.split("：")[0].split("（")[0] for line in report] == ["第 3 行", "第 4 行", "第 5 行", "第 6 行"]
    assert "只写数字" in report[0] and f"缺少 {LABELS['年份']}" in report[1] and "表情符号" in report[2] and "{{" in report[3]
    assert all(line in files["生成报告.txt"].decode("utf-8-sig") for line in report)


def test_blanks_are_made_when_wanted(batch: Page, tmp_path: Path) -> None:
    batch.check("#batch-blanks")
    files = run(batch, tmp_path, table([{**VALUES, "年份": ""}]))
    made = docx.Document(io.BytesIO(next(content for name, content in files.items() if name.endswith(".docx"))))
    assert "【年份】" in made.paragraphs[0].text


def test_columns_that_lack_take_what_the_form_holds(batch: Page, tmp_path: Path) -> None:
    batch.evaluate("document.querySelector('.batch').close()")
    batch.click("button[data-action=fill]")
    batch.locator(".fill-row[data-field='年份'] input").fill("2029")
    batch.click("#fill button[data-action=word]")
    batch.click("[data-word=many]")
    text = "\n".join("\t".join(value for key, value in zip(LABELS, line.split("\t"), strict=True) if key != "年份")
                     for line in table([{**VALUES, "资金来源": "甲"}], "\t").splitlines())  # fmt: skip
    files = run(batch, tmp_path, text + "\n")
    made = docx.Document(io.BytesIO(next(content for name, content in files.items() if name.endswith(".docx"))))
    assert "2029年" in made.paragraphs[0].text
    assert "用了本页填的内容：" + LABELS["年份"] in "\n".join(batch.locator(REPORT).all_inner_texts())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_files_as_excel_and_wps_save_them(batch: Page, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "表.csv").write_bytes(table([VALUES]).encode(encoding))
    batch.set_input_files("#batch-file", tmp_path / "表.csv")
    batch.wait_for_function("document.querySelector('#batch-table').value")
    assert "已读入" in batch.inner_text(STATUS)
    assert batch.input_value("#batch-table").splitlines()[0].split(",")[0] == LABELS["单位名称"]


@pytest.mark.parametrize(("content", "expected"), [
    (b"PK\x03\x04" + b"x" * 50, "这是 Excel 文件"), (b"\xd0\xcf\x11\xe0" + b"x" * 50, "这是 Excel 文件"), (b"", "空的"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" * 9, "读不出"), (b"x" * 5_000_001, "太大"),
])  # fmt: skip
def test_files_that_are_no_tables(batch: Page, tmp_path: Path, content: bytes, expected: str) -> None:
    (tmp_path / "表.csv").write_bytes(content)
    batch.set_input_files("#batch-file", tmp_path / "表.csv")
    batch.wait_for_function("document.querySelector('.batch .word-status').textContent")
    assert expected in batch.inner_text(STATUS) and batch.input_value("#batch-table") == ""


@pytest.mark.parametrize(("text", "expected"), [
    ("", "空的"), ("  \n", "空的"), ("甲,乙\n1,2\n", "没有一个栏目名"), ("年份\n", "没有内容"), ("年份\n\n\n", "没有内容"),
    ("年份,甲,年份\n2027,x,2028\n", "对不上，没有用：甲"), ("年份,年份\n2027,2028\n", "出现了两次"), ('年份\n"2027', "缺少"),
    ("<img src=x onerror=alert(1)>,年份\n1,2027\n", "<img src=x onerror=alert(1)>"),
])  # fmt: skip
def test_tables_that_do_not_fit(batch: Page, text: str, expected: str) -> None:
    assert expected in said(batch, text)
    assert batch.locator(".batch img").count() == 0


def test_five_thousand_rows(batch: Page) -> None:
    """The first thousand are looked at, all bad here; it is said where to go on."""
    report = said(batch, "年份\n" + "2027\n" * 5000)
    assert "表里有 5000 行，一次最多 1000 行；从第 1002 行起" in report and "第 1001 行" in report and "第 1002 行（" not in report


def test_nothing_typed_is_kept(batch: Page, tmp_path: Path) -> None:
    run(batch, tmp_path, table([{**VALUES, "单位名称": "只此一家社区"}]))
    assert "只此一家" not in batch.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + location.href")


def test_the_sample_is_a_table_of_all_labels(batch: Page, tmp_path: Path) -> None:
    with batch.expect_download() as download:
        batch.get_by_role("button", name="下载表样").click()
    download.value.save_as(tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_bytes().decode("utf-8-sig")
    assert sorted(text.strip().replace('"', "").split(",")) == sorted(field.label for field in fields_of(TEXT, "社区"))
