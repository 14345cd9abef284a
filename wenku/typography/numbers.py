"""Numbers, dates and document numbers after GB/T 15835-2011, GB/T 15834-2011 (4.13) and GB/T 9704-2012 (7.2.5, 7.3.5.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenku.prose import Hit
from wenku.typography.protect import FIELD_MARK, HAN, WORD, quote

_NUMERAL = "一二三四五六七八九十"
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+|(?<=[0-9０-９])．(?=[0-9０-９])")
_ISSUE = re.compile(
    rf"(?<=[{WORD}A-Za-z])[ ]?(?P<l>[\[［(（【〔「])[ ]?(?P<y>[12]\d{{3}}|\d{{2}}|{FIELD_MARK}+)[ ]?(?P<r>[\]］)）】〕」])"
    rf"[ ]?(?P<di>第)?[ ]?(?P<n>\d{{1,5}}|{FIELD_MARK}+|[_×xX＿□○〇*]{{1,6}})[ ]?号(?![楼院门线幢栋])"
)
_DATE = re.compile(
    r"(?<![\d.\-/])((?:19|20)\d\d)([.\-/．])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?![\dA-Za-z_]|[.\-/][\dA-Za-z])"
    r"|(?<![\d.\-/第])((?:19|20)\d\d)(?:/(1[0-2]|0?[1-9])|-(0[1-9]))(?![\dA-Za-z_号]|[.\-/][\dA-Za-z])"
)
_PADDED = re.compile(r"(?<![\d.:：\-/])0(?=[1-9][月日](?!\d*\.))")
_SHORT_YEAR = re.compile(
    r"(?<![\d.第近满历约达共逾隔每—～])(?<!以[来后])(?P<y>[0-5]\d|9\d)年(?=\d{1,2}月(?!\d)(?!龄)|度(?!过)|[上下]半年|第?[一二三四1-4]季度|[初末](?!中)|底(?![线层板部]))"
    r"|(?:截至|截止到?|自)(?P<z>[0-5]\d|9\d)年(?!来|以|后|之|前|间)"
)
_CN_YEAR = "[一二][〇○零0OoО一二三四五六七八九]{3}年"
_MIXED = re.compile(
    rf"(?:{_CN_YEAR}|(?<!\d)\d{{4}}年)[ ]?(?:\d{{1,2}}|[{_NUMERAL}]{{1,3}})月(?:[ ]?(?:\d{{1,2}}|[{_NUMERAL}]{{1,3}})[日号])?"
    rf"|(?<!\d)\d{{1,2}}月[{_NUMERAL}]{{1,3}}[日号]|(?<![{_NUMERAL}])[{_NUMERAL}]{{1,3}}月\d{{1,2}}[日号]"
)
_NUM = r"\d{1,9}(?:[.:]\d{1,6})?"
_RANGE = re.compile(
    rf"(?<![\dA-Za-z.:\-—–－~～/\ue001])(?P<a>{_NUM})(?P<ua>[%‰℃]?)(?P<s>[ ]?(?:[~〜∼]|-{{1,2}}|[–－―]{{1,2}}|——)[ ]?)(?P<b>{_NUM})(?P<ub>[%‰℃]?)"
    r"(?![\d.:\-—–－~～/A-Z\ue001])"
)
_LABEL = re.compile(r"[表图附件式例卷条款第编号证码电话传真号楼栋幢座室机线群Qq:：]\Z")
_DOOR = re.compile(r"[室户房院]|号[楼院门]")
_UNIT_RANGE = re.compile(
    rf"(?<=[年月日时分点元人岁周天度℃])(?P<s>[ ]?(?:[~〜∼]|-{{1,2}}|[–－―]{{1,2}}|——)[ ]?)(?=\d)|(?<=周[一二三四五六])(?P<t>[~～〜–－-]{{1,2}})(?=周?[二三四五六日天])"
    rf"|(?<=星期[一二三四五六])(?P<u>[~〜–－-]{{1,2}})(?=星期)|(?<=[{HAN}])(?P<w>~)(?=[{HAN}\d])|(?<=\d)(?P<x>~)(?=[{HAN}])"
)
_PERCENT = re.compile(
    r"(?<![\d.A-Za-z])(?P<a>\d{1,6}(?:\.\d{1,4})?)(?P<s>[ ]?(?:[~〜∼～—–－―至]|-{1,2}|——)[ ]?)(?P<b>\d{1,6}(?:\.\d{1,4})?)(?P<u>[%‰％]|[万亿](?=[元人户亩吨个次份册平]))"
)
_GROUPED = re.compile(
    r"(?<![\d.,，A-Za-z])\d{1,12}(?:,\d{1,12})+(?![\d.,]*[A-Za-z])|(?<![\d.,，])\d{1,3}(?:，\d{3})+(?:\.\d{1,4})?(?=[万元人户株册亩吨公])"
)
_GOOD_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+\Z")
_CLOCK = re.compile(
    r"(?<=[午晚上晨早日：（—～至\-])(?:[01]?\d|2[0-4])(：)(?=[0-5]\d(?!\d|[：:]))|(?<![\d：:])(?:[01]?\d|2[0-4])(：)(?=[0-5]\d[—～至\-](?:[01]?\d|2[0-4])[：:])"
)


def wide(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-14: full-width digits and letters."""
    for m in _WIDE.finditer(masked):
        good = "".join("." if c == "．" else chr(ord(c) - 0xFEE0) for c in m.group())
        shown = quote(m.group())
        yield Hit(*m.span(), "TYPO-14", f"用了全角数字或者字母“{shown}”", "改成半角", good)


def issue_numbers(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-6: 〔2026〕5号, the year in full, no 第, no leading zero (GB/T 9704-2012, 7.2.5)."""
    for m in _ISSUE.finditer(masked):
        year, number = (text[slice(*m.span(name))] for name in "yn")
        if len(year) == 2:
            year = ("20" if year < "50" else "19") + year
        start, di = m.start("l"), m["di"] or ""
        found = text[m.start() : m.end()].strip()
        number = number.lstrip("0") or number
        good = f"〔{year}〕{di}{number}号"
        if found == good and not di:
            continue
        right = f"写成“{quote(good.replace('第', ''))}”"
        if found == good:
            yield Hit(start, m.end(), "TYPO-6", f"发文字号“{quote(found)}”里多了“第”字", right)
        else:
            yield Hit(m.start(), m.end(), "TYPO-6", f"发文字号“{quote(found)}”的写法不对", right, good)


def dates(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-8 to 11: 2026年3月1日 in Arabic digits, no leading zero, the year in full (GB/T 9704-2012, 7.3.5.4)."""
    for m in _DATE.finditer(masked):
        full = m.group(1) is not None
        year, month = (m.group(1), m.group(3)) if full else (m.group(5), m.group(6) or m.group(7))
        good = f"{year}年{int(month)}月" + (f"{int(m.group(4))}日" if full else "")
        yield Hit(*m.span(), "TYPO-8", f"日期写成了“{m.group()}”", f"写成“{good}”")
    for m in _PADDED.finditer(masked):
        shown = masked[m.start() : m.start() + 3]
        yield Hit(*m.span(), "TYPO-9", f"“{shown}”编了虚位", f"写成“{shown[1:]}”", "")
    for m in _SHORT_YEAR.finditer(masked):
        name = "y" if m["y"] else "z"
        year = ("20" if m[name] < "60" else "19") + m[name]
        yield Hit(m.start(name), m.end(name) + 1, "TYPO-10", f"年份简写成“{m[name]}年”", f"写全，如“{year}年”")
    for m in _MIXED.finditer(masked):
        if _is_mixed(m.group()):
            yield Hit(
                *m.span(), "TYPO-11", f"日期“{m.group()}”用了汉字数字", "年、月、日都用阿拉伯数字，如“2026年3月1日”"
            )


def ranges(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-12: ranges take — or ～ (15834, 4.13.1); TYPO-13: both numbers carry %, 万, 亿 (15835, 5.1.6)."""
    for m in _PERCENT.finditer(masked):
        shown, unit = quote(m.group()), m["u"]
        if unit in "万亿":
            if "至" not in m["s"]:
                yield Hit(
                    *m.span(), "TYPO-13", f"“{shown}”前一个数省了“{unit}”", f"写成“{m['a']}{unit}—{m['b']}{unit}”"
                )
            continue
        sign = m["s"] if m["s"] in "～—至" else "—"
        good = f"{m['a']}{unit}{sign}{m['b']}{unit}"
        yield Hit(*m.span(), "TYPO-13", f"“{shown}”前一个数省了“{unit}”", f"写成“{good}”", good)
    for m in _RANGE.finditer(masked):
        if (m["ub"] and not m["ua"] and m["ub"] != "℃") or not _is_range(m, masked):
            continue
        yield _dash(m, "s", quote(m.group()))
    for m in _UNIT_RANGE.finditer(masked):
        name = m.lastgroup or "s"
        if m.group() == "——" and masked[m.start() - 1] not in "年月日时分点":
            continue
        yield _dash(m, name, quote(text[max(0, m.start() - 3) : m.end() + 3]))


def groups(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-15: thousands in groups of three, by a half-width comma (15835, 5.1.1); TYPO-21: 9:30 with a half-width colon."""
    for m in _GROUPED.finditer(masked):
        if not _GOOD_GROUPS.match(m.group()):
            right = "三位一组，用半角逗号，如“12,000”；几个数并列的用顿号"
            yield Hit(*m.span(), "TYPO-15", f"数字“{quote(m.group())}”的分节不对", right)
    for m in _CLOCK.finditer(masked):
        at = m.end() - 1
        yield Hit(at, at + 1, "TYPO-21", f"时刻“{masked[m.start() : at + 3]}”用了全角冒号", "改成半角“:”", ":")


FINDERS = (wide, issue_numbers, dates, ranges, groups)


def _dash(m: re.Match[str], name: str, shown: str) -> Hit:
    return Hit(*m.span(name), "TYPO-12", f"“{shown}”的连接号“{m[name].strip()}”不对", "起止之间用一字线“—”", "—")


def _is_mixed(date: str) -> bool:
    hanzi = any(c in _NUMERAL + "〇○零" for c in date)
    return hanzi and (date[-1] in "日号" or any(c.isdigit() for c in date) or "月" in date)


def _is_range(m: re.Match[str], masked: str) -> bool:
    """Tell 10-15人 from 表2-8, 3-501室, 010-12345678 and other numbers that a hyphen joins (4.13.3.1)."""
    a, b, sign = m["a"], m["b"], m["s"].strip()
    if sign[0] in "~〜∼":
        return True
    after = masked[m.end() : m.end() + 2]
    if _LABEL.search(masked[max(0, m.start() - 1) : m.start()]) and not (":" in a and ":" in b):
        return False
    if a[0] == "0" and ":" not in a and "." not in a or _DOOR.match(after) or len(a) > 6 or len(b) > 6:
        return False
    unit = bool(m["ub"]) or re.match(rf"[{HAN}a-z]", after) is not None or ":" in b
    return unit and ("%" in m.group() or _value(a) < _value(b))


def _value(number: str) -> float:
    hour, _, minute = number.partition(":")
    return int(hour) + int(minute[:2]) / 60 if minute else float(number)
