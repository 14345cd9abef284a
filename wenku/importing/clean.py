"""Stage 3: everything that is not the text taken out, paragraphs made whole. Every removal is a note; no word of the text goes."""

from __future__ import annotations

from collections.abc import Mapping

from wenku.importing import characters, contents, furniture, pagemarks, tables, wrap
from wenku.importing.model import Line, Lines, Note, Notes, hanzi, quote

_LONG = 30
"""Hanzi from which a paragraph that stands twice in a row is a slip, not a form of words."""


def clean(lines: Lines, lookalikes: Mapping[str, str]) -> tuple[Lines, tuple[str, ...], Notes]:
    """Return (paragraphs, titles of a table of contents that stood in front, notes)."""
    lines, first = characters.clean(tables.unframed(lines), lookalikes)
    lines, named = contents.filled_in(lines)
    lines, second = furniture.clean(lines)
    lines, titles, third = contents.taken_off(lines)
    lines, fourth = pagemarks.clean(lines)
    lines, fifth = wrap.clean(lines)
    lines, sixth = _twice(lines)
    return lines, titles, (*first, *named, *second, *third, *fourth, *fifth, *sixth)


def _twice(lines: Lines) -> tuple[Lines, Notes]:
    kept: list[Line] = []
    notes = []
    for line in lines:
        if kept and not line.rows and line.text == kept[-1].text and hanzi(line.text) >= _LONG:
            notes.append(Note("clean", line.number, "删去", "与上一段完全相同", quote(line.text)))
        else:
            kept.append(line)
    return tuple(kept), tuple(notes)
