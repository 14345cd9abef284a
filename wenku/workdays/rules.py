"""The closed grammar of day rules, as in docs/_data/days.yml.

MM-DD · MM-DD..MM-DD · MM-n-wd, MM-last-wd · lunar:MM-DD · month:MM · month:MM-week:n, -week:last ·
week:MM-DD, week:MM-DD-sun · term:name
Weeks are Monday weeks; week 1 of a month holds its 1st. A range may end in the next year (11-01..03-31).
"""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass

LAST = 0
"""The n of "last"."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TERMS = {
    "xiaohan": "小寒", "dahan": "大寒", "lichun": "立春", "yushui": "雨水", "jingzhe": "惊蛰", "chunfen": "春分",
    "qingming": "清明", "guyu": "谷雨", "lixia": "立夏", "xiaoman": "小满", "mangzhong": "芒种", "xiazhi": "夏至",
    "xiaoshu": "小暑", "dashu": "大暑", "liqiu": "立秋", "chushu": "处暑", "bailu": "白露", "qiufen": "秋分",
    "hanlu": "寒露", "shuangjiang": "霜降", "lidong": "立冬", "xiaoxue": "小雪", "daxue": "大雪", "dongzhi": "冬至",
}  # fmt: skip
"""The 24 solar terms in the order of the civil year."""
GRAMMAR = "写成 03-05、11-01..03-31、05-3-sun、03-last-mon、lunar:09-09、month:09、month:09-week:3、week:03-08 或 term:qingming"


@dataclass(frozen=True)
class Fixed:
    """A day of the civil year: 03-05."""

    month: int
    day: int


@dataclass(frozen=True)
class Span:
    """From a day to a day, both included: 04-25..05-01; into the next year when it ends before it begins."""

    first: Fixed
    last: Fixed


@dataclass(frozen=True)
class NthWeekday:
    """The nth (or LAST) weekday of a month: 05-3-sun. Weekdays count from Monday, 0."""

    month: int
    n: int
    weekday: int


@dataclass(frozen=True)
class Lunar:
    """A day of an ordinary (not a leap) lunar month: lunar:09-09."""

    month: int
    day: int


@dataclass(frozen=True)
class Month:
    """A whole month: month:09."""

    month: int


@dataclass(frozen=True)
class NthWeek:
    """The nth week of a month, or the LAST one, which holds its last day: month:09-week:3."""

    month: int
    n: int


@dataclass(frozen=True)
class WeekOf:
    """The week that holds a day: week:03-08. It begins on a Monday, or on Sunday (week:05-15-sun) where the issuer counts so."""

    month: int
    day: int
    from_sunday: bool = False


@dataclass(frozen=True)
class SolarTerm:
    """The day on which a solar term begins: term:qingming."""

    name: str


Rule = Fixed | Span | NthWeekday | Lunar | Month | NthWeek | WeekOf | SolarTerm


class RuleFault(ValueError):
    """A rule that cannot be one. `code`, `message` and `right` are those of the Problem to report."""

    def __init__(self, code: str, message: str, right: str) -> None:
        super().__init__(message)
        self.code, self.message, self.right = code, message, right


def parse(rule: str) -> Rule:
    """Return the rule, or raise RuleFault: DAY-1 not of the grammar, DAY-2 never happens, DAY-4 no such solar term."""
    for pattern, build in _FORMS:
        found = pattern.fullmatch(rule)
        if found:
            return build(rule, *found.groups())
    raise RuleFault("DAY-1", f"日期规则“{rule[:40]}”不认识", GRAMMAR)


def _never(rule: str, why: str, right: str) -> RuleFault:
    return RuleFault("DAY-2", f"日期规则“{rule}”永远不会出现：{why}", right)


def _month(rule: str, text: str) -> int:
    if not 1 <= int(text) <= 12:
        raise _never(rule, f"没有 {int(text)} 月", "月份写 01 至 12")
    return int(text)


def _fixed(rule: str, month: str, day: str) -> Fixed:
    number = _month(rule, month)
    longest = calendar.monthrange(2024, number)[1]
    if not 1 <= int(day) <= longest:
        raise _never(rule, f"{number} 月没有 {int(day)} 日", f"{number} 月写 01 至 {longest} 日")
    return Fixed(number, int(day))


def _span(rule: str, month: str, day: str, to_month: str, to_day: str) -> Span:
    return Span(_fixed(rule, month, day), _fixed(rule, to_month, to_day))


def _nth(rule: str, text: str, what: str) -> int:
    if text == "last":
        return LAST
    if not 1 <= int(text) <= 5:
        raise _never(rule, f"一个月里没有第 {int(text)} {what}", "写 1 至 5，或者 last（最后一个）")
    return int(text)


def _nth_weekday(rule: str, month: str, n: str, weekday: str) -> NthWeekday:
    return NthWeekday(_month(rule, month), _nth(rule, n, "个星期几"), WEEKDAYS.index(weekday))


def _lunar(rule: str, month: str, day: str) -> Lunar:
    if not 1 <= int(month) <= 12:
        raise _never(rule, f"农历没有 {int(month)} 月", "农历月份写 01 至 12（不含闰月）")
    if not 1 <= int(day) <= 30:
        raise _never(rule, f"农历的月没有 {int(day)} 日", "农历的日写 01 至 30")
    return Lunar(int(month), int(day))


def _whole_month(rule: str, month: str) -> Month:
    return Month(_month(rule, month))


def _nth_week(rule: str, month: str, n: str) -> NthWeek:
    return NthWeek(_month(rule, month), _nth(rule, n, "周"))


def _week_of(rule: str, month: str, day: str, sunday: str | None) -> WeekOf:
    fixed = _fixed(rule, month, day)
    return WeekOf(fixed.month, fixed.day, bool(sunday))


def _term(rule: str, name: str) -> SolarTerm:
    if name not in TERMS:
        pinyin = {**{term: term for term in TERMS}, **{chinese: term for term, chinese in TERMS.items()}}
        near = [pinyin[match] for match in difflib.get_close_matches(name, pinyin, 1, 0.5)]
        right = f"写 term:{near[0]}（{TERMS[near[0]]}）" if near else "写节气的拼音，例如 term:qingming（清明）"
        raise RuleFault("DAY-4", f"没有“{name[:20]}”这个节气", right)
    return SolarTerm(name)


_TWO, _DAYS = r"([0-9]{2})", "|".join(WEEKDAYS)
_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Rule]], ...] = (
    (re.compile(f"{_TWO}-{_TWO}"), _fixed),
    (re.compile(rf"{_TWO}-{_TWO}\.\.{_TWO}-{_TWO}"), _span),
    (re.compile(f"{_TWO}-([0-9]|last)-({_DAYS})"), _nth_weekday),
    (re.compile(f"lunar:{_TWO}-{_TWO}"), _lunar),
    (re.compile(f"month:{_TWO}"), _whole_month),
    (re.compile(f"month:{_TWO}-week:([0-9]|last)"), _nth_week),
    (re.compile(f"week:{_TWO}-{_TWO}(-sun)?"), _week_of),
    (re.compile(r"term:([^\s:]+)"), _term),
)
