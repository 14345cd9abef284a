"""Titles of pieces: read at their head, taken off the sentence that they are glued to, or made from what the text says of itself."""

from __future__ import annotations

import re

from wenku.importing.patterns import KINDS, SURE, TAIL, TITLE, is_title, number
from wenku.needs import Sparse

LONGEST = 30
"""Characters of a title in the library (docs/_data/frontmatter.yml)."""
_STARTERS = (
    "为了|为进一步|为深入|为全面|为认真|为切实|为加强|为做好|为更好|为使|为贯彻|为落实|为提高|为规范|为保障|为推进|为推动|为确保|为丰富|为营造|为有效|为扎实|根据|按照|依据|遵照|结合|随着|近年|近期|近两|近三|今年|今天|一年来|本年|20|19|〔|{|各|我们|我社区|我村|我街|在|以|围绕|认真|深入|全面|贯彻|坚持|当前|目前|尊敬|亲爱|同志|现将|现就|一、|第一|（一）|经|自|通过|{{|[^，。；：！？\n]{2,16}(?:委|办|局|所|站|中心|专班|政府|办事处|委员会|领导|同志们?|居民|村民|家长|朋友们?|单位|社区|大队|公司|小组|支部)："
)  # fmt: skip
_GLUED = re.compile(rf"^(?P<t>[^，。；：！？\n]{{3,38}}?(?:{SURE})(?:{TAIL}))(?=(?:{_STARTERS}))(?P<rest>.{{20,}})$", re.S)
_SPACED = re.compile(rf"^(?P<t>[^\s，。；：！？]{{5,38}}(?:{SURE})(?:{TAIL}))[\s　]+(?P<rest>(?=.*[。；：，])[^\s].{{19,}})$", re.S)
"""A title with a space between it and its first sentence."""
_SAYS = (
    Sparse(rf"(?:特?制[定订]|特?拟[定订]|印发|现提出|特提出|编制|起草|修订)(?:了|出|如下|以下|本|此|该)?(?P<t>[^，。；：！？《》“”]{{0,26}}?(?:{SURE}))"),
    Sparse(r"(?:现将|现就|将)(?P<t>[^，。；：！？]{2,26}?(?:情况|工作|活动|事项))(?:总结|汇报|报告|通知|公告|通告|说明)(?:报告)?如下"),
    Sparse(rf"(?P<t>[^，。；：！？]{{2,26}}?(?:{SURE}))(?:如下|具体如下)"),
)  # fmt: skip
_PURPOSE = Sparse(
    rf"(?:为(?:了|进一步|切实|扎实|深入|全面|认真|更好地?)*(?:做好|加强|推进|规范|搞好|开展|落实|抓好|推动|促进|提升|完善|强化)(?P<s>[^，。；：“”]{{2,20}}?)(?:工作)?，[^。]{{0,90}}?|(?:现就|就|现将)(?P<o>[^，。；：“”]{{2,20}}?)(?:工作)?，?)"
    rf"(?:特?制[定订]|特?拟[定订]|特?提出)(?:本|如下|以下|此)(?P<k>{SURE})"
)
_WORKING = frozenset(("计划", "总结", "汇报", "报告", "要点", "小结"))
_YEAR = re.compile(r"(?:[12]\d{3}|[12]\d?[xX＿_×*○〇-]{1,4}|[二一][〇○零\d一二三四五六七八九]{3})(?:\s*年?\s*[—\-~至]+\s*(?:[12]\d{3}|[12]\d?[xX_×]{1,3}))?\s*(?:年(?!度))?(?:(?:上|下)半年)?(?=\D|$)")
_FILLER = re.compile(r"^(?:关于印发|关于|最新|精选|优秀|有关于?|【[^】]*】|\[[^\]]*\]|[：:、\s._—-]+)+|(?:的?(?:范文|范本|模板|样本|例文)|文本内容|文本|内容|_[^_]*网?|【[^】]*】|[：:、，。\s._—-]+)+$")
SIGNS = re.compile(r"^[^\w《“（(〔…。]+|[^\w》”）)〕…。，；：、！？]+$")
"""Signs that frame a line: ★旧书交换启事★, === 启事 ===."""
_BRACKETED = re.compile(r"^(?:[【\[][^】\]]{1,10}[】\]]\s*)+(?=.{4})")
_NAMED = re.compile(r"^(?:标题|题目|题名|名称|文件名|文章标题)[：:]\s*")
_COUNTED = re.compile(r"^(?:[#>＞\s]+|\d{1,2}(?:[.．]\d{1,2})*[.．、\s\u20e3]+|[（(]\d{1,2}/\d{1,2}[)）]|[壹贰叁肆伍陆柒捌玖拾]{1,2}[、.．]|[IVXⅠ-Ⅻ]{1,4}[、.．]|【第?[\d一二三四五六七八九十]{1,3}[套份篇]】|第[\d一二三四五六七八九十]{1,3}[篇份则](?=\S{4})|方案[一二三四五六](?=\S{4})|(?:计划|方案|总结|范文|样稿|模板|材料|文稿|稿件)\s?\d{1,2}[：:、\s]*(?=\S{4}))+")
"""Numbers before a title: 1.1, (1/3), 壹、, II., 【第1套】, 方案一."""
_ABOUT = Sparse(r"关于.*的(?:通知|通告|公告|通报|请示|报告|函|意见|决定|公示|汇报|倡议|约定|批复|建议)(?:范文|模板)?$")
_OF = re.compile(r"(?<!关于)(?<=工作|活动|排查|整治|建设)的((?:进展|完成|落实)?(?:情况|工作)(?:汇报|报告|总结|小结))$")
_TAILS = re.compile(rf"{TAIL}$")


def bare(text: str) -> str:
    """Return a line without the signs that frame it and the kind in brackets before it; a subtitle (——) as it is."""
    return text if text.startswith("——") and text[-1] != "—" else SIGNS.sub("", _BRACKETED.sub("", text)) or text


def own(text: str) -> tuple[str, str] | None:
    """Return (title, rest) when a paragraph begins with a title glued to its first sentence, or is a title; None otherwise."""
    if is_title(text):
        return text, ""
    found = number(text)
    match = (_SPACED.match(text) or _GLUED.match(text)) if not found else None
    if match and len(match["t"]) >= 5 and match["t"].count("、") < 2 and not re.match(r"(?:为|根据|按照|现将|结合|以|在|依据|我|本|全面|认真|特|各|今年|一年)", match["t"]):
        return match["t"], match["rest"]
    return None


def is_spaced(text: str) -> bool:
    """Tell whether a line begins with a title, a space, and the text: 社区燃气应急预案　　为了……"""
    return _SPACED.match(text) is not None


def said(text: str) -> str:
    """Return what a text calls itself in its first sentences (现制定…计划如下), or ""."""
    text = text[:600]
    for pattern in _SAYS:
        match = pattern.search(text)
        if match:
            title = match["t"].lstrip("的了本如下以此")
            title = re.sub(r"^(?:以下|如下|我(?:社区|村|街道|镇|单位|们)?|本(?:社区|村|街道)?|该|\d{4}年|20[xX_]{1,2}年)+", "", title)
            if pattern is _SAYS[1]:
                title += "总结" if "总结" in match.group() else "汇报" if "汇报" in match.group() else "报告" if "报告" in match.group() else "通知"
            if len(title) >= 4:
                return title
    match = _PURPOSE.search(text)
    if match:
        return f"{match['s'] or match['o']}{'工作' if match['k'] in _WORKING else ''}{match['k']}"
    return ""


def tidy(title: str) -> str:
    """Return a title for the catalogue: no year, no 范文 or （一） at its end, no punctuation, at most LONGEST characters."""
    title = _YEAR.sub("", _NAMED.sub("", _COUNTED.sub("", re.sub(r"〔缺字〕|[《》“”\"{}]", "", title).strip())))
    title = _BRACKETED.sub("", title)
    for _ in range(3):
        title = ("关于" if _ABOUT.match(title) else "") + _FILLER.sub("", title).strip()
        bare = _TAILS.sub("", title)
        title = bare if re.search(f"(?:{KINDS})$", bare) else title
    title = _OF.sub(r"\1", _YEAR.sub("", title))
    title = re.sub(r"[，。；：！？、\s]+", "", re.sub(r"[（(][^（）()]*$", "", title))
    if len(title) > LONGEST:
        match = TITLE.search(title[-LONGEST:])
        title = match["t"] if match else title[:LONGEST]
    return title


def is_plain(title: str) -> bool:
    """Tell whether a title says nothing but its kind: 工作计划, 总结."""
    return len(re.sub(rf"{KINDS}|工作|年度|社区|街道|范文|的", "", tidy(title))) < 1


def year(title: str) -> str:
    """Return the year in a title (2025, 20xx), or ""."""
    match = re.search(r"(?<!\d)(20\d\d|20[xX_＿×]{1,3})(?!\d)", title)
    return match.group(1) if match else ""
