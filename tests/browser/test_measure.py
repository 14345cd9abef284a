"""Lines of running text hold 28 to 40 Hanzi wherever the screen has room for 28, and the pictures keep the reader's size of letters."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_journey import TYPES

LINES = """() => Array.from(document.querySelectorAll("p, li, dd")).filter((e) => e.offsetParent && !e.closest("header, footer, svg")
  && Array.from(e.childNodes).some((n) => n.nodeType === 3 && n.textContent.trim().length > 8)).map((e) => {
    const range = document.createRange(), lines = new Map(), size = parseFloat(getComputedStyle(e).fontSize);
    range.selectNodeContents(e);
    Array.from(range.getClientRects()).forEach((r) => {
      const key = Math.round(r.top / 6), line = lines.get(key) || [1e9, 0];
      lines.set(key, [Math.min(line[0], r.left), Math.max(line[1], r.right)]);
    });
    return [Math.max(...Array.from(lines.values(), ([left, right]) => right - left)) / size, e.className + ": " + e.textContent.trim().slice(0, 20)];
  })"""
READ = ["front", "domain", "topic", "law", "month", "calendar", "review", "text", "form", "all", "guide", "handbook", "traditional text"]


@pytest.mark.parametrize("page", [768, 1366, 1920], indirect=True)
def test_no_line_is_longer_than_forty_hanzi(page: Page, address: str) -> None:
    long = []
    for name in READ:
        page.goto(address + TYPES[name])
        long += [(name, *line) for line in page.evaluate(LINES) if line[0] > 40.3]
    assert long == []


@pytest.mark.parametrize("page", [768, 1366, 1920], indirect=True)
def test_a_text_has_lines_of_at_least_twenty_eight(page: Page, address: str) -> None:
    page.goto(address + TYPES["text"])
    widths = page.locator(".doc > p:visible").evaluate_all("(all) => all.map((p) => p.clientWidth / parseFloat(getComputedStyle(p).fontSize))")
    assert len(widths) > 5 and all(28 <= width <= 40 for width in widths)
    assert page.evaluate("getComputedStyle(document.querySelector('.doc p')).lineBreak") == "strict"


@pytest.mark.parametrize("large", [False, True])
def test_the_letters_of_pictures_do_not_shrink_on_a_phone(browser: Browser, address: str, large: bool) -> None:
    sizes = []
    for width in (360, 1366):
        page = browser.new_page(viewport={"width": width, "height": 740})
        page.goto(address + "index.html")
        if large:
            page.locator("button[data-action=large-text]").click()
        sizes.append(page.locator(".heat .name text").first.evaluate("(t) => t.getBoundingClientRect().width / t.textContent.length"))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        names = page.locator(".heat .name text").evaluate_all("(all) => Math.max(...all.map((t) => t.getBoundingClientRect().right))")
        assert names <= page.locator(".heat .none, .heat .cell rect").evaluate_all("(all) => Math.min(...all.map((r) => r.getBoundingClientRect().left))")
        page.close()
    assert sizes[0] >= (18 if large else 14) and sizes[0] >= 0.9 * sizes[1]


def test_colours_of_the_system(browser: Browser, address: str) -> None:
    """Where the reader's own colours rule, letters stand on the ground that they were made for, and bars can be seen."""
    page = browser.new_page(forced_colors="active")
    page.goto(address + "index.html")
    for cell in (".heat .cell-1", ".heat .cell-2"):
        letters, ground = (page.locator(f"{cell} {part}").first.evaluate("(e) => getComputedStyle(e).fill") for part in ("text", "rect"))
        assert letters != ground and ground == page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.locator(".strip .bar").first.evaluate("(e) => getComputedStyle(e).fill") == page.evaluate("getComputedStyle(document.body).color")
    page.close()
