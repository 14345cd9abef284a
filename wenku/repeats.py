"""Runs of Hanzi that stand in two texts. Pure: texts as numbered lines in, repeats out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

LENGTH = 30
"""A run of so many Hanzi is a repeat (issue of the first texts; 20 mark copying from raw files)."""
_GRAM = LENGTH // 2
"""Every run of LENGTH holds one whole block of this length at a multiple of it: blocks are kept, all places are looked up."""
_MOST_PLACES, _MOST_OTHERS = 4, 3
"""Places kept of one block, and other texts told for one text: generated libraries repeat without end."""
_HANZI = re.compile("[\u3400-\u9fff]+")
_TITLE = re.compile(r"《[^》]*》")


@dataclass(frozen=True)
class Repeat:
    """A run that a text shares with an earlier one, with the line of each."""

    name: str
    line: int
    other: str
    other_line: int
    run: str


@dataclass(frozen=True)
class _Piece:
    name: str
    line: int
    hanzi: str


def repeats(texts: Mapping[str, Sequence[tuple[int, str]]], allowed: Iterable[str] = ()) -> tuple[Repeat, ...]:
    """Return the repeats among texts (name → (line, text) pairs), in order of names: the first with each of three others.

    Names of laws in 《》 and the wordings in `allowed` do not count; they part what stands around them.
    """
    kept: dict[str, list[tuple[_Piece, int]]] = {}
    found: list[Repeat] = []
    passed = re.compile("|".join(map(re.escape, sorted(allowed, key=len, reverse=True))) or r"(?!)")
    for name in sorted(texts):
        pieces = [piece for line, text in texts[name] for piece in _pieces(name, line, text, passed)]
        found += _found(pieces, kept)
        for piece in pieces:
            for at in range(0, len(piece.hanzi) - _GRAM + 1, _GRAM):
                places = kept.setdefault(piece.hanzi[at : at + _GRAM], [])
                if len(places) < _MOST_PLACES:
                    places.append((piece, at))
    return tuple(found)


def _pieces(name: str, line: int, text: str, passed: re.Pattern[str]) -> Iterator[_Piece]:
    for part in passed.sub("\n", _TITLE.sub("\n", text)).split("\n"):
        hanzi = "".join(_HANZI.findall(part))
        if len(hanzi) >= LENGTH:
            yield _Piece(name, line, hanzi)


def _found(pieces: Iterable[_Piece], kept: Mapping[str, list[tuple[_Piece, int]]]) -> list[Repeat]:
    others: dict[str, Repeat] = {}
    for piece in pieces:
        for at in range(len(piece.hanzi) - _GRAM + 1):
            for other, place in kept.get(piece.hanzi[at : at + _GRAM], ()):
                if other.name not in others and len(others) < _MOST_OTHERS and len(run := _run(piece.hanzi, at, other.hanzi, place)) >= LENGTH:
                    others[other.name] = Repeat(piece.name, piece.line, other.name, other.line, run)
    return list(others.values())


def _run(one: str, at: int, other: str, place: int) -> str:
    """Return the longest run around a block that both hold."""
    left = 0
    while left < min(at, place) and one[at - left - 1] == other[place - left - 1]:
        left += 1
    right = _GRAM
    while right < min(len(one) - at, len(other) - place) and one[at + right] == other[place + right]:
        right += 1
    return one[at - left : at + right]
