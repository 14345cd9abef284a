"""Groups of words that mean the same, from docs/_data/synonyms.yml: abbreviations of this field and their full names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from wenku.data import Data
from wenku.search.fold import fold
from wenku.search.terms import GAP, pairs, words

GROUP = "="
"""Begins the term of a group."""


@dataclass(frozen=True)
class Group:
    """Words that mean the same; `id` is permanent. The words are folded."""

    id: str
    words: tuple[str, ...]

    @property
    def term(self) -> str:
        """The term under which texts with any of the words are listed."""
        return f"{GROUP}{self.id}"


@dataclass(frozen=True)
class Synonyms:
    """All groups, and how to find their words in a text quickly."""

    groups: tuple[Group, ...]

    @cached_property
    def by_start(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """For a word's first two Hanzi in a row ("" where it has none, AED): (word, term of its group)."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for group in self.groups:
            for word in group.words:
                found[next((pair for pair in pairs(word) if GAP not in pair), "")].append((word, group.term))
        return {start: tuple(rows) for start, rows in found.items()}

    @cached_property
    def starts(self) -> Mapping[str, tuple[tuple[str, Group], ...]]:
        """For the term by which a query is seen to have a word, its first two Hanzi in a row, or its first Latin word: (word, group)."""
        found: dict[str, list[tuple[str, Group]]] = defaultdict(list)
        for group in self.groups:
            for word in group.words:
                found[next((pair for pair in pairs(word) if GAP not in pair), "") or words(word)[0]].append((word, group))
        return {start: tuple(rows) for start, rows in found.items()}

    def counted(self, text: str, found: Iterable[str]) -> Iterable[tuple[str, int]]:
        """Yield (term, how often) for each word that stands in a folded text, given the pairs of Hanzi found in it, in their order."""
        for start in ("", *found):
            for word, term in self.by_start.get(start, ()):
                if count := text.count(word):
                    yield term, count


def synonyms(data: Data) -> Synonyms:
    """Return the groups of the table `synonyms`, () when it could not be read."""
    rows = data["synonyms"].values()
    return Synonyms(tuple(Group(row["id"], tuple(dict.fromkeys(fold(word) for word in row["words"]))) for row in rows))
