"""Copying the whole text, a section, a paragraph, in two flavours; what arrives in an editor; browsers that refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

TEXT = "plans/minzheng/jujia-yanglao-fuwu-fangan.html"
NOTICE = "templates/tongzhi/gongzuo-tongzhi.html"
HEAR = """() => document.addEventListener('copy', e => {
  window.got = { text: e.clipboardData.getData('text/plain'), html: e.clipboardData.getData('text/html') };
})"""
FILL = """([key, value]) => document.querySelectorAll(`.doc .field[data-field="${key}"]`).forEach(field => {
  field.classList.add('is-filled');
  field.setAttribute('data-value', value);
  const shown = document.createElement('span');
  shown.className = 'value';
  shown.textContent = value;
  field.appendChild(shown);
})"""
SELECT = """([from, to]) => {
  const range = document.createRange();
  range.setStartBefore(document.querySelector(from)); range.setEndAfter(document.querySelector(to));
  getSelection().removeAllRanges(); getSelection().addRange(range);
}"""


def opened(page: Page, address: str, path: str = TEXT) -> None:
    page.goto(address + path)
    page.evaluate(HEAR)


def copied(page: Page, button: str = "button[data-action=copy-all]") -> tuple[str, str]:
    """Press a button; return plain text and HTML."""
    page.evaluate("window.got = null")
    page.locator(button).click()
    got = page.evaluate("window.got")
    return got["text"], got["html"]


def test_plain_text_of_the_whole(page: Page, address: str) -> None:
    opened(page, address)
    lines = copied(page)[0].split("\n")
    assert lines[:4] == ["【单位名称】【年份】年居家养老服务实施方案", "", "\u3000\u3000一、目的和边界", lines[3]]
    assert lines[3].startswith("\u3000\u3000根据《中华人民共和国老年人权益保障法》")
    assert "主体\t负责的事\t完成时限\t不承担的事" in lines
    note = lines.index("\u3000\u3000附件：1.居家养老服务项目表")
    assert lines[note - 1 : note + 6] == [
        "", lines[note], "\u3000" * 5 + "2.居家养老服务需求登记和同意书", "", "\u3000" * 20 + "【单位名称】", "\u3000" * 22 + "【成文日期】", "",
    ]  # fmt: skip
    assert lines[note + 6 : note + 9] == ["附件1", "", "居家养老服务项目表"]
    assert all(a or b for a, b in zip(lines, lines[1:], strict=False)), "two empty lines in a row"


def test_html_needs_no_style(page: Page, address: str) -> None:
    opened(page, address)
    source = copied(page)[1]
    assert set(re.findall(r"<(\w+)", source)) == {"p", "table", "tr", "td"}
    assert set(re.findall(r'style="([^"]*)"', source)) == {"border-collapse:collapse", "border:1px solid #000"}
    assert "class=" not in source and "id=" not in source
    assert '<p align="center">【单位名称】【年份】年居家养老服务实施方案</p><p>&nbsp;</p><p>\u3000\u3000一、目的和边界</p>' in source
    assert '<p align="right">【单位名称】' + "&nbsp;" * 4 + "</p>" in source
    assert '</table><p>&nbsp;</p><p>附件2</p><p>&nbsp;</p><p align="center">居家养老服务需求登记和同意书</p>' in source


def test_only_the_chosen_variant_leaves(page: Page, address: str) -> None:
    opened(page, address, NOTICE)
    assert copied(page)[0].split("\n")[2] == "【主送对象】："
    page.locator(".variant-switch button[data-variant='街道']").click()
    text = copied(page)[0]
    assert text.split("\n")[2] == "【主送单位】：" and "【主送对象】" not in text and "仅用于" not in text


def test_nothing_of_the_interface_leaves(page: Page, address: str) -> None:
    opened(page, address)
    page.locator("button[data-action=copy-parts]").click()
    advice = page.locator(".doc .guidance li").first.inner_text()
    examples = [e for e in page.locator(".doc .field .example").all_inner_texts() if len(e) > 3]
    for leaving in copied(page):
        assert not re.search("复制|打印本节|素材夹|写作提示", leaving) and advice not in leaving
        assert not [example for example in examples if example in leaving]


def test_the_count_says_what_is_missing(page: Page, address: str) -> None:
    opened(page, address)
    fields = page.evaluate("new Set([...document.querySelectorAll('.doc .field')].filter(f => !f.closest('[hidden], .guidance')).map(f => f.dataset.field)).size")
    characters = len("".join(copied(page)[0].split()))
    expect(page.locator("#content .toast")).to_have_text(f"已复制 {characters} 字，其中 {fields} 处没填。")
    for key in page.evaluate("[...new Set([...document.querySelectorAll('.doc .field')].map(f => f.dataset.field))]"):
        page.evaluate(FILL, [key, "好"])
    assert "【" not in copied(page)[0]
    expect(page.locator("#content .toast")).to_have_text(re.compile(r"^已复制 \d+ 字。$"))


@pytest.mark.parametrize("value", ["<b>粗</b><img src=x onerror=alert(1)>&amp;\"'", "😀👨‍👩‍👧 {{年份}} 【年份】"])
def test_values_are_data(page: Page, address: str, value: str) -> None:
    opened(page, address)
    page.evaluate(FILL, ["单位名称", value])
    text, source = copied(page)
    assert text.startswith(value + "【年份】年")
    page.evaluate("([html]) => { window.box = new DOMParser().parseFromString(html, 'text/html').body; }", [source])
    assert page.evaluate("window.box.querySelector('p').textContent") == f"{value}【年份】年居家养老服务实施方案"
    assert page.evaluate("window.box.querySelectorAll('b, img').length") == 0


def test_lines_of_a_value_become_paragraphs(page: Page, address: str) -> None:
    opened(page, address, NOTICE)
    page.evaluate(FILL, ["事项内容", "第一段。\n第二段。"])
    page.evaluate(FILL, ["通知事项", "甲\n乙"])
    text, source = copied(page)
    assert "\n\u3000\u3000第一段。\n\u3000\u3000第二段。\n" in text and "事项\t甲 乙\n" in text
    assert "<p>\u3000\u3000第一段。</p><p>\u3000\u3000第二段。</p>" in source and ">甲<br>乙</td>" in source
    assert text.startswith("【单位名称】关于甲 乙的通知\n")


def test_long_values_are_copied_whole(page: Page, address: str) -> None:
    opened(page, address, NOTICE)
    page.evaluate(FILL, ["事项内容", "长" * 10_000])
    assert "长" * 10_000 in copied(page)[0]


@pytest.mark.parametrize(("unit", "date", "indents"), [
    ("春晖社区居民委员会", "2027年1月15日", (17, 19)),  # 9 and 6½ characters: the unit keeps two at the right
    ("支部", "2027年12月15日", (17, 19)),  # 2 and 7: the date keeps two, the unit begins two before it
])  # fmt: skip
def test_signature_by_the_standard(page: Page, address: str, unit: str, date: str, indents: tuple[int, int]) -> None:
    opened(page, address, NOTICE)
    page.evaluate(FILL, ["单位名称", unit])
    page.evaluate(FILL, ["成文日期", date])
    lines = copied(page)[0].split("\n")
    at = next(i for i, line in enumerate(lines) if line.strip() == unit)
    assert lines[at : at + 2] == ["\u3000" * indents[0] + unit, "\u3000" * indents[1] + date]


def test_a_section(page: Page, address: str) -> None:
    opened(page, address)
    group = ".part-tools[aria-labelledby='二服务对象和项目']"
    text = copied(page, f"{group} [data-part=copy]")[0]
    assert text.startswith("\u3000\u3000二、服务对象和项目\n\u3000\u3000（一）服务对象\n")
    assert "三、" not in text and "附件：" not in text
    last = copied(page, ".part-tools[aria-labelledby='八怎样评价'] [data-part=copy]")[0]
    assert "本方案自印发之日起施行" in last and "【成文日期】" not in last
    attachment = copied(page, ".part-tools[aria-labelledby='附件2'] [data-part=copy]")[0]
    assert attachment.startswith("附件2\n\n居家养老服务需求登记和同意书\n\n项目\t填写内容\t说明\n")


def test_sections_by_keyboard(page: Page, address: str) -> None:
    opened(page, address)
    button = page.locator(".part-tools [data-part=copy]").first
    button.focus()
    expect(button).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    assert page.evaluate("window.got.text").startswith("\u3000\u3000一、目的和边界\n")
    assert page.evaluate("document.activeElement.dataset.part") == "copy", "the focus must not be lost"


def test_the_basket_hears_which_section(page: Page, address: str) -> None:
    opened(page, address)
    page.evaluate("() => { document.addEventListener('jiceng:pick', e => { window.picked = e.detail; e.stopImmediatePropagation(); }, true); }")
    page.evaluate("document.dispatchEvent(new CustomEvent('jiceng:pickable'))")
    page.locator(".part-tools[aria-labelledby='三职责分工'] [data-part=pick]").click()
    assert page.evaluate("window.picked") == {"anchor": "三职责分工"}


def test_by_paragraph(page: Page, address: str) -> None:
    opened(page, address)
    toggle = page.locator("button[data-action=copy-parts]")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    text = copied(page, "article.doc p:not(.guidance p):not(.variant-title) > .copy-one >> nth=0")[0]
    assert text.startswith("\u3000\u3000根据《中华人民共和国老年人权益保障法》") and "\n" not in text
    rows = copied(page, "article.doc > .copy-one >> nth=0")
    assert rows[0].startswith("主体\t负责的事") and rows[1].startswith("<table")
    assert page.locator(".guidance .copy-one").count() == 0
    toggle.click()
    expect(page.locator("article.doc .copy-one")).to_have_count(0)


def test_the_selection_of_the_reader_stays(page: Page, address: str) -> None:
    opened(page, address)
    page.evaluate(SELECT, [".lead", ".lead"])
    chosen = page.evaluate("getSelection().toString()")
    copied(page)
    assert page.evaluate("getSelection().toString()") == chosen and chosen


def test_a_selection_over_the_edge_leaves_only_the_text(page: Page, address: str) -> None:
    opened(page, address)
    page.evaluate(SELECT, ["h1", ".disclaimer"])
    page.evaluate("document.execCommand('copy')")
    text = page.evaluate("window.got.text")
    assert text.startswith("【单位名称】【年份】年居家养老服务实施方案\n") and "适用" not in text.split("\n")[0] and "人工智能" not in text
    assert text == copied(page)[0]


def test_dragging_carries_no_example(page: Page, address: str) -> None:
    opened(page, address)
    page.evaluate(FILL, ["老人数", "35"])
    page.evaluate(SELECT, [".doc h2", "#二服务对象和项目"])
    carried = page.evaluate(
        "() => { const data = new DataTransfer(); document.querySelector('.doc h3').dispatchEvent(new DragEvent('dragstart', "
        "{ bubbles: true, dataTransfer: data })); return [data.getData('text/plain'), data.getData('text/html')]; }"
    )
    assert all("【单位名称】" in one and "春晖社区" not in one and "35人" in one and "1260" not in one for one in carried)


def test_guidance_can_be_copied_by_itself(page: Page, address: str) -> None:
    opened(page, address)
    page.evaluate(SELECT, [".doc .guidance ul", ".doc .guidance ul"])
    page.evaluate("document.execCommand('copy')")
    assert page.locator(".doc .guidance li").first.inner_text() in page.evaluate("window.got.text")


@pytest.mark.parametrize("target", ["textarea", "div"])
def test_what_arrives(browser: Browser, address: str, target: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + NOTICE)
    page.locator("button[data-action=copy-all]").click()
    page.evaluate(
        "name => { const box = document.createElement(name); box.id = 'target'; box.contentEditable = 'true'; document.body.prepend(box); box.focus(); }", target
    )
    page.keyboard.press("Control+V")
    if target == "textarea":
        assert page.input_value("#target").startswith("【单位名称】关于【通知事项】的通知\n\n【主送对象】：\n\u3000\u3000【发文缘由】")
    else:
        assert page.locator("#target p").nth(3).inner_text() == "\u3000\u3000【发文缘由】。现将有关事项通知如下。"
        assert page.locator("#target td").count() == 16 and page.locator("#target [class], #target span").count() == 0
    context.close()


def test_where_only_the_clipboard_api_works(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + NOTICE)
    page.evaluate("document.execCommand = () => false")
    page.locator("button[data-action=copy-all]").click()
    expect(page.locator("#content .toast")).to_contain_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()").replace("\r", "").startswith("【单位名称】关于【通知事项】的通知\n")
    context.close()


def test_where_nothing_works_the_text_stands_selected(page: Page, address: str) -> None:
    opened(page, address, NOTICE)
    page.evaluate("document.execCommand = () => { throw new Error('no'); }; Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page.locator("button[data-action=copy-all]").click()
    area = page.locator(".by-hand textarea")
    expect(area).to_be_focused()
    assert page.evaluate("() => { const a = document.activeElement; return a.value.slice(a.selectionStart, a.selectionEnd); }").startswith("【单位名称】")
    expect(page.locator("#content .toast")).to_have_text("")
    page.keyboard.press("Control+C")
    page.locator(".by-hand button").click()
    expect(page.locator(".by-hand")).not_to_be_visible()


def test_without_the_clipboard_api_as_on_plain_http(page: Page, address: str) -> None:
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined }); delete window.ClipboardItem;")
    opened(page, address, NOTICE)
    assert copied(page)[0].startswith("【单位名称】")
    expect(page.locator("#content .toast")).to_contain_text("已复制")


def test_from_a_stick(browser: Browser, real_site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((real_site / NOTICE).as_uri())
    page.evaluate(HEAR)
    assert copied(page)[0].startswith("【单位名称】")
    page.locator("button[data-action=print]").click()
    expect(page.locator("#print")).to_be_visible()
    context.close()


def test_traditional_pages_speak_traditional(page: Page, address: str) -> None:
    opened(page, address, "zh-Hant/" + TEXT)
    assert copied(page)[0].startswith("【單位名稱】【年份】年居家養老服務實施方案")
    expect(page.locator("#content .toast")).to_contain_text("已複製")
    assert page.locator(".part-tools [data-part=copy]").first.inner_text() == "複製本節"
