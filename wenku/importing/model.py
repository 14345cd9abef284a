"""What the stages hand to each other: lines of the raw file, notes on what was done to them, pieces that are texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from wenku.importing import identity

Rows = tuple[tuple[str, ...], ...]
_HANZI = re.compile("[\u3400-\u9fff]+")
QUOTED = 60
"""Characters of the raw text that a note shows at most."""
RULED = "—" * 12
"""What a rule of a page (<hr>, ---) becomes: a line of marks."""
STAGES = {
    "decode": "编码", "extract": "提取", "clean": "清理", "wrap": "折行", "split": "拆分", "structure": "结构", "classify": "归类",
    "blanks": "空白", "privacy": "个人信息", "sensitive": "不宜公开", "repeats": "重复", "draft": "草稿",
}  # fmt: skip
"""The stages and their Chinese names."""


class Refused(ValueError):
    """A file that cannot be imported; the message says in Chinese, in one line, what it is and what to do."""


@dataclass(frozen=True)
class Line:
    """A line or paragraph of the raw file.

    number: its 1-based line (paragraph, in formats that have them). level: heading level that the format itself states, 0 for
    none. strong: the whole line is bold or centred. whole: the format says where paragraphs end, so it is no part of one.
    gap: something parts it from the line before (an indent, an empty line; 2 and more: so many empty lines). rows: a table instead of text. ruled: "above" or "below"
    when a line of marks stands there.
    """

    text: str
    number: int
    level: int = 0
    strong: bool = False
    whole: bool = False
    gap: int = 0
    rows: Rows = ()
    ruled: str = ""

    def with_text(self, text: str) -> Line:
        """Return the line with other text."""
        return self if text == self.text else Line(text, self.number, self.level, self.strong, self.whole, self.gap, self.rows, self.ruled)


@dataclass(frozen=True, order=True)
class Note:
    """What a stage did or found: at which line, what, why, and the words concerned (personal data blotted out)."""

    stage: str
    line: int
    what: str
    why: str
    quoted: str = ""

    def __str__(self) -> str:
        quoted = f"“{self.quoted}”" if self.quoted else ""
        return f"第 {self.line} 行 {self.what}{quoted}：{self.why}"


SHORTEST = 60
"""Hanzi of a text at least."""
Lines = tuple[Line, ...]
Notes = tuple[Note, ...]


@dataclass(frozen=True)
class Piece:
    """A part of a file that is one text: its title as found ("" when none), where from, its lines without the title's."""

    title: str
    lines: Lines
    how: str
    title_line: int = 0

    @property
    def first(self) -> int:
        """The raw line where it begins."""
        return self.title_line or (self.lines[0].number if self.lines else 0)

    @property
    def last(self) -> int:
        """The raw line where it ends."""
        return self.lines[-1].number if self.lines else self.first


@dataclass(frozen=True)
class Extracted:
    """What a format's reader found: lines, notes, and the document's own title where the format has one."""

    lines: Lines
    notes: Notes = ()
    title: str = ""


@dataclass(frozen=True)
class Guess:
    """A value with how sure one may be (0 to 1) and the words that speak for it."""

    value: str
    confidence: float = 0.0
    evidence: tuple[str, ...] = field(default=())


def quote(text: str, size: int = QUOTED) -> str:
    """Return words for a note: personal data as asterisks, cut in the middle when long."""
    plain = identity.redacted(" ".join(text.split()))
    return plain if len(plain) <= size else f"{plain[: size - 12]}……{plain[-10:]}"


def hanzi(text: str) -> int:
    """Return how many Hanzi a text holds."""
    return sum(map(len, _HANZI.findall(text)))


def size(lines: Iterable[Line]) -> int:
    """Return the Hanzi of lines and tables."""
    return sum(hanzi(line.text) + (sum(hanzi(cell) for row in line.rows for cell in row) if line.rows else 0) for line in lines)
