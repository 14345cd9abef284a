"""Near-duplicates: texts that share most of their shingles (runs of eight Hanzi), among the pieces of a file and with the library."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SHINGLE = 8
NEAR = 0.5
"""Share of the shorter text's shingles from which two texts count as nearly the same."""
_HANZI = re.compile("[\u3400-\u9fff]+")


@dataclass(frozen=True)
class Alike:
    """Two texts that are nearly the same: index of the piece, name of the other, share of the shorter one's shingles."""

    index: int
    other: str
    share: float


def shingles(text: str) -> frozenset[str]:
    """Return the runs of SHINGLE Hanzi of a text, punctuation and digits left out."""
    hanzi = "".join(_HANZI.findall(text))
    return frozenset(hanzi[at : at + SHINGLE] for at in range(len(hanzi) - SHINGLE + 1))


def alike(pieces: Sequence[str], library: Mapping[str, frozenset[str]]) -> tuple[Alike, ...]:
    """Return each piece that is near an earlier piece (第 1 篇) or a text of the library (its path), the nearest one only."""
    places: dict[str, list[str]] = {}
    sizes = {name: len(grams) for name, grams in library.items()}
    for name in sorted(library):
        for gram in library[name]:
            places.setdefault(gram, []).append(name)
    found = []
    for index, text in enumerate(pieces):
        grams = shingles(text)
        shared = Counter(name for gram in grams for name in places.get(gram, ()))
        ranked = sorted(((n / max(1, min(len(grams), sizes[name])), name) for name, n in shared.items()), reverse=True)
        if ranked and ranked[0][0] >= NEAR:
            found.append(Alike(index, ranked[0][1], round(ranked[0][0], 2)))
        name = f"第 {index + 1} 篇"
        sizes[name] = len(grams)
        for gram in grams:
            places.setdefault(gram, []).append(name)
    return tuple(found)
