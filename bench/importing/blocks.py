"""Whole texts, each as its lines, taken out of labelled files and of the library: what files with known beginnings are put together from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.importing.layouts import Layout, lines_of
from bench.importing.measures import grams, plain
from bench.importing.texts import text
from bench.importing.unseen import shelf
from wenku.data import Data
from wenku.importing import clean, pipeline, runs, titles
from wenku.importing.model import Line, Lines, Refused
from wenku.importing.patterns import UNIT, is_dated
from wenku.model import Text

GENERATED = 26
_ABOVE = 5
"""Lines above a text's first sentence among which its title is looked for."""


@dataclass(frozen=True)
class Block:
    """A text: its title, its lines without the title's, the file it comes from."""

    title: str
    lines: Lines
    source: str


@dataclass(frozen=True)
class Page:
    """A labelled file: its lines, its table of contents, where its texts begin (index), where that may be said to be too."""

    name: str
    lines: Lines
    contents: tuple[str, ...]
    starts: tuple[int, ...]
    as_well: frozenset[int]
    ends: tuple[int, ...] = ()


def page(name: str, raw: bytes, golds: Sequence[object], data: Data) -> Page | None:
    """Return a raw file's lines with where its labelled texts begin; None when there are none."""
    try:
        extracted, _ = pipeline.extract(name, raw)
    except Refused:
        return None
    lines, contents, _ = clean.clean(extracted.lines, data["lookalikes"])
    lines, _ = runs.part(lines)
    owners = [_owner(line, golds) for line in lines]
    spans = sorted((owners.index(k), len(owners) - 1 - owners[::-1].index(k), k) for k in set(owners) if k >= 0)
    begin, end, well, last = [], [], set(range(spans[0][0] + 1)) if spans else set(), -1
    for n, (first, stop, k) in enumerate(spans):
        names = [plain(name) for name in getattr(golds[k], "titles", [getattr(golds[k], "title", "")]) if name]
        start = next((at for at in range(max(last + 1, first - _ABOVE), first + 1) if _is_one(lines[at].text, names)), first)
        after = spans[n + 1][0] if n + 1 < len(spans) else len(lines)
        while stop + 1 < after and (is_dated(lines[stop + 1].text) or UNIT.match(lines[stop + 1].text)):
            stop += 1
        begin.append(start)
        end.append(stop)
        well |= set(range(last + 1, start + 1))
        last = max(stop, last)
    return Page(name, lines, contents, tuple(begin), frozenset(well), tuple(end)) if spans else None


def _owner(line: Line, golds: Sequence[object]) -> int:
    own = grams(line.text + "，".join(cell for row in line.rows for cell in row))
    if not own:
        return -1
    shares = [len(own & grams("\n".join(words for _, words in gold.lines))) for gold in golds]  # type: ignore[attr-defined]
    return max(range(len(golds)), key=shares.__getitem__) if max(shares, default=0) >= len(own) / 2 else -1


def _is_one(line: str, names: Sequence[str]) -> bool:
    found = plain(titles.tidy(line))
    return any(found == name or len(name) > 4 and name in found and len(line) < len(name) + 25 for name in names)


def blocks(found: Page) -> Iterator[Block]:
    """Yield the texts of a labelled file."""
    for start, end in zip(found.starts, found.ends, strict=True):
        lines = found.lines[start : end + 1]
        named = titles.tidy(lines[0].text) if len(lines[0].text) < 50 and lines[0].text[-1] not in "。；，" else ""
        yield Block(named, lines[1:] if named else lines, found.name)


def shelved(texts: Sequence[Text]) -> list[Block]:
    """Return the library's texts, and some of the generated ones."""
    found = [Block(gold.title, tuple(Line(words, 0) for _, words in lines_of(gold, Layout("", lambda *_: []))), f"生成{n % 5}") for n in range(GENERATED) for gold in [text(n * 7 + 3)]]
    for plan in texts:
        if plan.domain and plan.published:
            found.append(Block(plan.title, tuple(Line(words.strip(), 0) for words, _ in shelf.lines_of(plan) if words.strip()), plan.domain.id))
    return found
