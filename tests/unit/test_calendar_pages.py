"""Pages of the work calendar, the agenda of reviews, and what changed lately in a text's laws."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from tests.samples import real_library
from wenku.model import Day, Law, Text
from wenku.render import workpages
from wenku.render.calendar import (
    STARTS_SHOWN,
    YEARS,
    MonthFacts,
    MonthRow,
    StartDate,
    calendar_files,
    calendars,
    months,
    span,
    year,
)
from wenku.render.front import DAYS, card_days
from wenku.render.text import Basis, basis
from wenku.review import DUE_BEFORE_DAYS, due_from, review_by
from wenku.workdays.dates import Occurrence

LIBRARY = real_library()
RECORDS: dict[str, Day] = dict(LIBRARY.data["days"])
LAW: Law = next(iter(LIBRARY.data["laws"].values()))


def text(code: str, lead: int, *days: str, own: tuple[int, ...] = ()) -> Text:
    records = tuple(RECORDS[day] for day in days)
    return replace(LIBRARY.texts[0], path=f"plans/minzheng/{code}", code=code, days=records, own_months=own, lead_days=lead)


def month(number: int, *texts: Text) -> MonthFacts:
    return months(RECORDS.values(), texts)[number - 1]


def row(name: str, number: int) -> MonthRow:
    return next(row for row in month(number).days if row.day.name == name)


def occurrence(first: str, last: str) -> Occurrence:
    return Occurrence(RECORDS["elder-day"], datetime.date.fromisoformat(first), datetime.date.fromisoformat(last), int(first[:4]))


@pytest.mark.parametrize(
    ("first", "last", "long", "short"),
    [
        ("2026-10-18", "2026-10-18", "10月18日", "18日"),
        ("2026-05-11", "2026-05-17", "5月11日至17日", "11日至17日"),
        ("2026-09-28", "2026-10-04", "9月28日至10月4日", "28日至10月4日"),
        ("2026-09-01", "2026-09-30", "全月", "全月"),
        ("2028-02-01", "2028-02-29", "全月", "全月"),
        ("2026-07-01", "2026-08-31", "7月1日至8月31日", "1日至8月31日"),
        ("2026-11-01", "2027-03-31", "11月1日至次年3月31日", "1日至次年3月31日"),
        ("2026-09-01", "2027-09-30", "9月1日至次年9月30日", "1日至次年9月30日"),
    ],
)
def test_span(first: str, last: str, long: str, short: str) -> None:
    assert span(occurrence(first, last)) == long
    assert span(occurrence(first, last), with_month=False) == short


def test_a_day_of_the_same_date_every_year_has_one_date() -> None:
    assert (row("国庆节", 10).when, row("国庆节", 10).by_year) == ("10月1日", ())
    assert row("全国科普月", 9).when == "全月"


def test_a_moving_day_has_a_date_for_each_year() -> None:
    elder = row("老年节（重阳节）", 10)
    assert elder.when == ""
    assert elder.by_year[:2] == ((2026, "10月18日"), (2027, "10月8日"))
    assert [number for number, _ in elder.by_year] == list(YEARS)


def test_a_moving_day_stands_in_each_month_with_the_years_of_that_month() -> None:
    assert row("春节", 1).by_year == ((2028, "1月26日"),)
    assert [number for number, _ in row("春节", 2).by_year] == [2026, 2027, 2029, 2030]


def test_what_to_start_on_by_year() -> None:
    (start,) = month(9, text("A1", 30, "elder-day")).starts
    assert start.always == ()
    assert start.by_year[:2] == (
        (2026, (StartDate("9月18日", "10月18日", ("老年节（重阳节）",)),)),
        (2027, (StartDate("9月8日", "10月8日", ("老年节（重阳节）",)),)),
    )


def test_what_to_start_on_at_the_same_date_every_year() -> None:
    (start,) = month(12, text("A1", 30, own=(1,))).starts
    assert (start.always, start.by_year) == ((StartDate("12月2日", "次年1月", ()),), ())


def test_days_of_one_date_are_named_together() -> None:
    """In 2027 the week of 8 March begins on that day; a month of its own adds no name."""
    (start,) = month(2, text("A1", 30, "womens-day", "women-rights-week")).starts
    (dates,) = dict(start.by_year)[2027]
    assert sorted(dates.days) == ["国际妇女节", "妇女维权周"]
    assert len(dict(start.by_year)[2028]) == 2
    (start,) = month(11, text("A1", 30, "year-end", own=(12,))).starts
    assert start.always == (StartDate("11月1日", "12月1日", ("年度总结、述职与次年计划编制",)),)


def test_what_to_start_on_is_ordered_by_date() -> None:
    later, sooner = text("A1", 10, "national-day"), text("A2", 25, "national-day")
    assert "national-day" in RECORDS and [start.text.code for start in month(9, later, sooner).starts] == ["A2", "A1"]


def test_many_starts_get_pages_of_their_own() -> None:
    few = month(9, *(text(f"A{n:03}", 10, "national-day") for n in range(STARTS_SHOWN)))
    many = month(9, *(text(f"A{n:03}", 10, "national-day") for n in range(130)))
    assert few.starts_url == "" and not list(workpages.start_pages([few]))
    assert len(many.first_starts) == STARTS_SHOWN and many.starts_url == "months/09-start.html"
    pages = list(workpages.start_pages([few, many]))
    assert [page.url for page in pages] == ["months/09-start.html", *(f"months/09-start-p{n}.html" for n in range(2, 6))]
    assert sum(len(group.items) for page in pages for group in page.view.groups) == 130


@pytest.mark.parametrize("number", YEARS)
def test_a_year_has_every_day_once(number: int) -> None:
    view = year(RECORDS.values(), number)
    shown = [day.id for m in view.months for _, day in m.days]
    assert [m.number for m in view.months] == list(range(1, 13))
    assert sorted(shown) == sorted(RECORDS)


def test_a_year_names_weekdays() -> None:
    october = {day.name: when for when, day in year(RECORDS.values(), 2026).months[9].days}
    assert october["老年节（重阳节）"] == "18日 周日" and october["国庆节"] == "1日 周四"
    assert {day.name: when for when, day in year(RECORDS.values(), 2026).months[8].days}["全国科普月"] == "全月"


def test_calendar_files() -> None:
    files = {file.url: file for file in calendar_files(LIBRARY.data)}
    assert len(files["calendar.ics"].days) == len(RECORDS)
    assert all(file.days and file.name in file_names() for url, file in files.items() if url != "calendar.ics")
    written = calendars(LIBRARY.data, "基层文库")
    assert set(written) == set(files)
    assert "X-WR-CALNAME:基层文库·民政工作日历\r\n" in written["calendar/minzheng.ics"]
    assert "X-WR-CALNAME:基层文库工作日历\r\n" in written["calendar.ics"]
    assert all(content.count("\n") == content.count("\r\n") for content in written.values())
    assert written["calendar.ics"].count("BEGIN:VEVENT") == len(RECORDS) * len(YEARS)


def file_names() -> set[str]:
    return {domain.name for domain in LIBRARY.data.domains()}


def test_a_month_card_names_used_days_first_then_verified_ones() -> None:
    facts = month(9)
    unverified = next(r.day for r in facts.days if not r.day.verified)
    names = card_days(facts, frozenset([unverified.id]))
    assert len(names) == DAYS and names[0] == unverified and all(day.verified for day in names[1:])


def test_a_month_card_prefers_days_that_come_most_years() -> None:
    assert "端午节" not in [day.name for day in card_days(month(5), frozenset())]
    assert "春节" in [day.name for day in card_days(month(2), frozenset())]


def law(checked: str, in_force: str | None, revised: str | None) -> Law:
    return replace(LAW, checked=checked, in_force=in_force, last_revised=revised)


@pytest.mark.parametrize(
    ("in_force", "revised", "change", "date"),
    [
        ("2026-01-01", "2025-10-28", "revised", "2025-10-28"),
        ("2026-08-15", None, "new", "2026-08-15"),
        ("2026-01-01", "2019-01-01", "new", "2026-01-01"),
        ("2024-11-22", None, "new", "2024-11-22"),
        ("2024-11-21", None, "", ""),
        ("2024-11", None, "new", "2024-11"),
        ("2024-10", None, "", ""),
        ("2024", None, "new", "2024"),
        ("2027-01-01", None, "", ""),
        (None, None, "", ""),
    ],
)
def test_what_changed_lately_counts_from_the_check_of_the_law(in_force: str | None, revised: str | None, change: str, date: str) -> None:
    own = law("2026-11-22", in_force, revised)
    assert basis(own) == Basis(own, change, date)


def test_the_agenda_is_grouped_by_month_and_comes_in_parts() -> None:
    texts = [replace(text(f"A{n:03}", 0), reviewed=f"2026-{1 + n % 3:02}-10", review_in=6, archived=None) for n in range(100)]
    pages = list(workpages.review_pages(texts))
    assert [page.url for page in pages] == ["review.html", "review-p2.html"]
    assert [group.title for group in pages[0].view.groups] == ["2026年7月", "2026年8月"]
    first = pages[0].view.groups[0].items[0]
    assert (first.due_from, first.review_by) == (due_from(first.text), review_by(first.text)) == ("2026-06-10", "2026-07-10")
    assert DUE_BEFORE_DAYS == 30
