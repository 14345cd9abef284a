"""Pages of the work calendar: a month with its days by year, a year on one printable page, calendar files."""

from __future__ import annotations

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


@dataclass(frozen=True)
class MonthRow:
    """A day of a month: when it is fixed `when` says so for every year, else `by_year` holds (year, when)."""

    day: Day
    when: str
    by_year: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class MonthFacts:
    """A month's days, and per year the texts to start on in it."""

    number: int
    days: tuple[MonthRow, ...]
    starts: tuple[tuple[int, tuple[Start, ...]], ...]


@dataclass(frozen=True)
class YearMonth:
    """A month of the printable year: (when, day) in order, and the number of texts for it."""

    number: int
    days: tuple[tuple[str, Day], ...]


@dataclass(frozen=True)
class YearView:
    """A year on one page."""

    year: int
    months: tuple[YearMonth, ...]
    years: tuple[int, ...]


def month_facts(days: Iterable[Day], texts: Iterable[Text], month: int) -> MonthFacts:
    """Return what a month's page shows of the calendar."""
    records, library = tuple(days), tuple(texts)
    begin = tuple((year, starts(library, records, year, month)) for year in YEARS)
    return MonthFacts(month, tuple(_row(row) for row in month_view(records, month, YEARS)), begin)


def year(days: Iterable[Day], number: int) -> YearView:
    """Return one year for printing."""
    months = year_view(days, number)
    rows = (tuple((span(o), o.day) for o in month) for month in months)
    return YearView(number, tuple(YearMonth(n, row) for n, row in enumerate(rows, 1)), tuple(YEARS))  # type: ignore[arg-type]


def span(occurrence: Occurrence, with_month: bool = True) -> str:
    """Return 10月18日, 5月11日至17日, 9月28日至10月4日 or, for a whole month, 全月."""
    first, last = occurrence.first, occurrence.last
    if first.day == 1 and (last + datetime.timedelta(days=1)).day == 1 and first.month == last.month:
        return "全月"
    begin = f"{first.month}月{first.day}日" if with_month else f"{first.day}日"
    if first == last:
        return begin
    return f"{begin}至{last.day}日" if first.month == last.month else f"{begin}至{last.month}月{last.day}日"


def calendars(data: Data, site_name: str) -> dict[str, str]:
    """Return calendar files by address: calendar.ics for all days, calendar/<domain>.ics for each domain's."""
    days: tuple[Day, ...] = tuple(data["days"].values())
    names = {domain.id: domain.name for domain in data.domains()}
    stamp = datetime.date.fromisoformat(max((law.checked for law in data["laws"].values()), default="2026-01-01"))

    def made(title: str, chosen: tuple[Day, ...]) -> str:
        return icalendar(title, [o for number in YEARS for o in occurrences(chosen, number)], stamp, names)

    files = {"calendar.ics": made(f"{site_name}工作日历", days)}
    for domain in data.domains():
        own = tuple(day for day in days if domain.id in day.domains)
        if own:
            files[f"calendar/{domain.id}.ics"] = made(f"{site_name}·{domain.name}工作日历", own)
    return files


def _row(row: MonthDay) -> MonthRow:
    spans = tuple((number, span(occurrence)) for number, occurrence in row.by_year)
    same = len(spans) == len(YEARS) and len({when for _, when in spans}) == 1
    day: Any = row.day
    return MonthRow(day, spans[0][1] if same else "", () if same else spans)
