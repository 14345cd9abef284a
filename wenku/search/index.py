"""The inverted index: for each term the best texts, by BM25F over fields, each with its impact.

Two Hanzi in a row are counted by numpy, all else text by text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wenku.search import pinyin, terms
from wenku.search.fold import fold, fold_all
from wenku.search.postings import LEVEL, TEXT, Integers, Postings, cut, merged, pair_code, pair_of, pairs, singles
from wenku.search.records import Record, shown
from wenku.search.synonyms import Synonyms

WEIGHTS = {"title": 60.0, "alias": 16.0, "topic": 6.0, "heading": 4.0, "related": 1.5, "body": 1.0}
"""BM25F weights of the fields, chosen on the tuning sets of bench/search."""
K1 = 8.0
"""How fast more of the same counts less."""
NORMAL = {"title": 14, "alias": 40, "topic": 45, "heading": 90, "related": 200, "body": 1500}
"""Usual length of each field in characters, fixed: a mean would change every impact with every new text."""
LENGTH = {"title": 0.1, "alias": 0.3, "topic": 0.3, "heading": 0.4, "related": 0.3, "body": 0.5}
"""How much a longer field counts less (BM25's b)."""
IN_TITLE = 0.75
"""From this share of a title's weight on a term is taken to stand in the title."""
NAME = 7.0
"""What a term counts at least that stands in an alias, where the aliases of a text are 200 characters."""
LEVELS = 92
"""An impact is one of 0 … LEVELS - 1, so that it is one character of a file."""
BEST = 1000
BEST_HANZI = 150
"""How many texts are kept with their impact for a term, and for a single Hanzi. Of the others those that have a term in the title
are kept without: cutting among equals would lose a text for no reason."""
_CHUNK = 512
"""Texts counted at a time, which bounds the memory."""


@dataclass(frozen=True)
class _Fields:
    """The folded strings of one text by field, each with the factor that its hits count."""

    strings: Mapping[str, str]

    def factor(self, field: str) -> float:
        b, string = LENGTH[field], self.strings[field]
        size = (string.find("\n") + 1 if field == "title" else 0) or len(string)  # an English title makes the title no longer
        return WEIGHTS[field] / (1 - b + b * size / NORMAL[field])


@dataclass
class _Single:
    """Terms that are found text by text, with their strengths in order."""

    terms: list[str] = field(default_factory=list)
    strengths: list[float] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)

    def add(self, number: int, strengths: Mapping[str, float]) -> None:
        self.terms.extend(strengths)
        self.strengths.extend(strengths.values())
        self.texts.extend([number] * len(strengths))


def build(records: Sequence[Record], synonyms: Synonyms) -> Postings:
    """Return the postings of all terms."""
    single, hanzi = _Single(), _Hanzi()
    packed: list[Integers] = []
    for start in range(0, len(records), _CHUNK):
        chunk = _folded(records[start : start + _CHUNK])
        counted = {name: _pairs(chunk, name) for name in WEIGHTS}
        packed.append(_pair_postings(chunk, counted, start))
        own = _synonyms(chunk, counted, synonyms)
        for number, (record, fields) in enumerate(zip(records[start : start + _CHUNK], chunk, strict=True), start):
            single.add(number, {**own[number - start], **_words(fields), **_names(record)})
        hanzi.add(chunk, start)
    words, numbers = _numbered(single)
    chars = hanzi.postings()
    title = level(IN_TITLE * WEIGHTS["title"])
    groups = {pair_of: cut(_joined(packed), BEST, title), words.__getitem__: cut(numbers, BEST, title), chr: cut(chars, BEST_HANZI, LEVELS)}
    cuts = list(groups.values())
    starts = np.cumsum([0, *(len(own.texts) for own in cuts)])
    before = np.cumsum([0, *(len(own.terms) for own in cuts)]).tolist()
    return Postings(
        tuple(name(int(number)) for name, own in groups.items() for number in own.terms),
        np.concatenate([own.starts[:-1] + at for own, at in zip(cuts, starts[:-1], strict=True)] + [starts[-1:]]),
        _joined([own.texts for own in cuts]), _joined([own.found for own in cuts]),
        {at + first: texts for own, first in zip(cuts, before, strict=False) for at, texts in own.titled.items()},
    )  # fmt: skip


def level(strength: float) -> int:
    """Return the impact level of a weighted frequency: 0 for next to nothing, LEVELS - 1 for as much as there can be."""
    return int(LEVELS * strength / (K1 + strength))


def _levels(strengths: NDArray[np.float64]) -> Integers:
    return (LEVELS * strengths / (K1 + strengths)).astype(np.int64)


def _joined(parts: Sequence[Integers]) -> Integers:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _folded(records: Sequence[Record]) -> list[_Fields]:
    rows = fold_all(["\n".join(lines).replace("\0", "") for record in records for lines in _lines(record).values()])
    return [_Fields(dict(zip(WEIGHTS, rows[at : at + len(WEIGHTS)], strict=True))) for at in range(0, len(rows), len(WEIGHTS))]


def _lines(record: Record) -> Mapping[str, Iterable[str]]:
    """Return the lines of each field, in order of WEIGHTS."""
    titles, names = record.titles, record.names
    return {
        "title": titles, "alias": names, "topic": record.topics, "heading": map(shown, record.headings),
        "related": record.related, "body": record.body,
    }  # fmt: skip


def _pairs(chunk: Sequence[_Fields], name: str) -> tuple[Integers, Integers]:
    """Count the pairs of a field: (pair << 20 | number in the chunk), how often."""
    strings = [fields.strings[name] for fields in chunk]
    keys, counts = pairs(strings)
    if name not in ("title", "alias"):
        return keys, counts
    more, joined = pairs([terms.joined(string) for string in strings])  # across brackets, too: 村（社区）妇联
    every = np.union1d(keys, more)
    most = np.zeros(len(every), np.int64)
    most[np.searchsorted(every, keys)] = counts
    at = np.searchsorted(every, more)
    most[at] = np.maximum(most[at], joined)
    return every, most


def _pair_postings(chunk: Sequence[_Fields], counted: Mapping[str, tuple[Integers, Integers]], start: int) -> Integers:
    parts = []
    for name, (keys, counts) in counted.items():
        factors = np.array([fields.factor(name) for fields in chunk])
        parts.append((keys, counts * factors[keys & (1 << TEXT) - 1]))
    keys, strengths = merged(parts)
    return (keys + start) << LEVEL | _levels(strengths)


def _synonyms(chunk: Sequence[_Fields], counted: Mapping[str, tuple[Integers, Integers]], synonyms: Synonyms) -> list[dict[str, float]]:
    """Return for each text the strengths of the synonym groups of which it has a word."""
    found: list[defaultdict[str, float]] = [defaultdict(float) for _ in chunk]
    starts = np.array(sorted(pair_code(start) for start in synonyms.by_start if start), np.int64)
    for name, (keys, _) in counted.items():
        begun: defaultdict[int, list[str]] = defaultdict(list)
        for key in keys[np.isin(keys >> TEXT, starts)].tolist():
            begun[key & (1 << TEXT) - 1].append(pair_of(key >> TEXT))
        for number, fields in enumerate(chunk):
            for term, count in synonyms.counted(fields.strings[name], begun[number]):
                found[number][term] += fields.factor(name) * count
    return [dict(own) for own in found]


def _words(fields: _Fields) -> dict[str, float]:
    """Return the strength of each word of letters and digits, and of its beginnings but for the body's."""
    strengths: defaultdict[str, float] = defaultdict(float)
    for name, string in fields.strings.items():
        factor = fields.factor(name)
        for word, count in Counter(terms.words(string)).items():
            strengths[word] += factor * count
            if name != "body":
                for beginning in terms.beginnings(word):
                    strengths[beginning] = max(strengths[beginning], factor * 0.5)
    return strengths


def _names(record: Record) -> dict[str, float]:
    """Return the strength of the terms that only names have: pinyin, and pairs with a gap against typing errors."""
    strengths: dict[str, float] = {}
    text = record.text
    for name, names in (("topic", [topic.name for topic in text.topics]), ("alias", text.aliases), ("title", (text.title,))):
        for own in map(fold, names):
            strengths.update(dict.fromkeys(pinyin.terms(own), WEIGHTS[name]))
            if name != "topic":
                strengths.update(dict.fromkeys(terms.skips(own), WEIGHTS[name]))
    return strengths


def _numbered(single: _Single) -> tuple[tuple[str, ...], Integers]:
    """Return the terms in order, and their postings by the terms' numbers."""
    words = tuple(sorted(set(single.terms)))
    places = {word: at for at, word in enumerate(words)}
    numbers = np.fromiter(map(places.__getitem__, single.terms), np.int64, len(single.terms))
    levels = _levels(np.array(single.strengths, float))
    return words, (numbers << TEXT | np.array(single.texts, np.int64)) << LEVEL | levels


class _Hanzi:
    """Single Hanzi of title, aliases, topics and headings; those of the body only where few texts have them there."""

    def __init__(self) -> None:
        self._keys: dict[str, list[Integers]] = {"title": [], "heading": [], "body": []}

    def add(self, chunk: Sequence[_Fields], start: int) -> None:
        before = np.zeros(0, np.int64)
        for part, names in (("title", ("title",)), ("heading", ("alias", "topic", "heading")), ("body", ("body",))):
            keys = np.setdiff1d(singles(["".join([own.strings[name] for name in names]) for own in chunk]), before, assume_unique=True)
            self._keys[part].append(keys + start)
            before = np.concatenate((before, keys))

    def postings(self) -> Integers:
        keys = {part: _joined(own) for part, own in self._keys.items()}
        strong = np.bincount(np.concatenate((keys["title"], keys["heading"])) >> TEXT, minlength=1 << 16)
        keys["body"] = keys["body"][strong[keys["body"] >> TEXT] < BEST_HANZI]
        return _joined([own << LEVEL | level(WEIGHTS[part]) for part, own in keys.items()])
