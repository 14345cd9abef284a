"""Generate queries with the texts that should be found: python -m bench.search.queries LIBRARY --half reporting --out FILE.

A known item is the shortest row of two to six whole words of a title or heading that at most three texts have. Words are cut by
jieba, which search itself does not use. A text belongs to one half by the hash of its address.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from random import Random

import yaml
from pypinyin import lazy_pinyin

from wenku.hant import convert
from wenku.library import Library, read_library
from wenku.search.records import Record, records

KINDS = ("known", "reversed", "spaced", "traditional", "partial", "two", "abbreviation", "pinyin", "typo", "hand")
HALVES = {"tuning": 20261122, "reporting": 71}
"""The seeds."""
EACH = 100
"""Queries of a kind."""
FEW = 3
_HANZI = range(0x4E00, 0xA000)


@dataclass(frozen=True)
class Query:
    """What is typed, and the words that a title, alias or heading of each relevant text has."""

    kind: str
    typed: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Shelf:
    """The names of all texts, to tell which have which words."""

    found: tuple[Record, ...]

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """For each text the strings one of which must have all words."""
        return tuple((r.text.title, *r.text.aliases, *r.headings) for r in self.found)

    @cached_property
    def _texts_by_pair(self) -> Mapping[str, frozenset[int]]:
        pairs: defaultdict[str, set[int]] = defaultdict(set)
        for number, names in enumerate(self.names):
            for name in names:
                for at in range(len(name) - 1):
                    pairs[name[at : at + 2]].add(number)
        return {pair: frozenset(numbers) for pair, numbers in pairs.items()}

    def relevant(self, words: Sequence[str]) -> tuple[int, ...]:
        """Return the numbers of the texts one of whose names has all the words."""
        pairs = [word[at : at + 2] for word in words for at in range(max(1, len(word) - 1))]
        candidates = frozenset.intersection(*(self._texts_by_pair.get(pair, frozenset()) for pair in pairs if len(pair) == 2))
        return tuple(n for n in sorted(candidates) if any(all(word in name for word in words) for name in self.names[n]))

    def urls(self, query: Query) -> frozenset[str]:
        """Return the addresses of the texts that should be found."""
        return frozenset(self.found[number].text.url for number in self.relevant(query.words))


def shelf(library: Library) -> Shelf:
    """Return the shelf of the texts that search has, oldest first: the order in which queries are drawn from them."""
    return Shelf(tuple(sorted(records(library.texts), key=lambda record: (record.text.added, record.text.path))))


def half_of(url: str) -> str:
    """Return the half of the queries that a text is for."""
    return tuple(HALVES)[hashlib.sha256(url.encode()).digest()[0] & 1]


def words_of(name: str) -> list[str]:
    """Cut a name into words by jieba, which must be importable (scripts.bench_search fetches it). Search has nothing of it."""
    import jieba

    jieba.setLogLevel(60)
    return [word for word in jieba.cut(name) if word.strip()]


def generate(on: Shelf, half: str, each: int = EACH) -> Iterator[Query]:
    """Yield `each` queries of every kind (fewer in a small library), from texts of one half."""
    rng = Random(HALVES[half])
    own = [n for n, record in enumerate(on.found) if half_of(record.text.url) == half]
    rng.shuffle(own)
    items, titles = [], []
    for number in own[: 8 * each]:
        for name in (on.found[number].text.title, rng.choice(on.found[number].headings or ("",))):
            if item := _item(on, name, rng):
                items.append(item)
                if name == on.found[number].text.title:
                    titles.append(item)
    makers = {"reversed": _reversed, "spaced": _spaced, "traditional": _traditional, "partial": _partial, "pinyin": _pinyin, "typo": _typo}
    yield from (Query("known", "".join(words), words) for words in items[:each])
    for kind, make in makers.items():
        source = titles if kind in ("pinyin", "typo") else items  # only of names
        made = (make(words, rng) for words in source)
        wanted = ((typed, (typed,) if kind == "partial" else words) for typed, words in zip(made, source, strict=True))
        yield from [Query(kind, typed, words) for typed, words in wanted if typed][:each]
    yield from list(_two(on, own, rng))[:each]


def abbreviations(on: Shelf, half: str, groups: Iterable[Sequence[str]], each: int = EACH) -> Iterator[Query]:
    """Yield queries in which another word of its group stands for a word of a title or heading, alone or before the words after it."""
    rng = Random(HALVES[half] + 1)
    rows: list[Query] = []
    for number, record in enumerate(on.found):
        if half_of(record.text.url) != half:
            continue
        for name in on.names[number]:
            for group in groups:
                for word in group:
                    if word in name and not any(other in name for other in group if other != word):
                        rest = tuple(w for w in words_of(name.split(word, 1)[1])[:2] if len(w) > 1)
                        other = rng.choice([w for w in group if w != word])
                        rows.append(Query("abbreviation", other + "".join(rest), (word, *rest)))
    rng.shuffle(rows)
    counts: Counter[str] = Counter()
    for row in {(row.typed): row for row in rows}.values():
        counts[row.words[0]] += 1  # many texts on one matter must not make up the set
        if counts[row.words[0]] <= 4 and each > 0 and len(on.relevant(row.words)) <= 10:
            each -= 1
            yield row


def by_hand(path: Path, on: Shelf) -> Iterator[tuple[Query, frozenset[str]]]:
    """Yield the queries of a hand-written file with the addresses to find; of what the library does not have yet, none."""
    urls = {record.text.code: record.text.url for record in on.found}
    for row in yaml.safe_load(path.read_text("utf-8")):
        if wanted := frozenset(urls[code] for code in row["find"] if code in urls):
            yield Query("hand", row["query"], ()), wanted


def read(path: Path) -> list[Query]:
    """Read a file of queries."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return [Query(kind, typed, tuple(words.split("|"))) for kind, typed, words in rows]


def write(queries: Iterable[Query], path: Path, head: str) -> None:
    """Write queries: kind, what is typed, words of the texts to find."""
    lines = [f"# {head}", *("\t".join((q.kind, q.typed, "|".join(q.words))) for q in queries)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _item(on: Shelf, name: str, rng: Random) -> tuple[str, ...]:
    """Return a known item out of a title or heading, () when it has none."""
    words = words_of("".join(char for char in name if ord(char) in _HANZI))
    windows = [tuple(words[at : at + size]) for size in range(2, 7) for at in range(len(words) - size + 1)]
    rng.shuffle(windows)
    for window in sorted(windows, key=len):
        known = sum(map(len, window)) >= 4 and min(map(len, window)) > 1 and "".join(window) in name
        if known and 0 < len(on.relevant(window)) <= FEW:
            return window
    return ()


def _reversed(words: Sequence[str], rng: Random) -> str:
    return "".join(reversed(words))


def _spaced(words: Sequence[str], rng: Random) -> str:
    return " ".join(words)


def _traditional(words: Sequence[str], rng: Random) -> str:
    return convert("".join(words))


def _partial(words: Sequence[str], rng: Random) -> str:
    """The first word loses its first character; every name in which the rest stands as it is typed is relevant."""
    return "".join(words)[1:]


def _pinyin(words: Sequence[str], rng: Random) -> str:
    """Whole syllables, or initials where there are enough of them to mean something."""
    spoken = lazy_pinyin("".join(words))
    return "".join(s[0] for s in spoken) if len(spoken) >= 5 and rng.random() < 0.5 else "".join(spoken)


def _typo(words: Sequence[str], rng: Random) -> str:
    """One character is missing, or another one of the same sound (else any other) stands for it."""
    text = "".join(words)
    if len(text) < 5:
        return ""
    at = rng.randrange(len(text))
    if rng.random() < 0.4:
        return text[:at] + text[at + 1 :]
    same = [char for char in _by_sound().get(lazy_pinyin(text[at])[0], []) if char != text[at]]
    return text[:at] + (rng.choice(same) if same else chr(rng.randrange(0x4E00, 0x9FA5))) + text[at + 1 :]


@cache
def _by_sound() -> Mapping[str, list[str]]:
    """Common characters (GB 2312, first level) by syllable."""
    common = bytes(code for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for code in (high, low)).decode("gb2312", "ignore")
    sounds: defaultdict[str, list[str]] = defaultdict(list)
    for char in common:
        sounds[lazy_pinyin(char)[0]].append(char)
    return sounds


def _two(on: Shelf, own: Iterable[int], rng: Random) -> Iterator[Query]:
    """Two characters of a title, whether a word or across two words, each pair once."""
    seen: set[str] = set()
    for number in own:
        title = on.found[number].text.title
        at = rng.randrange(len(title) - 1)
        pair = title[at : at + 2]
        if pair not in seen and all(ord(char) in _HANZI for char in pair):
            seen.add(pair)
            yield Query("two", pair, (pair,))


def main(argv: list[str] | None = None) -> int:
    """Write the queries of one half for a library; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.search.queries", description="从一个文库生成搜索用的查询。")
    parser.add_argument("docs", type=Path)
    parser.add_argument("--half", choices=tuple(HALVES), required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(argv)
    library = read_library(args.docs)
    on = shelf(library)
    groups = [row["words"] for row in library.data["synonyms"].values()]
    found = [*generate(on, args.half), *abbreviations(on, args.half, groups)]
    write(found, args.out, f"{args.half}, seed {HALVES[args.half]}, {len(on.found)} texts: kind, typed, words of the texts to find")
    print({kind: sum(q.kind == kind for q in found) for kind in KINDS}, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
