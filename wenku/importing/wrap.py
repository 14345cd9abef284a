"""Stage 3d, lines → paragraphs: hard-wrapped lines joined at any width, paragraphs run together by spaces parted."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter

from wenku.importing import titles
from wenku.importing.model import Line, Lines, Note, Notes, quote
from wenku.importing.patterns import DATE, END, HEADINGS, KINDS, SENTENCE_END, UNIT, Number, is_title, number, width

_NARROWEST, _WIDEST = 12, 130
"""Columns (in Hanzi) between which text may have been wrapped."""
_WINDOW = 12
_HANGING, _INDENT = 2.5, 2.0
"""Columns that marks may hang over, and that an indent takes away."""
_LEAST = 3
_OPEN = "，、；,;：:（(“‘《—-"
_MARKER = re.compile(r"^(?:[【\[（(]?\s*(?:精选|最新|优秀|热门)?(?:第?[一二三四五六七八九十\d]{1,3}篇|篇[一二三四五六七八九十\d]{1,3}|范文[一二三四五六七八九十\d]{1,3}))")
_PARTED = re.compile(r"(?<=[。！？；：”）])[ \u3000]+(?=[\u3400-\u9fff“《（(\d①-⑳])")
_SPACE = re.compile(r"(?<=[\u3400-\u9fff”）])[ \u3000]+(?=[\u3400-\u9fff“《（(\d])")
_GLUE = re.compile(r"(?<=[\u3400-\u9fff，。、；：“”（）《》])[ \u3000]+(?=[\u3400-\u9fff，。、；：“”（）《》])")
_PEOPLE = re.compile(r"(?<=[人长员者][：:])\s?[\u4e00-\u9fff]{2,3}(?:[ \u3000]+[\u4e00-\u9fff]{2,3}(?![\u4e00-\u9fff]))+|(?<=[人长员者]) [\u4e00-\u9fff]{2,3}(?:[ \u3000]+[\u4e00-\u9fff]{2,3}(?![\u4e00-\u9fff]))+")
"""Names in a row behind 负责人：: the spaces between them part them."""
_KIND = re.compile(f"(?:{KINDS})")
"""The second line of a title: 关于……的 / 通知."""
_ABOUT = re.compile(r"^关于[^，。；：！？]{4,36}(?<!通知)(?<!请示)(?<!意见)(?<!报告)$")
_REST = re.compile(rf"[^，。；：！？]{{0,8}}的(?:{KINDS})")
"""A title that begins with 关于 and ends on the next line: 关于举办交换集市 / 的通知."""
_STARTS = re.compile(r"^(?:附件|附：|附表|联系人|电话|地址|时间|地点|日期|抄送|主送|[一-龥]{2,4}[：:])")
_ALONE = re.compile(r"[之其][一二三四五六七八九十]|[〖【〔［\[][^〖】〔〗\]]{0,8}[\d一二三四五六七八九十]{1,3}[^〖】〔〗\]]{0,4}[〗】〕］\]]")
"""A mark of a text that stands alone."""


def clean(lines: Lines) -> tuple[Lines, Notes]:
    """Return paragraphs: each line is one, with the number of its first raw line."""
    sizes = _sizes(lines)
    widths = _widths(lines, sizes)
    notes: list[Note] = []
    found: list[Line] = []
    last = ""
    for i, line in enumerate(lines):
        usual = widths[i - 1] if i else 0.0
        if i and found and _carries_on(lines[i - 1], line, _full(lines[i - 1], sizes[i - 1], usual), _full(line, sizes[i], usual)):
            between = " " if found[-1].text[-1:].isascii() and line.text[:1].isascii() and found[-1].text[-1:].isalpha() and line.text[:1].isalpha() else ""
            notes.append(Note("wrap", line.number, "接到上一行", "一句话被折成两行", quote(last[-10:] + line.text[:10])))
            found[-1] = found[-1].with_text(found[-1].text + between + line.text)
        else:
            found.append(line)
        last = line.text
    return tuple(part for line in found for part in _parted(line, notes)), tuple(notes)


def _sizes(lines: Lines) -> list[float]:
    """Return the size of each line (0 for tables and headings): in columns, or in characters where more lines are alike so."""
    plain = [not line.rows and not line.level for line in lines]
    columns = [width(line.text) if one else 0.0 for line, one in zip(lines, plain, strict=True)]
    counts = [float(len(line.text)) if one else 0.0 for line, one in zip(lines, plain, strict=True)]

    def alike(sizes: list[float]) -> int:
        return max(Counter(size for size in sizes if _NARROWEST <= size <= _WIDEST).values(), default=0)

    return counts if alike(counts) > alike(columns) else columns


def _full(line: Line, size: float, usual: float) -> bool:
    """Tell whether a line fills the width; the indent of a first line (gap) is no longer part of it."""
    return bool(usual) and size >= usual - (_HANGING + _INDENT * bool(line.gap))


def _widths(lines: Lines, sizes: list[float]) -> list[float]:
    """Return for each line the width that its surroundings are wrapped at, 0 where they are not."""
    wrapped = [
        size if _NARROWEST <= size <= _WIDEST and not line.text.endswith(tuple(SENTENCE_END)) else 0.0 for line, size in zip(lines, sizes, strict=True)
    ]
    found = []
    for i in range(len(lines)):
        start, end = max(0, i - _WINDOW), i + _WINDOW + 1
        found.append(_usual(sorted(filter(None, wrapped[start:end])), sorted(sizes[start:end])))
    return found


def _usual(sizes: list[float], everything: list[float]) -> float:
    """Return the greatest width that several lines share within two columns (half-width marks hang over), else 0.

    Both lists, the widths of lines that may be wrapped and those of all lines, are in order. In wrapped text hardly a line is longer than that; in a text of headings and long paragraphs many are.
    """
    for i in range(len(sizes) - 1, _LEAST - 2, -1):
        near = i + 1 - bisect_left(sizes, sizes[i] - _HANGING, 0, i + 1)
        longer = len(everything) - bisect_right(everything, sizes[i] + 4)
        if near >= max(_LEAST, 0.3 * len(sizes)) and longer * 2 < near:
            return sizes[i]
    return 0.0


def _carries_on(before: Line, line: Line, full: bool, filled: bool) -> bool:
    """Tell whether a line carries on the one before it. full, filled: whether the line before, and the line, fill the width."""
    if before.rows or line.rows or before.level or line.level or not before.text or not line.text:
        return False
    if line.ruled == "above" or before.ruled == "below":
        return False
    if before.text.endswith("的") and len(before.text) <= 40 and _KIND.fullmatch(line.text):
        return True
    if _ABOUT.match(before.text) and _REST.fullmatch(line.text):
        return True
    if line.text[0] in "，。、；：！？）》”’%,;.)" and not (before.whole and before.text[-1] in SENTENCE_END):
        return True
    if _begins(line, before, not filled) or _stands_alone(before, not full):
        return False
    if before.text[-1] in SENTENCE_END + "；;：":
        return full and not line.gap and not line.whole and before.text[-1] not in "：；;"
    if before.whole and line.whole and before.text[-1] not in _OPEN and not full:
        return _cut(before, line)
    return full or before.text[-1] in "，、,（(“《" or _cut(before, line)


def _begins(line: Line, before: Line, short: bool) -> bool:
    """Tell whether a line surely begins something: a number of a heading, a mark of a text, a title, a signature."""
    found = number(line.text)
    open_end = before.text[-1] not in END
    if found and not (open_end and _accident(found, line)):
        return True
    if _MARKER.match(line.text) or DATE.fullmatch(line.text) or _ALONE.fullmatch(line.text):
        return True
    titled = not open_end and titles.is_spaced(line.text) or is_title(line.text) and (line.gap or line.strong or before.text[-1] in END or line.whole or (short and len(line.text) > 7))
    return titled or (_STARTS.match(line.text) is not None and not open_end) or (UNIT.match(line.text) is not None and not open_end)


def _accident(found: Number, line: Line) -> bool:
    """A wrapped line may begin with 一是 or 2、 by accident; with （一） or 一、 hardly."""
    return found.style == "一是" and not line.gap


def _stands_alone(before: Line, short: bool) -> bool:
    """Tell whether nothing can carry on a line: a heading or title of its own, a date, a unit above a date."""
    text = before.text
    found = number(text)
    if (DATE.search(text) and len(text) < 40) or (_MARKER.match(text) and len(text) < 60):
        return True
    if found and found.style in HEADINGS and short and len(text) <= 42 and "。" not in text[:-1] and text[-1] not in "，、,":
        return True
    return (short or before.strong) and (is_title(text) or before.strong or (UNIT.match(text) is not None and len(text) < 24))


def _cut(before: Line, line: Line) -> bool:
    """Tell whether a sentence was cut between two paragraphs: a long one without an end, then one that begins with no number."""
    return len(before.text) >= 20 and before.text[-1] not in END and ("，" in before.text or "。" in before.text or "、" in before.text) and not line.strong


def _parted(line: Line, notes: list[Note]) -> list[Line]:
    """Part a paragraph at spaces behind the end of a sentence, and a heading from the text run on behind it by a space."""
    if line.rows or " " not in line.text and "\u3000" not in line.text:
        return [line]
    parts: list[str] = []
    for part in _PARTED.split(line.text):
        parts += _headed(part)
    clean = [_GLUE.sub("", _PEOPLE.sub(lambda m: re.sub("[ \u3000]+", "、", m.group()), part)).strip() for part in parts]
    if len(clean) > 1:
        notes.append(Note("wrap", line.number, f"分成 {len(clean)} 段", "空格处原来另起一段", quote(line.text[:40])))
    return [line if i == 0 and part == line.text else Line(part, line.number, line.level if i == 0 else 0, line.strong and i == 0, line.whole, i > 0 or line.gap, ruled=line.ruled if i == 0 else "") for i, part in enumerate(clean) if part]


def _headed(text: str) -> list[str]:
    """Part a paragraph at the spaces behind a title or a heading that the text runs on behind."""
    parts, at = [], 0
    for match in _SPACE.finditer(text):
        chunk = text[at : match.start()]
        last = re.split(r"[。；！？：:\s]", chunk)[-1]
        found = number(chunk)
        last = found.rest if found and is_title(found.rest) else last
        heading = found and found.style in HEADINGS and 2 <= len(found.rest) <= 30 and "。" not in found.rest and found.rest[-1:] not in "，、"
        if (len(text) - match.end() > 12 or number(text[match.end() :])) and ((len(last) > 4 and is_title(last)) or (heading and len(text) > 60)):
            parts.append(chunk)
            at = match.end()
    return [*parts, text[at:]]
