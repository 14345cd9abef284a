"""What is indexed of a string: two Hanzi in a row, one Hanzi, words of Latin letters and digits. Strings come folded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from operator import add

_NO_HANZI = re.compile("[^\u3400-\u9fff\u3007]+")
_WORD = re.compile("[a-z0-9]+")
_NEITHER = re.compile("[^\u3400-\u9fff\u3007a-z0-9\n]+")
GAP = " "
PREFIX_FROM = 2


def pairs(text: str) -> Counter[str]:
    """Return how often each two Hanzi stand side by side. A key that holds GAP is none: the caller skips it (cheaper there)."""
    runs = _NO_HANZI.sub(GAP, text)
    return Counter(map(add, runs, islice(runs, 1, None)))


def words(text: str) -> list[str]:
    """Return the words of Latin letters and digits, in order."""
    return _WORD.findall(text)


def beginnings(word: str) -> Iterable[str]:
    """Return the terms for the beginnings of a word: what is being typed."""
    return (word[:end] + "*" for end in range(PREFIX_FROM, len(word)))


def joined(name: str) -> str:
    """Return a title or alias without its marks, a line a name: 村（社区）妇联 is found as 村社区妇联."""
    return _NEITHER.sub("", name)


def skips(name: str) -> set[str]:
    """Return `~` and two Hanzi for each pair of a name with one character between: they survive a wrong or missing one."""
    runs = _NO_HANZI.sub(GAP, name)
    return {f"~{a}{b}" for a, between, b in zip(runs, runs[1:], runs[2:], strict=False) if GAP not in (a, between, b)}
