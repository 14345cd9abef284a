"""Search as the reader meets it: the dialog, the page of results, their keys, addresses, sentences and failures."""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bench import corpus
from tests.browser.test_accessibility import RULES
from tests.conftest import _Quiet
from wenku.library import read_library
from wenku.search.build import search_files

TITLE, TEXT = "社区居家养老服务实施方案", "plans/minzheng/jujia-yanglao-fuwu-fangan.html"
FIELD, PAGE_FIELD = ".searchbox input[type=search]", "#search-text"
STUB = """
window.asked = [];
window.jicengSearch = Object.assign(() => {}, {open: () => ({
  ready: () => Promise.resolve({problem: ""}), fold: text => text.toLowerCase().replace(/殘/g, "残").replace(/聯/g, "联").replace(/養/g, "养"),
  names: facet => ({domain: [["minzheng", "民政", "Civil affairs"], ["kepu", "科普", "Science"]], topic: [["a", "甲题", "A"], ["b", "乙题", "B"]]})[facet] || [],
  query: (text, options) => {
    window.asked.push({text, facets: options.facets, offset: options.offset});
    const known = window.answers || {}, answer = Object.assign({text, hits: [], total: 0, about: false, facetCounts: {}, steps: [], nearest: [], drop: [], problem: ""}, known[text] || known["*"]);
    return new Promise(resolve => setTimeout(() => resolve(answer), answer.delay || 0));
  },
})});
"""


def hit(title: str, **more: Any) -> dict[str, Any]:
    facets = {"domain": ["minzheng"], "kind": [], "level": [], "horizon": [], "topic": [], "month": []}
    made = {"url": f"plans/minzheng/{len(title)}.html", "title": title, "titleEn": "", "summary": "摘要", "facets": facets, "marks": []}
    return {**made, "snippet": [{"text": "摘要", "mark": False}], "section": None, "field": "title", "missing": [], "checked": True, **more}


def answer(*hits: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"hits": list(hits), "total": len(hits), **more}


def served(folder: Path) -> http.server.ThreadingHTTPServer:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="module")
def many(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real pages with the index of a larger library, below a path of their own."""
    folder = tmp_path_factory.mktemp("many")
    corpus.write(folder / "docs", 70)
    shutil.copytree(real_site, folder / "served" / "wenku", ignore=shutil.ignore_patterns("search", "plans", "*.docx*", "*.json"))
    for path, content in search_files(read_library(folder / "docs")).items():
        target = folder / "served" / "wenku" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
    server = served(folder / "served")
    yield f"http://127.0.0.1:{server.server_port}/wenku/"
    server.shutdown()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader of their own, whose console may complain: files are missing in these tests."""
    made = browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    yield made
    made.close()


@pytest.fixture
def visitor(context: BrowserContext) -> Iterator[Page]:
    """A page whose scripts must not fail."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert not errors, errors


@pytest.fixture
def stubbed(context: BrowserContext, address: str) -> Page:
    """The front page with an engine that answers what the test says."""
    page = context.new_page()
    page.route("**/assets/search-engine.js", lambda route: route.fulfill(body=STUB, content_type="text/javascript"))
    page.goto(address + "index.html")
    return page


def opened(page: Page, text: str = "") -> Page:
    page.keyboard.press("Control+k")
    expect(page.locator(FIELD)).to_be_focused()
    if text:
        page.keyboard.insert_text(text)
    return page


def ask(page: Page, answers: dict[str, Any], text: str) -> Page:
    page.evaluate("answers => { window.answers = answers; }", answers)
    return opened(page, text)


def titles(page: Page) -> list[str]:
    return page.locator(".hit-title").all_inner_texts()


def said(page: Page) -> str:
    return page.locator(".search-main").inner_text()


def state(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


# Opening and closing


def test_a_page_loads_nothing_of_the_search_until_it_is_asked_for(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(address + TEXT)
    page.wait_for_timeout(300)
    assert not [url for url in asked if "search" in url or "say.js" in url]
    opened(page, "养老")
    expect(page.locator(".hit").first).to_be_visible()
    assert "assets/search-engine.js" in asked and "search/manifest.js" in asked
    assert not [url for url in asked if quote("养老") in url or "养老" in url], "a query stays in the browser"


@pytest.mark.parametrize("way", ["button", "/", "Control+k", "Meta+k"])
def test_ways_in_and_out(page: Page, address: str, way: str) -> None:
    page.goto(address + "index.html")
    button = page.get_by_role("button", name="搜索", exact=True)
    button.focus()
    button.click() if way == "button" else page.keyboard.press(way)
    expect(page.locator(FIELD)).to_be_focused()
    assert page.locator(FIELD).input_value() == ""
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    expect(page.locator(".searchbox")).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "x", "what was asked last can be typed over"
    page.locator(".searchbox-close").click()
    expect(page.locator(".searchbox")).to_be_hidden()


def test_keys_belong_to_the_field_in_which_somebody_types(page: Page, address: str) -> None:
    page.goto(address + "all.html")
    field = page.locator(".filter input")
    field.focus()
    page.keyboard.press("/")
    page.keyboard.press("Control+k")
    page.wait_for_timeout(300)
    assert field.input_value() == "/" and page.locator(".searchbox").count() == 0
    page.locator("h1").click()
    page.keyboard.press("Control+/")
    page.keyboard.press("Alt+/")
    page.wait_for_timeout(200)
    assert page.locator(".searchbox").count() == 0


def test_the_key_without_a_modifier_can_be_switched_off(page: Page, address: str) -> None:
    """WCAG 2.1.4."""
    page.goto(address + "index.html")
    expect(page.locator("[data-slash]")).to_be_visible()
    opened(page)
    page.get_by_label("键打开搜索").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator("[data-slash]")).to_be_hidden()
    page.keyboard.press("/")
    page.wait_for_timeout(300)
    assert page.locator(".searchbox").count() == 0
    opened(page)
    page.get_by_label("键打开搜索").check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()


def test_a_click_beside_the_dialog_closes_it(page: Page, address: str) -> None:
    page.goto(address + "index.html")
    opened(page)
    page.mouse.click(5, 400)
    expect(page.locator(".searchbox")).to_be_hidden()


# Typing


def test_the_right_text_first_with_marks_and_passage(page: Page, address: str) -> None:
    page.goto(address + "guide/index.html")
    opened(page, "居家养老服务")
    expect(page.locator(".hit-title a").first).to_have_text(TITLE)
    first = page.locator(".hit").first
    assert first.locator(".hit-title mark").all_inner_texts() == ["居家养老服务"]
    assert first.locator(".hit-snippet mark").count() > 0
    assert first.locator(".hit-title a").get_attribute("href") == address + TEXT
    assert first.locator(".text-tags").inner_text().startswith("民政")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(address + TEXT)


def test_a_passage_leads_to_its_section(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    opened(page, "需求登记")
    place = page.locator(".hit-section").first
    expect(place).to_be_visible()
    heading = place.inner_text()
    place.click()
    expect(page.locator(".searchbox")).to_be_hidden()
    expect(page.get_by_role("heading", name=heading).first).to_be_in_viewport()


def test_fast_typing_asks_once_and_counts_are_announced_once(stubbed: Page) -> None:
    ask(stubbed, {"*": answer(hit("甲"), hit("乙乙"))}, "")
    stubbed.evaluate("""() => {
      window.heard = [];
      const live = document.querySelector(".searchbox [role=status]");
      new MutationObserver(() => { if (live.textContent) window.heard.push(live.textContent); }).observe(live, {childList: true});
    }""")
    stubbed.keyboard.type("abcdef", delay=20)
    expect(stubbed.locator(".hit")).to_have_count(2)
    assert stubbed.evaluate("window.heard") == []
    stubbed.wait_for_timeout(1300)
    assert stubbed.evaluate("window.heard") == ["找到 2 个文本"]
    asked = [one["text"] for one in stubbed.evaluate("window.asked")]
    assert asked[-1] == "abcdef" and len(asked) <= 2
    stubbed.keyboard.type("g")
    stubbed.wait_for_timeout(1500)
    assert stubbed.evaluate("window.heard") == ["找到 2 个文本"] * 2, "the same count of another query is said too"


def test_an_older_answer_never_overwrites_a_newer_one(stubbed: Page) -> None:
    ask(stubbed, {"慢": {**answer(hit("旧的")), "delay": 900}, "慢快": answer(hit("新的一个"))}, "慢")
    stubbed.wait_for_function("window.asked && window.asked.length === 1")
    stubbed.keyboard.insert_text("快")
    expect(stubbed.locator(".hit-title")).to_have_text("新的一个")
    stubbed.wait_for_timeout(1000)
    assert titles(stubbed) == ["新的一个"]
    stubbed.locator(FIELD).fill("慢")
    stubbed.wait_for_timeout(250)
    stubbed.locator(FIELD).fill("")
    stubbed.wait_for_timeout(1200)
    assert stubbed.locator(".search-start").is_visible() and not stubbed.locator(".hit").first.is_visible()


def test_who_waits_is_told_so(stubbed: Page) -> None:
    ask(stubbed, {"*": {**answer(hit("甲")), "delay": 1500}}, "甲")
    expect(stubbed.locator(".searchbox .tally")).to_have_text("正在查找……")
    expect(stubbed.locator(".searchbox .tally")).to_have_text("找到 1 个文本")


def test_nothing_is_asked_in_the_middle_of_a_composition(stubbed: Page) -> None:
    ask(stubbed, {"*": answer(hit("甲"), hit("乙乙"))}, "")
    session = stubbed.context.new_cdp_session(stubbed)
    for part in ("y", "yang", "yang'lao"):
        session.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
    stubbed.wait_for_timeout(500)
    assert stubbed.locator(FIELD).input_value() == "yang'lao"
    assert stubbed.evaluate("window.asked || []") == []
    for key in ("ArrowDown", "Enter", "Escape"):
        stubbed.evaluate("([css, key]) => document.querySelector(css).dispatchEvent(new KeyboardEvent('keydown', {key, isComposing: true, bubbles: true, cancelable: true}))", [FIELD, key])
    expect(stubbed.locator(FIELD)).to_be_focused()
    session.send("Input.insertText", {"text": "养老"})
    expect(stubbed.locator(".hit")).to_have_count(2)
    assert [one["text"] for one in stubbed.evaluate("window.asked")] == ["养老"]


# Keys in the dialog


def test_the_keyboard_all_the_way(stubbed: Page) -> None:
    ask(stubbed, {"*": answer(*(hit("文" * size) for size in (1, 2, 3, 4)))}, "文")
    expect(stubbed.locator(".hit")).to_have_count(4)

    def at() -> str:
        return stubbed.evaluate("document.activeElement.matches('input[type=search]') ? 'field' : document.activeElement.textContent")

    seen = []
    for key in ("ArrowDown", "ArrowDown", "End", "ArrowDown", "ArrowUp", "Home", "ArrowUp"):
        stubbed.keyboard.press(key)
        seen.append(at())
    assert seen == ["文", "文文", "文文文文", "文文文文", "文文文", "文", "field"]
    stubbed.keyboard.press("ArrowDown")
    stubbed.keyboard.type("z")
    assert at() == "field" and stubbed.locator(FIELD).input_value() == "文z", "typing goes on"
    stubbed.keyboard.press("Home")
    stubbed.keyboard.press("ArrowRight")
    assert stubbed.evaluate("document.activeElement.selectionStart") == 1, "Home is the field's while in it"
    stubbed.keyboard.press("ArrowDown")
    stubbed.keyboard.press("Control+k")
    assert at() == "field" and stubbed.evaluate("getSelection().toString()") == "文z"
    stubbed.keyboard.press("Control+k")
    expect(stubbed.locator(".searchbox")).to_be_hidden()


def test_the_focus_stays_when_the_answer_changes(stubbed: Page) -> None:
    """Topics with more texts come first: the checkbox moves, and keeps the focus."""
    ask(stubbed, {"*": answer(hit("甲"), facetCounts={"topic": {"a": 1, "b": 2}})}, "文")
    box = stubbed.get_by_role("checkbox", name=re.compile("甲题"))
    expect(box).to_be_visible()
    assert stubbed.locator(".facet label").all_inner_texts() == ["乙题\n2", "甲题\n1"]
    stubbed.evaluate("answers => { window.answers = answers; }", {"*": answer(hit("甲"), facetCounts={"topic": {"a": 3, "b": 2}})})
    box.check()
    expect(stubbed.locator(".facet label").first).to_have_text(re.compile("甲题"))
    expect(box).to_be_focused()
    assert stubbed.evaluate("window.asked[1].facets") == {"topic": ["a"]}


def test_enter_in_the_field_leads_to_the_page(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    opened(page, "居家养老")
    page.keyboard.press("Enter")
    page.wait_for_url(address + "search.html?q=*")
    assert state(page) == {"q": ["居家养老"]}
    assert page.locator(PAGE_FIELD).input_value() == "居家养老"
    expect(page.locator(".hit-title").first).to_have_text(TITLE)


# Facets


def test_facets_narrow_and_are_handed_on(visitor: Page, many: str) -> None:
    visitor.goto(many + "index.html")
    opened(visitor, "工作")
    label = visitor.locator(".facet", has_text="领域").locator("label").first
    expect(label).to_be_visible()
    count = label.locator(".count").inner_text()
    label.locator("input").check()
    expect(visitor.locator(".searchbox .tally")).to_have_text(f"找到 {count} 个文本")
    name = label.locator("span").first.inner_text()
    assert {tags.split("\n")[0].strip("· ") for tags in visitor.locator(".hit .text-tags span:first-child").all_inner_texts()} == {name}
    expect(visitor.locator(".facets summary")).to_contain_text("1")
    visitor.locator(FIELD).press("Enter")
    visitor.wait_for_url("**/search.html?*")
    assert set(state(visitor)) == {"q", "domain"}
    expect(visitor.locator(".tally")).to_have_text(f"找到 {count} 个文本")
    visitor.get_by_role("button", name=f"不限“{name}”").click()
    visitor.wait_for_function("!location.search.includes('domain')")
    expect(visitor.locator(".chip")).to_have_count(0)
    assert visitor.evaluate("document.activeElement !== document.body"), "the focus is not lost with the button"


def test_all_are_offered_where_the_dialog_shows_some(visitor: Page, many: str) -> None:
    visitor.goto(many + "index.html")
    opened(visitor, "工作")
    link = visitor.locator(".searchbox-foot a")
    expect(link).to_have_text(re.compile("查看全部"))
    link.click()
    visitor.wait_for_url("**/search.html?*")
    expect(visitor.locator(".hit")).to_have_count(20)
    expect(visitor.locator(PAGE_FIELD)).to_have_value("工作")


def test_what_does_not_narrow_is_not_offered(stubbed: Page) -> None:
    both = answer(hit("甲"), hit("乙乙"), facetCounts={"domain": {"minzheng": 2}, "topic": {"a": 2, "b": 1}})
    ask(stubbed, {"*": both, "一个": answer(hit("甲"), facetCounts={"domain": {"minzheng": 1}})}, "文")
    expect(stubbed.locator(".facet legend:visible")).to_have_text(["主题"])
    expect(stubbed.locator(".searchbox-foot a")).to_be_hidden()  # all of them stand here
    stubbed.locator(FIELD).fill("一个")
    expect(stubbed.locator(".hit")).to_have_count(1)
    expect(stubbed.locator(".facets")).to_be_hidden()


def test_counts_of_facets_are_those_of_the_lists(visitor: Page, many: str) -> None:
    visitor.goto(many + "search.html?q=" + quote("工作"))
    expect(visitor.locator(".facet label").first).to_be_visible()
    for legend in ("种类", "层级", "时限", "月份"):
        label = visitor.locator(".facet", has=visitor.locator("legend", has_text=legend)).locator("label").last
        count = label.locator(".count").inner_text()
        label.locator("input").check()
        expect(visitor.locator(".tally")).to_have_text(re.compile(rf"\D{count} 个文本"))
        label.locator("input").uncheck()
        expect(visitor.locator(".chip")).to_have_count(0)


def test_more_topics_are_there_on_demand(visitor: Page, many: str) -> None:
    visitor.goto(many + "search.html?q=" + quote("工作"))
    topics = visitor.locator(".facet", has=visitor.locator("legend", has_text="主题"))
    expect(topics.locator("label:visible")).to_have_count(8)
    topics.locator(".facet-more").click()
    assert topics.locator("label:visible").count() > 8
    assert visitor.evaluate("document.activeElement.type") == "checkbox"


def test_facets_without_words_list_their_texts(visitor: Page, many: str) -> None:
    visitor.goto(many + "search.html?domain=minzheng&kind=fangan&nonsense=1&level=..%2F")
    expect(visitor.locator(".hit").first).to_be_visible()
    assert visitor.locator(".chip").count() == 2
    for tags in visitor.locator(".hit .text-tags").all_inner_texts():
        assert tags.startswith("民政") and "方案" in tags


# The page and its address


def test_address_history_and_back(visitor: Page, many: str) -> None:
    visitor.goto(many + "all.html")
    visitor.goto(many + "search.html")
    visitor.locator(PAGE_FIELD).press_sequentially("工作制度", delay=300)
    expect(visitor.locator(".hit").first).to_be_visible()
    visitor.wait_for_function("decodeURIComponent(location.search) === '?q=工作制度'")
    visitor.keyboard.press("Enter")
    box = visitor.locator(".facet label input").first
    box.check()
    visitor.wait_for_function("location.search.includes('domain')")
    narrowed = visitor.locator(".tally").inner_text()
    visitor.locator(PAGE_FIELD).fill("经费")
    visitor.wait_for_function("decodeURIComponent(location.search).includes('经费')")
    visitor.go_back()
    expect(visitor.locator(PAGE_FIELD)).to_have_value("工作制度")
    expect(visitor.locator(".tally")).to_have_text(narrowed)
    expect(visitor.locator(".facet label input").first).to_be_checked()
    visitor.go_back()
    visitor.wait_for_function("!location.search.includes('domain')")
    expect(visitor.locator(".facet label input:checked")).to_have_count(0)
    visitor.go_forward()
    expect(visitor.locator(".tally")).to_have_text(narrowed)
    assert "工作制度" in visitor.title()
    visitor.go_back()
    visitor.go_back()
    visitor.wait_for_url("**/all.html")  # typing has left one entry


def test_twenty_a_page(visitor: Page, many: str) -> None:
    visitor.goto(many + "search.html?q=" + quote("工作"))
    expect(visitor.locator(".hit")).to_have_count(20)
    one = titles(visitor)
    visitor.get_by_role("link", name="下一页").click()
    expect(visitor.locator(".page-of")).to_contain_text("第 2 页")
    assert state(visitor)["page"] == ["2"] and not set(titles(visitor)) & set(one)
    expect(visitor.locator(".tally")).to_be_focused()
    visitor.go_back()
    expect(visitor.locator(".page-of")).to_contain_text("第 1 页")
    assert titles(visitor) == one
    total = int(re.sub(r"\D", "", visitor.locator(".tally").inner_text()))
    visitor.goto(many + "search.html?page=999&q=" + quote("工作"))
    expect(visitor.locator(".hit")).to_have_count(total % 20 or 20)
    assert state(visitor)["page"] == [str(-(-total // 20))]
    for wrong in ("0", "-1", "x", "1e9"):
        visitor.goto(many + f"search.html?page={wrong}&q=" + quote("工作"))
        expect(visitor.locator(".hit").first).to_be_visible()


def test_coming_back_from_a_text_finds_the_place_again(visitor: Page, many: str) -> None:
    visitor.goto(many + "search.html?page=2&q=" + quote("工作"))
    expect(visitor.locator(".hit")).to_have_count(20)
    visitor.locator(".hit").nth(15).scroll_into_view_if_needed()
    visitor.wait_for_timeout(500)
    y = visitor.evaluate("scrollY")
    assert y > 500
    visitor.goto(many + "all.html")
    visitor.go_back()
    expect(visitor.locator(".hit")).to_have_count(20)
    visitor.wait_for_function("y => Math.abs(scrollY - y) < 80", arg=y)


def test_the_key_goes_to_the_pages_own_field(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=" + quote("养老"))
    expect(page.locator(".hit").first).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator(PAGE_FIELD)).to_be_focused()
    assert page.locator(".searchbox").count() == 0 and page.evaluate("getSelection().toString()") == "养老"


def test_the_language_switch_keeps_the_query(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=" + quote("养老") + "&domain=minzheng")
    expect(page.locator(".hit").first).to_be_visible()
    page.locator(".languages summary").click()
    page.locator(".languages a[hreflang='zh-Hant']").click()
    page.wait_for_url("**/zh-Hant/search.html?*")
    assert state(page) == {"q": ["养老"], "domain": ["minzheng"]}
    expect(page.locator(".hit").first).to_be_visible()


def test_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "index.html")
    page.get_by_role("link", name="搜索", exact=True).click()
    expect(page.locator(".warning")).to_contain_text("脚本")
    page.locator(".search-lists").get_by_role("link", name="按主题查找").click()
    page.wait_for_url("**/topics/index.html")
    context.close()


# What the reader is told


def test_each_step_is_said(stubbed: Page) -> None:
    steps = [{"kind": "all", "total": 0, "words": []}, {"kind": "most", "total": 1, "words": ["残联"]}]
    ask(stubbed, {"殘聯工作": answer(hit("工作安排", missing=["残联"]), steps=steps)}, "殘聯工作")
    expect(stubbed.locator(".hit")).to_have_count(1)
    assert "没有同时包含“殘聯工作”的文本，显示包含“工作”的。" in said(stubbed) and "不含“殘聯”" in said(stubbed)
    more = {
        "甲": (answer(hit("有"), hit("缺一", missing=["甲"]), steps=[{"kind": "all", "total": 1, "words": []}]), "下面的没有同时包含“甲”"),
        "关工委": (answer(hit("有"), steps=[{"kind": "synonym", "total": 1, "words": [["关工委", "关心下一代工作委员会"]]}]), "“关工委”也按“关心下一代工作委员会”查找"),
        "jjyl": (answer(hit("有"), steps=[{"kind": "pinyin", "total": 1, "words": []}]), "“jjyl”按拼音查找"),
        "错字": (answer(hit("有"), steps=[{"kind": "all", "total": 0, "words": []}, {"kind": "typo", "total": 1, "words": []}]), "没有“错字”，显示题名相近的"),
        "倒序": (answer(hit("有"), steps=[{"kind": "order", "total": 1, "words": []}]), "“倒序”里的词都有，但不连在一起"),
        "相关": (answer(hit("有"), steps=[{"kind": "related", "total": 1, "words": []}]), "属于这个主题"),
        "太长": (answer(hit("有"), steps=[{"kind": "cut", "total": 0, "words": []}]), "输入的字太多"),
        "大约": (answer(hit("有"), total=500, about=True), "找到大约 500 个文本"),
    }
    stubbed.evaluate("answers => { window.answers = answers; }", {text: row[0] for text, row in more.items()})
    for text, (_, sentence) in more.items():
        stubbed.locator(FIELD).fill(text)
        expect(stubbed.locator(".search-main")).to_contain_text(sentence)
        assert stubbed.locator(".hits:visible").count() == stubbed.locator(".search-below:visible").count() + 1


def test_the_announcement_holds_the_steps(stubbed: Page) -> None:
    ask(stubbed, {"*": answer(hit("有"), steps=[{"kind": "pinyin", "total": 1, "words": []}])}, "jjyl")
    expect(stubbed.locator(".searchbox [role=status]")).to_have_text("找到 1 个文本 “jjyl”按拼音查找。")


def test_an_empty_result_helps(stubbed: Page) -> None:
    nothing = {"*": {"nearest": [{"url": TEXT, "title": TITLE}], "drop": [{"facet": "domain", "total": 5}], "facetCounts": {"domain": {"kepu": 3}}}}
    ask(stubbed, nothing, "无此")
    expect(stubbed.locator(".search-lead")).to_have_text("没有找到“无此”。")
    expect(stubbed.locator(".search-near a")).to_have_text(TITLE)
    assert stubbed.locator(".search-none .search-lists a").all_inner_texts() == ["全部文本", "按主题查找"]
    stubbed.get_by_role("checkbox", name=re.compile("科普")).check()
    expect(stubbed.locator(".search-lead")).to_have_text("在选定的范围里没有找到“无此”。")
    stubbed.keyboard.press("Control+k")
    stubbed.keyboard.press("ArrowDown")
    expect(stubbed.get_by_role("button", name="不限领域，有 5 个")).to_be_focused()
    stubbed.keyboard.press("Enter")
    stubbed.wait_for_function("window.asked.length === 3")
    assert stubbed.evaluate("window.asked[2].facets") == {"domain": []}


def test_an_empty_result_of_the_real_engine(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=" + quote("鼉鱷齉"))
    expect(page.locator(".search-lead")).to_have_text("没有找到“鼉鱷齉”。")
    page.goto(address + "search.html?kind=qingshi&q=" + quote("居家养老"))
    expect(page.locator(".search-lead")).to_contain_text("在选定的范围里没有找到")
    page.get_by_role("button", name=re.compile("不限种类")).click()
    expect(page.locator(".hit-title").first).to_have_text(TITLE)
    assert state(page) == {"q": ["居家养老"]}


# Recent searches


def test_recent_searches_are_kept_and_cleared(page: Page, address: str) -> None:
    page.goto(address + "search.html?q=x")
    for i in range(12):
        page.locator(PAGE_FIELD).fill(f"事项{i}")
        page.keyboard.press("Enter")
    page.locator(PAGE_FIELD).fill("没有用过")
    page.wait_for_timeout(300)
    page.goto(address + "index.html")
    opened(page)
    assert page.locator(".recent-one").all_inner_texts() == [f"事项{i}" for i in range(11, 1, -1)]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_have_value("事项10")
    expect(page.locator(FIELD)).to_be_focused()
    page.locator(FIELD).fill("")
    page.get_by_role("button", name="清除").click()
    assert page.locator(".recent-one").count() == 0 and page.evaluate("localStorage.getItem('jiceng.searches')") is None
    expect(page.locator(FIELD)).to_be_focused()


def test_an_opened_result_is_kept(page: Page, address: str) -> None:
    page.goto(address + "index.html")
    opened(page, "居家养老")
    page.locator(".hit-title a").first.click()
    page.wait_for_url(address + TEXT)
    opened(page)
    assert page.locator(".recent-one").all_inner_texts() == ["居家养老"]


@pytest.mark.parametrize("kept", ['"x"', '{"a": 1}', '[1, null, "", "<img src=x onerror=window.hacked=1>"]', "[", '["' + "长" * 9000 + '"]'])
def test_what_the_store_holds_is_data(page: Page, address: str, kept: str) -> None:
    page.goto(address + "index.html")
    page.evaluate("kept => localStorage.setItem('jiceng.searches', kept)", kept)
    opened(page)
    expect(page.locator(".search-help")).to_be_visible()
    assert page.locator(".recent-one").count() <= 1 and page.locator(".searchbox img").count() == 0
    page.keyboard.insert_text("养老")
    expect(page.locator(".hit").first).to_be_visible()


def test_where_the_store_is_forbidden(context: BrowserContext, address: str) -> None:
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});")
    page = context.new_page()
    page.goto(address + "index.html")
    opened(page, "居家养老")
    page.locator(".hit-title a").first.click()
    page.wait_for_url(address + TEXT)


# Bad input

BAD = {
    "one character": "老", "punctuation": "，。！？、；：“”（）《》—…", "500 characters": "居家养老服务实施方案" * 50, "emoji": "😀👨‍👩‍👧🇨🇳",
    "markup": "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>", "lone surrogate": "养\ud800老",
    "templates": "{n} {text} ${x} %s \\u0041", "control": "养\x00\x07老", "other scripts": "поиск 検索 بحث", "spaces": "  养　老   服务 ", "proto": "__proto__ constructor",
}  # fmt: skip


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_any_query_is_answered_in_plain_words(page: Page, address: str, text: str) -> None:
    page.goto(address + "index.html")
    opened(page)
    page.evaluate("([css, units]) => { const f = document.querySelector(css); f.value = String.fromCharCode(...units); f.dispatchEvent(new Event('input', {bubbles: true})); }", [FIELD, units(text)])
    expect(page.locator(".searchbox .search-body")).to_be_visible()
    expect(page.locator(".searchbox").locator(".hit, .search-lead, .warning").locator("visible=true").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?*")
    expect(page.locator(".hit, .search-lead, .warning").locator("visible=true").first).to_be_visible()
    assert page.evaluate("window.hacked") is None and page.locator("[data-search] img, [data-search] script").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def units(text: str) -> list[int]:
    raw = text.encode("utf-16-le", "surrogatepass")
    return [raw[i] | raw[i + 1] << 8 for i in range(0, len(raw), 2)]


@pytest.mark.parametrize("query", ["?q=%F0%28%8C&domain=%00", "?q=%ED%A0%80", "?domain=" + "a" * 5000, "?q=" + "a" * 5000, "?%%%", "?q=" + quote("<img src=x onerror=window.hacked=1>") + "&topic=<b>"])
def test_any_address_is_read(page: Page, address: str, query: str) -> None:
    page.goto(address + "search.html" + query)
    expect(page.locator(".search-help, .hit, .search-lead, .warning").locator("visible=true").first).to_be_visible()
    assert page.evaluate("window.hacked") is None and page.locator("[data-search] img, [data-search] b").count() == 0


def test_what_the_index_holds_is_text(stubbed: Page) -> None:
    evil = "<img src=x onerror=window.hacked=1>"
    made = hit(evil, url="plans/a.html", snippet=[{"text": evil, "mark": True}], section={"anchor": '"><b>', "heading": evil}, missing=[evil])
    made["facets"]["topic"] = [evil]
    ask(stubbed, {"*": answer(made, facetCounts={"domain": {"minzheng": 1}}, nearest=[{"url": "x.html", "title": evil}])}, "甲")
    expect(stubbed.locator(".hit-title")).to_have_text(evil)
    assert stubbed.locator(".searchbox img, .searchbox b").count() == 0 and stubbed.evaluate("window.hacked") is None


@pytest.mark.parametrize("strange", [None, 7, "x", {"hits": None}, {"hits": [{}], "total": 1}, {"hits": [None], "total": 1}, {"problem": "never heard of"}])
def test_a_strange_answer_is_told_as_a_failure(stubbed: Page, strange: Any) -> None:
    stubbed.route("**/assets/search-engine.js", lambda route: route.fulfill(
        body=STUB.replace("resolve(answer)", f"resolve({json.dumps(strange)})"), content_type="text/javascript"))  # fmt: skip
    opened(stubbed, "甲")
    expect(stubbed.locator(".searchbox").locator(".warning, .search-lead")).to_be_visible()
    stubbed.keyboard.press("Escape")
    expect(stubbed.locator(".searchbox")).to_be_hidden()


# Failures

PLAIN = {
    "manifest missing": ("**/search/manifest.js*", None, "没有取到搜索用的文件"),
    "manifest truncated": ("**/search/manifest.js*", 'jicengSearch("manifest",{"format":1,"te', "没有取到搜索用的文件"),
    "older build": ("**/search/manifest.js*", 'jicengSearch("manifest",{"format":0});', "网站已经更新"),
    "newer build": ("**/search/manifest.js*", 'jicengSearch("manifest",{"format":99});', "网站已经更新"),
    "shards missing": ("**/search/t/*", None, "有些搜索用的文件没有取到"),
    "shards truncated": ("**/search/t/*", 'jicengSearch("t/', "有些搜索用的文件没有取到"),
    "cards missing": ("**/search/c/*", None, "有些搜索用的文件没有取到"),
    "engine missing": ("**/assets/search-engine.js", None, "搜索没有加载成功"),
    "engine truncated": ("**/assets/search-engine.js", "(function () {", "搜索没有加载成功"),
}


@pytest.mark.parametrize("where", ["dialog", "page"])
@pytest.mark.parametrize(("files", "body", "sentence"), PLAIN.values(), ids=PLAIN.keys())
def test_a_failure_is_told_plainly(context: BrowserContext, address: str, files: str, body: str | None, sentence: str, where: str) -> None:
    page = context.new_page()
    page.route(files, lambda route: route.fulfill(status=404, body="404") if body is None else route.fulfill(body=body, content_type="text/javascript"))
    page.goto(address + ("index.html" if where == "dialog" else "search.html?q=" + quote("居家养老")))
    if where == "dialog":
        opened(page, "居家养老")
    place = page.locator(".searchbox" if where == "dialog" else ".page")
    expect(place.locator(".warning")).to_contain_text(sentence)
    assert not re.search(r"[A-Za-z]{4,}", place.locator(".warning").inner_text())
    expect(page.locator("a", has_text="全部文本").first).to_be_visible()
    page.unroute(files)
    if "engine" in files:
        page.get_by_role("button", name="刷新本页").click()
        page.wait_for_load_state()
        if where == "dialog":
            opened(page, "居家养老")
    elif "再试" in place.locator(".warning").inner_text():
        page.get_by_role("button", name="再试一次").click()
    else:
        return
    expect(page.locator(".hit-title").first).to_have_text(TITLE)


def test_missing_texts_and_facets_leave_the_hits(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    for files in ("**/search/x/*", "**/search/facets-*"):
        page.route(files, lambda route: route.abort())
    page.goto(address + "search.html?q=" + quote("需求登记"))
    expect(page.locator(".hit").first).to_be_visible()
    expect(page.locator(".warning")).to_contain_text("结果可能不全")
    expect(page.locator(".facets")).to_be_hidden()


@pytest.mark.parametrize("file", ["search.js", "searchbox.js", "search.css", "say.js"])
def test_a_search_that_cannot_be_loaded_leaves_the_page(context: BrowserContext, address: str, file: str) -> None:
    page = context.new_page()
    page.route(f"**/assets/{file}", lambda route: route.abort())
    page.goto(address + TEXT)
    page.keyboard.press("/")
    expect(page.locator(".toast", has_text="搜索没有加载成功")).to_be_visible()
    assert page.url == address + TEXT
    page.unroute(f"**/assets/{file}")
    opened(page, "居家养老")
    expect(page.locator(".hit-title").first).to_have_text(TITLE)


def test_the_page_says_when_its_script_is_missing(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.route("**/assets/search.js", lambda route: route.abort())
    page.goto(address + "search.html?q=x")
    expect(page.locator(".warning")).to_contain_text("搜索没有加载成功")
    expect(page.locator(".search-lists a").first).to_be_visible()


# Languages, a disk, a phone


def test_traditional_pages_find_and_stay_traditional(page: Page, address: str) -> None:
    page.goto(address + "zh-Hant/index.html")
    opened(page, "居家養老服務實施方案")
    first = page.locator(".hit-title a").first
    expect(first).to_have_attribute("href", f"{address}zh-Hant/{TEXT}")
    assert page.locator(".facet legend").first.inner_text() == "領域"
    page.keyboard.press("Enter")
    page.wait_for_url("**/zh-Hant/search.html?*")
    expect(page.locator(".hit-title a").first).to_have_attribute("href", f"{address}zh-Hant/{TEXT}")
    page.locator(".hit-title a").first.click()
    expect(page.locator("html[lang='zh-Hant'] .doc")).to_be_visible()


def test_english_pages_find_english_titles(page: Page, address: str) -> None:
    page.goto(address + "en/index.html")
    opened(page, "elderly care")
    first = page.locator(".hit").first
    expect(first.locator(".hit-title a")).to_have_attribute("href", address + TEXT)
    assert [mark.lower() for mark in first.locator(".hit-title mark").all_inner_texts()] == ["elderly", "care"]
    assert first.locator(".text-original").inner_text() == TITLE
    assert first.locator(".text-original").get_attribute("lang") == "zh-Hans"
    outside = page.locator(".searchbox").evaluate("""box => {
      const copy = box.cloneNode(true);
      copy.querySelectorAll("[lang=zh-Hans], .search-help").forEach(part => part.remove());
      return copy.textContent;
    }""")
    assert not re.search(r"[\u4e00-\u9fff]", outside), outside
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search.html?*")
    expect(page.locator(".hit-title a").first).to_have_attribute("hreflang", "zh-Hans")
    expect(page.locator(".facet legend").first).to_have_text("Field of work")


def test_from_a_disk(context: BrowserContext, real_site: Path) -> None:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    # A page that is left drops what it was fetching; only a file that is not there is a fault.
    page.on("requestfailed", lambda request: errors.append(request.url) if "ABORTED" not in (request.failure or "") else None)
    page.goto((real_site / "guide" / "index.html").as_uri())
    opened(page, "居家养老服务")
    expect(page.locator(".hit-title").first).to_have_text(TITLE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?*")
    expect(page.locator(".hit-title").first).to_have_text(TITLE)
    page.locator(".facet label input:visible").first.check()
    page.wait_for_function("location.search.includes('&')")
    page.go_back()
    page.wait_for_function("!location.search.includes('&')")
    page.locator(".hit-title a").first.click()
    expect(page.locator(".doc")).to_be_visible()
    opened(page)
    assert page.locator(".recent-one").all_inner_texts() == ["居家养老服务"]
    assert not errors


@pytest.mark.parametrize("large", [False, True], ids=["", "large text"])
@pytest.mark.parametrize("lang", ["", "en/"])
def test_on_a_phone(browser: Browser, address: str, lang: str, large: bool) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + lang + "index.html")
    if large:
        page.get_by_role("button", name="Large text" if lang else "大字").tap()
    button = page.get_by_role("button", name="Search" if lang else "搜索", exact=True)
    expect(button).to_be_in_viewport()
    button.tap()
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.insert_text("养老")
    expect(page.locator(".hit").first).to_be_visible()
    wide = "document.querySelector('.searchbox').scrollWidth <= innerWidth && document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(wide)
    assert not page.locator(".facet").first.is_visible()
    page.locator(".facets summary").tap()
    expect(page.locator(".facet").first).to_be_visible()
    assert page.evaluate(wide)
    small = page.evaluate("""() => Array.from(document.querySelectorAll(".searchbox a, .searchbox button, .searchbox summary, .searchbox label"))
      .filter(e => e.offsetParent && !e.matches(".visually-hidden, .hit-section")).filter(e => e.getBoundingClientRect().height < 24).map(e => e.textContent)""")
    assert small == []
    page.locator(".searchbox-close").tap()
    expect(page.locator(".searchbox")).to_be_hidden()
    page.goto(address + lang + "search.html?q=" + quote("养老"))
    expect(page.locator(".hit").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("what", ["start", "hits", "nothing", "page", "english", "empty page"])
def test_axe_finds_nothing(context: BrowserContext, address: str, what: str, scheme: str) -> None:
    page = context.new_page()
    queries = {"page": "search.html?domain=minzheng&q=" + quote("养老"), "english": "en/search.html?q=care", "empty page": "search.html?kind=qingshi&q=" + quote("居家养老")}
    page.goto(address + queries.get(what, "index.html"))
    if scheme == "dark":
        page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    if what in ("start", "hits", "nothing"):
        page.evaluate("localStorage.setItem('jiceng.searches', '[\"养老\"]')")
        opened(page, {"start": "", "hits": "居家养老 xyz", "nothing": "鼉鱷齉"}[what])
    expect(page.locator(".search-help, .hit, .search-lead").locator("visible=true").first).to_be_visible()
    page.wait_for_timeout(400)
    results = Axe().run(page, options=RULES)
    found = [f"{v['id']}: {[n['html'][:90] for n in v['nodes'][:3]]}" for v in results.response["violations"]]
    assert found == []
