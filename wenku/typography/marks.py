"""Punctuation after GB/T 15834-2011. Each finder takes the piece and its masked copy and yields hits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenku.needs import Sparse
from wenku.prose import Hit
from wenku.typography.protect import FIELD_MARK, HAN, WORD, quote

_FULL = str.maketrans(",;:?!()", "，；：？！（）")
_CLOSE = "》”’）】〕"
_NUMERAL = "一二三四五六七八九十"

_HALF = Sparse(r"[,;?!:]+")
_AFTER = re.compile(f"[{WORD}{_CLOSE}]")
_STOP = Sparse(rf"\.(?<=[{HAN}].)(?=[{HAN}]|\s*\Z)")
_PAREN = Sparse(r"[()（）]")
_HAN = re.compile(f"[{WORD}]")
_HANZI = re.compile(f"[{HAN}]")
_QUOTE = Sparse(r"[\"＂]")
_SINGLE = Sparse(r"(?<![A-Za-z0-9])'([^'\n]{1,60})'(?![A-Za-z0-9])")
_CORNER = Sparse("[「」『』]")
_CORNERS = dict(zip("「」『』", "“”‘’", strict=True))
_DOTS = Sparse("[.…。]+")
_ELLIPSIS = re.compile(r"\.{3,6}|…|…{3}|。{3,6}")
_BESIDE = re.compile(f"[{WORD}，、；：{_CLOSE}]")
_DASHES = Sparse("[-－─―—–]+")
_DASH = re.compile("-{2,3}|－{2,3}|─{1,4}|―{1,4}|—{3,5}|–{2,4}")
_LEFT, _RIGHT = re.compile(f"[{WORD}{_CLOSE}A-Za-z0-9]"), re.compile(f"[{WORD}“《（]")
_BOOKS = Sparse(r"(?:《[^《》]*》(?:（[^（）]*）)?、?)+")
_QUOTES = Sparse(r"(?:“[^“”]*”(?:（[^（）]*）)?、?)+")
_BETWEEN = re.compile("、(?<=[》”]、)(?=[《“])")
_LIST_NUMBER = Sparse(
    rf"(?:\A|(?<=[。；：\n]))[ 　]*(?:（(?:[{_NUMERAL}]{{1,3}}|\d{{1,2}})）(?P<a>[、，．.])(?!（)|[①-⑳](?P<b>[、．.])(?![①-⑳])"
    rf"|\d{{1,2}}(?P<c>[、．])(?![\d\s_]|第)|第?[{_NUMERAL}]{{1,3}}(?P<d>[.．])(?=[{HAN}])"
    rf"|(?P<g>第[{_NUMERAL}]{{1,2}}|其[{_NUMERAL}]{{1,2}}|首先|其次|再次|最后)(?P<h>、)(?![第其首{_NUMERAL}\d]))"
)
_IS = Sparse(
    rf"是(?:(?<=[。；：，\n ][{_NUMERAL}]是)|(?<=[。；：，\n ][{_NUMERAL}]{{2}}是)|(?<=\A[{_NUMERAL}]是)|(?<=\A　　[{_NUMERAL}]是))(?P<f>、)"
)
_SPACE = Sparse(
    rf"[ \u00a0\u2009](?![ \u00a0\u2009])(?:(?<=[{WORD}].)(?=[A-Za-z0-9\ue001])|(?<=[A-Za-z0-9%℃\ue001].)(?=[{WORD}])"
    rf"|(?<=[{HAN}].)(?=[\ue000，。；：、？！）》”《“（])|(?<=\ue000.)(?=[{HAN}，。；：、？！）》”])"
    rf"|(?<=[，。；：、？！）》”].)(?=[{WORD}A-Za-z0-9“《\ue001])|(?<=[（《“].)(?=[{WORD}]))"
)
_MARKS = Sparse("[，。、；：！？]{2,}")
_END = re.compile(r"[。，、；：．.;:,]+\s*\Z")
_FEAST = rf"(?=[{HAN}]{{1,14}}?(?:日|节|周|事变|事件|地震|案|运动|行动))"
_DAY = r"(?:3[01]|[12]\d|[1-9])"
_DOT = Sparse(
    rf"[•・‧∙⋅･.．](?:(?<=[{HAN}][•・‧∙⋅･])(?=[{HAN}])|(?:(?<=“[1-9].)|(?<=“1[0-2].))(?={_DAY}”{_FEAST})"
    rf"|(?:(?<=(?<![\d.])[1-9][.．])|(?<=(?<![\d.])1[0-2][.．]))(?={_DAY}(?:妇女节|劳动节(?!约)|儿童节|植树节|(?:国家|国际|全国|全民|世界|消费者|中国){_FEAST})))"
)
_SPOKEN = Sparse("“([二三四五六七八九])[·•・.．]([一二三四五六七八九十]{1,3})”")


def half(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-1: , ; : ? ! after or before Hanzi; a half-width stop after Hanzi (4.2 to 4.7, 5.1)."""
    for m in _HALF.finditer(masked):
        start, end = m.span()
        spaced = masked[start - 1 : start] == " " and start > 1
        before = masked[start - 1 - spaced : start - spaced] if start else ""
        after = masked[end : end + 2].removeprefix(" ")[:1]
        if _AFTER.match(before):
            start -= spaced
        elif not _HANZI.match(after):
            continue
        if ":" in m.group() and before == FIELD_MARK and after.isdigit():
            continue
        full = m.group().translate(_FULL)
        yield Hit(start, end, "TYPO-1", f"汉字旁用了半角标点“{quote(m.group())}”", f"改成全角“{quote(full)}”", full)
    for m in _STOP.finditer(masked):
        if _heading_number(masked, m.start()):
            continue
        last = not masked[m.end() : m.end() + 1].strip()
        yield Hit(*m.span(), "TYPO-1", "汉字后用了半角点“.”", "改成句号“。”或者顿号“、”", "。" if last else None)


def brackets(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-2: half-width ( ) round or beside Hanzi, pairs of unlike width (4.9.3.1)."""
    count = [0]
    for c in masked if "(" in masked or ")" in masked else "":
        count.append(count[-1] + bool(_is_word(c)))
    if len(count) == 1:
        return
    open_at: list[int] = []
    for m in _PAREN.finditer(masked):
        at = m.start()
        if m.group() in "(（":
            open_at.append(at)
            continue
        if not open_at:
            if m.group() == ")" and at and _is_word(masked[at - 1]):
                yield _paren(at, ")")
            continue
        first = open_at.pop()
        left, right = masked[first], masked[at]
        beside = (first > 0 and _is_word(masked[first - 1])) or _is_word(masked[at + 1 : at + 2])
        if left + right == "（）" or (left + right == "()" and not beside and count[at] == count[first]):
            continue
        yield from (_paren(i, masked[i]) for i in (first, at) if masked[i] in "()")
    yield from (_paren(at, "(") for at in open_at if masked[at] == "(" and at and _is_word(masked[at - 1]))


def quotes(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-3: straight quotes and 「」 in horizontal text (4.8, 5.2)."""
    marks = [m.start() for m in _QUOTE.finditer(masked)]
    for first, last in zip(marks[::2], marks[1::2], strict=False):
        if _has_word(masked, first - 1, last + 2):
            for at, good in ((first, "“"), (last, "”")):
                yield Hit(at, at + 1, "TYPO-3", "中文里用了直引号", f"改成“{good}”", good)
    if len(marks) % 2 and _has_word(masked, marks[-1] - 1, marks[-1] + 2):
        yield Hit(marks[-1], marks[-1] + 1, "TYPO-3", "直引号不成对", "补全成“…”一对引号")
    for m in _SINGLE.finditer(masked):
        if _HAN.search(m.group()):
            for at, good in ((m.start(), "‘"), (m.end() - 1, "’")):
                yield Hit(at, at + 1, "TYPO-3", "中文里用了直引号", f"改成{good}", good)
    for m in _CORNER.finditer(masked):
        good = _CORNERS[m.group()]
        yield Hit(*m.span(), "TYPO-3", f"横排文字用了竖排引号{m.group()}", f"改成{good}", good)


def dots(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-4: an ellipsis is …… (4.11); TYPO-5: a dash is —— (4.10)."""
    for m in _DOTS.finditer(masked):
        shown = m.group()
        if len(shown) > 6 or not _ELLIPSIS.fullmatch(shown):
            continue
        beside = masked[max(0, m.start() - 1) : m.start()] + masked[m.end() : m.end() + 1]
        if shown[0] == "。" or _BESIDE.search(beside):
            yield Hit(*m.span(), "TYPO-4", f"省略号写成了“{shown}”", "改成两个三连点“……”", "……")
    for m in _DASHES.finditer(masked):
        start, end = m.span()
        left, right = masked[max(0, start - 1) : start], masked[end : end + 1]
        if not _DASH.fullmatch(m.group()) or not _LEFT.match(left) or not _RIGHT.match(right):
            continue
        if left.isdigit() and right in "年月日度":
            continue
        yield Hit(start, end, "TYPO-5", f"破折号写成了“{m.group()}”", "改成“——”", "——")


def between(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-7: no 、 between titles or quotations that follow each other (4.5.3.5); with a remark between, 、 stays."""
    for run in (*_BOOKS.finditer(masked), *_QUOTES.finditer(masked)):
        if "）、" in run.group():
            continue
        for m in _BETWEEN.finditer(run.group()):
            at = run.start() + m.start()
            pair = masked[at - 1] + "、" + masked[at + 1]
            yield Hit(at, at + 1, "TYPO-7", f"“{pair}”中间多了顿号", "书名号、引号并列时删去顿号", "")


def ordinals(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-16: marks after ordinals: 一、（一）1.（1）① 第一，一是 (4.5.3.4, 4.4.3.4, annex B; GB/T 9704-2012, 7.3.3)."""
    for m in (*_LIST_NUMBER.finditer(masked), *_IS.finditer(masked)):
        kind = m.lastgroup or ""
        at = m.start(kind)
        good = {"c": ".", "d": "、", "h": "，"}.get(kind, "")
        if m.group().startswith("第") and kind == "d":
            good = "，"
        start = at - 2 if kind == "f" else m.start()
        shown = quote(text[start : at + 1].strip())
        right = f"改成“{shown[:-1]}{good}”"
        yield Hit(at, at + 1, "TYPO-16", f"序次语“{shown}”后的标点不对", right, good)


_HANZI_SPACE = Sparse(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")


def spaces(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-17: a single space put between Hanzi and letters, digits, marks. Longer runs are layout."""
    for m in _SPACE.finditer(masked):
        shown = quote(text[max(0, m.start() - 2) : m.end() + 2])
        yield Hit(*m.span(), "TYPO-17", f"“{shown}”中间多了空格", "删去空格，间距由排版软件处理", "")
    # Between Hanzi a space may be layout (组 长): only in a sentence it is surely a slip.
    for m in _HANZI_SPACE.finditer(masked) if masked.rstrip().endswith(("。", "；", "！", "？")) else ():
        shown = quote(text[max(0, m.start() - 2) : m.end() + 2])
        yield Hit(*m.span(), "TYPO-17", f"“{shown}”中间多了空格", "删去空格", "")


def repeated(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-18: the same mark twice, two marks that exclude each other, more than three ！ or ？ (4.3.3.3, 4.2.3)."""
    for m in _MARKS.finditer(masked):
        marks = m.group()
        kinds, shown = set(marks), quote(marks)
        if len(kinds) == 1 and marks[0] in "，、；：" or marks == "。。":
            yield Hit(*m.span(), "TYPO-18", f"标点重复“{shown}”", f"留一个“{marks[0]}”", marks[0])
        elif len(kinds - set("！？")) > 1 or (kinds <= set("！？") and len(marks) > 3):
            yield Hit(*m.span(), "TYPO-18", f"标点叠用“{shown}”", "留下合用的一个")


def heading_end(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-19: no stop, comma or colon at the end of a heading; ？！…… may stand there (annex A.2)."""
    m = _END.search(masked[-40:])
    if m and m.group().strip() and not (masked.rstrip().endswith("...")):
        start = len(masked) - len(masked[-40:]) + m.start()
        shown = m.group().strip()
        yield Hit(start, start + len(shown), "TYPO-19", f"标题末尾有“{shown}”", "删去", "")


def interpunct(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-20: ·, between parts of a name, and in “12·4”; Hanzi months only for 一、十一、十二月 (4.14)."""
    for m in _DOT.finditer(masked):
        yield Hit(*m.span(), "TYPO-20", f"间隔号写成了“{m.group()}”", "改成“·”", "·")
    for m in _SPOKEN.finditer(masked):
        at = m.start() + 2
        yield Hit(at, at + 1, "TYPO-20", f"{m.group()}不用间隔号", f"改成“{m.group(1)}{m.group(2)}”", "")


FINDERS = (half, brackets, quotes, dots, between, ordinals, spaces, repeated, interpunct)


def _is_word(char: str) -> bool:
    return char != "" and _HAN.match(char) is not None


def _has_word(masked: str, start: int, end: int) -> bool:
    return _HAN.search(masked, max(0, start), end) is not None


def _paren(at: int, mark: str) -> Hit:
    good = mark.translate(_FULL)
    return Hit(at, at + 1, "TYPO-2", f"中文里用了半角括号“{mark}”", f"改成“{good}”", good)


def _heading_number(masked: str, at: int) -> bool:
    head = masked[max(0, at - 4) : at].strip().removeprefix("第")
    return at <= 4 and head != "" and all(c in _NUMERAL for c in head)
