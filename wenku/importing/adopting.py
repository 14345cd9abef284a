"""A draft that goes into the library: what it still lacks, what it shares with the raw file, its source made whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wenku.document import FIELD, Document, Table, pieces, walk
from wenku.hant import simplify
from wenku.model import TO_FILL

RUN = 20
"""A run of so many Hanzi is another person's wording (issue 8, point 10)."""
ASKED: Mapping[str, str] = {
    "title": "题名（30 字以内）", "summary": "摘要（30 到 100 字：谁用、什么时候用、解决什么）", "topics": "主题（3 到 8 个，用逗号隔开，取 docs/_data/topics.yml 里的 name）",
    "aliases": "别名（人们会输入的说法，用逗号隔开）", "suits": "适用（谁、什么情形）", "not_for": "不适用（哪些情形不用它）",
}  # fmt: skip
"""Keys that only a person can fill, with the question."""
_KEY = re.compile("([a-z_]+):")
_HANZI = re.compile("[\u3400-\u9fff]+")
_LAW = re.compile(r"《[^》]*》")


@dataclass(frozen=True)
class Overlap:
    """A run of Hanzi at a line of the draft that stands in the raw file too."""

    line: int
    run: str


def missing(source: str) -> tuple[str, ...]:
    """Return the keys of a draft's front matter that only a person can fill and nobody has: absent, empty or 待填."""
    front = source.split("\n---\n", 1)[0]
    return tuple(key for key in ASKED if not re.search(rf'(?m)^{key}:(?!\s*["\[]*(?:{TO_FILL})?["\]]*\s*$(?!\n[ \t-]))', front))


def completed(source: str, values: Mapping[str, str], table: Mapping[str, Mapping[str, Any]]) -> str:
    """Return a draft with keys set: a list where the key takes one, else quoted. Keys that already have a value are set anew.

    table: the keys of front matter with their types, in their order (docs/_data/frontmatter.yml); an absent key comes to its place.
    """
    front, mark, body = source.partition("\n---\n")
    order = list(table)
    for key, value in values.items():
        line = f"{key}: {_yaml(table[key]['type'], value)}"
        front, count = re.subn(rf"(?m)^{key}:.*(?:\n[ \t-].*)*$", lambda _, line=line: line, front, count=1)
        if not count:
            lines = front.split("\n")
            later = order[order.index(key) + 1 :]
            at = next((n for n, text in enumerate(lines) if n and text.partition(":")[0] in later), len(lines))
            front = "\n".join([*lines[:at], line, *lines[at:]])
    return front + mark + body


def key_at(source: str, line: int) -> str:
    """Return the key of front matter to which a line belongs, "" in the body."""
    lines = source.split("\n---\n", 1)[0].split("\n")
    found = [match[1] for text in lines[:line] if (match := _KEY.match(text))]
    return found[-1] if found and line <= len(lines) else ""


def line_before(source: str, made: str, line: int) -> int:
    """Return the line of a draft at which a line of what `completed` made of it stands; for a key that it lacks, the closing ---."""
    ends = [text.split("\n---\n", 1)[0].count("\n") + 2 for text in (source, made)]
    if line >= ends[1]:
        return line - ends[1] + ends[0]
    key = key_at(made, line)
    own = [number for number in range(1, ends[0]) if key_at(source, number) == key]
    first = next((number for number in range(1, line + 1) if key_at(made, number) == key), line)
    return own[min(line - first, len(own) - 1)] if own else ends[0]


def stand_ins(source: str, keys: Iterable[str], given: Collection[str], table: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return values for keys that are missing or wrong, so that all else can be checked: the table's examples.

    None where only the value given is wrong: the draft's own one stands then.
    """
    lacking = missing(source)
    wanted = [key for key in keys if key in table and (key in lacking or key not in given)]
    examples = {key: table[key]["example"] for key in wanted}
    return {key: ",".join(map(str, found)) if isinstance(found, list) else str(found) for key, found in examples.items()}


def _yaml(kind: str, value: str) -> str:
    if value == TO_FILL or value.startswith(("[", "{")) or kind in ("integer", "boolean"):
        return value
    if re.fullmatch("[A-Z][0-9]{2,4}|draft", value):
        return value
    if kind in ("strings", "integers"):
        items = [item.strip() for item in re.split("[,，、；;]", value) if item.strip()]
        return f"[{', '.join(_quoted(item) for item in items)}]"
    return f'"{_plain(value)}"'


def _quoted(item: str) -> str:
    return item if re.fullmatch("[\u3400-\u9fff]+|[0-9]+", item) else f'"{_plain(item)}"'


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
