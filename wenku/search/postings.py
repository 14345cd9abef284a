"""Postings of all terms in a few arrays: a library of ten thousand texts has ten million of them.

While they are made, a posting is one integer, term << 27 | text << 7 | impact level, so that sorting is all the work there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
TEXT, LEVEL = 20, 7
"""Bits of a text's number and of an impact level."""
_OWN = (1 << TEXT + LEVEL) - 1
_HANZI = (0x3400, 0x9FFF, 0x3007)
"""Must be as in terms.py. A test compares the pairs of the whole library."""


@dataclass(frozen=True)
class Posting:
    """The best texts of a term, ascending by number, as number << 7 | impact level; `found` counts all texts that have it.

    `titled` are the numbers of the others that have it in the title; they ascend.
    """

    found: int
    texts: tuple[int, ...]
    titled: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Postings(Mapping[str, Posting]):
    """Postings by term. Those of the term number n are texts[starts[n] : starts[n + 1]], found[n] counts all that there were,
    titled[n], where there is one, are those not kept that have it in the title."""

    terms: tuple[str, ...]
    starts: Integers
    texts: Integers
    found: Integers
    titled: Mapping[int, Integers]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {term: at for at, term in enumerate(self.terms)}

    def __getitem__(self, term: str) -> Posting:
        at = self._places[term]
        titled = self.titled[at].tolist() if at in self.titled else ()
        return Posting(int(self.found[at]), tuple(self.texts[self.starts[at] : self.starts[at + 1]].tolist()), tuple(titled))

    def __iter__(self) -> Iterator[str]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)


def codes(strings: Sequence[str]) -> tuple[NDArray[np.uint32], Integers]:
    """Return the characters of all strings, 0 after each string, and for each character the number of its string."""
    whole = np.frombuffer("".join(f"{string}\0" for string in strings).encode("utf-32-le", "surrogatepass"), np.uint32)
    return whole, np.repeat(np.arange(len(strings)), [len(string) + 1 for string in strings])


def _hanzi(chars: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return (chars >= _HANZI[0]) & (chars <= _HANZI[1]) | (chars == _HANZI[2])


def pairs(strings: Sequence[str]) -> tuple[Integers, Integers]:
    """Count two Hanzi side by side: return (pair << 20 | number of the string) ascending, and how often each is there."""
    chars, numbers = codes(strings)
    hanzi = _hanzi(chars)
    at = np.flatnonzero(hanzi[:-1] & hanzi[1:])
    keys = chars[at].astype(np.int64) << 16 + TEXT | chars[at + 1].astype(np.int64) << TEXT | numbers[at]
    return _counted(np.sort(keys))


def singles(strings: Sequence[str]) -> Integers:
    """Return Hanzi << 20 | number of the string, for each Hanzi that stands in it, ascending."""
    chars, numbers = codes(strings)
    at = np.flatnonzero(_hanzi(chars))
    used = np.flatnonzero(np.bincount(chars[at]))
    place = np.zeros(1 << 16, np.int64)
    place[used] = np.arange(len(used))
    there = np.zeros((len(used), len(strings)), bool)
    there[place[chars[at]], numbers[at]] = True
    found, owners = np.nonzero(there)
    return used[found] << TEXT | owners


def pair_code(pair: str) -> int:
    """Return two Hanzi as one integer."""
    return ord(pair[0]) << 16 | ord(pair[1])


def pair_of(code: int) -> str:
    """Return the two Hanzi of an integer."""
    return chr(code >> 16) + chr(code & 0xFFFF)


def _counted(ordered: Integers) -> tuple[Integers, Integers]:
    """Return the different values of a sorted array, and how often each is there."""
    first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))) if len(ordered) else np.zeros(0, np.int64)
    return ordered[first], np.diff(np.append(first, len(ordered)))


def merged(parts: Sequence[tuple[Integers, NDArray[np.float64]]]) -> tuple[Integers, NDArray[np.float64]]:
    """Add up weights by key. The keys of each part ascend and differ; sums are made in order of the parts, the same everywhere."""
    keys = _counted(np.sort(np.concatenate([own for own, _ in parts])))[0]
    sums = np.zeros(len(keys))
    for own, weights in parts:
        sums[np.searchsorted(keys, own)] += weights
    return keys, sums


def best(texts: Integers, limit: int) -> Integers:
    """Keep the best `limit` of text << 7 | level; the result ascends."""
    if len(texts) <= limit:
        return texts
    order = np.argsort(-(texts & (1 << LEVEL) - 1), kind="stable")  # of the same impact the first
    return np.sort(texts[order[:limit]])


@dataclass(frozen=True, eq=False)
class Cut:
    """Terms as numbers, ascending, with their best texts; the other columns as in Postings."""

    terms: Integers
    starts: Integers
    texts: Integers
    found: Integers
    titled: Mapping[int, Integers]


def cut(packed: Integers, limit: int, title_level: int) -> Cut:
    """Sort term << 27 | text << 7 | level and keep each term's best; a title has the term whose level is above title_level."""
    packed = np.sort(packed)
    numbers, found = _counted(packed >> TEXT + LEVEL)
    ends = np.cumsum(found)
    own = packed & _OWN
    keep = np.ones(len(own), bool)
    titled = {}
    for at in np.flatnonzero(found > limit).tolist():
        start, end = ends[at] - found[at], ends[at]
        keep[start:end] = np.isin(own[start:end], best(own[start:end], limit), assume_unique=True)
        others = own[start:end][~keep[start:end]]
        in_title = others[others & (1 << LEVEL) - 1 > title_level] >> LEVEL
        if len(in_title):
            titled[at] = in_title
    kept = np.add.reduceat(keep, ends - found, dtype=np.int64) if len(ends) else found
    return Cut(numbers, np.append(0, np.cumsum(kept)), own[keep], found, titled)
