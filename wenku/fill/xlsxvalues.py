"""Numbers of an .xlsx cell as the writer typed and sees them: 1260.0 → 1260, 46082 in a date format → 2026年3月1日, 0.62 in % → 62%."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation

from wenku.fill.table import Cell

_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]')
_BUILT_IN = {9: "0%", 10: "0.00%", **dict.fromkeys((14, 15, 22, 27, 28, 30, 31, 36, 50, 51, 54), "y/m/d"), 16: "m/d", 17: "y/m",
             **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "h:mm"), 29: "m/d", 52: "y/m", 53: "m/d", 57: "y/m", 58: "m/d"}  # fmt: skip
"""Number formats that have no code in the file; 27 to 36 and 50 to 58 as Excel and WPS use them in Chinese."""
_TOO_LONG = 10**15
_LAST_DAY = 2_958_465


def number_cell(content: str, number: int, code: str, from_1904: bool) -> Cell:
    """Return the cell of a number, or of an ISO date, as it stands in the file, by number and code of its format."""
    try:
        value = Decimal(content)
    except InvalidOperation:
        return _iso(content)
    if not value.is_finite():
        return Cell(content, "这一格不是数字：重新录入")
    shape = _LITERALS.sub("", (code or _BUILT_IN.get(number, "")).split(";")[0]).lower()
    if re.search("[ydhs]", shape) or "m" in shape:
        return _date(value, shape, from_1904)
    if abs(value) >= _TOO_LONG:
        return Cell(plain(value), "数字超过 15 位，末尾几位已经被表格软件改成 0：把这一列设成“文本”，重新录入")
    if "%" in shape:
        return Cell(plain(value * 100) + "%")
    whole = plain(value)
    return Cell(whole.zfill(len(shape)) if re.fullmatch("0{2,}", shape) and whole.isdigit() else whole)


def plain(value: Decimal) -> str:
    """Return a number without exponent, with at most 15 digits that count, without noughts at its end."""
    rounded = Decimal(f"{value:.15g}")
    text = format(rounded, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _iso(content: str) -> Cell:
    try:
        moment = datetime.datetime.fromisoformat(content)
    except ValueError:
        return Cell(content, "这一格读不出来：重新录入")
    return _shown(moment, "y/m/d")


def _date(value: Decimal, shape: str, from_1904: bool) -> Cell:
    """A day number: 1 is 1900-01-01, with the day 60 that never was; or 0 is 1904-01-01."""
    seconds = round(value * 86_400)
    days, rest = divmod(seconds, 86_400)
    if not re.search("[yd]", shape) and (days == 0 or "m" not in shape or ":" in shape):
        return Cell(_clock(rest))
    if not 0 <= days <= _LAST_DAY - (1462 if from_1904 else 0):
        return Cell(plain(value), "这一格不是存在的日期：写成 2026年3月1日")
    start = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 31 if days < 60 else 30)
    return _shown(start + datetime.timedelta(days=days, seconds=rest), shape)


def _shown(moment: datetime.datetime, shape: str) -> Cell:
    day = f"{moment.year}年{moment.month}月{moment.day}日"
    parts = [part for part, mark in ((f"{moment.year}年", "y"), (f"{moment.month}月", "m"), (f"{moment.day}日", "d")) if mark in shape]
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    clock = f" {_clock(seconds)}" if seconds else ""
    return Cell(("".join(parts) or day) + clock, "", day)


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02d}" + (f":{rest % 60:02d}" if rest % 60 else "")
