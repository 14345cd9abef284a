"""Marks of any word, unit or sign with a number that texts stand under: 材料一, ◆草稿二◆, 【范例3】, -=- 第 2 份 -=-, Ａ篇, #3, 01｜, 制度之三."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from wenku.importing.model import Lines
from wenku.importing.patterns import NTH, SURE, is_title, number, value

_SIGNS = r"[^\w\s，。、；！？“”]"
_LABEL = re.compile(
    rf"^(?P<lead>(?:{_SIGNS}|\s)*)(?P<w>(?P<e>[范示样实文]?例)|[\u4e00-\u9fff]{{0,8}}?)(?P<o>(?P<z>之)|第)?\s*[（(]?{NTH}[）)]?\s*(?P<u>[篇份则例套种辑件个稿款号]?)"
    rf"(?:(?P<after>(?:{_SIGNS}|[\s、])+)|(?=$)|(?<=[篇份则例套种辑件个稿款号])|(?(z)|(?(e)|(?!))))(?P<rest>.{{0,60}})$"
)
_INNER = re.compile(r"^第?$|^附|[表图章节条编步段项类级组班楼栋幢号路周月季年期课天日点届]$|步骤|阶段|环节|部分|任务|措施|目标|要求|主题|星期|方面|问题|议题")
"""What the parts of one text are called: 步骤一, 附件2."""
_WRITTEN = re.compile(r"材料|发言|经验|典型|交流|讲话|作品|[文稿例本信之]$")
"""What texts are called: alone on a line with a number they part them, whatever the title below is like."""
_BODY = re.compile("[，。；：！？]")
_GLUED = re.compile(rf"[^，。；：！？\s]{{4,30}}?(?:{SURE})(?=[^，。；：！？]{{4}})")
"""A title that its text runs on behind."""
_HEAD = 60
"""Characters of a line that are looked at."""


@dataclass(frozen=True)
class Label:
    """A mark: index of its line, where the title behind it begins, its number, its form: all of it but the number."""

    index: int
    end: int
    value: int
    form: str


def labels(lines: Lines) -> list[Label]:
    """Return the marks of all forms that stand twice or more, each with a title on its line or on the next one."""
    forms: dict[str, list[tuple[Label, bool]]] = defaultdict(list)
    for index, line in enumerate(lines):
        match = None if line.rows or number(line.text) else _LABEL.match(line.text[:_HEAD])
        if match is None or not _is_label(match):
            continue
        rest = match["rest"] or (lines[index + 1].text if index + 1 < len(lines) else "")
        form = f"标{match['lead'].strip()}{match['w']}{match['o'] or ''}*{match['u']}"
        glued = len(line.text) > _HEAD or _GLUED.match(rest) is not None
        short = 4 <= len(rest) <= 40 and not _BODY.search(rest) and number(rest) is None
        sure = glued and _GLUED.match(rest) is not None and bool(match["lead"].strip() or match["o"] or match["w"]) or not glued and bool(match["z"]) and not match["w"] and not match["rest"] or short and (not match["rest"] and _stands(match) or match["lead"][:1] in tuple("【[〔〖『")) or is_title(rest) and re.search(f"(?:{SURE})", rest) is not None
        forms[form].append((Label(index, match.start("rest"), value(match["n"]), form), sure))
    return [label for found in forms.values() for label, sure in found if sure]


def _is_label(match: re.Match[str]) -> bool:
    """Tell whether a word, a unit or signs stand by the number, and an end, a space or a sign behind it."""
    word, unit, rest = match["w"], match["u"], match["rest"]
    closed = not rest or bool(match["after"] or match["z"]) or bool(unit and match["o"]) or bool(match["e"])
    if match["z"] and not word and not rest:
        return True
    barred = (match["after"] or "").strip() in tuple("｜|丨") and not word
    named = bool(word) and not _INNER.search(word) or bool(unit) or barred or match["lead"].strip() not in ("", "（", "(")
    return closed and named and not (word and _INNER.search(word)) and not (unit == "号" and not match["lead"].strip())


def _stands(match: re.Match[str]) -> bool:
    """Tell whether a mark alone on its line is one of texts: by its word, its unit, or signs around it."""
    return _WRITTEN.search(match["w"]) is not None or match["z"] is not None or match["u"] in tuple("篇份则例套辑稿") or bool(match["lead"].strip())
