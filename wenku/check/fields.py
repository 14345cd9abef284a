"""FIELD: blanks of a text, declared in the front matter and used in the body."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wenku.check.rules import declare, entry_check
from wenku.document import FIELD, FIELD_NAME, pieces, used_fields, walk
from wenku.fields import key_of, right_name
from wenku.library import Entry, Library
from wenku.model import WARNING, Problem
from wenku.nearest import closest, nearest
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
    if not isinstance(node, Seq) or entry.front.spoilt("fields"):
        return
    declared = {key_of(item): item.line for item in node.items}
    used = used_fields(entry.document)
    meant = _meant(declared) | _meant(used)
    idle = [name for name in declared if name not in used and name not in meant and FIELD_NAME.fullmatch(name)]
    for name, line in used.items():
        if name in declared or name in meant or not FIELD_NAME.fullmatch(name):
            continue
        twin = closest(name, idle)  # a slip in one of the two is one fault
        if twin:
            idle.remove(twin)
        if not any(p.code == "FIELD-4" and p.line == declared.get(twin) for p in entry.problems):
            right = nearest(name, declared) or f"在 fields 里加上“{name}”"
            yield Problem(line, "FIELD-1", f"字段“{name}”没有声明", right)
    for name in idle:
        right = f"在正文里写 {{{{{name}}}}}，或者从 fields 里删去"
        yield Problem(declared[name], "FIELD-2", f"字段“{name}”声明了却没有用", right)
    if declared and not 6 <= len(declared) <= 15:
        message = f"有 {len(declared)} 个字段"
        yield Problem(entry.front.line("fields"), "FIELD-6", message, "6 到 15 个：只把各地真正不同的内容设成字段")


def _meant(names: Iterable[str]) -> set[str]:
    """Return the names that stand in wrong ones: FIELD-3 reports those, and nothing else shall follow from them."""
    wrong = [name for name in names if not FIELD_NAME.fullmatch(name)]
    return {part for name in wrong for part in (re.sub(r"\W|_", "", name), *re.split(r"[\W_]+", name))}


@entry_check
def spelling(entry: Entry, library: Library) -> Iterable[Problem]:
    """Braces that are no field, or a field whose name cannot be one (FIELD-3)."""
    node = entry.front.node.get("fields") if entry.front.node else None
    reported = {key_of(item) for item in node.items} if isinstance(node, Seq) else set()
    for block in walk(entry.document.blocks):
        for line, text in pieces(block):
            loose = False
            for match in _BRACES.finditer(text):
                name = FIELD.fullmatch(match.group())
                if name is None:
                    if not loose:
                        message = f"花括号“{match.group()}”没有配成一对双括号"
                        yield Problem(line, "FIELD-3", message, "字段写成 {{社区名称}}")
                    loose = True
                elif not FIELD_NAME.fullmatch(name.group(1)) and name.group(1) not in reported:
                    yield Problem(line, "FIELD-3", f"字段名“{name.group(1)}”不能用", right_name(name.group(1)))
