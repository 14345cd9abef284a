"""Numbers, dates and document numbers after GB/T 15835-2011, GB/T 15834-2011 (4.13) and GB/T 9704-2012 (7.2.5, 7.3.5.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenku.needs import Sparse
from wenku.prose import Hit
from wenku.typography.protect import FIELD_MARK, HAN, WORD, quote

_NUMERAL = "一二三四五六七八九十"
_WIDE = Sparse("[０-９Ａ-Ｚａ-ｚ．]+")
_POINT = Sparse(r"．(?<=\d．)(?=\d)")
_ISSUE = Sparse(
    rf"(?P<l>[\[［(（【〔「])(?:(?<=[{WORD}A-Za-z].)|(?<=[{WORD}A-Za-z][ ].))[ ]?(?P<y>[12]\d{{3}}|\d{{2}}|{FIELD_MARK}+)[ ]?(?P<r>[\]］)）】〕」])"
    rf"[ ]?(?P<di>第)?[ ]?(?P<n>\d{{1,5}}|{FIELD_MARK}+|[_×xX＿□○〇*]{{1,6}})[ ]?号(?![楼院门线幢栋])"
)
_DATE = Sparse(
    r"([12](?<![\d.\-/].)[09]\d\d)([.\-/．])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?![\dA-Za-z_]|[.\-/][\dA-Za-z])"
    r"|([12](?<![\d.\-/第].)[09]\d\d)(?:/(1[0-2]|0?[1-9])|-(0[1-9]))(?![\dA-Za-z_号]|[.\-/][\dA-Za-z])"
)
_PADDED = Sparse(r"0(?<![\d.:：\-/].)(?=[1-9][月日])")
_SHORT_YEAR = Sparse(
    r"年(?:(?<=\D[0-5]\d.)|(?<=\D9\d.)|(?<=\A\d\d.))(?<![第近满历约达共逾隔每—～]...)"
    r"(?:(?=\d{1,2}(?:[\-—～~至]\d{1,2})?月(?!\d|龄)|工作(?:计划|总结|要点|安排)|度(?!过)|[上下]半年|第?[一二三四1-4]季度|[初末](?!中)|底(?![线层板部]))|(?<=截至\d\d.)|(?<=截止\d\d.)|(?<=于\d\d.)|(?<=自\d\d.)(?=起|以来))"
)
_CN_YEAR = "[一二][〇○零0OoО一二三四五六七八九]{3}年"
_MONTH = Sparse("月")
_UP_TO_MONTH = re.compile(rf"(?:(?:{_CN_YEAR}|\d{{4}}年)[ ]?)?(?:\d{{1,2}}|[{_NUMERAL}]{{1,3}})月\Z")
_DAY = re.compile(rf"[ ]?(?:\d{{1,2}}|[{_NUMERAL}]{{1,3}})[日号](?!楼)")
_NUM = r"\d{1,9}(?:[.:]\d{1,6})?"
_SIGN = r"[ ]?(?:[~〜∼]|-{1,2}|[–－―]{1,2}|——)[ ]?"
_RANGE = Sparse(
    rf"(?P<a>\d(?<![\dA-Za-z.:\-—–－~～/\ue001].)\d{{0,8}}(?:[.:]\d{{1,6}})?)(?P<ua>[%‰℃]?)(?P<s>{_SIGN})(?P<b>{_NUM})(?P<ub>[%‰℃]?)"
    r"(?![\d.:\-—–－~～/A-Z\ue001])"
)
_LABEL = re.compile(r"[表图附件式例卷条款编号证码电话传真号楼栋幢座室机线群Qq:：]\Z")
_DOOR = re.compile(r"[室户房院]|号[楼院门]")
_UNIT_RANGE = Sparse(
    rf"[~〜∼～\-–－―—]{{1,2}}(?:(?<=[年月日时分点元人岁周天度℃].)(?=[ ]?\d)|(?<=[年月日时分点元人岁周天度℃]..)(?=[ ]?\d)|(?<=[年月日时分点元人岁周天度℃] .)(?=[ ]?\d)"
    rf"|(?<=周[一二三四五六].)(?=周?[二三四五六日天])|(?<=星期[一二三四五六].)(?=星期)|(?<=[{HAN}]~)(?=[{HAN}\d])|(?<=\d~)(?=[{HAN}]))"
)
_PERCENT = Sparse(
    r"(?P<a>\d(?<![\d.A-Za-z].)\d{0,5}(?:\.\d{1,4})?)(?P<s>[ ]?(?:[~〜∼～—–－―至]|-{1,2}|——)[ ]?)(?P<b>\d{1,6}(?:\.\d{1,4})?)(?P<u>[%‰％]|[万亿](?=[元人户亩吨个次份册平]))"
)
_GROUPED = Sparse(
    r"\d(?<![\d.,，A-Za-z].)\d{0,11}(?:(?:,\d{1,12})+(?![\d.,]*[A-Za-z])|(?:，\d{3})+(?:\.\d{1,4})?(?=[万元人户株册亩吨公]))"
)
_GOOD_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+\Z")
_CLOCK = Sparse(
    r"：(?=[0-5]\d(?!\d|[：:]))(?:(?<=[午晚上晨早日：（—～至\-]\d：)|(?<=[午晚上晨早日：（—～至\-][012]\d：))"
    r"|：(?=[0-5]\d[开到起结前后在集出])(?<=\d：)(?<!\d\d\d：)"
    r"|：(?=[0-5]\d[—～至\-](?:[01]?\d|2[0-4])[：:])(?<=\d：)(?<!\d\d\d：)"
)


def wide(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-14: full-width digits and letters."""
    for m in _WIDE.finditer(masked):
        found = m.group().strip("．")
        if found:
            start = m.start() + m.group().index(found)
            good = "".join("." if c == "．" else chr(ord(c) - 0xFEE0) for c in found)
            yield Hit(start, start + len(found), "TYPO-14", f"用了全角数字或者字母“{quote(found)}”", "改成半角", good)
    for m in _POINT.finditer(masked):
        yield Hit(*m.span(), "TYPO-14", "小数点写成了全角“．”", "改成半角“.”", ".")


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
        start = m.start() - 2
        short = masked[start : m.start()]
        year = ("20" if short < "60" else "19") + short
        yield Hit(start, m.end(), "TYPO-10", f"年份简写成“{short}年”", f"写全，如“{year}年”")
    for month in _MONTH.finditer(masked):
        m = _UP_TO_MONTH.search(masked, max(0, month.start() - 10), month.end())
        day = _DAY.match(masked, month.end())
        end = day.end() if day else month.end()
        if m and _is_mixed(found := masked[m.start() : end]):
            yield Hit(
                m.start(), end, "TYPO-11", f"日期“{found}”用了汉字数字", "年、月、日都用阿拉伯数字，如“2026年3月1日”"
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
        found, sign = quote(m.group()), m["s"].strip()
        yield Hit(*m.span("s"), "TYPO-12", f"“{found}”的连接号“{sign}”不对", "起止之间用一字线“—”", "—")
    for m in _UNIT_RANGE.finditer(masked):
        start, end = m.span()
        start -= masked[start - 1] == " "
        end += masked[end : end + 1] == " "
        dated = masked[start - 1] in "年月日时分点"
        if m.group() in ("—", "～") or (m.group() == "——" and not dated):
            continue
        shown = quote(text[max(0, start - 3) : end + 3])
        yield Hit(start, end, "TYPO-12", f"“{shown}”的连接号“{m.group()}”不对", "起止之间用一字线“—”", "—")


def groups(text: str, masked: str) -> Iterator[Hit]:
    """TYPO-15: thousands in groups of three, by a half-width comma (15835, 5.1.1); TYPO-21: 9:30 with a half-width colon."""
    for m in _GROUPED.finditer(masked):
        if not _GOOD_GROUPS.match(m.group()):
            right = "三位一组，用半角逗号，如“12,000”；几个数并列的用顿号"
            yield Hit(*m.span(), "TYPO-15", f"数字“{quote(m.group())}”的分节不对", right)
    for m in _CLOCK.finditer(masked):
        at = m.start()
        yield Hit(at, at + 1, "TYPO-21", f"时刻“{masked[at - 1 : at + 3]}”用了全角冒号", "改成半角“:”", ":")


FINDERS = (wide, issue_numbers, dates, ranges, groups)


def _is_mixed(date: str) -> bool:
    """True for 2026年三月一日, 3月一日 and the year, month and day in Hanzi; lunar 九月初九 and 三月一日 are not."""
    hanzi = any(c in _NUMERAL + "〇○零" for c in date)
    return hanzi and (any(c.isdigit() for c in date) or ("年" in date and date[-1] in "日号"))


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
