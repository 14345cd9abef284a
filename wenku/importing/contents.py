"""Stage 3b, a table of contents in front: taken off, its titles kept."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wenku.importing.alone import ends_text
from wenku.importing.model import SHORTEST, Line, Lines, Note, Notes, quote, size
from wenku.importing.patterns import CAPITALS, DIGITS, STEMS, SURE, is_title, number, value
from wenku.needs import Sparse

_CONTENTS = re.compile(r"^(?:目\s*录|[总篇要细]\s*目|[本全][集书卷]目录|contents|本文目录|文章目录|目录[：:]?)$", re.I)
_MARKED = re.compile(rf"^(?:第?[一二三四五六七八九十\d]{{1,3}}[篇、.]|[篇之][一二三四五六七八九十\d]{{1,3}}|[{CAPITALS}][、.．\s]|[{STEMS}][、.．\s])[：:、\s]*")
_ALONE = re.compile(rf"[（(【\[第]?\s*([{DIGITS}{CAPITALS}]|\d{{1,2}})\s*[）)】\]篇]?[、.．]?$")
_SURE = re.compile(f"(?:{SURE})$")
_LEADERS = Sparse(r"[.．…·\s]{2,}\d{1,4}$|\s\d{1,3}$")


def taken_off(lines: Lines) -> tuple[Lines, tuple[str, ...], Notes]:
    """Take off a table of contents in front: (lines without it, its titles, notes).

    It begins with 目录, or is a run of lines with leaders and page numbers, or of titles that all stand again further down.
    """
    last = {bare(line.text): i for i, line in enumerate(lines)}
    start = next((i for i, line in enumerate(lines[:40]) if _CONTENTS.match(line.text.strip())), -1)
    first = start + 1 if start >= 0 else 0
    if start < 0:
        first = next((i for i, line in enumerate(lines[:12]) if _entry(line.text) or _again(line, last, i)), -1)
        if first < 0:
            return lines, (), ()
    end = first
    taken: set[str] = set()
    while end < len(lines) and _is_entry(lines, end, start >= 0, last) and (title := bare(lines[end].text)) not in taken:
        taken.add(title)
        end += 1
    if end - first < 2:
        return lines, (), ()
    titles = tuple(bare(line.text) for line in lines[first:end])
    notes = tuple(Note("clean", line.number, "删去", "目录", quote(line.text)) for line in lines[max(start, 0) if start >= 0 else first : end])
    return lines[: start if start >= 0 else first] + lines[end:], titles, notes


def filled_in(lines: Lines) -> tuple[Lines, Notes]:
    """Put the titles of a table of contents where texts have their numbers only (01 … 04, each alone on a line): (lines, notes)."""
    rest, titles, _ = taken_off(lines)
    start = len(lines) - len(rest)
    begin = next((at for at, line in enumerate(lines) if at < len(rest) and line is not rest[at]), 0)
    marks = {at: match.group(1) for at in range(begin + start, len(lines)) if not lines[at].rows and (match := _ALONE.match(lines[at].text.strip()))}
    places, values = list(marks), [value(mark) for mark in marks.values()]
    if len(titles) < 2 or values != list(range(1, len(titles) + 1)) or size(lines[begin + start : places[0]]) >= SHORTEST:
        return lines, ()
    if not all(ends_text(lines[at - 1].text) for at in places[1:]) or any(lines[at].text.strip()[-1] in "、.．" for at in places) and not all(_SURE.search(title) for title in titles):
        return lines, ()
    if min(size(lines[at + 1 : end]) for at, end in zip(places, [*places[1:], len(lines)], strict=True)) < SHORTEST:
        return lines, ()
    found = list(lines)
    for at, title in zip(places, titles, strict=True):
        found[at] = lines[at].with_text(title)
    return tuple(found), tuple(Note("clean", lines[at].number, "补上", "目录里这个序号的题名", quote(found[at].text)) for at in places)


def _is_entry(lines: Lines, at: int, headed: bool, last: Mapping[str, int]) -> bool:
    line = lines[at]
    if line.rows or len(line.text) > 60 or line.text.endswith(("。", "；", "：")):
        return False
    return bool(_entry(line.text)) or _again(line, last, at) or (headed and (_last_title(lines, at) or _counts_on(lines, at)))


def _last_title(lines: Lines, at: int) -> bool:
    """An entry of a headed table: a title followed by another title (or a number), not yet by the text itself."""
    title = bare(lines[at].text)
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    return is_title(title) and (lines[at].ruled == "below" or len(following) < 60 and not following.endswith(("。", "：")))


def _counts_on(lines: Lines, at: int) -> bool:
    """An entry with the number that follows that of the entry before it."""
    one, two = number(lines[at - 1].text), number(lines[at].text)
    return one is not None and two is not None and (one.style, one.value + 1) == (two.style, two.value) and is_title(two.rest)


def _entry(text: str) -> bool:
    return len(text) < 60 and _LEADERS.search(text) is not None and re.search("[\u4e00-\u9fff]{3}", text) is not None


def _again(line: Line, last: Mapping[str, int], at: int) -> bool:
    """Tell whether a line is a title that stands again further down; `last`: bare titles → where they stand last."""
    title = bare(line.text)
    return len(title) > 5 and last[title] > at + 1 and not line.text.endswith("。") and is_title(title)


def bare(text: str) -> str:
    """Return a title without its number and page."""
    text = _LEADERS.sub("", text).strip()
    found = number(text)
    text = found.rest if found else text
    return _MARKED.sub("", text).strip()
