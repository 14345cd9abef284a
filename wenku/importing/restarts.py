"""Stage 4, evidence from numbers: the headings behind a line begin anew, which speaks for a new text, or count on, which speaks against one."""

from __future__ import annotations

import re

from wenku.importing.model import Lines
from wenku.importing.patterns import HEADINGS, number

_PARTS = ("第一部分", "第一章", "第一条")
_DIVIDES = re.compile(r"^(?:第[一二三四五六七八九十\d]+(?:部分|章|编|节|阶段)|附件|附[：:表]|附\d)")


def weighed(lines: Lines, at: int, since: int, titled: bool) -> float:
    """Weigh the numbers of headings: those behind begin anew (for), or count on from those before (against)."""
    style, last = _top(lines[since:at])
    ahead = _next(lines, at, style)
    if ahead is None:
        return 0.5 if titled else 0.0
    place, value = ahead
    if any(_DIVIDES.match(other.text) for other in _since_number(lines, since, place, style)):
        return 0.0
    near = place - at <= (8 if titled else 3)
    if last == 0:
        return 0.5 if titled else 0.0
    if value == last + 1 and not (last == 1 and value == 1):
        return -3.0
    if value == 1 and near:
        return 2.0 + (0.6 if place == at and style == "一、" else 0)
    following = _next(lines, place + 1, style)
    if value < last and place == at and style == "一、" and following and following[1] == value + 1:
        return 2.5
    return 0.0


def _since_number(lines: Lines, since: int, place: int, style: str) -> Lines:
    """Return the lines between the last number of a style and a place."""
    at = place - 1
    while at > since and not ((found := number(lines[at].text)) and found.style == style):
        at -= 1
    return lines[at:place]


def _top(lines: Lines) -> tuple[str, int]:
    """Return the highest style of numbers in lines and its last value: ("一、", 4); ("", 0) without numbers."""
    best, last = "", 0
    for line in lines:
        found = number(line.text)
        if not found or found.style not in HEADINGS or found.style in _PARTS:
            continue
        rank = HEADINGS.index(found.style)
        if not best or rank < HEADINGS.index(best):
            best, last = found.style, found.value
        elif found.style == best:
            last = found.value
    return best, last


def _next(lines: Lines, at: int, style: str) -> tuple[int, int] | None:
    """Return (index, value) of the next number of a style from an index on, None when there is none."""
    for place in range(at, min(len(lines), at + 60)):
        found = number(lines[place].text)
        if found and (found.style == style or (style not in ("一、", "") and found.style == "一、")):
            return place, found.value
    return None
