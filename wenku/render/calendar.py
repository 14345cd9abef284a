"""The work calendar as pages and calendar files show it: months with their days by year, a printable year, what to start on."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wenku.data import Data
from wenku.model import Day, Text
from wenku.workdays.dates import Occurrence, occurrences
from wenku.workdays.ics import icalendar
from wenku.workdays.views import MonthDay, Start, month_view, starts, year_view

YEARS = range(2026, 2031)
"""Years whose dates the pages and calendar files carry. A page must not depend on the day of its build; extend them here."""
STARTS_SHOWN = 12
"""Texts to start on that a month's page shows itself; where there are more, all stand on pages of their own."""
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class MonthRow:
    """A day of a month: when it is the same every year `when` says so, else `by_year` holds (year, when)."""

    day: Day
    when: str
    by_year: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class StartDate:
    """When to start on a text, when it is used, and the names of the days that it is used for (() for a month of its own)."""

    on: str
    use: str
    days: tuple[str, ...]


@dataclass(frozen=True)
class StartRow:
    """A text to start on in a month: `always` when the dates are the same every year, else `by_year`."""

    text: Text
    always: tuple[StartDate, ...]
    by_year: tuple[tuple[int, tuple[StartDate, ...]], ...]


@dataclass(frozen=True)
class MonthFacts:
    """A month's days, and the texts to start on in it in one of the `years`."""

    number: int
    days: tuple[MonthRow, ...]
    starts: tuple[StartRow, ...]
    years: tuple[int, ...] = tuple(YEARS)

    @property
    def first_starts(self) -> tuple[StartRow, ...]:
        """What the month's own page shows of them."""
        return self.starts[:STARTS_SHOWN]

    @property
    def starts_url(self) -> str:
        """Address of the page with all of them, "" when the month's own page shows all."""
        return f"months/{self.number:02d}-start.html" if len(self.starts) > STARTS_SHOWN else ""


@dataclass(frozen=True)
class YearMonth:
    """A month of the printable year: (when, day) in order."""

    number: int
    days: tuple[tuple[str, Day], ...]


@dataclass(frozen=True)
class YearView:
    """A year on one page."""

    year: int
    months: tuple[YearMonth, ...]
    years: tuple[int, ...]


@dataclass(frozen=True)
class CalendarFile:
    """A calendar file: its address, the domain's name ("" for all domains) and its days."""

    url: str
    name: str
    days: tuple[Day, ...]


def months(days: Iterable[Day], texts: Iterable[Text]) -> tuple[MonthFacts, ...]:
    """Return what the twelve months' pages show of the calendar. A text without lead time stands in its month's list only."""
    records, library = tuple(days), tuple(text for text in texts if text.lead_days)
    begin: list[dict[int, list[Start]]] = [{} for _ in range(12)]
    for number in YEARS:
        for start in starts(library, records, number):
            begin[start.on.month - 1].setdefault(number, []).append(start)
    return tuple(
        MonthFacts(month, tuple(map(_row, month_view(records, month, YEARS))), _start_rows(by_year))
        for month, by_year in enumerate(begin, 1)
    )


def year(days: Iterable[Day], number: int) -> YearView:
    """Return one year for printing."""
    rows: Any = (tuple((_short(o), o.day) for o in month) for month in year_view(days, number))
    return YearView(number, tuple(YearMonth(n, row) for n, row in enumerate(rows, 1)), tuple(YEARS))


def span(occurrence: Occurrence, with_month: bool = True) -> str:
    """Return 10月18日, 5月11日至17日, 9月28日至10月4日, 11月1日至次年3月31日 or, for a whole month, 全月."""
    first, last = occurrence.first, occurrence.last
    begin = _day(first) if with_month else f"{first.day}日"
    if first == last:
        return begin
    if (first.year, first.month) == (last.year, last.month):
        whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
        return "全月" if whole else f"{begin}至{last.day}日"
    return f"{begin}至{'次年' * (last.year > first.year)}{_day(last)}"


def calendar_files(data: Data) -> tuple[CalendarFile, ...]:
    """Return calendar.ics with all days, then calendar/<domain>.ics for each domain that has days."""
    days: tuple[Day, ...] = tuple(data["days"].values())
    files = [CalendarFile("calendar.ics", "", days)]
    for domain in data.domains():
        own = tuple(day for day in days if domain.id in day.domains)
        if own:
            files.append(CalendarFile(f"calendar/{domain.id}.ics", domain.name, own))
    return tuple(files)


def calendars(data: Data, site_name: str) -> dict[str, str]:
    """Return the content of each calendar file by its address."""
    names = {domain.id: domain.name for domain in data.domains()}
    stamp = datetime.date.fromisoformat(max((law.checked for law in data["laws"].values()), default="2026-01-01"))
    files = {}
    for file in calendar_files(data):
        title = f"{site_name}{'·' if file.name else ''}{file.name}工作日历"
        files[file.url] = icalendar(title, [o for number in YEARS for o in occurrences(file.days, number)], stamp, names)
    return files


def _day(date: datetime.date) -> str:
    return f"{date.month}月{date.day}日"


def _short(occurrence: Occurrence) -> str:
    when = span(occurrence, with_month=False)
    return f"{when} 周{WEEKDAYS[occurrence.first.weekday()]}" if occurrence.length == 1 else when


def _row(row: MonthDay) -> MonthRow:
    spans = tuple((number, span(occurrence)) for number, occurrence in row.by_year)
    same = len(spans) == len(YEARS) and len({when for _, when in spans}) == 1
    day: Any = row.day
    return MonthRow(day, spans[0][1] if same else "", () if same else spans)


def _start_rows(by_year: dict[int, list[Start]]) -> tuple[StartRow, ...]:
    """Return a row for each text, the one to start on first at the head."""
    found: dict[str, tuple[tuple[int, str], Text, list[tuple[int, tuple[StartDate, ...]]]]] = {}
    for number, items in by_year.items():
        own: dict[str, list[Start]] = {}
        for item in items:
            own.setdefault(item.text.path, []).append(item)
        for path, same_text in own.items():
            first = same_text[0]
            row = found.setdefault(path, ((first.on.day, path), first.text, []))
            row[2].append((number, _start_dates(same_text)))
    rows = (_start_row(text, years) for _, text, years in sorted(found.values(), key=lambda row: row[0]))
    return tuple(rows)


def _start_row(text: Text, years: list[tuple[int, tuple[StartDate, ...]]]) -> StartRow:
    same = len(years) == len(YEARS) and len({dates for _, dates in years}) == 1
    return StartRow(text, years[0][1] if same else (), () if same else tuple(years))


def _start_dates(items: list[Start]) -> tuple[StartDate, ...]:
    """Return the dates of one text in one year; what is used on the same day stands together."""
    dates: dict[tuple[datetime.date, datetime.date], list[Occurrence]] = {}
    for item in items:
        dates.setdefault((item.on, item.use), []).extend([item.occurrence] if item.occurrence else [])
    return tuple(
        StartDate(_day(on), _use(on, use, bool(days)), tuple(o.day.name for o in days)) for (on, use), days in dates.items()
    )


def _use(on: datetime.date, use: datetime.date, is_day: bool) -> str:
    return ("次年" if use.year > on.year else "") + (_day(use) if is_day else f"{use.month}月")
