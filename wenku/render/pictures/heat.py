"""Domain × kind as a heat map: each cell leads to its list, the more texts the deeper its colour."""

from __future__ import annotations

from collections.abc import Sequence

from wenku.render.pictures.svg import element, em, percent, rect, text, words

Cell = tuple[int, str] | None
"""How many texts, and the address of their list; None where there are none."""
Row = tuple[str, str, Sequence[Cell]]
"""Name, address and cells of a domain."""

LEVELS = 5
NARROW = 7
"""So many columns fit a screen of 360 px; with more the picture is wider and scrolls."""
_NAMES, _LONG_NAMES = 21.0, 34.0
"""Place of the first column, in percent, with names of Hanzi and with English ones."""
_HEAD, _ROW, _GAP = 2.9, 2.3, 0.14


def level(count: int) -> int:
    """Return the depth of a cell's colour, 1 to LEVELS: one text, to 3, to 7, to 15, more. Good for ten texts and for ten thousand."""
    return min(LEVELS, count.bit_length())


def heat_map(label: str, kinds: Sequence[str], rows: Sequence[Row], wide: bool = False) -> str:
    """Return the picture. `label` says what it shows; `wide` is for long names (English). Addresses are seen from its page."""
    left = _LONG_NAMES if wide else _NAMES
    width = (100 - left) / max(1, len(kinds))
    heads = (_head(left + width * (i + 0.5), kind, wide) for i, kind in enumerate(kinds))
    lines = (_line(_HEAD + _ROW * number, row, kinds, left, width) for number, row in enumerate(rows))
    size = "heat heat-wide" if wide or len(kinds) > NARROW else "heat"
    return element("svg", *heads, *lines, class_=f"picture {size}", width="100%", height=em(_HEAD + _ROW * len(rows)), role="group",
                   aria_label=label)  # fmt: skip


def _head(middle: float, name: str, wide: bool) -> str:
    """A kind's name; four Hanzi stand in two lines, so that a column can be narrow."""
    x = percent(middle)
    if wide or len(name) < 3:
        return text(x, em(_HEAD - 0.8), words(name), class_="quiet middle")
    cut = (len(name) + 1) // 2
    return text(x, em(_HEAD - 1.7), words(name[:cut]), class_="quiet middle") + text(x, em(_HEAD - 0.6), words(name[cut:]), class_="quiet middle")


def _line(top: float, row: Row, kinds: Sequence[str], left: float, width: float) -> str:
    name, address, cells = row
    first = element("a", text("0", em(top + _ROW * 0.66), words(name)), href=address, class_="name")
    return first + "".join(
        _cell(cell, f"{name} {kind}", left + width * i, top, width) for i, (kind, cell) in enumerate(zip(kinds, cells, strict=True))
    )


def _cell(cell: Cell, name: str, left: float, top: float, width: float) -> str:
    place = (percent(left + 0.3), em(top + _GAP), percent(width - 0.6), em(_ROW - 2 * _GAP))
    if cell is None:
        return rect(*place, class_="none")
    count, address = cell
    number = text(percent(left + width / 2), em(top + _ROW * 0.66), words(count), class_="middle")
    return element("a", rect(*place), number, href=address, class_=f"cell cell-{level(count)}", aria_label=f"{name} {count}")
