"""A form that is nothing but tables, on the built site: its .xlsx beside its page, no Word file and no form to fill in."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl

from tests.conftest import build_site, small_docs


def test_the_page_of_a_table_form(tmp_path: Path) -> None:
    docs = small_docs(tmp_path / "docs")
    source = (docs / "plans" / "chengguan" / "gamma.md").read_text("utf-8")
    front, body = source.split("\n---\n", 1)
    title = re.search(r"^# .*$", body, re.M)
    assert title
    keys = dict.fromkeys(re.findall(r"\{\{(.*?)\}\}", body))
    cells = "、".join(f"{{{{{key}}}}}" for key in keys if f"{{{{{key}}}}}" not in title[0])
    body = f"{title[0]}\n\n| 序号 | 事项 | 填写 |\n|---|---|---|\n| 1 | 登记 | {cells} |\n"
    (docs / "plans" / "chengguan" / "gamma.md").write_text(re.sub(r"laws: \[.*\]", "laws: []", front) + "\n---\n\n" + body, "utf-8")
    build_site(tmp_path / "site", docs, "zh,zh-Hant")
    folder = tmp_path / "site" / "plans" / "chengguan"
    assert not (folder / "gamma.docx").exists() and not (folder / "gamma.docx.js").exists()
    book = openpyxl.load_workbook(io.BytesIO((folder / "gamma.xlsx").read_bytes()))
    assert book.active["B3"].value == "登记" and "【" in book.active["C3"].value
    page = (folder / "gamma.html").read_text("utf-8")
    assert re.search(r'<a class="button" href="gamma\.xlsx" download="[^"]+\.xlsx"[^>]*>Excel 空白表</a>', page)
    assert 'id="fill"' not in page and 'data-action="fill"' not in page and ".docx" not in page
    copy = (tmp_path / "site" / "zh-Hant" / "plans" / "chengguan" / "gamma.html").read_text("utf-8")
    assert 'href="../../../plans/chengguan/gamma.xlsx"' in copy
    assert 'id="fill"' in (folder.parent / "minzheng" / "alpha.html").read_text("utf-8")
