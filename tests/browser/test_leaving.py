"""What leaves the page by copying or printing carries blanks, never examples; guidance stays behind."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

TEXT = "plans/minzheng/jujia-yanglao-fuwu-fangan.html"
COPIED = """selector => {
  const got = {};
  document.addEventListener('copy', e => { for (const t of ['text/plain', 'text/html']) got[t] = e.clipboardData.getData(t); });
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(selector));
  getSelection().removeAllRanges(); getSelection().addRange(range);
  document.execCommand('copy');
  return got;
}"""


@pytest.mark.parametrize("flavour", ["text/plain", "text/html"])
def test_copying_the_text(page: Page, address: str, flavour: str) -> None:
    page.goto(address + TEXT)
    examples = page.locator(".doc .field .example").all_inner_texts()
    advice = page.locator(".doc .guidance li").first.inner_text()
    copied = page.evaluate(COPIED, "article.doc")[flavour]
    assert "【单位名称】【年份】年居家养老服务实施方案" in copied and "一、目的和边界" in copied
    assert "【老人数】" in copied and "1260" not in copied
    assert "春晖居家养老服务站" in examples and "春晖居家养老服务站" not in copied
    assert advice not in copied and "村民委员会利用互助养老设施" not in copied


def test_copying_one_example_gives_its_blank(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    assert page.evaluate(COPIED, ".doc .field .example")["text/plain"] == "【单位名称】"


FILL = """() => document.querySelectorAll('.doc .field[data-field="单位名称"]').forEach(field => {
  field.classList.add('is-filled');
  field.setAttribute('data-value', '甲居委会');
  const shown = document.createElement('span');
  shown.className = 'value';
  shown.textContent = '甲居委会';
  field.appendChild(shown);
})"""


@pytest.mark.parametrize("flavour", ["text/plain", "text/html"])
def test_copying_takes_what_was_filled_in(page: Page, address: str, flavour: str) -> None:
    page.goto(address + TEXT)
    page.evaluate(FILL)
    copied = page.evaluate(COPIED, "article.doc")[flavour]
    assert "甲居委会【年份】年居家养老服务实施方案" in copied and "春晖社区" not in copied
    assert page.evaluate(COPIED, ".doc .field .value")[flavour] == "甲居委会"


def test_a_part_of_a_paragraph_is_copied_as_it_stands(page: Page, address: str) -> None:
    """From within an example to within the next one: both fields whole, no indent, and in a table no more than the cell."""
    page.goto(address + TEXT)
    within = """() => {
      const got = {}, fields = document.querySelectorAll('.doc > p .example'), range = document.createRange();
      document.addEventListener('copy', e => { for (const t of ['text/plain', 'text/html']) got[t] = e.clipboardData.getData(t); });
      range.setStart(fields[0].firstChild, 2); range.setEnd(fields[1].firstChild, 1);
      getSelection().removeAllRanges(); getSelection().addRange(range);
      document.execCommand('copy');
      return got;
    }"""
    assert page.evaluate(within) == dict.fromkeys(("text/plain", "text/html"), "【统计日期】，服务范围内有60周岁以上常住老年人【老人数】")
    rows = page.evaluate(COPIED, ".doc tbody tr:nth-child(3)")
    assert rows["text/plain"].startswith("【运营单位】\t核对需求") and rows["text/html"].startswith("<table")


def test_copying_elsewhere_is_left_alone(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    assert page.evaluate(COPIED, ".lead") == {"text/plain": "", "text/html": ""}  # the browser's own copying goes on


def test_print_shows_blanks(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + TEXT)
    page.emulate_media(media="print")
    assert page.locator(".doc .field .example:visible").count() == 0
    content = "getComputedStyle(document.querySelector('.doc .field'), '::before').content"
    assert page.evaluate(content) == '"【单位名称】"'
    page.evaluate(FILL)
    assert page.evaluate(content) == "none"
    assert page.locator(".doc h2").first.inner_text().startswith("甲居委会")
    assert page.locator(".doc .guidance:visible").count() == 0
    assert page.locator(".md-header:visible").count() == 0
    context.close()
