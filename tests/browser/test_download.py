"""The Word file that the page makes is, byte for byte, the one that the command line makes; what it lacks is said before."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_accessibility import RULES
from tests.browser.test_fill import control, opened
from tests.browser.test_journey import TEXT
from tests.samples import real_library
from wenku.examples import examples_of
from wenku.fill.values import check_values
from wenku.model import Text
from wenku.word.filled import STAMP, file_name, filled_file

VALUES = {"单位名称": "青松居委会", "年份": "2031", "统计日期": "2031-1-2", "资金来源": "第一笔\n第二笔 <b>&", "老人数": "１，２００"}
FORMED = {**VALUES, "统计日期": "2031年1月2日", "老人数": "1200"}


@cache
def text() -> Text:
    return real_library().by_path[TEXT.removesuffix(".html")]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1366, "height": 700}, reduced_motion="reduce")
    yield made
    made.close()


def filled(page: Page, address: str) -> Page:
    opened(page, address)
    for key, value in VALUES.items():
        control(page, key).fill(value)
    return page


def ask(page: Page) -> None:
    page.locator(".text-actions [data-action=word]").click()
    expect(page.locator("#word")).to_be_visible()


def download(page: Page, kind: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.locator(f"#word [data-word={kind}]").click()
    expect(page.locator("#word .word-status")).to_contain_text("已生成“" + waiting.value.suggested_filename)
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def words(file: bytes) -> str:
    return "".join(docx.Document(io.BytesIO(file)).element.itertext())


def header(file: bytes) -> str:
    parts = zipfile.ZipFile(io.BytesIO(file))
    return "".join(parts.read(name).decode("utf-8") for name in parts.namelist() if "header" in name)


@pytest.mark.parametrize("fonts", ["system", "official"])
@pytest.mark.parametrize("variant", ["社区", "村"])
def test_filled(context: BrowserContext, address: str, variant: str, fonts: str) -> None:
    page = filled(context.new_page(), address + TEXT)
    page.locator(f"button[data-variant='{variant}']").click()
    ask(page)
    assert f"版本：{variant}" in page.locator(".word-variant").inner_text()
    page.locator(f"input[value={fonts}]").check()
    name, file = download(page, "filled")
    values, faults = check_values(text().fields, VALUES)
    assert (values, faults) == (FORMED, ())
    assert file == filled_file(text(), variant, values, "测试版", fonts=fonts)
    assert name == file_name(text(), variant, values) == f"青松居委会社区居家养老服务实施方案（{variant}）.docx"
    assert "【运营单位】" in words(file) and "第二笔 <b>&" in words(file)
    page.reload()
    ask(page)
    expect(page.locator(f"input[value={fonts}]")).to_be_checked()


def test_blank_is_blank_whatever_was_typed(context: BrowserContext, address: str) -> None:
    page = filled(context.new_page(), address + TEXT)
    ask(page)
    name, file = download(page, "blank")
    assert file == filled_file(text(), "社区", {}, "测试版")
    assert name == "社区居家养老服务实施方案（社区）.docx"
    assert "青松" not in words(file) and "【单位名称】" in words(file)


def test_no_example_without_asking_for_examples(context: BrowserContext, address: str) -> None:
    page = filled(context.new_page(), address + TEXT)
    ask(page)
    for kind in ("filled", "blank"):
        written = words(download(page, kind)[1])
        used = {example for field in text().fields if field.kind != "year" for example, _ in examples_of(field, text())}
        assert "春晖村村民委员会" in used
        assert not [example for example in used if len(example) > 3 and example in written], kind


def test_examples_are_stamped(context: BrowserContext, address: str) -> None:
    page = filled(context.new_page(), address + TEXT)
    ask(page)
    assert STAMP in page.locator("#word-examples").inner_text()
    name, file = download(page, "examples")
    assert file == filled_file(text(), "社区", FORMED, "测试版", examples=True)
    assert STAMP in name and STAMP in header(file)
    assert "春晖居家养老服务站" in words(file) and "青松居委会" in words(file) and "【" not in words(file)


def test_the_examples_of_a_village_are_a_village_s(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + TEXT)
    unit = page.locator(".doc .field[data-field=单位名称]:visible").first
    expect(unit).to_have_text("春晖社区居民委员会", use_inner_text=True)
    page.locator("button[data-variant='村']").click()
    expect(unit).to_have_text("春晖村村民委员会", use_inner_text=True)
    ask(page)
    assert "春晖村村民委员会" in page.locator(".fill-row[data-field=单位名称] .fill-example").inner_text()
    _, file = download(page, "examples")
    assert file == filled_file(text(), "村", {}, "测试版", examples=True)
    assert "春晖村村民委员会" in words(file) and "春晖社区居民委员会" not in words(file)


def test_what_is_unfilled_or_wrong_is_said_first(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + TEXT)
    ask(page)
    assert "现在一项也没有填" in page.locator(".word-left").inner_text()
    page.keyboard.press("Escape")
    expect(page.locator("#word")).to_be_hidden()
    expect(page.locator(".text-actions [data-action=word]")).to_be_focused()
    opened(page, address + TEXT)
    control(page, "单位名称").fill("青松居委会")
    control(page, "高龄老人数").fill("许多")
    ask(page)
    left = page.locator(".word-left").inner_text()
    assert left.startswith("还有 14 项没填：年份、老年人数统计日期、") and "如【年份】" in left and "单位名称" not in left
    assert page.locator(".word-faults li").all_inner_texts() == ["“80周岁以上常住老年人数”只写数字，如 1260；单位“人”文中已有"]
    file = download(page, "filled")[1]
    assert "【高龄老人数】" in words(file) and "许多" not in words(file)
    page.locator("[data-word=go-fault]").click()
    expect(page.locator("#word")).to_be_hidden()
    expect(control(page, "高龄老人数")).to_be_focused()
    ask(page)
    page.locator("[data-word=go-left]").click()
    expect(control(page, "年份")).to_be_focused()


def test_what_comes_from_another_text_is_to_be_checked(context: BrowserContext, address: str) -> None:
    page = filled(context.new_page(), address + TEXT)
    opened(page, address + "plans/kepu/quanguo-kepuyue-huodong-fangan.html")
    ask(page)
    assert page.locator(".word-carried").inner_text() == "沿用上次填写的，请核对：单位名称、年份。"


def test_from_a_stick(browser: Browser, real_site: Path) -> None:
    context = browser.new_context()
    page = filled(context.new_page(), (real_site / TEXT).as_uri())
    ask(page)
    assert download(page, "filled")[1] == filled_file(text(), "社区", FORMED, "测试版")
    context.close()


def test_traditional(context: BrowserContext, address: str) -> None:
    page = filled(context.new_page(), f"{address}zh-Hant/{TEXT}")
    ask(page)
    name, file = download(page, "filled")
    assert name == "青松居委会社區居家養老服務實施方案（社區）.docx"
    assert "居家養老" in words(file) and "青松居委会" in words(file) and "【運營單位】" in words(file)


@pytest.mark.parametrize("missing", ["assets/word.js", "*.docx.js", "assets/word-parts.js", "assets/zip.js"])
def test_a_missing_file_is_said_and_the_blank_one_offered(context: BrowserContext, address: str, missing: str) -> None:
    page = filled(context.new_page(), address + TEXT)
    page.route(f"**/{missing}", lambda route: route.fulfill(status=404))
    ask(page)
    page.locator("[data-word=filled]").click()
    expect(page.locator(".word-status")).to_contain_text("没有生成")
    link = page.locator(".word-plain a")
    assert (link.get_attribute("href") or "").endswith("jujia-yanglao-fuwu-fangan.docx")
    with page.expect_download() as waiting:
        link.click()
    assert "【单位名称】" in words(Path(waiting.value.path()).read_bytes())
    page.unroute(f"**/{missing}")
    download(page, "filled")  # trying again helps


@pytest.mark.parametrize(("old", "new"), [("2026-11-22", "2027-12-24"), ("运营单位", "新加字段")])
def test_a_file_newer_than_the_page_is_not_filled_with_the_old_form(context: BrowserContext, address: str, real_site: Path, old: str, new: str) -> None:
    page = filled(context.new_page(), address + TEXT)
    script = (real_site / TEXT.replace(".html", ".docx.js")).read_text("utf-8")
    assert old in script
    page.route("**/*.docx.js", lambda route: route.fulfill(body=re.sub(old, new, script), content_type="text/javascript; charset=utf-8"))
    ask(page)
    page.locator("[data-word=filled]").click()
    expect(page.locator(".word-status")).to_contain_text("文本已经更新")


def test_wechat_is_told_where_files_can_be_kept(browser: Browser, address: str) -> None:
    context = browser.new_context(user_agent="Mozilla/5.0 (Linux; Android 12) Chrome/107 MicroMessenger/8.0.40")
    page = context.new_page()
    page.goto(address + TEXT)
    ask(page)
    expect(page.locator(".word-status")).to_contain_text("在浏览器打开")
    context.close()


@pytest.mark.parametrize(("width", "look"), [(1366, "light"), (1366, "large"), (360, "dark"), (360, "large")])
def test_axe_finds_nothing(browser: Browser, address: str, width: int, look: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 640}, reduced_motion="reduce", color_scheme="dark" if look == "dark" else "light")
    page = context.new_page()
    page.goto(address + TEXT)
    if look == "large":
        page.locator("[data-action=large-text]").click()
    opened(page, address + TEXT)
    control(page, "年份").fill("27")
    ask(page)
    assert page.evaluate("(b => [b.scrollWidth <= b.clientWidth, b.getBoundingClientRect().right <= innerWidth])(document.getElementById('word'))") == [True, True]
    download(page, "filled")
    results = Axe().run(page, options=RULES)
    assert [f"{v['id']}: {[n['html'][:90] for n in v['nodes'][:3]]}" for v in results.response["violations"]] == []
    context.close()
