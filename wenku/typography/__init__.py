"""Typography of Chinese official texts: GB/T 15834-2011 (punctuation), GB/T 15835-2011 (numbers), GB/T 9704-2012 (dates).

What the norms leave open is no finding: — or ～ in ranges, 1,000 or 1000, a comma after 一是, ？ at the end of a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenku.model import ERROR, WARNING
from wenku.prose import Hit
from wenku.typography import marks, numbers
from wenku.typography.protect import mask

CODES: dict[str, tuple[str, str, str, bool]] = {
    "TYPO-1": (
        "半角标点",
        "中文里的逗号、分号、冒号、问号、叹号和句号占一个字的位置（GB/T 15834-2011第5.1条）。",
        ERROR,
        True,
    ),
    "TYPO-2": ("半角括号", "中文里的圆括号用全角，前后两半宽度一致。", ERROR, True),
    "TYPO-3": ("引号", "横排文字用“”，里面再用‘’；直引号分不出左右，「」用于竖排。", ERROR, True),
    "TYPO-4": ("省略号", "省略号是两个三连点“……”，占两个字。", ERROR, True),
    "TYPO-5": ("破折号", "破折号是“——”，占两个字，中间不断开。", ERROR, True),
    "TYPO-6": ("发文字号", "年份用六角括号写全，序号不编虚位、不加“第”（GB/T 9704-2012第7.2.5条）。", ERROR, True),
    "TYPO-7": ("并列书名号、引号间的顿号", "并列的书名号之间、引号之间通常不用顿号；中间另有括注的除外。", ERROR, True),
    "TYPO-8": ("日期写法", "正文里的日期写成“2026年3月1日”，不用点、短横和斜线。", WARNING, False),
    "TYPO-9": ("月、日编虚位", "公文里月、日不编虚位，1月不写01月（GB/T 9704-2012第7.3.5.4条）。", ERROR, True),
    "TYPO-10": ("年份简写", "四位数的年份不简写成两位。", WARNING, False),
    "TYPO-11": ("汉字数字的日期", "公文的公历日期用阿拉伯数字，汉字数字留给农历；一个日期里不混用。", WARNING, False),
    "TYPO-12": ("起止的连接号", "数值和时间的起止用一字线“—”（数值也可以用浪纹线“～”），不用短横。", ERROR, True),
    "TYPO-13": ("范围的单位", "前后两个数都带“%”“万”“亿”，不写10—20%。", WARNING, True),
    "TYPO-14": ("全角数字、字母", "阿拉伯数字和拉丁字母用半角。", ERROR, True),
    "TYPO-15": ("数字分节", "千分撇三位一组，用半角逗号。", WARNING, False),
    "TYPO-16": (
        "序次语后的标点",
        "“一、”“（一）”“1.”“（1）”“一是”“第一，”：各有各的写法，括号后面不再加标点。",
        ERROR,
        True,
    ),
    "TYPO-17": ("多余空格", "汉字同数字、字母、标点之间不打空格，公文尤其如此。", ERROR, True),
    "TYPO-18": ("标点重复、叠用", "同一处只用一个点号；叹号、问号叠用不超过三个。", ERROR, True),
    "TYPO-19": ("标题末尾标点", "标题末尾一般不用点号，可以用问号、叹号、省略号。", ERROR, True),
    "TYPO-20": ("间隔号", "间隔号是“·”；“12·4”用，汉字只在一月、十一月、十二月后用。", ERROR, True),
    "TYPO-21": ("时刻的冒号", "9:30用半角冒号。", ERROR, True),
}

_ANY = re.compile(r"[\u3400-\u9fff０-９Ａ-Ｚａ-ｚ]|\d")
_PASSES = 12


def scan(text: str, heading: bool = False) -> Iterator[Hit]:
    """Yield what is wrong in a piece, in order. `heading` adds what holds for titles and headings only."""
    if not _ANY.search(text):
        return
    masked = mask(text)
    hits = [hit for find in (*marks.FINDERS, *numbers.FINDERS) for hit in find(text, masked)]
    if heading:
        hits.extend(marks.heading_end(text, masked))
    yield from sorted(set(hits), key=_order)


def fix(text: str, heading: bool = False) -> str:
    """Return the text with all mechanical findings mended. Hanzi, fields, addresses and codes stay as they are."""
    for _ in range(_PASSES):
        fixed = _apply(text, scan(text, heading))
        if fixed == text:
            break
        text = fixed
    return text


def _order(hit: Hit) -> tuple[int, int, str]:
    return hit.start, -hit.end, hit.code


def _apply(text: str, hits: Iterator[Hit]) -> str:
    parts: list[str] = []
    at = 0
    for hit in hits:
        if hit.fix is not None and hit.start >= at:
            parts += text[at : hit.start], hit.fix
            at = hit.end
    return "".join([*parts, text[at:]])
