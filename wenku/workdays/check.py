"""DAY: what can be wrong in a record of docs/_data/days.yml beyond its schema. Pure; lines are those of days.yml."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from wenku.model import ERROR, Problem
from wenku.workdays.dates import FIRST_YEAR, LAST_YEAR, YEARS, dates
from wenku.workdays.rules import Rule, RuleFault, parse
from wenku.yamlread import Map, Node, Scalar, Seq

CODES: dict[str, tuple[str, str, str, bool]] = {
    "DAY-1": ("日期规则不认识", "规则只有几种写法，写错了日历上就没有这一天。", ERROR, False),
    "DAY-2": ("日期规则永远不会出现", "2月30日、13月这样的日子不存在。", ERROR, False),
    "DAY-3": ("有的年份没有这一天", "第五个星期一、农历三十不是每年都有，那些年的日历上会缺这一天。", ERROR, False),
    "DAY-4": ("没有这个节气", "节气用二十四个固定的拼音。", ERROR, False),
    "DAY-5": ("例外日期不对", "overrides 写的是当年的实际日期，年份要对得上，日期要存在。", ERROR, False),
    "DAY-6": ("年份超出范围", f"农历和节气只备有 {FIRST_YEAR} 至 {LAST_YEAR} 年的数据。", ERROR, False),
    "DAY-7": ("月份与日期不符", "months 少写一个月，当月的页面就漏掉这一天。", ERROR, False),
}
_SHOWN = 6
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def check_days(node: Node | None) -> tuple[Problem, ...]:
    """Return the problems of all records; what the schema reports already (a missing key, a wrong type) is passed over."""
    records = node.items if isinstance(node, Seq) else ()
    return tuple(problem for record in records if isinstance(record, Map) for problem in _record(record))


def year_problem(year: int, line: int = 1) -> Problem | None:
    """Return the problem of a year that the calendar is asked for, or None when it is within the range."""
    if year in YEARS:
        return None
    message = f"工作日历没有 {year} 年"
    return Problem(line, "DAY-6", message, f"写 {FIRST_YEAR} 至 {LAST_YEAR} 之间的年份")


def _record(record: Map) -> Iterator[Problem]:
    rule = record.get("rule")
    if not isinstance(rule, Scalar) or not isinstance(rule.value, str):
        return
    overrides = record.get("overrides")
    wrong = list(_overrides(overrides)) if isinstance(overrides, Map) else []
    yield from wrong
    line = record.line_of("rule")
    try:
        parsed = parse(rule.value)
    except RuleFault as fault:
        yield Problem(line, fault.code, fault.message, fault.right)
        return
    if wrong:
        return
    actual = _scalars(overrides) if isinstance(overrides, Map) else {}
    yield from _missing_years(rule.value, parsed, actual, line)
    yield from _months(record, parsed, actual)


def _scalars(overrides: Map) -> dict[str, str]:
    return {key: node.raw for key, _, node in overrides.items if isinstance(node, Scalar)}


def _overrides(overrides: Map) -> Iterator[Problem]:
    for key, line, node in overrides.items:
        if not key.isdecimal():
            continue
        outside = year_problem(int(key), line)
        if outside:
            yield outside
        elif isinstance(node, Scalar):
            date = _iso(node.raw)
            if date is None:
                yield Problem(
                    line, "DAY-5", f"{key} 年的日期“{node.raw[:20]}”不存在", "写成存在的日期，例如 2026-05-22"
                )
            elif date.year != int(key):
                yield Problem(line, "DAY-5", f"{key} 年的日期写成了 {node.raw}", f"写 {key} 年之内的日期，或者改年份")


def _iso(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None


def _missing_years(rule: str, parsed: Rule, overrides: dict[str, str], line: int) -> Iterator[Problem]:
    missing = [year for year in YEARS if dates(parsed, year, overrides) is None]
    if len(missing) == len(YEARS):
        yield Problem(line, "DAY-2", f"日期规则“{rule}”永远不会出现", "改成每年都有的日子")
    elif missing:
        shown = "、".join(map(str, missing[:_SHOWN])) + (f" 等 {len(missing)} 年" if len(missing) > _SHOWN else " 年")
        right = "改成每年都有的日子（例如用 last），或者在 overrides 里写明这些年的日期"
        yield Problem(line, "DAY-3", f"日期规则“{rule}”在 {shown}没有", right)


def _months(record: Map, parsed: Rule, overrides: dict[str, str]) -> Iterator[Problem]:
    months = record.get("months")
    if not isinstance(months, Seq):
        return
    written = {item.value for item in months.items if isinstance(item, Scalar)}
    firsts = {when[0].month: year for year in reversed(YEARS) if (when := dates(parsed, year, overrides))}
    for month in sorted(set(firsts) - written):
        message = f"months 里没有 {month} 月，{firsts[month]} 年的这一天却在 {month} 月开始"
        yield Problem(record.line_of("months"), "DAY-7", message, f"在 months 里加上 {month}")
