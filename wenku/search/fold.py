"""Folding: Traditional → Simplified, full → half width, capitals and accents → plain letters; one table for Python and browser.

A BMP character folds to one BMP character, so that offsets stay. The table is frozen data (wenku.search.foldtable, made by
scripts/fold_table.py from OpenCC and Unicode): the browser folds by it alone, since NFKC and toLowerCase differ with the age of a
browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from wenku.search.foldtable import PAIRS, RUNS

LETTERS = (range(0x41, 0x250), range(0x370, 0x460), range(0xFF21, 0xFF5B))
"""Letters, plain or not, that fold to plain small ones."""
WIDE = range(0xFF01, 0xFF5F)
"""Full-width forms of ASCII."""


def fold(text: str) -> str:
    """Return text folded, character by character; its length does not change."""
    return text.translate(_by_code())


def fold_all(texts: Sequence[str]) -> list[str]:
    """Return many texts folded, at once: several times as fast. A text has no character NUL."""
    codes = np.frombuffer("\0".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    folded = np.where(codes < len(_array()), _array()[np.minimum(codes, len(_array()) - 1)], codes)
    return folded.astype(np.uint32).tobytes().decode("utf-32-le", "surrogatepass").split("\0") if texts else []


@cache
def table() -> Mapping[str, str]:
    """Return the whole table: each BMP character that folds to another one, and that one."""
    long = {chr(code): chr(code + shift) for first, last, shift in RUNS for code in range(first, last + 1)}
    return long | dict(zip(PAIRS[::2], PAIRS[1::2], strict=True))


@cache
def gb2312() -> frozenset[str]:
    """Return the Hanzi of GB 2312, which a browser can list by itself (TextDecoder): common and, but for a few, Simplified."""
    pairs = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return frozenset(b"".join(pairs).decode("gb2312", "ignore"))


def small_table(text: Iterable[str]) -> Mapping[str, str]:
    """Return the part of the table that folds `text`, ASCII, full width and GB 2312: enough for most queries."""
    codes = np.frombuffer("".join(text).encode("utf-16-le", "surrogatepass"), np.uint16)
    used = set(map(chr, np.flatnonzero(np.bincount(codes)).tolist())) | gb2312() | set(map(chr, (*range(0x80), *WIDE)))
    return {char: to for char, to in table().items() if char in used}


def runs(part: Mapping[str, str]) -> tuple[list[list[int]], str]:
    """Return a part of the table as data: [first, last, shift] for five and more in a row, and a string of the pairs left."""
    found: list[list[int]] = []
    for char, to in sorted(part.items()):
        code, shift = ord(char), ord(to) - ord(char)
        if found and found[-1][1] == code - 1 and found[-1][2] == shift:
            found[-1][1] = code
        else:
            found.append([code, code, shift])
    long = [run for run in found if run[1] - run[0] > 3]
    short = (code for run in found if run[1] - run[0] <= 3 for code in range(run[0], run[1] + 1))
    return long, "".join(chr(code) + part[chr(code)] for code in short)


@cache
def _array() -> NDArray[np.uint32]:
    """The table with a place for each BMP character."""
    found = np.arange(0x10000, dtype=np.uint32)
    for char, to in table().items():
        found[ord(char)] = ord(to)
    return found


@cache
def _by_code() -> Mapping[int, str]:
    return {ord(char): to for char, to in table().items()}


