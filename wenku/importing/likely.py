"""What looks like a person's name: a surname and a given name that are no word of the dictionary."""

from __future__ import annotations

import re
from functools import cache

from pypinyin.phrases_dict import phrases_dict

from wenku.privacy import names
from wenku.privacy.surnames import COMMON, GIVEN, RARE, SELDOM


@cache
def is_name(name: str) -> bool:
    """Tell a likely name: a surname and a given name, no word of the dictionary (高峰, 周二), no post."""
    if name[:1] in SELDOM and len(name) == 3 and all(char in GIVEN for char in name[1:]) and name not in phrases_dict and name[:2] not in phrases_dict:
        return True
    if not names._is_name(name) or name in phrases_dict or re.match("周[一二三四五六日天]", name):
        return False
    return name[0] in COMMON or name[0] in RARE or len(name) == 4 or all(char in GIVEN for char in name[names.surname(name) :])


def may_be_name(name: str) -> bool:
    """Tell a name where its place says that it is one: any surname will do, but no word of the dictionary."""
    return names._is_name(name) and name not in phrases_dict and len(name) - names.surname(name) in (1, 2) or name[:1] in SELDOM and is_name(name)
