"""Names of the files made from rows: what tells the rows apart, and the title; each once, none that Windows or Linux refuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wenku.fill.rows import Record
from wenku.model import Field, Text
from wenku.word.filled import UNITS, clean_name, file_name

_ENDING = ".docx"
_MOST_CHARACTERS, _MOST_BYTES = 80, 230
"""80 characters as everywhere; bytes, because Linux allows 255 and a temporary name is longer."""


def names(text: Text, variant: str | None, rows: Sequence[Record], fields: Sequence[Field], examples: bool) -> tuple[str, ...]:
    """Return a file name for each row, unique where capitals do not count: 春晖社区…方案.docx, then …（2）.docx."""
    key = telling(rows, fields)
    tail = file_name(text, variant, {}, examples).removesuffix(_ENDING)
    taken: set[str] = set()
    times: Counter[str] = Counter()
    return tuple(_unique(row.values.get(key, ""), tail, taken, times) for row in rows)


def telling(rows: Sequence[Record], fields: Sequence[Field]) -> str:
    """Return the key of the field that names a row: 社区名称 and its like where it has values, else the first that differs."""
    for name in UNITS:
        if any(row.values.get(name) for row in rows):
            return name
    short = [field.key for field in fields if field.kind in ("text", "choice")]
    different = (key for key in [*short, *(f.key for f in fields)] if len({row.values.get(key) for row in rows}) > 1)
    return next(different, "")


def _unique(head: str, tail: str, taken: set[str], times: Counter[str]) -> str:
    number = times[head.casefold()]
    while True:
        number += 1
        mark = tail + (f"（{number}）" if number > 1 else "")
        room = max(_MOST_CHARACTERS - len(mark), 0)
        while room and len((head[:room] + mark).encode("utf-8")) > _MOST_BYTES:
            room -= 1
        stem = clean_name(head[:room] + mark)
        if stem.casefold() not in taken:
            break
    taken.add(stem.casefold())
    times[head.casefold()] = number
    return stem + _ENDING
