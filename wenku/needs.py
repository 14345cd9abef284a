"""Patterns that know which characters they cannot do without: a line that has none of them is not searched at all.

Most lines hold nothing that a check looks for, and to see that one has no digit and no ￥ costs a tenth of asking a pattern. What is
derived here is necessary, never sufficient, so results stay what they were; a part that is not understood says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]  # the standard library's own reader of patterns
from typing import Any

DIGIT = "\\d"
"""Stands among the characters of a text for a decimal digit of any script."""
_DIGIT = re.compile(r"\d")
_LARGEST = 1_000
"""A class of more characters (Hanzi) is in nearly every line."""
Need = frozenset[str]


class _Register:
    """All sparse patterns in use: a bit for each, and for each character the bits of those that it may belong to.

    Two needs of each pattern are kept, the smallest ones. A pattern joins when it is first used.
    """

    def __init__(self) -> None:
        self.count = 0
        self.first: dict[str, int] = {}
        self.second: dict[str, int] = {}
        self.free_first = self.free_second = 0
        self.live = lru_cache(maxsize=1024)(self._live)

    def join(self, pattern: re.Pattern[str]) -> int:
        """Return the bit of a new pattern."""
        bit = 1 << self.count
        self.count += 1
        one, two, *_ = (*needs(pattern), frozenset(), frozenset())
        for char in one:
            self.first[char] = self.first.get(char, 0) | bit
        for char in two:
            self.second[char] = self.second.get(char, 0) | bit
        self.free_first |= 0 if one else bit
        self.free_second |= 0 if two else bit
        self.live.cache_clear()
        return bit

    def _live(self, text: str) -> int:
        """Return the bits of the patterns that could match in a text."""
        present = set(text)
        if _DIGIT.search(text):
            present.add(DIGIT)
        one, two = self.free_first, self.free_second
        for char in present:
            one |= self.first.get(char, 0)
            two |= self.second.get(char, 0)
        return one & two


_REGISTER = _Register()
_live = _REGISTER.live


class Sparse:
    """A pattern that matches in few lines. Every method is the pattern's own."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)

    @cached_property
    def _bit(self) -> int:
        return _REGISTER.join(self.pattern)

    def __reduce__(self) -> tuple[type[Sparse], tuple[str, int]]:
        return Sparse, (self.pattern.pattern, self.pattern.flags)

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """Return the matches."""
        return self.pattern.finditer(text) if self._bit & _live(text) else ()

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match."""
        return self.pattern.search(text) if self._bit & _live(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the beginning."""
        return self.pattern.match(text) if self._bit & _live(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the whole."""
        return self.pattern.fullmatch(text) if self._bit & _live(text) else None

    def findall(self, text: str) -> list[Any]:
        """Return the words of the matches, as re does."""
        return self.pattern.findall(text) if self._bit & _live(text) else []

    def sub(self, to: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Return the text with the matches replaced."""
        return self.pattern.sub(to, text) if self._bit & _live(text) else text


def needs(pattern: re.Pattern[str]) -> tuple[Need, ...]:
    """Return sets of characters, the smallest first: a match holds one of each. () when nothing can be said."""
    if pattern.flags & re.IGNORECASE:
        return ()
    return tuple(sorted(set(_sequence(_parser.parse(pattern.pattern, pattern.flags))), key=lambda need: (len(need), sorted(need))))


def _sequence(items: Iterable[tuple[Any, Any]]) -> Iterator[Need]:
    """Yield what the parts of a sequence need: all of them must match."""
    for code, value in items:
        if code is codes.LITERAL:
            yield frozenset((chr(value),))
        elif code is codes.IN:
            yield from _class(value)
        elif code is codes.BRANCH:
            yield from _branches(value[1])
        elif code is codes.SUBPATTERN and not value[1] & re.IGNORECASE:
            yield from _sequence(value[3])
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT) and value[0] > 0:
            yield from _sequence(value[2])
        elif code is codes.ASSERT:
            yield from _sequence(value[1])


def _branches(branches: Iterable[Iterable[tuple[Any, Any]]]) -> Iterator[Need]:
    """Yield what a|b needs: one of what a and one of what b needs most, if each needs something."""
    best = [min(_sequence(branch), key=len, default=frozenset()) for branch in branches]
    if all(best):
        yield frozenset().union(*best)


def _class(items: Iterable[tuple[Any, Any]]) -> Iterator[Need]:
    """Yield the characters of a class [...], nothing for a large or negated one."""
    found: set[str] = set()
    for code, value in items:
        if code is codes.LITERAL:
            found.add(chr(value))
        elif code is codes.RANGE and value[1] - value[0] < _LARGEST:
            found |= {chr(c) for c in range(value[0], value[1] + 1)}
        elif code is codes.CATEGORY and value is codes.CATEGORY_DIGIT:
            found.add(DIGIT)
        else:
            return
    yield frozenset(found)
