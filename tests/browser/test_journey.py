"""What a reader does: from the front page to a text, its topic and its law; by keyboard; on a phone; without a script; from a stick."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

TEXT = "plans/minzheng/jujia-yanglao-fuwu-fangan.html"
TYPES = {
    "front": "index.html", "english front": "en/index.html", "section": "domains/index.html",
    "domain": "domains/minzheng.html", "kind": "kinds/fangan.html", "topic": "topics/jujia-yanglao.html",
    "law": "laws/laonianren-quanyi-baozhangfa.html", "repealed law": "laws/wuquanfa.html", "laws": "laws/index.html",
    "month": "months/10.html", "months": "months/index.html", "calendar": "calendar/index.html",
    "year": "calendar/2026.html", "review": "review.html", "traditional year": "zh-Hant/calendar/2026.html",
    "text": TEXT, "form": "templates/jihua/niandu-jihua.html", "all": "all.html",
    "english list": "en/all.html", "traditional text": f"zh-Hant/{TEXT}", "guide": "guide/index.html",
    "handbook": "guide/rules.html", "not found": "404.html",
}  # fmt: skip


def test_from_the_front_page_to_a_law(page: Page, address: str) -> None:
    page.goto(address + "index.html")
    page.locator(".heat").get_by_role("link", name="民政", exact=True).click()
    expect(page.locator("h1")).to_have_text("民政")
    page.locator(".text-title", has_text="社区居家养老服务实施方案").first.click()
    expect(page.locator("h1")).to_have_text("社区居家养老服务实施方案")
    page.locator(".facts-panel").get_by_role("link", name="居家养老", exact=True).click()
    expect(page.locator("h1")).to_have_text("居家养老")
    page.locator(".text-title").first.click()
    page.locator(".law-list a").first.click()
    expect(page.locator("h1")).to_contain_text("《")
    expect(page.locator(".status")).to_contain_text("现行有效")
    expect(page.locator(".text-list .text-title").first).to_be_visible()


def test_matrix_counts_lead_to_their_lists(page: Page, address: str) -> None:
    page.goto(address + "index.html")
    cells = page.locator(".heat a.cell")
    assert cells.count() > 20
    for i in range(cells.count()):
        count, href = cells.nth(i).text_content(), cells.nth(i).get_attribute("href") or ""
        other = page.context.new_page()
        other.goto(address + href)
        heading = other.locator(f"[id='{href.split('#')[1]}']")
        assert heading.locator(".count").inner_text() == count
        other.close()


def test_keyboard_only(page: Page, address: str) -> None:
    page.goto(address + "domains/minzheng.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('skip')")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('text-title')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "focus is not visible"
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/minzheng/*.html")
    page.locator(".variant-switch button", has_text="村").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".variant-switch button", has_text="村")).to_have_attribute("aria-pressed", "true")


def test_variants_switch_in_place(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    shown = page.locator(".doc div.variant:visible")
    assert all("社区" in shown.nth(i).get_attribute("data-levels").split() for i in range(shown.count()))
    page.locator(".variant-switch button[data-variant='街道']").click()
    assert all("街道" in shown.nth(i).get_attribute("data-levels").split() for i in range(shown.count()))
    assert shown.count() > 0
    expect(page.locator(".doc .variant-title:visible")).to_have_count(0)


def test_list_filter(page: Page, address: str) -> None:
    page.goto(address + "all.html")
    page.locator(".filter input").fill("垃圾 分类")
    expect(page.locator(".text-item:visible")).to_have_count(1)
    expect(page.locator(".filter-count")).to_contain_text("1")
    page.locator(".filter input").fill("绝不存在的词")
    expect(page.locator(".text-item:visible")).to_have_count(0)
    expect(page.locator(".filter-count")).not_to_be_empty()
    page.locator(".filter input").fill("")
    assert page.locator(".text-item:visible").count() >= 9


def test_report_holds_what_the_maintainer_needs(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    page.evaluate(
        "() => { const p = document.querySelector('.doc p:not(.variant-title)'); const r = document.createRange();"
        " r.selectNodeContents(p); getSelection().removeAllRanges(); getSelection().addRange(r); }"
    )
    chosen = page.evaluate("getSelection().toString()")
    page.locator("button[data-action=report]").click()
    report = page.locator("#report textarea").input_value()
    assert TEXT in report and "M04" in report and "测试版" in report
    assert chosen[:20] in report


@pytest.mark.parametrize("month", [1, 10])
def test_front_page_marks_the_current_month(browser: Browser, address: str, month: int) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.clock.set_fixed_time(f"2027-{month:02d}-15T09:00:00")
    page.goto(address + "index.html")
    expect(page.locator(".month-now:visible")).to_have_count(1)
    expect(page.locator(f".month-card[data-month='{month}'] .month-now")).to_be_visible()
    assert page.locator(".strip .is-now").evaluate_all("(all) => all.map((a) => a.dataset.month)") == [str(month)]
    context.close()


@pytest.mark.parametrize("page", [360], indirect=True)
@pytest.mark.parametrize("path", TYPES.values(), ids=TYPES.keys())
def test_phone_never_scrolls_sideways(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_javascript_everything_can_be_read(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + TEXT)
    variants = page.locator(".doc div.variant")
    assert variants.count() == page.locator(".doc div.variant:visible").count() > 0
    assert page.locator(".doc .variant-title:visible").count() == variants.count()
    expect(page.locator(".text-actions button:visible")).to_have_count(0)
    page.goto(address + "all.html")
    assert page.locator(".text-title:visible").count() >= 9
    context.close()


def test_from_a_stick(browser: Browser, real_site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: errors.append(request.url))
    page.goto((real_site / "index.html").as_uri())
    page.locator(".heat").get_by_role("link", name="民政", exact=True).click()
    page.locator(".text-title").first.click()
    expect(page.locator(".doc")).to_be_visible()
    page.locator(".languages summary").click()
    page.locator(".languages a[hreflang='zh-Hant']").click()
    expect(page.locator("html[lang='zh-Hant'] .doc")).to_be_visible()
    context.close()
    assert not errors
