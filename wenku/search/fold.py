"""Folding: Traditional → Simplified, full → half width, capitals and accents → plain letters; one table for Python and browser.

A BMP character folds to one BMP character, so that offsets stay. Hanzi come from OpenCC's own character data (`t2s`), and what
`s2tw` and `s2hk` make of a common Simplified character folds back to it. The table is data: the browser folds by it alone,
since NFKC and toLowerCase differ with the age of a browser.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC

_LETTERS = (range(0x41, 0x250), range(0x370, 0x460), range(0xFF21, 0xFF5B))
_WIDE = range(0xFF01, 0xFF5F)
_COMPATIBLE = (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00))
_HANZI = (range(0x2E80, 0x2FE0), range(0x3400, 0xA000), range(0xF900, 0xFB00))
_U_WITH_DOTS = "üÜǖǘǚǜǕǗǙǛ"
"""Typed as v in pinyin: nv, lv."""
_IN_PHRASES = {"覆": "复", "俱": "具", "藉": "借", "甦": "苏"}
"""What s2tw writes within words only (答覆, 傢俱), so that no table of single characters has it. A test over the library finds more."""


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
    simple = {**_compatible(), **_simplified()}
    chars = {chr(code) for codes in _LETTERS for code in codes} | {chr(code) for code in _WIDE} | set(simple) | {"\u3000", "\u00a0"}
    folded = {char: _folded(char, simple) for char in sorted(chars)}
    return {char: to for char, to in folded.items() if to != char}


@cache
def gb2312() -> frozenset[str]:
    """Return the Hanzi of GB 2312, which a browser can list by itself (TextDecoder): common and, but for a few, Simplified."""
    pairs = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return frozenset(b"".join(pairs).decode("gb2312", "ignore"))


def small_table(text: Iterable[str]) -> Mapping[str, str]:
    """Return the part of the table that folds `text`, ASCII, full width and GB 2312: enough for most queries."""
    used = set("".join(text)) | gb2312() | set(map(chr, (*range(0x80), *_WIDE)))
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


def _folded(char: str, simple: Mapping[str, str]) -> str:
    """Apply the steps until nothing changes: a full-width capital takes two."""
    for _ in range(4):
        to = simple.get(char) or _plain(char)
        if to == char:
            return char
        char = to
    return char


def _plain(char: str) -> str:
    code = ord(char)
    if code in _WIDE:
        return chr(code - 0xFEE0)
    if char in "\u3000\u00a0":
        return " "
    if char in _U_WITH_DOTS:
        return "v"
    if any(code in codes for codes in _LETTERS):
        bare = "".join(c for c in unicodedata.normalize("NFKD", char.lower()) if not unicodedata.combining(c))
        return bare if len(bare) == 1 and bare.isalnum() else char
    return char


def _compatible() -> dict[str, str]:
    """Radicals and compatibility Hanzi, which only look like Hanzi → the Hanzi."""
    pairs = ((chr(code), unicodedata.normalize("NFKC", chr(code))) for codes in _COMPATIBLE for code in codes)
    return {char: to for char, to in pairs if to != char and len(to) == 1 and to <= "\uffff"}


def _simplified() -> dict[str, str]:
    chars = [chr(code) for codes in _HANZI for code in codes]
    simple = {char: to for char, to in _converted("t2s", chars).items() if char != to}
    simple |= _IN_PHRASES
    for config in ("s2tw", "s2hk"):
        for char, other in _converted(config, sorted(gb2312())).items():
            if char not in simple and other not in simple and char != other:
                simple[other] = char
    return simple


def _converted(config: str, chars: list[str]) -> dict[str, str]:
    """Convert characters one by one (a line each: OpenCC's phrases do not reach over a line); BMP results only."""
    lines = OpenCC(config).convert("\n".join(chars)).split("\n")
    return {char: to for char, to in zip(chars, lines, strict=True) if len(to) == 1 and to <= "\uffff"}
