"""Marks that stand alone on their lines above texts without a title: 范文1, 【2】, 第三套：, (1/3), 稿件四, 05, Part One."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import accumulate

from wenku.importing.model import SHORTEST, Lines, size
from wenku.importing.patterns import CAPITALS, DIGITS, END, STEMS, UNIT, is_dated, number, value

_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_N = rf"(?P<n>[{DIGITS}]{{1,3}}|[{CAPITALS}{STEMS}Ⅰ-Ⅻ①-⑳]|\d{{1,2}}|[A-HＡ-Ｈ]|{'|'.join(_ENGLISH)})"
_SIGNS = r"[^\w\s，。、；！？“”（(【\[〔）)】\]〕]"
_MARK = re.compile(
    rf"(?P<lead>(?:{_SIGNS}|\s)*)(?P<w>[\u4e00-\u9fff]{{0,6}}?|[A-Za-z]{{2,8}}|[Nn][Oo]\.?)(?P<o>[第之其]?)\s*(?P<open>[（(【\[〔]?)\s*{_N}(?:\s*[/／]\s*\d{{1,2}})?\s*(?P<close>[）)】\]〕]?)\s*"
    rf"(?P<u>[篇份则例套种辑件个稿款号]?)(?P<tail>(?:{_SIGNS}|[\s：:.．、])*)$",
    re.I,
)
_INNER = re.compile(r"附|表|图|章|节|条|编|步|段|项|类|级|组|班|楼|栋|幢|路|周|月|季|年|期|课|天|日|点|届|页|部分|任务|措施|目标|要求|主题|星期|方面|问|窗口|岗位|情形|情况|案例|类型|议题|原则|page|step|chapter|section", re.I)
"""What the parts of one text, and pages, are called."""

_PAGES = frozenset("-—–－·.．:：、~～=*")
"""Signs around the numbers of pages."""


def marks(lines: Lines) -> dict[int, tuple[int, str]]:
    """Return index → (number, form) of marks alone on their lines that count from one on: the first in front, each above a text of its own."""
    forms: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, line in enumerate(lines):
        match = None if line.rows or len(line.text) > 24 or number(line.text) else _MARK.fullmatch(line.text.strip())
        if match and _is_mark(match):
            forms["".join(match[name] for name in ("w", "o", "open", "close", "u")) + _style(match["n"])].append((at, _value(match["n"])))
    total = [0, *accumulate(size((line,)) for line in lines)] if any(len(places) > 1 for places in forms.values()) else []
    return {at: (n, f"独{form}") for form, places in forms.items() if len(places) > 1 and _parts(places, lines, total) for at, n in places}


def _is_mark(match: re.Match[str]) -> bool:
    """Tell whether a word, a unit, brackets, a sign or a leading nought stand by the number, or it is of a rare kind: 3 and - 3 - are pages."""
    word, n = match["w"] + match["u"], match["n"]
    signs = set(match["lead"].strip() + match["tail"].strip()) - _PAGES
    return not _INNER.search(word) and bool(word or match["o"] or match["open"] and match["close"] or signs or n[0] == "0" or not n.isdigit() and n[0] not in DIGITS)


def _style(word: str) -> str:
    return "1" if word.isdigit() else "a" if word.isascii() else "一"


def _value(word: str) -> int:
    if word.lower() in _ENGLISH:
        return _ENGLISH.index(word.lower()) + 1
    return value(word.upper())


def _parts(places: list[tuple[int, int]], lines: Lines, total: list[int]) -> bool:
    """Tell whether marks count 1, 2, 3 …, the first stands in front, and each between the end of a text and a text of its own. total: Hanzi before each line."""
    ends = [at for at, _ in places[1:]] + [len(lines)]
    return (
        [n for _, n in places] == list(range(1, len(places) + 1))
        and total[places[0][0]] < SHORTEST
        and min(total[end] - total[at + 1] for (at, _), end in zip(places, ends, strict=True)) >= SHORTEST
        and all(ends_text(lines[at - 1].text) for at, _ in places[1:])
    )


def ends_text(text: str) -> bool:
    """Tell whether a text can end with a line: a sentence, a signature, a date, words of a site."""
    return text.endswith(tuple(END)) or is_dated(text) or UNIT.match(text) is not None or len(text) < 24
