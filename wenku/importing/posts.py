"""Stage 3b, heads of posts and mails (3楼 … 发表于 …, 发件人：… 收件人：…): none of the text, but they part texts as a rule does."""

from __future__ import annotations

import re
from itertools import pairwise

from wenku.importing.model import Lines, hanzi
from wenku.importing.patterns import is_title, number

_FLOOR = re.compile(r"(?:第?\s?#?\d{1,4}\s?(?:楼|#|[Ff](?![\u4e00-\u9fff]))|楼主|沙发|板凳)(?![\u4e00-\u9fff]{3,}[。；])[：:\s　|·]?.{0,60}$")
_POSTED = re.compile(r"发表于|发布于|回复于|回复(?:给|@)|只看(?:楼主|该作者)|\d{1,2}:\d\d|求|顶|楼主|分享|昨天|今天|前天|天前")
_SENDER = re.compile(r"(?:发件人|寄件人|寄件者|发信人|From)\s?[：:]", re.I)
_FIELD = re.compile(r"(?:发件人|寄件人|寄件者|发信人|收件人|收信人|抄送|密送|主题|标题|发送时间|发件时间|收件时间|日期|时间|附件|重要性|From|To|Cc|Date|Sent|Subject)\s?[：:].{0,80}$", re.I)
_QUOTED = re.compile(r"[-—_=*\s]*(?:原始邮件|转发的?邮件(?:信息)?|原邮件|Original Message|Forwarded message|以下是转发内容)[-—_=*\s：:]*$", re.I)


_CLOCK = r"(?:[上下]午|凌晨|中午|晚上|早上)?\s?\d{1,2}:\d{2}(?::\d{2})?"
_DAY = r"(?:(?:\d{4}[-/年.])?\d{1,2}[-/月.]\d{1,2}日?|昨天|前天|今天|(?:星期|周)[一二三四五六日天])"
_SAID = re.compile(rf"(?:(?P<a>[^，。；：:\d][^，。；：:\n]{{0,19}}?)(?:[(（<][^()（）<>]{{1,24}}[)）>])?[\s　]+(?:{_DAY}[\s　]*)?{_CLOCK}[：:]?|[\[【(（]?(?:{_DAY}[\s　]*)?{_CLOCK}[\]】)）]?[\s　]+(?P<b>[^，。；：:\n]{{1,20}})[：:]?)$")
"""Who said it and when: a line of a chat (一叶轻舟 19:02:41, [19:02] 小面：)."""
_DAYLINE = re.compile(rf"[-—–─=*\s]*{_DAY}(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s*{_CLOCK})?[-—–─=*\s]*$")
_STAMPED = re.compile(r"[\[【(（]?(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d{2}(?::\d{2})?[\]】)）]?(?:\s+[^。]{1,40})?$")
_CHAT_LEAST = 3
_ANSWER = 40
"""Hanzi of a post or a message from which it may be a text."""
_MESSAGE = re.compile(r"\[[\u4e00-\u9fff]{1,4}\]|撤回了一条|邀请[^，。]{1,12}加入|拍了拍|收到请回复|@所有人|^[^\w\s]{1,6}$|^[^，。；：]{2,14}：(?:收到|好的|谢谢|辛苦)|^\[?(?:图片|语音|文件|视频|表情|链接)\]?")


def heads(lines: Lines) -> frozenset[int]:
    """Return the indexes of lines that are heads of posts (two floors at least) or of mails."""
    found = _floors(lines)
    said = _said(lines)
    found |= _stamped(lines)
    found |= said | ({at for at, line in enumerate(lines) if _DAYLINE.match(line.text) and (line.text[:1] in "-—–─=*" or at + 1 in said)} if said else set())
    for at, line in enumerate(lines):
        if _QUOTED.match(line.text):
            found.add(at)
        if _SENDER.match(line.text):
            found |= _fields(lines, at)
    return frozenset(found)


def chatter(lines: Lines) -> frozenset[int]:
    """Return the indexes of lines between heads of posts or a chat that say too little for a text, and hold no title."""
    found: set[int] = set()
    starts = sorted(set(_said(lines)) | _floors(lines))
    for start, end in pairwise([*starts, len(lines)]):
        body = lines[start + 1 : end]
        short = sum(hanzi(line.text) for line in body) < _ANSWER and not any(line.rows or is_title(line.text) or number(line.text) for line in body)
        found |= {start + 1 + i for i, line in enumerate(body) if short or _MESSAGE.search(line.text)}
    return frozenset(found)


def _floors(lines: Lines) -> set[int]:
    found = {at for at, line in enumerate(lines) if _FLOOR.match(line.text) and _POSTED.search(line.text)}
    return found if len(found) > 1 else set()


def _stamped(lines: Lines) -> set[int]:
    """Return the lines that begin with a day and a clock, as kept messages do: two at least, each with a few words behind."""
    found = {at for at, line in enumerate(lines) if _STAMPED.match(line.text)}
    return found if len(found) > 1 else set()


def _said(lines: Lines) -> set[int]:
    """Return the heads of a chat's messages: three at least, one speaker twice or two speakers; a programme's 19:00 开场 has other words each time."""
    matches = {at: match for at, line in enumerate(lines) if not line.rows and (match := _SAID.match(line.text))}
    speakers = [(match["a"] or match["b"]).strip() for match in matches.values()]
    if len(matches) >= _CHAT_LEAST and len(set(speakers)) < len(speakers):
        return set(matches)
    return {at for at in matches if at and _DAYLINE.match(lines[at - 1].text)}  # kept messages: a day, who spoke, what


def _fields(lines: Lines, at: int) -> set[int]:
    """Return the run of fields of a mail that a sender's line is in; one field alone is none."""
    start, end = at, at + 1
    while start and _FIELD.match(lines[start - 1].text):
        start -= 1
    while end < len(lines) and _FIELD.match(lines[end].text):
        end += 1
    return set(range(start, end)) if end - start > 1 else set()
