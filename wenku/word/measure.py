"""Widths in characters: the indents of signature and date, and the columns of a table. Fillers need the first again."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from math import ceil

from wenku.document import FIELD
from wenku.word import gbt9704 as g
from wenku.word.gbt9704 import twips

_STEP, _SLACK = 0.5, 0.8
"""What a column grows by, and room in each cell for digits of a wider font."""
_WORDS, _AT_ONCE = (8.0, 6.0, 5.0, 4.0), 0.75
"""Cells up to so many characters are not broken, if that takes no more than this share of the table."""
_WRITING = 16.0
"""What a cell that is still to be filled in would like to have."""


def width(text: str) -> float:
    """Return the width of a text in 字: a Hanzi or full-width mark 1, other characters ½, an unfilled field as 【字段】."""
    shown = FIELD.sub(r"【\1】", text)
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in shown)


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
        return min(free + shift + round((short - long) * advance), round((g.CHARACTERS - long) * advance)), free
    return free, max(0, free - shift + round((long - short) * advance))


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
