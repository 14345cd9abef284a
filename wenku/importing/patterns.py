"""The forms that stages look for: numbers before headings, endings of sentences, endings of titles, dates, units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from wenku.needs import Sparse

DIGITS = "一二三四五六七八九十百零〇两"
CAPITALS, STEMS = "壹贰叁肆伍陆柒捌玖拾", "甲乙丙丁戊己庚辛"
NTH = rf"(?P<n>[{DIGITS}]{{1,3}}|[{CAPITALS}]|[{STEMS}](?!方)|\d{{1,2}}|[A-HＡ-Ｈ](?![A-Za-z])|[Ⅰ-Ⅻ①-⑳])"
"""The number of a mark that texts stand under, as the group n; `value` reads it."""
KINDS = (
    "计划|规划|方案|预案|总结|小结|汇报|报告|通知|通报|号召书|策划书|策划案|指南|手册|通告|公告|制度|办法|规定|细则|守则|规则|职责|公约|章程|纪要|倡议书|公开信|请示|批复|函|意见|要点|安排"
    "|打算|设想|承诺书|责任书|申请书|申请|讲话稿?|发言稿?|致辞|主持词|演讲稿|心得体会|简报|清单|台账|说明|流程|须知|协议书?|合同|建议书?|思路|措施|任务书|情况|提纲|材料|决议|决定|议案|规程|标准|程序|机制|菜单|目标|启事|公示|感谢信|慰问信|简章|教案|提案|一封信|告知书|告居民书|告家长书|意向书|日程|课程表|值班表|记录办法"
)  # fmt: skip
"""The words that titles end with."""
SURE = "计划|规划|方案|预案|总结|小结|汇报|报告|通知|通报|号召书|策划书|策划案|通告|公告|制度|办法|规定|细则|守则|规则|职责|公约|章程|纪要|倡议书|公开信|请示|意见|要点|承诺书|责任书|申请书|建议书|规程|启事|公示|一封信|告知书|告居民书|告家长书"
"""Those that rarely end an ordinary heading within a text."""
TAIL = r"(?:[（(【\[][^（）()【】\[\]\n]{1,16}[）)】\]]|范文|范本|模板|样本|例文|精选|最新|优秀|怎么写|参考|\d+篇|[一二三四五六七八九十]+篇|通用版|完整版|\s?第[一二三四五六七八九十\d]{1,3}[套篇份则稿]|[一二三四五六七八九十\d]{1,3}(?![一二三四五六七八九十\d])）?|_[^_\s]{2,16}(?![^_\s]))*"
TITLE = Sparse(rf"^(?P<t>[^。；！？\n]{{2,48}}?(?:{KINDS}))(?P<tail>{TAIL})$")
END = "。！？；：…”’）》】!?;:\"』」"
SENTENCE_END = "。！？…”!?』」"
DATE = Sparse(
    rf"(?:[12]\d{{3}}|[12][0-9xX_＿×*○〇]{{3}}|[{DIGITS}○]{{4}}|\{{\{{年份\}}\}})\s*[年./-]\s*(?:[\dxX_＿×*]{{0,2}}|[{DIGITS}]{{1,3}}|\s*)\s*[月./-]\s*(?:[\dxX_＿×*]{{0,2}}|[{DIGITS}]{{1,3}}|\s*)\s*[日号]?$"
)
DAY = re.compile(rf"(?:\d{{1,2}}|[{DIGITS}]{{1,2}})月(?:\d{{1,2}}|[{DIGITS}]{{1,3}})[日号]$")
"""A date without its year: 三月二日."""
UNIT = Sparse(
    r"^[^，。；：、]{2,30}(?:委员会|居委会|村委会|办事处|党支部|党总支|党委|党工委|工委|支部|社区|街道|政府|妇联|关工委|共青团|团支部|团委|工会|协会|学校|中心|办公室|领导小组|单位|村|镇|乡|站|局|所|科协|业委会|公司)(?:（[^（）]{1,12}）)?$"
)


@dataclass(frozen=True)
class Number:
    """A number at the head of a line. style: 一、 （一） 1、 1.1 （1） ① 第一章 第一条 第一部分. value: 1, 2 …; rest: the line behind it."""

    style: str
    value: int
    rest: str


_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("第一部分", re.compile(rf"^第([{DIGITS}\d]{{1,4}})(?:部分|篇章)[：:、\s　]*")),
    ("第一章", re.compile(rf"^第([{DIGITS}\d]{{1,4}})[章节][：:、\s　]*")),
    ("第一条", re.compile(rf"^第([{DIGITS}\d]{{1,4}})条[：:、\s　]*")),
    ("一、", re.compile(rf"^([{DIGITS}]{{1,4}})[\s　]*[、，．.：:。](?!\d)[\s　]*")),
    ("（一）", re.compile(rf"^[（(〔]?[\s　]*([{DIGITS}]{{1,4}})[\s　]*[）)〕][、，．.：:\s　]*")),
    ("（1）", re.compile(r"^[（(〔]?[\s　]*(\d{1,2})[\s　]*[）)〕][、，．.：:\s　]*")),
    ("1.1", re.compile(r"^\d{1,2}[.．](\d{1,2})(?:[\s　]+|、)(?=[\u4e00-\u9fff“])")),
    ("1、", re.compile(r"^(\d{1,2})[\s　]*(?:[、，．：:]|\.(?!\d))[\s　]*")),
    ("①", re.compile(r"^([①-⑳⑴-⒇❶-❿])[、．.\s　]*")),
    ("第一，", re.compile(rf"^第([{DIGITS}]{{1,2}})[，、：:](?!\d)[\s　]*")),
    ("一是", re.compile(rf"^([{DIGITS}]{{1,2}})是")),
)
_INNER = re.compile(rf"第[{DIGITS}\d]{{1,3}}(?:步骤?|阶段|环节|部分|方面|项)|(?:步骤|阶段|环节|措施|任务|目标|要求|部分|方面)[{DIGITS}\d]{{1,3}}(?![{DIGITS}\d])")
"""What the parts of one text begin with: 步骤一：, 第一阶段："""
_DAYS = ("三八", "五四", "七一", "八一", "十一", "六一", "五一", "九九", "一二·九")
"""Days that titles begin with: no number of a heading."""
_NARROW = re.compile("[\0-\xb6\xb8-\u1100]")
_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
HEADINGS = ("第一部分", "第一章", "第一条", "一、", "（一）", "1、", "1.1", "（1）", "①")
"""Styles that a heading may have; 第一，and 一是 only begin sentences."""


@lru_cache(maxsize=8192)
def number(text: str) -> Number | None:
    """Return the number at the head of a line, or None. 一月、十二月 and 1.5万 are none."""
    if not text or (text[0] not in "第（(〔①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽" and not text[0].isdigit() and text[0] not in DIGITS):
        return None
    for style, pattern in _STYLES:
        match = pattern.match(text)
        if match:
            found = value(match.group(1))
            return Number(style, found, text[match.end() :]) if 0 < found < 100 else None
    return None


def value(word: str) -> int:
    """Return the value of a number in Hanzi, digits or circles: 十二, 12, ⑫, Ⅻ, B, 贰, 乙 → 12, 12, 12, 12, 2, 2, 2; 0 when it is none."""
    if word.isdecimal():
        return int(word)
    if "Ⅰ" <= word <= "Ⅻ":
        return ord(word) - 0x215F
    for row in (CAPITALS, STEMS):
        if word in row:
            return row.index(word) + 1
    if len(word) == 1 and not "一" <= word <= "龥" and word not in "〇零":
        code = ord(word)
        if word in "ABCDEFGH" or word in "ＡＢＣＤＥＦＧＨ":
            return code % 32
        return code - 0x245F if 0x2460 <= code <= 0x2473 else code - 0x2473 if 0x2474 <= code <= 0x2487 else code - 0x2775 if 0x2776 <= code <= 0x277F else 0
    if "百" in word:
        head, _, tail = word.partition("百")
        return (_VALUES.get(head, 1)) * 100 + value(tail.lstrip("零〇")) if len(head) < 2 else 0
    if "十" in word:
        head, _, tail = word.partition("十")
        if len(head) > 1 or len(tail) > 1:
            return 0
        return (_VALUES.get(head, 0) if head else 1) * 10 + (_VALUES.get(tail, 0) if tail else 0)
    return _VALUES.get(word, 0) if len(word) == 1 else 0


@lru_cache(maxsize=8192)
def is_title(text: str) -> bool:
    """Tell whether a line could be a text's title: short, ends with a kind of text, no sentence, no number of a heading."""
    found = number(text)
    if found and found.style in HEADINGS and found.style != "1.1":
        return False
    if text[:1] in "一二三四五六七八九十" and not text.startswith(_DAYS) and text[1:2] not in "月日周年级届季孩胎人站网线老小大次十区":
        return False
    match = TITLE.match(text) if not _INNER.match(text) else None
    return match is not None and "，" not in match["t"][:-8] and not text.startswith(("——", "附件", "附：", "根据", "按照", "为", "现将", "以上", "以下", "下面"))


def is_dated(text: str) -> bool:
    """Tell whether a line ends a text: short, with a date at its end, or a date without its year alone."""
    return len(text) < 40 and (DATE.search(text) is not None or DAY.match(text) is not None)


def width(text: str) -> float:
    """Return the columns of a line in Hanzi: a half-width character is half of one."""
    return len(text) - len(_NARROW.findall(text)) / 2
