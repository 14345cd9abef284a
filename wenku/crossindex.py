"""The cross-index: which texts stand under each domain, kind, level, horizon, topic, law and month, and which are related."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from wenku.collation import chinese_key
from wenku.library import Library
from wenku.model import Law, Term, Text

SECTIONS = ("domains", "kinds", "levels", "horizons", "topics", "laws", "months")
RELATED = 6
NEIGHBOURHOOD = 64
"""Of a term shared by many texts only this many nearest in order are compared, so that the cost grows with the library, not its square."""

_TOPIC, _LAW, _WORD = 3.0, 2.0, 0.6


@dataclass(frozen=True)
class Related:
    """A related text and why: the topics and laws that both have, and the longest piece of title that both share."""

    text: Text
    score: float
    topics: tuple[Term, ...]
    laws: tuple[Law, ...]
    words: str


@dataclass(frozen=True)
class CrossIndex:
    """Lists of texts by section and id, each in Chinese order, and the order of all texts."""

    texts: tuple[Text, ...]
    lists: Mapping[str, Mapping[str, tuple[Text, ...]]]

    def under(self, section: str, term_id: str) -> tuple[Text, ...]:
        """Return the texts under a term, () when there are none."""
        return self.lists[section].get(term_id, ())

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Position of each text (by path) in the order of the library."""
        return {text.path: i for i, text in enumerate(self.texts)}

    def neighbours(self, text: Text) -> tuple[Text | None, Text | None]:
        """Return the texts before and after this one within its domain (or its kind, for a blank form)."""
        row = self.under("domains", text.domain.id) if text.domain else self._forms
        at = self._rank[text.path]
        return (row[at - 1] if at else None), (row[at + 1] if at + 1 < len(row) else None)

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        rows = (*self.lists["domains"].values(), self._forms)
        return {text.path: i for row in rows for i, text in enumerate(row)}

    @cached_property
    def _forms(self) -> tuple[Text, ...]:
        return tuple(text for text in self.texts if text.is_form)

    @cached_property
    def _postings(self) -> Mapping[tuple[str, str], tuple[int, ...]]:
        postings: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i, text in enumerate(self.texts):
            for term in terms_of(text):
                postings[term].append(i)
        return {term: tuple(places) for term, places in postings.items() if len(places) > 1}

    def related(self, text: Text, limit: int = RELATED) -> tuple[Related, ...]:
        """Return the texts nearest to this one by shared topics, laws and words of titles, each with the reasons."""
        own = self.place[text.path]
        scores: Counter[int] = Counter()
        for term in terms_of(text):
            places = self._postings.get(term, ())
            weight = _weight(term[0], len(places), len(self.texts))
            for place in _near(places, own):
                scores[place] += weight  # type: ignore[assignment]
        del scores[own]
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[: 3 * limit]
        explained = (_explained(text, self.texts[place], score) for place, score in best)
        return tuple(item for item in explained if item.topics or item.laws or item.words)[:limit]


def build(library: Library) -> CrossIndex:
    """Index all texts that have a page and are not archived."""
    live = [text for text in library.texts if text.archived is None]
    texts = tuple(sorted(live, key=_library_order))
    lists: dict[str, dict[str, list[Text]]] = {section: defaultdict(list) for section in SECTIONS}
    for text in texts:
        for section, term_id in _places(text):
            lists[section][term_id].append(text)
    return CrossIndex(texts, {s: {i: tuple(found) for i, found in rows.items()} for s, rows in lists.items()})


def terms_of(text: Text) -> tuple[tuple[str, str], ...]:
    """Return what a text is compared by: ("topic", id), ("law", id) and ("word", two Hanzi of title or aliases)."""
    names = "\n".join((text.title, *text.aliases))
    words = {names[i : i + 2] for i in range(len(names) - 1)}
    hanzi = sorted(word for word in words if all("\u3400" <= char <= "\u9fff" for char in word))
    topics = (("topic", topic.id) for topic in text.topics)
    laws = (("law", law.id) for law in text.laws)
    return (*topics, *laws, *(("word", word) for word in hanzi))


def newest(texts: Iterable[Text], count: int) -> tuple[Text, ...]:
    """Return the texts changed last, newest first."""
    return tuple(sorted(sorted(texts, key=_library_order), key=lambda text: text.updated, reverse=True)[:count])


def shared_words(one: str, other: str) -> str:
    """Return the longest run of at least two characters that stands in both titles, or ""."""
    runs = (one[i:j] for i in range(len(one)) for j in range(i + 2, len(one) + 1))
    return max((run for run in runs if run in other), key=len, default="")


def _library_order(text: Text) -> tuple[object, ...]:
    return (text.is_form, text.domain.order if text.domain else 0, text.kind.order, chinese_key(text.title))


def _places(text: Text) -> Iterable[tuple[str, str]]:
    if text.domain:
        yield "domains", text.domain.id
    yield "kinds", text.kind.id
    yield "horizons", text.horizon.id
    yield from (("levels", level.id) for level in text.levels)
    yield from (("topics", topic.id) for topic in text.topics)
    yield from (("laws", law.id) for law in text.laws)
    yield from (("months", f"{month:02d}") for month in text.months)


def _weight(kind: str, frequency: int, total: int) -> float:
    base = {"topic": _TOPIC, "law": _LAW, "word": _WORD}[kind]
    return base * math.log(1 + total / frequency) if frequency else 0.0


def _near(places: tuple[int, ...], own: int) -> tuple[int, ...]:
    if len(places) <= NEIGHBOURHOOD:
        return places
    at = bisect_left(places, own)
    start = max(0, min(at - NEIGHBOURHOOD // 2, len(places) - NEIGHBOURHOOD))
    return places[start : start + NEIGHBOURHOOD]


def _explained(text: Text, other: Text, score: float) -> Related:
    topics = tuple(topic for topic in text.topics if topic in other.topics)
    laws = tuple(law for law in text.laws if law in other.laws)
    return Related(other, round(score, 3), topics, laws, shared_words(text.title, other.title))
