"""Which line of a written file answers which line of its text: unchanged lines first, then the best fit between them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, takewhile

from wenku.fill.pattern import Pattern, fits, fold, pairs, segments
from wenku.fill.wordread import ROW, Line

_MOST = 60
"""Longer lines count no more."""
_ALIKE = 0.5
_MOST_PARAGRAPHS = 30


@dataclass(frozen=True)
class Answer:
    """Lines `start` to `end` (exclusive) of the file answer line `pattern` of the text; more than one where a value has paragraphs.

    `edge`: a paragraph at its edge may as well belong to the answer before or behind. `other`: nothing is printed in that line
    of the text, and a line beside, which nothing else answers, would do as well.
    """

    pattern: int
    start: int
    end: int
    edge: bool = False
    other: bool = False


def align(patterns: Sequence[Pattern], lines: Sequence[Line]) -> tuple[Answer, ...]:
    """Return the answers in order; lines that were taken out or put in have none."""
    anchors = [*_anchors(patterns, lines), (len(patterns), len(lines))]
    found, i, j = [], 0, 0
    for to, at in anchors:
        found += _Gap(patterns, lines, (i, to), (j, at)).answers()
        if to < len(patterns):
            found.append(Answer(to, at, at + 1))
        i, j = to + 1, at + 1
    edges = {k for k, pair in enumerate(pairwise(found)) if _may_part_elsewhere(patterns, lines, *pair)}
    taken = {j for answer in found for j in range(answer.start, answer.end)}
    return tuple(
        replace(answer, edge=k in edges or k - 1 in edges or _leaves_some(patterns[answer.pattern], lines, answer, taken), other=_may_be_another(patterns, lines, answer, taken))
        for k, answer in enumerate(found)
    )


def _may_part_elsewhere(patterns: Sequence[Pattern], lines: Sequence[Line], one: Answer, two: Answer) -> bool:
    """Tell whether two answers that follow each other, with paragraphs in their values, might share these out in another way."""
    first, second = patterns[one.pattern], patterns[two.pattern]
    apart = two.start > one.end and two.pattern > one.pattern + 1
    both = [*lines[one.start : one.end], *lines[two.start : two.end]]
    if apart or len(both) < 3 or not (first.may_break or second.may_break):
        return False
    marked = any(line.marks for line in lines)
    others = (at for at in range(1, len(both)) if at != one.end - one.start)
    return any(_fits_paragraphs(first, both[:at], marked) and _fits_paragraphs(second, both[at:], marked) for at in others)


def _leaves_some(pattern: Pattern, lines: Sequence[Line], answer: Answer, taken: set[int]) -> bool:
    """Tell whether a marked paragraph near, before the next answer, was perhaps part of the value."""
    before = takewhile(lambda j: j not in taken, range(answer.start - 1, -1, -1))
    after = takewhile(lambda j: j not in taken, range(answer.end, len(lines)))
    return pattern.may_break and any(_begins_marked(lines[j]) for j in chain(before, after))


def _may_be_another(patterns: Sequence[Pattern], lines: Sequence[Line], answer: Answer, taken: set[int]) -> bool:
    """Tell whether the answer to a line in which nothing is printed is doubtful: one beside is left over, or it is a printed line twice."""
    pattern = patterns[answer.pattern]
    if pattern.words or not pattern.fields or answer.end > answer.start + 1:
        return False
    runs = len(segments(lines[answer.start]))
    text = fold(lines[answer.start].text).text
    if any(other.words and fits(other, text) for other in patterns):
        return True
    beside = (j for j in (answer.start - 1, answer.end) if 0 <= j < len(lines) and j not in taken)
    return any(fits(pattern, fold(lines[j].text).text) and len(segments(lines[j])) == runs for j in beside)


def _fits_paragraphs(pattern: Pattern, lines: Sequence[Line], marked: bool) -> bool:
    if marked and any(not _begins_marked(line) for line in lines[1:]) or marked and pattern.printed[0] and _begins_marked(lines[0]):
        return False
    return (len(lines) == 1 or pattern.may_break) and fits(pattern, "\n".join(fold(line.text).text for line in lines))


def _begins_marked(line: Line) -> bool:
    return bool(line.marks) and line.marks[0][0] == 0


def joined(lines: Sequence[Line]) -> Line:
    """Return several paragraphs as one line."""
    text, marks = "", []
    for i, line in enumerate(lines):
        text += "\n" if i else ""
        marks += [(start + len(text), end + len(text)) for start, end in line.marks]
        text += line.text
    return Line(text, tuple(marks))


def _anchors(patterns: Sequence[Pattern], lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Lines without fields that stand just once in both: the longest sequence of them in the same order."""
    printed = [pattern.printed[0] if not pattern.fields else "" for pattern in patterns]
    written = [fold(line.text).text for line in lines]
    once, there = Counter(printed), Counter(written)
    place = {text: j for j, text in enumerate(written)}
    common = [(i, place[text]) for i, text in enumerate(printed) if text and once[text] == 1 and there[text] == 1]
    return [common[k] for k in _rising([j for _, j in common])]


def _rising(numbers: Sequence[int]) -> list[int]:
    """Return the places of a longest rising subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(tails, number)
        tails[at : at + 1], ends[at : at + 1] = [number], [place]
        before.append(ends[at - 1] if at else -1)
    found, place = [], ends[-1] if ends else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


class _Gap:
    """The lines between two anchors: the assignment with the best sum of fits."""

    def __init__(self, patterns: Sequence[Pattern], lines: Sequence[Line], own: tuple[int, int], theirs: tuple[int, int]) -> None:
        self.first, self.start = own[0], theirs[0]
        self.patterns, self.lines = patterns[own[0] : own[1]], lines[theirs[0] : theirs[1]]
        self.folded = [fold(line.text).text for line in self.lines]
        self.pairs = [pairs(text) for text in self.folded]
        self.marked = any(line.marks for line in lines)

    def answers(self) -> Iterator[Answer]:
        n, m = len(self.patterns), len(self.lines)
        best = [[0.0] * (m + 1) for _ in range(n + 1)]
        step = [[0] * (m + 1) for _ in range(n + 1)]
        for i in range(n - 1, -1, -1):
            for j in range(m - 1, -1, -1):
                best[i][j], step[i][j] = max(best[i + 1][j], best[i][j + 1]), -1 if best[i + 1][j] >= best[i][j + 1] else -2
                for count, score in self.fit(i, j):
                    if score > 0 and score + best[i + 1][j + count] >= best[i][j]:
                        best[i][j], step[i][j] = score + best[i + 1][j + count], count
        i = j = 0
        while i < n and j < m:
            if step[i][j] > 0:
                yield Answer(self.first + i, self.start + j, self.start + j + step[i][j])
            i, j = i + (step[i][j] != -2), j + (max(step[i][j], 0) if step[i][j] != -2 else 1)

    def fit(self, i: int, j: int) -> Iterator[tuple[int, float]]:
        """Yield (number of lines, how well they answer), the one line first."""
        pattern, text = self.patterns[i], self.folded[j]
        if pattern.is_row != text.startswith(ROW):
            return
        size = min(len(pattern.words), _MOST)
        if not pattern.fields:
            yield 1, 3 + size if text == pattern.printed[0] else self.likeness(pattern, j, size)
            return
        bonus = self.bonus(pattern, j, 1)
        if fits(pattern, text):
            yield 1, 3 + size + bonus
        elif fits(pattern, text, strict=False):
            yield 1, 2 + size * 0.9 + bonus
        else:
            yield 1, self.likeness(pattern, j, size) + bonus / 2
        if pattern.may_break and text.startswith(pattern.printed[0]):
            yield from self.paragraphs(pattern, j, size)

    def bonus(self, pattern: Pattern, j: int, count: int) -> float:
        """Return what it counts that the marked runs answer the fields one by one."""
        return 4.0 if self.marked and len(segments(joined(self.lines[j : j + count]))) == len(pattern.groups) else 0.0

    def paragraphs(self, pattern: Pattern, j: int, size: int) -> Iterator[tuple[int, float]]:
        """Yield the fit of a line whose value goes on in the next paragraphs; where runs are marked, these must begin marked."""
        if self.marked and not pattern.printed[0] and not _begins_marked(self.lines[j]):
            return
        for count in range(2, min(_MOST_PARAGRAPHS, len(self.lines) - j) + 1):
            last = self.lines[j + count - 1]
            if self.folded[j + count - 1].startswith(ROW) or self.marked and not _begins_marked(last):
                return
            if self.folded[j + count - 1].endswith(pattern.printed[-1]) and fits(pattern, "\n".join(self.folded[j : j + count])):
                yield count, 3 + size + self.bonus(pattern, j, count) + 0.5 * (count - 1)

    def likeness(self, pattern: Pattern, j: int, size: int) -> float:
        """Return half of a line's weight by the share of its printed words that were left; 0 below a half."""
        if len(pattern.pairs) < 3:
            return 0.0
        share = len(pattern.pairs & self.pairs[j]) / len(pattern.pairs)
        return share * size / 2 if share >= _ALIKE else 0.0
