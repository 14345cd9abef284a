"""The fill-in form: what is typed stands in the text, is checked, counted, kept where it may be kept, and forgotten when asked."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_accessibility import RULES
from tests.browser.test_journey import TEXT
from tests.conftest import _Quiet

OTHER = "plans/kepu/quanguo-kepuyue-huodong-fangan.html"
SMALL = "plans/minzheng/alpha.html"
TYPED = "青松居委会"
FORBIDDEN = "Object.defineProperty(window, '{0}', {{get() {{ throw new DOMException('no', 'SecurityError'); }}}});"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


@pytest.fixture(scope="session")
def small_address(small_site: Path) -> Iterator[str]:
    """The small library, which has a field of each kind, over http."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(small_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader of their own, without smooth scrolling."""
    made = browser.new_context(viewport={"width": 1366, "height": 700}, reduced_motion="reduce")
    yield made
    made.close()


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.locator(".text-actions [data-action=fill]").click()
    expect(page.locator("#fill")).to_be_visible()
    return page


def control(page: Page, key: str) -> Any:
    return page.locator(f"#fill .fill-row[data-field='{key}']").locator("input:not(.fill-date), textarea, select")


def places(page: Page, key: str) -> Any:
    return page.locator(f".doc .field[data-field='{key}']")


def focused(page: Page) -> str:
    return page.evaluate("(document.activeElement.closest('.fill-row') || {dataset: {}}).dataset.field || document.activeElement.className")


def count(page: Page) -> str:
    return page.locator("#fill .fill-count").inner_text()


def in_view(page: Page, css: str) -> bool:
    return page.evaluate(
        "css => Array.from(document.querySelectorAll(css)).some(e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight; })", css
    )


# Typing and the text


def test_what_is_typed_stands_in_the_text(page: Page, address: str) -> None:
    opened(page, address + TEXT)
    assert count(page) == "还有 15 项没填"
    control(page, "单位名称").press_sequentially(TYPED)
    for i in range(places(page, "单位名称").count()):
        place = places(page, "单位名称").nth(i)
        expect(place).to_have_attribute("data-value", TYPED)
        assert {"is-filled", "is-current"} <= set((place.get_attribute("class") or "").split())
        assert place.inner_text() == TYPED  # the example is not to be seen
    assert count(page) == "还有 14 项没填"
    assert page.evaluate("jiceng.fill.values()") == {"单位名称": TYPED}
    assert "单位名称" not in page.evaluate("jiceng.fill.unfilled()")
    control(page, "单位名称").fill("")
    expect(places(page, "单位名称").first).not_to_have_attribute("data-value", TYPED)
    assert places(page, "单位名称").first.inner_text() == "春晖社区居民委员会"
    assert count(page) == "还有 15 项没填"


def test_markup_that_is_typed_is_words(page: Page, address: str) -> None:
    opened(page, address + TEXT)
    control(page, "单位名称").fill("<b onclick=x>甲</b>&amp;")
    assert places(page, "单位名称").first.inner_text() == "<b onclick=x>甲</b>&amp;"
    assert page.locator(".doc .field b").count() == 0


def test_a_paragraph_keeps_its_lines(page: Page, address: str) -> None:
    opened(page, address + TEXT)
    control(page, "资金来源").fill("第一行\n第二行")
    assert places(page, "资金来源").first.inner_text() == "第一行\n第二行"
    expect(places(page, "资金来源").first).to_have_attribute("data-value", "第一行\n第二行")


@pytest.mark.parametrize(
    ("key", "typed", "message", "right", "value"),
    [
        ("年份", "27", "“年份”写四位年份，如 2027", "２０２７年", "2027"),
        ("统计日期", "2027-2-30", "“老年人数统计日期”写成 2027年3月1日 这样的日期", "2027-02-03", "2027年2月3日"),
        ("老人数", "一千", "“60周岁以上常住老年人数”只写数字，如 1260；单位“人”文中已有", "1,300人", "1300"),
        ("单位名称", "甲😀", "“单位名称”里有表情符号，公文里不用，请删去", "  甲  单位 ", "甲 单位"),
        ("单位名称", "甲" * 201, "“单位名称”太长，最多 200 个字符", "甲" * 200, "甲" * 200),
    ],
    ids=["year", "date", "number", "emoji", "length"],
)
def test_a_fault_is_told_at_the_row_and_never_reaches_the_text(page: Page, address: str, key: str, typed: str, message: str, right: str, value: str) -> None:
    opened(page, address + TEXT)
    row = page.locator(f".fill-row[data-field='{key}']")
    control(page, key).press_sequentially(typed[-9:])
    control(page, key).fill(typed)
    assert row.locator(".fill-error").inner_text() == "", "not while one types"
    control(page, key).blur()
    assert row.locator(".fill-error").inner_text() == message
    expect(control(page, key)).to_have_attribute("aria-invalid", "true")
    assert row.locator(".fill-error").get_attribute("id") in control(page, key).get_attribute("aria-describedby").split()
    assert count(page) == "14 项没填，1 项要改"
    expect(places(page, key).first).not_to_have_attribute("data-value", typed)
    assert places(page, key).first.inner_text() == "", "neither the example nor what is wrong"
    assert page.evaluate("getComputedStyle(document.querySelector('.field.is-faulty'), '::after').content") == f'"【{key}】"'
    assert page.evaluate("jiceng.fill.values()") == {}
    control(page, key).fill(right)
    control(page, key).blur()
    assert row.locator(".fill-error").inner_text() == ""
    assert control(page, key).get_attribute("aria-invalid") is None
    assert control(page, key).input_value() == value, "what goes out is what one sees"
    expect(places(page, key).first).to_have_attribute("data-value", value)


def test_controls_fit_their_kinds(page: Page, small_address: str) -> None:
    context = page.context.browser.new_context()  # type: ignore[union-attr]
    page = opened(context.new_page(), small_address + SMALL)
    kinds = {row.get_attribute("data-field"): row.get_attribute("data-kind") for row in page.locator(".fill-row").all()}
    assert kinds == {"单位名称": "text", "年份": "year", "社区名称": "text", "人数": "number", "方式": "choice", "说明": "paragraph", "成文日期": "date"}
    assert control(page, "方式").evaluate("e => e.localName + e.options.length") == "select3"
    control(page, "方式").select_option("到点")
    expect(places(page, "方式").first).to_have_attribute("data-value", "到点")
    assert control(page, "说明").evaluate("e => e.localName") == "textarea"
    assert "人" in page.locator(".fill-row[data-field='人数'] .fill-control").inner_text()
    assert "987654" in page.locator(".fill-row[data-field='人数'] .fill-example").inner_text()
    assert page.locator(".fill-row[data-field='人数'] .fill-hint").inner_text() == "写常住人数"
    assert page.locator(".fill-row[data-field='成文日期'] .fill-hint").inner_text().startswith("写成 2026年3月1日；")
    context.close()


def test_the_picker_writes_a_date(page: Page, address: str) -> None:
    opened(page, address + TEXT)
    picker = page.locator(".fill-row[data-field='成文日期'] .fill-date")
    picker.evaluate("e => { e.value = '2027-03-01'; e.dispatchEvent(new Event('change', {bubbles: true})); }")
    assert control(page, "成文日期").input_value() == "2027年3月1日"
    expect(places(page, "成文日期").first).to_have_attribute("data-value", "2027年3月1日")


def test_without_a_picker_to_call_the_date_field_is_shown(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.add_init_script("HTMLInputElement.prototype.showPicker = undefined;")
    opened(page, address + TEXT)
    page.locator(".fill-row[data-field='成文日期'] .fill-pick").click()
    expect(page.locator(".fill-row[data-field='成文日期'] .fill-date")).to_be_focused()


# Going from field to field


def test_stepping_through_what_is_unfilled(context: BrowserContext, address: str) -> None:
    page = opened(context.new_page(), address + TEXT)
    order = page.evaluate("jiceng.fill.unfilled()")
    assert order[:4] == ["单位名称", "年份", "统计日期", "老人数"] and len(order) == 15
    assert focused(page) == "单位名称"
    control(page, "年份").fill("2027")
    for key in ("统计日期", "老人数"):
        page.locator("[data-fill=next]").press("Enter")
        assert focused(page) == key
        page.wait_for_timeout(300)
        assert in_view(page, f".doc .field.is-current[data-field='{key}']")
    page.locator("[data-fill=previous]").press("Enter")
    page.locator("[data-fill=previous]").press("Enter")
    assert focused(page) == "单位名称", "a filled one is passed over"
    page.locator("[data-fill=previous]").press("Enter")
    assert focused(page) == order[-1], "from the first to the last"
    page.locator("[data-fill=next]").press("Enter")
    assert focused(page) == "单位名称"


def test_stepping_goes_by_the_order_of_the_text(context: BrowserContext, address: str) -> None:
    page = opened(context.new_page(), address + TEXT)
    seen = page.evaluate("[...new Set(Array.from(document.querySelectorAll('.doc .field')).filter(f => !f.closest('[hidden], .guidance')).map(f => f.dataset.field))]")
    assert page.evaluate("jiceng.fill.unfilled()") == seen
    assert [row.get_attribute("data-field") for row in page.locator(".fill-row:visible").all()] == seen


def test_enter_leads_on_but_not_while_characters_are_chosen(context: BrowserContext, address: str) -> None:
    page = opened(context.new_page(), address + TEXT)
    control(page, "单位名称").dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "bubbles": True})
    assert focused(page) == "单位名称"
    page.keyboard.press("Enter")
    assert focused(page) == "年份"
    control(page, "资金来源").focus()
    page.keyboard.type("甲")
    page.keyboard.press("Enter")
    page.keyboard.type("乙")
    assert control(page, "资金来源").input_value() == "甲\n乙"
    page.locator(".fill-row:visible").last.locator("input").first.press("Enter")
    expect(page.locator("#fill [data-action=word]")).to_be_focused()


def test_a_click_on_a_field_opens_its_row(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + TEXT)
    places(page, "运营单位").first.click()
    expect(control(page, "运营单位")).to_be_focused()
    page.locator("[data-fill=close]").click()
    expect(page.locator("#fill")).to_be_hidden()
    expect(page.locator(".text-actions [data-action=fill]")).to_be_focused()
    page.evaluate("() => { const r = document.createRange(); r.selectNodeContents(document.querySelectorAll('.doc p .field')[0]); getSelection().removeAllRanges(); getSelection().addRange(r); }")
    page.evaluate("document.querySelectorAll('.doc p .field')[0].click()")
    expect(page.locator("#fill")).to_be_hidden()  # who selects does not want the form


def test_all_filled(context: BrowserContext, small_address: str) -> None:
    page = opened(context.new_page(), small_address + SMALL)
    for key, value in {"单位名称": "甲", "年份": "2027", "社区名称": "乙", "人数": "5", "说明": "丙", "成文日期": "2027-1-2"}.items():
        control(page, key).fill(value)
    assert count(page) == "还有 1 项没填"
    control(page, "方式").select_option("上门")
    assert count(page) == "都填好了"
    expect(page.locator("[data-fill=next]")).to_be_hidden()


def test_on_a_phone_the_text_is_one_touch_away(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page = opened(context.new_page(), address + TEXT)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    control(page, "老人数").fill("1300")
    turn = page.locator("[data-fill=turn]")
    turn.tap()
    assert in_view(page, ".doc .field[data-field='老人数'][data-value='1300']")
    expect(turn).to_have_text("回到填写")
    page.locator("[data-fill=next]").tap()  # who reads the text stays in it
    assert in_view(page, ".doc .field.is-current[data-field='高龄老人数']")
    turn.tap()
    expect(control(page, "高龄老人数")).to_be_focused()
    expect(turn).to_have_text("看正文")
    places(page, "年份").first.tap()
    expect(control(page, "年份")).to_be_focused()
    assert in_view(page, ".fill-row[data-field='年份'] input")
    context.close()


# Variants


def test_only_the_shown_variant_counts(context: BrowserContext, address: str) -> None:
    page = opened(context.new_page(), address + TEXT)
    page.evaluate(
        "() => { window.heard = []; document.addEventListener('jiceng:variant', e => heard.push(e.detail.variant)); }",
    )
    page.evaluate("document.querySelectorAll(\".doc .field[data-field='运营单位']\").forEach(f => { const v = document.querySelector(\"div.variant[data-levels='社区']\"); v.appendChild(f); })")
    page.locator("button[data-variant='村']").click()
    assert page.evaluate("heard") == ["村"]
    assert count(page) == "还有 14 项没填"
    expect(page.locator(".fill-row[data-field='运营单位']")).to_be_hidden()
    page.locator("button[data-variant='社区']").click()
    assert count(page) == "还有 15 项没填"


def test_the_chosen_variant_comes_back(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + TEXT)
    page.locator("button[data-variant='街道']").click()
    page.reload()
    expect(page.locator("button[data-variant='街道']")).to_have_attribute("aria-pressed", "true")
    assert "街道" in page.locator(".doc div.variant:visible").first.get_attribute("data-levels")
    page.goto(address + OTHER)
    expect(page.locator(".variant-switch button").first).to_have_attribute("aria-pressed", "true")


# What is kept


def fill_some(page: Page) -> None:
    control(page, "单位名称").fill(TYPED)
    control(page, "年份").fill("2031")
    control(page, "联系电话").fill("010-12345678")
    control(page, "老人数").fill("壹")


def test_reload_and_back_bring_it_back(context: BrowserContext, address: str) -> None:
    page = opened(context.new_page(), address + TEXT)
    fill_some(page)
    for way in ("reload", "back"):
        if way == "reload":
            page.reload()
        else:
            page.goto(address + "index.html")
            page.go_back()
        expect(page.locator("#fill")).to_be_visible()
        expect(places(page, "联系电话").first).to_have_attribute("data-value", "010-12345678")
        assert control(page, "老人数").input_value() == "壹", "what is wrong is kept to be mended"
        assert "只写数字" in page.locator(".fill-row[data-field='老人数'] .fill-error").inner_text()
        assert count(page) == "11 项没填，1 项要改"
    page.locator("[data-fill=close]").click()
    page.reload()
    expect(places(page, "联系电话").first).to_have_attribute("data-value", "010-12345678")
    expect(page.locator("#fill")).to_be_hidden()


def test_a_page_taken_out_of_the_cache_shows_what_is_kept_now(context: BrowserContext, address: str) -> None:
    page = opened(context.new_page(), address + TEXT)
    control(page, "联系电话").fill("1")
    page.evaluate("() => { const s = JSON.parse(sessionStorage['jiceng.fill.M04']); s.values['联系电话'] = '2'; sessionStorage['jiceng.fill.M04'] = JSON.stringify(s); }")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(places(page, "联系电话").first).to_have_attribute("data-value", "2")


def test_only_names_and_the_year_go_to_other_texts(context: BrowserContext, address: str) -> None:
    page = opened(context.new_page(), address + TEXT)
    fill_some(page)
    local = page.evaluate("Object.assign({}, localStorage)")
    assert {key: value for key, value in local.items() if key.startswith("jiceng.keep")} == {"jiceng.keep.单位名称": f'"{TYPED}"', "jiceng.keep.年份": '"2031"'}
    assert "12345678" not in str(local)
    page.goto(address + OTHER)
    assert page.locator(".doc .field[data-value]").count() == 0, "not before one asks for the form"
    opened(page, address + OTHER)
    expect(places(page, "单位名称").first).to_have_attribute("data-value", TYPED)
    row = page.locator(".fill-row[data-field='年份']")
    assert row.locator(".fill-carried").inner_text() == "沿用上次填写，请核对"
    assert "年份" in page.evaluate("jiceng.fill.carried()")
    control(page, "年份").fill("2032")
    assert row.locator(".fill-carried").inner_text() == ""
    control(page, "单位名称").fill("")
    page.reload()
    expect(control(page, "单位名称")).to_have_value("")  # emptied by hand: not filled in again
    page.goto(address + TEXT)
    expect(control(page, "年份")).to_have_value("2031")  # what was typed in a text stays that text's


def test_forget_everything_everywhere(context: BrowserContext, address: str) -> None:
    page, other = context.new_page(), context.new_page()
    opened(other, address + TEXT)
    control(other, "联系电话").fill("第二个标签页")
    opened(page, address + OTHER)
    control(page, "年份").fill("2030")
    opened(page, address + TEXT)
    fill_some(page)
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.locator("[data-fill=forget]").click()
    expect(control(page, "单位名称")).to_have_value(TYPED)  # asked first
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("[data-fill=forget]").click()
    expect(control(page, "单位名称")).to_have_value("")
    assert page.locator("[data-fill=forgotten]").inner_text() == "已经全部清除。"
    assert page.locator(".doc .field[data-value]").count() == 0
    for tab in (page, other):
        expect(control(tab, "联系电话")).to_have_value("")
        kept = tab.evaluate("JSON.stringify(Object.assign({}, localStorage)) + JSON.stringify(Object.assign({}, sessionStorage))")
        assert TYPED not in kept and "keep" not in kept
    opened(page, address + OTHER)
    assert page.locator(".doc .field[data-value]").count() == 0
    other.goto(address + "index.html")
    other.go_back()
    expect(control(other, "联系电话")).to_have_value("")


def test_two_tabs_do_not_disturb_each_other(context: BrowserContext, address: str) -> None:
    first, second = opened(context.new_page(), address + TEXT), opened(context.new_page(), address + TEXT)
    control(first, "联系电话").fill("1")
    control(second, "联系电话").fill("2")
    first.reload()
    expect(control(first, "联系电话")).to_have_value("1")
    second.reload()
    expect(control(second, "联系电话")).to_have_value("2")


@pytest.mark.parametrize("script", [FORBIDDEN.format("sessionStorage") + FORBIDDEN.format("localStorage"), FULL], ids=["forbidden", "full"])
def test_where_nothing_can_be_kept_the_writer_is_told(page: Page, address: str, script: str) -> None:
    page.add_init_script(script)
    opened(page, address + TEXT)
    control(page, "单位名称").fill(TYPED)
    expect(places(page, "单位名称").first).to_have_attribute("data-value", TYPED)
    assert "不允许保存" in page.locator("#fill .fill-store").first.inner_text()
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(places(page, "单位名称").first).to_have_attribute("data-value", TYPED)
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("[data-fill=forget]").click()
    expect(control(page, "单位名称")).to_have_value("")


def test_from_a_stick_nothing_outlives_the_tab(browser: Browser, real_site: Path) -> None:
    context = browser.new_context()
    page = opened(context.new_page(), (real_site / TEXT).as_uri())
    control(page, "单位名称").fill(TYPED)
    assert "全部清除" in page.locator("[data-fill=kept]").inner_text()
    assert TYPED not in page.evaluate("JSON.stringify(Object.assign({}, localStorage))")
    page.reload()
    expect(places(page, "单位名称").first).to_have_attribute("data-value", TYPED)
    context.close()


def test_foreign_things_in_the_store_do_no_harm(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    for state in ('"x"', "{", "[]", '{"era":0,"open":true}', '{"era":0,"open":true,"values":{"年份":5,"单位名称":["a"]},"carried":7}'):
        page.evaluate("s => sessionStorage.setItem('jiceng.fill.M04', s)", state)
        page.reload()
        opened(page, address + TEXT)
        expect(control(page, "年份")).to_have_value("")


def test_nothing_typed_leaves_the_browser(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    opened(page, address + TEXT)
    fill_some(page)
    control(page, "单位名称").press("Enter")
    page.reload()
    expect(page.locator("#fill")).to_be_visible()
    assert page.url == address + TEXT
    assert all(TYPED not in url and "12345678" not in url for url in asked)


def test_what_stands_beside_it(page: Page, address: str) -> None:
    opened(page, address + TEXT)
    note = page.locator(".fill-note").inner_text()
    assert "不得填写涉密和个人敏感信息" in note and "不上传" in note and "只有单位名称、年份会记住" in note


# Leaving the page


def test_copying_and_printing_take_what_was_typed(page: Page, address: str) -> None:
    opened(page, address + TEXT)
    control(page, "单位名称").fill(TYPED)
    copied = page.evaluate(
        "() => { let got = ''; document.addEventListener('copy', e => { got = e.clipboardData.getData('text/plain'); });"
        " document.activeElement.blur(); getSelection().selectAllChildren(document.body); document.execCommand('copy'); return got; }"
    )
    assert f"{TYPED}【年份】年居家养老服务实施方案" in copied
    assert "春晖" not in copied and "1260" not in copied and "例：" not in copied
    page.emulate_media(media="print")
    expect(page.locator("#fill")).to_be_hidden()
    assert places(page, "单位名称").first.inner_text() == TYPED
    assert page.locator(".doc .field .example:visible").count() == 0


# Without the files, without a script, in other languages


def test_without_a_script_there_is_no_form(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + TEXT)
    expect(page.locator("#fill")).to_be_hidden()
    assert page.locator(".word-links a:visible").count() == 3
    context.close()


@pytest.mark.parametrize("missing", ["fill.js", "values.js", "fill.css", "say.js"])
def test_a_missing_file_is_said_and_the_links_come_back(context: BrowserContext, address: str, missing: str) -> None:
    page = context.new_page()
    page.route(f"**/{missing}", lambda route: route.abort())
    page.goto(address + TEXT)
    expect(page.locator(".word-links a").first).to_be_hidden()
    page.locator(".text-actions [data-action=fill]").click()
    expect(page.locator(".fill-failed")).to_contain_text("没有加载成功")
    expect(page.locator(".word-links a").first).to_be_visible()
    page.unroute(f"**/{missing}")
    page.locator(".text-actions [data-action=fill]").click()
    expect(page.locator("#fill")).to_be_visible()
    expect(page.locator(".fill-failed")).to_be_hidden()


def test_traditional_pages_speak_traditional(page: Page, address: str) -> None:
    opened(page, f"{address}zh-Hant/{TEXT}")
    assert count(page) == "還有 15 項沒填"
    assert page.locator(".fill-row[data-field='单位名称'] label").inner_text() == "單位名稱"
    control(page, "年份").fill("27")
    control(page, "年份").blur()
    assert page.locator(".fill-row[data-field='年份'] .fill-error").inner_text() == "“年份”寫四位年份，如 2027"
    control(page, "单位名称").fill("甲")
    assert page.evaluate("jiceng.fill.values()") == {"单位名称": "甲"}
    page.goto(address + TEXT)
    expect(places(page, "单位名称").first).to_have_attribute("data-value", "甲")  # one text, one state


# Everybody can use it


@pytest.mark.parametrize(("width", "look"), [(1366, "light"), (1366, "large"), (360, "dark"), (360, "large")])
def test_axe_finds_nothing_in_the_open_form(browser: Browser, address: str, width: int, look: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", color_scheme="dark" if look == "dark" else "light")
    page = context.new_page()
    page.goto(address + TEXT)
    if look == "large":
        page.locator("[data-action=large-text]").click()
    opened(page, address + TEXT)
    control(page, "单位名称").fill(TYPED)
    control(page, "年份").fill("27")
    control(page, "年份").press("Enter")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        "Array.from(document.querySelectorAll('#fill button, #fill input:not(.fill-date), #fill textarea')).filter(e => e.offsetParent)"
        ".map(e => [e.textContent || e.id, e.getBoundingClientRect()]).filter(([, b]) => b.width < 24 || b.height < 24).map(([n]) => n)"
    )
    assert small == []
    results = Axe().run(page, options=RULES)
    assert [f"{v['id']}: {[n['html'][:90] for n in v['nodes'][:3]]}" for v in results.response["violations"]] == []
    context.close()


def test_the_bar_never_covers_the_row_that_is_typed_in(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    page = opened(context.new_page(), address + TEXT)
    page.locator("#fill-title").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        box = page.evaluate("() => { const e = document.activeElement; if (!e.closest('.fill-row')) return null; const b = e.getBoundingClientRect(); return [b.bottom, document.querySelector('.fill-bar').getBoundingClientRect().top]; }")
        assert box is None or box[0] <= box[1] + 1
    context.close()


def test_the_word_file_is_in_reach_from_every_field(context: BrowserContext, address: str) -> None:
    page = opened(context.new_page(), address + TEXT)
    button = page.locator("#fill [data-action=word]")
    for row in page.locator("#fill .fill-row").all():
        field = row.locator("input:not(.fill-date), textarea, select")
        field.focus()
        expect(button).to_be_in_viewport(ratio=1)
        assert field.evaluate("e => e.getBoundingClientRect().bottom <= document.querySelector('.fill-end').getBoundingClientRect().top"), "nor does it hide one"
