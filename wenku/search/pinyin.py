"""Pinyin of names: terms for two syllables in a row and for two and three initials.

From pypinyin's dictionaries by longest match: its own function does the same with styles that are not wanted here, ten times slower.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

from wenku.search.fold import fold

_RUN = re.compile("[\u3400-\u9fff\u3007]+")
_LONGEST = 4
"""Longer phrases of the dictionary are proverbs."""


def syllables(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the syllables of each run of Hanzi of a folded name, plain letters with v for ü."""
    return tuple(tuple(spoken(run)) for run in _RUN.findall(name))


@lru_cache(maxsize=10_000)
def terms(name: str) -> tuple[str, ...]:
    """Return the pinyin terms of a folded name: `'ju'jia` and, of initials, `^jj` and `^jjy`."""
    found: list[str] = []
    for run in syllables(name):
        initials = "".join([syllable[0] for syllable in run])
        found += [f"'{one}'{two}" for one, two in zip(run, run[1:], strict=False)]
        found += [f"^{initials[at : at + size]}" for size in (2, 3) for at in range(len(initials) - size + 1)]
    return tuple(found)


def spoken(run: str) -> Iterable[str]:
    """Yield the syllable of each Hanzi; by the longest phrase that begins there (重阳: chong), else its most usual one."""
    at = 0
    while at < len(run):
        size = next((n for n in range(_LONGEST, 1, -1) if run[at : at + n] in phrases_dict), 1)
        yield from _syllables(run[at : at + size])
        at += max(1, len(run[at : at + size]))


@lru_cache(maxsize=50_000)
def _syllables(word: str) -> tuple[str, ...]:
    known = phrases_dict.get(word) or [[pinyin_dict.get(ord(word), "").split(",")[0]]]
    return tuple(filter(str.isalpha, (fold(syllable[0]) for syllable in known)))
