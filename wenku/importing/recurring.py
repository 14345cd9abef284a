"""What a file repeats although its texts don't: heads and feet of pages, numbers that count on, names of sites between sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from os.path import commonprefix

from wenku.importing.model import Line, Lines
from wenku.importing.patterns import DIGITS, END, is_dated, is_title, number, value
from wenku.needs import Sparse

SITE = r"(?:网(?![格络点购上民友红吧箱])|文库|资料[站库]|驿站|工作室|公众号|论坛|书斋|小铺|商城|素材[铺库站]|文档[库站]|文章[库站]|稿件?[库铺站]|范本[阁铺库]|[文范]稿[坊园铺]|公文[铺吧坊]|资源[站库网]|材料[站库网]|模板[站库网]|文稿[站库网屋]|写作[吧坊]|资料馆|灵感站|工坊)"
_STAMP = Sparse(rf"(?<=[。！？；，])([\u4e00-\u9fff]{{2,6}}?{SITE}(?:[A-Za-z0-9.-]{{2,24}})?)(?=[\u4e00-\u9fff“]|$)")
_SIGNED = Sparse(r"(?<=[\u4e00-\u9fff，、；。])[©®™＠※★☆◆♥❤✿][^，。；！？]{3,24}")
"""A watermark between the words of a sentence begins with a sign that no sentence has."""
_NAMED = Sparse(rf"([\u4e00-\u9fff]{{2,5}}?{SITE})")
_SOURCE = re.compile(r"(?:来源|出处|转自|来自|出品)[：:]\s*([\u4e00-\u9fff]{4,10})(?=[\s　|｜，,]|$)")
_COMMON = re.compile("本|各|互联|官|全|该|政府|宽带|我们|这个|关注|居委|村委|支部|党委|中心|委员|政府|政务|人民|本社区|社区|街道|居民|党群|青年|服务|电子|校园|新闻|微信|[的在是到由从与和及为]")
"""What no name of a site begins with or holds: 志愿服务驿站 is none."""
_NUMERAL = rf"(?:\d{{1,3}}|[{DIGITS}]{{2,4}})"
_PAGED = re.compile(
    rf"[-—–·•.\s　|｜]*(?:(?P<a>{_NUMERAL})[-—–·•\s　|｜]+(?P<after>[^\d，。；：]{{4,30}})|(?P<before>[^\d，。；：]{{3,30}}?)[-—–·•\s　|｜]+(?P<b>{_NUMERAL})(?:\s*/\s*(?P<of>\d{{1,3}}))?)[-—–·•.\s　|｜]*$"
)
_MARK = re.compile(r"[篇则份部章节条稿期套组件之辑卷]$")
"""What a mark of a text ends with: 第 2 份 counts on as well."""
_PAGES = re.compile(r"幻灯片|[Ss]lide|[Pp]age|页|PPT")


def heads(lines: Lines) -> dict[str, int]:
    """Return lines that are heads or feet of pages, each with the number of the line that may stay (0: none)."""
    return _running(lines) | _counted(lines)


def _running(lines: Lines) -> dict[str, int]:
    """Return lines that stand three times or more and interrupt sentences, or carry a file's name, each with its first number."""
    counted = Counter(line.text for line in lines if 4 <= len(line.text) <= 40)
    found = {}
    for text, times in counted.items():
        if times < 3 or number(text) or text.endswith(("：", "；", "。", "，")):
            continue
        places = [i for i, line in enumerate(lines) if line.text == text]
        cutting = sum(0 < i < len(lines) - 1 and not lines[i - 1].text.endswith(tuple(END)) and len(lines[i - 1].text) > 12 for i in places)
        if cutting * 3 >= times:
            found[text] = lines[places[0]].number
    return found


def _counted(lines: Lines) -> dict[str, int]:
    """Return lines that carry the same words and numbers that count on, at one end (·18· 文书选, 文书选 十九, 幻灯片 2 / 6)."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for line in lines:
        match = None if line.rows or len(line.text) > 40 else _PAGED.match(line.text)
        if match and number(line.text) is None:
            found.setdefault((match["before"] or match["after"]).strip(), []).append((value(match["a"] or match["b"]), match["of"] or "", line.text))
    runs = [run for words, run in found.items() if _counts(words, run)]
    return {text: 0 for run in runs for _, _, text in run}


def _counts(words: str, run: list[tuple[int, str, str]]) -> bool:
    """Tell whether lines with the same words count pages: one more each time, and nothing that marks texts."""
    if len(run) < 2 or not all(0 < b[0] - a[0] < 3 for a, b in zip(run, run[1:], strict=False)):
        return False
    if _PAGES.search(words) or (run[0][1] and len({of for _, of, _ in run}) == 1):
        return True
    return len(words) > 3 and not _MARK.search(words) and words[0] != "第"


_PUBLIC = re.compile("社区|街道|居委|村委|政府|政务|人民|委员|中心|官网|官方|网[站址]|邮箱|登录|我们|请|[的在是到由从与和及为]")
"""What stands before a public address and is no site's name."""
_ADDRESS = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{4,6})[\s　：:（(]{0,2}(?:www\.)?[a-z][a-z0-9-]{2,20}\.(?:com|cn|net|org|cc|top|vip|info|invalid|example)")
_PARTED = re.compile(r"\s*[｜|丨_]\s*|\s+[-–—·]\s+")
_SIGNED_LINE = 60
_MOST = 20
"""Names of sites that a file has at most; the more lines carry one, the surer."""
_HEAD = 120
"""Characters of a line that a site has in the head of a file."""
_ENDS = 3
"""Lines at the head and the end of a file that carry its site's name."""
_FEW, _INDENTED, _SHORT = 5, 0.9, 14
_EDGE, _OVER = 0.3, 0.05
"""Share of lines of one length, and of longer ones, in a file whose lines were cut."""


def cut_at(lines: Lines) -> int:
    """Return the characters of a line that was cut at the right edge, 0 where lines are whole paragraphs: the most usual length, and nearly the longest."""
    lengths = Counter(len(line.text) for line in lines if not line.rows)
    if not lengths:
        return 0
    length, times = lengths.most_common(1)[0]
    longer = sum(n for size, n in lengths.items() if size > length + 2)
    return length if times >= _EDGE * lengths.total() and longer <= _OVER * lengths.total() and length > 12 else 0


def indents(lines: Lines) -> bool:
    """Tell whether each paragraph of wrapped lines begins with an indent (or an empty line): nearly all lines behind the end of one do."""
    behind = [after.gap > 0 for before, after in pairwise(lines) if before.text.endswith("。") and not after.rows and len(after.text) > _SHORT]
    return len(behind) > _FEW and sum(behind) >= _INDENTED * len(behind) and sum(not line.gap for line in lines) > _FEW


def sites(furniture: Iterable[str]) -> frozenset[str]:
    """Return the names of sites that lines of furniture carry, or say that a text comes from."""
    texts = list(furniture)
    found = Counter(name for text in texts for name in (*_NAMED.findall(text), *_SOURCE.findall(text)) if not _COMMON.search(name))
    return frozenset(name for name, _ in found.most_common(_MOST))


def named(lines: Lines) -> frozenset[str]:
    """Return what stands before an address (青竹文稿 qz.invalid), and what is parted off in the head of a file and stands in another short line."""
    found = {name for name, _ in Counter(name for line in lines for name in _ADDRESS.findall(line.text)).most_common(_MOST)}
    for line in (line for line in lines[:3] if len(line.text) < _HEAD):
        parts = [part.strip() for part in _PARTED.split(line.text)]
        if len(parts) > 1:
            found |= {part for part in parts if re.fullmatch("[\u4e00-\u9fff]{4,8}", part) and not is_title(part) and sum(part in other.text and (len(other.text) < _SIGNED_LINE or f"【{part}】" in other.text) for other in lines) > 1}
    ends = {name for line in (*lines[:_ENDS], *lines[-_ENDS:]) if len(line.text) < _SIGNED_LINE for name in _NAMED.findall(line.text)}
    found |= {name for name in ends if not _COMMON.search(name) and sum(name in line.text and _is_short(line) for line in lines) > 1}
    own = {before.text for before, after in pairwise(lines) if is_dated(after.text)}
    titles = [line.text for line in lines if is_title(line.text)]
    return frozenset(name for name in found if not _PUBLIC.search(name) and name not in own and not any(title.startswith(name) for title in titles))


def _is_short(line: Line) -> bool:
    return len(line.text) < _SIGNED_LINE and not line.text.endswith(("。", "；"))


def is_signed(line: Line, names: frozenset[str]) -> bool:
    """Tell whether a short line, no sentence and no title, carries the name of the site that other lines of furniture carry."""
    return len(line.text) < 40 and not line.text.endswith(("。", "；", "：")) and (not is_title(line.text) or "|" in line.text) and any(name in line.text for name in names)


_BY_USERS = r"(?:由(?:用户|网友|会员)[^，。；]{1,14}?(?:上传|分享|整理|提供|发布)[至到于在]?)"
_DONE = "试读|预览|样张|水印|专用|专享|专供|免费|下载|版权所有|版权|提供|整理|搜集|收集|首发|独家|原创|编辑|发布|出品|供稿|制作|推荐|分享"
_TRIAL = rf"(?:[—–\-_·\s]{{1,3}}(?:{_DONE}))"
"""What stands before and behind the name of a site within a sentence."""


def stamps(lines: Lines, names: frozenset[str]) -> list[str]:
    """Return names of sites that stand between two sentences with no mark behind them: twice or more, or known from other lines; and watermarks."""
    counted = Counter(stamp for line in lines for stamp in _STAMP.findall(line.text))
    named = [stamp for stamp, times in counted.items() if times > 1 or any(stamp.startswith(name) for name in names)]
    named += [match for name in names for line in lines for match in re.findall(rf"[【\[（(]{re.escape(name)}[】\]）)]", line.text)]
    named += [match for name in names for line in lines for match in re.findall(rf"{_BY_USERS}?{re.escape(name)}{_TRIAL}?", line.text) if match != name]
    named += [match for name in names for line in lines for match in re.findall(rf"{re.escape(name)}[A-Za-z0-9.-]{{3,40}}|(?<=[。！；]){re.escape(name)}(?:{_DONE})", line.text)]
    return sorted({*named, *_watermarks(lines)}, key=lambda stamp: (-len(stamp), stamp))


def _watermarks(lines: Lines) -> Iterable[str]:
    """Yield what the same sign begins within sentences twice or more, so far as it is the same each time."""
    found: dict[str, list[str]] = {}
    for line in lines:
        for words in _SIGNED.findall(line.text):
            found.setdefault(words[:4], []).append(words)
    return (commonprefix(group).rstrip() for group in found.values() if len(group) > 1)
