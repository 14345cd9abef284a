"""Names of people wherever they stand in a sentence, without a word beside them that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pypinyin.phrases_dict import phrases_dict

from wenku.importing.likely import is_name
from wenku.privacy import names
from wenku.privacy.surnames import COMMON, COMPOUND, GIVEN, OTHER, RARE

_PLACE = re.compile("[苑园巷村庄坝湾路街里]|小区|社区")
"""What a place ends with, and a name hardly; behind a name: it was a part of a place."""
_BEHIND = frozenset("的与和同因在家说是为住患等已将对从")
"""What stands behind a name of three in a sentence."""
_BEFORE, _VERBAL, _DIGITS = frozenset("员者户民友警生师的是对与和"), frozenset("占印平井秋商国成计安明时"), frozenset("一二三四五六七八九十成")
_RUN = re.compile("[一-龥]{3,}")
_WORDS = frozenset(("师傅", "村庄", "感谢", "一张", "两张", "几张", "每张", "廉洁", "张张", "东方", "东门", "南门", "北门", "百里", "西门", "东郭", "南宫", "公羊", "微生", "太史", "上官", "长孙", "司空"))
"""Words that the dictionary lacks and that end or begin with a surname."""


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, "PRIV-10") of names wherever they stand: a frequent surname (others behind a mark, a role, 的, 对 …) and two characters of given names, of which none makes a word with what is beside it."""
    for match in _RUN.finditer(text):
        for start in range(match.start(), match.end() - 2):
            name = text[start : start + 3]
            sure = name[0] in COMMON or name[0] in RARE or name[0] in OTHER and name[0] not in _VERBAL and (start == match.start() or text[start - 1] in _BEFORE) and not set(name) & _DIGITS
            if text[start : start + 2] in COMPOUND and (end := _compound(text, start, match.end())):
                yield start, end, "PRIV-10"
            elif sure and name[1] in GIVEN and name[2] in GIVEN and is_no_word(text, start, match) and is_name(name) and not _is_place(text, start):
                yield start, start + 3, "PRIV-10"


def is_no_word(text: str, start: int, run: re.Match[str]) -> bool:
    """Tell whether no two of the characters of a name, and of those beside it, are a word."""
    pairs = {text[at : at + 2] for at in (start - 1, start, start + 1, start + 2) if run.start() <= at and at + 2 <= run.end()}
    week = text[start] == "周" and start > 0 and text[start - 1] in "第每两几上下本头前后末一二三四五六七八九十传"
    return not week and not any(pair in phrases_dict or pair in _WORDS for pair in pairs)


def _is_place(text: str, start: int) -> bool:
    """Tell whether three characters are a place, or a part of one: 杨柳苑, 阳光花园."""
    return text[start + 2] in "苑园巷庄坝湾" or _PLACE.match(text, start + 3) is not None


def _compound(text: str, start: int, end: int) -> int:
    """Return where a name with a surname of two characters ends, 0 when there is none: of two given characters both usual, or of the next one before a mark."""
    if text[start + 1] == "门" and text[start - 1 : start] and text[start - 1] not in _BEFORE and text[start - 1] >= "一":
        return 0  # the east gate of something
    for length in (4, 3):
        given = text[start + 2 : start + length]
        bounded = start + length >= end or text[start + length] in _BEHIND
        asked = given[1:] if length == 4 and text[start : start + 2] not in _WORDS else given
        if start + length <= end and all(char in GIVEN for char in asked) and (length == 4 or bounded) and given not in phrases_dict and names._is_name(text[start : start + length]):
            return start + length
    return 0
