"""File names of drafts: a title's pinyin, a hyphen between words. Words are those of the vocabularies, by longest match, else two Hanzi."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from wenku.data import Data
from wenku.importing import words
from wenku.importing.patterns import KINDS
from wenku.search.fold import fold
from wenku.search.pinyin import syllables

LONGEST = 60
"""Characters of a name."""
_WORD = 4
"""Hanzi of a word at most: 平安建设 is one word, 社区居家养老服务 is several."""
_JOINING = "的与和及暨"
"""What only joins words is left out."""
_HANZI = re.compile("[\u3400-\u9fff]+")
_USUAL = "社区 街道 乡镇 工作 年度 活动 管理 服务 实施 建设 宣传 居民 村民 开展 加强 创建 发展 志愿 支部 委员会 上半年 下半年 三年 专项 检查 教育 培训 演练 整治"


def known(data: Data) -> frozenset[str]:
    """Return the words of the vocabularies that a title is parted into."""
    found = {*_USUAL.split(), *KINDS.replace("?", "").split("|")}
    for own in words.DOMAINS.values():
        found |= set(own)
    for topic in data["topics"].values():
        found |= {topic.name, *topic.aliases}
    for group in data["synonyms"].values():
        found |= set(group["words"])
    return frozenset(word for word in found if 2 <= len(word) <= _WORD and _HANZI.fullmatch(word))


def parted(title: str, vocabulary: Collection[str]) -> list[str]:
    """Return the words of a title: the longest known one at each place, else what stands before the next known one, by two."""
    found: list[str] = []
    for run in _HANZI.findall(title):
        loose = ""
        at = 0
        while at < len(run):
            word = next((run[at : at + size] for size in range(_WORD, 1, -1) if run[at : at + size] in vocabulary), "")
            if word or run[at] in _JOINING:
                found += [*_pairs(loose), *_pairs(word)]
                loose = ""
            else:
                loose += run[at]
            at += len(word) or 1
        found += _pairs(loose)
    return found


def _pairs(loose: str) -> list[str]:
    """Part Hanzi that are no known word by two; a single one at the end goes with those before it."""
    if len(loose) < 4:
        return [loose] if loose else []
    return [loose[:2], *_pairs(loose[2:])]


def slug(title: str, vocabulary: Collection[str], taken: Iterable[str] = ()) -> str:
    """Return a file name of at most LONGEST characters, not one of those taken. What is too long loses words before its last two."""
    title = title.removeprefix("关于")
    spoken = ["".join(syllable for run in syllables(fold(word)) for syllable in run) for word in parted(title, vocabulary)]
    spoken = [clean for word in spoken if (clean := re.sub("[^a-z0-9]", "", word)[:20])]
    while len("-".join(spoken)) > LONGEST - 4:
        del spoken[max(0, len(spoken) - 3)]
    base = "-".join(spoken) or "wenben"
    name, number, used = base, 1, set(taken)
    while name in used:
        number += 1
        name = f"{base}-{number}"
    return name
