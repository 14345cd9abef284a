"""When the days of the work calendar fall: dates of a rule in a year, occurrences of all days in a year."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from wenku.workdays import lunar
from wenku.workdays.rules import LAST, Fixed, Lunar, Month, NthWeek, NthWeekday, Rule, SolarTerm, Span, WeekOf, parse

FIRST_YEAR, LAST_YEAR = 2024, 2050
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
Range = tuple[datetime.date, datetime.date]
_NONE: Mapping[str, str] = MappingProxyType({})
_WEEK = datetime.timedelta(days=6)


class YearOutOfRange(ValueError):
    """A year that the frozen tables do not hold."""


class CalendarDay(Protocol):
    """What the calendar needs of a record of days.yml (wenku.model.Day, with its overrides: year → ISO date)."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def overrides(self) -> Mapping[str, str]: ...
    @property
    def domains(self) -> tuple[str, ...]: ...
    @property
    def basis(self) -> str | None: ...
    @property
    def verified(self) -> bool: ...
    @property
    def tone(self) -> str: ...


@dataclass(frozen=True)
class Occurrence:
    """A day in one year, first and last date included. `year` is the rule's: a week 1 of January may begin before it."""

    day: CalendarDay
    first: datetime.date
    last: datetime.date
    year: int

    @property
    def length(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1

    def touches(self, year: int, month: int) -> bool:
        """Tell whether a part of it lies in a month."""
        return (self.first.year, self.first.month) <= (year, month) <= (self.last.year, self.last.month)


def dates(rule: Rule | str, year: int, overrides: Mapping[str, str] = _NONE) -> Range | None:
    """Return first and last date in a year, or None when the rule does not happen in it (a fifth Monday).

    An override gives the first date; a week keeps its seven days, a month or range its end. Raises YearOutOfRange outside
    2024–2050, RuleFault for a wrong rule, ValueError for a wrong override: wenku.workdays.check reports all of them first.
    """
    if year not in YEARS:
        raise YearOutOfRange(f"{year}: not within {FIRST_YEAR}–{LAST_YEAR}")
    parsed = parse(rule) if isinstance(rule, str) else rule
    usual = _by_rule(parsed, year)
    if str(year) not in overrides:
        return usual
    first = datetime.date.fromisoformat(overrides[str(year)])
    if usual is None:
        return first, first
    if isinstance(parsed, (Month, Span)):
        return first, max(first, usual[1])
    return first, first + (usual[1] - usual[0])


def occurrences(days: Iterable[CalendarDay], year: int) -> tuple[Occurrence, ...]:
    """Return what happens in a year, by first date; the shorter first, then by id."""
    found = []
    for day in days:
        when = dates(day.rule, year, day.overrides)
        if when:
            found.append(Occurrence(day, *when, year))
    return tuple(sorted(found, key=lambda o: (o.first, o.last, o.day.id)))


def monday(date: datetime.date) -> datetime.date:
    """Return the Monday of a date's week."""
    return date - datetime.timedelta(date.weekday())


def _by_rule(rule: Rule, year: int) -> Range | None:
    if isinstance(rule, Month):
        return datetime.date(year, rule.month, 1), _month_end(year, rule.month)
    if isinstance(rule, NthWeek):
        return _nth_week(rule, year)
    if isinstance(rule, Span):
        return _span(rule, year)
    if isinstance(rule, WeekOf):
        return _week_of(rule, year)
    single = _single(rule, year)
    return single and (single, single)


def _single(rule: Fixed | NthWeekday | Lunar | SolarTerm, year: int) -> datetime.date | None:
    if isinstance(rule, Fixed):
        return _date(year, rule)
    if isinstance(rule, NthWeekday):
        return _nth_weekday(rule, year)
    if isinstance(rule, Lunar):
        return lunar.lunar_in_year(rule.month, rule.day, year)
    return lunar.term_date(rule.name, year)


def _date(year: int, fixed: Fixed) -> datetime.date | None:
    length = calendar.monthrange(year, fixed.month)[1]
    return datetime.date(year, fixed.month, fixed.day) if fixed.day <= length else None


def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _nth_weekday(rule: NthWeekday, year: int) -> datetime.date | None:
    if rule.n == LAST:
        end = _month_end(year, rule.month)
        return end - datetime.timedelta((end.weekday() - rule.weekday) % 7)
    start = datetime.date(year, rule.month, 1)
    date = start + datetime.timedelta((rule.weekday - start.weekday()) % 7 + 7 * (rule.n - 1))
    return date if date.month == rule.month else None


def _nth_week(rule: NthWeek, year: int) -> Range | None:
    end = _month_end(year, rule.month)
    if rule.n == LAST:
        first = monday(end)
    else:
        first = monday(datetime.date(year, rule.month, 1)) + datetime.timedelta(weeks=rule.n - 1)
    return (first, first + _WEEK) if first <= end else None


def _week_of(rule: WeekOf, year: int) -> Range | None:
    date = _date(year, Fixed(rule.month, rule.day))
    if date is None:
        return None
    first = date - datetime.timedelta((date.weekday() + rule.from_sunday) % 7)
    return first, first + _WEEK


def _span(rule: Span, year: int) -> Range | None:
    first = _date(year, rule.first)
    over = (rule.last.month, rule.last.day) < (rule.first.month, rule.first.day)
    last = _date(year + over, rule.last)
    return (first, last) if first and last else None
