"""HEAD: one title, levels without gaps, numbers that run 一、（一）1.（1） in every variant."""

from __future__ import annotations

from collections.abc import Iterable

from wenku.check.blocks import broken_off, declared_variants, written_variants
from wenku.check.rules import declare, entry_check
from wenku.document import Attachment, Block, Heading, reading, walk
from wenku.library import Entry, Library
from wenku.model import Problem

declare("HEAD-1", "没有标题，或者不止一个", "正文第一行是文件自己的标题，只有一个；Word 的标题由它来。")
declare("HEAD-2", "标题跳了级", "从“一、”直接到“1.”，大纲和目录会断开。")
declare("HEAD-3", "标题的序号不对", "序号写在文字里，才能原样到 Word；缺号、重号一眼就会被退回来。")
declare("HEAD-5", "标题的 # 号写法不对", "# 后面空一格再写标题，才会被认作标题。")

_FORMS = {2: "一、", 3: "（一）", 4: "1.", 5: "（1）"}
_DIGITS = "一二三四五六七八九"


def chinese_number(n: int) -> str:
    """Return 1 to 99 in Chinese numerals: 1 一, 10 十, 23 二十三; nobody counts headings beyond."""
    if n > 99:
        return str(n)
    tens, ones = divmod(n, 10)
    return ("" if not tens else "十" if tens == 1 else _DIGITS[tens - 1] + "十") + (_DIGITS[ones - 1] if ones else "")


def written_form(level: int, n: int) -> str:
    """Return the number n as it is written at the head of a heading of a level: （三）, 3. …"""
    number = chinese_number(n) if level < 4 else str(n)
    return {2: f"{number}、", 3: f"（{number}）", 4: f"{number}.", 5: f"（{number}）"}[level]


@entry_check
def title(entry: Entry, library: Library) -> Iterable[Problem]:
    """HEAD-1: the body begins with its only `#` heading."""
    if not entry.is_text or not entry.source or entry.front.body_line == 1:
        return
    first = [block for block in walk(entry.document.blocks) if isinstance(block, Heading) and block.level == 1]
    blocks = entry.document.blocks
    if not blocks or not isinstance(blocks[0], Heading) or blocks[0].level != 1:
        line = blocks[0].line if blocks else entry.front.body_line - 1
        yield Problem(line, "HEAD-1", "正文的第一行不是标题", "第一行写 # 和文件的标题，如 # {{社区名称}}{{年份}}年工作计划")
    for extra in first[1:]:
        yield Problem(extra.line, "HEAD-1", "又出现一个一级标题", "正文里的标题从 ## 一、 开始")


@entry_check
def numbers(entry: Entry, library: Library) -> Iterable[Problem]:
    """HEAD-2 and HEAD-3, for each variant as its reader sees it; an attachment counts by itself."""
    found: set[Problem] = set()
    if broken_off(entry):
        return
    for variant in list(declared_variants(entry)) or list(written_variants(entry)) or [None]:
        blocks = reading(entry.document, variant)
        found.update(_sequence(blocks))
        for block in blocks:
            if isinstance(block, Attachment):
                found.update(_sequence(block.blocks))
    yield from sorted(found, key=lambda problem: problem.line)


def _sequence(blocks: tuple[Block, ...]) -> Iterable[Problem]:
    counts = {2: 0, 3: 0, 4: 0, 5: 0}
    last = 1
    for block in blocks:
        if not isinstance(block, Heading) or block.level == 1:
            continue
        level = block.level
        if level > last + 1:
            right = f"上一级是“{_FORMS.get(last, '标题')}”，这里用“{_FORMS[last + 1]}”（{'#' * (last + 1)}）"
            yield Problem(block.line, "HEAD-2", f"标题从 {last} 级跳到了 {level} 级", right)
        jumped = level > last + 1
        counts[level] += 1
        counts.update({lower: 0 for lower in counts if lower > level})
        want = written_form(level, counts[level])
        if not block.text.startswith(want):
            if not jumped:
                yield Problem(block.line, "HEAD-3", f"标题“{block.text[:12]}”的序号不对", f"这里应当是“{want}”")
        elif block.text[len(want) : len(want) + 1] in (" ", "、", "　"):
            right = f"写成“{want}{block.text[len(want):].lstrip(' 、　')}”"
            yield Problem(block.line, "HEAD-3", "序号和标题之间多了空格或顿号", right)
        last = level
