"""Stage 4, the head of a text: its title, and what stands above it and is none (a document's number, a note of whoever copied it)."""

from __future__ import annotations

import re

from wenku.importing import titles
from wenku.importing.model import Line, Lines, hanzi
from wenku.importing.patterns import END, SURE, UNIT, is_dated, is_title, number

PLACE = re.compile(r"[\u4e00-\u9fff]{2,12}(?:社区|村|街道|镇|乡|小区|居委会|村委会|居民委员会|村民委员会|办事处)")
ADDRESSED = re.compile(r"(?!时间|地点|主题|目的|参加|主持)[^，。；：\d]{2,}(?:[、，][^，。；：]{2,12}){0,4}：$")
"""Whom a text speaks to: 各居民小组：, 尊敬的各位领导："""
ISSUED = re.compile(r"^(?:[^，。；：]{2,30}文件|[^，。；：]{0,12}[〔\[（(【](?:20|19|二)[^〕\]）)】]{1,4}[〕\]）)】]\s?第?[\dxX×＿_]{1,4}\s?号|(?:签发人|文件?编号|编号|文号|发文字号)[：:].{0,16})$")
"""What stands above the title of an issued document: ……办事处文件, ……办〔2024〕12号."""

_YEAR = re.compile(r"[【\[（(〔][^【】\[\]]{2,10}[】\]）)〕]")
"""What someone put above a text: 【2024年】."""


def head(lines: Lines, named: bool = False) -> tuple[str, Lines, str]:
    """Return (title, body, how) of a text's lines: the last of the titles in front is its own, those before are the file's. named: a mark has named the text."""
    title, at = "", 0
    lines = _unissued(lines)
    place = lines[0].text if len(lines) > 2 and PLACE.fullmatch(lines[0].text) and is_title(lines[1].text) else ""
    if place:
        return place + lines[1].text, lines[2:], "题名分成两行"
    lines = _from_title(lines)
    while at < min(len(lines), 4):
        own = titles.own(titles.bare(lines[at].text)) if not lines[at].rows else None
        if at and lines[at].text[:1].isdigit() and not re.match(r"\d{4}", lines[at].text):
            break
        if own is None and not (at == 0 and (_is_heading(lines) or not named and _is_bare(lines))):
            break
        if own is None:
            title, at = titles.bare(lines[at].text), at + 1
            continue
        title = own[0]
        if own[1]:
            return title, (Line(own[1], lines[at].number, whole=True, gap=True), *lines[at + 1 :]), "题名连着正文"
        at += 1
    return title, lines[at:], "题名" if title else "没有题名"


def _is_heading(lines: Lines) -> bool:
    first = lines[0]
    return (first.level == 1 or first.strong) and len(first.text) <= 40 and number(first.text) is None and first.text[-1] not in END and len(lines) > 1 and UNIT.match(first.text) is None and re.search(r"[：:][\s　_＿]*\S", first.text) is None


def _is_bare(lines: Lines) -> bool:
    """Tell whether the first line is a title without a word for it: short, no sentence, no unit, no date, and text behind it."""
    first, after = lines[0].text, lines[1].text if len(lines) > 1 else ""
    if lines[0].rows or hanzi(first) < 4 or len(first) > 24 or re.search("[，。；：！？:]", first) or number(first) is not None or UNIT.match(first) or is_dated(first):
        return False
    return is_title(after) or after.startswith("——") or ADDRESSED.match(after) is not None or len(after) > len(first) and after[-1:] in END or len(after) > 30 or number(after) is not None and number(after).value == 1  # type: ignore[union-attr]


def _from_title(lines: Lines) -> Lines:
    """Take off up to two short lines above the title that are no sentences: what someone noted on copying it."""
    at = next((i for i, line in enumerate(lines[:3]) if (own := titles.own(titles.bare(line.text))) and not own[1]), 0)
    plain = all(not line.rows and hanzi(line.text) < 20 and (line.text[-1] not in END or _YEAR.fullmatch(line.text)) and number(line.text) is None for line in lines[:at])
    sure = at > 0 and len(lines) > at + 1 and (lines[at].strong or re.search(f"(?:{SURE})", lines[at].text[-8:]) is not None)
    return lines[at:] if plain and sure else lines


def _unissued(lines: Lines) -> Lines:
    """Take off what stands above the title of an issued document."""
    at = next((i for i, line in enumerate(lines[:4]) if not ISSUED.match(line.text)), 0)
    return lines[at:]
