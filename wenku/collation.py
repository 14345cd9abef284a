"""Chinese order: by pinyin, then by the characters themselves."""

from __future__ import annotations

import re
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

_PARTS = re.compile(r"\d+|[^\d]+")


@lru_cache(maxsize=20_000)
def chinese_key(name: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Return a sort key: pinyin syllable by syllable, runs of digits by their value, Latin as it stands."""
    key: list[tuple[int, int, str]] = []
    for part in _PARTS.findall(name):
        if part.isdigit():
            key.append((0, int(part), ""))
        else:
            key += [(1, 0, syllable.lower()) for syllable in lazy_pinyin(part, style=Style.TONE3)]
    return tuple(key), name
