"""Findings in running text: what every check of wording, law names, privacy and typography returns for one piece of text.

A piece is a paragraph, heading, cell or list item of a text, or a line of a plain file: the same scanners serve both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Hit:
    """Something found at [start, end) of a piece. `fix` is the text that mends it mechanically, None where a writer must."""

    start: int
    end: int
    code: str
    message: str
    right: str
    fix: str | None = None


Scanner = Callable[[str], Iterable[Hit]]
