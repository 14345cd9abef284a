"""Lunar dates and solar terms on the civil calendar, from the frozen table (wenku.workdays.lunartable)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from wenku.workdays.lunartable import LUNAR_YEARS, SOLAR_TERMS
from wenku.workdays.rules import TERMS

_ORDER = {name: place for place, name in enumerate(TERMS)}


def lunar_date(lunar_year: int, month: int, day: int) -> datetime.date | None:
    """Return the civil date of a day of an ordinary lunar month; None where the month is too short."""
    for number, is_leap, first, length in _months(lunar_year):
        if number == month and not is_leap:
            return first + datetime.timedelta(day - 1) if day <= length else None
    return None


def lunar_in_year(month: int, day: int, year: int) -> datetime.date | None:
    """Return the first date in a civil year on which a lunar day falls: the last lunar months begin before the year does."""
    dates = (lunar_date(lunar_year, month, day) for lunar_year in (year - 1, year))
    return next((date for date in dates if date and date.year == year), None)


def term_date(name: str, year: int) -> datetime.date:
    """Return the day on which a solar term (its pinyin, as in rules.TERMS) begins."""
    text = SOLAR_TERMS[year].split()[_ORDER[name]]
    return datetime.date(year, int(text[:2]), int(text[2:]))


def _months(lunar_year: int) -> Iterator[tuple[int, bool, datetime.date, int]]:
    """Number, whether it is a leap month, first day and length of each month of a lunar year."""
    start, leap, lengths = LUNAR_YEARS[lunar_year]
    first = datetime.date.fromisoformat(start)
    for place, length in enumerate(lengths, 1):
        after_leap = bool(leap) and place > leap
        yield place - after_leap, bool(leap) and place == leap + 1, first, length
        first += datetime.timedelta(length)
