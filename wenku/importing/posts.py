"""Stage 3b, heads of posts and mails (3楼 … 发表于 …, 发件人：… 收件人：…): none of the text, but they part texts as a rule does."""

from __future__ import annotations

import re

from wenku.importing.model import Lines

_FLOOR = re.compile(r"(?:第?\s?#?\d{1,4}\s?(?:楼|#|[Ff](?![\u4e00-\u9fff]))|楼主|沙发|板凳)(?![\u4e00-\u9fff]{3,}[。；])[：:\s　|·]?.{0,60}$")
_POSTED = re.compile(r"发表于|发布于|回复于|回复(?:给|@)|只看(?:楼主|该作者)|\d{1,2}:\d\d|求|顶|楼主|分享|昨天|今天|前天|天前")
_SENDER = re.compile(r"(?:发件人|寄件人|寄件者|发信人|From)\s?[：:]", re.I)
_FIELD = re.compile(r"(?:发件人|寄件人|寄件者|发信人|收件人|收信人|抄送|密送|主题|标题|发送时间|发件时间|收件时间|日期|时间|附件|重要性|From|To|Cc|Date|Sent|Subject)\s?[：:].{0,80}$", re.I)
_QUOTED = re.compile(r"[-—_=*\s]*(?:原始邮件|转发的?邮件(?:信息)?|原邮件|Original Message|Forwarded message|以下是转发内容)[-—_=*\s：:]*$", re.I)


def heads(lines: Lines) -> frozenset[int]:
    """Return the indexes of lines that are heads of posts (two floors at least) or of mails."""
    floors = {at for at, line in enumerate(lines) if _FLOOR.match(line.text) and _POSTED.search(line.text)}
    found = set(floors) if len(floors) > 1 else set()
    for at, line in enumerate(lines):
        if _QUOTED.match(line.text):
            found.add(at)
        if _SENDER.match(line.text):
            found |= _fields(lines, at)
    return frozenset(found)


def _fields(lines: Lines, at: int) -> set[int]:
    """Return the run of fields of a mail that a sender's line is in; one field alone is none."""
    start, end = at, at + 1
    while start and _FIELD.match(lines[start - 1].text):
        start -= 1
    while end < len(lines) and _FIELD.match(lines[end].text):
        end += 1
    return set(range(start, end)) if end - start > 1 else set()
