"""Wording that a text of today must not carry over (docs/_data/wording.yml), and the counted waivers that let a text quote it.

Patterns come from data: they run through the package `regex` with a time limit, never through `re`. A name in 《》 that the law
table knows is left to `wenku.lawnames` (see `settle` there).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Generic, TypeVar

import regex

from wenku.document import FIELD
from wenku.lawnames import spoken
from wenku.model import ERROR, INFO, WARNING, Problem, Waiver
from wenku.prose import Hit

CODES: dict[str, tuple[str, str, str, bool]] = {
    "WORD-1": ("不能再用的提法", "机构、制度、名称已经变了，或者会伤到人、违反规定；照抄下来，盖章的人要负责。", ERROR, False),
    "WORD-2": ("过时的提法", "活动已经结束或者用语已经改了；换成今天的说法。", WARNING, False),
    "WORD-3": ("要斟酌的提法", "各地不一或者不够准确；看一看本地和今天怎样说。", INFO, False),
    "WORD-4": ("保留旧提法的说明与正文对不上", "说明里的次数要与正文相同，多出来的那一处就不会被漏掉。", ERROR, False),
    "DATA-8": ("检查用的正则写法有误或者太慢", "写错的正则查不出东西，回溯不止的正则会让检查停在那里。", ERROR, False),
    "DATA-9": ("正则与自己的例句不符", "bad 应当查出，good 不应当查出；两样都过了才敢用到全库。", ERROR, False),
}
LEVELS = {ERROR: "WORD-1", WARNING: "WORD-2", INFO: "WORD-3"}
TIMEOUT = 0.5
"""Seconds that one pattern may take on one piece of ordinary length; longer pieces get more (see `limit`)."""
REPEATS = 800
FILLERS = ("一", "党的", "1", "、", "“", "{{甲}}", "a ", "社区")

T = TypeVar("T")
Late = Callable[[Problem], None] | None
_BETWEEN = "。\n\x00\n。"
"""Between pieces that are searched together: what a pattern may skip ends at 。, so nothing is seen across it."""
Found = tuple[str, Hit]
"""A wording id with what was found: waivers name the id."""


@dataclass(frozen=True)
class Entry:
    """A row of the table with its compiled pattern."""

    id: str
    pattern: Any
    code: str
    why: str
    right: str


@dataclass(frozen=True)
class Waived(Generic[T]):
    """What is left after waivers, and the waivers that do not fit."""

    remaining: tuple[tuple[str, T], ...]
    problems: tuple[Problem, ...]


class Wording:
    """The table, compiled. Rows that do not compile or take too long are left out and stand in `problems` (DATA-8)."""

    def __init__(self, rows: Mapping[str, Mapping[str, Any]], lines: Mapping[str, int] | None = None) -> None:
        self.rows = rows
        self.lines = lines or {}
        self.problems = tuple(pattern_problems(rows.values(), self.lines))
        broken = {id for id in rows if any(p.code == "DATA-8" and f"“{id}”" in p.message for p in self.problems)}
        self.entries = tuple(_entry(row) for row in rows.values() if row["id"] not in broken)

    def scan(self, text: str) -> Iterator[Hit]:
        """Yield WORD-1 to WORD-3 for a piece."""
        return (hit for _, hit in self.find(text))

    def find(self, text: str, late: Late = None) -> list[Found]:
        """Return what `scan` yields, each with the row's id; `late` receives DATA-8 for a pattern that ran out of time."""
        return self._find(text, self.entries, late)

    def find_all(self, pieces: Sequence[str], late: Late = None) -> list[list[Found]]:
        """Return `find` for each piece, many times as fast: a pattern looks only at pieces that it touches in the whole."""
        whole = _BETWEEN.join(pieces)
        starts = list(accumulate((len(piece) + len(_BETWEEN) for piece in pieces), initial=0))
        wanted: dict[int, list[Entry]] = {}
        for entry in self.entries:
            spans = self._spans(entry, whole, late)
            touched = {i for a, b in spans for i in range(bisect_right(starts, a) - 1, bisect_right(starts, b - 1))}
            for i in touched:
                wanted.setdefault(i, []).append(entry)
        return [self._find(piece, wanted.get(i, ()), late) for i, piece in enumerate(pieces)]

    def _find(self, text: str, entries: Iterable[Entry], late: Late) -> list[Found]:
        found = []
        fields = [match.span() for match in FIELD.finditer(text)] if "{{" in text else []
        for entry in entries:
            for start, end in self._spans(entry, text, late):
                if not any(a <= start and end <= b for a, b in fields):
                    message = f"“{text[start:end]}”：{entry.why}"
                    found.append((entry.id, Hit(start, end, entry.code, message, entry.right)))
        return sorted(_outer(found), key=lambda item: (item[1].start, item[1].end))

    def _spans(self, entry: Entry, text: str, late: Late) -> list[tuple[int, int]]:
        try:
            return [m.span() for m in entry.pattern.finditer(text, timeout=limit(text)) if m.end() > m.start()]
        except TimeoutError:
            if late:
                late(_slow(entry.id, self.lines.get(entry.id, 1)))
            return []


def limit(text: str) -> float:
    """Return the seconds allowed for a piece: half a second, and one more for each 100,000 characters."""
    return TIMEOUT + len(text) / 100_000


def apply(found: Sequence[tuple[str, T]], waivers: Iterable[Waiver], known: Collection[str]) -> Waived[T]:
    """Take out what waivers allow. `found` is a whole text's (term, anything); `known` holds the ids a waiver may name.

    A waiver holds only when its count is the number found: otherwise its findings stay, and WORD-4 says both numbers.
    """
    counts = Counter(term for term, _ in found)
    problems, allowed = [], set()
    for waiver in waivers:
        if waiver.term not in known:
            message = f"waivers 里的“{waiver.term}”不是用语库或者法规库的编号"
            problems.append(Problem(waiver.line, "WORD-4", message, "写 docs/_data/wording.yml（或者 laws.yml）里的 id"))
        elif waiver.term in allowed:
            problems.append(Problem(waiver.line, "WORD-4", f"waivers 里“{waiver.term}”写了两次", "合成一条，次数相加"))
        elif counts[waiver.term] != waiver.count:
            number = counts[waiver.term]
            right = f"核对正文；确实要保留的，把 count 改为 {number}" if number else "删去这一条"
            message = f"waivers 说“{waiver.term}”有 {waiver.count} 处，正文有 {number} 处"
            problems.append(Problem(waiver.line, "WORD-4", message, right))
        else:
            allowed.add(waiver.term)
    return Waived(tuple((term, hit) for term, hit in found if term not in allowed), tuple(problems))


def pattern_problems(
    rows: Iterable[Mapping[str, Any]], lines: Mapping[str, int], timeout: float = TIMEOUT
) -> Iterator[Problem]:
    """DATA-8 and DATA-9 for a table of patterns (wording.yml, vague.yml): compiles, is quick, fits its own samples."""
    for row in rows:
        line = lines.get(row["id"], 1)
        for pattern in (row["pattern"], *row.get("allow", ())):
            problem = _unusable(pattern, row, line, timeout)
            if problem:
                yield problem
                break
        else:
            yield from _samples(row, line)


def _unusable(pattern: str, row: Mapping[str, Any], line: int, timeout: float) -> Problem | None:
    try:
        compiled = regex.compile(pattern)
    except (regex.error, ValueError, OverflowError, RecursionError) as error:
        right = "按 Python 的 regex 写法改正：括号、方括号成对，反斜线写两个或者用单引号"
        where = getattr(error, "pos", None)
        near = f"，在第 {where + 1} 个字附近" if isinstance(where, int) else ""
        which = "正则" if pattern == row["pattern"] else "allow 里的正则"
        return Problem(line, "DATA-8", f"“{row['id']}”的{which}写法有误{near}", right)
    try:
        for text in _long(pattern, row):
            for _ in compiled.finditer(text, timeout=timeout):
                pass
    except TimeoutError:
        return _slow(row["id"], line)
    if compiled.search(""):
        return Problem(line, "DATA-8", f"“{row['id']}”的正则连空文字也相合", "至少写一个必须出现的字")
    return None


def _long(pattern: str, row: Mapping[str, Any]) -> Iterator[str]:
    """Yield texts on which a pattern with nested repetition runs away: long runs of what it may match, then a wrong end.

    All its words stand behind the end: else a search that misses one of them gives up before it begins.
    """
    literals = regex.findall(r"[\u3400-\u9fffA-Za-z0-9]+", pattern)
    for unit in dict.fromkeys((*FILLERS, *literals[:4], "".join(literals)[:40])):
        yield unit * (REPEATS // len(unit)) + "！" + "".join(literals)
    for sample in (*row.get("bad", ()), *row.get("good", ())):
        for cut in (1, 2, len(sample) // 2):
            yield sample[:-cut] * (REPEATS // max(1, len(sample))) + sample[:-cut]


def _samples(row: Mapping[str, Any], line: int) -> Iterator[Problem]:
    compiled = regex.compile(row["pattern"])
    allow = [regex.compile(pattern) for pattern in row.get("allow", ())]
    for key, wanted in (("bad", True), ("good", False)):
        for sample in row.get(key, ()):
            try:
                allowed = any(a.search(sample, timeout=TIMEOUT) for a in allow)
                found = bool(compiled.search(sample, timeout=TIMEOUT)) and not allowed
            except TimeoutError:
                yield _slow(row["id"], line)
                return
            if found != wanted:
                what = "查不出 bad 例句" if wanted else "误报了 good 例句"
                yield Problem(line, "DATA-9", f"“{row['id']}”的正则{what}“{sample[:30]}”", "改正则，或者改例句")


def _slow(id: str, line: int) -> Problem:
    right = "去掉套在一起的 + 和 *，用 {0,12} 限定长度"
    return Problem(line, "DATA-8", f"“{id}”的正则太慢，在限定的时间里查不完", right)


def _entry(row: Mapping[str, Any]) -> Entry:
    since = f"（{spoken(row['since'])}起）" if row["since"] else ""
    replacement = row["replacement"]
    right = replacement if replacement.startswith(("删去", "写", "改写", "以", "补全")) else f"写“{replacement}”"
    return Entry(row["id"], regex.compile(row["pattern"]), LEVELS[row["severity"]], row["advice"].rstrip("。") + since, right)


def _outer(found: list[Found]) -> Iterator[Found]:
    """Leave out a finding that lies inside a longer one of another row of the same or a higher severity."""
    for term, hit in found:
        covering = (
            other
            for name, other in found
            if name != term and other.start <= hit.start and hit.end <= other.end and other.code <= hit.code
        )
        if not any(other.end - other.start > hit.end - hit.start for other in covering):
            yield term, hit
