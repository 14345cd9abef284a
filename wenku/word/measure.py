"""Widths in characters: the indents of signature and date, and the columns of a table. Fillers need the first again."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from math import ceil

from wenku.document import FIELD
from wenku.word import gbt9704 as g
from wenku.word.gbt9704 import twips

_NARROWEST = 2.0
_STEP = 0.5


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
    """Share `total` 字 among the columns of a table so that its rows need few lines: half a character at a time to the
    column that saves most, beginning with what each cannot do without."""
    cells = [[width(cell) for cell in row] for row in rows]
    columns = list(zip(*cells, strict=True))
    widths = [min(max(column[0], _NARROWEST), max(_NARROWEST, total / len(columns) / 2)) for column in columns]
    widths = [value * min(1.0, total / sum(widths)) for value in widths]
    while sum(widths) + _STEP <= total:
        tallest = [max(ceil(cell / wide) for cell, wide in zip(row, widths, strict=True)) for row in cells]
        needs = [_need(column, wide, tallest) for column, wide in zip(columns, widths, strict=True)]
        widths[needs.index(max(needs))] += _STEP
    return tuple(widths)


def _need(column: Sequence[float], wide: float, tallest: Sequence[int]) -> float:
    """How much a column wants to grow: the lines by which it makes rows tall, and a little for being tight at all."""
    over = sum(cell / wide for cell, lines in zip(column, tallest, strict=True) if lines > 1 and ceil(cell / wide) == lines)
    return over + max(column) / wide / 100
