"""What depends on the reader's clock: the year of a day, what to start on, the state of a review. A year prints on one page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_journey import TEXT
from wenku.render.calendar import YEARS

Opened = Callable[[str, str], Page]


@pytest.fixture
def on(browser: Browser, address: str) -> Iterator[Opened]:
    """Open a page on a day of the reader's: on("2027-09-01", "months/10.html")."""
    context = browser.new_context()

    def opened(today: str, path: str) -> Page:
        page = context.new_page()
        page.clock.set_fixed_time(f"{today}T09:00:00")
        page.goto(address + path)
        return page

    yield opened
    context.close()


@pytest.mark.parametrize(("today", "marked"), [("2026-03-01", "2026年10月18日"), ("2027-11-30", "2027年10月8日")])
def test_the_readers_year_is_marked(on: Opened, today: str, marked: str) -> None:
    page = on(today, "months/10.html")
    day = page.locator(".day", has=page.get_by_text("老年节（重阳节）", exact=True))
    expect(day.locator("[aria-current=date]")).to_have_text(marked)
    expect(day.locator("[data-year]")).to_have_count(len(YEARS))
    calendar = on(today, "calendar/index.html")
    expect(calendar.locator(".year-links [aria-current=date]")).to_have_text(f"{today[:4]}年")


def test_no_year_is_marked_after_the_last_one(on: Opened) -> None:
    page = on("2035-05-05", "months/10.html")
    expect(page.locator(".day [aria-current]")).to_have_count(0)


@pytest.mark.parametrize(
    ("today", "shown"),
    [("2026-09-30", "2026年9月18日着手，10月18日使用"), ("2026-10-01", "2027年9月8日着手，10月8日使用")],
)
def test_what_to_start_on_when_the_month_comes_next(on: Opened, today: str, shown: str) -> None:
    page = on(today, "months/09.html")
    lines = page.locator(".start", has_text="社区居家养老服务实施方案").locator("[data-year]:visible")
    expect(lines).to_have_count(1)
    assert (lines.text_content() or "").strip().startswith(shown)
    expect(page.locator(".starts-none")).to_be_hidden()


def test_a_month_says_when_its_next_year_has_nothing(on: Opened) -> None:
    """In January there is something to start on only in 2026, when the week of 8 March begins on the 2nd."""
    for today, shown in (("2026-01-10", 1), ("2027-01-10", 0)):
        page = on(today, "months/01.html")
        row = page.locator(".start:visible", has=page.locator("a[href$='fulian-niandu-jihua.html']"))
        expect(row).to_have_count(shown)
        assert page.locator(".starts-none").is_visible() == (page.locator(".start:visible").count() == 0)


def test_after_the_last_year_all_lines_stay(on: Opened) -> None:
    page = on("2031-02-01", "months/09.html")
    assert page.locator(".start [data-year]:visible").count() == page.locator(".start [data-year]").count() >= len(YEARS)


def test_without_a_script_all_years_are_listed(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "months/09.html")
    assert page.locator(".start [data-year]:visible").count() == page.locator(".start [data-year]").count() >= len(YEARS)
    page.goto(address + "review.html")
    assert page.locator(".review-dates:visible").count() > 5
    expect(page.locator(".review-list .mark:visible")).to_have_count(0)
    context.close()


def states(page: Page, name: str) -> int:
    return page.locator(f"[data-review-by] [data-state={name}]:visible").count()


@pytest.mark.parametrize(("offset", "state"), [("before", "current"), ("due_from", "due"), ("by", "due"), ("2040-01-01", "overdue")])
def test_reviews_count_on_the_readers_clock(on: Opened, real_site: Path, offset: str, state: str) -> None:
    box = re.search(r'data-due-from="([^"]+)" data-review-by="([^"]+)"', (real_site / TEXT).read_text("utf-8"))
    assert box
    days = {"before": "2026-12-01", "due_from": box.group(1), "by": box.group(2)}
    today = days.get(offset, offset)
    page = on(today, TEXT)
    assert {name: states(page, name) for name in ("overdue", "due")} == {"overdue": int(state == "overdue"), "due": int(state == "due")}
    agenda = on(today, "review.html")
    listed = agenda.locator(".review-list li", has=agenda.locator(f"a[href='{TEXT}']"))
    expect(listed.locator(f"[data-state={state}]")).to_be_visible()
    expect(listed.locator("[data-state]:visible")).to_have_count(1)


def test_review_list_and_its_json_agree(page: Page, address: str, real_site: Path) -> None:
    page.goto(address + "review.html")
    rows = json.loads((real_site / "review.json").read_text("utf-8"))["texts"]
    assert page.locator(".review-list a").evaluate_all("all => all.map(a => a.getAttribute('href'))") == [row["url"] for row in rows]


@pytest.mark.parametrize("prefix", ["", "zh-Hant/"])
@pytest.mark.parametrize("year", YEARS)
def test_a_year_prints_on_one_page(page: Page, address: str, year: int, prefix: str) -> None:
    page.goto(f"{address}{prefix}calendar/{year}.html")
    for options in ({"prefer_css_page_size": True}, {"format": "A4"}):
        printed = page.pdf(**options)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_a_printed_year_holds_all_months_and_no_frame(page: Page, address: str) -> None:
    page.goto(address + "calendar/2026.html")
    page.emulate_media(media="print")
    expect(page.locator(".year-month:visible")).to_have_count(12)
    expect(page.locator(".site-header:visible, .site-footer:visible, .year-nav:visible, .crumbs:visible")).to_have_count(0)
