"""Likely personal names in places that name people: 组长：…, 联系人…, …同志, 书记…, 老人…. Surnames alone are no finding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenku.needs import Sparse
from wenku.privacy.surnames import COMMON, COMPOUND, GIVEN, OTHER, PUBLIC, STOP

_LABEL = Sparse(r"[：:](?<=[人员长者记任名师属主民话式录持表核签对席].)[ 　]*(?P<n>[^，。；\n：:|]{2,60})")
_REMARK = Sparse(
    r"[人员长者记任名师属主民席](?:[（(][^（）()\n]{1,12}[）)]|[ 　])[：:][ 　]*(?P<n>[^，。；\n：:|]{2,60})"
)
_DUTY = Sparse("(?:由|请|交)(?P<n>[\u4e00-\u9fff]{2,4}?)(?=负责|牵头|担任|主持|具体|带队|分管|联系|任组长)")
_LIST = Sparse(
    r"(?P<n>(?:[\u4e00-\u9fff]{2,8}、){1,10}[\u4e00-\u9fff]{2,4}?)等(?:[0-9一二两三四五六七八九十]{0,3}[名位])?(?:同志|人)"
)
_TITLE = (
    "书记|副书记|主任|副主任|委员|组长|副组长|成员|站长|所长|校长|院长|会长|主席|队长|村长|镇长|乡长|区长|局长|科长|处长|楼长|网格员|网格长|专干|联系人|负责人|责任人|经办人"
    "|老人|老党员|党员|居民|村民|志愿者|烈士|患者|户主|低保户|五保户|贫困户|残疾人|退役军人|学生|儿童|少年|母亲|父亲|丈夫|妻子|儿子|女儿|配偶|家属|民警|医生|教师|老师(?!傅)|律师|社工|调解员|当事人|对象|特困人员"
    "|我是|我叫|名叫|姓名|本人|申请人|書記|組長|居委主任"
)
_AFTER_TITLE = Sparse(
    rf"(?:(?:联系人|负责人|责任人|经办人|组长|书记|主任|队长|会长|校长|站长|所长)(?:是|为|叫)(?P<t>)|(?:{_TITLE})(?P<s>[ 　]{{0,2}}))(?=[\u4e00-\u9fff]{{2}})"
)
_IDENTIFIED = Sparse("(?:联系人|经办人|负责人|责任人|户主|姓名|申请人|当事人)[：:是为 　]?(?P<n>[\u4e00-\u9fff]{2,4})(?=[，、（(,]{1,2}(?:男|女|身份证|电话|手机|联系电话|联系方式|出生))")
"""What an identity or a telephone number stands behind is a name, whatever the surname."""
_HONORIFIC = Sparse(
    "(?:担任|兼任|任)(?=副?组长|副?主任|副?书记|副?队长|副?站长|副?会长|成员)|同志|老人|女士|先生|大爷|大妈|奶奶|爷爷|阿姨|师傅|警官|老师(?!傅)|医生|烈士|书记|主任"
)
_SPLIT = re.compile(r"[、/,;及和与 　；;（）()]+")
_HAN = re.compile(r"[\u4e00-\u9fff]+\Z")
_ENDS = "员岗组部所局站科处队者户办街村镇"
_ROLE = re.compile(
    "书记|主任|委员|干事|专干|代表|人员|中心|单位|负责|会长|主席|组长|成员|社区|街道|支部|医生|老师|律师|志愿"
)
_WORDLIKE = "应商全向时连成计党单符封解施支查管申盛权祝纪关包强安常简温明平游万方文白左严洪章路辛苗牟房占阳窦云皮宫尚宁毕惠幸楼衣麻费凌甘项支席景郎车练储隋曲井舒师艾冷边初代位兰匡焉盘敬国"
"""Surnames that as a word begin a sentence's rest after 老人, 居民 …: no name without a space or mark before it."""
_TOGETHER = "齐"
"""What people do together begins so (居民齐动手): behind a role a name only where the given name is one."""
_PREPOSITIONS = "于任向应和从时及"
_NEVER_IN = "在的是了着把被就也很给让"
"""What no given name holds: 钱花在师傅……, 查了家……."""
_KIN = re.compile("[大小老二三阿][妈爷娘伯叔婶姐嫂哥弟妹姨舅姑]|奶奶|爷爷|老师|师傅|先生|女士|主任|书记|站长|医生")
_VERBS = "的同负主任等担带说家在为和与及、，。：；（）() 　等到将向对从已因是有患家一列参"

Found = tuple[int, int, str]


def find(text: str) -> Iterator[Found]:
    """Yield (start, end, "PRIV-10") for each likely name."""
    for pattern in (_LABEL, _REMARK, _LIST):
        for m in pattern.finditer(text):
            yield from _listed(text, *m.span("n"))
    for m in _DUTY.finditer(text):
        if _is_name(m["n"]) and (m["n"][0] in COMMON or len(m["n"]) > 2):
            yield *m.span("n"), "PRIV-10"
    for m in _IDENTIFIED.finditer(text):
        if surname(m["n"]) and (len(m["n"]) > 2 or m["n"][0] in COMMON) and not _ROLE.search(m["n"]) and m["n"][-1] not in _ENDS:
            yield *m.span("n"), "PRIV-10"
    for m in _AFTER_TITLE.finditer(text):
        end = _name(text, m.end(), bool(m["s"]) or (m["t"] is not None and text[m.end()] in COMMON))
        together = text[m.end()] in _TOGETHER and not m["s"] and any(c not in GIVEN for c in text[m.end() + 1 : end])
        if end and not together:
            yield m.end(), end, "PRIV-10"
    for m in _HONORIFIC.finditer(text):
        start = _name_before(text, m.start(), m.group())
        if start is not None:
            yield start, m.start(), "PRIV-10"


def surname(name: str) -> int:
    """Return the length of the surname at the head of a name, 0 when there is none."""
    if name[:2] in COMPOUND:
        return 2
    return 1 if name[:1] in COMMON or name[:1] in OTHER else 0


def _listed(text: str, start: int, end: int) -> Iterator[Found]:
    """Names that fill a whole item of the list after a label."""
    at = start
    for item in (*_SPLIT.split(text[start:end]), ""):
        where = text.find(item, at, end) if item else -1
        if where < 0:
            continue
        at = where + len(item)
        name = item
        digits = re.search(r"[0-9A-Za-z]", name)
        name = name[: digits.start()] if digits else name
        title = _ROLE.search(name)
        if title and 2 <= title.start() <= 4:
            name = name[: title.start()]
        if _is_name(name):
            yield where, where + len(name), "PRIV-10"


def _is_name(name: str) -> bool:
    length = surname(name)
    given = name[length:]
    if not length or not 1 <= len(given) <= 2 or not _HAN.match(name) or name in PUBLIC:
        return False
    if name[:2] in STOP or name[-2:] in STOP or "某" in name or name[-1] in _ENDS + "有" or any(c in _NEVER_IN for c in given) or _ROLE.search(name):
        return False
    if length == 2 or name[0] in COMMON:
        return True
    return any(c in GIVEN for c in given)


def _name(text: str, at: int, spaced: bool) -> int | None:
    """Return the end of a name that begins at `at` in running text: given name of usual characters, or cut off by a mark."""
    longest = 4 if text[at : at + 2] in COMPOUND else 3
    for length in range(longest, 1, -1):
        name = text[at : at + length]
        if len(name) < length or not _is_name(name) or any(text.startswith(p, at) for p in (name + "某",)):
            continue
        given = name[surname(name) :]
        if _KIN.match(text, at + 1):
            continue
        after = text[at + length : at + length + 1]
        bounded = after == "" or not _HAN.match(after) or after in _VERBS
        if name[0] in _WORDLIKE and not spaced and surname(name) == 1:
            continue
        tight = name[0] in COMMON or length > 2 and bounded or spaced and bounded
        if (all(c in GIVEN for c in given) or name[:2] in COMPOUND) and tight:
            return at + length
        if bounded and name[0] in COMMON and (spaced or after in "，。、；（） 　" and after != ""):
            return at + length
    return None


def _name_before(text: str, end: int, title: str) -> int | None:
    """Return the start of a name that ends at `end`, before 同志 and the like."""
    if text[max(0, end - 2) : end] in PUBLIC or text[max(0, end - 3) : end] in PUBLIC:
        return None
    first = text[end - 3] if end > 2 else ""
    sizes = (2, 3, 4) if first in _PREPOSITIONS and text[end - 2] in COMMON else (3, 2, 4)
    for size in sizes:
        start = end - size
        if start < 0 or (size == 4 and text[start : start + 2] not in COMPOUND):
            continue
        name = text[start:end]
        if not _is_name(name):
            continue
        given = name[surname(name) :]
        before = text[start - 1 : start]
        free = before == "" or not _HAN.match(before) or before in "由请给向对与和和及是为的将让经找以"
        usual = all(c in GIVEN for c in given)
        if (usual and (name[0] in COMMON or free)) or (
            free and name[0] in COMMON and title in ("同志", "老人", "女士", "先生", "烈士", "担任", "兼任", "任")
        ):
            return start
    return None
