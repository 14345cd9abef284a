"""The year as a strip of twelve months: a bar for the texts of each, a dot for each of its days, a square for a solemn one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wenku.render.pictures.svg import column, element, em, percent, rect, text, words


@dataclass(frozen=True)
class StripMonth:
    """A month: number, address, how many texts, of each day whether it is solemn, and what a screen reader says."""

    number: int
    url: str
    texts: int
    solemn: tuple[bool, ...]
    label: str


BAR, DOTS = 4.0, 4
"""Height of the longest bar in em; dots in a line."""
_AXIS, _DOT = 5.4, 0.42


def year_strip(label: str, months: Sequence[StripMonth]) -> str:
    """Return the picture: each month leads to its page. Which is the current one a script marks (class is-now)."""
    most = max([1, *(month.texts for month in months)])
    lines = max([1, *(-(-len(month.solemn) // DOTS) for month in months)])
    height = _AXIS + 2 + lines * _DOT + 0.6
    axis = element("line", x1="0", x2="100%", y1=em(_AXIS), y2=em(_AXIS), class_="axis")
    columns = (_month(month, i, len(months), most, height) for i, month in enumerate(months))
    return element("svg", *columns, axis, class_="picture strip", width="100%", height=em(height), role="group", aria_label=label)


def _month(month: StripMonth, place: int, of: int, most: int, height: float) -> str:
    width = 100 / of
    ground = rect(percent(width * place + 0.2), "0", percent(width - 0.4), em(height), class_="ground")
    tall = BAR * month.texts / most
    bar = rect("-0.55em", em(_AXIS - tall), "1.1em", em(tall), class_="bar") if month.texts else ""
    count = text("0", em(_AXIS - tall - 0.35), words(month.texts), class_="quiet middle") if month.texts else ""
    name = text("0", em(_AXIS + 1.35), words(month.number), element("tspan", "月", class_="unit"), class_="middle month-name")
    drawn = column(percent(width * (place + 0.5)), bar, count, name, _dots(month.solemn))
    return element("a", element("title", words(month.label)), ground, drawn, href=month.url, class_="month", data_month=month.number,
                   aria_label=month.label)  # fmt: skip


def _dots(solemn: Sequence[bool]) -> str:
    """Days in lines of DOTS, each line in the middle."""
    drawn = []
    for i, is_solemn in enumerate(solemn):
        line, at = divmod(i, DOTS)
        last = min(DOTS, len(solemn) - line * DOTS) - 1
        x, y = (at - last / 2) * _DOT, _AXIS + 2 + (line + 0.5) * _DOT
        drawn.append(rect(em(x - 0.14), em(y - 0.14), "0.28em", "0.28em", "solemn") if is_solemn else
                     element("circle", cx=em(x), cy=em(y), r="0.14em", class_="day"))  # fmt: skip
    return "".join(drawn)
