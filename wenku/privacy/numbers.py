"""Numbers that identify a person: identity card, telephone, bank card, passport, plate, account, e-mail, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from wenku.needs import Sparse

_SEP = r"[ \-—–－]?"
_ID18 = Sparse(rf"[1-8](?<![0-9A-Za-z].)(?:{_SEP}\d){{16}}{_SEP}[0-9Xx](?![0-9A-Za-z])")
_ID15 = Sparse(r"[1-8](?<![0-9A-Za-z.].)\d{14}(?![0-9A-Za-z])")
_MOBILE = Sparse(
    rf"(?:(?:\+|00)86{_SEP})1[3-9]\d(?:{_SEP}\d){{8}}(?!\d)|1(?<![0-9A-Za-z.].)[3-9]\d(?:{_SEP}\d){{8}}(?![0-9A-Za-z])"
    rf"|86(?<![0-9A-Za-z.]..){_SEP}1[3-9]\d(?:{_SEP}\d){{8}}(?!\d)"
)
_AREA = Sparse(
    r"[（(]0(?:10|2\d|[3-9]\d{2})[）)][ -]?[1-9]\d{6,7}(?!\d)|0(?<![0-9A-Za-z.].)(?:10|2\d|[3-9]\d{2})[ \-—–－]?[1-9]\d{2,3}[ -]?\d{4}(?![0-9A-Za-z])"
)
_LOCAL = Sparse(
    r"(?:电话|座机|热线|传真|拨打|致电|联系方式|電話|Tel|TEL|tel)[^\d\n]{0,6}(?P<n>[1-9]\d{6,7}|[1-9]\d{3}[ -]\d{4}|[1-9]\d{2}[ -]\d{4})(?![\d\-]|[ ]\d)"
)
_CARD = Sparse(r"[3-6](?<![0-9A-Za-z.].)\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9A-Za-z]|[ -]\d)")
_ACCOUNT = Sparse(
    r"(?:卡号|账号|帐号|账户|帐户|银行卡|存折|社保卡|賬號)[^\d\n]{0,12}(?P<n>\d(?:[ -]?\d){11,20})(?![0-9A-Za-z])"
)
_PASSPORT = Sparse(
    r"[EG](?<![0-9A-Za-z].)(?:[A-HJ-NP-Z]\d{7}|\d{8})(?![0-9A-Za-z])"
    r"|(?:护照|通行证|台胞证|军官证|居留证)[^A-Za-z0-9\n]{0,8}(?P<n>[A-Za-z]{1,2}\d{6,10}|\d{8,10})(?![0-9A-Za-z])"
)
_PLATE = Sparse(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•.・ -]?"
    r"(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳领]|[DF][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF]|[A-HJ-NP-Z]{1,2}\d{4})(?![0-9A-Za-z])"
)
_MAIL = Sparse(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")
_OFFICE_MAIL = re.compile(r"@(?:[A-Za-z0-9-]+\.)*(?:gov\.cn|example\.(?:com|org|cn|net))\Z", re.I)
_QQ = Sparse(r"(?:QQ|qq|Qq|扣扣|企鹅)(?:号码?|群号?|群)?[：:是为 ]{0,3}(?P<n>[1-9]\d{4,10})(?!\d)")
_WECHAT = Sparse(
    r"(?:微信(?!公众|小程序)(?:号码?|ID)?(?=[：: ])|微信号|[Ww]e[Cc]hat|[Vv][Xx]|薇信|抖音号|支付宝账?号?)[：:是为 ]{0,3}(?P<n>[A-Za-z][-_A-Za-z0-9]{5,19}|\d{6,12})(?![A-Za-z0-9])"
)
_CN = r"[0-9一二三四五六七八九十百]{1,5}"
_HOUSE = Sparse(
    rf"(?=[0-9一二三四五六七八九十百])(?<![0-9一二三四五六七八九十百])(?:(?:{_CN}(?:号楼|号院|栋|幢|座|号)[ ，]?)?{_CN}(?:单元|门|梯|栋|幢|号楼|座|楼|层|号)[ ，]?[0-9]{{3,4}}(?:室|户|房|号)?|\d{{1,3}}-\d{{1,2}}-\d{{3,4}}(?![\d-])室?|\d{{1,3}}-\d{{3,4}}室)"
)
_STREET = re.compile(
    rf"[\u4e00-\u9fff]{{1,8}}(?:路|街|巷|弄|里|大道|胡同|新村|小区|花园|家园|苑|公寓)(?:{_CN}(?:弄|号|巷))?"
)
_PLACE = re.compile(
    r"(?:路|街|巷|弄|里|大道|胡同|新村|小区|花园|家园|苑|公寓|村|庄|屯|寨|庭|府|城|湾|坊|住址?|住在|家在|地址|现住|居住|号|社区)[：:]?\Z"
)
_RURAL = Sparse(
    rf"(?:[村屯寨庄队坪湾沟]|住址?|住在|地址)[：:]?[\u4e00-\u9fff]{{0,4}}?第?{_CN}(?:村民)?(?:小组|组|队|社)[ ，]?(?:附)?{_CN}号(?![楼公线令文机])"
)
_HOME = Sparse(
    rf"(?:家住|住址|住在|现住|家庭(?:住址|地址)|居住地址?|(?<=[，。；、 ])住)[：:]?[^，。；、\n]{{0,24}}?(?:路|街|巷|弄|村|里|胡同|大道|小区|苑)[^，。；、\n]{{0,8}}?{_CN}号(?:[院楼]?{_CN}(?:单元|[栋幢楼号门室]))?(?!线|文)"
)
_OFFICE = re.compile(
    "中心|办公|大厦|大楼|政府|委员会|居委|村委|会议室|服务站|活动室|党群|派出所|法院|医院|学校|大厅|教室|窗口|礼堂|书屋|驿站"
)
_REGIONS = "11-15 21-23 31-37 41-46 50-54 61-65 71-71 81-83"
_PROVINCES = frozenset(
    str(n) for pair in re.findall(r"(\d+)-(\d+)", _REGIONS) for n in range(int(pair[0]), int(pair[1]) + 1)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_TOLD = re.compile("[0-9A-Za-z@]")
"""What every number but that of a house has one of."""

Found = tuple[int, int, str]
"""(start, end, code)."""


def find(text: str) -> Iterator[Found]:
    """Yield the identifying numbers of a text (digits half-width), the surest kinds first."""
    if _TOLD.search(text):
        yield from _numbers(text)
    yield from _addresses(text)


def _numbers(text: str) -> Iterator[Found]:
    for m in _ID18.finditer(text):
        labelled = re.search("身份证|身分證|证件号|公民身份", text[max(0, m.start() - 14) : m.start()]) is not None
        if _id18(_plain(m.group()), labelled):
            yield m.start(), m.end(), "PRIV-1"
    for m in _ID15.finditer(text):
        if m.group()[:2] in _PROVINCES and _day("19" + m.group()[6:12]):
            yield m.start(), m.end(), "PRIV-1"
    for m in _CARD.finditer(text):
        if luhn(_plain(m.group())):
            yield m.start(), m.end(), "PRIV-5"
    yield from ((*m.span("n"), "PRIV-5") for m in _ACCOUNT.finditer(text))
    yield from ((*m.span("n" if m["n"] else 0), "PRIV-6") for m in _PASSPORT.finditer(text))
    yield from ((*m.span(), "PRIV-2") for m in _MOBILE.finditer(text))
    yield from ((*m.span(), "PRIV-3") for m in _AREA.finditer(text))
    yield from ((*m.span("n"), "PRIV-3") for m in _LOCAL.finditer(text))
    for m in _PLATE.finditer(text):
        if sum(c.isdigit() for c in m.group()) >= 2:
            yield m.start(), m.end(), "PRIV-4"
    yield from ((*m.span(), "PRIV-8") for m in _MAIL.finditer(text) if not _OFFICE_MAIL.search(m.group()))
    for pattern in (_QQ, _WECHAT):
        yield from ((*m.span("n"), "PRIV-9") for m in pattern.finditer(text))


def luhn(digits: str) -> bool:
    """ISO/IEC 7812: the check digit of bank cards; not all the same digit."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and len(set(digits)) > 1


def _id18(number: str, labelled: bool) -> bool:
    """GB 11643-1999: region, birthday, ISO 7064 mod 11-2. With a label before it a wrong check digit is a typing error."""
    if number[:2] not in _PROVINCES or not _day(number[6:14]):
        return False
    check = "10X98765432"[sum(int(c) * w for c, w in zip(number[:17], _WEIGHTS, strict=True)) % 11]
    return labelled or number[-1] == check


def _day(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return 1880 <= born.year <= 2100


def _plain(number: str) -> str:
    return re.sub(r"[^0-9Xx]", "", number).upper()


def _addresses(text: str) -> Iterator[Found]:
    """PRIV-7: a flat (栋, 单元, 室) behind a street or estate, 组…号 in a village, 家住…号. A unit's office is none."""
    for m in _HOUSE.finditer(text):
        before = text[max(0, m.start() - 22) : m.start()]
        around = before + text[m.start() : m.end() + 8]
        found, after = m.group(), text[m.end() : m.end() + 1]
        flat = re.search("单元|[门梯]\\d", found) or found[-1] in "室户房" or found.count("-") == 2
        flat = flat or (re.search("[栋幢]|号楼", found) and found[-1].isdigit() and after in "，。；、）住家的 ")
        if not flat or _OFFICE.search(around):
            continue
        street = _last(_STREET, before)
        if _PLACE.search(before) or street == len(before) or "单元" in m.group() or re.search("[栋幢]|号楼", m.group()):
            yield m.start(), m.end(), "PRIV-7"
    for pattern in (_RURAL, _HOME):
        for m in pattern.finditer(text):
            if not _OFFICE.search(text[m.start() : m.end() + 6]):
                yield m.start(), m.end(), "PRIV-7"


def _last(pattern: re.Pattern[str], text: str) -> int:
    ends = [m.end() for m in pattern.finditer(text)]
    return ends[-1] if ends else -1
