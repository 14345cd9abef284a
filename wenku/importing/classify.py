"""Stage 6: domain, kind, level, horizon, topics, laws, days, months of a text, each with a confidence and its evidence; a summary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from wenku.data import Data
from wenku.importing import kinds, words
from wenku.importing.model import Guess
from wenku.importing.structure import HEADING, TABLE, Block, Blocks
from wenku.lawindex import LawIndex, citations
from wenku.needs import Sparse

_TITLE, _SIGNED, _HEADING, _BODY, _MOST, _GENERAL = 10.0, 4.0, 2.0, 0.6, 5, 0.1
_MOST_TOPICS, _LEAST_TOPICS = 6, 3
_THREE = Sparse(r"三年|(?:20\d\d)年?[—\-~至]+(?:20\d\d)|[三五]年(?:规划|行动)|十[四五六]五|任期")
_MONTH = Sparse(r"(?<![\d年])(1[0-2]|[1-9])月(?!\d)(?=份|[，。、：上中下底初开组举]|$)|(?<![一二三四五六七八九十])(十[一二]|[一二三四五六七八九十])月份")
_LEVELS = {level: Sparse(pattern) for level, pattern in words.LEVELS.items()}
_SUMMARY = (30, 100)
_LOUDEST = 5.0
"""What one part of a text may count for a domain at most: a long body does not shout its title down."""
_MANY, _SPREAD = 7, 0.22
"""A text of so many lines of work of which none has this share is about the community as a whole."""
_OFFICES = re.compile("人民政府|公共服务用房")
"""Names that hold a word of a line of work by chance (民政)."""
_COMMON_UNITS = re.compile("社区居民委员会|社区居委会|居民委员会|居委会|村民委员会|村委会")
"""Who signs texts of every line of work."""
_ADDRESSED = re.compile("(?![各全])[^，。；：\\n]{2,20}：")


@dataclass(frozen=True)
class Profile:
    """What a text is about. `doubts`: Chinese sentences on what could not be told."""

    domain: Guess
    kind: Guess
    levels: tuple[str, ...]
    horizon: Guess
    topics: tuple[str, ...]
    laws: tuple[str, ...]
    months: tuple[int, ...]
    days: tuple[str, ...]
    summary: str
    doubts: tuple[str, ...]


Pairs = Set[str]
"""The two characters at every place of a text."""


@dataclass(frozen=True)
class Names:
    """Words that speak for one thing. `heads`: how they begin; a text without any of these pairs has none of the words."""

    pattern: re.Pattern[str]
    heads: Pairs

    def stand_in(self, pairs: Pairs) -> bool:
        """Tell whether a text with these pairs may hold one of the words."""
        return not self.heads.isdisjoint(pairs)


@dataclass(frozen=True)
class Vocabulary:
    """The tables, made ready once: the words of each domain and topic, the law index."""

    data: Data
    laws: LawIndex
    domains: Mapping[str, Names]
    topics: Mapping[str, Names]


def vocabulary(data: Data, laws: LawIndex) -> Vocabulary:
    """Make the tables ready for `classify`."""
    domains: dict[str, set[str]] = {key: {*words.DOMAINS.get(key, ()), domain.name} for key, domain in data["domains"].items()}
    topics = {}
    for topic in data["topics"].values():
        names = {name for name in (topic.name, *topic.aliases) if len(name) > 1}
        topics[topic.name] = _any(names)
        if words.TOPICS.get(topic.name) in domains:
            domains[words.TOPICS[topic.name]] |= {name for name in names if len(name) > 2}
    for day in data["days"].values():
        for key in day.domains if len(day.domains) < 3 and len(day.name) > 3 else ():
            domains[key].add(day.name)
    for group in data["synonyms"].values():
        for names in domains.values():
            if len(names & set(group["words"])) > 0:
                names |= {word for word in group["words"] if len(word) > 2}
    return Vocabulary(data, laws, {key: _any(names) for key, names in domains.items()}, topics)


def classify(title: str, blocks: Blocks, vocab: Vocabulary) -> Profile:
    """Return the profile of a text."""
    headings = "\n".join(block.text for block in blocks if block.kind == HEADING)
    body = "\n".join(text for block in blocks for text in _texts(block))
    laws, doubts = _laws(body, vocab)
    kind = kinds.kind(title, body)
    pairs = _pairs(f"{title}\n{headings}\n{body}")
    signed = "\n".join([_COMMON_UNITS.sub("", block.unit) for block in blocks if block.unit] + [match.group() for match in [_ADDRESSED.match(body)] if match])
    domain = _domain(((title, _TITLE), (signed, _SIGNED), (headings, _HEADING), (body, _BODY)), laws, vocab)
    levels = _levels(title, body)
    topics = _topics(title, headings, body, pairs, vocab)
    days = tuple(sorted(day.id for day in vocab.data["days"].values() if len(day.name) > 3 and day.name in title))
    months = _months(body)
    if domain.confidence < 0.5:
        doubts.append(f"领域把握不大（{domain.confidence:.0%}），核对")
    if kind.confidence < 0.6:
        doubts.append(f"种类把握不大（{kind.confidence:.0%}），核对")
    if len(topics) < _LEAST_TOPICS:
        doubts.append("主题不足 3 个，从词表里补选")
    summary = _summary(levels, domain.value, kind.value, blocks, vocab.data)
    return Profile(domain, kind, levels, _horizon(title, body, kind.value), topics, laws, months if len(months) <= 3 else (), days, summary, tuple(doubts))


def _texts(block: Block) -> Sequence[str]:
    return [cell for row in block.rows for cell in row] if block.kind == TABLE else [block.text]


def _any(names: set[str]) -> Names:
    longest = sorted(names, key=lambda name: (-len(name), name))
    return Names(re.compile("|".join(map(re.escape, longest)) or "(?!)"), frozenset(name[:2] for name in names))


def _pairs(text: str) -> Pairs:
    return set(map("".join, pairwise(text)))


def _domain(parts: Sequence[tuple[str, float]], laws: Sequence[str], vocab: Vocabulary) -> Guess:
    """parts: (words, what one of them counts): the title, who signs or is addressed, headings, the rest."""
    parts = [(_OFFICES.sub("", text), weight) for text, weight in parts]
    pairs = _pairs("\n".join(text for text, _ in parts))
    scores: Counter[str] = Counter()
    evidence: dict[str, list[str]] = {}
    live = [(key, names) for key, names in vocab.domains.items() if names.stand_in(pairs)]
    for text, weight in parts:
        votes: Counter[str] = Counter()
        for key, names in live:
            for word, times in Counter(names.pattern.findall(text)).items():
                votes[key] += weight * min(times, _MOST) * min(len(word), 5) / 3 * (_GENERAL if word in words.GENERAL else 1)
                evidence.setdefault(key, []).append(word)
        most = max(votes.values(), default=0.0)
        scores.update({key: vote * min(1.0, _LOUDEST / most) for key, vote in votes.items() if most})
    for law in laws:
        for key in vocab.data["laws"][law].domains:
            scores[key] += 1.0 / len(vocab.data["laws"][law].domains)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return Guess("zhili", 0.1, ("没有找到领域的词",))
    best, top = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    if len(ranked) >= _MANY and top < _SPREAD * sum(scores.values()):
        return Guess("zhili", 0.4, (f"涉及 {len(ranked)} 个领域，没有一个突出",))
    return Guess(best, round(top / (top + second + 1), 2), tuple(dict.fromkeys(evidence.get(best, ())))[:6])


def _levels(title: str, body: str) -> tuple[str, ...]:
    scores = {level: 8 * len(pattern.findall(title)) + len(pattern.findall(body)) for level, pattern in _LEVELS.items()}
    top = max(scores.values())
    return tuple(level for level, score in scores.items() if score and score * 2 >= top) or ("社区",)


def _horizon(title: str, body: str, kind: str) -> Guess:
    if _THREE.search(title) or kind == "规划":
        return Guess("三年", 0.9, ("题名",))
    if re.search(r"(?:[1-9]|1[0-2]|[一二三四五六七八九十])月(?!\d)|月度|每月", title):
        return Guess("月度", 0.8, ("题名",))
    if kind == "制度":
        return Guess("长期", 0.9, ("制度",))
    if kind in ("计划", "总结", "汇报") or re.search("年度|全年|年工作", title):
        return Guess("年度", 0.8, (kind,))
    return Guess("专项", 0.7, (kind,))


def _topics(title: str, headings: str, body: str, pairs: Pairs, vocab: Vocabulary) -> tuple[str, ...]:
    scores = {}
    for name, words_of in vocab.topics.items():
        if not words_of.stand_in(pairs):
            continue
        find = words_of.pattern.findall
        score = 6 * len(find(title)) + 2 * len(find(headings)) + len(find(body))
        if score >= 2:
            scores[name] = score
    return tuple(sorted(scores, key=lambda name: (-scores[name], name))[:_MOST_TOPICS])


def _laws(body: str, vocab: Vocabulary) -> tuple[tuple[str, ...], list[str]]:
    found: dict[str, None] = {}
    doubts = []
    for cite in citations(body):
        law = vocab.laws.resolve(cite.name).law
        if law and law.citable:
            found.setdefault(law.id)
        elif law:
            doubts.append(f"《{cite.name}》{law.status}，不能作依据")
    return tuple(sorted(found)), list(dict.fromkeys(doubts))


def _months(body: str) -> tuple[int, ...]:
    numerals = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12}
    return tuple(sorted({int(digit) if digit else numerals[word] for digit, word in _MONTH.findall(body)}))


def _summary(levels: tuple[str, ...], domain: str, kind: str, blocks: Blocks, data: Data) -> str:
    """Propose a summary from the headings: who, what for, what it holds. "" when the headings do not carry it."""
    low, high = _SUMMARY
    heads = [re.sub(r"[，。；：、,].*$", "", block.text) for block in blocks if block.kind == HEADING and block.level == 2]
    heads = [head for head in dict.fromkeys(heads) if 2 <= len(head) <= 14 and "{" not in head]
    name = data["domains"][domain].name if domain in data["domains"] else ""
    text = f"{'、'.join(levels)}编写{name}方面的{kind}时参考，写了{'、'.join(heads[:6])}。"
    while len(text) > high and len(heads) > 1:
        heads = heads[:-1]
        text = f"{'、'.join(levels)}编写{name}方面的{kind}时参考，写了{'、'.join(heads[:6])}。"
    return text if heads and low <= len(text) <= high else ""
