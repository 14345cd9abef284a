"""Stage 3, rows of a table that only frame it: a title over all columns, notes and paragraphs below, are lines of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wenku.importing.model import Line, Lines


def unframed(lines: Lines) -> Lines:
    """Return the lines with the rows of one cell at the head and the end of each table as lines of their own; a table of one column is none."""
    return tuple(part for line in lines for part in (_parts(line) if line.rows else (line,)))


def _parts(line: Line) -> Iterator[Line]:
    rows = [tuple(cell for cell in row if cell.strip()) for row in line.rows]
    wide = [at for at, row in enumerate(rows) if len(row) > 1]
    if not wide:
        yield from (_line(line, row, at == 0) for at, row in enumerate(rows) if row)
        return
    first, end = wide[0], wide[-1] + 1
    yield from (_line(line, row, at == 0) for at, row in enumerate(rows[:first]) if row)
    yield replace(line, rows=line.rows[first:end], gap=line.gap if not first else 0)
    yield from (_line(line, row, False) for row in rows[end:] if row)


def _line(table: Line, row: tuple[str, ...], first: bool) -> Line:
    return Line(row[0], table.number, strong=first and len(row[0]) < 40, whole=True, gap=1)
