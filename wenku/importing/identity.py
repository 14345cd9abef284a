"""Personal data in files as people leave them: what wenku.privacy finds, and forms that no text of the library has — rosters, halves of numbers, dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pypinyin.phrases_dict import phrases_dict

from wenku import privacy
from wenku.importing import anywhere
from wenku.importing.likely import is_name, may_be_name
from wenku.needs import Sparse
from wenku.privacy import names
from wenku.privacy.surnames import COMMON, GIVEN

BORN = "BORN"
"""Code of a date of birth; the others are those of wenku.privacy."""
Found = tuple[int, int, str]
"""(start, end, code)."""

_HAN = "[一-龥]"
_NUMERAL = "[0-9〇○零一二三四五六七八九十]"
_DATE = rf"(?:19|20|一九|二[〇○零]){_NUMERAL}{{2}}\s?[年\-./]\s?{_NUMERAL}{{1,3}}(?:\s?[月\-./](?:\s?{_NUMERAL}{{1,3}}日?)?)?"
_NUMBERS: tuple[tuple[str, Sparse], ...] = (
    ("PRIV-1", Sparse(r"(?<![0-9A-Za-z])(?P<n>\d{4,10}[*＊×xX•●]{3,}\d{0,4}[Xx]?)(?![0-9A-Za-z])")), ("PRIV-2", Sparse(r"(?<![0-9A-Za-z])(?P<n>1\d{2}[*＊×xX•●]{3,}\d{2,4})(?!\d)")),
    ("PRIV-1", Sparse(r"(?:身份证|证件|证号|手机|电话|银行卡|卡号|账号|账户)[^，。；\d]{0,6}(?:尾号|[后末尾][四六4-6]位(?:数字?)?)[为是：:]{0,2}(?P<n>\d{3,6}[Xx]?)")),
    (BORN, Sparse(rf"(?:出生(?:日期|年月日?|时间)?[：:于在是为 　]{{0,3}}|生于|生日[：:是为 　]{{0,3}})(?P<n>{_DATE})")), (BORN, Sparse(rf"(?P<n>{_DATE})(?=出生|生人|生[，。；、）])")),
    ("PRIV-6", Sparse(r"(?:社保|医保|残疾|残疾人|优待|老年|低保|退役|房产|学籍|居住|工作|学生|驾驶)(?:证|卡)?(?:编号|号码|号)[：:为是 　]{0,3}(?P<n>[0-9A-Za-z](?:[ \-]?[0-9A-Za-z]){6,22})")),
    ("PRIV-9", Sparse(r"(?:微信|加[VvＶ]信?|[VvＶ][XxＸ]|[抖快]音|快手|抖音)(?:号|同号)?[：:为是 　]{0,3}(?P<n>[A-Za-z][-_A-Za-z0-9]{5,19})(?![A-Za-z0-9])")),
    ("PRIV-1", Sparse(r"(?<![0-9A-Za-z])(?P<n>[1-8]\d{16}[0-9Xx](?:[0-9Xx]{2})?)(?![0-9A-Za-z])")), ("PRIV-5", Sparse(r"(?<![0-9A-Za-z.])(?P<n>[3-9]\d{15}|[3-9]\d{18}|[3-9]\d{3}(?:[ \-]\d{4}){3}(?:[ \-]\d{1,3})?)(?![0-9A-Za-z])")),
    ("PRIV-3", Sparse(r"(?<![0-9A-Za-z.])(?P<n>[（(]?0(?:10|2\d|[3-9]\d{2})[）)]?[ \-—–]?\d{3,4}[ \-]?\d{4})(?![0-9A-Za-z])")),
    ("PRIV-2", Sparse(r"(?<![0-9A-Za-z-])(?P<n>09\d{2}[- ]?\d{3}[- ]?\d{3})(?![0-9A-Za-z-])")), ("PRIV-7", Sparse(r"(?:家住|住在|住址[：:]?|现住|居住[于在])(?P<n>[^，。；、\s]{2,14}\d{1,4}号)")),
    ("PRIV-8", Sparse(r"(?<![A-Za-z0-9._%+-])(?P<n>[A-Za-z0-9._%+-]{1,64}@(?!(?:[A-Za-z0-9-]+\.){0,4}gov\.cn)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6})")),
    ("PRIV-2", Sparse(r"(?<![〇○零一二三四五六七八九十百幺])(?P<n>[一幺][三四五六七八九][〇○零一二三四五六七八九幺]{9})(?![〇○零一二三四五六七八九十百千万])")),
)  # fmt: skip
_LABELS = (
    "被?申请人|甲方|乙方|丙方|法定代表人|委托人|代理人|承诺人|户主|户名|监护人|受助人|受助对象|救助对象|帮扶对象|慰问对象|受益人|白班|夜班|早班|中班|晚班|值班|带班|车主|房主|房东|租户|住户|死者|伤者|病人|患者|考生|学员|学生|老伴|配偶|(?:周|星期)[一二三四五六日天]|带队|讲师|主讲|保管|供稿|撰稿|作者|审核|校对|编辑|摄影|通讯员|签名|签字|经手|经办|复核|出纳|会计|制表|填表|填报|登记人|交接人|接班|交班"
)  # fmt: skip
_LABELLED = Sparse(rf"(?:{_LABELS})(?:[（(][^（）()]{{1,8}}[）)])?(?P<c>[：:是为 　]{{0,3}})(?P<n>{_HAN}{{2,4}})")
_AFTER = re.compile(r"[，、。；：（()）\s,;:]|$|[男女的家]|周[一二三四五六日天]|星期|同志|电话|手机")
_SEXED = Sparse(rf"(?:^|[，。；：、（\s:;])(?P<n>{_HAN}{{2,4}})[，、（(,\s]{{1,2}}(?:男|女)(?=[，、。）),；\s\d])")
_TOLD_OF = Sparse(
    rf"(?:^|[，。；：、（(\s:;“叫])(?P<n>{_HAN}{{2,4}})[，、（(,\s]{{1,2}}(?:今年|现年|年)?(?:\d{{1,3}}|[一二三四五六七八九十]{{1,4}})周?岁"
    rf"|(?:^|[，。；：、（(\s:;]|[找联系问]|由)(?P<m>{_HAN}{{2,4}})[：:，、（(\s\-—–|/]{{0,3}}(?:的?(?:联系)?(?:电话|手机|微信)号?(?:码|是|为)?)?[：:\s]{{0,2}}(?:1[3-9]\d[\s-]?\d{{4}}[\s-]?\d{{4}}|0\d{{2,3}}[-—]?\d{{7,8}}|\d{{7,8}}(?!\d))"
)
"""A name with an age or a telephone number behind it."""
_OWNER = Sparse(rf"(?:员|长|工|警|师|生|者|主任|书记|老人|居民|村民|家长|同学|联系人)(?P<n>{_HAN}{{2,3}}?)[^。]{{0,30}}?[他她其]的?(?:手机|电话|微信)[^。]{{0,6}}\d{{7}}")
"""Whose number a sentence goes on to give."""
_ROLE = Sparse(rf"(?:召集人|主持人|专委|专干|主任|书记|会长|站长|所长|社长|校长|园长|[其之](?:子|女|妻|夫|母|父|孙|弟|兄|妹|侄)|干部|骨干|带头人|队员|会计|出纳|厂长|店主|老板|业主|教练|名叫|叫|代表|委员|干事|学生|同学|寡妇|老人|老党员|党员|患者|病人|租户|住户|居民|村民|残疾的?|孤儿|邻居|户主|重点户|申请人|志愿者|社工|调解员|网格员|楼长|组长|队长|保洁员|保安|司机|老师(?!傅)|医生|照片|表扬|感谢|慰问)(?P<n>{_HAN}{{3}})(?=[，。、；（）() 的与和由已一两独在有因家为是被从今去来患得住捐送每包说对带做负原曾于任拿主把等同介作讲出到及联]|$)")
"""A name of three behind what someone is; the words behind it show that it ends there."""
_KIN = Sparse(rf"(?:其[父母子女妻夫兄弟姐妹]|丈夫|妻子|老公|老婆|儿媳|媳妇|女婿|儿子|女儿|老伴|母亲|父亲|婆婆|公公|爱人|孙子|孙女)(?P<n>{_HAN}{{3}})")
"""A name of three behind whose relative it is."""
_LIVES = Sparse(rf"(?:\d(?:室|号|栋|幢|单元|户|组|楼)|[一二三四五六七八九十](?:组|队|社)|队|屯)的?(?P<n>{_HAN}{{3}})(?=[，。、；：（() 的与和一两独在有因家为是被患得住说对感欠拒常长无年今现系]|$)")
"""A name of three behind where someone lives."""
_FAMILY = Sparse(rf"(?=(?P<n>{_HAN}{{3}})(?:一家|家中|家里|家门|夫妇|夫妻|父子|父女|母子|母女|两口子|老两口|本人|家属|兄弟|姐妹|等[一二两三四五六七八九十\d]{{1,3}}[名位人户个]|[一二两三四五六七八九十\d]{{1,3}}(?:名(?!额)|户)|家(?:聚会|做客|走访|慰问|吃饭|[的有是，。])))")
"""A name of three before what is his: 一家, 家中, 等四名."""
_SUBJECT = Sparse(rf"(?:^|[，。；：、（(\s])(?P<n>{_HAN}{{3}})(?=因|系|陪同|反映|多次|长期|曾于|拒不|一家|家住|现住|住在|患|的(?:丈夫|妻子|儿子|女儿|父亲|母亲|孙))")
"""A name of three that a clause begins with, and what is told of someone."""
_CALLED = Sparse(rf"(?=(?P<n>{_HAN}{{3}})(?:[，,、（(：:\s]{{0,2}}的?(?:联系|办公|手机|值班|家庭)?(?:电话|手机|微信|身份证|证件)号?码?[是为：:\s]{{0,2}}[0-9]|[，,、（(：:\s|]{{1,2}}[0-9]{{7,18}}))")
"""A name of three before a telephone number, whatever stands before it: 综治办柴丽娜，办公电话……."""
_WITH = Sparse(rf"(?:与|和|找|向|跟)(?P<n>{_HAN}{{3,4}}?)(?=联系|接洽|咨询|报名|对接)")
"""A name of three or four that one may turn to."""
_SENT = Sparse(rf"(?:由|派|请|的)(?P<n>{_HAN}{{3}})(?=[打带核管收送记去组陪登联等，。；])")
"""A name of three that is sent, or that something is told of."""
_IN_CHARGE = Sparse(rf"[由请](?P<n>{_HAN}{{3}})(?=保管|收[取存管齐]|代[收管办]|负责|牵头|掌管|登记|接待|主持|主讲|记录|看管|统计|汇总|带队|联络|对接|核对|审核|担任|执笔|起草)")
"""A name of three behind 由, with what he does: any given name that makes no word."""
_GAVE = Sparse(rf"(?:^|[，。；：、\s人])(?P<n>{_HAN}{{3}})(?=(?:捐款?赠?|出资|认捐|借款?|欠)?[\d一二三四五六七八九十百千万]+(?:\.\d+)?元)")
"""A name of three before a sum."""
_HOLDS = Sparse(rf"(?:负责人|联系人|经手人|经办人|组长|队长|站长|会计|出纳|店主|户主)(?:是|为|叫)?(?P<n>{_HAN}{{3}})(?=[，。；、（ ]|$)")
_PAIR = Sparse(rf"(?=(?P<n>{_HAN}{{3}})、(?P<m>{_HAN}{{3}}))")
_ALONE = Sparse(rf"(?:^|[，。；：、（(\s:;]|号楼|[日号组周][\s　]|周[一二三四五六日])(?P<n>{_HAN}{{2,3}})(?=[，。；、）)\s;（(]|捐|$)")
_HONOURED = Sparse(rf"(?=(?P<n>{_HAN}{{3}})(?:老师|同志|老人|女士|先生|大爷|大妈|大娘|大叔|大伯|奶奶|爷爷|阿姨|师傅|警官|医生|律师))")
_ROW = Sparse(rf"(?P<n>(?:{_HAN}{{2,8}}[、，]){{1,20}}{_HAN}{{2,12}})")
_LEAD = re.compile(r"^.*?(?:我和|感谢|表扬的?有?|表彰|由|[是有和与为的将请让给向把找叫对])(?=[一-龥]{2,3}$)")
_ITEMS_END = re.compile(r"(?:[一二两三四五六七八九十]{1,2}[个名位]?(?:人|同志|同学|老师|党员|居民|老人|志愿者)|等).*$")
_TURNED = Sparse(rf"(?P<n>{_HAN}{{2,4}})(?=[（(](?:白班|夜班|早班|晚班|中班|男|女|组长|副组长|队长|牵头)[）)])")


def find(text: str) -> Iterator[Found]:
    """Yield what `_find` does, and the names that stand beside names."""
    found = list(_find(text))
    yield from found
    yield from _company(text, found)


def _find(text: str) -> Iterator[Found]:
    """Yield personal data that wenku.privacy leaves alone because a text of the library cannot hold it by chance; places may overlap."""
    for code, pattern in _NUMBERS:
        yield from ((*match.span("n"), code) for match in pattern.finditer(text))
    for match in _LABELLED.finditer(text):
        end = _end(text, match.start("n"), bool(match["c"]))
        if end:
            yield match.start("n"), end, "PRIV-10"
    for pattern in (_SEXED, _TURNED):
        for match in pattern.finditer(text):
            if is_name(match["n"]):
                yield *match.span("n"), "PRIV-10"
    for match in _TOLD_OF.finditer(text):
        start, end = match.span("n" if match["n"] else "m")
        name = next((at for at in (start, start + 1, end - 2) if end - at > 1 and may_be_name(text[at:end])), None)
        if name is not None:
            yield name, end, "PRIV-10"
    for match in _ROLE.finditer(text):
        name = match["n"]
        if name[0] in names._WORDLIKE and not all(char in GIVEN for char in name[1:]):
            continue
        if may_be_name(name) and name[:2] not in phrases_dict and text[match.end("n") - 1 : match.end("n") + 1] not in phrases_dict and (name[1:] not in phrases_dict or name[0] in COMMON):
            yield *match.span("n"), "PRIV-10"
    for match in _OWNER.finditer(text):
        end = match.start("n") + 3
        if may_be_name(text[match.start("n") : end]):
            yield match.start("n"), end, "PRIV-10"
    for match in (*_HONOURED.finditer(text), *_FAMILY.finditer(text), *_LIVES.finditer(text), *_SUBJECT.finditer(text)):
        if is_name(match["n"]) and (match["n"][1] in GIVEN or match["n"][2] in GIVEN) and match["n"][1:] not in phrases_dict:
            yield *match.span("n"), "PRIV-10"
    for match in _CALLED.finditer(text):
        if is_name(match["n"]) and match["n"][1:] not in phrases_dict:
            yield *match.span("n"), "PRIV-10"
    for match in (*_WITH.finditer(text), *_KIN.finditer(text)):
        if is_name(match["n"]) and all(char in GIVEN for char in match["n"][1:]) and match["n"][1:] not in phrases_dict:
            yield *match.span("n"), "PRIV-10"
    for match in _SENT.finditer(text):
        name = match["n"]
        if is_name(name) and name[0] not in names._WORDLIKE and name[:2] not in phrases_dict and all(char in GIVEN for char in name[1:]):
            yield *match.span("n"), "PRIV-10"
    for match in _GAVE.finditer(text):
        if is_name(match["n"]) and all(char in GIVEN for char in match["n"][1:]):
            yield *match.span("n"), "PRIV-10"
    for match in _IN_CHARGE.finditer(text):
        if match["n"][0] in COMMON and is_name(match["n"]) and anywhere.is_no_word(text, match.start("n"), match):
            yield *match.span("n"), "PRIV-10"
    for match in _HOLDS.finditer(text):
        if may_be_name(match["n"]):
            yield *match.span("n"), "PRIV-10"
    for match in _PAIR.finditer(text):
        if all(is_name(name) and name[1:] not in phrases_dict and any(char in GIVEN for char in name[1:]) for name in match.groups()):
            yield *match.span("n"), "PRIV-10"
            yield *match.span("m"), "PRIV-10"
    yield from anywhere.find(text)
    for match in _ROW.finditer(text):
        yield from _row(text, *match.span("n"))


def names_someone(text: str) -> bool:
    """Tell whether a text holds a likely name of a person."""
    return any(hit.code == "PRIV-10" for hit in privacy.scan(text)) or any(code == "PRIV-10" for _, _, code in find(text))


def is_someone(text: str) -> bool:
    """Tell whether a text is about one who can be found: by a likely name, or by a number that is his."""
    return names_someone(text) or any(code in ("PRIV-1", "PRIV-5", "PRIV-6") for _, _, code in find(text))


def is_listed(entry: str) -> bool:
    """Tell whether a row of a list tells of one person: a number of his, or a name at its head and an age, a sex or an illness."""
    if any(hit.code in ("PRIV-1", "PRIV-2", "PRIV-5", "PRIV-6", "PRIV-7") for hit in privacy.scan(entry)):
        return True
    head = next((part for part in re.split(r"[\s，,、：:]+", re.sub(r"^[\d.、\s]+", "", entry)) if part), "")
    return may_be_name(head) and re.search(r"(?:^|[\s，,、：:])(?:男|女)(?:$|[\s，,、])|\d{1,3}岁|低保|残疾|独居|患|\d元", entry) is not None


def redacted(text: str) -> str:
    """Return the text, as long as it was, with all likely personal data as asterisks: for what reports quote."""
    shown = list(privacy.redacted(text))
    for start, end, _ in find(text):
        shown[start:end] = "*" * (end - start)
    return "".join(shown)


def _company(text: str, known: list[Found]) -> Iterator[Found]:
    """Names in the company of names: where a line tells one, words that stand alone between its marks and look like names are names too."""
    alone = [match.span("n") for match in _ALONE.finditer(text) if _stands_alone(match["n"])]
    if alone and (any(code == "PRIV-10" for _, _, code in known) or any(hit.code == "PRIV-10" for hit in privacy.scan(text))):
        yield from ((*span, "PRIV-10") for span in alone)


def _stands_alone(name: str) -> bool:
    return may_be_name(name) and name[:2] not in phrases_dict and (len(name) > 2 or name[0] in COMMON)


def _end(text: str, start: int, marked: bool) -> int:
    """Return where a name that begins at `start` ends, or 0: at a mark, or at what stands behind names."""
    for length in (3, 2, 4):
        name = text[start : start + length]
        if len(name) == length and is_name(name) and _AFTER.match(text, start + length) and (marked or length > 2 or text[start + 2 : start + 3] in "，、。；（("):
            return start + length
    return 0


def _row(text: str, start: int, end: int) -> Iterator[Found]:
    """Names in a row: two at least, and no item between them that is none of people (one name and three verbs are no row)."""
    found, at, items = [], start, re.split("[、，]", text[start:end])
    for item in items:
        lead, body = _LEAD.match(item), _ITEMS_END.sub("", item)
        name = body[lead.end() :] if lead and is_name(body[lead.end() :]) else body
        if is_name(name):
            found.append((at + item.index(name), at + item.index(name) + len(name), "PRIV-10"))
        at += len(item) + 1
    if len(found) > 1 and sum(end - start > 2 for start, end, _ in found) and len(found) * 2 >= len(items):
        yield from found
