"""Stage 5: the lines of one text → its blocks: headings on the library's four levels, paragraphs, tables, signature, attachments."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from wenku.importing.model import Line, Lines, Note, Notes, Rows, hanzi, quote
from wenku.importing.patterns import DATE, END, HEADINGS, UNIT, Number, number
from wenku.needs import Sparse

HEADING, PARAGRAPH, TABLE, SIGNATURE, ATTACHMENT = "heading", "paragraph", "table", "signature", "attachment"
LONGEST_HEADING = 40
_ATTACHED = Sparse(r"^附(?:件|表|录)?\s*[\d一二三四五六七八九十]{0,2}\s*[：:]?\s*(?P<t>[^。；]{0,40})$")
_ORDINARY = frozenset(
    ("指导思想", "总体要求", "基本原则", "工作目标", "总体目标", "目标任务", "工作任务", "主要任务", "重点任务", "重点工作", "主要工作", "工作内容", "工作措施", "主要措施",
     "具体措施", "保障措施", "工作要求", "活动要求", "组织领导", "组织机构", "工作安排", "时间安排", "实施步骤", "工作步骤", "方法步骤", "活动主题", "活动目的", "活动时间",
     "活动地点", "活动内容", "活动形式", "活动安排", "参加人员", "参与对象", "职责分工", "任务分工", "经费保障", "工作重点", "存在问题", "存在的问题", "下一步打算", "下步打算",
     "下一步工作", "主要做法", "工作成效", "取得成效", "经验体会", "基本情况", "总体思路", "工作思路", "考核奖惩", "监督检查", "附则", "总则")
)  # fmt: skip
_RUN_ON = re.compile(
    r"(?:思想|要求|原则|目标|任务|内容|措施|安排|步骤|领导|机构|保障|成效|问题|不足|打算|设想|思路|做法|情况|职责|分工|对象|形式|时间|地点|主题|目的|意义|建设|管理|服务|活动|工作|队伍|机制|制度|责任|氛围|水平|活力|格局|平台|社区|参与率|素质|作用|力度|合力|教育|整治)"
    r"(?=(?:为了|为进一步|为深入|为切实|为加强|根据|按照|依据|结合|围绕|通过|坚持以|以[^，]{2,20}为|在[^，]{2,24}[下中上]，|一是|首先|第一，|（一）|1[、.．]|认真学习|认真贯彻|深入贯彻|全面贯彻|成立|建立健全|街道[党办]|社区[两居党通]|今年|近年|一年来|20\d\d年|我[们社街村办镇]|本[年社街村]|各[社村单科]|积极开展|创建[^，]{2,14}，))"
)
_LABELLED = re.compile(r"(?P<name>(?:活动|演练|会议|培训|比赛|报名|宣传)?(?:时间|日期|地点|主题|目的|目标|对象|人员|范围|单位|口号|参加人员?|参与人员?|参加对象|责任单位|责任人|牵头单位|主办单位|承办单位|协办单位))：(?P<rest>.+)$")
"""A heading with what it asks for behind a colon: 二、地点：活动室."""
_USUAL = re.compile(
    r"^(?:[已取仍然还目前][^，。]{0,4})?(?:取得的?(?:主要)?成效|(?:主要|突出)?存在的?(?:主要|突出)?(?:问题|困难|不足)(?:和不足|与不足)?|几点(?:设想|建议|体会|打算)|下一?步(?:工作)?(?:打算|设想|安排|计划|思路)"
    r"|指导思想|总体要求|基本原则|工作目标|总体目标|目标任务|主要任务|重点任务|工作任务|工作内容|工作措施|主要措施|具体措施|保障措施|工作要求|组织领导|时间安排|实施步骤|基本情况|主要做法|经费保障|活动目的|活动内容)(?=[\u3400-\u9fff“\d])"
)


@dataclass(frozen=True)
class Block:
    """A block of a text. level: 2 to 5 for a heading. text: without its number. rows: of a table. line: in the raw file."""

    kind: str
    line: int
    text: str = ""
    level: int = 0
    value: int = 0
    rows: Rows = ()
    unit: str = ""

    def with_text(self, text: str) -> Block:
        """Return the block with other text."""
        return self if text == self.text else replace(self, text=text)


Blocks = tuple[Block, ...]


def structure(lines: Lines) -> tuple[Blocks, Notes]:
    """Return the blocks of one text and notes on what was recovered."""
    notes: list[Note] = []
    body, signature, attached = _ends(lines, notes)
    parted = [part for line in body for part in _run_on(line, notes)]
    blocks = _levelled(_headings(parted, notes), notes)
    if signature:
        blocks.append(signature)
    for title, rest in attached:
        blocks.append(Block(ATTACHMENT, rest[0].number if rest else lines[-1].number, title))
        blocks += _levelled(_headings([part for line in rest for part in _run_on(line, notes)], notes), notes)
    return tuple(blocks), tuple(notes)


def _ends(lines: Lines, notes: list[Note]) -> tuple[Lines, Block | None, list[tuple[str, Lines]]]:
    """Take off the attachments (behind the signature, or at the end) and the signature."""
    at = next((i for i in range(len(lines) - 1, 0, -1) if _is_signature(lines, i)), -1)
    tail = lines[at + 1 :]
    if at > 0 and (not tail or _ATTACHED.match(tail[0].text) or len(tail) <= 2 and sum(hanzi(line.text) for line in tail) < 40):
        signature, start = _signature(lines, at)
        notes.append(Note("structure", lines[start].number, "认出落款", "单位和日期", quote(" ".join(line.text for line in lines[start : at + 1]))))
        kept = lines[:start]
        attached = _attachments(tail)
        return (kept, signature, attached) if attached or not tail else (kept + tail, signature, [])
    return lines, None, []


def _is_signature(lines: Lines, at: int) -> bool:
    text = lines[at].text
    match = DATE.search(text)
    if lines[at].rows or not match or len(text) > 50 or number(text) and "年" not in text[:8]:
        return False
    head = text[: match.start()].strip()
    return UNIT.match(head) is not None if head else True


def _signature(lines: Lines, at: int) -> tuple[Block, int]:
    match = DATE.search(lines[at].text)
    assert match
    head = lines[at].text[: match.start()].strip()
    start = at
    if not head and at > 0 and not lines[at - 1].rows and len(lines[at - 1].text) <= 30 and lines[at - 1].text[-1] not in END + "，、" and number(lines[at - 1].text) is None:
        head, start = lines[at - 1].text, at - 1
    return Block(SIGNATURE, lines[start].number, match.group(), unit=head), start


def _attachments(lines: Lines) -> list[tuple[str, Lines]]:
    found: list[tuple[str, Lines]] = []
    for i, line in enumerate(lines):
        match = None if line.rows else _ATTACHED.match(line.text)
        if match:
            title = match["t"].strip()
            found.append((title or (lines[i + 1].text[:30] if i + 1 < len(lines) and not lines[i + 1].rows else "附件"), ()))
        elif found:
            title, rest = found[-1]
            found[-1] = (title, rest if not rest and line.text[:30] == title else (*rest, line))
    return [(title, rest) for title, rest in found if rest]


def _run_on(line: Line, notes: list[Note]) -> list[Line]:
    """Part a heading that its text runs on behind without a mark: 一、…成效街道…, where the heading ends like one and a sentence begins."""
    found = number(line.text)
    if line.rows or not found or found.style not in HEADINGS[:5] or found.style == "第一条" or len(line.text) < 45:
        return [line]
    skipped = len(line.text) - len(found.rest)
    comma = re.search("[。；：！？]", found.rest)
    match = _USUAL.match(found.rest) or _RUN_ON.search(found.rest[: min(36, comma.start() if comma else 36)] + found.rest[36:48]) if found.rest else None
    if match is None or match.end() > 34 or match.end() < 4:
        return [line]
    cut = skipped + match.end()
    notes.append(Note("structure", line.number, "标题和正文分开", "标题后面没有标点就连着正文，核对断在哪里", quote(line.text[: cut + 10])))
    return [replace(line, text=line.text[:cut]), Line(line.text[cut:], line.number, whole=True, gap=True)]


Marked = tuple[Line, Number | None, bool]
"""A line, its number as a heading may have one, and whether it is a heading."""


def _headings(lines: list[Line], notes: list[Note]) -> list[Marked]:
    """Tell of each line its number and whether it is a heading. Items of one run are alike: all headings or all paragraphs."""
    found: list[Marked] = []
    for i, line in enumerate(lines):
        head = None if line.rows else number(line.text)
        head = head if head and head.style in HEADINGS else None
        bare = not line.rows and head is None and (line.text.rstrip("：:") in _ORDINARY or _is_styled(line))
        found.append((line, head, bare or (head is not None and _is_heading(line, head, lines[i + 1] if i + 1 < len(lines) else None))))
    cuts: dict[int, int] = {}
    for run in _siblings(found):
        for i, is_heading, cut in _agreed(found, run):
            found[i] = (*found[i][:2], is_heading)
            if cut:
                cuts[i] = cut
    return [part for i, marked in enumerate(found) for part in _cut(marked, cuts.get(i, 0), notes)]


def _siblings(found: list[Marked]) -> list[list[int]]:
    """Return runs of lines numbered in one style with nothing numbered higher between them."""
    runs: list[list[int]] = []
    open_runs: dict[str, list[int]] = {}
    for i, (_, head, _) in enumerate(found):
        if head is None:
            continue
        rank = HEADINGS.index(head.style)
        for style in [style for style in open_runs if HEADINGS.index(style) > rank]:
            del open_runs[style]
        if head.style not in open_runs:
            open_runs[head.style] = []
            runs.append(open_runs[head.style])
        open_runs[head.style].append(i)
    return runs


def _agreed(found: list[Marked], run: list[int]) -> list[tuple[int, bool, int]]:
    """Decide for a run: (index, heading or not, where to cut a heading off its text). Headings with nothing below them are a list."""
    heads = [found[i][2] for i in run]
    bodiless = sum(a + 1 == b for a, b in zip(run, run[1:], strict=False))
    style = found[run[0]][1].style  # type: ignore[union-attr]
    if not any(heads) or (len(run) > 2 and bodiless >= len(run) - 2 and style not in ("一、", "第一章", "第一部分") and not any(found[i][0].level for i in run)):
        return [(i, False, 0) for i in run]
    if all(heads):
        return [(i, True, 0) for i in run]
    cuts = [0 if is_heading else _sentence(found[i][1]) for i, is_heading in zip(run, heads, strict=True)]
    if all(is_heading or cut for is_heading, cut in zip(heads, cuts, strict=True)):
        return [(i, True, cut) for i, cut in zip(run, cuts, strict=True)]
    return [(i, False, 0) for i in run]


def _sentence(head: Number | None) -> int:
    """Return the length of a first sentence short enough to be a heading, 0 when there is none."""
    match = re.match(r"[^。；！？]{2,30}。(?=.)", head.rest) if head else None
    return match.end() if match else 0


def _cut(marked: Marked, cut: int, notes: list[Note]) -> list[Marked]:
    line, head, is_heading = marked
    label = _LABELLED.match(head.rest) if head and is_heading and not cut else None
    if head and label:
        notes.append(Note("structure", line.number, "标题和正文分开", "冒号前面是标题", quote(head.rest)))
        return [(line, replace(head, rest=label["name"]), True), (Line(label["rest"], line.number, whole=True, gap=True), None, False)]
    if not cut or head is None:
        return [marked]
    notes.append(Note("structure", line.number, "标题和正文分开", "同一层的别的各项都有标题", quote(head.rest[: cut + 8])))
    return [(line, replace(head, rest=head.rest[:cut]), is_heading), (Line(head.rest[cut:], line.number, whole=True, gap=True), None, False)]


def _is_styled(line: Line) -> bool:
    return (line.level > 1 or (line.level == 1) or line.strong) and len(line.text) <= 30 and line.text[-1] not in END + "，、" and DATE.search(line.text) is None and hanzi(line.text) > 1


def _is_heading(line: Line, head: Number, following: Line | None) -> bool:
    rest = head.rest.rstrip("。：:；;")
    if not rest or len(rest) > LONGEST_HEADING or re.search("[。；！？]", rest) or rest.endswith(("，", "、")):
        return False
    if line.level:
        return True
    if head.style in ("（1）", "①", "第一条") or following is None:
        return head.style not in ("（1）", "①", "第一条") and following is not None and head.rest[-1] not in "。；"
    nested = number(following.text) if not following.rows else None
    if nested and nested.style == head.style and head.rest[-1] in "。；：":
        return False
    if head.rest[-1] in "；;":
        return False
    return not (nested and nested.style == head.style and len(rest) > 24) and (head.rest[-1] not in "。" or nested is None or nested.style != head.style)


def _levelled(found: list[Marked], notes: list[Note]) -> list[Block]:
    """Give headings their level by how they nest: no level is skipped, every level counts from one."""
    blocks: list[Block] = []
    stack: list[str] = []
    counts = [0] * 6
    changed = 0
    for line, head, is_heading in found:
        if line.rows:
            blocks.append(Block(TABLE, line.number, rows=line.rows))
            continue
        if not is_heading:
            blocks.append(Block(PARAGRAPH, line.number, re.sub(r"^(第[一二三四五六七八九十百\d]{1,4}条)[\s　]*(?=[^\s　，。：])", r"\1：", line.text)))
            continue
        key = head.style if head else f"样式{line.level}" if line.level else "无号"
        stack = stack[: stack.index(key)] if key in stack else _above(stack, key)
        stack.append(key)
        level = min(5, len(stack) + 1)
        counts[level] += 1
        counts[level + 1 :] = [0] * (5 - level)
        text = (head.rest if head else line.text).strip().rstrip("。：:；;，、 ")
        changed += head is None or head.value != counts[level]
        blocks.append(Block(HEADING, line.number, text, level, counts[level]))
    if changed:
        notes.append(Note("structure", found[0][0].number, f"{changed} 个标题重新编号", "原来没有编号、断号或者重号，或者层次不同"))
    return blocks


def _above(stack: list[str], key: str) -> list[str]:
    """Return the styles that a new style stands below: those that rank above it in the usual order."""
    if key not in HEADINGS:
        return [style for style in stack if style in HEADINGS[:2] or (style.startswith("样式") and key.startswith("样式") and style < key)]
    rank = HEADINGS.index(key)
    return [style for style in stack if style not in HEADINGS or HEADINGS.index(style) < rank]
