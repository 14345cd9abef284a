"""Widths in characters: the indents of title, signature and date, and the columns of a table.

The fillers need the indents again: overrides/assets/word.js has them too, and tests/fill/ holds both to the same results.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil, floor

from wenku.document import FIELD
from wenku.word import gbt9704 as g
from wenku.word.gbt9704 import mm_twips, twips

_STEP, _SLACK = 0.5, 0.8
"""What a column grows by, and room in each cell for digits of a wider font."""
_WORDS, _AT_ONCE = (8.0, 6.0, 5.0, 4.0), 0.75
"""Cells up to so many characters are not broken, if that takes no more than this share of the table."""
_WRITING = 16.0
"""What a cell that is still to be filled in would like to have."""


_HALF = re.compile("[\u0000-\u00a6\u00a8-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u200f\uff61-\uffdc]")
"""Half as wide as a Hanzi: Latin and its neighbours but for § ° ± · × ÷, and the half-width forms."""
_BREAK_AFTER, _NOT_AT_START = re.compile("[的和与及、）》”]|(?<=[0-9】])年"), "，。、；：？！）》”年月日的"
_TITLE_SLACK = 0.8
"""Room in each line for digits of a wider font, less than the next Hanzi would need."""
_TITLE_ENDINGS = (4, 2)
"""实施方案, 制度: a title's last word is so long, as a rule."""


def width(text: str) -> float:
    """Return the width of a text in 字: a Hanzi or full-width mark 1, other characters ½, an unfilled field as 【字段】."""
    shown = FIELD.sub(r"【\1】", text)
    return len(shown) - len(_HALF.findall(shown)) / 2


def title_indent(pieces: Sequence[str]) -> int:
    """Return the left and right indent, in twips, that breaks a title into balanced lines, 0 where one line holds it.

    `pieces` are its runs, a field in one of its own. GB/T 9704 7.3.1: lines 词意完整, 排列对称, 长短适宜. Of the widths that
    need no more lines than must be, the one that splits the fewest words is taken: words end with a run, after 2027年 or 的,
    and before the last four characters.
    """
    text, good = _title_breaks(pieces)
    least = ceil(width(text) / g.TITLE_CHARACTERS)
    if least < 2:
        return 0
    best = (len(text), float(g.TITLE_CHARACTERS))
    for half in range(ceil(width(text) * 2 / least), g.TITLE_CHARACTERS * 2 + 1):
        breaks = _breaks(text, half / 2)
        if len(breaks) < least:
            best = min(best, (sum(place not in good for place in breaks), half / 2))
    return max(0, twips((g.TITLE_CHARACTERS - best[1] - _TITLE_SLACK) * g.TITLE_PT)) // 2


def _title_breaks(pieces: Sequence[str]) -> tuple[str, set[int]]:
    """Return a title's text with the places where a line may end well."""
    text, good = "", set()
    for piece in pieces:
        good.add(len(text))
        text += FIELD.sub(r"【\1】", piece)
    good |= {match.end() for match in _BREAK_AFTER.finditer(text)}
    good |= {len(text) - ending for ending in _TITLE_ENDINGS}
    return text, {i for i in good if 0 < i < len(text) and text[i] not in _NOT_AT_START}


def _breaks(text: str, wide: float) -> list[int]:
    """Return where lines of a width in 字 break, each as full as can be."""
    places, filled = [], 0.0
    for i, character in enumerate(text):
        if filled + width(character) > wide:
            places.append(i)
            filled = 0.0
        filled += width(character)
    return places


def signature_indents(unit: str, date: str) -> tuple[int, int]:
    """Return the right indents, in twips, of a signature without seal and of its date (GB/T 9704 7.3.5.2).

    The date begins two characters to the right of the unit; a date longer than the unit keeps two characters of its own
    at the right, and the unit moves to the left.
    """
    advance, free = twips(g.ADVANCE_PT), twips(g.SIGNATURE_RIGHT_CHARACTERS * g.BODY_PT)
    widest = g.CHARACTERS - g.SIGNATURE_RIGHT_CHARACTERS
    long, short = min(width(unit), widest), min(width(date), widest)
    shift = g.DATE_SHIFT_CHARACTERS * advance
    if short > long:
        return min(free + shift + _rounded((short - long) * advance), _rounded((g.CHARACTERS - long) * advance)), free
    return free, max(0, free - shift + _rounded((long - short) * advance))


def _rounded(length: float) -> int:
    """Half up, as in the browser: Python rounds half to even."""
    return floor(length + 0.5)


def table_widths(rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Return the widths of a table's columns in twips, which add up to the type area. The header is the first of `rows`."""
    whole = mm_twips(g.TYPE_WIDTH_MM)
    character = twips(g.TABLE_SMALL_PT if len(rows[0]) >= g.TABLE_SMALL_FROM else g.TABLE_PT)
    sides = 2 * twips(g.CELL_SIDE_PT) + twips(g.TABLE_BORDER_PT)
    shares = column_widths(rows, (whole - len(rows[0]) * sides) / character)
    widths = [round(share * character) + sides for share in shares]
    widths[shares.index(max(shares))] += whole - sum(widths)
    return tuple(widths)


def column_widths(rows: Sequence[Sequence[str]], total: float) -> tuple[float, ...]:
    """Share `total` 字 among the columns of a table, half a character at a time to the column that saves most lines.

    Each column begins with its widest cell, or with a few characters where that is long; what is left over when every
    cell stands on one line goes where there is least room, and most to the columns that are to be filled in.
    """
    cells = [[width(cell) + _SLACK for cell in row] for row in rows]
    columns = list(zip(*cells, strict=True))
    wishes = [max(map(_wish, column)) for column in zip(*rows, strict=True)]
    widths = _least(columns, total)
    while sum(widths) + _STEP <= total:
        needs = [0.0] * len(widths)
        for row in cells:
            lines = [ceil(cell / wide) for cell, wide in zip(row, widths, strict=True)]
            for i, (cell, wide) in enumerate(zip(row, widths, strict=True)):
                if lines[i] > 1 and lines[i] == max(lines):
                    needs[i] += cell / wide
        best = max(range(len(widths)), key=lambda i: (needs[i], wishes[i] / widths[i]))
        widths[best] += _STEP
    return tuple(widths)


def _least(columns: Sequence[Sequence[float]], total: float) -> list[float]:
    for limit in _WORDS:
        widths = [min(max(column), limit) for column in columns]
        if sum(widths) <= total * _AT_ONCE:
            return widths
    return [wide * min(1.0, total / sum(widths)) for wide in widths]


def _wish(cell: str) -> float:
    to_write = not cell or cell.startswith("〔填写") or FIELD.search(cell)
    return max(width(cell), _WRITING if to_write else 0.0)
