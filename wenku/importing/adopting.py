"""A draft that goes into the library: what it still lacks, what it shares with the raw file, its source made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wenku.document import FIELD, Document, Table, pieces, walk
from wenku.hant import simplify
from wenku.model import TO_FILL

RUN = 20
"""A run of so many Hanzi is another person's wording (issue 8, point 10)."""
ASKED: Mapping[str, str] = {
    "title": "题名（30 字以内）", "summary": "摘要（30 到 100 字：谁用、什么时候用、解决什么）", "topics": "主题（3 到 8 个，用逗号隔开，从词表里选）",
    "aliases": "别名（人们会输入的说法，用逗号隔开）", "suits": "适用（谁、什么情形）", "not_for": "不适用（哪些情形不用它）",
}  # fmt: skip
"""Keys that only a person can fill, with the question."""
_LISTS = frozenset(("topics", "aliases"))
_HANZI = re.compile("[\u3400-\u9fff]+")
_LAW = re.compile(r"《[^》]*》")


@dataclass(frozen=True)
class Overlap:
    """A run of Hanzi at a line of the draft that stands in the raw file too."""

    line: int
    run: str


def missing(source: str) -> tuple[str, ...]:
    """Return the keys of a draft's front matter that only a person can fill and nobody has."""
    front = source.split("\n---\n", 1)[0]
    return tuple(key for key in ASKED if re.search(rf"(?m)^{key}: {TO_FILL}\s*$", front))


def completed(source: str, values: Mapping[str, str]) -> str:
    """Return a draft with keys set: a list where the key takes one, else quoted. Keys that already have a value are set anew."""
    front, mark, body = source.partition("\n---\n")
    for key, value in values.items():
        line = f"{key}: {_yaml(key, value)}"
        front, count = re.subn(rf"(?m)^{key}:.*$", lambda _, line=line: line, front, count=1)
        front = front if count else f"{front}\n{line}"
    return front + mark + body


def _yaml(key: str, value: str) -> str:
    if key in _LISTS:
        items = [item.strip() for item in re.split("[,，、；;]", value) if item.strip()]
        return f"[{', '.join(_quoted(item) for item in items)}]"
    if key in ("code", "status") or value.startswith("["):
        return value
    return f'"{_plain(value)}"'


def _quoted(item: str) -> str:
    return item if re.fullmatch("[\u3400-\u9fff]+", item) else f'"{_plain(item)}"'


def _plain(value: str) -> str:
    return re.sub(r"[\x00-\x1f]", " ", value).replace("\\", "").replace('"', "”").strip()


def overlaps(document: Document, raw: str, allowed: Iterable[str] = ()) -> tuple[Overlap, ...]:
    """Return the longest runs of RUN Hanzi and more that a draft shares with the raw text, one a piece at least.

    Punctuation, spaces and line ends do not count: wrapping and mending change them. Names in 《》 and the formulas may be the same.
    """
    words = "".join(_HANZI.findall(simplify(raw)))
    grams = {words[at : at + RUN] for at in range(len(words) - RUN + 1)}
    found = []
    for block in walk(document.blocks):
        texts = [(block.line, " ".join(row)) for row in (block.header, *block.rows)] if isinstance(block, Table) else list(pieces(block))
        for line, text in texts:
            for phrase in allowed:
                text = text.replace(phrase, "\n")
            for part in FIELD.sub("\n", _LAW.sub("\n", text)).split("\n"):
                found += [Overlap(line, run) for run in _runs("".join(_HANZI.findall(simplify(part))), grams)]
    return tuple(found)


def _runs(hanzi: str, grams: set[str]) -> list[str]:
    """Return the longest stretches of which every RUN Hanzi stand in the raw text."""
    runs, at = [], 0
    while at + RUN <= len(hanzi):
        end = at
        while end + RUN <= len(hanzi) and hanzi[end : end + RUN] in grams:
            end += 1
        if end > at:
            runs.append(hanzi[at : end + RUN - 1])
        at = max(end, at + 1)
    return runs
