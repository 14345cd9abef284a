"""FIELD: blanks of a text, declared in the front matter and used in the body."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wenku.check.rules import declare, entry_check
from wenku.document import FIELD, FIELD_NAME, pieces, used_fields, walk
from wenku.fields import key_of
from wenku.frontmatter import nearest
from wenku.library import Entry, Library
from wenku.model import WARNING, Problem
from wenku.yamlread import Seq

declare("FIELD-1", "用了没有声明的字段", "没有声明就没有名称、例子和校验，填写时会漏掉。")
declare("FIELD-2", "声明了没有用的字段", "表单里会多出一个填了也没有用的格子。")
declare("FIELD-3", "字段名或花括号写错", "字段名只有汉字、字母和数字；多一个空格，页面上就会露出花括号。")
declare("FIELD-4", "字段的定义不完整", "没有名称、种类和例子，填写的人不知道该写什么。")
declare("FIELD-5", "改了公共字段的定义", "公共字段在各文本之间共用一个定义，才能记住填过的值。")
declare("FIELD-6", "字段太多或太少", "少于 6 个多半有该填的写死了，多于 15 个填的人会放弃。", severity=WARNING)
declare("FIELD-7", "例子与种类不符", "例子是给填写的人看的样子，自己先要合格。")
declare("FIELD-8", "字段声明了两次", "两处定义不同，就不知道用哪一个。")

_BRACES = re.compile(r"\{\{[^{}\n]*\}\}|\{\{|\}\}|\{[^{}\n]{1,14}\}(?!\})")


@entry_check
def usage(entry: Entry, library: Library) -> Iterable[Problem]:
    """FIELD-1, FIELD-2 and the number of fields (FIELD-6)."""
    if not entry.is_text or entry.front.node is None:
        return
    node = entry.front.node.get("fields")
    declared = {key_of(item): item.line for item in node.items} if isinstance(node, Seq) else {}
    used = {name: line for name, line in used_fields(entry.document).items() if FIELD_NAME.fullmatch(name)}
    for name, line in used.items():
        if name not in declared:
            right = nearest(name, declared) or f"在 fields 里加上“{name}”"
            yield Problem(line, "FIELD-1", f"字段“{name}”没有声明", right)
    for name, line in declared.items():
        if name not in used and FIELD_NAME.fullmatch(name):
            yield Problem(line, "FIELD-2", f"字段“{name}”声明了却没有用", f"在正文里写 {{{{{name}}}}}，或者从 fields 里删去")
    if declared and not 6 <= len(declared) <= 15:
        message = f"有 {len(declared)} 个字段"
        yield Problem(entry.front.line("fields"), "FIELD-6", message, "6 到 15 个：只把各地真正不同的内容设成字段")


@entry_check
def spelling(entry: Entry, library: Library) -> Iterable[Problem]:
    """Braces that are no field, or a field whose name cannot be one (FIELD-3)."""
    for block in walk(entry.document.blocks):
        for line, text in pieces(block):
            for match in _BRACES.finditer(text):
                yield from _brace(match.group(), line)


def _brace(found: str, line: int) -> Iterable[Problem]:
    name = FIELD.fullmatch(found)
    if name is None:
        yield Problem(line, "FIELD-3", f"花括号“{found}”没有配成一对双括号", "字段写成 {{社区名称}}")
    elif not FIELD_NAME.fullmatch(name.group(1)):
        clean = "".join(re.findall(r"[\u3400-\u9fffA-Za-z0-9]", name.group(1)))[:12] or "社区名称"
        yield Problem(line, "FIELD-3", f"字段名“{name.group(1)}”不能用", f"写成 {{{{{clean}}}}}：1 到 12 个汉字、字母或数字")
