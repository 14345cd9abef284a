"""Stage 4, as many texts as the table of contents names, although nothing but their words parts them: where each title's text is, all at once.

The words of a text are likelier by its own frequencies than by those of all (Utiyama, Isahara 2001); to that comes what stands at its head and its title's words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise

from wenku.importing import heads, titles
from wenku.importing.model import SHORTEST, Lines, size
from wenku.importing.patterns import END, KINDS, SURE, UNIT, is_dated, number
from wenku.importing.rules import INTRO

_MOST_PLACES, _MOST_TITLES = 80, 24
"""Places that are tried, those with the best evidence; titles of a file that is not left alone: the time grows with places × places × titles."""
_KIND = re.compile(f"(?:{KINDS})$")
_NAMED = re.compile(f"(?:{SURE})$")
_LEADS = re.compile("(?:如下|这样|以下|下面|几[条点件项]|规定|制定|约定|打算)[^，。：]{0,6}[。：]$")
_WORTH, _OPENING = 8.0, 2
"""What a text that holds all the words of its title counts for, as a logarithm of odds, and again when its first lines do; how many these are."""
_LEAST = 0.2
"""Share of the words of its title that a text holds at least, on the average."""


def starts(lines: Lines, contents: Sequence[str]) -> list[int]:
    """Return where the second text begins, the third …, so that the words of each belong together and to its title; [] when nothing convinces."""
    count = len(contents)
    if not 2 <= count <= _MOST_TITLES or not _are_titles(contents):
        return []
    total = [0, *accumulate(size((line,)) for line in lines)]
    places = sorted(sorted(range(1, len(lines)), key=lambda at: -_head(lines, at))[:_MOST_PLACES])
    held, likely = [_held(lines, title) for title in contents], _likely(lines, places)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for nth in range(count):
        best = {
            end: max(options)
            for end in ([len(lines)] if nth == count - 1 else places)
            if (options := [(score + _WORTH * (held[nth](at, end) + held[nth](at, min(at + _OPENING, end))) + likely[at, end] + _head(lines, at), (*cuts, end)) for at, (score, cuts) in best.items() if at < end and total[end] - total[at] >= SHORTEST])
        }
    if len(lines) not in best:
        return []
    cuts = best[len(lines)][1]
    share = sum(held[n](at, end) for n, (at, end) in enumerate(pairwise(cuts))) / count
    return list(cuts[1:-1]) if share >= _LEAST else []


def _are_titles(contents: Sequence[str]) -> bool:
    """Tell whether a table of contents names texts, not the chapters of one."""
    named = sum(_NAMED.search(titles.tidy(title)) is not None and number(title) is None for title in contents)
    return named >= 0.6 * len(contents)


def _head(lines: Lines, at: int) -> float:
    """Return what speaks for a text that begins at a line: a signature or an end before it, whom it speaks to, a number that is the first."""
    if at == 0:
        return 0.0
    line, before = lines[at], lines[at - 1]
    head, following = number(line.text), number(lines[at + 1].text) if at + 1 < len(lines) else None
    score = 2.0 * (is_dated(before.text) or UNIT.match(before.text) is not None) - 2.0 * (before.text[-1:] not in END or before.text.endswith("：")) - 4.0 * (heads.ADDRESSED.match(before.text) is not None)
    if heads.ADDRESSED.match(line.text):
        score += 4.0
    if head:
        score -= 0.0 if head.value == 1 else 6.0
    elif following and following.value == 1:
        score += 1.5 if INTRO.search(line.text[:120]) or _LEADS.search(line.text) else -1.5
    return score


def _likely(lines: Lines, places: Sequence[int]) -> Mapping[tuple[int, int], float]:
    """Return for lines from one place to another the logarithm of the likelihood of their Hanzi by their own frequencies."""
    counts = [Counter(char for char in line.text if "一" <= char <= "龥") for line in lines]
    kinds, found = len(set().union(*counts)), {}
    for start in (0, *places):
        own: Counter[str] = Counter()
        for begin, end in pairwise(sorted({start, *(place for place in places if place > start), len(lines)})):
            for count in counts[begin:end]:
                own.update(count)
            found[start, end] = sum(times * math.log(times + 1) for times in own.values()) - own.total() * math.log(own.total() + kinds)
    return found


def _held(lines: Lines, title: str) -> Callable[[int, int], float]:
    """Return what tells the share of a title's pairs of Hanzi that lines from one index to another hold."""
    name = _KIND.sub("", titles.tidy(title)).replace("工作", "").replace("社区", "")
    following = [_next(lines, pair) for pair in sorted({name[i : i + 2] for i in range(len(name) - 1)})]
    return lambda start, end: sum(at[start] < end for at in following) / max(1, len(following))


def _next(lines: Lines, pair: str) -> list[int]:
    """Return for each index the next line that holds a pair, itself too; behind the last one the number of lines."""
    found, at = [len(lines)] * len(lines), len(lines)
    for index in range(len(lines) - 1, -1, -1):
        at = index if pair in lines[index].text else at
        found[index] = at
    return found
