"""The calendar as pages show it: the days of a month with their dates by year, a year by months, what to start writing now."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from wenku.model import Text
from wenku.workdays.dates import YEARS, CalendarDay, Occurrence, YearOutOfRange, occurrences


@dataclass(frozen=True)
class MonthDay:
    """A day that touches a month: for each year of the page that has it, its occurrence there."""

    day: CalendarDay
    by_year: tuple[tuple[int, Occurrence], ...]


@dataclass(frozen=True)
class Start:
    """A text to begin on a date, because it is used on another: at an occurrence of its days, or in a month of its own."""

    on: datetime.date
    text: Text
    use: datetime.date
    occurrence: Occurrence | None = None


def month_view(days: Iterable[CalendarDay], month: int, years: Iterable[int]) -> tuple[MonthDay, ...]:
    """Return the days of a month with their date ranges in each of the years; by the earliest day of the month."""
    found: dict[str, list[tuple[int, Occurrence]]] = {}
    records = tuple(days)
    for year in years:
        for occurrence in _touching(records, year, month):
            found.setdefault(occurrence.day.id, []).append((year, occurrence))
    rows = [MonthDay(items[0][1].day, tuple(items)) for items in found.values()]
    return tuple(sorted(rows, key=lambda row: _place(row, month)))


def year_view(days: Iterable[CalendarDay], year: int) -> tuple[tuple[Occurrence, ...], ...]:
    """Return the occurrences of a year in twelve lists, each by the month in which it begins."""
    lists: list[list[Occurrence]] = [[] for _ in range(12)]
    for occurrence in occurrences(days, year):
        lists[_begin(occurrence).month - 1].append(occurrence)
    return tuple(map(tuple, lists))


def start_by(text: Text, occurrence: Occurrence) -> datetime.date:
    """Return the date on which to start on a text for an occurrence: its lead time before the first day."""
    return occurrence.first - datetime.timedelta(days=text.lead_days)


def starts(texts: Iterable[Text], days: Iterable[CalendarDay], year: int, month: int | None = None) -> tuple[Start, ...]:
    """Return the texts to start on in a year, or in one month of it: by date, then path. Uses of the following year count within 2024–2050."""
    if year not in YEARS:
        raise YearOutOfRange(str(year))
    by_day: dict[str, list[Occurrence]] = {}
    records = tuple(days)
    for each in _around(year):
        for occurrence in occurrences(records, each):
            by_day.setdefault(occurrence.day.id, []).append(occurrence)
    found = [start for text in texts for start in _starts_of(text, by_day, year) if _in(start.on, year, month)]
    return tuple(sorted(found, key=lambda s: (s.on, s.use, s.text.path, s.occurrence.day.id if s.occurrence else "")))


def _starts_of(text: Text, by_day: dict[str, list[Occurrence]], year: int) -> Iterable[Start]:
    for day in text.days:
        for occurrence in by_day.get(day.id, ()):
            yield Start(start_by(text, occurrence), text, occurrence.first, occurrence)
    for each in (year, year + 1):
        for month in text.own_months:
            use = datetime.date(each, month, 1)
            yield Start(use - datetime.timedelta(days=text.lead_days), text, use)


def _around(year: int) -> tuple[int, ...]:
    return tuple(each for each in (year - 1, year, year + 1) if each in YEARS)


def _touching(days: tuple[CalendarDay, ...], year: int, month: int) -> list[Occurrence]:
    """Occurrences in a month of a year: also what began in December before, and a week 1 of January that begins there."""
    all_around = (o for each in _around(year) for o in occurrences(days, each))
    return sorted((o for o in all_around if o.touches(year, month)), key=lambda o: (o.first, o.last, o.day.id))


def _in(date: datetime.date, year: int, month: int | None) -> bool:
    return date.year == year and month in (None, date.month)


def _begin(occurrence: Occurrence) -> datetime.date:
    return max(occurrence.first, datetime.date(occurrence.year, 1, 1))


def _place(row: MonthDay, month: int) -> tuple[int, int, str]:
    """Order in a month: earliest day of the month on which it stands, shorter ones first."""
    standing = [o.first.day if o.first.month == month else 0 for _, o in row.by_year]
    return min(standing), min(o.length for _, o in row.by_year), row.day.id
