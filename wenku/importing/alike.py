"""Near-duplicates: texts that share most of their shingles (runs of eight Hanzi), among the pieces of a file and with the library."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

SHINGLE = 8
SAMPLED = 4
NEAR = 0.5
"""Share of the shorter text's shingles from which two texts count as nearly the same."""
_BYTES = 3
"""A Hanzi of the basic plane has so many in UTF-8."""
_HANZI = re.compile("[\u3400-\u9fff]+")


@dataclass(frozen=True)
class Alike:
    """Two texts that are nearly the same: index of the piece, name of the other, share of the shorter one's shingles."""

    index: int
    other: str
    share: float


def shingles(text: str) -> frozenset[bytes]:
    """Return a sample (every fourth, told by its checksum) of the runs of SHINGLE Hanzi of a text, punctuation and digits left out."""
    raw = "".join(_HANZI.findall(text)).encode("utf-8")
    grams = (raw[at : at + SHINGLE * _BYTES] for at in range(0, len(raw) - SHINGLE * _BYTES + 1, _BYTES))
    return frozenset(gram for gram in grams if crc32(gram) % SAMPLED == 0)


class Known:
    """Texts by their shingles: made once for the library, added to for the pieces of a file."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.sizes: dict[str, int] = {}
        self.places: dict[bytes, list[str]] = {}
        for name in sorted(texts):
            self.add(name, shingles(texts[name]))

    def add(self, name: str, grams: frozenset[bytes]) -> None:
        """Keep a text."""
        self.sizes[name] = len(grams)
        for gram in grams:
            self.places.setdefault(gram, []).append(name)

    def nearest(self, grams: frozenset[bytes]) -> tuple[float, str]:
        """Return (share of the shorter one's shingles, name) of the text that has most of these in common."""
        shared = Counter(name for gram in grams for name in self.places.get(gram, ()))
        return max(((n / max(1, min(len(grams), self.sizes[name])), name) for name, n in shared.items()), default=(0.0, ""))


def alike(pieces: Sequence[str], library: Known) -> tuple[Alike, ...]:
    """Return each piece that is near an earlier piece (第 1 篇) or a text of the library (its path), the nearest one only."""
    own = Known({})
    found = []
    for index, text in enumerate(pieces):
        grams = shingles(text)
        share, name = max(library.nearest(grams), own.nearest(grams))
        if share >= NEAR:
            found.append(Alike(index, name, round(share, 2)))
        own.add(f"第 {index + 1} 篇", grams)
    return tuple(found)
