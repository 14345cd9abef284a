"""The inverted index: for each term the best texts, by BM25F over fields, each with its impact."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from wenku.search import pinyin, terms
from wenku.search.fold import fold
from wenku.search.records import Record, shown
from wenku.search.synonyms import Synonyms
from wenku.search.terms import GAP

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
LEVELS = 92
"""An impact is one of 0 … LEVELS - 1, so that it is one character of a file."""
BEST = 400
BEST_HANZI = 150
"""How many texts are kept for a term, and for a single Hanzi."""
BEST_IN_TITLES = 1200
"""So many are kept if all of them have the term in the title: cutting among equals would lose a text for no reason."""
SHIFT = 20
"""While it is built, a posting is one integer, (LEVELS - 1 - impact) << SHIFT | number: the best sort first."""
_NUMBER = (1 << SHIFT) - 1


@dataclass(frozen=True)
class Posting:
    """The best texts of a term, ascending by number, as number << 7 | impact level; `found` counts all texts that have it."""

    found: int
    texts: tuple[int, ...]


@dataclass(frozen=True)
class _Fields:
    """The folded strings of one text by field, each with the factor that its hits count."""

    strings: Mapping[str, str]

    def factor(self, field: str) -> float:
        b = LENGTH[field]
        return WEIGHTS[field] / (1 - b + b * len(self.strings[field]) / NORMAL[field])


def build(records: Sequence[Record], synonyms: Synonyms) -> dict[str, Posting]:
    """Return the postings of all terms, sorted by term."""
    found: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    single: list[tuple[set[str], set[str]]] = []
    for number, record in enumerate(records):
        fields = _fields(record)
        body, own = _strong(fields, synonyms)
        _add(found, number, {**own, **_names(record)})
        _add_body(found, number, body, own, fields.factor("body"))
        strings = fields.strings
        single.append((set("".join(strings[f] for f in ("title", "alias", "topic", "heading"))), set(strings["body"])))
    _add_hanzi(found, single, records)
    return {term: _best(term, found[term]) for term in sorted(found)}


def level(strength: float) -> int:
    """Return the impact level of a weighted frequency: 0 for next to nothing, LEVELS - 1 for as much as there can be."""
    return int(LEVELS * strength / (K1 + strength))


def _fields(record: Record) -> _Fields:
    titles, names = record.titles, record.names
    strings = {
        "title": titles, "alias": names, "topic": record.topics, "related": record.related,
        "heading": map(shown, record.headings), "body": record.body,
    }  # fmt: skip
    return _Fields({field: fold("\n".join(rows)) for field, rows in strings.items()})


def _strong(fields: _Fields, synonyms: Synonyms) -> tuple[Counter[str], dict[str, float]]:
    """Return the pairs of the body, and the weighted frequency of every term that has more than those."""
    strengths: defaultdict[str, float] = defaultdict(float)
    body: Counter[str] = Counter()
    for field, string in fields.strings.items():
        factor, counts = fields.factor(field), terms.pairs(string)
        if field in ("title", "alias"):  # across brackets, too: 村（社区）妇联
            counts = counts | terms.pairs(terms.joined(string))
        for term, count in synonyms.counted(string, counts):
            strengths[term] += factor * count
        for word, count in Counter(terms.words(string)).items():
            strengths[word] += factor * count
            if field != "body":
                for beginning in terms.beginnings(word):
                    strengths[beginning] = max(strengths[beginning], factor * 0.5)
        if field == "body":
            body = counts
        else:
            for pair, count in counts.items():
                strengths[pair] += factor * count
    factor = fields.factor("body")
    for pair in strengths.keys() & body.keys():
        strengths[pair] += factor * body[pair]
    return body, {term: strength for term, strength in strengths.items() if GAP not in term}


def _names(record: Record) -> dict[str, float]:
    """Return the strength of the terms that only names have: pinyin, and pairs with a gap against typing errors."""
    strengths: dict[str, float] = {}
    text = record.text
    for field, names in (("topic", [topic.name for topic in text.topics]), ("alias", text.aliases), ("title", (text.title,))):
        for name in map(fold, names):
            own = pinyin.terms(name) if field == "topic" else (*pinyin.terms(name), *terms.skips(name))
            strengths.update(dict.fromkeys(own, WEIGHTS[field]))
    return strengths


def _add(found: Mapping[str, array[int]], number: int, strengths: Mapping[str, float]) -> None:
    for term, strength in strengths.items():  # level() written out: half a million calls for a thousand texts
        found[term].append((LEVELS - 1 - int(LEVELS * strength / (K1 + strength))) << SHIFT | number)


def _add_body(found: Mapping[str, array[int]], number: int, body: Mapping[str, int], own: Mapping[str, float], factor: float) -> None:
    """Add what stands in the body only. The heart of the work: as little as possible for each pair."""
    most = max(body.values(), default=0)
    values = [(LEVELS - 1 - level(factor * count)) << SHIFT | number for count in range(most + 1)]
    for pair, count in body.items():
        if pair not in own and GAP not in pair:
            found[pair].append(values[count])


def _add_hanzi(found: Mapping[str, array[int]], single: Sequence[tuple[set[str], set[str]]], records: Sequence[Record]) -> None:
    """Add single Hanzi of title, aliases, topics and headings; those of the body only where few texts have them there."""
    strong = Counter(chain.from_iterable(short for short, _ in single))
    known = terms.hanzi("".join(set().union(*(one for both in single for one in both))))
    rare = {char for char in known if strong[char] < BEST_HANZI}
    inverse = {name: (LEVELS - 1 - level(WEIGHTS[name])) << SHIFT for name in ("title", "heading", "body")}
    for number, (short, body) in enumerate(single):
        title = set(fold(records[number].text.title))
        for char in short & known:
            found[char].append(inverse["title" if char in title else "heading"] | number)
        for char in (body - short) & rare:
            found[char].append(inverse["body"] | number)


def _best(term: str, values: Sequence[int]) -> Posting:
    """Keep the best of a term's postings. They came in order of texts, so that only a list to be cut is sorted."""
    limit = BEST_HANZI if len(term) == 1 and term > "z" else BEST
    kept = values
    if len(values) > limit:
        ordered = sorted(values)
        titles = bisect_left(ordered, LEVELS - 1 - level(IN_TITLE * WEIGHTS["title"]) << SHIFT)
        kept = ordered[: max(limit, min(titles, BEST_IN_TITLES if limit == BEST else limit))]
    texts = [(value & _NUMBER) << 7 | LEVELS - 1 - (value >> SHIFT) for value in kept]
    if kept is not values:
        texts.sort()
    return Posting(len(values), tuple(texts))
