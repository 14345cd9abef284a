"""Stage 3c, page marks: numbers 1、 2、 3、 … that a reader of documents put where its pages begin, in the middle of a sentence or a word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from statistics import mean, pstdev

from pypinyin.phrases_dict import phrases_dict

from wenku.importing import recurring
from wenku.importing.model import Line, Lines, Note, Notes, quote
from wenku.needs import Sparse

_MARK = Sparse(r"(?:(?<=^)|(?<=[\u3400-\u9fff，、“”（）0-9；]))(\d{1,3})、(?=\S)")
_WITHIN = Sparse(r"([\u4e00-\u9fff])(\d{1,3}、)([\u4e00-\u9fff])(?!\d)")
_WRAPPED = re.compile("，.*[\u3400-\u9fff]$(?<=.{18})")
"""A wrapped line that its sentence goes on behind: longer than a heading mostly is, with a comma."""
_LEAST = 4
_STOPS = tuple("。！？；：…")
_SHORTEST = 180
"""Hanzi between two marks at least: a page has some 700, an item of a list less."""
_LONGEST = 3_000
_SPREAD = 0.4
_BROKEN = 0.6
"""Share of marks that must stand within a sentence."""
_HEADING = 42
"""Characters that a heading may have: a mark behind one does not cut a sentence."""


@dataclass(frozen=True)
class _Mark:
    line: int
    start: int
    end: int
    value: int
    at: int
    """Its place in all the text."""
    within: bool
    """True when no sentence ends before it."""


def clean(lines: Lines) -> tuple[Lines, Notes]:
    """Return the lines without page marks, those that were cut joined again."""
    lines, first = _in_words(lines)
    lines, rest = _paged(lines)
    return lines, (*first, *rest)


def _in_words(lines: Lines) -> tuple[Lines, Notes]:
    """Take off marks that stand within a word (核5、对), however many there are."""
    notes: list[Note] = []

    def cut(match: re.Match[str], number: int) -> str:
        if match.group(1) + match.group(3) not in phrases_dict:
            return match.group()
        notes.append(Note("clean", number, "删去", "页码标记，切断了词", match.group()))
        return match.group(1) + match.group(3)

    return tuple(line if line.rows else line.with_text(_WITHIN.sub(partial(cut, number=line.number), line.text)) for line in lines), tuple(notes)


def _paged(lines: Lines) -> tuple[Lines, Notes]:
    chain = _chain(_marks(lines))
    if not chain:
        return lines, ()
    by_line: dict[int, list[_Mark]] = {}
    for mark in chain:
        by_line.setdefault(mark.line, []).append(mark)
    kept: list[Line] = []
    notes = []
    for i, line in enumerate(lines):
        text = line.text
        marks = by_line.get(i, [])
        for mark in reversed(marks):
            text = text[: mark.start] + text[mark.end :]
            notes.append(Note("clean", line.number, "删去", "页码标记，切断了句子" if mark.within else "页码标记", quote(line.text[mark.start : mark.end + 8])))
        if marks and marks[0].start == 0 and marks[0].within and kept and not kept[-1].rows:
            kept[-1] = kept[-1].with_text(kept[-1].text + text)
        elif text:
            kept.append(line.with_text(text))
    return tuple(kept), tuple(sorted(notes))


def _marks(lines: Lines) -> list[_Mark]:
    found, at, before, full = [], 0, "", recurring.cut_at(lines)
    for i, line in enumerate(lines):
        for match in _MARK.finditer(line.text):
            previous = line.text[: match.start()] or before
            within = not previous.endswith(_STOPS) and (len(previous) > _HEADING or _WRAPPED.search(previous) is not None or (full > 0 and len(previous) >= full and previous[-1] > "\u3400"))
            found.append(_Mark(i, match.start(), match.end(), int(match.group(1)), at + match.start(), within))
        at += len(line.text)
        wrapped = full > 0 and len(before) >= full - 1 and not before.endswith(_STOPS)
        before = before + line.text if wrapped and len(before) < _LONGEST else line.text or before
    return found


def _chain(marks: list[_Mark]) -> list[_Mark]:
    """Return 1、 2、 3、 … (from 1 or 2), far apart by about the same length, mostly within sentences; [] when there is none."""
    best: list[_Mark] = []
    for first in (mark for mark in marks if mark.value in (1, 2)):
        chain = _follow(first, marks)
        if _is_paging(chain) and len(chain) > len(best):
            best = chain
    return best


def _follow(first: _Mark, marks: list[_Mark]) -> list[_Mark]:
    """Follow the numbers; of several 3、 the one whose distance is most like the distance before (a page's length) is the page's."""
    chain = [first]
    while True:
        last = chain[-1]
        following = [m for m in marks if m.value == last.value + 1 and m.at - last.at >= _SHORTEST]
        following = following or [m for m in marks if m.value == last.value + 2 and m.start == 0 and m.within and m.at - last.at >= 2 * _SHORTEST]  # a page marked otherwise
        if not following:
            return chain
        usual = mean(b.at - a.at for a, b in zip(chain, chain[1:], strict=False)) if len(chain) > 1 else None
        chain.append(min(following, key=lambda m: (abs(m.at - last.at - usual) if usual else (not m.within, m.at))))


def _is_paging(chain: list[_Mark]) -> bool:
    strict = len(chain) > 1 and all(mark.start == 0 and (mark.within or mark.value == 1) for mark in chain) and chain[-1].value > 2
    if len(chain) < _LEAST and not strict:
        return False
    gaps = [b.at - a.at for a, b in zip(chain, chain[1:], strict=False)]
    inner = [mark for mark in chain if mark.value > 1]
    even = pstdev(gaps) <= _SPREAD * mean(gaps) and max(gaps) <= _LONGEST
    return even and sum(mark.within for mark in inner) >= _BROKEN * len(inner)
