"""Stage 4, titles of texts that are numbered like headings: 一、……制度, （二）……计划, told from the headings of one text by what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wenku.importing.model import SHORTEST, Lines, size
from wenku.importing.patterns import HEADINGS, SURE, Number, is_title, number

DOING = re.compile(r"完善|落实|建立|健全|制定|制订|加强|执行|严格|实行|实施|明确|做好|开展|总体|工作|基本|有关|具体|下一?步|本年|今年|明年|全年|上半年|下半年|存在")
"""How headings within a text begin: 建立值班制度, 工作计划."""
PART = re.compile(r"^(?:第[一二三四五六七八九十\d]{1,2}|[甲乙丙丁戊上中下]|[一二三四五六七八九十])(?:编|辑|卷|部分|单元|类)(?![，。；：])[^，。；：！？]{0,24}$")
"""What parts a collection, above several texts: 甲编　环境保护, 第一辑."""


Place = tuple[int, Number]


def names_text(title: str) -> bool:
    """Tell whether words behind a number can be the title of a text."""
    return 5 <= len(title) <= 40 and is_title(title) and DOING.match(title) is None


def named(rest: str) -> str:
    """Return the title that the words behind a number are, or begin with before a space and a sentence (一.……方案 为了……); "" when there is none."""
    if names_text(rest):
        return rest
    title, _, text = rest.partition(" ")
    return title if len(text) > 20 and names_text(title) and re.search(f"(?:{SURE})$", title) else ""


def titles(lines: Lines) -> dict[int, str]:
    """Return the lines (by index) that are titles with a number, without it: two or more count on, each has a text, no heading counts on between them."""
    found: dict[int, str] = {}
    for style in HEADINGS:
        places = [(at, head) for at, line in enumerate(lines) if not line.rows and (head := number(line.text)) and head.style == style]
        for run in (run for run in _runs(places) if len(run) > 1):
            ends = [at for at, _ in run[1:]] + [_end(lines, run[-1])]
            sure = sum(re.search(f"(?:{SURE})$", named(head.rest)) is not None for _, head in run)
            if 2 * sure >= len(run) and min(size(lines[at:end]) - len(named(head.rest)) for (at, head), end in zip(run, ends, strict=True)) >= SHORTEST:
                found.update({at: head.rest for at, head in run})
    return found


def _runs(places: Sequence[Place]) -> Iterator[list[Place]]:
    """Yield rows of titles that count 1, 2, 3 …; headings between them begin anew, or there are none."""
    run: list[Place] = []
    inner = 0
    for at, head in places:
        if named(head.rest) and head.value == (run[-1][1].value + 1 if run else 1):
            run.append((at, head))
            inner = 0
        elif named(head.rest) and head.value == 1:
            yield run
            run, inner = [(at, head)], 0
        elif head.value == inner + 1:
            inner += 1
        else:
            run, inner = [], 0
    yield run


def _end(lines: Lines, last: Place) -> int:
    """Return where the text under the last title of a row ends at the latest: at a part, or with the file."""
    return next((at for at in range(last[0] + 1, len(lines)) if PART.match(lines[at].text)), len(lines))
