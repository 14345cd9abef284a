"""A text on paper, measured in the PDF that Chromium prints: type area, lines, characters, page numbers, what stands on it."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from wenku.word import gbt9704 as g

TEXT = "plans/minzheng/jujia-yanglao-fuwu-fangan.html"
NOTICE = "templates/tongzhi/gongzuo-tongzhi.html"
TOLERANCE_MM = 0.5
RIGHT_MM = g.MARGIN_LEFT_MM + g.TYPE_WIDTH_MM
BOTTOM_MM = g.MARGIN_TOP_MM + g.TYPE_HEIGHT_MM
SPECIMEN = """lines => {
  const article = document.querySelector('.doc');
  article.textContent = '';
  lines.forEach(line => { const p = document.createElement('p'); p.textContent = line; article.appendChild(p); });
}"""
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils 没有安装")


@dataclass(frozen=True)
class Word:
    """A run of characters with its place in mm."""

    text: str
    left: float
    right: float
    middle: float


def printed(page: Page, tmp_path: Path) -> list[list[Word]]:
    """Print the page; return the words of each sheet."""
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    done = subprocess.run(["pdftotext", "-bbox", str(tmp_path / "page.pdf"), "-"], capture_output=True, text=True, check=True)
    pattern = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
    return [
        [Word(m[4], g.mm(float(m[0])), g.mm(float(m[2])), g.mm((float(m[1]) + float(m[3])) / 2)) for m in pattern.findall(sheet)]
        for sheet in done.stdout.split("<page ")[1:]
    ]


def text_of(sheet: list[Word]) -> str:
    return "".join(word.text for word in sheet)


def opened(page: Page, address: str, path: str = TEXT) -> None:
    page.goto(address + path)


@needs_poppler
def test_twenty_two_lines_of_twenty_eight_characters(page: Page, address: str, tmp_path: Path) -> None:
    opened(page, address)
    page.evaluate(SPECIMEN, ["国" * (g.LINES * g.CHARACTERS * 3 - g.FIRST_LINE_CHARACTERS)])
    sheets = printed(page, tmp_path)
    assert len(sheets) == 3
    for number, sheet in enumerate(sheets, 1):
        body = [word for word in sheet if "国" in word.text]
        assert [len(word.text) for word in body] == [g.CHARACTERS - (2 if number == 1 else 0), *[g.CHARACTERS] * (g.LINES - 1)]
        assert min(word.left for word in body) == pytest.approx(g.MARGIN_LEFT_MM, abs=TOLERANCE_MM)
        assert max(word.right for word in body) == pytest.approx(RIGHT_MM, abs=TOLERANCE_MM)
        pitch = (body[-1].middle - body[0].middle) / (g.LINES - 1)
        assert pitch == pytest.approx(g.mm(g.LINE_PT), abs=0.02)
        # The middle of a font's box is not that of its line: fonts differ by more than a millimetre.
        assert body[0].middle - g.mm(g.LINE_PT) / 2 == pytest.approx(g.MARGIN_TOP_MM, abs=1.6)
        assert body[-1].middle + g.mm(g.LINE_PT) / 2 == pytest.approx(BOTTOM_MM, abs=1.6)


@needs_poppler
def test_marks_keep_the_columns(page: Page, address: str, tmp_path: Path) -> None:
    """Neither squeezed nor spaced: 28 characters a line, whatever they are."""
    opened(page, address)
    page.evaluate(SPECIMEN, ["国家（测试）“引号”《书名》国家国" * 14])
    lines: dict[float, str] = {}
    for word in printed(page, tmp_path)[0]:
        if word.middle < BOTTOM_MM:
            lines[round(word.middle, 0)] = lines.get(round(word.middle, 0), "") + word.text
    assert max(map(len, lines.values())) == g.CHARACTERS


@needs_poppler
def test_page_numbers(page: Page, address: str, tmp_path: Path) -> None:
    opened(page, address)
    if not page.evaluate("typeof CSSMarginRule === 'function'"):
        pytest.skip("这个浏览器没有页边框")
    sheets = printed(page, tmp_path)
    assert len(sheets) > 4
    inset = g.mm(g.PAGE_NUMBER_INDENT_CHARACTERS * g.PAGE_NUMBER_PT)
    for number, sheet in enumerate(sheets, 1):
        folio = [word for word in sheet if word.middle > BOTTOM_MM]
        assert text_of(folio) == f"—{number}—"
        if number % 2:
            assert RIGHT_MM - max(word.right for word in folio) == pytest.approx(inset, abs=TOLERANCE_MM)
        else:
            assert min(word.left for word in folio) - g.MARGIN_LEFT_MM == pytest.approx(inset, abs=TOLERANCE_MM)
        # 7 mm to the stroke; in fonts whose stroke hangs lower, such as this machine's fallback, about 8.
        assert folio[0].middle - BOTTOM_MM == pytest.approx(g.PAGE_NUMBER_GAP_MM, abs=1.5)


@needs_poppler
def test_only_the_text_in_the_chosen_variant(page: Page, address: str, tmp_path: Path) -> None:
    opened(page, address, NOTICE)
    page.locator(".variant-switch button[data-variant='街道']").click()
    page.locator("button[data-action=copy-parts]").click()
    examples = [e for e in page.locator(".doc .field .example").all_inner_texts() if len(e) > 3]
    everything = "".join(map(text_of, printed(page, tmp_path)))
    assert everything.startswith("【单位名称】关于【通知事项】的通知【主送单位】：【发文缘由】")
    assert "附件：回执表【单位名称】【成文日期】—1—附件回执表" in everything
    assert "【主送对象】" not in everything and "仅用于" not in everything
    assert not re.search("复制|打印|写作|法律依据|相关文本|人工智能|http|html", everything)
    assert not [example for example in examples if example in everything]


@needs_poppler
def test_values_are_printed_with_their_lines(page: Page, address: str, tmp_path: Path) -> None:
    opened(page, address, NOTICE)
    page.evaluate(
        "() => document.querySelectorAll('.doc .field[data-field=事项内容]').forEach(f => { f.classList.add('is-filled'); f.dataset.value = '甲甲。\\n乙乙。';"
        " const v = document.createElement('span'); v.className = 'value'; v.textContent = '甲甲。\\n乙乙。'; f.appendChild(v); })"
    )
    words = printed(page, tmp_path)[0]
    one, two = (next(word for word in words if word.text == text) for text in ("甲甲。", "乙乙。"))
    assert two.middle - one.middle == pytest.approx(g.mm(g.LINE_PT), abs=0.2)
    assert "【事项内容】" not in text_of(words)


@needs_poppler
def test_without_a_script_the_default_variant_is_printed(browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    opened(page, address, NOTICE)
    everything = "".join(map(text_of, printed(page, tmp_path)))
    assert "【主送对象】" in everything and "【主送单位】" not in everything and "仅用于" not in everything
    context.close()


@needs_poppler
@pytest.mark.parametrize(("unit", "date"), [
    ("春晖社区居民委员会", "二〇二七年一月"), ("支部", "二〇二七年一月十五日"),
    ("春晖社区居委会", "二〇二七年一月"),  # as long: the unit keeps its two characters, the date has none
])  # fmt: skip
def test_signature_by_the_standard(page: Page, address: str, tmp_path: Path, unit: str, date: str) -> None:
    opened(page, address, NOTICE)
    for key, value in (("单位名称", unit), ("成文日期", date)):
        page.evaluate(
            "([key, value]) => document.querySelectorAll(`.doc .field[data-field=${key}]`).forEach(f => { f.classList.add('is-filled'); f.dataset.value = value;"
            " const v = document.createElement('span'); v.className = 'value'; v.textContent = value; f.appendChild(v); })", [key, value],
        )  # fmt: skip
    words = printed(page, tmp_path)[0]
    signed, dated = [word for word in words if word.text == unit][-1], next(word for word in words if word.text == date)
    character = g.mm(g.ADVANCE_PT)
    longer = signed if len(unit) >= len(date) else dated
    assert RIGHT_MM - longer.right == pytest.approx(g.mm(g.SIGNATURE_RIGHT_CHARACTERS * g.BODY_PT), abs=TOLERANCE_MM)
    assert dated.left - signed.left == pytest.approx(g.DATE_SHIFT_CHARACTERS * character, abs=TOLERANCE_MM)


@needs_poppler
def test_a_long_table_repeats_its_header_and_breaks_no_row(page: Page, address: str, tmp_path: Path) -> None:
    opened(page, address, NOTICE)
    page.evaluate(
        "() => { const body = document.querySelector('.doc tbody'), row = body.rows[0]; for (let i = 0; i < 60; i++) {"
        " const more = body.appendChild(row.cloneNode(true)); more.cells[0].textContent = '始' + '一二三四五六七八'.repeat(6) + '终'; } }"
    )
    table = [sheet for sheet in printed(page, tmp_path) if "始" in text_of(sheet)]
    assert len(table) > 2
    for sheet in table:
        assert {"栏目", "填写"} <= {word.text for word in sheet} and text_of(sheet).count("始") == text_of(sheet).count("终")


@needs_poppler
def test_a_table_that_fits_is_not_broken(page: Page, address: str, tmp_path: Path) -> None:
    """Nor separated from its heading: both go to the next page."""
    opened(page, address)
    page.evaluate(
        "() => { const article = document.querySelector('.doc'), heading = document.querySelector('.doc h3'), table = document.querySelector('.doc .doc-table');"
        " article.textContent = ''; for (let i = 0; i < 17; i++) article.appendChild(document.createElement('p')).textContent = '文';"
        " article.appendChild(heading).textContent = '题'; article.appendChild(table);"
        " [...table.querySelectorAll('td')].forEach(cell => { cell.textContent = '格'; }); }"
    )
    one, two = (text_of(sheet) for sheet in printed(page, tmp_path))
    assert one.startswith("文" * 17 + "—1—") and two.startswith("题") and two.count("格") == 20


@needs_poppler
@pytest.mark.parametrize(("anchor", "first", "without"), [("二服务对象和项目", "二、服务对象和项目", "一、"), ("附件2", "附件2", "附件1")])
def test_one_section_alone(page: Page, address: str, tmp_path: Path, anchor: str, first: str, without: str) -> None:
    opened(page, address)
    page.evaluate("window.print = () => { window.asked = true; }")
    page.locator(f".part-tools[aria-labelledby='{anchor}'] [data-part=print]").click()
    expect(page.locator("#print select")).to_have_value(anchor)
    page.locator("[data-print=go]").click()
    assert page.evaluate("window.asked") and not page.locator("#print").is_visible()
    sheets = printed(page, tmp_path)
    assert len(sheets) == 1 and text_of(sheets[0]).startswith(first) and without not in text_of(sheets[0])[len(first) :]
    assert "【成文日期】" not in text_of(sheets[0])
    assert text_of(printed(page, tmp_path)[0]).startswith("【单位名称】"), "afterwards everything is printed again"


def test_the_view_counts_what_is_missing_and_offers_to_fill_in(page: Page, address: str) -> None:
    opened(page, address)
    page.locator("button[data-action=print]").click()
    expect(page.locator("#print")).to_be_visible()
    whole = int(re.findall(r"\d+", page.locator("[data-print=left]").inner_text())[0])
    page.locator("#print select").select_option("一目的和边界")
    part = int(re.findall(r"\d+", page.locator("[data-print=left]").inner_text())[0])
    assert 0 < part < whole
    page.locator("#print select").select_option("附件1")
    expect(page.locator("[data-print=left]")).to_be_hidden()
    expect(page.locator("[data-print=plain]")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#print")).not_to_be_visible()


def test_where_page_numbers_cannot_be_printed_word_is_offered_first(page: Page, address: str) -> None:
    page.add_init_script("delete window.CSSMarginRule;")
    opened(page, address)
    page.locator("button[data-action=print]").click()
    expect(page.locator("[data-print=plain]")).to_be_visible()
    expect(page.locator("[data-print=plain]")).to_contain_text("页码")
    buttons = page.locator("#print .print-end button:visible")
    expect(buttons.first).to_have_text("下载 Word")
    buttons.first.click()
    expect(page.locator("#word")).to_be_visible()


def test_where_the_view_does_not_load_the_browser_prints(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/assets/print.js", lambda route: route.abort())
    opened(page, address)
    page.evaluate("window.print = () => { window.asked = true; }")
    page.locator("button[data-action=print]").click()
    page.wait_for_function("window.asked")
    context.close()


def test_dark_mode_and_large_text_do_not_reach_the_paper(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    opened(page, address)
    page.locator("button[data-action=large-text]").click()
    page.emulate_media(media="print", color_scheme="dark")
    style = page.evaluate("() => { const s = getComputedStyle(document.querySelector('.doc > p')), b = getComputedStyle(document.body); return [s.color, s.fontSize, b.backgroundColor, b.colorScheme]; }")
    assert style == ["rgb(0, 0, 0)", "21.3333px", "rgba(0, 0, 0, 0)", "light"]
    context.close()
