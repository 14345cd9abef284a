"""The basket: sections of several texts, moved, renumbered and joined into one Word file; only references are kept."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page

from tests.samples import real_library
from wenku.word.build import word_file
from wenku.word.package import DOCUMENT, unpack

ONE, OTHER = "plans/minzheng/jujia-yanglao-fuwu-fangan.html", "plans/chengguan/laji-fenlei-tuijin-fangan.html"
PICK = "article.doc .part-tools[aria-labelledby='{}'] [data-part=pick]"


def pick(page: Page, site: str, text: str, *anchors: str) -> None:
    page.goto(site + text)
    for anchor in anchors:
        page.click(PICK.format(anchor))
        page.wait_for_function("document.querySelector('.toast').textContent.includes('素材夹')")


def joined(page: Page, tmp_path: Path) -> docx.document.Document:
    with page.expect_download() as download:
        page.get_by_role("button", name="合成 Word").click()
    download.value.save_as(tmp_path / "a.docx")
    return docx.Document(io.BytesIO((tmp_path / "a.docx").read_bytes()))


def headings(made: docx.document.Document) -> list[str]:
    return [p.text for p in made.paragraphs if p.style.name in ("Title", "Heading 1", "附件说明", "附件标识", "附件标题")]


def test_sections_are_joined_and_renumbered(page: Page, address: str, tmp_path: Path) -> None:
    pick(page, address, ONE, "二服务对象和项目", "附件2")
    pick(page, address, OTHER, "一目的和边界", "附件1")
    page.goto(address + "basket.html")
    assert page.locator(".basket-list li").count() == 4
    page.locator(".basket-list li").nth(2).get_by_role("button", name="上移").click()
    page.locator(".basket-list li").nth(1).get_by_role("button", name="上移").click()
    assert page.evaluate("document.activeElement.closest('li') === document.querySelector('.basket-list li')")
    page.get_by_label("文件标题").fill("<b>居家养老</b>和分类")
    made = joined(page, tmp_path)
    assert headings(made) == [
        "<b>居家养老</b>和分类", "一、目的和边界", "二、服务对象和项目", "附件：1.居家养老服务需求登记和同意书", "2.投放点值守和准确率观察记录表",
        "附件1", "居家养老服务需求登记和同意书", "附件2", "投放点值守和准确率观察记录表",
    ]  # fmt: skip
    assert made.core_properties.identifier == "C04、M04" and made.core_properties.title == "<b>居家养老</b>和分类"
    text = "\n".join(p.text for p in made.paragraphs)
    assert "【地方依据】" in text and "本省（自治区、直辖市）" not in text


def notes(docx_bytes: bytes) -> list[str]:
    return [p for p in re.findall(r"<w:p>.*?</w:p>", unpack(docx_bytes)[DOCUMENT].decode("utf-8")) if '"AttachmentNote"' in p]


def test_the_note_of_attachments_is_the_one_of_a_whole_file(page: Page, address: str, tmp_path: Path) -> None:
    pick(page, address, ONE, "一目的和边界", "附件1", "附件2")
    page.goto(address + "basket.html")
    joined(page, tmp_path)
    text = real_library().by_path[ONE.removesuffix(".html")]
    assert notes((tmp_path / "a.docx").read_bytes()) == notes(word_file(text, "社区", "")) != []


def test_values_of_this_tab_go_in_and_are_not_kept(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address + ONE)
    page.click("button[data-action=fill]")
    page.locator(".fill-row[data-field='办公地点'] input").fill("青禾社区服务站")
    page.click(PICK.format("二服务对象和项目"))
    page.wait_for_function("document.querySelector('.toast').textContent.includes('素材夹')")
    page.goto(address + "basket.html")
    made = joined(page, tmp_path)
    assert "青禾社区服务站" in "\n".join(p.text for p in made.paragraphs)
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "basket" in kept and "青禾社区服务站" not in kept


def test_the_same_section_is_kept_once_and_taken_out(page: Page, address: str) -> None:
    pick(page, address, ONE, "一目的和边界", "一目的和边界")
    page.goto(address + "basket.html")
    page.get_by_role("button", name="移出").click()
    assert page.locator(".empty").is_visible() and not page.locator(".basket-tools").is_visible()
    page.go_back()
    page.go_forward()
    assert page.locator(".empty").is_visible()


@pytest.mark.parametrize("kept", ['"x"', "[1, null, {}]", json.dumps([{"address": "../../evil", "page": "javascript:alert(1)", "anchor": "", "code": "", "title": "", "variant": "", "part": "s1", "heading": "h"}])])
def test_what_a_store_holds_is_data(page: Page, address: str, kept: str) -> None:
    page.goto(address + "basket.html")
    page.evaluate("kept => localStorage.setItem('jiceng.basket', kept)", kept)
    page.reload()
    page.wait_for_selector(".empty")
    assert page.locator(".empty").is_visible() and page.locator(".basket-list li").count() == 0


def test_a_section_that_is_gone_is_said(browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    pick(page, address, ONE, "一目的和边界")
    page.evaluate("""() => {
      const items = JSON.parse(localStorage.getItem("jiceng.basket"));
      const gone = Object.assign({}, items[0], { part: "s60", heading: "六十、没有了" });
      localStorage.setItem("jiceng.basket", JSON.stringify(items.concat(gone)));
    }""")
    page.goto(address + "basket.html")
    assert headings(joined(page, tmp_path))[1:] == ["一、目的和边界"]
    assert "六十、没有了" in page.locator(".basket [role=status]").inner_text()
    context.close()
